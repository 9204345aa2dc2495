"""One long sheet, a column a month or a week, one block below another; and headers in the words of offices."""

from collections.abc import Iterator
from datetime import date

from tests.etl.corpus.book import Cell, Sheet
from tests.etl.corpus.specimen import (
    AGENCIES,
    HEADER,
    LOADED,
    LONG,
    LONG_HEADER,
    OFFICE,
    PER,
    TITLE,
    Recap,
    Specimen,
    of_sheets,
    page,
)

MONTHS = ("2024-07-31", "2024-08-31", "2024-09-30")
SIGNED = {"Dinas Pendidikan": (400, 900, 1180), "Dinas Kesehatan": (100, 300, 410)}
EMPLOYED = {"Dinas Pendidikan": 1234, "Dinas Kesehatan": 410}
MONTHLY = [
    Recap("74.13", agency, day, EMPLOYED[agency], signed[place])
    for agency, signed in SIGNED.items()
    for place, day in enumerate(MONTHS)
]
WIDE: list[tuple[Cell, ...]] = [
    (number, agency, EMPLOYED[agency], *signed) for number, (agency, signed) in enumerate(SIGNED.items(), start=1)
]
ABOVE: list[tuple[Cell, ...]] = [(TITLE,), (OFFICE,), ()]
LEFT: tuple[Cell, ...] = ("No", "OPD", "Jumlah ASN")


def specimens() -> Iterator[Specimen]:
    yield of_sheets("long", page(LONG_HEADER, *LONG), loaded=LOADED)
    yield from _wide()
    yield from _blocks()
    yield from _synonyms()


def _wide() -> Iterator[Specimen]:
    for name, months in {
        "words": ("Juli 2024", "Agustus 2024", "September 2024"),
        "short": ("Jul-24", "Agu-24", "Sep-24"),
        "ends": ("31/07/2024", "31/08/2024", "30/09/2024"),
        "signed": ("Sudah TTD Juli 2024", "Sudah TTD Agustus 2024", "Sudah TTD September 2024"),
        "first-days": (date(2024, 7, 1), date(2024, 8, 1), date(2024, 9, 1)),
    }.items():
        yield of_sheets(f"wide-months-{name}", page(*ABOVE, (*LEFT, *months), *WIDE), loaded=MONTHLY)
    yield of_sheets(
        "wide-weeks",
        page(*ABOVE, (*LEFT, "2 September 2024", "9 September 2024", "16 September 2024"), *WIDE),
        loaded=[
            row._replace(as_of=day)
            for row, day in zip(MONTHLY, ("2024-09-02", "2024-09-09", "2024-09-16") * 2, strict=True)
        ],
    )
    yield of_sheets(
        "wide-pairs",
        Sheet("Rekap", [
            *ABOVE,
            ("No", "OPD", "Agustus 2024", None, "September 2024", None),
            (None, None, "Jml ASN", "Sudah TTD", "Jml ASN", "Sudah TTD"),
            (1, "Dinas Pendidikan", 1230, 900, 1234, 1180),
            (2, "Dinas Kesehatan", 409, 300, 410, 410),
        ], ["A4:A5", "B4:B5", "C4:D4", "E4:F4"]),
        loaded=[
            Recap("74.13", "Dinas Pendidikan", "2024-08-31", 1230, 900), MONTHLY[2],
            Recap("74.13", "Dinas Kesehatan", "2024-08-31", 409, 300), MONTHLY[5],
        ],
    )  # fmt: skip


def _blocks() -> Iterator[Specimen]:
    second = [("PEMERINTAH KOTA KENDARI",), (PER,), (), HEADER, (1, "Dinas Pendidikan", 900, 850)]
    yield of_sheets(
        "blocks-of-regions", page((OFFICE,), (PER,), (), HEADER, *AGENCIES, (), (), *second),
        loaded=[*LOADED, Recap("74.71", "Dinas Pendidikan", "2024-09-30", 900, 850)],
    )  # fmt: skip
    yield of_sheets(
        "blocks-of-months",
        page(
            (OFFICE,), (),
            ("Keadaan per 31 Agustus 2024",), HEADER, (1, "Dinas Pendidikan", 1234, 900), (None, "Jumlah", 1234, 900),
            (),
            (PER,), HEADER, *AGENCIES,
        ),
        loaded=[*LOADED, Recap("74.13", "Dinas Pendidikan", "2024-08-31", 1234, 900)],
    )  # fmt: skip


def _synonyms() -> Iterator[Specimen]:
    for agency in ("OPD", "Perangkat Daerah", "SKPD", "Unit Kerja"):
        for employed in ("Jml ASN", "Jumlah Pegawai", "Jumlah ASN"):
            header = ("Kab/Kota", agency, "Tgl", employed, "Sudah TTD")
            yield of_sheets(f"headers-{agency}-{employed}", page(header, *LONG), loaded=LOADED)
    for signed in ("Sudah TTD", "Sdh Menandatangani", "Sudah Menandatangani", "Jml TTD", "SUDAH  ttd."):
        header = ("Kabupaten/Kota", "OPD", "Tanggal", "Jml ASN", signed)
        yield of_sheets(f"headers-{signed}", page(header, *LONG), loaded=LOADED)
    header = ("Kab/Kota", "OPD", "Tanggal", "Jml ASN", "Blm")
    rest = [(*row[:4], int(str(row[3])) - int(str(row[4]))) for row in LONG]
    yield of_sheets("headers-not-signed", page(header, *rest), loaded=LOADED, notes=frozenset({"signed_derived"}))
