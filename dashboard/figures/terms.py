"""Who headed a government, in a trend: a narrow band while somebody was acting, and the same in words."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dashboard.figures.drawing import FONT
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_date, escape
from dashboard.i18n import Text

ELECTED = "elected"
_HIGH = 0.035  # of the plot
_NAMED = 0.08  # of the span, from which a band has room for its word
_WORD = 0.25  # of the span, what the word takes where the plot is narrow


Term = tuple[date, date | None]
"""From when to when; None: still."""


def acting(terms: Sequence[Mapping[str, Any]], span: tuple[date, date]) -> list[Term]:
    """The times in which the head of government was not an elected one, as far as a span shows any of them.

    Those that touch are one; each is told whole, also where it began before the span.
    """
    found: list[Term] = []
    for term in sorted(terms, key=lambda each: str(each["as_of"])):
        start, end = as_date(term["as_of"]), as_date(term["ends_on"])
        if term["subject"] == ELECTED or start is None:
            continue
        last = found[-1][1] if found else None
        if found and (last is None or start <= last + timedelta(days=1)):
            found[-1] = (found[-1][0], None if last is None or end is None else max(end, last))
        else:
            found.append((start, end))
    return [(start, end) for start, end in found if start <= span[1] and (end is None or end >= span[0])]


def _within(times: Sequence[Term], span: tuple[date, date]) -> list[tuple[date, date]]:
    return [(max(start, span[0]), min(end or span[1], span[1])) for start, end in times]


def term_bands(times: Sequence[Term], span: tuple[date, date]) -> list[dict[str, object]]:
    """A narrow band at the foot of the plot."""
    return [
        {
            "type": "rect", "xref": "x", "yref": "y domain", "x0": start.isoformat(), "x1": end.isoformat(),
            "y0": 0, "y1": _HIGH, "layer": "below", "name": "term",
            "fillcolor": colour("event"), "opacity": 0.35, "line": {"width": 0},
        }
        for start, end in _within(times, span)
    ]  # fmt: skip


def term_labels(
    times: Sequence[Term],
    span: tuple[date, date],
    text: Text,
    lowest: Callable[[date, date], float] = lambda start, end: math.inf,
) -> list[dict[str, object]]:
    """A word over each band that has room for it, at whichever part of the band lines lie highest above it.

    Args:
        lowest: how low a line comes between two days.
    """
    whole = max((span[1] - span[0]).days, 1)
    wide = timedelta(days=int(whole * _WORD))
    labels: list[dict[str, object]] = []
    for start, end in _within(times, span):
        if (end - start).days / whole <= _NAMED:
            continue
        ways = {"left": (start, start + wide), "right": (end - wide, end)}
        ways = {way: part for way, part in ways.items() if part[0] >= span[0]}
        anchor = max(ways, key=lambda way: lowest(*ways[way]))
        labels.append({
            "text": escape(text("term-acting")), "name": "term", "xref": "x",
            "x": (start if anchor == "left" else end).isoformat(), "xanchor": anchor,
            "xshift": 2 if anchor == "left" else -2, "yref": "y domain", "y": _HIGH, "yanchor": "bottom",
            "showarrow": False, "font": {"family": FONT, "size": 10, "color": colour("chart-ink-2")},
        })  # fmt: skip
    return labels


def term_words(times: Sequence[Term], text: Text) -> list[str]:
    """`Daerah ini dipimpin penjabat dari 24 September 2023 sampai 20 Oktober 2024.`"""
    return [
        text("term-acting-words", first=text.date(start), last=text.date(end))
        if end
        else text("term-acting-still", first=text.date(start))
        for start, end in times
    ]
