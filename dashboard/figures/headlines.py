"""Headlines: what a figure says, in sentences that nobody writes by hand.

Each rule looks at figures alone and gives facts (`Standing`, `Change`, `Place`); words are put to them afterwards. What
is a sample of events is held against its own 95 % limits: what these hold cannot be told from the figure. A complete
count, such as who has signed of those employed, has no limits and is compared plainly, as it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from dashboard.figures.classes import steps
from dashboard.figures.wording import (
    DOUBTFUL,
    NO_GOVERNMENT,
    SMALL,
    as_date,
    as_number,
    coverage_words,
    evidence_words,
    figure_words,
    is_faint,
    limits_words,
    parts_words,
    records,
    shown_status,
    some_of,
    status_of,
    with_unit,
)
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

Row = Mapping[str, Any]
Standing = Literal["above", "below", "same", "untold", "unknown"]
Level = Literal["province", "nation"]
_MOST_SILENT = 4


@dataclass(frozen=True)
class Benchmark:
    """What a figure is held against: the figure of the province that it lies in, or of the nation."""

    row: Row
    level: Level


@dataclass(frozen=True)
class Change:
    """From the figure before, of another day, to the present one. `by`: the difference of both as they are shown."""

    kind: Standing
    since: date
    before: float
    by: float


@dataclass(frozen=True)
class Place:
    """`rank`: from the highest, 1 is the highest. `others`: how many share it. `of`: how many have a figure."""

    rank: int
    others: int
    of: int


# -- the rules -------------------------------------------------------------------------------------------------------


def figure_of(row: Row) -> float | None:
    """The figure of a row that shows one; nothing of what is missing or withheld."""
    return as_number(row["value"]) if shown_status(row) in ("reported", "zero") else None


def standing(row: Row, against: float | None, indicator: Indicator) -> Standing:
    """Where a figure stands to another one.

    `untold`: its limits hold the other. `unknown`: one of the two is not there, or a sample comes without limits.
    A limit that is open on one side holds everything there.
    """
    value = figure_of(row)
    if value is None or against is None:
        return "unknown"
    if indicator.interval != "none":
        low, high = as_number(row.get("ci_low")), as_number(row.get("ci_high"))
        if low is None and high is None:
            return "unknown"
        if (low is None or low <= against) and (high is None or against <= high):
            return "untold"
    return _compared(value, against, indicator)


def _compared(value: float, other: float, indicator: Indicator) -> Standing:
    """As both are shown: nobody can see that 53.44 is more than 53.41 where both read 53.4."""
    mine, theirs = _shown([value, other], indicator)
    return "same" if mine == theirs else "above" if mine > theirs else "below"


def _shown(values: Sequence[float], indicator: Indicator) -> list[int]:
    """In units of the last decimal that is shown."""
    return [int(each) for each in steps(np.array(values, dtype=float), indicator.decimals)]


def change_of(row: Row, history: pd.DataFrame, indicator: Indicator) -> Change | None:
    """The change since the latest figure of an earlier day; None where there is none that may be compared.

    What was published is not held against what was added up, nor a former province against one of today.

    Args:
        history: rows of the trend frame of this region, any order.
    """
    value, day = figure_of(row), as_date(row["as_of"])
    if value is None or day is None or indicator.is_of_one_date:
        return None
    until = as_date(row.get("until"))
    earlier = [
        (as_date(each["as_of"]), figure)
        for each in records(history)
        if (figure := figure_of(each)) is not None
        and each.get("origin") == row.get("origin")
        and as_date(each.get("until")) == until
    ]
    known = [(when, figure) for when, figure in earlier if when is not None and when < day]
    if not known:
        return None
    since, before = max(known)
    now, then = _shown([value, before], indicator)
    return Change(standing(row, before, indicator), since, before, (now - then) / 10**indicator.decimals)


def place_of(code: str, frame: pd.DataFrame, indicator: Indicator) -> Place | None:
    """The place of a region among all that have a figure.

    None where figures are samples, whose order is mostly chance; for a zero, which is said as such; and where there is
    nobody to stand before or behind.
    """
    figures = {str(row["region_code"]): figure for row in records(frame) if (figure := figure_of(row)) is not None}
    if indicator.interval != "none" or not figures.get(code):
        return None
    shown = dict(zip(figures, _shown([*figures.values()], indicator), strict=True))
    others = sum(each == shown[code] for each in shown.values()) - 1
    rank = 1 + sum(each > shown[code] for each in shown.values())
    return Place(rank, others, len(shown)) if others + 1 < len(shown) else None


def standings(frame: pd.DataFrame, against: float | None, indicator: Indicator) -> dict[Standing, int]:
    """How many regions stand where to one figure."""
    found = [standing(row, against, indicator) for row in records(frame)]
    return {each: found.count(each) for each in ("above", "below", "same", "untold", "unknown")}


# -- the words -------------------------------------------------------------------------------------------------------


def headlines(
    row: Row,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    frame: pd.DataFrame,
    level: str,
    history: pd.DataFrame,
    benchmark: Benchmark | None = None,
    pinned: Sequence[Row] = (),
    conflicts: int = 0,
) -> list[str]:
    """The sentences of one region, the weightiest first.

    Args:
        row: its row of the map frame. frame: the regions that the map shows, `level` in words (`provinsi`).
        history: its rows of the trend frame.
        benchmark: what it lies in; without one it is the whole of the map, and its regions are held against it.
        pinned: rows of regions to compare, each named by `pin_name`. conflicts: how many numbers contradict others.
    """
    told = [
        _figure(row, indicator, unit, text),
        *_change(row, change_of(row, history, indicator), indicator, unit, text),
        *_against(row, benchmark, indicator, unit, text),
        *_place(row, frame, indicator, level, text),
        *_spread(row, frame, indicator, level, text),
        _states(frame, level, text),
        *_pinned(pinned, indicator, unit, text),
        *_cautions(row, indicator, conflicts, text),
    ]
    return [each for each in told if each]


def _figure(row: Row, indicator: Indicator, unit: str, text: Text) -> str:
    # A province or the nation has figures of those inside it, whether or not it employs anybody itself.
    row = row if "." in str(row["region_code"]) else {**row, "has_government": True}
    name, status = str(row["region_name"]), shown_status(row)
    if figure_of(row) is None:
        message = "headline-missing" if status == "missing" else "headline-none"
        return text(message, place=name, status=status_of(row, indicator, text))
    day, limits = as_date(row["as_of"]), limits_words(row, indicator, text)
    details = [
        status_of(row, indicator, text) if status == "zero" else "",
        parts_words(row, indicator, text),
        f"{text('fact-limits')}: {limits}" if limits else "",
        text("as-of", date=text.date(day)) if day else "",
        evidence_words(row, text),
        coverage_words(row, indicator, text),
        text("small-denominator", n=SMALL) if is_faint(row, indicator) else "",
    ]
    said = "; ".join(each for each in details if each)
    return text("headline-figure", place=name, figure=figure_words(row, indicator, unit, text), details=said)


def _change(row: Row, change: Change | None, indicator: Indicator, unit: str, text: Text) -> list[str]:
    if change is None:
        return []
    before = with_unit(text.number(change.before, indicator.decimals), unit, text)
    by = _difference(text.number(abs(change.by), indicator.decimals), unit, text)
    told = [text(f"headline-change-{change.kind}", date=text.date(change.since), before=before, by=by)]
    if change.kind == "below" and indicator.is_cumulative:
        told.append(text("headline-falls"))
    summed = row.get("origin") == "computed" and row.get("extent") == "area"
    if change.kind in ("above", "below") and summed and not indicator.is_of_a_log and not indicator.counts_governments:
        told.append(text("headline-others-may-report"))
    return [" ".join(told)]


def _difference(number: str, unit: str, text: Text) -> str:
    return text("points", n=number) if unit == "%" else with_unit(number, unit, text)


def _against(row: Row, benchmark: Benchmark | None, indicator: Indicator, unit: str, text: Text) -> list[str]:
    """Of rates and medians alone: a count is a part of its province's, and cannot but be less."""
    if benchmark is None or figure_of(row) is None or not (indicator.is_rate or indicator.is_median):
        return []
    stands = standing(row, figure_of(benchmark.row), indicator)
    told = text(
        f"headline-against-{stands}",
        place=str(row["region_name"]),
        benchmark=text(f"benchmark-{benchmark.level}"),
        figure=_dated(benchmark.row, row, indicator, unit, text),
    )
    return [" ".join([told, *_worth(stands, indicator, text)])]


def _dated(row: Row, beside: Row, indicator: Indicator, unit: str, text: Text) -> str:
    """`53,4%`, with its date where that is another than the one beside it."""
    figure, day = figure_words(row, indicator, unit, text), as_date(row["as_of"])
    if figure_of(row) is None or day is None or day == as_date(beside["as_of"]):
        return figure
    return f"{figure}, {text('as-of', date=text.date(day))}"


def _worth(stands: Standing, indicator: Indicator, text: Text) -> list[str]:
    if stands not in ("above", "below") or indicator.polarity == "neutral":
        return []
    return [text("headline-better" if (stands == "above") == (indicator.polarity == "higher_better")
                 else "headline-worse")]  # fmt: skip


def _place(row: Row, frame: pd.DataFrame, indicator: Indicator, level: str, text: Text) -> list[str]:
    place = place_of(str(row["region_code"]), frame, indicator)
    if place is None:
        return []
    message = "headline-place-shared" if place.others else "headline-place"
    return [text(message, rank=place.rank, others=place.others, of=place.of, level=level)]


def _spread(row: Row, frame: pd.DataFrame, indicator: Indicator, level: str, text: Text) -> list[str]:
    """How the regions of the map stand to the area that holds them, where that is what is looked at."""
    codes = set(frame["region_code"])
    if str(row["region_code"]) in codes or not (indicator.is_rate or indicator.is_median):
        return []
    found = standings(frame, figure_of(row), indicator)
    of = sum(found.values()) - found["unknown"]
    if of == 0:
        return []
    message = "headline-spread" if indicator.interval == "none" else "headline-spread-told"
    counts = {each: found[each] for each in ("above", "below", "same", "untold")}
    return [text(message, of=of, level=level, place=str(row["region_name"]), **counts)]


def _states(frame: pd.DataFrame, level: str, text: Text) -> str:
    rows = [row for row in records(frame) if shown_status(row) != NO_GOVERNMENT]
    if not rows:
        return ""
    statuses = [shown_status(row) for row in rows]
    parts = [
        text(f"headline-states-{status}", n=statuses.count(status))
        for status in ("reported", "zero", "suppressed", "missing")
        if status in statuses
    ]
    silent = [str(row["region_name"]) for row in rows if shown_status(row) == "missing"]
    told = text("headline-states", of=len(rows), level=level, parts=", ".join(parts))
    # Where nearly all are silent their names tell nothing.
    return f"{told} {_silent(silent, text)}" if 0 < len(silent) <= len(rows) / 2 else told


def _silent(names: Sequence[str], text: Text) -> str:
    return text("headline-silent", names=some_of(names, text, _MOST_SILENT))


def _pinned(pinned: Sequence[Row], indicator: Indicator, unit: str, text: Text) -> list[str]:
    if not pinned:
        return []
    pins = [
        text("headline-pin", name=str(row.get("pin_name", row["region_name"])),
             figure=figure_words(row, indicator, unit, text))
        for row in pinned
    ]  # fmt: skip
    return [text("headline-pinned", pins="; ".join(pins))]


def _cautions(row: Row, indicator: Indicator, conflicts: int, text: Text) -> list[str]:
    told = [text("headline-conflicts", n=conflicts, place=str(row["region_name"]))] if conflicts else []
    if figure_of(row) and row.get("evidence") in DOUBTFUL and indicator.polarity == "neutral":
        told.append(text("headline-not-proven"))
    return told
