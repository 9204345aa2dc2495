"""What a look says in headlines: its figure, what it was, and how it stands to the area that it lies in."""

from dashboard.figures.headlines import Benchmark, headlines
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Text
from dashboard.screen import Look
from etl.indicators.registry import ANY_MEASURE
from geo.regions import NATION


def said_of(look: Look, text: Text) -> list[str]:
    """The headlines of a look, each a sentence that a rule has made."""
    selection, screen = look.selection, look.screen
    return headlines(
        screen.row,
        look.indicator,
        selection.unit,
        text=text,
        frame=screen.frame,
        level=text(f"level-{selection.level}"),
        history=screen.trend[screen.trend["region_code"] == selection.region],
        benchmark=_benchmark(look, text),
        pinned=screen.pinned,
        conflicts=_contradictions(look),
    )


def _benchmark(look: Look, text: Text) -> Benchmark | None:
    """The province of a regency, the nation of a province: the area of the map, or else its line of the trend."""
    selection, screen = look.selection, look.screen
    if selection.region == NATION:
        return None
    outer = NATION if selection.region == selection.province else str(selection.province)
    if selection.within == outer:
        return Benchmark(screen.area, "nation" if outer == NATION else "province")
    line = screen.trend[(screen.trend["region_code"] == outer) & (screen.trend["as_of"] <= screen.at)]
    known = line[line["status"] != "missing"].sort_values("as_of", kind="stable")
    rows = records(known.tail(1))
    return Benchmark(rows[0], "nation" if outer == NATION else "province") if rows else None


def _contradictions(look: Look) -> int:
    """How many of the numbers that this indicator is made of contradict others, up to the date."""
    measures, found, at = look.indicator.measures, look.screen.conflicts, look.screen.at
    concerned = [ANY_MEASURE in measures or each in measures for each in found["measure"]]
    days = [as_date(each) for each in found["as_of"]]
    return sum(mine and (day is None or at is None or day <= at) for mine, day in zip(concerned, days, strict=True))
