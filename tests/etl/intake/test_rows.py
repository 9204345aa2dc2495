"""Rows: each rule broken one by one, what is kept of a rejected cell, and what accepted rows say."""

from pathlib import Path

import pandas as pd
import pytest

from etl.contracts import explain
from etl.interpret.strangers import shown_if_known
from etl.masking import MASK
from etl.staged import OBSERVATIONS, RECORDS, REJECTS
from tests.etl.intake.writing import EVENT, RECAP, breaches, stage_rows, stage_text

NIP = "198001012005011001"


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"event_id": ""}, "event_id", "required"),
        ({"event_id": "x" * 61}, "event_id", "too_long"),
        ({"date": ""}, "date", "required"),
        ({"date": "31-02-2024", "date_precision": ""}, "date", "date_impossible"),
        ({"date": "1998", "date_precision": ""}, "date", "date_out_of_range"),
        ({"date": "entah"}, "date", "date_unreadable"),
        ({"date": "2024-10"}, "date_precision", "precision_differs"),
        ({"region": "", "kemendagri_code": ""}, "region", "required"),
        ({"region": "Atlantis", "kemendagri_code": ""}, "region", "region_unknown"),
        ({"region": "Bima", "kemendagri_code": "", "province": ""}, "region", "region_ambiguous"),
        ({"kemendagri_code": "73.71"}, "kemendagri_code", "code_differs"),
        ({"kemendagri_code": "74.99"}, "kemendagri_code", "code_unknown"),
        ({"province": "Aceh"}, "province", "province_differs"),
        ({"covers": ""}, "covers", "required"),
        ({"covers": "everything"}, "covers", "not_a_choice"),
        ({"kind": "gossip"}, "kind", "not_a_choice"),
        ({"kind": "declaration"}, "use", "kind_states_no_value"),
        ({"use": "perhaps"}, "use", "not_a_choice"),
        ({"metric": ""}, "metric", "required"),
        ({"metric": "x" * 201}, "metric", "too_long"),
        ({"metric": f"ASN dengan NIP {NIP}"}, "metric", "looks_like_person"),
        ({"metric": "hubungi 0812-3456-7890"}, "metric", "looks_like_person"),
        ({"metric": "pelanggaran ASN: malas"}, "metric", "category_unknown"),
        ({"number": "enam"}, "number", "not_a_count"),
        ({"number": "-6"}, "number", "negative_count"),
        ({"number": "999999999"}, "number", "count_too_large"),
        ({"number": "6 kasus"}, "number", "suffix_differs"),
        ({"denominator": "1.234,5"}, "denominator", "not_a_count"),
        ({"unit": ""}, "unit", "unit_unfit"),
        ({"unit": "laporan"}, "unit", "unit_unfit"),
        ({"unit": "ekor"}, "unit", "not_a_choice"),
        ({"evidence": "rumour"}, "evidence", "not_a_choice"),
        ({"scope": "some"}, "scope", "not_a_choice"),
        ({"election": "Pilkades 2024"}, "election", "election_unknown"),
        ({"election": "", "date": "2021-05-01"}, "election", "election_unstated"),
        ({"reporting_institution": "a@b.go.id"}, "reporting_institution", "looks_like_person"),
        ({"source": ""}, "source", "required"),
        ({"source": f"https://example.org/{NIP}"}, "source", "looks_like_person"),
        ({"confidence": "sure"}, "confidence", "not_a_choice"),
        (
            {"region": "Kota Administrasi Jakarta Pusat", "kemendagri_code": "31.71", "province": "DKI Jakarta"},
            "region",
            "not_a_government",
        ),
        ({"region": "Indonesia", "kemendagri_code": "00", "province": ""}, "region", "not_a_government"),
    ],
)
def test_bad_events(tmp_path: Path, change: dict[str, str], column: str, rule: str) -> None:
    """One bad row between two good ones: it alone is rejected, at its place, with something to do about it."""
    good = (EVENT, EVENT | {"event_id": "T-3"})
    file = stage_rows(tmp_path, good[0], EVENT | {"event_id": "T-2"} | change, good[1])
    assert breaches(file) == [(3, column, rule)]
    assert file.records["record_key"].to_list() == ["T-1", "T-3"]
    assert set(file.observations["record_key"]) == set(file.events["record_key"]) == {"T-1", "T-3"}
    reject = file.rejects.iloc[0]
    for language in ("id", "en"):
        message, remedy = explain("event", rule, reject["detail"], language)
        assert message and remedy and "?" not in message + remedy
    stood = change.get(column, EVENT[column])[:200]
    hidden = rule == "looks_like_person" or shown_if_known(stood, rule) == MASK
    assert reject["value"] == (MASK if hidden else stood) or rule == "too_long"


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"government": ""}, "government", "required"),
        ({"government": "Atlantis"}, "government", "region_unknown"),
        ({"government": "Kepulauan Seribu"}, "government", "not_a_government"),
        ({"government": "Indonesia"}, "government", "not_a_government"),
        ({"agency": f"Dinas {NIP}"}, "agency", "looks_like_person"),
        ({"date": ""}, "date", "required"),
        ({"date": "2024", "election": "Pilkada 2024"}, "date", "date_year_only"),
        ({"date": "2025-12-31"}, "election", "election_unstated"),
        ({"employed": "12,5"}, "employed", "not_a_count"),
        ({"employed": "0", "signed": "0"}, "employed", "no_employees"),
        ({"signed": "121"}, "signed", "signed_exceeds_employed"),
        ({"signed": "-1"}, "signed", "negative_count"),
        ({"scope": "beberapa"}, "scope", "not_a_choice"),
    ],
)
def test_bad_recaps(tmp_path: Path, change: dict[str, str], column: str, rule: str) -> None:
    row = RECAP | {"election": ""}
    file = stage_rows(tmp_path, row, row | {"agency": "Dinas B"} | change, row | {"agency": "Dinas C"})
    assert breaches(file) == [(3, column, rule)]
    assert file.records["agency"].to_list() == ["Dinas Kesehatan", "Dinas C"]


def test_all_breaches_of_a_row_are_told_at_once_in_order_of_columns(tmp_path: Path) -> None:
    row = {"government": "Atlantis", "agency": "", "date": "x", "employed": "y", "signed": "z", "scope": "w"}
    file = stage_rows(tmp_path, row)
    assert [column for _, column, _ in breaches(file)] == ["government", "date", "employed", "signed", "scope"]
    assert (file.read, file.rejected) == (1, 1)


def test_nobody_is_kept_in_a_reject_of_any_rule(tmp_path: Path) -> None:
    """Contents that shifted by a column: numbers of persons where names, dates and counts should be."""
    row = dict.fromkeys(RECAP, NIP) | {"agency": "081234567890"}
    file = stage_rows(tmp_path, row, RECAP | {"government": f"Budi {NIP}"})
    held = file.rejects.to_csv() + str(file.rejects["detail"].to_list())
    assert len(file.rejects) >= 6
    assert NIP not in held and "081234567890" not in held and "Budi" not in held


def test_a_formula_is_only_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://x";"y")'
    file = stage_rows(tmp_path, RECAP | {"agency": formula})
    assert file.records["agency"].to_list() == [formula]


def test_what_a_recap_says(tmp_path: Path) -> None:
    file = stage_rows(tmp_path, RECAP | {"date": "September 2024", "employed": "1.234", "signed": "nihil"})
    assert list(file.records.columns) == list(RECORDS)
    assert list(file.observations.columns) == list(OBSERVATIONS)
    assert file.observations.iloc[0].to_dict() == {
        "record_key": "74.02|kesehatan|2024-09-30|all",
        "measure": "pact",
        "unit": "orang ASN",
        "category": "total",
        "election": "Pilkada 2024",
        "region_code": "74.02",
        "agency": "Dinas Kesehatan",
        "covers": "government",
        "scope": "all",
        "evidence": "",
        "reporter": "74.02",
        "value": 0.0,
        "base": 1234.0,
        "as_of": pd.Timestamp("2024-09-30"),
        "period_start": pd.Timestamp("2024-09-01"),
        "period_end": pd.Timestamp("2024-09-30"),
        "citation": "",
    }
    assert file.records["slice_key"].to_list() == ["74.02|kesehatan|2024-09-30"]
    assert file.events.empty


@pytest.mark.parametrize(
    ("change", "value", "base", "scope"),
    [
        ({}, 118, 120, "all"),
        ({"scope": "simbolis"}, 118, 120, "symbolic"),
        ({"employed": ""}, 118, None, "unknown"),
        ({"signed": "belum ada data"}, None, 120, "unknown"),
        ({"signed": "-"}, 0, 120, "all"),
        ({"employed": "-", "signed": "–"}, None, None, "unknown"),
        ({"employed": "", "signed": "-"}, None, None, "unknown"),
    ],
)
def test_scope_and_missing_numbers(
    tmp_path: Path, change: dict[str, str], value: float | None, base: float | None, scope: str
) -> None:
    said = stage_rows(tmp_path, RECAP | change).observations.iloc[0]
    assert said["scope"] == scope
    for name, expected in {"value": value, "base": base}.items():
        assert pd.isna(said[name]) if expected is None else said[name] == expected


@pytest.mark.parametrize(
    ("signed", "unsigned", "employed", "expected"),
    [
        ("-", "-", "50", None), ("-", "", "50", None), ("-", "50", "50", 0.0), ("50", "-", "50", 50.0),
        ("-", "-", "-", None),
    ],
)  # fmt: skip
def test_hyphens_that_their_row_contradicts_are_no_zeros(
    tmp_path: Path, signed: str, unsigned: str, employed: str, expected: float | None
) -> None:
    file = stage_rows(tmp_path, RECAP | {"employed": employed, "signed": signed, "Belum TTD": unsigned})
    assert (file.rejected, len(file.conflicts)) == (0, 0)
    values = [None if pd.isna(value) else value for value in file.observations["value"]]
    assert values == [expected]


def test_the_receipt_tells_which_hyphens_are_zeros(tmp_path: Path) -> None:
    (note,) = [note for note in stage_rows(tmp_path, RECAP | {"signed": "-"}).notes if note.kind == "hyphens_as_zero"]
    assert note.detail["rows"] == 1
    assert not [n for n in stage_rows(tmp_path, RECAP | {"employed": "-", "signed": "-"}).notes if "hyphen" in n.kind]


@pytest.mark.parametrize("agency", ["", "-", "Seluruh OPD", "TOTAL PEMERINTAH"])
def test_the_whole_government(tmp_path: Path, agency: str) -> None:
    assert stage_rows(tmp_path, RECAP | {"agency": agency}).records["agency"].to_list() == [""]


def test_a_province_is_the_provincial_government(tmp_path: Path) -> None:
    said = stage_rows(tmp_path, RECAP | {"government": "Sulawesi Tenggara"}).observations.iloc[0]
    assert (said["region_code"], said["covers"]) == ("74", "government")


def test_the_last_of_two_rows_with_one_key_stays(tmp_path: Path) -> None:
    later = RECAP | {"agency": "DINAS KESEHATAN", "signed": "119"}
    file = stage_rows(tmp_path, RECAP, later)
    assert (file.read, len(file.records), file.superseded) == (2, 1, 1)
    assert file.records[["row", "agency"]].to_numpy().tolist() == [[3, "Dinas Kesehatan"]]
    assert file.observations["value"].to_list() == [119.0]
    conflict = file.conflicts.iloc[0]
    assert (conflict["kind"], conflict["stated"], conflict["found"]) == ("duplicate_differs", "119 / 120", "118 / 120")
    assert conflict["detail"] == {
        "sheet": "", "row": 3, "superseded_sheet": "", "superseded_row": 2, "columns": ["signed"],
    }  # fmt: skip
    assert conflict["record_key"] == file.records["record_key"].item()


def test_the_same_row_twice_is_no_conflict(tmp_path: Path) -> None:
    file = stage_rows(tmp_path, EVENT, EVENT)
    assert (file.superseded, len(file.events), len(file.conflicts)) == (1, 1, 0)


def test_a_rejected_row_supersedes_nothing(tmp_path: Path) -> None:
    file = stage_rows(tmp_path, RECAP, RECAP | {"signed": "999"})
    assert (len(file.records), file.superseded, file.rejected) == (1, 0, 1)
    assert file.observations["value"].to_list() == [118.0]


def test_a_wrong_weekday_is_a_conflict_and_the_row_stays(tmp_path: Path) -> None:
    file = stage_rows(tmp_path, RECAP | {"date": "Selasa, 30 September 2024"})
    assert (file.rejected, len(file.records)) == (0, 1)
    conflict = file.conflicts.iloc[0]
    assert (conflict["kind"], conflict["stated"], conflict["found"]) == ("weekday_differs", "Selasa", "Senin")
    assert (conflict["measure"], conflict["election"], conflict["region_code"]) == ("pact", "Pilkada 2024", "74.02")


def test_six_of_jakarta_may_have_events_but_no_values(tmp_path: Path) -> None:
    jakarta = {"region": "Kota Administrasi Jakarta Pusat", "kemendagri_code": "31.71", "province": ""}
    file = stage_rows(
        tmp_path, EVENT | jakarta | {"use": "event"}, EVENT | jakarta | {"covers": "area", "event_id": "b"}
    )
    assert file.rejected == 0


def test_a_value_without_a_number_is_missing(tmp_path: Path) -> None:
    said = stage_rows(tmp_path, EVENT | {"number": ""}).observations
    assert said.set_index("measure")["value"].isna().to_dict() == {"record": False, "violation_count": True}


def test_a_denominator_is_the_base(tmp_path: Path) -> None:
    said = stage_rows(tmp_path, EVENT | {"denominator": "12 orang"}).observations.set_index("measure")
    assert said.loc["violation_count", "base"] == 12 and pd.isna(said.loc["record", "base"])


@pytest.mark.parametrize(
    ("stated", "declared"),
    [(("", ""), None), (("official", ""), "official"), (("official", "documented"), "documented"),
    (("", "simulasi"), "simulated")],
)  # fmt: skip
def test_provenance_of_a_file(tmp_path: Path, stated: tuple[str, str], declared: str | None) -> None:
    rows = [RECAP | {"agency": name, "provenance": said} for name, said in zip("ab", stated, strict=True)]
    assert stage_rows(tmp_path, *rows).declared_provenance == declared


def test_a_rejected_row_still_makes_its_file_simulated(tmp_path: Path) -> None:
    file = stage_rows(tmp_path, RECAP | {"signed": "x", "provenance": "simulated"})
    assert (file.rejected, file.declared_provenance) == (1, "simulated")


# ----------------------------------------------------------------------------------------------------- content hash


def digests(folder: Path, *rows: dict[str, str]) -> dict[str, str]:
    records = stage_rows(folder, *rows).records
    return dict(zip(records["record_key"], records["content_hash"], strict=True))


def test_the_digest_knows_neither_place_nor_spelling(tmp_path: Path) -> None:
    other = RECAP | {"agency": "Dinas B"}
    spelt = {"date": "Senin, 30 September 2024", "employed": "120 orang", "government": "KAB. KONAWE", "scope": "Semua"}
    assert digests(tmp_path, RECAP, other) == digests(tmp_path, other, RECAP | spelt | {"agency": "KESEHATAN"})


def test_the_digest_ignores_columns_that_are_not_there(tmp_path: Path) -> None:
    wider = RECAP | {"source": "", "region_code": "74.02", "Ket": "apa saja"}
    assert digests(tmp_path, RECAP) == digests(tmp_path, wider)


@pytest.mark.parametrize(
    "change",
    [{"employed": "121"}, {"signed": ""}, {"source": "surat 12"}, {"provenance": "documented"}, {"date": "2024-09"}],
)
def test_the_digest_knows_what_is_said(tmp_path: Path, change: dict[str, str]) -> None:
    before = digests(tmp_path, RECAP | {"scope": "all"})
    after = digests(tmp_path, RECAP | {"scope": "all"} | change)
    assert before.keys() == after.keys() and before != after


def test_the_digest_stays_the_same_for_ever(tmp_path: Path) -> None:
    """It is kept for years: a change of this value makes every row of every warehouse look corrected."""
    assert digests(tmp_path, RECAP) == {"74.02|kesehatan|2024-09-30|all": "0bbc9d15a559144e6cda14f414898ad0"}


def test_frames_of_a_refused_file_have_their_columns(tmp_path: Path) -> None:
    file = stage_text(tmp_path, "")
    assert list(file.rejects.columns) == list(REJECTS)
    assert file.records.empty and list(file.records.columns) == list(RECORDS)
