"""A file as offices mail it, and what has to come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.etl.corpus.book import Cell, Sheet, xlsx


class Recap(NamedTuple):
    """What a row of a recap says, once loaded."""

    region_code: str
    agency: str
    as_of: str
    employed: int | None
    signed: int | None


@dataclass(frozen=True)
class Specimen:
    """`write` puts the file into a folder. What has to come of it is known by hand:

    loaded: the recap rows, in any order; rejected: (spreadsheet row, rule); refused: the rule of the whole file;
    notes: kinds of notes that the receipt has among others; conflicts: their kinds; given: what the command says.
    """

    name: str
    write: Callable[[Path], Path]
    loaded: Sequence[Recap] = ()
    rejected: Sequence[tuple[int, str]] = ()
    refused: str = ""
    notes: frozenset[str] = frozenset()
    conflicts: Sequence[str] = ()
    source: str = "auto"
    given: dict[str, Any] = field(default_factory=dict)


MUNA_BARAT, KENDARI = "74.13", "74.71"
TITLE = "REKAPITULASI PENANDATANGANAN PAKTA INTEGRITAS NETRALITAS ASN"
OFFICE = "PEMERINTAH KABUPATEN MUNA BARAT"
PER = "Keadaan per 30 September 2024"
HEADER: tuple[Cell, ...] = ("No", "Perangkat Daerah", "Jumlah ASN", "Sudah Menandatangani")
AGENCIES: tuple[tuple[Cell, ...], ...] = (
    (1, "Dinas Pendidikan", 1234, 1180),
    (2, "Dinas Kesehatan", 410, 410),
    (3, "Sekretariat Daerah", 96, 71),
)
TOTAL: tuple[Cell, ...] = (None, "Jumlah", 1740, 1661)
LOADED = (
    Recap(MUNA_BARAT, "Dinas Pendidikan", "2024-09-30", 1234, 1180),
    Recap(MUNA_BARAT, "Dinas Kesehatan", "2024-09-30", 410, 410),
    Recap(MUNA_BARAT, "Sekretariat Daerah", "2024-09-30", 96, 71),
)
# The same facts with everything in the row.
LONG_HEADER: tuple[Cell, ...] = ("Kab/Kota", "Perangkat Daerah", "Tanggal", "Jumlah ASN", "Sudah TTD")
LONG: tuple[tuple[Cell, ...], ...] = tuple(
    ("Kabupaten Muna Barat", agency, "2024-09-30", employed, signed) for _, agency, employed, signed in AGENCIES
)


def page(*rows: Sequence[Cell]) -> Sheet:
    return Sheet("Rekap", rows)


def titled(*rows: Sequence[Cell], name: str = "Rekap", merged: Sequence[str] = ()) -> Sheet:
    """Rows below the usual titles; the first of them is row 5."""
    return Sheet(name, [(TITLE,), (OFFICE,), (PER,), (), *rows], ["A1:D1", "A2:D2", "A3:D3", *merged])


def of_sheets(name: str, *sheets: Sheet, file: str = "rekap.xlsx", **expected: Any) -> Specimen:
    """A specimen that is one workbook."""
    return Specimen(name, lambda folder: xlsx(folder / file, *sheets), **expected)
