"""Sources with their dates in as little room as the foot of a page has."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from dashboard.figures.citations import citations
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Text

_ROOM = 230  # characters, of two lines
_LONGEST = 90  # of one source


def dated_sources(cited: pd.DataFrame, text: Text) -> str:
    """`Sumber: a (14 Okt 2024); b (1 Sep 2024); dan 3 sumber lain`: each with the newest date of what it says.

    Args:
        cited: `citation` and `as_of` of each figure, those first that are to be named first.
    """
    newest: dict[str, date | None] = {}
    for name, day in _named(cited):
        known = newest.get(name)
        newest[name] = max(known, day) if known and day else known or day
    if not newest:
        return text("sources-none" if cited.empty else "sources-unnamed")
    told = [_short(name) + (f" ({text.short_date(day)})" if day else "") for name, day in newest.items()]
    shown = _fitting(told)
    rest = len(told) - len(shown)
    return f"{text('sources')}: {'; '.join([*shown, *([text('sources-more', n=rest)] if rest else [])])}"


def _named(cited: pd.DataFrame) -> Iterator[tuple[str, date | None]]:
    for row in records(cited):
        words = row["citation"]
        for each in citations([words] if isinstance(words, str) and words else []):
            yield each.label, as_date(row["as_of"])


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _fitting(told: list[str]) -> list[str]:
    """As many as there is room for, and at least one."""
    shown, used = told[:1], len(told[0])
    for each in told[1:]:
        used += len(each) + 2
        if used > _ROOM:
            break
        shown.append(each)
    return shown
