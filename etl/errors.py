"""Errors that a person can act on: what happened and what to do, never a traceback."""

from etl.said import Language, Text


class NetralitasError(Exception):
    """A user's mistake or a refusal.

    `message` says where and what, `remedy` says what to do about it. The command line prints both in the language that
    is set and ends with `exit_code`; as a text of its own the error is English.
    """

    exit_code = 2

    def __init__(self, message: Text | str, remedy: Text | str = "") -> None:
        self.message, self.remedy = _both(message), _both(remedy)
        super().__init__(self.said("en"))

    def said(self, language: Language) -> str:
        """Message and remedy in one language, on one line."""
        return f"{self.message.of(language)} {self.remedy.of(language)}".strip()


def _both(words: Text | str) -> Text:
    return Text(words, words) if isinstance(words, str) else words


class SettingsError(NetralitasError):
    """The environment or an option names something that cannot be."""


class WarehouseError(NetralitasError):
    """The warehouse is absent, of the other sort, or of another version."""


class UnknownNameError(NetralitasError):
    """A name that stands in no register: indicator, source, warehouse, region."""
