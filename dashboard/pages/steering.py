"""The header and the controls of pages: every choice is an address."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.controls import buttons, dropdown
from dashboard.components.links import Choice, Pin, inside
from dashboard.components.page import header
from dashboard.figures.classes import methods_of
from dashboard.i18n import LANGUAGES, Text
from dashboard.pages.former import makes_difference
from dashboard.paths import HOME
from dashboard.selection import AREAS, TIMES, USUAL_BACK, VIEWS, Offer, PeerKind, Selection, kept_pins, of_other
from dashboard.selection import PEERS as PEER_KINDS
from etl.indicators.registry import Indicator, Registry
from etl.settings import DOCUMENTED
from geo.former import BEFORE_SPLIT
from geo.regions import NATION, RegionIndex

INDICATOR, UNIT, ELECTION, LEVEL = "control-indicator", "control-unit", "control-election", "control-level"
VIEW, PLACE, CLASSES, PROVINCES = "control-view", "control-place", "control-classes", "control-areas"
SINCE, TIME = "control-since", "control-time"
PEERS, SECOND = "control-peers", "control-second"
ADDRESSES = (INDICATOR, UNIT, ELECTION, LEVEL, VIEW, CLASSES, PROVINCES, SINCE, TIME, PEERS, SECOND)
"""Those whose choices are whole addresses."""
DATE, COMPARE, FIGURES = "control-date", "control-compare", "control-figures"


def top(
    selection: Selection, at: dt.date | None, *, text: Text, regions: RegionIndex, warehouses: Sequence[str]
) -> Component:
    """The header: where we are, until when, which data, which language."""
    # What else was chosen may not be in the other warehouse; the region is.
    data = [
        Choice(data_name(name, text), first_page(name, text, selection.region), name == selection.data)
        for name in warehouses
    ]
    languages = [Choice(each, selection.query(language=each), each == selection.language) for each in LANGUAGES]
    home = HOME + first_page(selection.data, text)
    return header(text=text, home=home, crumbs=_crumbs(selection, text, regions), at=at, data=data, languages=languages)


def first_page(data: str, text: Text, region: str = NATION) -> str:
    """Where a page of a warehouse opens, of the nation or of a region."""
    place = {} if region == NATION else {"region": region}
    return "?" + urlencode({"data": data, **place, "lang": text.language})


def data_name(name: str, text: Text) -> str:
    """A warehouse in words; one that an owner has named, by that name."""
    return text(f"data-{name}") if text.has(f"data-{name}") else name


def to_region(selection: Selection, code: str, indicators: Registry) -> str:
    """The address of a region: a province shows its regencies where the indicator has any, a former one today's."""
    code = code.partition(BEFORE_SPLIT)[0]
    into = "regency" if code != NATION and "regency" in indicators[selection.indicator].levels else selection.level
    return selection.query(region=code, level=into, compare=kept_pins(selection.compare, code))


def to_pin(selection: Selection, code: str, regions: RegionIndex) -> Pin | None:
    """The address at which a region is pinned, or no longer; None where it cannot be, or six are."""
    pinned = code in selection.compare
    pins = tuple(each for each in selection.compare if each != code) if pinned else (*selection.compare, code)
    if code == NATION or code not in regions or kept_pins(pins, selection.region) != pins:
        return None
    return Pin(selection.query(compare=pins), pinned)


def _crumbs(selection: Selection, text: Text, regions: RegionIndex) -> list[Choice]:
    path = [NATION, *([selection.province] if selection.province else [])]
    path += [selection.region] if selection.region not in path else []
    crumbs = []
    for code in path:
        name = text("nation") if code == NATION else regions[code].short_name
        level = "province" if code == NATION else selection.level
        href = selection.query(region=code, level=level, compare=kept_pins(selection.compare, code))
        crumbs.append(Choice(name, href, current=code == selection.region))
    return crumbs


def of_map(
    selection: Selection,
    offer: Offer,
    at: dt.date | None,
    dates: Sequence[dt.date],
    *,
    text: Text,
    indicators: Registry,
    regions: RegionIndex,
) -> list[Component]:
    """What there is to choose on the map page: of each control the values that have figures."""
    indicator = indicators[selection.indicator]
    levels = [level for level in ("province", "regency") if level in indicator.levels]
    return [
        _search(text),
        *_series(selection, offer, text, indicators),
        _levels(selection, levels, text),
        *_provinces(selection, offer, text, regions),
        _views(selection, text),
        _choice(
            CLASSES,
            text("control-classes"),
            _methods(selection, indicator, text),
            selection,
            text,
        ),
        _dates(at, dates, text),
        _comparison(selection, text, regions),
        _start(selection, text),
    ]


def of_figure(selection: Selection, offer: Offer, *, text: Text, indicators: Registry) -> list[Component]:
    """What there is to choose where one figure of one region is looked at: the region and the figure."""
    return [_search(text), *_series(selection, offer, text, indicators), _start(selection, text)]


def of_trend(
    selection: Selection, offer: Offer, *, text: Text, indicators: Registry, regions: RegionIndex
) -> list[Component]:
    """What there is to choose where figures are looked at over time."""
    times = [{"label": text(f"control-time-{time}"), "value": selection.query(time=time)} for time in TIMES]
    return [
        _search(text),
        *_series(selection, offer, text, indicators),
        buttons(TIME, text("control-time"), times, selection.query()),
        _comparison(selection, text, regions),
        _start(selection, text),
    ]


def of_meeting(
    selection: Selection,
    offer: Offer,
    at: dt.date | None,
    dates: Sequence[dt.date],
    kinds: Sequence[PeerKind],
    *,
    text: Text,
    indicators: Registry,
    regions: RegionIndex,
) -> list[Component]:
    """What a meeting chooses: the region, its figures, the date, and whom it is held against (`kinds` of peers)."""
    others = [each for each in indicators.values() if each.id in offer.choices and each.id != selection.indicator]
    options = [{"label": each.title[text.language], "value": each.id} for each in others]
    more = dropdown(
        FIGURES,
        text("control-figures"),
        options,
        list(selection.figures),
        text=text,
        multi=True,
        placeholder=text("choice-placeholder"),
    )
    return [
        _search(text),
        *_series(selection, offer, text, indicators),
        more,
        _dates(at, dates, text),
        _peers(selection, kinds, selection.peers if selection.peers in kinds else PEER_KINDS[0], "map", text),
        _comparison(selection, text, regions),
        _start(selection, text),
    ]


def of_compare(
    selection: Selection,
    offer: Offer,
    kinds: Sequence[PeerKind],
    kind: PeerKind,
    seconds: Sequence[str],
    second: str,
    at: dt.date | None,
    dates: Sequence[dt.date],
    *,
    text: Text,
    indicators: Registry,
    regions: RegionIndex,
) -> list[Component]:
    """What there is to choose where a region is compared.

    Args:
        kinds: the groups that there are for it; kind: the one that is shown.
        seconds: indicators that this one can be held against, the usual one first; second: the one that is shown.
        at: the day that is looked at; dates: those at which figures change.
    """
    others = [
        (
            indicators[each].title[text.language],
            selection.query() if each == second else selection.query(second="" if each == seconds[0] else each),
        )
        for each in seconds
    ]
    return [
        _search(text),
        *_series(selection, offer, text, indicators),
        _peers(selection, kinds, kind, "province" if len(selection.region) == 2 else "regency", text),
        _dates(at, dates, text),
        _comparison(selection, text, regions),
        *([_choice(SECOND, text("control-second"), others, selection, text)] if others else []),
        _start(selection, text),
    ]  # fmt: skip


def _peers(selection: Selection, kinds: Sequence[PeerKind], kind: str, first: str, text: Text) -> Component:
    """Whom a region is held against; the usual group, called `first`, does not stand in the address."""
    options = [
        (
            text(f"control-peers-{first if each == PEER_KINDS[0] else each}"),
            selection.query() if each == kind else selection.query(peers=each),
        )
        for each in kinds
    ]
    return _choice(PEERS, text("control-peers"), options, selection, text)


def _series(selection: Selection, offer: Offer, text: Text, indicators: Registry) -> list[Component]:
    """Indicator, unit and election, each with the values that have figures."""
    offered = [each for each in indicators.values() if each.id in offer.choices or each.id == selection.indicator]
    indicator = indicators[selection.indicator]
    units = offer.units(indicator) or (selection.unit,)
    elections = offer.elections(indicator.id, selection.unit) or (selection.election,)
    listed = [
        (INDICATOR, [(each.title[text.language], _with_indicator(selection, offer, each.id)) for each in offered]),
        (UNIT, [(text.unit(unit), _with_unit(selection, offer, unit)) for unit in units]),
        (ELECTION, [(name or text("no-figure"), _with_election(selection, name)) for name in elections]),
    ]
    return [_choice(control, text(control), options, selection, text) for control, options in listed]


def of_home(
    selection: Selection, offer: Offer, at: dt.date | None, *, text: Text, met: dt.date | None = None
) -> list[Component]:
    """What there is to choose on the first page: which region and election, and since when changes are told."""
    elections = sorted({election for choices in offer.choices.values() for _, election, _ in choices})
    listed = [(name or text("no-figure"), selection.query(election=name, at=None, since=None)) for name in elections]
    own = [(name, selection.query()) for name in elections if name == selection.election]
    options = [next((each for each in own if each[0] == name), (name, href)) for name, href in listed]
    found = [_search(text), _choice(ELECTION, text("control-election"), options, selection, text)]
    return [*found, *([_since(selection, at, met, text)] if at else []), _start(selection, text)]


def of_method(selection: Selection, text: Text) -> list[Component]:
    """What there is to choose on the page of methods: nothing but the way back."""
    return [_start(selection, text)]


BACK = (7, 14, 30, 90)
"""Days before the newest figures with which they can be compared."""


def _since(selection: Selection, at: dt.date, met: dt.date | None, text: Text) -> Component:
    """The day since which changes are told; the usual one, that of the last meeting, does not stand in the address."""
    days = {at - dt.timedelta(days=each): text("since-days", n=each) for each in BACK}
    days |= {met: text("since-meeting")} if met else {}
    usual = met or at - dt.timedelta(days=USUAL_BACK)
    chosen = selection.since or usual
    listed = sorted({*days, chosen}, reverse=True)
    options = [
        (f"{text.short_date(day)}{f' ({days[day]})' if day in days else ''}",
         selection.query() if day == chosen else selection.query(since=None if day == usual else day))
        for day in listed
    ]  # fmt: skip
    return _choice(SINCE, text("control-since"), options, selection, text)


def place_name(code: str, text: Text, regions: RegionIndex) -> str:
    """What a page calls a region."""
    return text("nation") if code == NATION else regions[code].short_name


def _search(text: Text) -> Component:
    """The places come with the first page (`places`)."""
    placeholder = text("place-placeholder")
    return dropdown(PLACE, text("control-place"), [], None, text=text, searchable=True, placeholder=placeholder)


def places(regions: RegionIndex) -> list[dict[str, str]]:
    """All regions to choose from, found by any of their names; the same for every page, and sent once."""
    listed = [region for level in ("province", "regency") for region in regions.level(level)]
    return [
        {"label": _place(region.code, regions), "value": region.code,
         "search": " ".join([region.name, region.short_name, *regions.names(region.code)])}
        for region in listed
    ]  # fmt: skip


def _place(code: str, regions: RegionIndex) -> str:
    """`Muna Barat (Sulawesi Tenggara)`, since some names are borne twice."""
    name, parent = regions[code].short_name, regions[code].parent_code
    return name if parent in (None, NATION) else f"{name} ({regions[str(parent)].short_name})"


def _choice(
    control_id: str, label: str, options: Sequence[tuple[str, str]], selection: Selection, text: Text
) -> Component:
    return dropdown(
        control_id, label, [{"label": name, "value": href} for name, href in options], selection.query(), text=text
    )


def _with_indicator(selection: Selection, offer: Offer, indicator: str) -> str:
    """Another indicator keeps election and date where it has figures in that election."""
    if indicator == selection.indicator:
        return selection.query()
    return of_other(selection, offer, indicator).query()


def _with_unit(selection: Selection, offer: Offer, unit: str) -> str:
    if unit == selection.unit:
        return selection.query()
    elections = offer.elections(selection.indicator, unit)
    most = offer.most(selection.indicator, unit=unit)
    kept = selection.election in elections or most is None
    election = selection.election if kept or most is None else most[1]
    return selection.query(unit=unit, election=election, at=selection.at if kept else None)


def _with_election(selection: Selection, election: str) -> str:
    return selection.query() if election == selection.election else selection.query(election=election, at=None)


def _levels(selection: Selection, levels: Sequence[str], text: Text) -> Component:
    """From a regency, the provinces are those of the nation with its own one chosen."""
    options = []
    for level in levels:
        region = selection.region if level == selection.level or level == "regency" else selection.region[:2]
        options.append({"label": text(f"control-level-{level}"), "value": selection.query(level=level, region=region)})
    return buttons(LEVEL, text("control-level"), options, selection.query())


def _methods(selection: Selection, indicator: Indicator, text: Text) -> list[tuple[str, str]]:
    """How values may be classed; the indicator's own way stands first, and not in the address."""
    own, *others = methods_of(indicator)
    addresses = [(own, selection.query(classes=None)), *((each, selection.query(classes=each)) for each in others)]
    return [(text(f"control-classes-{each}"), address) for each, address in addresses]


def _views(selection: Selection, text: Text) -> Component:
    options = [{"label": text(f"control-view-{view}"), "value": selection.query(view=view)} for view in VIEWS]
    return buttons(VIEW, text("control-view"), options, selection.query())


def _provinces(selection: Selection, offer: Offer, text: Text, regions: RegionIndex) -> list[Component]:
    """As of when provinces are drawn, where it makes a difference."""
    if not makes_difference(selection, offer, regions):
        return []
    options = [{"label": text(f"control-areas-{each}"), "value": selection.query(areas=each)} for each in AREAS]
    return [buttons(PROVINCES, text("control-areas"), options, selection.query())]


def _dates(at: dt.date | None, dates: Sequence[dt.date], text: Text) -> Component:
    """The dates at which figures change, newest first."""
    listed = sorted({*dates, *([at] if at else [])}, reverse=True)
    options = [{"label": text.date(day), "value": day.isoformat()} for day in listed]
    return dropdown(DATE, text("control-date"), options, at.isoformat() if at else None, text=text)


def _comparison(selection: Selection, text: Text, regions: RegionIndex) -> Component:
    """Those that are compared; what else there is to choose comes with `places`."""
    options = [{"label": _place(code, regions), "value": code} for code in selection.compare]
    return dropdown(
        COMPARE, text("control-compare"), options, list(selection.compare), text=text, searchable=True, multi=True,
        placeholder=text("choice-placeholder"),
    )  # fmt: skip


def _start(selection: Selection, text: Text) -> Component:
    """Back to how the warehouse opens, as the last of the controls.

    It also lets the keyboard out of them: from a button of a dropdown (tabindex -1) that comes last in a `details`,
    Chromium goes round to the first control.
    """
    return html.Div(inside(text("controls-start"), first_page(selection.data, text)), className="control")


def recap_link(text: Text, selection: Selection, offer: Offer) -> list[Component]:
    """From the first page of the packaged records to a recap that names every government: the best that they have."""
    wanted, day = ("orang ASN", "Pilkada 2024"), dt.date(2024, 10, 14)
    last = offer.last.get(("violation_count", *wanted), dt.date.min)
    if offer.data != DOCUMENTED or offer.simulated or selection.region != NATION or last < day:
        return []
    href = selection.query(
        region="74",
        level="regency",
        indicator="violation_count",
        unit=wanted[0],
        election=wanted[1],
        at=day,
        compare=(),
    )
    return [html.P(inside(text("recap-link", date=text.date(day)), href), className="recap no-print", id="recap")]
