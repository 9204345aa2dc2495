"""Small registers, and what a warehouse says of them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from etl.settings import Place
from etl.warehouse.connect import reading
from etl.warehouse.schema import observation

HEADER = ("Kab/Kota", "OPD", "NIP", "Nama", "Jenis ASN", "Tgl TTD", "Status", "Keadaan per")
DAY = "2024-09-30"


def nip(number: int) -> str:
    """The number of a person who does not exist: born on the first day of a year, serials up to 999."""
    serial, year = number % 998 + 1, 1965 + number // 998
    return f"{year}01012010011{serial:03d}"


def row(
    region: str, agency: str, person: str, signed_on: str = "", status: str = "", *, day: str = DAY, kind: str = "PNS"
) -> list[str]:
    return [region, agency, person, "Nama Rekaan", kind, signed_on, status, day]


def register(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def counted(place: Place) -> dict[tuple[str, str, date], tuple[float | None, float | None]]:
    """(region, agency, day) -> (signed, employed), as the current observations say."""
    found = select(observation).where(observation.c.version_to.is_(None), observation.c.source == "pact_register")
    with reading(place) as connection:
        rows: list[Any] = list(connection.execute(found).mappings())
    keys = [(each["region_code"], each["agency"], each["as_of"]) for each in rows]
    assert len(keys) == len(set(keys))
    return {key: (each["value"], each["base"]) for key, each in zip(keys, rows, strict=True)}
