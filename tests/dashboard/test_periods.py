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


EARLY = (dt.date(2021, 6, 30), dt.date(2022, 7, 24), dt.date(2022, 9, 30), dt.date(2022, 12, 8), dt.date(2023, 6, 30))
FORMER = {each.code: each for each in REGIONS.former}


@st.composite
def _area(draw: st.DrawFn) -> dict[str, Any]:
    """A figure of a province of today, or of a former one while it was there."""
    code = draw(st.sampled_from(("74", "91", "93", "92", "96", *FORMER)))
    day = draw(st.sampled_from([day for day in EARLY if code not in FORMER or day < FORMER[code].valid_to]))
    row = draw(_figure())
    return {**row, "region_code": code, "level": "province", "extent": "area", "as_of": day, "period_start": day,
            "period_end": day}  # fmt: skip


@pytest.mark.random
@examples(40)
@given(st.lists(_area(), min_size=1, max_size=14, unique_by=_one_each))
def test_as_then_every_shape_shows_the_province_in_which_it_lay(rows: list[dict[str, Any]]) -> None:
    indicator, asked = packaged()[RATE["indicator"]], replace(_asking("province", "00"), areas="then")
    with _holding(rows) as connection:
        r = reading_at(connection, local_viewer(), 1)
        periods = read_periods(r, asked, REGIONS, Kept(packaged()))
        assert periods.regions == tuple(region.code for region in REGIONS.level("province"))
        for place, day in enumerate(periods.dates):
            frame = read_frame(r, series_of(asked), asked, day, REGIONS).set_index("region_code")
            assert len(frame) == (34 if day < dt.date(2022, 7, 25) else 37 if day < dt.date(2022, 12, 8) else 38)
            whose = [REGIONS.province_on(code, day) for code in periods.regions]
            codes = dict(zip(frame.index, states(frame.reset_index(), indicator, periods.scale).tolist(), strict=True))
            assert periods.codes[place].tolist() == [codes[area] for area in whose]
            np.testing.assert_array_equal(periods.values[place], frame["value"].loc[whose].to_numpy())
            left_out = {part for until, parts in periods.joined if place < until for part in parts}
            counted = [area for number, area in enumerate(whose) if number not in left_out]
            assert sorted(map(str, counted)) == sorted(frame.index), "each province is counted once"


def test_the_day_of_a_split_between_two_dates_is_a_date_of_its_own() -> None:
    rows = [figure("74", 1.0, **RATE, extent="area", as_of=day, period_start=day, period_end=day)
            for day in (dt.date(2022, 1, 1), dt.date(2022, 9, 1))]  # fmt: skip
    dates = {}
    for areas in ("now", "then"):
        with _holding(rows) as connection:
            r, asked = reading_at(connection, local_viewer(), 1), replace(_asking("province", "00"), areas=areas)
            dates[areas] = read_periods(r, asked, REGIONS, Kept(packaged())).dates
    assert dates["now"] == (dt.date(2022, 1, 1), dt.date(2022, 9, 1))
    assert dates["then"] == (dt.date(2022, 1, 1), dt.date(2022, 7, 25), dt.date(2022, 9, 1))


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
