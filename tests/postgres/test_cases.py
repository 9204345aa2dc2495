"""Cases, reports and headcounts give the same bytes on SQLite and on a real PostgreSQL."""

from pathlib import Path

from sqlalchemy import select

from etl.settings import Place
from etl.warehouse.connect import reading
from etl.warehouse.schema import case_step, conflict
from tests.etl.loading import load, place_in, write_csv
from tests.postgres.test_same_bytes import exported

KONAWE, MUNA = "Kab. Konawe", "Kab. Muna"
STEPS = [
    ("K-1", "2024-10-01", "Diteruskan ke BKN", KONAWE, "", 2),
    ("K-1", "2024-10-20", "Terbukti", KONAWE, "", 2),
    ("K-1", "2025-02-01", "Dijatuhi sanksi", KONAWE, "HD-S1", 2),
    ("K-2", "2024-10-05", "Dijatuhi sanksi", MUNA, "", ""),
    ("K-3", "2024-11-01", "Terbukti", MUNA, "", ""),
    ("K-3", "2024-10-01", "Menunggu tindak lanjut PPK", MUNA, "", ""),
    ("K-3", "2024-11-20", "Diblokir", MUNA, "", ""),
]


def kept(place: Place) -> list[str]:
    """Steps and conflicts as they stand, without the numbers that a database gives out."""
    found = []
    with reading(place) as connection:
        for table in (case_step, conflict):
            given = ("record_id", "conflict_id")
            columns = [column for column in table.c if column.name not in given]
            found += [repr(tuple(row)) for row in connection.execute(select(*columns))]
    return sorted(found)


def test_sqlite_and_postgresql_hold_the_same_cases(postgres_url: str, tmp_path: Path) -> None:
    header = ("Nomor Perkara", "Tanggal", "Status", "Kab/Kota", "Sanksi", "Jumlah Terlapor")
    cases = write_csv(tmp_path / "cases.csv", header, STEPS)
    reports = [(f"{number}/LP/2024", "2024-10-10", KONAWE) for number in range(12)]
    log = write_csv(tmp_path / "log.csv", ("Nomor Laporan", "Tanggal", "Kab/Kota"), reports)
    staff = write_csv(tmp_path / "staff.csv", ("Kab/Kota", "Tanggal", "Jumlah ASN"), [(KONAWE, "2024-09-30", 4000)])
    both = [place_in(tmp_path), Place("uji", postgres_url)]
    receipts = [load(place, cases, log, staff) for place in both]
    assert [receipt.counts.rejected for receipt in receipts] == [0, 0]
    assert receipts[0].conflicts == receipts[1].conflicts
    assert {found["kind"] for found in receipts[0].conflicts} == {"steps_out_of_order", "sanction_unrecommended"}
    lite, postgres = map(kept, both)
    assert len(lite) == 9
    assert lite == postgres
    assert exported(both[0]) == exported(both[1])
