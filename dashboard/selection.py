"""What the URL says. A page is a function of selection and viewer; a link reproduces the screen.

A parameter that cannot be is never an error: its default is shown, with a notice that names it.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Literal, cast
from urllib.parse import parse_qsl, urlencode

from dashboard.figures.classes import Method, methods_of
from dashboard.i18n import LANGUAGES, Language
from dashboard.viewer import Viewer
from etl.indicators.registry import Indicator, Registry
from geo.regions import NATION, RegionIndex

ShownLevel = Literal["province", "regency"]
View = Literal["map", "tiles"]
Areas = Literal["now", "then"]
Time = Literal["calendar", "voting"]
PeerKind = Literal["province", "kind", "size", "own"]
Why = Literal["unknown", "repeated", "too_long", "unheard"]

PARAMETERS = (
    "data",
    "region",
    "level",
    "indicator",
    "unit",
    "election",
    "at",
    "compare",
    "lang",
    "sort",
    "view",
    "classes",
    "areas",
    "since",
    "time",
    "figures",
    "peers",
    "second",
)
SORTS = tuple(sign + key for key in ("name", "value", "numerator", "denominator", "date") for sign in ("", "-"))
DEFAULT_SORT = "-value"
VIEWS: tuple[View, ...] = ("map", "tiles")
AREAS: tuple[Areas, ...] = ("now", "then")
TIMES: tuple[Time, ...] = ("calendar", "voting")
PEERS: tuple[PeerKind, ...] = ("province", "kind", "size", "own")
MOST_COMPARED = 6
MOST_FIGURES = 4
USUAL_BACK = 30
"""How many days back changes are told of where nobody has chosen a day."""
LONGEST_QUERY = 2000
EARLIEST, LATEST = dt.date(1945, 1, 1), dt.date(2199, 12, 31)
"""Days that an address may ask for: from the year of the republic on, and none at which calendars end."""
LONGEST_SHOWN = 40
TRACKING = re.compile(r"(utm|mc|mtm|pk|_hs|vero|oly)_\w+|_hsenc|_hsmi|mkt_tok|igshid|\w{0,4}clid", re.ASCII)
"""What mail programs and social networks append to links of their own accord. Nobody meant it to choose anything."""
REAL_FIRST, SIMULATED_FIRST = "documented_event_count", "pact_signing_rate"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at. `at` None is the newest date; `compare` are up to six regions that are pinned; `classes`
    None are those that the indicator has by itself; `areas` are the provinces of today, or those that there were
    at each date; `since` is the day with which the newest figures are compared; `time` is what a trend goes by, the
    calendar or the days to voting; `figures` are up to four indicators that are looked at beside the first one;
    `peers` are those that a region is compared with, and `second` (empty: the usual one) is the indicator that this
    one is held against."""

    data: str
    region: str
    level: ShownLevel
    indicator: str
    unit: str
    election: str
    at: dt.date | None = None
    compare: tuple[str, ...] = ()
    language: Language = "id"
    sort: str = DEFAULT_SORT
    view: View = "map"
    classes: Method | None = None
    areas: Areas = AREAS[0]
    since: dt.date | None = None
    time: Time = TIMES[0]
    figures: tuple[str, ...] = ()
    peers: PeerKind = PEERS[0]
    second: str = ""

    @property
    def as_then(self) -> bool:
        """Whether a province is shown as it was at each date."""
        return self.areas == "then"

    @property
    def followed(self) -> tuple[str, ...]:
        """Whose lines the trend draws, in the order of their colours: those pinned, then a regency looked at.

        So a pin keeps its colour wherever the reader goes. A province looked at has a line of its own kind.
        """
        pins = tuple(code for code in self.compare if code != self.region or len(code) > 2)
        return pins if len(self.region) == 2 or self.region in pins else (*pins, self.region)

    @property
    def province(self) -> str | None:
        """The province looked at or into, None for the nation."""
        return None if self.region == NATION else self.region[:2]

    @property
    def within(self) -> str:
        """Whose regions the map shows: a province's regencies, else the whole nation."""
        return self.province or NATION if self.level == "regency" else NATION

    @property
    def chosen(self) -> str | None:
        """The region that is outlined on the map, None where it is the whole of it."""
        return None if self.region in (NATION, self.within) else self.region

    def query(self, **changes: object) -> str:
        """The query string of this selection with some of it changed."""
        return to_query(replace(self, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Notice:
    """A parameter that was not taken as it stood. One that nobody knows has neither name nor value here: it is `?`."""

    parameter: str
    value: str
    why: Why


@dataclass(frozen=True, slots=True)
class Offer:
    """What one warehouse has: for each indicator its (unit, election, number of figures), and of each the last and the
    first date."""

    data: str
    simulated: bool
    choices: Mapping[str, Sequence[tuple[str, str, int]]]
    last: Mapping[tuple[str, str, str], dt.date] = field(default_factory=dict)
    first: Mapping[tuple[str, str, str], dt.date] = field(default_factory=dict)

    def units(self, indicator: Indicator) -> tuple[str, ...]:
        """Units with figures, in the order in which the indicator declares them."""
        present = {unit for unit, _, _ in self.choices.get(indicator.id, ())}
        return tuple(unit for unit in indicator.units if unit in present)

    def elections(self, indicator: str, unit: str) -> tuple[str, ...]:
        """Elections with figures in the unit, by name."""
        return tuple(sorted({election for each, election, _ in self.choices.get(indicator, ()) if each == unit}))

    def most(self, indicator: str, *, unit: str | None = None, election: str | None = None) -> tuple[str, str] | None:
        """The unit and election with most figures, of those that fit what is given."""
        choices = self.choices.get(indicator, ())
        found = [each for each in choices if unit in (None, each[0]) and election in (None, each[1])]
        best = max(found, key=lambda each: (each[2], each[1], each[0]), default=None)
        return (best[0], best[1]) if best else None


@dataclass
class Parameters:
    """The query string taken apart: one value a parameter, and what could not be taken."""

    given: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def take(self, name: str, known: Sequence[str], default: str) -> str:
        """The parameter if it is one of those known, else the default and a notice."""
        value = self.given.get(name)
        if value is None or value in known:
            return value or default
        self.refuse(name)
        return default

    def refuse(self, name: str, why: Why = "unknown") -> None:
        """Say that a parameter was not taken."""
        self.notices.append(Notice(name, shown(self.given.get(name, "")), why))


def read_parameters(query: str) -> Parameters:
    """A query string, with or without its `?`, whatever somebody wrote into it."""
    parameters = Parameters()
    query = query.removeprefix("?")
    if len(query) > LONGEST_QUERY:
        parameters.notices.append(Notice("?", shown(query), "too_long"))
        return parameters
    written = parse_qsl(query, errors="replace", keep_blank_values=True)
    for name, value in written:
        if name not in PARAMETERS or not value:
            continue
        if name in parameters.given:
            parameters.notices.append(Notice(name, shown(value), "repeated"))
        else:
            parameters.given[name] = value
    if any(name not in PARAMETERS and not TRACKING.fullmatch(name) for name, _ in written):
        parameters.notices.append(Notice("?", "", "unheard"))
    return parameters


def to_query(selection: Selection) -> str:
    """The query string of a selection with its `?`; parameters in one order, those at rest left out."""
    at, since = (day.isoformat() if day else "" for day in (selection.at, selection.since))
    sort = "" if selection.sort == DEFAULT_SORT else selection.sort
    view = "" if selection.view == VIEWS[0] else selection.view
    areas = "" if selection.areas == AREAS[0] else selection.areas
    peers = "" if selection.peers == PEERS[0] else selection.peers
    written = (
        selection.data, selection.region, selection.level, selection.indicator, selection.unit, selection.election, at,
        ",".join(selection.compare), selection.language, sort, view, selection.classes or "",
        areas, since, "" if selection.time == TIMES[0] else selection.time,
        ",".join(selection.figures), peers, selection.second,
    )  # fmt: skip
    pairs = [(name, value) for name, value in zip(PARAMETERS, written, strict=True) if value]
    return "?" + urlencode(pairs, safe=",")


def take_data(parameters: Parameters, names: Sequence[str]) -> str:
    """The warehouse; the first one by default."""
    return parameters.take("data", names, names[0])


def take_language(parameters: Parameters, default: Language) -> Language:
    """The language of the page."""
    return cast(Language, parameters.take("lang", LANGUAGES, default))


def select(
    parameters: Parameters,
    offer: Offer,
    indicators: Registry,
    regions: RegionIndex,
    viewer: Viewer,
    language: Language,
) -> Selection:
    """The selection that the parameters describe in this warehouse; what they get wrong is noted in them."""
    indicator = indicators[_indicator(parameters, offer, indicators)]
    unit, election = _unit_and_election(parameters, offer, indicator)
    region, methods = _region(parameters, regions, viewer), methods_of(indicator)
    return Selection(
        data=offer.data,
        region=region,
        level=_level(parameters, region, indicator),
        indicator=indicator.id,
        unit=unit,
        election=election,
        at=_day(parameters, "at"),
        compare=_compare(parameters, region, regions, viewer),
        language=language,
        sort=parameters.take("sort", SORTS, DEFAULT_SORT),
        view=cast(View, parameters.take("view", VIEWS, VIEWS[0])),
        classes=cast(Method, parameters.take("classes", methods, "")) or None,
        areas=cast(Areas, parameters.take("areas", AREAS, AREAS[0])),
        since=_day(parameters, "since"),
        time=cast(Time, parameters.take("time", TIMES, TIMES[0])),
        figures=_figures(parameters, indicator, indicators),
        peers=cast(PeerKind, parameters.take("peers", PEERS, PEERS[0])),
        second=parameters.take("second", tuple(indicators), ""),
    )


def kept_pins(pins: Sequence[str], region: str) -> tuple[str, ...]:
    """As many of the pinned regions as have a line beside that of the region looked at: six in all."""
    own = len(region) > 2 and region not in pins
    return tuple(pins[: MOST_COMPARED - own])


def _indicator(parameters: Parameters, offer: Offer, indicators: Registry) -> str:
    first = SIMULATED_FIRST if offer.simulated else REAL_FIRST
    default = first if first in offer.choices else next((each for each in indicators if each in offer.choices), first)
    return parameters.take("indicator", tuple(indicators), default)


def _unit_and_election(parameters: Parameters, offer: Offer, indicator: Indicator) -> tuple[str, str]:
    """An indicator without figures has its first unit and no election."""
    units = offer.units(indicator) or indicator.units
    election = parameters.given.get("election")
    usual = offer.most(indicator.id, election=election) or offer.most(indicator.id)
    unit = parameters.take("unit", units, usual[0] if usual else units[0])
    known = offer.elections(indicator.id, unit)
    most = offer.most(indicator.id, unit=unit)
    return unit, parameters.take("election", known, most[1] if most else "")


def _region(parameters: Parameters, regions: RegionIndex, viewer: Viewer) -> str:
    default = NATION if viewer.scope is None or not viewer.scope else min(viewer.scope)
    code = parameters.given.get("region", default)
    if code in regions and viewer.may_see(code):
        return code
    parameters.refuse("region")
    return default


def _level(parameters: Parameters, region: str, indicator: Indicator) -> ShownLevel:
    possible = [level for level in ("province", "regency") if level in indicator.levels]
    if len(region) > 2 and "regency" in possible:
        possible = ["regency"]
    default = "regency" if region != NATION and "regency" in possible else possible[0] if possible else "province"
    return cast(ShownLevel, parameters.take("level", possible, default))


def _day(parameters: Parameters, name: str) -> dt.date | None:
    value = parameters.given.get(name)
    if value is None:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            day = dt.date.fromisoformat(value)
            if EARLIEST <= day <= LATEST:
                return day
    parameters.refuse(name)
    return None


def _compare(parameters: Parameters, region: str, regions: RegionIndex, viewer: Viewer) -> tuple[str, ...]:
    value = parameters.given.get("compare")
    if value is None:
        return ()
    asked = dict.fromkeys(value.split(","))
    fit = [code for code in asked if code in regions and code != NATION and viewer.may_see(code)]
    if len(fit) < len(asked) or len(fit) > MOST_COMPARED:
        parameters.refuse("compare")
    return kept_pins(fit, region)  # a click on a regency brings six along, which is nobody's mistake


def _figures(parameters: Parameters, first: Indicator, indicators: Registry) -> tuple[str, ...]:
    value = parameters.given.get("figures")
    if value is None:
        return ()
    asked = dict.fromkeys(value.split(","))
    fit = [each for each in asked if each in indicators]
    if len(fit) < len(asked) or len(fit) > MOST_FIGURES:
        parameters.refuse("figures")
    return tuple(each for each in fit if each != first.id)[:MOST_FIGURES]


def shown(value: str) -> str:
    """A foreign text, fit to be shown: no control characters, and short."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in value[:LONGEST_SHOWN])
    return plain + "…" if len(value) > LONGEST_SHOWN else plain


def of_other(selection: Selection, offer: Offer, indicator: str) -> Selection:
    """The selection with another indicator, in the same election where it has figures in it."""
    same = offer.most(indicator, election=selection.election)
    unit, election = same or offer.most(indicator) or (selection.unit, selection.election)
    at = selection.at if election == selection.election else None
    return replace(selection, indicator=indicator, unit=unit, election=election, at=at, classes=None)
