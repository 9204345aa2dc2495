"""Each field of an indicator file changes something that a person can see, and one file more is enough."""

import datetime as dt
from pathlib import Path
from typing import Any

import brotli
import pandas as pd
import pytest
from pydantic import BaseModel

from dashboard.exports import export_csv
from dashboard.site import Site
from dashboard.viewer import local_viewer
from etl.cases import sanctions, states
from etl.compute import Computed, compute
from etl.deadlines import Deadline
from etl.errors import NetralitasError
from etl.indicators.registry import FOLDER, Indicator, Registry, Term, packaged, read_indicator, read_registry
from etl.settings import Place, Settings
from etl.warehouse.connect import current_version, reading
from geo.regions import RegionIndex
from tests.dashboard.prepared import prepared
from tests.etl.loading import event_row, events, load, recap, values_of
from tests.reference.worlds import Observation, as_frame, as_steps

REGIONS = RegionIndex.packaged()
FIRST_DAYS = {"Pilkada 2024": dt.date(2024, 2, 27)}
COUNT, RATE = packaged()["violation_count"], packaged()["pact_signing_rate"]


def observed(**changes: Any) -> Observation:
    day = changes.pop("day", dt.date(2024, 9, 17))
    return {
        "source": "event", "measure": "violation_count", "unit": "orang ASN", "category": "total",
        "election": "Pilkada 2024", "region_code": "74.02", "agency": "", "covers": "government", "scope": "",
        "evidence": "alleged", "reporter": "Bawaslu", "value": 7.0, "base": None, "as_of": day, "period_start": day,
        "period_end": day, "citation": "a", "provenance": "documented", **changes,
    }  # fmt: skip


def signed(agency: str, value: float, base: float, **changes: Any) -> Observation:
    told = {"source": "pact_recap", "measure": "pact", "scope": "all", "evidence": "unknown", "reporter": "74.02"}
    return observed(**{**told, "agency": agency, "value": value, "base": base, **changes})


WORLD = [
    observed(),
    observed(evidence="proven", region_code="74.71", value=2.0),
    observed(covers="area", region_code="74", value=30.0),
    observed(covers="unknown", region_code="73.71", value=40.0),
    observed(unit="kasus", value=5.0),
    observed(source="log", region_code="74.03", value=11.0),
    observed(measure="report_count", value=90.0),
    observed(day=dt.date(2024, 10, 14), value=12.0),
    observed(day=dt.date(2024, 10, 14), category="kode_etik", value=3.0),
    observed(day=dt.date(2024, 10, 14), category="netralitas", value=9.0),
    observed(day=dt.date(2024, 10, 14), category="hoaks", value=1.0, region_code="74.03"),
    signed("Dinas A", 60.0, 100.0),
    signed("Dinas B", 40.0, 40.0),
    signed("Dinas C", 9.0, 10.0, scope="leaders"),
    signed("Dinas A", 1.0, 4.0, measure="oath"),
    signed("Dinas D", 60.0, None, region_code="74.04", source="pact_register"),
    *(observed(source="report_log", measure="report", unit="laporan", category=kind) for kind in ("report", "finding")),
    observed(measure="report_count", unit="laporan", value=9.0),
    *(
        observed(source="headcount", measure="headcount", election="", scope=scope, category=category, value=value,
                 region_code=region, day=day)
        for region, category, value, scope, day in (
            ("74.02", "pns", 400.0, "all", dt.date(2024, 3, 31)), ("74.02", "pppk", 100.0, "all", dt.date(2024, 3, 31)),
            ("74.02", "total", 900.0, "central", dt.date(2024, 8, 31)),
            ("74.04", "total", 80.0, "all", dt.date(2024, 6, 30)),
        )
    ),
]  # fmt: skip
ORDER = {"received": 10, "recommended": 90, "waiting_ppk": 100, "followed_up": 110, "blocked": 116, "unblocked": 117}


def step(case: str, state: str, day: int, **changes: Any) -> dict[str, Any]:
    return {
        "case_id": case, "state": state, "state_order": ORDER[state], "as_of": dt.date(2024, 9, day),
        "region_code": "74.02", "agency": "", "election": "Pilkada 2024", "category": "kode_etik", "sanction_code": "",
        "sanction_level": "", "subjects": None, "provenance": "official", "citation": "", **changes,
    }  # fmt: skip


CASES = [
    step("A", "received", 1), step("A", "recommended", 2), step("A", "waiting_ppk", 4), step("A", "blocked", 5),
    step("A", "unblocked", 9), step("B", "recommended", 2), step("B", "followed_up", 12, sanction_level="berat"),
    step("C", "recommended", 2), step("C", "followed_up", 22, sanction_level="moral"), step("D", "waiting_ppk", 3),
]  # fmt: skip
DEADLINES = [
    Deadline(
        state=state, days=2, day="calendar", valid_from=dt.date(2020, 1, 1), legal_basis="x", source="y",
        confidence="low",
    )
    for state in ("waiting_ppk", "recommended")
]  # fmt: skip
SANCTIONS, BLOCKED, OVERDUE, MEDIAN, REPORTS = (
    packaged()[name]
    for name in (
        "sanction_count", "blocked_record_count", "overdue_case_count", "median_days_to_sanction",
        "reports_per_1000_asn",
    )
)  # fmt: skip


def computed(indicator: Indicator) -> Computed:
    return compute(as_frame(WORLD), [indicator], REGIONS, FIRST_DAYS, cases=as_steps(CASES), deadlines=DEADLINES)


def changed(indicator: Indicator, changes: dict[str, Any]) -> Indicator:
    """An indicator with changes, read again as its file would be."""
    told = indicator.model_dump(mode="json")
    for path, value in changes.items():
        *outer, last = path.split(".")
        place = told
        for name in outer:
            place = place[name]
        place[last] = value
    return Indicator.model_validate(told, strict=False)


# Fields that decide the figures: an indicator, and changes to it after which its figures are others.
RECKONED: dict[str, tuple[Indicator, dict[str, Any]]] = {
    "id": (COUNT, {"id": "another_count"}),
    "numerator": (COUNT, {"numerator": {"measure": "report_count"}}),
    "numerator.measure": (COUNT, {"numerator.measure": "report_count"}),
    "numerator.take": (RATE, {"numerator.take": "complete_agencies"}),
    "numerator.where": (COUNT, {"numerator.where": {"evidence": ["proven"]}}),
    "denominator": (
        RATE,
        {"denominator": None, "fallback_denominator": None, "aggregate": "sum", "units": ["orang ASN"]},
    ),
    "denominator.take": (RATE, {"denominator.take": "agencies"}),
    "numerator.unless": (BLOCKED, {"numerator.unless": []}),
    "numerator.until": (MEDIAN, {"numerator.until": ["waiting_ppk"]}),
    "numerator.by": (SANCTIONS, {"numerator.by": "category", "suppression_threshold": 0}),
    "denominator.needs": (REPORTS, {"denominator.needs": []}),
    "denominator.within_months": (REPORTS, {"denominator.within_months": 1}),
    "fallback_denominator": (RATE, {"fallback_denominator": None}),
    "log": (REPORTS, {"log": None}),
    "denominator.where": (RATE, {"denominator.where": {"scope": ["leaders"]}}),
    "multiplier": (RATE, {"multiplier": 10}),
    "units": (COUNT, {"units": ["kasus"]}),
    "kind": (COUNT, {"kind": "flow"}),
    "period": (COUNT, {"period": "month"}),
    "interval": (RATE, {"interval": "wilson"}),
    "aggregate": (COUNT, {"aggregate": "none"}),
    "adds": (COUNT, {"adds": ["government", "unknown"]}),
    "categories": (COUNT, {"categories": {"hoaks": {"id": "Hoaks", "en": "Hoax"}}}),
    "levels": (COUNT, {"levels": ["province"]}),
    "sources": (COUNT, {"sources": ["log"]}),
    "valid_range": (COUNT, {"valid_range": [0, 10]}),
    "suppression_threshold": (SANCTIONS, {"suppression_threshold": 0}),
}
# Fields that decide how it is shown.
PRESENTED: dict[str, Any] = {
    "title": {"id": "Judul lain", "en": "Another title"},
    "definition": {"id": "Batasan lain", "en": "Another definition"},
    "decimals": 3,
    "polarity": "lower_better",
    "target": 90,
    "thresholds": [33, 66],
    "legal_basis": ["UU 27/2022"],
    "owner": "Inspektorat",
    "reviewed_on": "2025-01-02",
    "order": 1,
}


@pytest.mark.parametrize("field", RECKONED)
def test_a_field_changes_the_figures(field: str) -> None:
    indicator, changes = RECKONED[field]
    before, after = computed(indicator), computed(changed(indicator, changes))
    assert not before.values.empty
    assert not after.values.equals(before.values)


@pytest.mark.parametrize("field", PRESENTED)
def test_a_field_of_presentation_changes_no_figure(field: str) -> None:
    before, after = computed(COUNT), computed(changed(COUNT, {field: PRESENTED[field]}))
    pd.testing.assert_frame_equal(before.values, after.values)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Settings]:
    """A warehouse with an event and a recap, and the settings to look at it."""
    folder = tmp_path_factory.mktemp("shown")
    place = Place("terdokumentasi", f"sqlite:///{folder / 'w.sqlite'}")
    row = event_row("A", "Kabupaten Konawe", "74.02", "2024-09-17", 7)
    recapped = recap(folder / "b.csv", ("Kabupaten Konawe", "", "2024-09-17", 90, 60))
    load(place, events(folder / "a.csv", row), recapped)
    return place, Settings(warehouse_url=place.url)


def page(settings: Settings, indicators: Registry, indicator: str) -> str:
    """All that a page holds, as text."""
    site = Site(settings, indicators)
    made = prepared(site, f"?region=74&level=regency&indicator={indicator}")
    site.close()
    return brotli.decompress(made.content).decode()


def with_change(indicator: str, field: str, value: object) -> Registry:
    return Registry(
        tuple(changed(each, {field: value} if each.id == indicator else {}) for each in packaged().values())
    )


@pytest.mark.parametrize("field", PRESENTED)
def test_a_field_changes_the_page(field: str, shown: tuple[Place, Settings]) -> None:
    name = "pact_signing_rate"
    before = page(shown[1], packaged(), name)
    assert page(shown[1], Registry(tuple(packaged().values())), name) == before
    assert page(shown[1], with_change(name, field, PRESENTED[field]), name) != before


def test_the_title_stands_in_exports(shown: tuple[Place, Settings]) -> None:
    titled = with_change("pact_signing_rate", "title", PRESENTED["title"])["pact_signing_rate"]
    with reading(shown[0]) as connection:
        version = current_version(connection)
        lines = "".join(export_csv(connection, local_viewer(), version, indicator=titled, level="regency"))
    assert "pact_signing_rate,Judul lain,74.02," in lines


def fields(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


def test_every_field_has_a_case() -> None:
    assert {field for field in (*RECKONED, *PRESENTED) if "." not in field} == fields(Indicator)


def test_every_field_of_a_term_has_a_case() -> None:
    assert {field.split(".")[1] for field in RECKONED if "." in field} == fields(Term)


def test_the_level_of_a_sanction_is_in_the_file_of_its_indicator() -> None:
    """A level that no file lists would be missing from a breakdown that says it is whole."""
    levels = {sanction.level for sanction in sanctions().values() if sanction.is_sanction}
    assert set(SANCTIONS.categories) == levels | {"unknown"}


@pytest.mark.parametrize("indicator", packaged().values(), ids=str)
def test_states_and_categories_of_the_packaged_ones_are_known(indicator: Indicator) -> None:
    terms = [term for term in (indicator.numerator, indicator.denominator) if term is not None]
    named = {state for term in terms for state in (*term.where.get("state", ()), *term.unless, *term.until)}
    assert named <= set(states())


# -- files ---------------------------------------------------------------------------------------------------------

ADDED = """
id = "proven_count"
title = { id = "Pelanggaran terbukti", en = "Proven violations" }
definition = { id = "Hanya yang dinyatakan terbukti.", en = "Only what is said to be proven." }
numerator = { measure = "violation_count", where = { evidence = ["proven"] } }
units = ["orang ASN"]
kind = "stock"
polarity = "neutral"
aggregate = "sum"
sources = ["event"]
legal_basis = ["UU 20/2023"]
owner = "BKN"
reviewed_on = 2026-11-22
"""

# Units are never added: a rate names the one that it counts, and both its numbers stand in the same rows.
RATED = ADDED.replace('"sum"', '"sum_then_divide"').replace(
    'numerator = { measure = "violation_count", where = { evidence = ["proven"] } }',
    'numerator = { measure = "report_count", where = { unit = ["kasus"] } }\n'
    'denominator = { measure = "report_count", take = "base" }',
)

CASED = (
    ADDED.replace("violation_count", "case")
    .replace('"stock"', '"flow"')
    .replace('where = { evidence = ["proven"] }', 'take = "cases", where = { state = ["followed_up"] }')
)


def write(folder: Path, text: str, name: str = "proven_count") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "not TOML"),
        (f'colour = "red"\n{ADDED}', "colour"),
        (
            ADDED.replace('measure = "violation_count",', 'measure = "violation_count", unit = "kasus",'),
            "numerator.unit",
        ),
        (ADDED.replace("evidence = ", "agency = "), "numerator.where.agency"),
        (ADDED.replace('polarity = "neutral"\n', ""), "polarity"),
        (ADDED.replace('"neutral"', '"good"'), "polarity"),
        (ADDED.replace('"stock"', '"heap"'), "kind"),
        (ADDED.replace("2026-11-22", '"soon"'), "reviewed_on"),
        (ADDED.replace(', en = "Proven violations"', ""), "title.en"),
        (ADDED.replace('["orang ASN"]', "[]"), "units"),
        (ADDED.replace('"sum"', '"sum_then_divide"'), "sum_then_divide"),
        (f'denominator = {{ measure = "violation_count" }}\n{ADDED}', "sum_then_divide"),
        (f'interval = "wilson"\n{ADDED}', "Wilson"),
        (f'interval = "log_log"\n{ADDED}', "log_log"),
        (ADDED.replace("proven_count", "Proven"), "id"),
        (ADDED.replace("proven_count", "other_count"), "other_count"),
        (RATED.replace('where = { unit = ["kasus"] }', "where = {}"), "unit"),
        (RATED.replace('["kasus"]', '["kasus", "laporan"]'), "unit"),
        (RATED.replace('"report_count", take = "base"', '"pact", take = "base"'), "measure"),
        (RATED.replace('take = "base"', 'take = "base", within_months = 3'), "measure"),
        (ADDED.replace('measure = "violation_count"', 'measure = "case"'), "taken as cases"),
        (ADDED.replace('{ evidence = ["proven"] }', '{ state = ["recommended"] }'), "of cases alone"),
        (CASED.replace('where = { state = ["followed_up"] }', "where = {}"), "which cases"),
        (CASED.replace('"cases"', '"median_days"'), "until"),
        (CASED.replace('"flow"', '"stock"'), "flow"),
        (CASED.replace("state = ", 'unit = ["x"], state = '), "only the state"),
        (CASED.replace("} }", '}, unless = ["never"] }'), "never"),
        (f'log = {{ measure = "report" }}\n{CASED}', "log goes before"),
        (f"decimals = 7\n{ADDED}", "decimals"),
        (f"multiplier = 0\n{ADDED}", "multiplier"),
    ],
)
def test_what_a_file_may_not_say(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(NetralitasError) as error:
        read_registry(tmp_path)
    assert path.name in error.value.message.id
    assert told in error.value.message.id
    assert error.value.remedy.id


def test_a_rate_of_one_unit_is_read(tmp_path: Path) -> None:
    assert read_indicator(write(tmp_path, RATED)).is_rate


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"id = '\xff'")
    with pytest.raises(NetralitasError, match=r"a\.toml"):
        read_indicator(tmp_path / "a.toml")


def test_the_packaged_ones_are_read_in_their_order() -> None:
    assert list(packaged()) == [
        "documented_event_count", "report_count", "reports_per_1000_asn", "violation_count", "pact_signing_rate",
        "pact_signed_count", "pact_agency_complete_share", "coverage_rate", "proven_share", "recommendation_count",
        "follow_up_rate", "sanction_count", "blocked_record_count", "overdue_case_count", "median_days_to_sanction",
    ]  # fmt: skip


def test_a_file_more_is_enough(tmp_path: Path) -> None:
    """It is read, computed, exported and offered on the page; nothing else was touched."""
    folder = tmp_path / "indicators"
    folder.mkdir()
    for path in FOLDER.glob("*.toml"):
        write(folder, path.read_text(encoding="utf-8"), path.stem)
    write(folder, ADDED)
    registry = read_registry(folder)
    place = Place("terdokumentasi", f"sqlite:///{tmp_path / 'w.sqlite'}")
    proven = event_row("A", "Kabupaten Konawe", "74.02", "2024-09-17", 3, evidence="proven")
    alleged = event_row("B", "Kota Kendari", "74.71", "2024-09-17", 4, evidence="alleged")
    load(place, events(tmp_path / "a.csv", proven, alleged), indicators=registry)
    assert values_of(place, "proven_count", region_code="74", extent="area")["value"].tolist() == [3]
    assert values_of(place, "violation_count", region_code="74", extent="area")["value"].tolist() == [7]
    with reading(place) as connection:
        version = current_version(connection)
        pieces = export_csv(connection, local_viewer(), version, indicator=registry["proven_count"], level="regency")
        assert ",Pelanggaran terbukti,74.02,Kabupaten Konawe," in "".join(pieces)
    settings = Settings(warehouse_url=place.url)
    assert "Pelanggaran terbukti" in page(settings, registry, "violation_count")
    assert "Hanya yang dinyatakan terbukti." in page(settings, registry, "proven_count")
    assert "Pelanggaran terbukti" not in page(settings, packaged(), "violation_count")
