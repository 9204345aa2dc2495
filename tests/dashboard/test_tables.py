"""The numbers of pages as files: those of the screen, not rounded, each line telling where it is from."""

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from dashboard.app import create_app, packaged_pages
from dashboard.paths import CASES, QUALITY, REGION, table_of
from etl.settings import Settings
from etl.warehouse.schema import metadata
from tests.dashboard.seed import seeded

ASKED = "?indicator=violation_count&unit=orang+ASN&election=Pilkada+2024&region=74&at=2024-11-06"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    seeded(tmp_path)
    return create_app(Settings.load(data_dir=tmp_path)).server.test_client()


def rows_of(client: FlaskClient, path: str, search: str = ASKED) -> list[dict[str, str]]:
    answer = client.get(f"{table_of(path)}{search}")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_cases_of_each_region_and_those_without_any(client: FlaskClient) -> None:
    found = {row["region_code"]: row for row in rows_of(client, CASES)}
    konawe = found["74.02"]
    names = ("region_name", "cases", "open", "deciding", "as_of", "election", "nature", "version")
    assert [konawe[name] for name in names] == [
        "Kabupaten Konawe", "3", "2", "2", "2024-11-06", "Pilkada 2024", "real", "2",
    ]  # fmt: skip
    assert found["74.05"]["cases"] == "", "nothing is known, which is not zero"
    assert set(found) >= {"74", "74.71"}


def test_figures_of_a_region_at_every_date_beside_its_nation(client: FlaskClient) -> None:
    found = rows_of(client, REGION, ASKED.replace("region=74", "region=74.02"))
    values = [(row["as_of"], row["value"]) for row in found if row["region_code"] == "74.02"]
    assert values == sorted(values)
    assert ("2024-10-14", "12") in values
    assert {row["region_code"] for row in found} >= {"74", "74.02"}
    assert all(row["unit"] for row in found)


def test_who_reported_by_the_end_of_each_month(client: FlaskClient) -> None:
    found = {(row["region_code"], row["month"]): row["state"] for row in rows_of(client, QUALITY)}
    assert found["74.02", "2024-10-01"] == "new"
    assert found["74.02", "2024-11-01"] == "old"
    assert found["74.72", "2024-11-01"] == "never"


@pytest.mark.parametrize("path", [page.path for page in packaged_pages() if page.table])
def test_a_page_leads_to_its_file_and_a_bad_address_gives_none(client: FlaskClient, path: str) -> None:
    assert f"{table_of(path)}?" in client.get(f"{path}{ASKED}").text
    refused = client.get(f"{table_of(path)}{ASKED}&level=moon")
    assert refused.status_code == 400
    assert "level" in refused.text


@pytest.mark.parametrize("path", [page.path for page in packaged_pages() if page.table])
def test_where_nothing_is_known_there_is_a_header_alone(tmp_path: Path, path: str) -> None:
    metadata.create_all(create_engine(f"sqlite:///{tmp_path / 'terdokumentasi.sqlite'}"))
    client = create_app(Settings.load(data_dir=tmp_path)).server.test_client()
    assert rows_of(client, path, "") == []


def test_simulated_numbers_say_so_in_each_line_and_in_the_name(tmp_path: Path) -> None:
    seeded(tmp_path, nature="simulated", name="simulasi")
    client = create_app(Settings.load(data_dir=tmp_path)).server.test_client()
    answer = client.get(f"{table_of(CASES)}{ASKED}&data=simulasi")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kasus-74-SIMULASI.csv"'
    assert {row["nature"] for row in csv.DictReader(io.StringIO(answer.text))} == {"simulated"}


def test_other_pages_have_no_file(client: FlaskClient) -> None:
    assert client.get("/metode.csv").status_code == 404
