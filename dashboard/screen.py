"""What one screen shows: every frame that a selection asks for, read at one version."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.figures.periods import Periods
from dashboard.figures.wording import records
from dashboard.i18n import Language
from dashboard.kept import Kept, MapOf
from dashboard.queries import Held, Reading, Series
from dashboard.selection import Offer, Parameters, Selection, select, take_data
from dashboard.site import Site
from dashboard.viewer import Viewer
from etl.indicators.registry import Indicator
from geo.former import FormerProvince
from geo.regions import NATION, Region, RegionIndex


@dataclass(frozen=True)
class Screen:
    """The frames of one selection.

    `frame`: one row a region of the map. `own`: at most one row, the provincial government beside its regencies.
    `row`: the region looked at (of the map, or the area that the map covers). `coverage`: governments that reported and
    all there are, in that area. `periods`: the map at every date at which figures change. `events`: of the region
    looked at and what lies in it. `marks`: of the regions whose lines the trend draws, in its election. `pinned`: rows
    of the regions that are pinned, on the map or not. `terms`: how the office of the region's head was held.
    `reasons`: of an indicator without any figure, why its rows have none. `shapes`: the code of the row that each shape
    of the map shows, where provinces are drawn as they were: until a split, several show the former one.
    """

    series: Series
    at: dt.date | None
    periods: Periods
    frame: pd.DataFrame
    own: pd.DataFrame
    area: Mapping[str, Any]
    row: Mapping[str, Any]
    categories: pd.DataFrame
    trend: pd.DataFrame
    events: pd.DataFrame
    marks: pd.DataFrame
    conflicts: pd.DataFrame
    reasons: tuple[str, ...] = ()
    shapes: Mapping[str, str] = field(default_factory=dict)
    pinned: Sequence[Mapping[str, Any]] = ()
    terms: Sequence[Mapping[str, Any]] = ()

    @property
    def figures(self) -> pd.DataFrame:
        """Every figure of the map, and the provincial government's own: what table and CSV hold."""
        return pd.concat([self.frame, self.own], ignore_index=True) if len(self.own) else self.frame

    @property
    def coverage(self) -> tuple[int, int] | None:
        """Of the area's computed figure; a published one does not say how many it covers."""
        prefix = "" if self.area["origin"] == "computed" else "other_"
        found = self.area.get(f"{prefix}coverage_n"), self.area.get(f"{prefix}coverage_of")
        reported, governments = (None if each is None or each != each else int(each) for each in found)
        return None if reported is None or governments is None else (reported, governments)

    @property
    def is_empty(self) -> bool:
        """Whether no region of the map has a figure."""
        return not bool(self.frame["status"].ne("missing").any()) and self.own.empty


@dataclass(frozen=True)
class Look:
    """One look at a warehouse through an address: what was asked, what is shown, at which version."""

    selection: Selection
    offer: Offer
    indicator: Indicator
    screen: Screen
    version: int
    simulated: bool

    @property
    def file_name(self) -> str:
        """What files of this look are called, without what they end in."""
        day = self.screen.at.isoformat() if self.screen.at else "tanpa-tanggal"
        mark = "-SIMULASI" if self.simulated else ""
        return f"{self.indicator.id}-{self.selection.region}-{day}{mark}"


@contextmanager
def looking(site: Site, viewer: Viewer, parameters: Parameters, language: Language) -> Iterator[tuple[Look, Reading]]:
    """Read what an address asks for, and keep the reading open for what else of the same version is wanted.

    Raises:
        WarehouseError: the warehouse is not there, or does not answer.
    """
    with choosing(site, viewer, parameters, language) as (selection, offer, r):
        yield look_at(site, selection, offer, r), r


def look_at(site: Site, selection: Selection, offer: Offer, r: Reading) -> Look:
    """All that a selection shows at the version of the reading."""
    indicator = site.indicators[selection.indicator]
    screen = read_screen(r, selection, offer, site.regions, site.kept)
    return Look(selection, offer, indicator, screen, r.version, r.simulated)


@contextmanager
def choosing(
    site: Site, viewer: Viewer, parameters: Parameters, language: Language
) -> Iterator[tuple[Selection, Offer, Reading]]:
    """What an address chooses of what its warehouse has, and the reading to go on with.

    Raises:
        WarehouseError: the warehouse is not there, or does not answer.
    """
    name = take_data(parameters, site.settings.warehouses)
    with site.reading(name, viewer) as r:
        offer = offer_of(site.kept.offered(r, name), name, simulated=r.simulated)
        yield select(parameters, offer, site.indicators, site.regions, viewer, language), offer, r


def offer_of(offered: Iterable[Held], name: str, *, simulated: bool) -> Offer:
    """What a warehouse has to choose from."""
    choices: dict[str, list[tuple[str, str, int]]] = {}
    last: dict[tuple[str, str, str], dt.date] = {}
    first: dict[tuple[str, str, str], dt.date] = {}
    for held in offered:
        choices.setdefault(held.indicator, []).append((held.unit, held.election, held.figures))
        series = held.indicator, held.unit, held.election
        last[series], first[series] = held.last, held.first
    return Offer(name, simulated, choices, last, first)


def read_screen(r: Reading, selection: Selection, offer: Offer, regions: RegionIndex, kept: Kept) -> Screen:
    """Everything that the map page shows of a selection."""
    series = series_of(selection)
    at = selection.at or offer.last.get((series.indicator, series.unit, series.election))
    frame = read_frame(r, series, selection, at, regions)
    own = _own(r, series, selection, at, regions)
    area = _area(r, series, selection.within, at, regions)
    # A province with its regencies is today's: so are they.
    code = area_of(selection.region, selection, at, regions) if selection.level == "province" else selection.region
    row = _row(frame, code) or (area if selection.within == code else None) or _area(r, series, code, at, regions)
    return Screen(
        series=series,
        at=at,
        periods=read_periods(r, selection, regions, kept),
        frame=frame,
        own=own,
        area=area,
        row=row,
        categories=queries.categories_at(r, series, row) if row["origin"] is not None else _no_categories(),
        trend=read_trend(r, series, selection, regions),
        events=_events(r, selection, regions),
        marks=read_marks(r, selection, regions),
        conflicts=queries.conflicts(r, selection.region, selection.election),
        reasons=() if series.indicator in offer.choices else tuple(queries.reasons(r, series.indicator)),
        shapes=_shapes(r, selection, at, regions),
        pinned=_pinned(r, frame, series, selection, at, regions),
        terms=records(queries.annotations(r, "office_term", selection.region, _day(at))),
    )


def read_frame(
    r: Reading, series: Series, selection: Selection, at: dt.date | None, regions: RegionIndex
) -> pd.DataFrame:
    """The map frame: one row a region that the viewer may see, in the order of codes."""
    shown = _shown(r, selection, at, regions)
    then = selection.as_then
    return _named(queries.figures_at(r, series, selection.level, selection.within, _day(at), then=then), shown)


def read_periods(r: Reading, selection: Selection, regions: RegionIndex, kept: Kept) -> Periods:
    """The map of a selection at every date."""
    has_government = {region.code: region.is_government for region in _on_map(r, selection, regions)}
    former = regions.former if _draws_former(selection) else ()
    asked = MapOf(selection.data, series_of(selection), selection.level, selection.within, selection.classes, former)
    return kept.periods(r, asked, has_government)


def series_of(selection: Selection) -> Series:
    return Series(selection.indicator, selection.unit, selection.election)


def area_of(code: str, selection: Selection, at: dt.date | None, regions: RegionIndex) -> str:
    """The code of the area that a region is shown as: of a province as then, that in which it lay at the date."""
    then = regions.province_on(code, at) if selection.as_then and len(code) == len(NATION) and at else None
    return then or code


def _draws_former(selection: Selection) -> bool:
    return selection.as_then and selection.level == "province"


def _on_map(r: Reading, selection: Selection, regions: RegionIndex) -> list[Region]:
    """The regions that have a shape on the map, and that the viewer may see."""
    inside = regions.level(selection.level) if selection.within == NATION else regions.children(selection.within)
    return [region for region in inside if r.viewer.may_see(region.code)]


def _shown(
    r: Reading, selection: Selection, at: dt.date | None, regions: RegionIndex
) -> Sequence[Region | FormerProvince]:
    """The regions that have a row: those on the map, or the provinces that there were at the date."""
    if not _draws_former(selection) or at is None:
        return _on_map(r, selection, regions)
    return [each for each in regions.provinces_on(at) if r.viewer.may_see(each.code)]


def _shapes(r: Reading, selection: Selection, at: dt.date | None, regions: RegionIndex) -> dict[str, str]:
    if not _draws_former(selection) or at is None:
        return {}
    whose = {region.code: regions.province_on(region.code, at) for region in _on_map(r, selection, regions)}
    return {code: area for code, area in whose.items() if area and r.viewer.may_see(area)}


def _named(figures: pd.DataFrame, shown: Sequence[Region | FormerProvince]) -> pd.DataFrame:
    columns = {
        "region_code": np.array([region.code for region in shown], dtype=object),
        "region_name": np.array([region.short_name for region in shown], dtype=object),
        "has_government": np.array([region.is_government for region in shown], dtype=bool),
    }
    if any(isinstance(region, FormerProvince) for region in shown):
        columns["until"] = np.array([until_of(region) for region in shown], dtype=object)
    found = figures.set_index("region_code").reindex(columns["region_code"])
    found = found.assign(status=found["status"].fillna("missing"))
    return pd.DataFrame(columns | {str(name): _plain(found[name]) for name in found}).astype({"status": "str"})


def _plain(column: "pd.Series[Any]") -> "np.ndarray[Any, Any]":
    """Numbers with NaN for none; anything else with None."""
    if column.name in queries.NUMERIC:
        return column.to_numpy("float64")
    return column.astype(object).where(column.notna(), None).to_numpy()


def until_of(region: Region | FormerProvince) -> dt.date | None:
    """The day on which a former province ceased to be; None for what there is today."""
    return region.valid_to if isinstance(region, FormerProvince) else None


def _day(at: dt.date | None) -> dt.date:
    """Without any figure there is no date either; then none may be found."""
    return at or dt.date.min


def _own(r: Reading, series: Series, selection: Selection, at: dt.date | None, regions: RegionIndex) -> pd.DataFrame:
    """The provincial government as an employer, where its regencies are shown."""
    if selection.within == NATION:
        return _named(queries.own_figures_at(r, series, NATION, _day(None)), [])
    figures = queries.own_figures_at(r, series, selection.within, _day(at))
    return _named(figures, [regions[code] for code in figures["region_code"]])


def _area(r: Reading, series: Series, code: str, at: dt.date | None, regions: RegionIndex) -> dict[str, Any]:
    """A region's own figure, whatever the map shows; status `missing` where there is none."""
    area = regions.area(code)
    level = "province" if isinstance(area, FormerProvince) else area.level
    figures = queries.figures_at(r, series, level, code, _day(at), then=isinstance(area, FormerProvince))
    return _row(_named(figures, [area]), code) or {}


def _row(frame: pd.DataFrame, code: str) -> dict[str, Any] | None:
    found = frame[frame["region_code"] == code]
    return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}


def _pinned(
    r: Reading, frame: pd.DataFrame, series: Series, selection: Selection, at: dt.date | None, regions: RegionIndex
) -> list[dict[str, Any]]:
    """Each under its code of today, and by the name of the area that it is shown as."""
    areas = {pin: area_of(pin, selection, at, regions) for pin in selection.compare}
    rows = {pin: _row(frame, area) or _area(r, series, area, at, regions) for pin, area in areas.items()}
    return [{**row, "region_code": pin, "pin_name": regions[pin].short_name} for pin, row in rows.items()]


def _no_categories() -> pd.DataFrame:
    names = {"category": str, "value": float, "status": str}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in names.items()})


def read_trend(r: Reading, series: Series, selection: Selection, regions: RegionIndex) -> pd.DataFrame:
    """The region looked at and those compared, its province and the nation. Columns of the trend frame."""
    lines = dict.fromkeys(selection.followed, "region")
    if selection.province:
        lines = lines | {selection.province: "province"}
    lines = lines | {NATION: "nation"}
    former = [each for each in regions.former if selection.as_then and set(each.provinces) & set(lines)]
    found = queries.history(r, series, [*lines, *(each.code for each in former if r.viewer.may_see(each.code))])
    drawn = [
        _line(found, code, former).assign(series=series_, region_name=regions[code].short_name)
        for code, series_ in lines.items()
    ]
    return pd.concat(drawn, ignore_index=True)


def _line(found: pd.DataFrame, code: str, former: Sequence[FormerProvince]) -> pd.DataFrame:
    """The figures of one line: before a split those of the province in which it lay, named by `area_name`, `until`.

    What was known before holds until the eve of the law, and from its day on, each of its own area, as on the map.
    """
    own = found[found["region_code"] == code].assign(area_name=None, until=None)
    parts = []
    for each in former:
        if code in each.provinces:
            before = found[(found["region_code"] == each.code) & (found["as_of"] < each.valid_to)]
            before = _held(before, each.valid_to - dt.timedelta(days=1), to_end=True)
            parts.append(before.assign(region_code=code, area_name=each.short_name, until=each.valid_to))
            own = _held(own, each.valid_to, to_end=False)
    return pd.concat([*parts, own], ignore_index=True) if parts else own


def _held(rows: pd.DataFrame, day: dt.date, *, to_end: bool) -> pd.DataFrame:
    """Figures up to a day, or from it on, with the one that is the latest on it as one of that day."""
    known = rows[rows["as_of"] <= day].sort_values("as_of", kind="stable")
    standing = known.tail(1).assign(as_of=day)
    if to_end:
        return pd.concat([known[known["as_of"] < day], standing], ignore_index=True)
    return pd.concat([standing, rows[rows["as_of"] > day]], ignore_index=True)


def _events(r: Reading, selection: Selection, regions: RegionIndex) -> pd.DataFrame:
    """Events of the region; of a province those inside it too, with the name of the place before what happened."""
    code = selection.region
    inside = [region.code for region in regions.children(code)] if len(code) == 2 and code != NATION else []
    return placed(queries.events(r, [code, *inside]), code, regions)


def read_marks(r: Reading, selection: Selection, regions: RegionIndex) -> pd.DataFrame:
    """The events of the election in the region looked at and those compared."""
    found = queries.events(r, list({selection.region, *selection.compare}))
    return placed(found[found["election"] == selection.election], selection.region, regions)


def placed(found: pd.DataFrame, code: str, regions: RegionIndex) -> pd.DataFrame:
    """Events elsewhere than in the region itself say where."""
    places = ["" if each == code else f"{regions[each].short_name}: " for each in found["region_code"]]
    return found.assign(title=[place + title for place, title in zip(places, found["title"], strict=True)])
