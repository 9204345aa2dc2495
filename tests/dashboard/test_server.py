"""The server that people start: a free port, its address told once it answers, an end when it is asked to."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from dashboard.commands.serving import bring_up
from dashboard.server import serve
from etl.errors import SettingsError
from etl.settings import Settings
from etl.warehouse.connect import MIGRATIONS, engine_for, migrate
from tests.dashboard.seed import seeded

PROGRAM = """
import sys
from dashboard.server import serve
from etl.settings import Settings
serve(Settings.load(port=0, data_dir=sys.argv[1], workers=int(sys.argv[2])), announce=lambda at: print(at, flush=True))
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_it_serves_at_a_free_port_and_ends_quietly(tmp_path: Path, project_dir: Path, workers: int) -> None:
    seeded(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(workers)],
        cwd=project_dir,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        with urlopen(f"{address}/healthz", timeout=20) as answer:
            assert answer.read() == b"ok\n"
        with urlopen(f"{address}/export.csv?indicator=violation_count&region=74", timeout=20) as answer:
            assert answer.read().count(b"\n") > 18
    finally:
        process.send_signal(signal.SIGTERM)
        told, complained = process.communicate(timeout=20)
    assert (process.returncode, told, complained) == (0, "", "")


def test_it_refuses_to_be_reached_from_outside() -> None:
    with pytest.raises(SettingsError, match="no sign-in yet"):
        Settings.load(host="0.0.0.0")
    with pytest.raises(ValueError, match="no sign-in yet"):
        serve(Settings.load().model_copy(update={"host": "192.168.0.7"}), announce=lambda _: None)


@pytest.mark.parametrize("address", ["netralitas.example", "ftp://netralitas.example/", "https://a:b@x.example/?q"])
def test_an_address_for_readers_is_one_of_a_site(address: str) -> None:
    assert Settings.load(public_url="").public_url is None
    assert Settings.load(public_url="https://netralitas.example/").public_url == "https://netralitas.example/"
    with pytest.raises(SettingsError, match="an address of a site such as"):
        Settings.load(public_url=address)


def test_a_warehouse_of_an_older_version_is_brought_up_before_it_is_served(tmp_path: Path) -> None:
    settings = Settings.load(data_dir=tmp_path)
    place = settings.places[0]
    migrate(place)
    engine = engine_for(place)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
        assert not inspect(connection).has_table("annotation")
    bring_up(settings)
    with engine.connect() as connection:
        assert inspect(connection).has_table("annotation")
    engine.dispose()
    assert [each.file.is_file() for each in settings.places if each.file] == [True, False], "what is absent stays so"
