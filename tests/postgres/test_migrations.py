"""What tests/etl/test_migrations.py holds on SQLite, on a real PostgreSQL."""

from etl.settings import Place
from tests.etl.test_migrations import check_migrations, check_refusals, check_way_back


def test_migrations_make_the_schema(postgres_url: str) -> None:
    check_migrations(Place("uji", postgres_url))


def test_checks_refuse_bad_rows(postgres_url: str) -> None:
    check_refusals(Place("uji", postgres_url))


def test_the_newest_revision_taken_back_and_made_again_is_the_same(postgres_url: str) -> None:
    check_way_back(Place("uji", postgres_url))
