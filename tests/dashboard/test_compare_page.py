"""The page that compares: who is told apart and who is not, what chance explains, and that silence is no zero."""

import datetime as dt
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, insert, update

from dashboard import paths, queries
from dashboard.app import create_app
from dashboard.components.limits import WIDTH, limits
from dashboard.figures.comparison import Span, among, span_of, untold
from dashboard.i18n import Language, text_for
from dashboard.queries import reading_at
from dashboard.site import Site
from dashboard.viewer import local_viewer
from etl.indicators.registry import packaged
from etl.intervals import poisson
from etl.settings import Settings
from etl.warehouse.schema import indicator_value, observation, record
from geo.regions import RegionIndex
from tests.dashboard.frames import map_row, reported
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import LATER, figure, seeded

REGENCIES = [each.code for each in RegionIndex.packaged().children("74")]
REPORTS = "?indicator=reports_per_1000_asn&lang=en&region=74.02"
COUNTED, SIGNING = packaged()["reports_per_1000_asn"], packaged()["pact_signing_rate"]
# Events of 2,000 civil servants each: Konawe Selatan has many, the rest about 10; the last two are silent.
EVENTS = {code: 10.0 + place % 3 for place, code in enumerate(REGENCIES[:-2])} | {"74.05": 80.0}


def rate(code: str, events: float | None, staff: float = 2000, **changes: Any) -> dict[str, Any]:
    low, high = (float(each) / staff * 1000 for each in poisson(events or 0))
    told = {"value": None if events is None else events / staff * 1000, "numerator": events, "denominator": staff,
            "ci_low": None if events is None else low, "ci_high": None if events is None else high}  # fmt: skip
    kept = {"indicator": "reports_per_1000_asn", "unit": "per 1.000 ASN", "evidence": "alleged", "origin": "computed"}
    return {**figure(code, told["value"]), **kept, **told, "reason": "", **changes}


def signing(code: str, signed: float) -> dict[str, Any]:
    kept = {"indicator": "pact_signing_rate", "unit": "%", "origin": "computed", "evidence": "", "reason": ""}
    return {**figure(code, signed / 20), **kept, "numerator": signed, "denominator": 2000.0}


def rows() -> list[dict[str, Any]]:
    area = {"extent": "area", "level": "national"}
    found = [rate(code, events) for code, events in EVENTS.items()]
    found += [rate(code, None, reason="no_denominator") for code in REGENCIES[-2:]]
    found += [rate("00", 222.0, 30000, **area)]
    found += [signing(code, 1000 + 50 * place) for place, code in enumerate(REGENCIES[:-2])]
    return [*found, {**signing("00", 22000), "denominator": 30000.0, "value": 73.3, **area}]


def headcounts(connection: Any, day: dt.date = LATER, start: int = 900) -> None:
    """What each regency employs: ten more than the one before."""
    for number, code in enumerate(REGENCIES, start=start):
        kept = {"record_id": number, "source": "headcount", "region_code": code, "agency": "", "as_of": day,
                "provenance": "documented", "version_from": 1}  # fmt: skip
        place = {"record_key": str(number), "content_hash": "", "path": "", "sheet": "", "row": number,
                 "slice_key": "", "run_id": "r1"}  # fmt: skip
        connection.execute(insert(record), [{**kept, **place}])
        told = {"measure": "headcount", "unit": "orang ASN", "category": "total", "election": "", "scope": "all",
                "covers": "government", "evidence": "", "reporter": code, "value": 1000.0 + 10 * number, "base": None,
                "period_start": day, "period_end": day, "citation": ""}  # fmt: skip
        connection.execute(insert(observation), [{**kept, **told}])


@pytest.fixture
def site(tmp_path: Path) -> Site:
    engine = create_engine(seeded(tmp_path))
    with engine.begin() as connection:
        provenance = {"provenance": "documented"}
        connection.execute(insert(indicator_value), [{**row, **provenance} for row in rows()])
        headcounts(connection)
    engine.dispose()
    return Site(Settings.load(data_dir=tmp_path))


def html_of(site: Site, search: str) -> str:
    return prepared(site, search, paths.COMPARE).html


def said(site: Site, search: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html_of(site, search))))


# -- in words --------------------------------------------------------------------------------------------------------


def test_the_group_is_named_and_who_is_silent_is_counted_and_named_with_the_reason(site: Site) -> None:
    words = said(site, REPORTS)
    assert "Compared: the 17 regencies and cities of Sulawesi Tenggara. Without a figure: 2 of them." in words
    assert "Without a figure, which is not zero (2): no denominator: Kota Bau Bau, Kota Kendari." in words


def test_of_samples_it_is_said_who_is_surely_above_and_who_cannot_be_told_apart(site: Site) -> None:
    words = said(site, REPORTS)
    assert re.search(r"Of 15 regions .* surely above the national value \(7.40 per 1,000 civil servants\) are 1", words)
    assert "those surely below it 0, and those that cannot be told from it 14." in words
    assert "Of the 14 others in this group, those surely higher than Konawe are 1, those surely lower 0" in words
    assert "is no ranking" in words
    assert re.search(r"Konawe Selatan 40.00 80 of 2,000 0 regions", words)


def test_complete_counts_are_compared_plainly_and_have_no_funnel(site: Site) -> None:
    words = said(site, REPORTS.replace("reports_per_1000_asn", "pact_signing_rate"))
    assert re.search(r"Of 15 regions with a figure, \d+ are above the national value \(73.3%\), \d+ below it", words)
    assert "count of all who reported and no sample of events" in words
    assert "Cannot be told from" not in words
    assert re.search(r"No. \d+ from the highest of 15 regencies and cities with a figure", words)


def test_the_funnel_says_how_many_lie_outside_which_limits_and_what_that_means(site: Site) -> None:
    words = said(site, REPORTS)
    assert "Of 15 regions, 1 lie above and 0 below the limits of 99.8%" in words
    assert "Above the limits of 99.8%: Konawe Selatan." in words
    assert re.search(r"dispersion factor \d+\.\d\d", words)
    assert "a high figure may mean better oversight" in words
    assert "Konawe lies inside the limits" in words


def test_who_is_surely_above_by_its_own_limits_is_held_against_how_much_regions_differ(site: Site) -> None:
    assert "regions differ" not in said(site, REPORTS.replace("reports_per_1000_asn", "pact_signing_rate"))
    url = f"sqlite:///{site.settings.places[0].file}"
    engine = create_engine(url)
    with engine.begin() as connection:
        codes = REGENCIES[:-2]
        many = {code: 4.0 if place % 2 else 40.0 for place, code in enumerate(codes)}
        for code, events in many.items():
            own = {name: value for name, value in rate(code, events).items() if name in ("value", "numerator")}
            connection.execute(update(indicator_value).where(
                indicator_value.c.indicator == "reports_per_1000_asn", indicator_value.c.region_code == code,
            ).values(**own))  # fmt: skip
    engine.dispose()
    words = said(Site(site.settings), REPORTS)
    assert re.search(
        r"regions differ \d\.\d times more .* 0 of the 15 regions of this group lie above and 0 below", words
    )


def test_two_indicators_go_together_or_not_and_need_not_cause_one_another(site: Site) -> None:
    words = said(site, REPORTS)
    assert re.search(r"rank correlation \(Spearman\) -?0.\d\d, 95% limits -?0.\d\d to 0.\d\d, of 15 regions", words)
    assert "Two things that go together need not cause one another." in words
    assert "Not drawn: 493 of 508 regions" in words, "whoever has no figure has not both"


# -- the choices -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("&peers=kind", "kabupaten of Indonesia"),
        ("&peers=size", "Compared: 6 regions, Konawe and those whose number of staff is nearest to its own."),
        ("&peers=own&compare=74.05,74.71,73", "Compared: 3 regions of your own choice."),
        ("&peers=own&compare=73", "Left out because they are of another level: Sulawesi Selatan."),
        ("&peers=own", "Nothing is pinned"),
    ],
)
def test_peers_are_chosen_by_the_address(site: Site, search: str, told: str) -> None:
    assert told in said(site, REPORTS + search)


def test_a_headcount_is_the_latest_of_a_date_or_else_the_first_after_it(tmp_path: Path) -> None:
    engine = create_engine(seeded(tmp_path))
    early, late = dt.date(2024, 1, 1), dt.date(2025, 1, 1)
    with engine.begin() as connection:
        headcounts(connection, early, 1000)
        headcounts(connection, LATER, 2000)
        headcounts(connection, late, 3000)
        r = reading_at(connection, local_viewer(), 2)
        wanted = {dt.date(2023, 1, 1): early, early: early, dt.date(2024, 5, 1): early, LATER: LATER, late: late}
        for at, day in wanted.items():
            found = queries.headcounts(r, at)
            assert len(found) == len(REGENCIES)
            assert set(found["as_of"]) == {day}
    engine.dispose()


def test_without_a_headcount_the_province_stands_in_and_it_is_said(site: Site) -> None:
    words = said(site, "?indicator=reports_per_1000_asn&lang=en&region=73.71&peers=size")
    assert "How many civil servants this region employs is unknown" in words
    assert "cities of Sulawesi Selatan" in words


@pytest.mark.parametrize("search", ["&peers=neighbours", "&second=rahasia"])
def test_a_bad_parameter_is_told_and_the_usual_shown(site: Site, search: str) -> None:
    words = said(site, REPORTS + search)
    assert text_for("en")("parameter-what") in words
    assert search.split("=")[1] in words
    assert "17 regencies and cities of Sulawesi Tenggara" in words


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("reports_per_1000_asn", "is not held against itself"),
        ("median_days_to_sanction", "has no figures of this election and level"),
    ],
)
def test_a_second_indicator_that_cannot_be_is_told(site: Site, second: str, told: str) -> None:
    assert told in said(site, f"{REPORTS}&second={second}")


def test_counts_go_together_because_regions_differ_in_size(site: Site) -> None:
    words = said(site, f"{REPORTS}&second=violation_count&lang=en")
    assert "Only 2 regions have both figures; of fewer than 10 nothing is said." in words


@pytest.mark.parametrize("region", ["00", "74", "74.02", "74.71", "31.71", "11"])
@pytest.mark.parametrize("indicator", ["reports_per_1000_asn", "violation_count", "pact_signing_rate", "coverage_rate"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_region_can_be_compared(site: Site, region: str, indicator: str, language: Language) -> None:
    words = said(site, f"?region={region}&indicator={indicator}&lang={language}")
    assert text_for(language)("page-failed-what") not in words


def test_who_employs_nobody_is_told_so(site: Site) -> None:
    assert "Kota Jakarta Pusat is no government of its own" in said(site, REPORTS.replace("74.02", "31.71"))


def test_the_file_holds_the_group_or_all_of_its_level(site: Site, tmp_path: Path) -> None:
    client: FlaskClient = create_app(Settings.load(data_dir=tmp_path)).server.test_client()
    for search, least in ((REPORTS, 15), (f"{REPORTS}&peers=kind", 15)):
        found = re.search(r'href="(/export\.csv[^"]+)"', html_of(site, search))
        assert found is not None
        answer = client.get(found[1].replace("&amp;", "&"), base_url="http://localhost")
        assert answer.status_code == 200
        assert len(answer.text.splitlines()) > least


def test_the_chosen_one_is_marked_in_the_list_and_leads_on_from_there(site: Site) -> None:
    page = html_of(site, REPORTS)
    marked = re.findall(r'<a href="[^"]*region=([0-9.]+)[^"]*" id="own-region" class="is-own"', page)
    assert marked == ["74.02"]


# -- the parts -------------------------------------------------------------------------------------------------------


def row(code: str, value: float, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    return map_row(code, code, **reported(value, ci_low=low, ci_high=high))


def test_two_whose_limits_touch_are_not_ranked() -> None:
    others = [row("a", 5, 4, 6), row("b", 9, 8, 10), row("c", 1, 0.5, 1.5), row("d", 7, 6, None)]
    found = among(row("own", 5, 3, 6), others, COUNTED)
    assert found is not None
    assert (found.above, found.below, found.untold) == (1, 1, 2)
    assert untold([row("own", 5, 3, 6), *others]) == {"own": 2, "a": 2, "b": 1, "c": 0, "d": 3}
    plain = among(row("own", 5), [row("a", 5.01), row("b", 9), row("c", 1)], SIGNING)
    assert plain is not None
    assert (plain.above, plain.below, plain.same) == (1, 1, 1), "as they are shown"
    assert among(map_row("own", "own"), others, COUNTED) is None


def test_one_wide_limit_does_not_flatten_the_others() -> None:
    rows_ = [row(str(n), 5, 4, 6) for n in range(20)] + [row("wide", 6, 1, 90)]
    assert span_of(rows_, 5.0) == Span(0.0, 6.0)
    assert span_of([row("a", 90), row("b", 99)], None) == Span(90, 99)
    assert span_of([row("a", 0)], None) == Span(0, 1)


def test_limits_beyond_the_scale_have_an_arrow() -> None:
    inside = limits(5, (4, 6), Span(0, 10), 5)
    assert f'cx="{WIDTH / 2:.1f}"' in inside
    assert "polygon" not in inside
    assert inside.count("<line") == 2
    assert limits(5, (4, float("inf")), Span(0, 10), None).count("<polygon") == 1
    assert limits(5, None, Span(0, 10), None).count("<line") == 0


def test_what_a_date_had_not_yet_brought_is_not_compared(site: Site) -> None:
    assert dt.date(2024, 10, 14) < LATER
    words = said(site, f"{REPORTS}&at=2024-01-01")
    assert "No region of this group has a figure." in words
    assert "There is no funnel of this choice" in words
