"""All periods of a map at once, against the map of each date read by itself."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.pool import StaticPool

from dashboard.app import create_app
from dashboard.figures.periods import Periods
from dashboard.figures.states import FAINT, states
from dashboard.kept import Kept
from dashboard.queries import reading_at
from dashboard.screen import read_frame, read_periods, series_of
from dashboard.selection import Selection
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from etl.settings import Settings
from etl.warehouse.schema import indicator_value, metadata
from geo.regions import RegionIndex
from tests.dashboard.seed import figure, seeded
from tests.examples import examples

REGIONS = RegionIndex.packaged()
DAYS = tuple(dt.date(2024, month, 1) for month in (1, 2, 3, 5, 8, 9))
RATE = {"indicator": "pact_signing_rate", "unit": "%", "election": "Pilkada 2024", "provenance": "documented"}
NUMBERS = {"missing": None, "suppressed": None, "zero": 0.0}


@st.composite
def _figure(draw: st.DrawFn) -> dict[str, Any]:
    """A figure of a regency, a province or Jakarta's, published or computed, with few employed or many."""
    status = draw(st.sampled_from(("reported", "reported", "reported", "zero", "missing", "suppressed")))
    value = NUMBERS[status] if status in NUMBERS else draw(st.sampled_from((0.04, 12.34, 50.0, 50.01, 99.96, 100.0)))
    day = draw(st.sampled_from(DAYS))
    return figure(
        draw(st.sampled_from(("31.71", "74", "74.02", "74.05", "73.71"))), value, **RATE, status=status, as_of=day,
        period_start=day, period_end=day, extent=draw(st.sampled_from(("government", "area"))),
        origin=draw(st.sampled_from(("published", "computed"))),
        denominator=draw(st.sampled_from((None, 12.0, 30.0, 900.0))), reason="",
    )  # fmt: skip


def _one_each(row: dict[str, Any]) -> object:
    return row["region_code"], row["extent"], row["origin"], row["as_of"]


def _holding(rows: list[dict[str, Any]]) -> Connection:
    connection = create_engine("sqlite://", poolclass=StaticPool).connect()
    metadata.create_all(connection)
    if rows:
        connection.execute(insert(indicator_value), rows)
    return connection


def _asking(level: str, region: str) -> Selection:
    return Selection("uji", region, level, RATE["indicator"], RATE["unit"], RATE["election"])  # type: ignore[arg-type]


@pytest.mark.random
@pytest.mark.parametrize(("level", "region"), [("regency", "00"), ("regency", "74"), ("province", "00")])
def test_every_date_is_as_the_map_of_that_date(level: str, region: str) -> None:
    indicator, asked = packaged()[RATE["indicator"]], _asking(level, region)

    @examples(25)
    @given(st.lists(_figure(), max_size=14, unique_by=_one_each))
    def agree(rows: list[dict[str, Any]]) -> None:
        with _holding(rows) as connection:
            r = reading_at(connection, local_viewer(), 1)
            periods = read_periods(r, asked, REGIONS, Kept(packaged()))
            assert list(periods.dates) == sorted(set(periods.dates))
            for day, codes, values in zip(periods.dates, periods.codes, periods.values, strict=True):
                frame = read_frame(r, series_of(asked), asked, day, REGIONS)
                assert periods.regions == tuple(frame["region_code"])
                assert codes.tolist() == states(frame, indicator, periods.scale).tolist()
                np.testing.assert_array_equal(values, frame["value"].to_numpy())
            changes = {row["as_of"] for row in rows if row["status"] != "missing" and _is_on(row, level, region)}
            assert set(periods.dates) == changes

    agree()


def _is_on(row: dict[str, Any], level: str, region: str) -> bool:
    is_of_level = len(row["region_code"]) > 2 if level == "regency" else len(row["region_code"]) == 2
    return is_of_level and region in ("00", row["region_code"][:2]) and (level == "regency" or row["extent"] == "area")


def _periods(*rows: dict[str, Any], viewer: Viewer | None = None) -> Periods:
    with _holding([*rows]) as connection:
        r = reading_at(connection, viewer or local_viewer(), 1)
        return read_periods(r, _asking("regency", "74"), REGIONS, Kept(packaged()))


def _on(day: dt.date, value: float, **more: Any) -> dict[str, Any]:
    return figure("74.02", value, **RATE, as_of=day, period_start=day, period_end=day, **more)


def test_classes_are_those_of_all_periods() -> None:
    periods = _periods(*(_on(day, value) for day, value in zip(DAYS, (1, 20, 40, 60, 90, 100), strict=True)))
    place = periods.regions.index("74.02")
    assert [each.low for each in periods.scale.classes] == [0.1, 25, 50, 75, 90, 100]
    assert periods.codes[:, place].tolist() == [2, 2, 3, 4, 7, 8]


def test_the_browser_gets_texts_of_digits_and_steps_of_the_last_decimal() -> None:
    told = json.loads(_periods(_on(DAYS[0], 12.34), _on(DAYS[2], 50.0, denominator=12.0)).content)
    place = told["regions"].index("74.02")
    assert told["dates"] == ["2024-01-01", "2024-03-01"]
    codes = [int(text[place], 36) for text in told["codes"]]
    assert codes == [2, 4 + FAINT]
    assert [values[place] for values in told["values"]] == [123, 500]
    assert {text[:place] for text in told["codes"]} == {"0" * place}


def test_what_diverges_is_held_against_the_newest_figure_of_the_nation() -> None:
    nation = [
        figure("00", value, **RATE, as_of=day, period_start=day, period_end=day, extent="area")
        for day, value in ((DAYS[0], 10.0), (DAYS[2], 50.0))
    ]
    with _holding([_on(DAYS[0], 20.0), _on(DAYS[1], 80.0), *nation]) as connection:
        r = reading_at(connection, local_viewer(), 1)
        asked = replace(_asking("regency", "74"), classes="diverging")
        periods = read_periods(r, asked, REGIONS, Kept(packaged()))
    assert periods.scale.classing.benchmark == 50
    assert [each.tone for each in periods.scale.classes] == [4, 3, 2]


def test_who_may_see_less_gets_less() -> None:
    seen = _periods(_on(DAYS[0], 1.0), viewer=Viewer("daerah", frozenset({"74.05"})))
    assert seen.regions == ("74.05",)
    assert seen.dates == ()


def test_periods_are_served_at_the_address_of_their_content(tmp_path: Path) -> None:
    seeded(tmp_path)
    app = create_app(Settings.load(data_dir=tmp_path))
    client, site = app.server.test_client(), app.server.extensions["netralitas"]
    query = "data=terdokumentasi&region=74&level=regency&indicator=violation_count"
    with site.reading("terdokumentasi", local_viewer()) as r:
        asked = Selection("terdokumentasi", "74", "regency", "violation_count", "orang ASN", "Pilkada 2024")
        periods = read_periods(r, asked, REGIONS, site.kept)
    found = client.get(f"/periods/{periods.fingerprint}.json?{query}")
    assert (found.status_code, found.data) == (200, periods.content)
    assert found.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    gone = client.get(f"/periods/{'0' * 12}.json?{query}")
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-store")
    site.close()
