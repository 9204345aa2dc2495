"""CSV: its columns, order, digits, and what a spreadsheet may not do with it."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from dashboard.exports import as_csv, cell, export_csv
from dashboard.queries import reading_at
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from tests.dashboard.seed import LATER, RECAP

HEADER = (
    "indicator,indicator_title,region_code,region_name,level,extent,category,election,period_start,period_end,as_of,"
    "numerator,denominator,cases_ended,cases,value,ci_low,ci_high,unit,status,reason,coverage_n,coverage_of,provenance,"
    "source,version"
)


def _export(connection: Connection, viewer: Viewer | None = None, version: int = 2, **options: Any) -> str:
    chosen = {"indicator": packaged()["violation_count"], "level": "regency"} | options
    return "".join(export_csv(connection, viewer or local_viewer(), version, **chosen))


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_columns_and_the_bytes(connection: Connection) -> None:
    first, *lines = _export(connection, level="province", region="74").split("\n")
    assert first == HEADER
    begin, day = "violation_count,Pelanggaran tercatat menurut sumber,74,Sulawesi Tenggara,province", "2024-10-14"
    dates, end = f"total,Pilkada 2024,{day},{day},{day}", "documented,https://example.org/recap,2"
    assert lines == [
        f"{begin},area,{dates},41,,,,41,,,orang ASN,reported,,,,{end}",
        f"{begin},area,{dates},40,,,,40,,,orang ASN,reported,,14,18,{end}",
        f"{begin.replace('74,Sul', '74,Pemerintah Sul')},government,{dates},3,,,,3,,,orang ASN,reported,,,,{end}",
        "",
    ]


def test_the_cases_of_a_median_are_called_cases(connection: Connection) -> None:
    row = {"region_code": "74", "value": 101.0, "numerator": 2607.0, "denominator": 5297.0}
    r, median = reading_at(connection, local_viewer(), 2), packaged()["median_days_to_sanction"]
    (found,) = _rows("".join(as_csv([row], r, median, "id")))
    assert (found["cases_ended"], found["cases"], found["numerator"], found["denominator"]) == ("2607", "5297", "", "")


def test_nothing_published_gives_the_header_alone(connection: Connection) -> None:
    assert _export(connection, indicator=packaged()["report_count"]) == HEADER + "\n"


def test_rows_stand_in_the_order_of_codes_and_categories(connection: Connection) -> None:
    rows = _rows(_export(connection))
    assert [(row["region_code"], row["category"], row["value"]) for row in rows] == [
        ("73.71", "total", "2.5"),
        ("74.02", "administrasi", "5"),
        ("74.02", "kode_etik", "6"),
        ("74.02", "total", "12"),
        ("74.05", "total", "5"),
        ("74.05", "total", "7"),
        ("74.71", "total", "0"),
        ("74.72", "total", ""),
    ]
    assert [row["status"] for row in rows][-2:] == ["zero", "missing"]


def test_bounds_include_their_ends(connection: Connection) -> None:
    def count(**bounds: dt.date) -> int:
        return len(_rows(_export(connection, region="74.05", **bounds)))

    assert count() == 2
    assert count(start=LATER) == 1
    assert count(start=RECAP, end=RECAP) == 1
    assert count(start=LATER + dt.timedelta(days=1)) == 0


def test_a_region_is_exported_with_what_lies_inside_and_nothing_else(connection: Connection) -> None:
    assert {row["region_code"] for row in _rows(_export(connection, region="73"))} == {"73.71"}
    assert {row["region_code"] for row in _rows(_export(connection, region="74.02"))} == {"74.02"}


def test_a_version_and_a_scope_hold_here_too(connection: Connection) -> None:
    first = _rows(_export(connection, version=1, region="74.02"))
    assert [(row["value"], row["version"]) for row in first][-1] == ("11", "1")
    assert _rows(_export(connection, Viewer("Pj", frozenset({"74.71"}))))[0]["region_code"] == "74.71"


def test_a_source_that_would_be_a_formula_is_made_plain(connection: Connection) -> None:
    assert _rows(_export(connection, region="73"))[0]["source"] == "'=cmd()"


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (float("nan"), ""), (3.0, "3"), (-2.5, "-2.5"), (0.1 + 0.2, "0.30000000000000004"), (18, "18"),
     (RECAP, "2024-10-14"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("biasa", "biasa")],
)  # fmt: skip
def test_cells(value: object, written: str) -> None:
    assert cell(value) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_digits_read_back_to_the_same_number(value: float) -> None:
    assert float(cell(value)) == value


def test_the_button_gives_the_screen(client: FlaskClient) -> None:
    answer = client.get("/export.csv?indicator=violation_count&region=74&at=2024-10-14")
    rows = _rows(answer.get_data(as_text=True))
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="violation_count-74-2024-10-14.csv"'
    assert {row["region_code"] for row in rows} == {"74", *{f"74.{n:02}" for n in range(1, 16)}, "74.71", "74.72"}
    shown = {(row["region_code"], row["category"]): (row["value"], row["status"]) for row in rows}
    assert shown["74.02", "total"] == ("12", "reported")
    assert shown["74.02", "kode_etik"] == ("6", "reported")
    assert shown["74.05", "total"] == ("5", "reported")
    assert shown["74.72", "total"] == ("", "missing")
    assert shown["74.01", "total"] == ("", "missing")
    assert shown["74", "total"] == ("3", "reported")
