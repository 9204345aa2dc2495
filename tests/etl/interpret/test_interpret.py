"""Interpreting rows: what a column decides, errors of the workbook, notes, and rows in any order."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.contracts import Column, Contract
from etl.contradictions import weekday_conflicts
from etl.interpret import Interpreted, interpret
from etl.notes import explain
from etl.rules import Text
from etl.sources import contracts, sources
from geo.regions import CodeSystem, RegionIndex

INDEX = RegionIndex.packaged()
ROW = {
    "government": "Kabupaten Konawe", "region_code": "74.02", "agency": "Dinas A", "date": "2024-09-30",
    "employed": "120", "signed": "118",
}  # fmt: skip


def recap(*rows: dict[str, str], labels: list[int] | None = None, system: CodeSystem = "kemendagri") -> Interpreted:
    cells = pd.DataFrame([ROW | row for row in rows], index=labels, dtype="str").fillna("")
    source = sources()["pact_recap"]
    return interpret(cells, source.contract, INDEX, source.complete, code_system=system)


def broken(found: Interpreted) -> list[tuple[int, str, str]]:
    return list(zip(found.breaches["row"], found.breaches["column"], found.breaches["rule"], strict=True))


def notes(found: Interpreted) -> dict[str, dict[str, Any]]:
    """Kind -> detail, of all but what every recap here has: a scope that is not stated."""
    assert all(note.sheet == "" for note in found.notes)
    return {note.kind: note.detail for note in found.notes if note.kind != "scope_assumed"}


# ----------------------------------------------------------------------------------------------- errors of a workbook


@pytest.mark.parametrize(
    "error",
    [
        "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#n/a", "########", "#BELUM_DIHITUNG!",
        "Err:502",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["government", "region_code", "agency", "date", "employed", "signed", "scope"])
def test_an_error_cell_rejects_its_row(error: str, column: str) -> None:
    found = recap({}, {column: error})
    assert broken(found) == [(1, column, "cell_error")]
    assert found.breaches["value"].item() == found.breaches["detail"].item()["error"] == error


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda contract: contract.name)
def test_an_error_is_seen_in_every_column_that_is_read(contract: Contract) -> None:
    cells = pd.DataFrame([{column.name: "#REF!" for column in contract.columns}], dtype="str")
    found = interpret(cells, contract, INDEX, sources()[contract.name].complete)
    errors = found.breaches[found.breaches["rule"] == "cell_error"]
    places = {"region", "region_code", "bps_code", "province"}  # one region, and one breach for it
    expected = {column.name for column in contract.columns if column.kind not in ("free_text", "person", *places)}
    assert expected <= set(errors["column"])
    assert len(set(errors["column"]) - expected) == 1


def test_a_percentage_of_nothing_is_no_error() -> None:
    found = recap({"employed": "", "percent": "#DIV/0!"}, {"percent": "#REF!"})
    assert broken(found) == [(1, "percent", "cell_error")]


# -------------------------------------------------------------------------------------------------- whole columns


def test_a_column_that_contradicts_itself_rejects_what_it_cannot_decide() -> None:
    found = recap({"employed": "1.234,0"}, {"employed": "1,234.0"}, {"employed": "1.234"}, {"employed": "1234"})
    assert broken(found) == [(2, "employed", "number_ambiguous")]
    assert found.breaches["detail"].item() == {"grouped": "1234", "decimal": "1,234"}
    assert found.rows["employed"].drop(2).to_list() == [1234] * 3


def test_a_column_of_month_first_dates_is_not_guessed() -> None:
    found = recap({"date": "09/10/2024"}, {"date": "09/17/2024"}, {"date": "2024-09-10"})
    assert broken(found) == [(0, "date", "date_order_unclear"), (1, "date", "date_month_first")]


def test_columns_decide_apart() -> None:
    found = recap({"employed": "12.000", "signed": "12,0"}, {"employed": "1,234.000", "signed": "1.234"})
    assert found.rows["employed"].to_list() == [12, 1234] and found.rows["signed"].to_list() == [12, 1234]


# ------------------------------------------------------------------------------------------------------------- notes


def test_repaired_codes_are_told_with_their_rows() -> None:
    utara = {"government": "Kabupaten Buton Utara"}
    found = recap(
        {}, utara | {"region_code": "74.1"}, utara | {"region_code": "74.1", "agency": "Dinas B"},
        {"region_code": "7402"}, {"government": "Kota Kendari", "region_code": "7471.0"}, labels=[7, 9, 4, 12, 30],
    )  # fmt: skip
    assert found.rows["region_code"].to_list() == ["74.02", "74.10", "74.10", "74.02", "74.71"]
    assert notes(found) == {
        "code_repaired": {"from": "74.1", "to": "74.10", "why": "Kabupaten Buton Utara", "rows": 2},
        "codes_rewritten": {"from": "7402", "to": "74.02", "why": "Kabupaten Konawe", "codes": 2, "rows": 2},
    }
    assert {note.kind: note.row for note in found.notes} == {
        "code_repaired": 9, "codes_rewritten": 12, "scope_assumed": 7,
    }  # fmt: skip


def test_dates_as_numbers_are_told() -> None:
    found = recap({"date": "45565"}, {"date": "45565,25"}, {"date": "2024-09-30"}, {"date": "99999"})
    assert broken(found) == [(3, "date", "date_unreadable")]
    assert found.rows["as_of"].drop(3).to_list() == [pd.Timestamp("2024-09-30")] * 3
    assert notes(found) == {"serial_dates": {"column": "date", "rows": 2}}


def test_codes_of_bps_where_they_are_declared() -> None:
    assert broken(recap({"region_code": "7403"})) == [(0, "region_code", "code_of_other_system")]
    assert recap({"region_code": "7403"}, system="bps").rows["region_code"].to_list() == ["74.02"]
    found = recap({"region_code": "", "bps_code": "7403"}, {"bps_code": "7402"}, system="kemendagri")
    assert found.rows["region_code"].to_list() == ["74.02", ""]
    assert broken(found) == [(1, "bps_code", "code_of_other_system")]


def test_every_note_has_words_in_both_languages() -> None:
    found = recap(
        {
            "government": "Kabupaten Buton Utara",
            "region_code": "74.1",
            "date": "45565",
            "signed": "",
            "not_signed": "2",
        },
        {"region_code": "7402", "employed": "", "not_signed": "2"},
    )
    assert [note.kind for note in found.notes] == [
        "code_repaired", "codes_rewritten", "serial_dates", "scope_assumed", "signed_derived", "employed_derived",
    ]  # fmt: skip
    for note in found.notes:
        words = {explain(note.kind, note.detail, language) for language in ("id", "en")}
        assert len(words) == 2 and not any("{" in text or "?" in text for text in words)


# ---------------------------------------------------------------------------------------------- what a recap implies


@pytest.mark.parametrize(
    ("change", "employed", "signed", "scope"),
    [
        ({"signed": "", "not_signed": "2"}, 120, 118, "all"),
        ({"signed": "belum ada data", "not_signed": "nihil"}, 120, 120, "all"),
        ({"signed": "-", "not_signed": "120"}, 120, 0, "all"),
        ({"employed": "", "not_signed": "2"}, 120, 118, "all"),
        ({"not_signed": "5"}, 120, 118, "all"),  # a conflict, and stays as published
        ({"signed": "", "not_signed": "", "employed": "120"}, 120, None, "unknown"),
        ({"signed": "", "employed": "", "not_signed": "2"}, None, None, "unknown"),
        ({"signed": "", "not_signed": "2", "scope": "simbolis"}, 120, 118, "symbolic"),
    ],
)  # fmt: skip
def test_two_of_three_numbers_give_the_third(
    change: dict[str, str], employed: float | None, signed: float | None, scope: str
) -> None:
    row = recap(change).rows.iloc[0]
    found = [None if np.isnan(row[name]) else row[name] for name in ("employed", "signed")]
    assert (found, row["scope"]) == ([employed, signed], scope)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"signed": "", "not_signed": "121"}, "not_signed_exceeds_employed"),
        ({"signed": "", "not_signed": "x"}, "not_a_count"),
        ({"percent": "banyak"}, "not_a_number"),
        ({"percent": "98 orang"}, "not_a_number"),
        ({"percent": "98.333"}, "number_ambiguous"),
    ],
)
def test_bad_parts(change: dict[str, str], rule: str) -> None:
    assert [item[2] for item in broken(recap(change))] == [rule]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"not_signed": "2"}, []),
        ({"not_signed": "5"}, ["signed_parts_differ"]),
        ({"not_signed": "121"}, ["signed_parts_differ"]),
        ({"percent": "98,33"}, []),
        ({"percent": "98,3%"}, []),
        ({"percent": "98"}, []),
        ({"percent": "0,9833"}, []),  # a workbook keeps 98,33 % so
        ({"percent": "95"}, ["percent_differs"]),
        ({"percent": "0,95", "not_signed": "5"}, ["signed_parts_differ", "percent_differs"]),
        ({"percent": "50", "signed": ""}, []),
    ],
)
def test_conflicts_inside_a_row(change: dict[str, str], kinds: list[str]) -> None:
    found = recap(change)
    assert broken(found) == []
    contract = sources()["pact_recap"].contract
    assert [kind.kind for kind in contract.conflicts if kind.differs(found.rows).item()] == kinds


def test_both_values_of_a_conflict() -> None:
    rows = recap({"percent": "95,5", "not_signed": "5"}).rows
    said = {kind.kind: (kind.stated(rows), kind.found(rows)) for kind in sources()["pact_recap"].contract.conflicts}
    assert said == {"signed_parts_differ": (["120"], ["123"]), "percent_differs": (["95,50"], ["98,33"])}


# ------------------------------------------------------------------------------------------------------------ frames


def test_a_day_beside_the_date_has_its_weekday_checked() -> None:
    columns = (Column("signed_on", "day", Text("Tanggal TTD", "Signed on"), Text("", "")),)
    contract = Contract("x", Text("", ""), Text("", ""), columns, (), (), (), "official")
    cells = pd.DataFrame({"signed_on": ["Rabu, 17 September 2024", "Selasa, 17/9/24", "Sept-24", "", "09/17/2024"]})
    found = interpret(cells, contract, INDEX)
    assert found.rows["signed_on_weekday_stated"].to_list() == ["Rabu", "", "", "", ""]
    days = ["2024-09-17", "2024-09-17", "2024-09-30", "NaT", "NaT"]
    assert found.rows["signed_on"].to_list()[:3] == [pd.Timestamp(day) for day in days[:3]]
    assert found.rows["signed_on"].isna().to_list() == [False, False, False, True, True]
    assert broken(found) == [(4, "signed_on", "date_month_first")]
    (conflict,) = weekday_conflicts(contract)[1:]
    wrong = found.rows[conflict.differs(found.rows)]
    assert (wrong.index.to_list(), conflict.stated(wrong), conflict.found(wrong)) == ([0], ["Rabu"], ["Selasa"])


def test_columns_of_persons_are_left_alone() -> None:
    columns = (
        Column("number", "count", Text("Angka", "Number"), Text("", "")),
        Column("nip", "person", Text("NIP", "Number of a person"), Text("", ""), "cell"),
    )
    contract = Contract("x", Text("", ""), Text("", ""), columns, (), ("number",), ("number",), "official")
    found = interpret(pd.DataFrame({"number": ["1"], "nip": ["#REF!"]}), contract, INDEX)
    assert list(found.rows.columns) == ["number", "number_suffix"] and found.breaches.empty


def test_rows_may_come_in_any_order_and_as_distinct_combinations() -> None:
    names = ("region_code", "date", "employed", "signed", "agency")
    cells = [
        ("7402", "45565", "1.234", "", "A"),
        ("74.02", "30/9/24", "x", "1", "B"),
        ("99.99", "2024-09", "3", "2", ""),
        ("74.02", "Senin, 1 Oktober 2024", "12 orang", "-", "C"),
        ("", "2024", "nihil", "1,0", "#N/A"),
    ]
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    one, other = recap(*rows, labels=[5, 1, 9, 3, 7]), recap(*rows[::-1], labels=[7, 3, 9, 1, 5])
    pd.testing.assert_frame_equal(one.rows.sort_index(), other.rows.sort_index())
    assert broken(one) == broken(other) and len(broken(one)) > 3
    assert {note.kind: note.detail for note in one.notes} == {note.kind: note.detail for note in other.notes}


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda contract: contract.name)
def test_no_rows_are_interpreted_too(contract: Contract) -> None:
    cells = pd.DataFrame({column.name: pd.Series(dtype="str") for column in contract.columns})
    found = interpret(cells, contract, INDEX, sources()[contract.name].complete)
    assert found.rows.empty and found.breaches.empty and found.notes == ()


# ------------------------------------------------------------------------------------------ governments among agencies


@pytest.mark.parametrize("name", ["Kabupaten Konawe", "PEMERINTAH KABUPATEN KONAWE", "Pemkab Konawe"])
def test_a_government_among_its_agencies_is_the_whole_and_never_added(name: str) -> None:
    found = recap({}, {"agency": name})
    assert found.rows["agency_key"].to_list() == ["a", ""]
    assert found.rows["agency"].to_list() == ["Dinas A", ""]
    assert notes(found)["agency_is_government"] == {"rows": 1}


def test_a_row_of_no_name_is_rejected_alone() -> None:
    assert broken(recap({}, {"agency": "..."}, {"agency": "-"})) == [(1, "agency", "agency_without_letters")]


def test_another_government_is_no_agency() -> None:
    found = recap({"agency": "Kota Kendari"}, {"agency": "Kec. Kendari"})
    assert broken(found) == [(0, "agency", "agency_is_region")]
    assert found.breaches["detail"].item() == {"found": "Kota Kendari", "region": "Kabupaten Konawe"}
