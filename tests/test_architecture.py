"""The house rules hold in the tree, and the checker that says so catches each kind of breach."""

import subprocess
from pathlib import Path

import pytest

from tests.architecture import violations

ROOMS = ("dashboard", "etl", "geo")


def _modules(project: Path) -> list[tuple[Path, str, bool]]:
    """Each module of the three rooms: its file, its dotted name, whether it is a package."""
    found = []
    for path in sorted(path for room in ROOMS for path in (project / room).rglob("*.py")):
        parts = path.relative_to(project).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        found.append((path, ".".join(parts[:-1] if is_package else parts), is_package))
    return found


def test_the_house_rules_hold(project_dir: Path) -> None:
    modules = _modules(project_dir)
    assert {name.partition(".")[0] for _, name, _ in modules} == set(ROOMS)
    broken = [
        str(one)
        for path, module, is_package in modules
        for one in violations(path.read_text("utf-8"), module, is_package=is_package)
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("module", "source", "rule"),
    [
        ("geo.regions", "import etl", "geo imports nothing of ours"),
        ("geo.regions", "from etl.errors import NetralitasError", "geo imports nothing of ours"),
        ("geo.regions", "from dashboard import viewer", "geo imports nothing of ours"),
        ("etl.jobs", "import dashboard.queries as q", "nothing imports dashboard"),
        ("etl.warehouse.load", "from dashboard.app import create_app", "nothing imports dashboard"),
        ("dashboard.queries", "import etl", "dashboard imports only the open modules of etl"),
        ("dashboard.queries", "from etl import stage", "dashboard imports only the open modules of etl"),
        ("dashboard.queries", "from etl import *", "dashboard imports only the open modules of etl"),
        ("dashboard.app", "import etl.stage", "dashboard imports only the open modules of etl"),
        ("dashboard.pages.map", "from etl.sources.event import E", "dashboard imports only the open modules of etl"),
        ("dashboard.api", "from etl.compute import compute", "dashboard imports only the open modules of etl"),
        ("dashboard.api", "from etl.jobs import run", "dashboard imports only the open modules of etl"),
        ("dashboard.api", "from etl.warehouse import load", "dashboard imports only the open modules of etl"),
        ("dashboard.api", "import etl.settings_extra", "dashboard imports only the open modules of etl"),
        # inside a function, behind a type check, relative, by name
        ("dashboard.api", "def f():\n    from etl import stage", "dashboard imports only the open modules of etl"),
        (
            "dashboard.api",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from etl.stage import Staged",
            "dashboard imports only the open modules of etl",
        ),
        ("dashboard.api", "from ..etl import stage", "dashboard imports only the open modules of etl"),
        (
            "dashboard.api",
            "import importlib\nimportlib.import_module('etl.stage')",
            "dashboard imports only the open modules of etl",
        ),
        ("dashboard.api", "__import__('etl.jobs')", "dashboard imports only the open modules of etl"),
        ("dashboard.figures.trend", "from sqlalchemy import select", "figures and components know no SQL"),
        ("dashboard.figures.trend", "from sqlalchemy import Engine", "figures and components know no SQL"),
        ("dashboard.figures.trend", "from etl.warehouse.schema import run", "figures and components know no SQL"),
        ("dashboard.figures.trend", "from ..queries import values", "figures and components know no SQL"),
        ("dashboard.figures.trend", "from dash import Input, dcc", "figures and components know no callbacks"),
        ("dashboard.components.bar", "from dash import callback", "figures and components know no callbacks"),
        ("dashboard.components.bar", "from dash.dependencies import State", "figures and components know no callbacks"),
        (
            "dashboard.components.bar",
            "import dash\nx = dash.Output('a', 'b')",
            "figures and components know no callbacks",
        ),
        (
            "dashboard.components.bar",
            "def f(app):\n    app.clientside_callback('')",
            "figures and components know no callbacks",
        ),
        ("dashboard.app", "from sqlalchemy import select", "SQL has its places"),
        ("dashboard.app", "import sqlalchemy as sa", "SQL has its places"),
        ("dashboard.cli", "from sqlalchemy import text", "SQL has its places"),
        ("dashboard.commands.held", "from sqlalchemy import text", "SQL has its places"),
        ("dashboard.commanding", "from etl import jobs", "dashboard imports only the open modules of etl"),
        ("etl.jobs", "from sqlalchemy.sql import func", "SQL has its places"),
        ("etl.stage", "import sqlite3", "SQL has its places"),
        ("etl.stage", "import psycopg", "SQL has its places"),
        ("dashboard.exports", "import pandas as pd\npd.read_sql('x', None)", "SQL has its places"),
        ("dashboard.exports", "def f(frame, c):\n    frame.to_sql('x', c)", "SQL has its places"),
        ("dashboard.viewer", "Q = 'SELECT code FROM region'", "SQL has its places"),
        ("geo.regions", "def f(t):\n    return f'DELETE FROM {t}'", "SQL has its places"),
        ("etl.jobs", "import os\nx = os.environ['A']", "the environment is read in etl.settings"),
        ("dashboard.cli", "import os\nx = os.getenv('A')", "the environment is read in etl.settings"),
        ("geo.publish", "from os import environ", "the environment is read in etl.settings"),
        ("dashboard.app", "from pydantic_settings import BaseSettings", "the environment is read in etl.settings"),
        ("etl.jobs", "print('loaded')", "only the command prints"),
        ("geo.approximate", "def f():\n    print(1)", "only the command prints"),
        ("etl.compute", "from tests.reference import totals", "production code imports no tests"),
    ],
)
def test_a_breach_is_caught(module: str, source: str, rule: str) -> None:
    assert rule in {one.rule for one in violations(source, module)}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("etl.parse", "from geo.regions import RegionIndex"),
        ("dashboard.app", "from etl.settings import Settings\nfrom etl import errors, indicators"),
        ("dashboard.app", "from etl.indicators.registry import load\nfrom etl.warehouse.schema import observation"),
        ("dashboard.app", "from etl.warehouse import schema\nfrom geo import publish"),
        ("dashboard.app", "from sqlalchemy import Engine, create_engine\nfrom sqlalchemy.exc import OperationalError"),
        ("dashboard.cli", "from etl.jobs import load\nfrom etl import simulate\nprint('ready')"),
        ("dashboard.commands.loading", "from etl import jobs, revert\nprint('ready')"),
        ("dashboard.pages.map", "from dash import Input, Output, dcc\nfrom dashboard import queries"),
        ("dashboard.figures.trend", "import plotly.graph_objects as go\nfrom etl.indicators.registry import Indicator"),
        ("dashboard.components.bar", "from dash import dcc, html"),
        ("dashboard.queries", "from sqlalchemy import select, text"),
        ("etl.compute", "import sqlalchemy as sa"),
        ("etl.warehouse.load", "from alembic import command\nQ = 'DELETE FROM record'"),
        ("etl.settings", "import os\nx = os.environ\nfrom pydantic_settings import BaseSettings"),
        ("etl.jobs", '"""Nothing here says SELECT a FROM b."""'),
        ("etl.jobs", "MESSAGE = 'Select a region from the list.'"),
        ("geo.regions", "import importlib.resources"),
    ],
)
def test_what_is_allowed_passes(module: str, source: str) -> None:
    assert violations(source, module) == []


def test_a_relative_import_starts_from_its_package() -> None:
    assert violations("from .stage import Staged", "etl", is_package=True) == []
    assert [one.what for one in violations("from .. import etl", "geo.regions")] == ["etl"]
    assert [one.what for one in violations("from ...dashboard import app", "etl.warehouse", is_package=True)] == [
        "dashboard.app"
    ]


def _texts(project: Path) -> list[Path]:
    """Files of the tree that git knows or would take, and that are text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=project,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [project / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def test_no_path_of_a_workplace_and_no_package_registry(project_dir: Path) -> None:
    # Put together here, so that this file does not hold them itself.
    folders = tuple(
        f"{before}/{name}/".encode() for name in ("work", "root") for before in (" ", '"', "'", "`", "=", "(")
    )
    hosts = tuple(".".join(parts).encode() for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
    texts = _texts(project_dir)
    assert project_dir / "pyproject.toml" in texts
    found = [
        f"{path.relative_to(project_dir)}: {word.decode().strip()}"
        for path in texts
        for word in (*folders, *hosts)
        if word in path.read_bytes()
    ]
    assert found == []
