"""The promises hold on both databases."""

from pathlib import Path

import pytest

from etl.settings import Place
from tests.etl.loading import place_in
from tests.postgres.conftest import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty warehouse in a file, and one on a real server."""
    return place_in(tmp_path) if request.param == "sqlite" else Place("uji", request.getfixturevalue("postgres_url"))
