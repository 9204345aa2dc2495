"""Loads into a real SQLite warehouse: receipts, versions, corrections, refusals."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from etl.indicators.registry import packaged
from etl.receipt import Counts, Receipt
from etl.settings import SIMULATED, Place
from etl.warehouse import rejected
from etl.warehouse.connect import reading
from etl.warehouse.load import conflicts_since
from etl.warehouse.schema import record
from tests.etl.loading import event_row, events, one, place_in, recap, values_of, write_csv
from tests.etl.loading import load_for_few as load

KONAWE, KENDARI = "Kabupaten Konawe", "Kota Kendari"
DAY = "2024-09-30"
DOCUMENTED = Path(__file__).parents[2] / "etl" / "reference" / "documented_events.csv"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path)


def counts(receipt: Receipt) -> Counts:
    return receipt.counts


def test_the_same_file_again_is_unchanged_and_makes_no_version(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50))
    first, second = load(place, file), load(place, file)
    assert counts(first) == Counts(read=2, accepted=2)
    assert (first.version, second.version) == (1, 1)
    assert counts(second) == Counts(read=2, unchanged=2)
    assert [second.files[0].status, second.exit_code] == ["unchanged", 0]


def test_a_corrected_file_replaces_its_rows_and_history_stays(place: Place, tmp_path: Path) -> None:
    old = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50))
    load(place, old)
    new = recap(tmp_path / "b.csv", (KONAWE, "Dinas A", DAY, 100, 80), (KONAWE, "Dinas B", DAY, 50, 50))
    assert counts(load(place, new)) == Counts(read=2, accepted=1, unchanged=1, replaced=1)
    area = {"region_code": "74.02"}
    assert one(place, "pact_signing_rate", **area)["numerator"] == 130
    assert values_of(place, "pact_signing_rate", version=1, **area)["numerator"].tolist() == [110]


def test_a_row_gone_from_the_corrected_file_ends(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    receipt = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60)))
    assert counts(receipt) == Counts(read=1, unchanged=1, replaced=1)
    assert receipt.version == 2
    assert one(place, "pact_signing_rate", region_code="74.02")["denominator"] == 100


def test_a_file_is_the_same_one_however_its_path_is_written(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    recap(file, (KONAWE, "Dinas A", DAY, 100, 60))
    monkeypatch.chdir(tmp_path)
    assert counts(load(place, Path("a.csv"))).replaced == 1


def test_a_slice_is_replaced_whole_by_any_file(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "Dinas A", DAY, 100, 60, "all"), (KONAWE, "Dinas A", DAY, 10, 10, "leaders")]
    load(place, recap(tmp_path / "a.csv", *rows))
    assert counts(load(place, recap(tmp_path / "b.csv", rows[0]))) == Counts(read=1, unchanged=1, replaced=1)


def test_the_same_file_name_next_month_ends_nothing(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    load(place, recap(file, (KONAWE, "Dinas A", "2024-09-30", 100, 60)))
    assert counts(load(place, recap(file, (KONAWE, "Dinas A", "2024-10-31", 100, 90)))).replaced == 0
    assert values_of(place, "pact_signing_rate", region_code="74.02")["value"].tolist() == [60, 90]


def test_an_agency_that_mails_by_itself_ends_no_other(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    assert counts(load(place, recap(tmp_path / "b.csv", (KONAWE, "Dinas B", DAY, 50, 40)))).replaced == 0
    assert one(place, "pact_signing_rate", region_code="74.02")["numerator"] == 100


def test_a_rejected_row_is_not_a_row_gone(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    receipt = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 51)))
    assert counts(receipt) == Counts(read=2, rejected=1, unchanged=1)
    assert one(place, "pact_signing_rate", region_code="74.02")["denominator"] == 150


def test_events_are_known_by_their_id_alone(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "e.csv"
    load(place, events(file, event_row("A", KONAWE, "74.02", DAY, 3), event_row("B", KENDARI, "74.71", DAY, 4)))
    receipt = load(place, events(file, event_row("A", KONAWE, "74.02", DAY, 5)))
    assert counts(receipt) == Counts(read=1, accepted=1, replaced=1)
    assert one(place, "violation_count", region_code="74.71")["value"] == 4


def test_the_last_of_two_files_with_one_key_counts(place: Place, tmp_path: Path) -> None:
    first = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    last = recap(tmp_path / "b.csv", (KONAWE, "Dinas A", DAY, 100, 70))
    receipt = load(place, first, last)
    assert [file.counts for file in receipt.files] == [Counts(read=1, superseded=1), Counts(read=1, accepted=1)]
    assert one(place, "pact_signing_rate", region_code="74.02")["value"] == 70


def test_bad_rows_are_kept_and_the_good_ones_load(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), ("Bima", "Dinas B", "31-02-2024", "x", 1))
    receipt = load(place, file)
    assert (counts(receipt), receipt.exit_code) == (Counts(read=2, accepted=1, rejected=1), 3)
    with reading(place) as connection:
        rows = rejected.rejects(connection, receipt.run_id)
        assert rejected.rejects(connection) == rows
    assert {(row["row"], row["column"], row["value"]) for row in rows} >= {
        (3, "government", "Bima"),
        (3, "employed", "x"),
    }


def test_rejects_are_open_until_the_file_is_loaded_again(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    run = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 101))).run_id
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 100)))
    with reading(place) as connection:
        assert rejected.rejects(connection) == []
        assert len(rejected.rejects(connection, run)) == 1


def test_one_refused_file_does_not_stop_the_others(place: Place, tmp_path: Path) -> None:
    good = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    receipt = load(place, tmp_path / "absent.csv", good)
    assert [file.status for file in receipt.files] == ["refused", "loaded"]
    assert receipt.files[0].error
    assert receipt.exit_code == 3


@pytest.mark.parametrize("rows", [[], [(KONAWE, "Dinas A", DAY, 1, 2)]])
def test_exit_codes_of_nothing(place: Place, tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    receipt = load(place, recap(tmp_path / "a.csv", *rows))
    assert (receipt.exit_code, receipt.version) == (2 if rows else 0, 0)


def test_simulated_and_real_do_not_mix(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    load(place, file)
    receipt = load(place, file, provenance="simulated")
    assert (receipt.exit_code, receipt.files[0].status, receipt.version) == (2, "refused", 1)
    assert receipt.files[0].error
    assert "simulated" in receipt.files[0].error


def test_a_file_that_says_simulated_is_never_official(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"government,date,employed,signed,provenance\n{KONAWE},{DAY},10,5,simulated\n")
    assert load(place, file, provenance="official").files[0].status == "refused"
    assert load(place, file).files[0].provenance == "simulated"


def test_the_documented_events_load_whole(place: Place) -> None:
    receipt = load(place, DOCUMENTED, indicators=packaged())
    assert counts(receipt) == Counts(read=290, accepted=290)
    found = {(each["measure"], each["region_code"], each["stated"], each["found"]) for each in receipt.conflicts}
    assert found >= {
        ("report_count", "73", "117", "101"),
        ("report_count", "82", "176", "170"),
        ("case_count_all_types", "82", "54", "56"),
    }
    with reading(place) as connection:
        assert connection.scalar(select(func.count()).select_from(record)) == 290


def test_a_conflict_ends_with_its_correction(place: Place, tmp_path: Path) -> None:
    file, rows = tmp_path / "a.csv", [(KONAWE, "Dinas A", DAY, 500, 0), (KONAWE, "Dinas A", DAY, 500, 20)]
    first = load(place, recap(file, *rows))
    assert [(each["kind"], each["stated"], each["found"]) for each in first.conflicts] == [
        ("duplicate_differs", "20 / 500", "0 / 500")
    ]
    second = load(place, recap(file, rows[1]))
    assert (second.version, counts(second)) == (2, Counts(read=1, unchanged=1))
    with reading(place) as connection:
        assert conflicts_since(connection, 0).empty


def test_a_file_named_after_a_persons_number_is_refused_and_its_name_not_kept(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    receipt = load(place, recap(tmp_path / "197001011995031002.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    assert (receipt.exit_code, receipt.files[0].status) == (2, "refused")
    assert b"197001011995031002" not in (tmp_path / "uji.sqlite").read_bytes()


def test_a_file_named_twice_is_read_once(place: Place, tmp_path: Path) -> None:
    path = recap(tmp_path / "rekap.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 10, 11))
    receipt = load(place, path, tmp_path, tmp_path / "dinas" / ".." / "rekap.csv")
    assert [file.counts for file in receipt.files] == [Counts(read=2, accepted=1, rejected=1)]


def test_a_file_is_known_by_its_place_however_that_is_written(place: Place, tmp_path: Path) -> None:
    path = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50))
    (tmp_path / "dinas").mkdir()
    load(place, tmp_path / "dinas" / ".." / "a.csv")
    recap(path, (KONAWE, "Dinas A", DAY, 100, 60))
    assert load(place, path).counts == Counts(read=1, unchanged=1, replaced=1)


def test_a_folder_without_a_csv_is_refused(place: Place, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert load(place, tmp_path / "empty").exit_code == 2


def test_a_warehouse_called_simulated_never_becomes_a_real_one(tmp_path: Path) -> None:
    place = Place(SIMULATED, f"sqlite:///{tmp_path / 'simulasi.sqlite'}")
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    for told in (None, "official", "documented"):
        refused = load(place, file, provenance=told)
        assert (refused.exit_code, refused.run_id, refused.files[0].status) == (2, None, "refused")
        assert "--provenance simulated" in str(refused.files[0].error)
    assert load(place, file, provenance="simulated").counts.accepted == 1
    assert load(place, file).files[0].status == "refused"


def test_refused_files_make_no_warehouse(place: Place, tmp_path: Path) -> None:
    refused = load(place, write_csv(tmp_path / "strange.csv", ["a", "b"], [[1, 2]]))
    assert (refused.exit_code, refused.run_id, refused.version) == (2, None, None)
    assert place.file is not None and not place.file.exists()
