"""`netralitas load --dry-run`: the receipt of a load, and nothing of it kept."""

import hashlib
from pathlib import Path

from sqlalchemy import create_engine, inspect, select

from etl.settings import Place
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import metadata
from tests.etl.loading import event_row, events, load, place_in, recap

KONAWE, DAY = "Kabupaten Konawe", "2024-09-30"


def everything(place: Place) -> dict[str, list[object]]:
    """All rows of all tables."""
    with reading(place) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_gives_the_receipt_of_the_load_and_changes_nothing(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    file = recap(
        tmp_path / "b.csv",
        (KONAWE, "Dinas A", DAY, 100, 80),
        (KONAWE, "Dinas A", DAY, 100, 80),
        (KONAWE, "Dinas B", DAY, 50, 50),
        (KONAWE, "Dinas C", DAY, 50, 51),
    )
    before = everything(place)
    tried = load(place, file, dry_run=True)
    assert everything(place) == before
    assert (tried.dry_run, tried.run_id, tried.version) == (True, None, 2)
    real = load(place, file)
    assert (real.dry_run, real.version) == (False, 2)
    assert real.run_id
    assert tried.counts == real.counts
    assert [file.counts for file in tried.files] == [file.counts for file in real.files]
    assert tried.conflicts == real.conflicts


def test_it_names_the_conflicts_that_would_come(place: Place, tmp_path: Path) -> None:
    file = events(
        tmp_path / "e.csv",
        event_row("A", "Sulawesi Tenggara", "74", DAY, 40, covers="area"),
        event_row("B", KONAWE, "74.02", DAY, 3),
    )
    tried = load(place, file, dry_run=True)
    assert [(each["kind"], each["stated"], each["found"]) for each in tried.conflicts] == [("parts_differ", "40", "3")]


def test_the_file_of_the_warehouse_stays_byte_for_byte(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    before = digest(tmp_path / "uji.sqlite")
    load(place, recap(tmp_path / "b.csv", (KONAWE, "Dinas A", DAY, 100, 80)), dry_run=True)
    assert digest(tmp_path / "uji.sqlite") == before
    assert not (tmp_path / "uji.sqlite-wal").exists()


def test_a_warehouse_that_is_absent_is_not_made(tmp_path: Path) -> None:
    place = Place("uji", f"sqlite:///{tmp_path / 'none' / 'uji.sqlite'}")
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    assert load(place, file, dry_run=True).counts.accepted == 1
    assert not (tmp_path / "none").exists()


def test_an_empty_database_stays_empty(postgres_url: str, tmp_path: Path) -> None:
    place = Place("uji", postgres_url)
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    assert load(place, file, dry_run=True).counts.accepted == 1
    engine = create_engine(postgres_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_the_next_load_makes_the_version_that_was_told(tmp_path: Path) -> None:
    place, file = place_in(tmp_path), recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    load(place, file)
    assert load(place, file, dry_run=True).version == 1
    with reading(place) as connection:
        assert current_version(connection) == 1
