"""The test server is a real PostgreSQL, and each test has a database of its own."""

from sqlalchemy import NullPool, create_engine, text


def test_is_postgresql(postgres_url: str) -> None:
    with create_engine(postgres_url, poolclass=NullPool).connect() as connection:
        assert str(connection.scalar(text("select version()"))).startswith("PostgreSQL 1")


def test_starts_empty(postgres_url: str) -> None:
    tables = text("select count(*) from information_schema.tables where table_schema = 'public'")
    with create_engine(postgres_url, poolclass=NullPool).begin() as connection:
        assert connection.scalar(tables) == 0
        connection.execute(text("create table t (i int)"))


def test_starts_empty_again(postgres_url: str) -> None:
    test_starts_empty(postgres_url)
