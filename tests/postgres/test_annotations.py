"""Terms, statements and questions are the same on SQLite and on a real PostgreSQL, loaded, replaced and taken back."""

from pathlib import Path

from sqlalchemy import select

from etl import revert as reverting
from etl.indicators.registry import Registry
from etl.settings import Place
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import annotation, live_at
from geo.regions import RegionIndex
from tests.etl.loading import load_for_none as load
from tests.etl.loading import place_in
from tests.etl.test_annotations import ACTING, DAY, ELECTED, KONAWE, questions, statements, terms


def kept(place: Place, version: int | None = None) -> list[str]:
    """What a version shows, without the numbers that a database gives out."""
    columns = [column for column in annotation.c if column.name not in ("record_id", "version_from", "version_to")]
    with reading(place) as connection:
        number = current_version(connection) if version is None else version
        query = select(*columns).where(live_at(annotation, number))
        return [repr(tuple(row)) for row in connection.execute(query.order_by(annotation.c.annotation_id))]


def test_sqlite_and_postgresql_hold_the_same_annotations(postgres_url: str, tmp_path: Path) -> None:
    both = [place_in(tmp_path), Place("uji", postgres_url)]
    first = [
        terms(tmp_path / "t.csv", ELECTED, ACTING),
        statements(tmp_path / "s.csv", (KONAWE, DAY, "report_count", "2024-09-30", 'Dua laporan "ganda";\nlihat É.')),
        questions(tmp_path / "q.csv", ("1", "Satu?"), ("2", "Dua?")),
    ]
    receipts = [load(place, *first) for place in both]
    assert [receipt.counts.accepted for receipt in receipts] == [5, 5]
    later = questions(tmp_path / "r.csv", ("1", "Satu?", "2024-10-20", "Ya."))
    runs = [load(place, later) for place in both]
    assert runs[0].counts == runs[1].counts
    for place, run in zip(both, runs, strict=True):
        reverting.revert(str(run.run_id), place, indicators=Registry(()), regions=RegionIndex.packaged())
    for version, size in ((1, 5), (2, 5), (3, 5)):
        lite, postgres = (kept(place, version) for place in both)
        assert (len(lite), lite) == (size, postgres)
    assert kept(both[1], 1) == kept(both[1], 3)
