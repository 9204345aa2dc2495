"""The small warehouse, and the application over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine

from dashboard.app import create_app
from etl.settings import Settings
from tests.dashboard.seed import seeded


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A connection to the small warehouse."""
    engine = create_engine(seeded(tmp_path / "var"))
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a folder with the small warehouse, real; the simulated one is absent."""
    seeded(tmp_path / "var")
    return Settings.load(data_dir=tmp_path / "var")


@pytest.fixture
def client_of() -> Callable[[Settings], FlaskClient]:
    """A client that addresses the application by `localhost`."""

    def opened(settings: Settings) -> FlaskClient:
        client: FlaskClient = create_app(settings).server.test_client()
        return client

    return opened


@pytest.fixture
def client(settings: Settings, client_of: Callable[[Settings], FlaskClient]) -> FlaskClient:
    """A client of the application over the small warehouse."""
    return client_of(settings)
