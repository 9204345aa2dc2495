"""Every query shows one version and one viewer's regions, and the map at a date is what the rules say."""

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, create_engine, insert

from dashboard import queries
from dashboard.kept import Kept
from dashboard.queries import Reading, Series, reading_at
from dashboard.screen import offer_of, read_screen
from dashboard.selection import Selection
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import indicator_value
from geo.regions import RegionIndex
from tests.dashboard.seed import LATER, RECAP, SERIES, figure, seeded
from tests.etl.loading import event_row, events, load, place_in, write_csv

VIOLATIONS = Series(**SERIES)

# How each query is asked; the test below fails for one that is not listed.
ASKED: dict[str, Callable[[Reading], Any]] = {
    "offered": queries.offered,
    "reasons": lambda r: queries.reasons(r, "violation_count"),
    "map_history": lambda r: queries.map_history(r, VIOLATIONS, "regency", "00"),
    "figures_at": lambda r: queries.figures_at(r, VIOLATIONS, "regency", "00", LATER),
    "own_figures_at": lambda r: queries.own_figures_at(r, VIOLATIONS, "74", LATER),
    "categories_at": lambda r: queries.categories_at(
        r, VIOLATIONS, {"region_code": "74.02", "extent": "government", "origin": "published", "as_of": RECAP}
    ),
    "days_of": lambda r: queries.days_of(r, VIOLATIONS, "regency"),
    "history": lambda r: queries.history(r, VIOLATIONS, ["00", "74", "74.02", "73.71"]),
    "events": lambda r: queries.events(r, ["74.72", "73.71"]),
    "every_figure": lambda r: queries.every_figure(r, ["00", "74", "74.02", "73.71"], "Pilkada 2024"),
    "peer_figures": lambda r: queries.peer_figures(r, "regency", "00", "Pilkada 2024", LATER),
    "case_steps": lambda r: queries.case_steps(r, "Pilkada 2024", "00"),
    "agencies_at": lambda r: queries.agencies_at(r, "74.02", "Pilkada 2024", LATER),
    "headcounts": lambda r: queries.headcounts(r, LATER),
    "newest": lambda r: queries.newest(r, "74"),
    "newest_events": lambda r: queries.newest_events(r, "00", "Pilkada 2024", LATER, 5),
    "annotations": lambda r: queries.annotations(r, "question", "74.02", LATER),
    "runs": lambda r: queries.runs(r, 5),
    "rejects_by_rule": queries.rejects_by_rule,
    "conflicts_by_kind": lambda r: queries.conflicts_by_kind(r, "00"),
    "newest_conflicts": lambda r: queries.newest_conflicts(r, "00", 5),
    "restatements": lambda r: queries.restatements(r, "00", 5),
    "conflicts": lambda r: queries.conflicts(r, "74", "Pilkada 2024"),
    "published": lambda r: list(queries.published(r, "violation_count", "regency", None, None, None)),
    "published_at": lambda r: list(
        queries.published_at(r, VIOLATIONS, queries.figures_at(r, VIOLATIONS, "regency", "00", LATER))
    ),
}
NOT_QUERIES = {"reading", "reading_at"}


def _codes(answer: Any) -> set[str]:
    if isinstance(answer, pd.DataFrame):
        return set(answer["region_code"]) if "region_code" in answer else set()
    return {row["region_code"] for row in answer if isinstance(row, dict)}


def _as_list(answer: Any) -> list[Any]:
    if isinstance(answer, pd.DataFrame):
        return list(answer.astype(object).where(answer.notna(), None).itertuples(index=False, name=None))
    return list(answer)


def test_every_query_of_the_module_takes_a_reading_and_is_asked_here() -> None:
    modules = [
        importlib.import_module(f"{queries.__name__}.{each.name}")
        for each in pkgutil.iter_modules(queries.__path__)
        if each.name != "shared"
    ]
    public = {
        name: function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert set(public) <= set(queries.__all__)
    assert set(public) - NOT_QUERIES == set(ASKED)
    for name in ASKED:
        first = next(iter(inspect.signature(public[name]).parameters.values()))
        assert first.annotation is Reading, name


@pytest.mark.parametrize("name", ASKED)
def test_nobody_sees_beyond_their_scope(connection: Connection, name: str) -> None:
    blind = reading_at(connection, Viewer("somebody", frozenset()), 2)
    assert _as_list(ASKED[name](blind)) == []
    south = reading_at(connection, Viewer("somebody", frozenset({"73"})), 2)
    assert all(code.startswith("73") for code in _codes(ASKED[name](south)))


@pytest.mark.parametrize("name", ASKED)
def test_before_the_first_version_there_is_nothing(connection: Connection, name: str) -> None:
    assert _as_list(ASKED[name](reading_at(connection, local_viewer(), 0))) == []


def test_a_regency_sees_itself_and_a_province_all_that_lies_in_it(connection: Connection) -> None:
    def seen(*codes: str) -> set[str]:
        r = reading_at(connection, Viewer("somebody", frozenset(codes)), 2)
        return _codes(queries.figures_at(r, VIOLATIONS, "regency", "00", LATER))

    assert seen("74.02") == {"74.02"}
    assert seen("74") == {"74.02", "74.05", "74.71", "74.72"}
    assert seen("00") == set()


def test_a_version_once_shown_can_be_read_again(connection: Connection) -> None:
    def konawe(version: int) -> float:
        r = reading_at(connection, local_viewer(), version)
        return float(
            queries.figures_at(r, VIOLATIONS, "regency", "74", RECAP).set_index("region_code")["value"]["74.02"]
        )

    assert (konawe(1), konawe(2)) == (11, 12)


def _at(connection: Connection, day: dt.date, level: str = "regency") -> pd.DataFrame:
    r = reading_at(connection, local_viewer(), 2)
    return queries.figures_at(r, VIOLATIONS, level, "00", day).set_index("region_code")


def test_the_map_shows_the_latest_figure_not_after_its_date(connection: Connection) -> None:
    assert _at(connection, RECAP)["value"]["74.05"] == 5
    assert _at(connection, LATER)["value"]["74.05"] == 7
    assert _at(connection, LATER)["as_of"]["74.02"] == RECAP
    assert _at(connection, RECAP - dt.timedelta(days=1)).empty


def test_missing_zero_and_reported_stay_apart(connection: Connection) -> None:
    figures = _at(connection, LATER)
    assert figures["status"].to_dict() == {
        "73.71": "reported", "74.02": "reported", "74.05": "reported", "74.71": "zero", "74.72": "missing",
    }  # fmt: skip
    assert figures["value"].isna().to_dict() == {code: code == "74.72" for code in figures.index}


def test_of_two_figures_of_one_date_the_published_one_stands_beside_the_computed(connection: Connection) -> None:
    province = _at(connection, RECAP, "province").loc["74"]
    assert (province["value"], province["origin"]) == (41, "published")
    assert (province["other_value"], province["other_as_of"], province["other_coverage_n"]) == (40, RECAP, 14)


def test_a_provincial_government_is_not_its_area(connection: Connection) -> None:
    own = queries.own_figures_at(reading_at(connection, local_viewer(), 2), VIOLATIONS, "74", LATER)
    assert own["value"].tolist() == [3]
    assert 3 not in _at(connection, LATER, "province")["value"].tolist()


def test_what_feeds_an_indicator_is_no_event(connection: Connection) -> None:
    events = queries.events(reading_at(connection, local_viewer(), 2), ["74.72"])
    assert events["title"].tolist() == ["Pakta integritas"]


def test_a_contradiction_of_a_headcount_is_listed_in_every_election(connection: Connection) -> None:
    r = reading_at(connection, local_viewer(), 2)
    for election in ("Pilkada 2024", "Pemilu 2024"):
        assert queries.conflicts(r, "74.71", election)["kind"].tolist() == ["kinds_differ"]
    assert queries.conflicts(r, "74.72", "Pilkada 2024").empty


def test_the_log_of_a_government_stands_before_what_was_published(tmp_path: Path) -> None:
    """Eight reports in the log, five published at a later date: the log is shown, with its breakdown alone."""
    place = place_in(tmp_path)
    numbers = [f"00{each}/LP/PG/Kab/28.07/IX/2024" for each in range(1, 9)]
    rows = [("Kabupaten Konawe", number, "2024-09-01", "laporan") for number in numbers]
    log = write_csv(tmp_path / "laporan.csv", ("Kab/Kota", "Nomor Laporan", "Tanggal laporan", "Jenis"), rows)
    told: dict[str, Any] = {"kind": "report_count", "unit": "laporan"}
    parts = [
        event_row(name, "Kabupaten Konawe", "74.02", "2024-09-30", number, metric=f"{words} netralitas ASN", **told)
        for name, number, words in (("A", 5, "dugaan pelanggaran"), ("B", 3, "temuan"))
    ]
    load(place, log, events(tmp_path / "terbit.csv", *parts))
    with reading(place) as connection:
        r = reading_at(connection, local_viewer(), current_version(connection))
        series = Series(indicator="report_count", unit="laporan", election="Pilkada 2024")
        shown = queries.figures_at(r, series, "regency", "74", dt.date(2024, 12, 31))
        row = shown[shown["region_code"] == "74.02"].iloc[0].to_dict()
        assert (row["origin"], row["value"], row["other_value"]) == ("computed", 8, 5)
        breakdown = queries.categories_at(r, series, row)
        assert dict(zip(breakdown["category"], breakdown["value"], strict=True)) == {"finding": 0, "report": 8}
        history = queries.history(r, series, ["74.02"])
        assert history["value"].tolist() == [8, 8]


def test_why_figures_are_missing_the_most_frequent_first_and_silence_is_no_reason(tmp_path: Path) -> None:
    engine = create_engine(seeded(tmp_path / "var"))
    told = {"74.02": "no_holidays", "74.05": "no_deadline", "74.71": "no_deadline", "74.72": "not_reported"}
    rows = [figure(code, None, indicator="overdue_case_count", reason=reason) for code, reason in told.items()]
    with engine.begin() as connection:
        connection.execute(insert(indicator_value), [{**row, "provenance": "documented"} for row in rows])
        r = reading_at(connection, local_viewer(), 2)
        assert queries.reasons(r, "overdue_case_count") == ["no_deadline", "no_holidays"]
        regions, kept = RegionIndex.packaged(), Kept(packaged())
        for indicator, why in (("overdue_case_count", ("no_deadline", "no_holidays")), ("violation_count", ())):
            offer = offer_of(queries.offered(r), "terdokumentasi", simulated=False)
            chosen = Selection("terdokumentasi", "00", "regency", indicator, "kasus", "Pilkada 2024")
            assert read_screen(r, chosen, offer, regions, kept).reasons == why
    engine.dispose()
