"""Where a province was split, in a trend: a thin line with a word, and what it means for the lines."""

from collections.abc import Sequence
from datetime import date

from dashboard.figures.drawing import FONT
from dashboard.figures.lines import Line
from dashboard.figures.palette import colour
from dashboard.figures.wording import escape
from dashboard.i18n import Text
from geo.former import FormerProvince

_ROW_PX = 14


def splits_of(lines: Sequence[Line], former: Sequence[FormerProvince]) -> list[FormerProvince]:
    """The splits that concern a line of a province and lie between the dates that are drawn, the first one first."""
    days = [day for line in lines for day in line.days]
    drawn = {line.region_code for line in lines}
    return [
        each for each in former if days and min(days) < each.valid_to <= max(days) and drawn & set(each.provinces)
    ]  # fmt: skip


def split_lines(splits: Sequence[FormerProvince]) -> list[dict[str, object]]:
    """A thin line over the whole plot on the day of each law."""
    return [
        {
            "type": "line", "xref": "x", "yref": "y domain", "x0": day, "x1": day, "y0": 0, "y1": 1,
            "line": {"color": colour("chart-ink-2"), "width": 1, "dash": "dot"}, "name": "split",
        }
        for day in (each.valid_to.isoformat() for each in splits)
    ]  # fmt: skip


def split_labels(splits: Sequence[FormerProvince], span: tuple[date, date], text: Text) -> list[dict[str, object]]:
    """A word beside each line, a row lower for each; law and date under the pointer."""
    width = max(1, (span[1] - span[0]).days)
    on_left = [(each.valid_to - span[0]).days * 2 > width for each in splits]  # so that no word leaves the plot
    return [
        {
            "text": escape(text("split-label")), "hovertext": escape(_law(each, text)), "name": "split",
            "xref": "x", "x": each.valid_to.isoformat(), "yref": "y domain", "y": 1, "yanchor": "top",
            "yshift": -row * _ROW_PX, "xanchor": "right" if left else "left",
            "xshift": -3 if left else 3,
            "showarrow": False, "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
        }
        for row, (each, left) in enumerate(zip(splits, on_left, strict=True))
    ]  # fmt: skip


def split_words(splits: Sequence[FormerProvince], lines: Sequence[Line], text: Text) -> list[str]:
    """What each split means for the lines that it concerns: reckoned in today's area, or parted there."""
    return [words for each in splits for words in _words(each, lines, text)]


def _words(split: FormerProvince, lines: Sequence[Line], text: Text) -> list[str]:
    mine = [line for line in lines if line.region_code in split.provinces]
    parted = [line.name for line in mine if any(line.areas)]
    whole = [line.name for line in mine if not any(line.areas) and line.days[0] < split.valid_to]
    day, told = text.date(split.valid_to), [f"{_law(split, text)}."]
    told += [text("split-then", names=", ".join(parted), name=split.short_name, date=day)] if parted else []
    return told + ([text("split-now", names=", ".join(whole), date=day)] if whole else [])


def _law(split: FormerProvince, text: Text) -> str:
    """`Pemekaran Papua, 25 Juli 2022 (UU 14/2022, UU 15/2022, UU 16/2022)`."""
    laws = ", ".join(split.legal_basis)
    return text("split-law", name=split.short_name, date=text.date(split.valid_to), laws=laws)
