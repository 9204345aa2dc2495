"""Words, numbers and dates in the two languages.

The words stand in `assets/locale/<language>/*.ftl` (Fluent); numbers and dates follow CLDR through Babel. An id that
stands in no catalogue, or an argument that was not given, is a mistake of ours and raises.
"""

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern

from dashboard.assets import LOCALE

Language = Literal["id", "en"]
Precision = Literal["day", "month", "year"]

LANGUAGES: tuple[Language, ...] = ("id", "en")
NO_NUMBER = "—"
_LOCALES: Mapping[Language, str] = {"id": "id_ID", "en": "en_GB"}
_DATES: Mapping[str, str] = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


@dataclass(frozen=True, eq=False)
class Text:
    """Everything that is said in one language. Take it from `text_for`."""

    language: Language
    locale: Locale
    bundle: FluentBundle

    def __call__(self, message_id: str, **args: str | int | float | dt.date) -> str:
        """The message with its arguments filled in.

        Numbers given as numbers choose plurals and are written as CLDR does; give `number()`'s text where the count
        of decimals matters.

        Raises:
            KeyError: no such message.
            ValueError: the message wants an argument that was not given.
        """
        pattern = self._pattern(message_id)
        if pattern is None:
            raise KeyError(f"no message {message_id!r} in language {self.language!r}")
        words, errors = self.bundle.format_pattern(pattern, args)
        if errors:
            raise ValueError(f"message {message_id!r} in language {self.language!r}: {errors[0]}")
        return cast(str, words)

    def has(self, message_id: str) -> bool:
        """Whether the catalogue holds the message."""
        return self._pattern(message_id) is not None

    def _pattern(self, message_id: str) -> Pattern | None:
        return self.bundle.get_message(message_id).value if self.bundle.has_message(message_id) else None

    def number(self, value: float | None, decimals: int = 0) -> str:
        """`1.234,5` or `1,234.5`, halves away from zero; a dash for no number (None or NaN)."""
        if value is None or math.isnan(value):
            return NO_NUMBER
        return _number(float(value), decimals, self.locale)

    def date(self, day: dt.date, precision: str = "day") -> str:
        """`17 September 2024`, `September 2024` or `2024`, as exactly as the date is known."""
        return _date(day, _DATES[precision], self.locale)

    def short_date(self, day: dt.date) -> str:
        """`17 Sep 2024`."""
        return _date(day, "d MMM y", self.locale)

    def unit(self, unit: str) -> str:
        """The unit in words; one that the catalogue does not know, as its indicator declares it."""
        message_id = f"unit-{_slug(unit)}"
        return self(message_id) if self.has(message_id) else unit

    def status(self, status: str) -> str:
        """`reported`, `zero`, `missing` or `suppressed` in words."""
        return self(f"status-{status}")

    def evidence(self, evidence: str) -> str:
        """`alleged`, `found`, `proven`, `unknown` in words; nothing for a figure that has none."""
        return self(f"evidence-{evidence}") if evidence else ""


# A page of all regencies says some thousand numbers and dates, most of them more than once.
@lru_cache(maxsize=1 << 16)
def _number(value: float, decimals: int, locale: Locale) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(exact, format=pattern, locale=locale)


@lru_cache(maxsize=1 << 12)
def _date(day: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


def _slug(unit: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unit.casefold().replace("%", "percent")).strip("-")


def catalogue_files(language: Language) -> tuple[Path, ...]:
    """The Fluent files of one language, by name."""
    return tuple(sorted((LOCALE / language).glob("*.ftl")))


def _bundle(files: Iterable[Path], locale: Locale) -> FluentBundle:
    # Without isolation: the marks it adds around arguments would stand in titles, file names and tests of words.
    bundle = FluentBundle([str(locale).replace("_", "-")], use_isolating=False)
    for file in files:
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@cache
def text_for(language: Language) -> Text:
    """The texts of a language, read once."""
    locale = Locale.parse(_LOCALES[language])
    return Text(language, locale, _bundle(catalogue_files(language), locale))
