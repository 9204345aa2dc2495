"""Where another institution begins to count, in a trend: a thin line with a word, and what it means in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.drawing import FONT
from dashboard.figures.lines import Line
from dashboard.figures.palette import colour
from dashboard.figures.wording import escape

_ROW_PX = 14
_SPLITS = 2  # rows that the words of splits may take (dashboard/figures/splits.py): there were two


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which figures come of another institution: the word beside its line, and what it means."""

    day: date
    label: str
    words: str
    sources: frozenset[str]


def breaks_of(lines: Sequence[Line], known: Sequence[Break], sources: Sequence[str]) -> list[Break]:
    """Those between the dates that are drawn which concern a source of the figures."""
    days = [day for line in lines for day in line.days]
    return [each for each in known if days and min(days) < each.day <= max(days) and each.sources & set(sources)]


def break_lines(breaks: Sequence[Break]) -> list[dict[str, object]]:
    """A thin line over the whole plot on each day."""
    return [
        {
            "type": "line", "xref": "x", "yref": "y domain", "x0": day, "x1": day, "y0": 0, "y1": 1,
            "line": {"color": colour("chart-ink-2"), "width": 1, "dash": "dashdot"}, "name": "break",
        }
        for day in (each.day.isoformat() for each in breaks)
    ]  # fmt: skip


def break_labels(breaks: Sequence[Break], span: tuple[date, date]) -> list[dict[str, object]]:
    """A word beside each line, under those of splits; what it means under the pointer."""
    width = max(1, (span[1] - span[0]).days)
    return [
        {
            "text": escape(each.label), "hovertext": escape(each.words), "name": "break",
            "xref": "x", "x": each.day.isoformat(), "yref": "y domain", "y": 1, "yanchor": "top",
            "yshift": -(_SPLITS + row) * _ROW_PX, "xanchor": "right" if left else "left", "xshift": -3 if left else 3,
            "showarrow": False, "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
        }
        for row, each in enumerate(breaks)
        for left in [(each.day - span[0]).days * 2 > width]
    ]  # fmt: skip
