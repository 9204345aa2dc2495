"""Why a setting cannot be what it was set to, in both languages."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from etl.said import Text


class UnfitError(ValueError):
    """A value that a setting cannot have; `words` says why."""

    def __init__(self, indonesian: str, english: str) -> None:
        self.words = Text(indonesian, english)
        super().__init__(english)


# What pydantic finds by itself, by its type of error; the details are its own.
_FOUND: Final[Mapping[str, Text]] = {
    "literal_error": Text("harus {expected}", "must be {expected}"),
    "int_parsing": Text("harus bilangan bulat", "must be a whole number"),
    "greater_than_equal": Text("paling sedikit {ge}", "must be at least {ge}"),
    "less_than_equal": Text("paling banyak {le}", "must be at most {le}"),
}
_ANY: Final = Text("nilainya tidak dapat dipakai", "the value cannot be used")


def faults_of(error: ValidationError) -> Text:
    """`NETRALITAS_PORT: harus bilangan bulat; NETRALITAS_HOST: ...`: each variable that cannot be so, and why."""
    told = [(f"NETRALITAS_{str(each['loc'][0]).upper()}: ", _words(each)) for each in error.errors()]
    return Text(
        "; ".join(variable + words.id for variable, words in told),
        "; ".join(variable + words.en for variable, words in told),
    )


def _words(fault: Mapping[str, Any]) -> Text:
    detail = fault.get("ctx", {})
    if isinstance(unfit := detail.get("error"), UnfitError):
        return unfit.words
    words = _FOUND.get(str(fault["type"]), _ANY)
    translated = {name: str(value).replace(" or ", " atau ") for name, value in detail.items()}
    return Text(words.filled("id", **translated), words.filled("en", **detail))
