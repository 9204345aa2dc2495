"""The same loads on SQLite and on a real PostgreSQL give the same exported bytes."""

from pathlib import Path

from dashboard.exports import export_csv
from dashboard.viewer import local_viewer
from etl.indicators.registry import packaged
from etl.settings import Place
from etl.warehouse.connect import current_version, reading
from tests.etl.loading import load, place_in, recap

DOCUMENTED = Path(__file__).parents[2] / "etl" / "reference" / "documented_events.csv"


def exported(place: Place) -> dict[str, str]:
    with reading(place) as connection:
        version = current_version(connection)
        return {
            f"{name} {level}": "".join(
                export_csv(connection, local_viewer(), version, indicator=indicator, level=level)
            )
            for name, indicator in packaged().items()
            for level in ("national", "province", "regency")
        }


def test_sqlite_and_postgresql_export_the_same_bytes(postgres_url: str, tmp_path: Path) -> None:
    first = recap(
        tmp_path / "a.csv",
        ("Kota Kendari", "Dinas A", "2024-09-30", 100, 61),
        ("Kota Kendari", "dinas É", "2024-09-30", 7, 3),
        ("Kabupaten Muna", "", "2024-10", 33, 11),
    )
    both = [place_in(tmp_path), Place("uji", postgres_url)]
    for place in both:
        assert load(place, first, DOCUMENTED).exit_code == 0
    second = recap(tmp_path / "b.csv", ("Kota Kendari", "Dinas A", "2024-09-30", 100, 90))
    receipts = [load(place, second) for place in both]
    assert receipts[0].counts == receipts[1].counts
    lite, postgres = map(exported, both)
    assert lite == postgres
    assert lite["pact_signing_rate regency"].count("\n") > 20
