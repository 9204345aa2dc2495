"""The URL says what is looked at, whatever somebody wrote into it."""

import datetime as dt
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.steering import to_pin, to_region
from dashboard.selection import (
    AREAS,
    DEFAULT_SORT,
    EARLIEST,
    LATEST,
    MOST_COMPARED,
    PARAMETERS,
    PEERS,
    SORTS,
    Offer,
    Parameters,
    Selection,
    kept_pins,
    read_parameters,
    select,
    take_data,
    take_language,
)
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from geo.regions import NATION, RegionIndex

CHOICES = {
    "documented_event_count": [("records", "Pilkada 2024", 90), ("records", "Pemilu 2024", 40)],
    "violation_count": [("orang ASN", "Pilkada 2024", 20), ("kasus", "Pemilu 2024", 9)],
    "pact_signing_rate": [("%", "Pilkada 2024", 500)],
    "coverage_rate": [("%", "Pilkada 2024", 60)],
}
OFFER = Offer("terdokumentasi", False, CHOICES)
NAMES = ("terdokumentasi", "simulasi")
CODES = [region.code for region in RegionIndex.packaged()]


def _select(query: str, offer: Offer = OFFER, viewer: Viewer | None = None) -> tuple[Selection, Parameters]:
    parameters = read_parameters(query)
    data = take_data(parameters, NAMES)
    language = take_language(parameters, "id")
    regions = RegionIndex.packaged()
    found = select(parameters, replace(offer, data=data), packaged(), regions, viewer or local_viewer(), language)
    return found, parameters


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any selection that this warehouse can show."""
    indicator = packaged()[draw(st.sampled_from(sorted(CHOICES)))]
    unit, election, _ = draw(st.sampled_from(CHOICES[indicator.id]))
    region = draw(st.sampled_from(CODES))
    levels = [level for level in ("province", "regency") if level in indicator.levels]
    if len(region) > 2 and "regency" in levels:
        levels = ["regency"]
    others = st.sampled_from([code for code in CODES if code != NATION])
    return Selection(
        data=draw(st.sampled_from(NAMES)),
        region=region,
        level=draw(st.sampled_from(levels)),
        indicator=indicator.id,
        unit=unit,
        election=election,
        at=draw(st.none() | st.dates(EARLIEST, LATEST)),
        compare=kept_pins(draw(st.lists(others, unique=True, max_size=MOST_COMPARED)), region),
        language=draw(st.sampled_from(["id", "en"])),
        sort=draw(st.sampled_from(SORTS)),
        areas=draw(st.sampled_from(AREAS)),
        peers=draw(st.sampled_from(PEERS)),
        second=draw(st.sampled_from(["", *sorted(packaged())])),
    )


@given(selections())
def test_a_link_gives_the_selection_that_wrote_it(selection: Selection) -> None:
    found, parameters = _select(selection.query())
    assert found == selection
    assert parameters.notices == []
    assert found.query() == selection.query()


@given(st.text(max_size=3000))
def test_no_text_breaks_it(query: str) -> None:
    found, _ = _select(query)
    again, parameters = _select(found.query())
    assert (again, parameters.notices) == (found, [])


@given(st.sampled_from(PARAMETERS), st.text(min_size=1, max_size=60))
def test_a_parameter_that_cannot_be_is_named_and_its_default_shown(name: str, value: str) -> None:
    found, parameters = _select(f"?{name}={quote(value)}")
    if parameters.notices:
        assert [notice.parameter for notice in parameters.notices] == [name]
        assert found == _select("")[0]
        assert all(letter.isprintable() for letter in parameters.notices[0].value)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?at=2024-02-30", "at"),
        ("?at=20240214", "at"),
        ("?at=٢٠٢٤-٠٢-١٤", "at"),
        ("?region=99", "region"),
        ("?region=74.1", "region"),
        ("?region=74%00", "region"),
        ("?indicator=../../etc/passwd", "indicator"),
        ("?indicator=violation_count&unit=%25", "unit"),
        ("?indicator=violation_count&unit=kasus&election=Pilkada+2024", "election"),
        ("?indicator=coverage_rate&level=regency", "level"),
        ("?region=74.72&level=province", "level"),
        ("?compare=74,99", "compare"),
        ("?compare=" + ",".join(CODES[1:9]), "compare"),
        ("?peers=neighbours", "peers"),
        ("?second=rahasia", "second"),
        ("?sort=value;drop+table", "sort"),
        ("?lang=fr", "lang"),
        ("?data=rahasia", "data"),
        ("?region=74&region=73", "region"),
        ("?at=" + "9" * 5000, "?"),
        ("?gudang=1", "?"),
        ("?<script>=1&regoin=74&regoin=73", "?"),
        ("?gudang", "?"),
    ],
)
def test_what_is_wrong_is_named(query: str, named: str) -> None:
    notices = _select(query)[1].notices
    assert [notice.parameter for notice in notices] == [named]


@pytest.mark.parametrize("name", ["utm_source", "mc_cid", "_hsenc", "fbclid", "gclid", "_hs_enc"])
def test_what_mail_programs_append_goes_unsaid(name: str) -> None:
    found, parameters = _select(f"?region=74&{name}=x&{name}=y")
    assert (found.region, parameters.notices) == ("74", [])


def test_a_region_named_twice_is_pinned_once() -> None:
    found, parameters = _select("?compare=74,74")
    assert (found.compare, parameters.notices) == (("74",), [])


def test_six_lines_are_drawn_at_most() -> None:
    six = ("74.02", "74.03", "74.04", "74.05", "74.06", "74.07")
    assert kept_pins(six, NATION) == kept_pins(six, "74") == kept_pins(six, "74.05") == six
    assert kept_pins(six, "74.72") == six[:5]
    assert _select(f"?region=74.05&compare={','.join(six)}")[0].followed == six
    assert _select("?region=74.72&compare=74.02")[0].followed == ("74.02", "74.72")  # a pin keeps its colour
    assert _select("?region=74&compare=74,74.02")[0].followed == ("74.02",)  # a province has a line of its own kind


def test_six_pins_go_along_into_a_regency_without_a_word() -> None:
    six = "74.02,74.03,74.04,74.05,74.06,74.07"
    found, parameters = _select(f"?region=74.72&compare={six}")
    assert (",".join(found.compare), parameters.notices) == (six[:-6], [])


def test_a_pin_stays_where_the_reader_goes_and_comes_off_where_it_was_put() -> None:
    regions = RegionIndex.packaged()
    looked = _select("?data=terdokumentasi&region=74")[0]
    pin = to_pin(looked, "74.02", regions)
    assert pin is not None
    assert not pin.pinned
    pinned = _select(pin.href)[0]
    assert pinned.compare == ("74.02",)
    there = _select(to_region(pinned, "74.02", packaged()))[0]
    assert (there.region, there.compare) == ("74.02", ("74.02",))
    off = to_pin(there, "74.02", regions)
    assert off is not None
    assert off.pinned
    assert _select(off.href)[0].compare == ()


@pytest.mark.parametrize("code", [NATION, "91@2022-07-25", "74.07"])
def test_what_cannot_be_pinned_has_no_pin(code: str) -> None:
    looked = _select("?region=74&compare=73.01,73.02,73.03,73.04,73.05,73.06")[0]
    assert to_pin(looked, code, RegionIndex.packaged()) is None


def test_each_warehouse_opens_on_its_own_indicator() -> None:
    assert _select("")[0].indicator == "documented_event_count"
    assert _select("", replace(OFFER, simulated=True))[0].indicator == "pact_signing_rate"
    assert _select("", Offer("leer", False, {}))[0].indicator == "documented_event_count"


def test_defaults_are_where_most_figures_are() -> None:
    found = _select("?indicator=violation_count")[0]
    assert (found.unit, found.election, found.at, found.sort) == ("orang ASN", "Pilkada 2024", None, DEFAULT_SORT)
    assert _select("?indicator=violation_count&election=Pemilu+2024")[0].unit == "kasus"


def test_a_province_shows_its_regencies_where_there_are_any() -> None:
    assert _select("?region=74")[0].within == "74"
    assert _select("?region=74&indicator=coverage_rate")[0].within == NATION
    assert _select("?region=74&indicator=coverage_rate")[0].chosen == "74"
    found = _select("?region=74.72")[0]
    assert (found.within, found.chosen, found.province) == ("74", "74.72", "74")


def test_a_region_beyond_the_scope_is_not_shown() -> None:
    found, parameters = _select("?region=73&compare=73.71", viewer=Viewer("Pj", frozenset({"74.72"})))
    assert (found.region, found.compare) == ("74.72", ())
    assert [notice.parameter for notice in parameters.notices] == ["region", "compare"]


def test_a_date_stays_a_date() -> None:
    assert _select("?at=2024-10-14")[0].at == dt.date(2024, 10, 14)
