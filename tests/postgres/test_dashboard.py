"""The dashboard reads PostgreSQL as it reads SQLite: the same figures, the same bytes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from dashboard.app import create_app
from dashboard.exports import export_csv
from dashboard.queries import reading_at
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from etl.settings import Settings
from tests.dashboard.seed import fill
from tests.dashboard.test_queries import ASKED


@pytest.fixture
def engines(postgres_url: str, tmp_path: Path) -> Any:
    """The small warehouse on both."""
    both = [create_engine(postgres_url), create_engine(f"sqlite:///{tmp_path / 'small.sqlite'}")]
    for engine in both:
        fill(engine)
    yield both
    for engine in both:
        engine.dispose()


def _both(engines: list[Engine], ask: Callable[..., Any], viewer: Viewer) -> list[str]:
    answers = []
    for engine in engines:
        with engine.connect() as connection:
            answer = ask(reading_at(connection, viewer, 2))
            answers.append(answer.to_json(date_format="iso") if hasattr(answer, "to_json") else repr(answer))
    return answers


@pytest.mark.parametrize("viewer", [local_viewer(), Viewer("Pj", frozenset({"74.02", "73"}))])
def test_every_query_answers_the_same(engines: list[Engine], viewer: Viewer) -> None:
    for name, ask in ASKED.items():
        postgres, sqlite = _both(engines, ask, viewer)
        assert postgres == sqlite, name


def test_csv_has_the_same_bytes(engines: list[Engine]) -> None:
    files = []
    for engine in engines:
        with engine.connect() as connection:
            pieces = export_csv(connection, local_viewer(), 2, indicator=packaged()["violation_count"], level="regency")
            files.append("".join(pieces).encode())
    assert files[0] == files[1]
    assert files[0].count(b"\n") == 9


def test_a_page_is_made_from_it(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    fill(engine)
    server = create_app(Settings.load(warehouse_url=postgres_url)).server
    text = server.test_client().get("/export.csv?indicator=violation_count&region=74").get_data(as_text=True)
    server.extensions["netralitas"].close()
    assert "74.02,Kabupaten Konawe" in text


def test_a_server_that_does_not_answer_is_told_in_words() -> None:
    settings = Settings.load(warehouse_url="postgresql://nobody:secret@127.0.0.1:1/none")
    answer = create_app(settings).server.test_client().get("/export.csv")
    assert answer.status_code == 503
    assert "secret" not in answer.get_data(as_text=True)
