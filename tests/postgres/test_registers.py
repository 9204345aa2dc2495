"""Registers that a query gives: of any size, on both databases as from a CSV, and no number of a person on any disk."""

from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import create_engine

from etl.grid import Given
from etl.people.workshop import Workshop
from etl.readers import Database
from etl.readers.database import batches
from etl.settings import PeoplePlace
from etl.stage import stage
from etl.staged import Staged
from geo.regions import RegionIndex
from tests.etl.loading import load, people_in, place_in
from tests.etl.people.registers import HEADER, counted, nip, register, row

KENDARI, HEALTH = "Kota Kendari", "Dinas Kesehatan"
LINES = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n % 3 else "") for n in range(20)]
LINES[4] = row(KENDARI, HEALTH, "19810101 2018", "2024-09-11")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the register as table `pegawai`."""
    if request.param == "sqlite":
        found = f"sqlite:///{tmp_path / 'simpeg.db'}"
    else:
        found = str(request.getfixturevalue("postgres_url"))
    engine = create_engine(found)
    pd.DataFrame(LINES, columns=list(HEADER)).to_sql("pegawai", engine, index=False)
    engine.dispose()
    return found


def staged(place: Database | Path, workshop: Workshop) -> Staged:
    return stage(place, index=workshop.index, people=workshop.people, given=workshop.given)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(RegionIndex.packaged(), PeoplePlace(str(tmp_path / "people"), tmp_path / "pseudonym.key"))


def test_a_query_says_what_the_csv_says(
    url: str, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.readers.database.MOST_ROWS", 5)
    queried = staged(Database(url, "pegawai"), workshop)
    of_text = staged(register(tmp_path / "in" / "a.csv", LINES), workshop)
    assert (queried.error, queried.sha256) == (None, None)
    assert (queried.read, queried.accepted, queried.rejected) == (of_text.read, of_text.accepted, of_text.rejected)
    assert (queried.read, queried.rejected) == (20, 1)
    assert queried.rejects["row"].to_list() == of_text.rejects["row"].to_list() == [6]
    keep = ["region_code", "agency_key", "as_of", "row_count", "listed", "fingerprint"]
    assert queried.people[keep].astype("str").equals(of_text.people[keep].astype("str"))
    assert queried.dropped_columns == ("Nama",)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_in_many_batches_it_says_what_it_says_in_one(
    url: str, size: int, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = staged(Database(url, "pegawai"), workshop)
    monkeypatch.setattr("etl.people.relations.batches", partial(batches, size=size))
    found = staged(Database(url, "pegawai"), workshop)
    assert found.error is None
    assert (found.read, found.accepted, found.rejected) == (20, 19, 1)
    assert found.rejects["row"].to_list() == [6]
    keep = ["region_code", "agency_key", "as_of", "row_count", "listed", "fingerprint"]
    assert found.people[keep].astype("str").equals(at_once.people[keep].astype("str"))


def test_no_number_of_it_is_written(url: str, tmp_path: Path) -> None:
    place = place_in(tmp_path / "kept")
    query = Database(url, 'SELECT "Kab/Kota", "OPD", "NIP", "Tgl TTD", "Keadaan per" FROM pegawai')
    receipt = load(place, query, people=people_in(tmp_path / "kept"))
    assert receipt.counts.accepted == 19
    assert counted(place) == {("74.71", HEALTH, date(2024, 9, 30)): (12.0, 19.0)}
    kept = [file.read_bytes() for file in (tmp_path / "kept").rglob("*") if file.is_file()]
    assert kept and not any(nip(n).encode() in held for held in kept for n in range(20))


def test_a_date_that_is_given_is_that_of_a_query_without_one(url: str, workshop: Workshop) -> None:
    dated = Workshop(workshop.index, workshop.people, Given(date=date(2024, 10, 31)))
    found = staged(Database(url, 'SELECT "Kab/Kota", "NIP", "Tgl TTD" FROM pegawai'), dated)
    assert found.error is None
    assert set(found.records["as_of"].dt.date) == {date(2024, 10, 31)}
