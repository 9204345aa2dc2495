"""The three sources in a warehouse: corrections, contradictions between files, and nobody anywhere."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import inspect, select

from etl.indicators.registry import Registry, packaged
from etl.publishing import Calendar
from etl.settings import Place
from etl.warehouse.connect import current_version, engine_for, reading
from etl.warehouse.load import current_observations
from etl.warehouse.schema import case_step, live_at, metadata
from tests.etl.loading import load_for_none as load
from tests.etl.loading import place_in, values_of, write_csv
from tests.etl.test_deadlines import ENTRY

CASES = ("Nomor Perkara", "Tanggal", "Status", "Kab/Kota", "Jenis Sanksi")
KONAWE = "Kab. Konawe"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path)


def cases(path: Path, *rows: tuple[str, ...]) -> Path:
    """A row is (case, day, state, region) and an optional sanction."""
    return write_csv(path, CASES, [(*row, "")[:5] for row in rows])


def steps(place: Place, version: int | None = None) -> list[tuple[str, str, str, str]]:
    with reading(place) as connection:
        number = current_version(connection) if version is None else version
        query = select(case_step).where(live_at(case_step, number))
        rows = [dict(row) for row in connection.execute(query).mappings()]
    return sorted(
        (row["case_id"], row["state"], pd.Timestamp(row["as_of"]).date().isoformat(), row["sanction_level"])
        for row in rows
    )


def test_steps_of_one_case_come_in_files_of_their_own(place: Place, tmp_path: Path) -> None:
    """A later file adds steps and ends none; a corrected step replaces its own; every version can be read again."""
    load(place, cases(tmp_path / "okt.csv", ("K-1", "2024-10-20", "Direkomendasikan", KONAWE)))
    later = load(place, cases(tmp_path / "des.csv", ("K-1", "2024-12-01", "Dijatuhi sanksi", KONAWE, "HD-S1")))
    assert later.conflicts == []
    recommended, imposed = ("K-1", "recommended", "2024-10-20", ""), ("K-1", "followed_up", "2024-12-01", "sedang")
    assert steps(place) == [imposed, recommended]
    load(place, cases(tmp_path / "des.csv", ("K-1", "2024-12-03", "Dijatuhi sanksi", KONAWE, "HD-R1")))
    assert steps(place) == [("K-1", "followed_up", "2024-12-03", "ringan"), recommended]
    assert steps(place, 1) == [recommended]
    assert steps(place, 2) == [imposed, recommended]


def test_the_same_file_again_changes_nothing(place: Place, tmp_path: Path) -> None:
    file = cases(tmp_path / "a.csv", ("K-1", "2024-10-20", "Direkomendasikan", KONAWE))
    load(place, file)
    again = load(place, file)
    assert (again.version, again.counts.unchanged, again.counts.accepted) == (1, 1, 0)


def test_a_new_deadline_holds_from_the_next_load_of_the_same_file_on(place: Place, tmp_path: Path) -> None:
    waits = [
        (case, day, "Menunggu tindak lanjut PPK", KONAWE)
        for case, day in (("K-1", "2024-10-20"), ("K-2", "2024-12-01"))
    ]
    file, calendar = cases(tmp_path / "a.csv", *waits), Calendar(tmp_path / "deadlines.toml")
    overdue = Registry((packaged()["overdue_case_count"],))
    calendar.deadlines.write_text("deadline = []", encoding="utf-8")
    load(place, file, indicators=overdue, calendar=calendar)
    assert values_of(place, "overdue_case_count", region_code="74.02")["status"].unique() == ["missing"]
    calendar.deadlines.write_text(ENTRY.replace("working", "calendar"), encoding="utf-8")
    assert load(place, file, indicators=overdue, calendar=calendar, dry_run=True).version == 2
    again = load(place, file, indicators=overdue, calendar=calendar)
    assert (again.version, again.counts.unchanged, again.counts.accepted) == (2, 2, 0)
    assert values_of(place, "overdue_case_count", region_code="74.02")["value"].max() == 1
    assert load(place, file, indicators=overdue, calendar=calendar).version == 2


def test_contradictions_are_looked_for_across_files(place: Place, tmp_path: Path) -> None:
    """A sanction whose recommendation is not on record, until a file brings it; then the two are out of order."""
    first = load(place, cases(tmp_path / "a.csv", ("K-1", "2024-10-20", "Dijatuhi sanksi", KONAWE)))
    assert [conflict["kind"] for conflict in first.conflicts] == ["sanction_unrecommended"]
    second = load(place, cases(tmp_path / "b.csv", ("K-1", "2024-11-20", "Direkomendasikan", KONAWE)))
    (conflict,) = second.conflicts
    assert (conflict["kind"], conflict["stated"], conflict["found"]) == (
        "steps_out_of_order", "K-1 followed_up 2024-10-20", "recommended 2024-11-20",
    )  # fmt: skip
    assert (conflict["region_name"], conflict["unit"]) == ("Kabupaten Konawe", "kasus")


def test_reports_and_headcounts_are_observations(place: Place, tmp_path: Path) -> None:
    log = write_csv(tmp_path / "log.csv", ("Nomor Laporan", "Tanggal", "Kab/Kota"), [("x-1", "2024-10-10", KONAWE)])
    staff = write_csv(
        tmp_path / "staff.csv", ("Kab/Kota", "Tanggal", "Jumlah ASN", "PNS"), [(KONAWE, "2024-09-30", 100, 90)]
    )
    receipt = load(place, log, staff)
    assert (receipt.counts.accepted, [file.source for file in receipt.files]) == (2, ["report_log", "headcount"])
    with reading(place) as connection:
        found = current_observations(connection)
    said = sorted(found[["measure", "category", "value"]].values.tolist())
    assert said == [["headcount", "pns", 90], ["headcount", "total", 100], ["report", "report", 1]]


def test_a_headcount_of_a_date_is_replaced_whole(place: Place, tmp_path: Path) -> None:
    """A file of kinds in rows, corrected by one with a total alone: the kinds end with it."""
    kinds = [(KONAWE, "2024-09-30", "PNS", 90), (KONAWE, "2024-09-30", "PPPK", 10)]
    load(place, write_csv(tmp_path / "a.csv", ("Kab/Kota", "Tanggal", "Jenis", "Jumlah"), kinds))
    load(place, write_csv(tmp_path / "b.csv", ("Kab/Kota", "Tanggal", "Jumlah ASN"), [(KONAWE, "2024-09-30", 101)]))
    with reading(place) as connection:
        found = current_observations(connection)
    assert found[["category", "value"]].values.tolist() == [["total", 101]]


def test_nobody_is_anywhere(place: Place, tmp_path: Path) -> None:
    """A refused file, rejected cells, dropped columns: no name or number of them is in any table or in the receipt."""
    nip, nik, phone, name = "198001012005011001", "7402011501800001", "081234567890", "Sitti Rahmawati"
    header = ("Nomor Laporan", "Tanggal", "Kab/Kota", "Nama Pelapor", "Kronologi", "Saluran")
    rows = [("x-1", "2024-10-10", KONAWE, name, f"{name} {phone}", nik), (nip, "2024-10-10", KONAWE, name, phone, "")]
    log = write_csv(tmp_path / "log.csv", header, rows)
    accused = write_csv(
        tmp_path / "perkara.csv", (*CASES, "NIP Terlapor"), [("K-1", "2024-10-10", "Terbukti", KONAWE, "", nip)]
    )
    wrong = cases(
        tmp_path / "b.csv", (f"K {nip}", "2024-10-10", f"Terbukti: {nik}", KONAWE), ("K-2", phone, "x", KONAWE)
    )
    receipt = load(place, log, accused, wrong)
    assert [file.status for file in receipt.files] == ["rejected", "refused", "rejected"]
    assert "NIP Terlapor" in str(receipt.files[1].error)
    kept = repr(receipt.as_json())
    engine = engine_for(place)
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            if table in metadata.tables:
                kept += repr(connection.execute(select(metadata.tables[table])).all())
    engine.dispose()
    for secret in (nip, nik, phone):
        assert secret not in kept
    assert name not in kept
