"""What stands around a table and between its rows: titles, two-row headers, totals, notes, blanks, hidden sheets."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.etl.corpus.book import WORKBOOKS, Cell, Sheet
from tests.etl.corpus.specimen import (
    AGENCIES,
    HEADER,
    LOADED,
    LONG,
    LONG_HEADER,
    OFFICE,
    PER,
    TITLE,
    TOTAL,
    Recap,
    Specimen,
    of_sheets,
    page,
    titled,
)

NUMBERS: tuple[Cell, ...] = ("(1)", "(2)", "(3)", "(4)")
SIGNATURE: tuple[tuple[Cell, ...], ...] = (
    (),
    ("Catatan: data sementara, dapat berubah.",),
    (None, None, None, "Laworo, 30 September 2024"),
    (None, None, None, "Kepala BKPSDM,"),
    (),
    (None, None, None, "Xaxaro Qelimbaz, S.STP., M.Si."),
    (None, None, None, "Pembina Utama Muda, IV/c"),
    (None, None, None, "NIP. 19800101 200501 1 901"),
)
TWO_ROWS: tuple[tuple[Cell, ...], ...] = (
    ("No", "Perangkat Daerah", "Penandatanganan Pakta Integritas", None),
    (None, None, "Jumlah ASN", "Sudah"),
)


def _with_totals(word: str) -> tuple[tuple[Cell, ...], ...]:
    return (HEADER, *AGENCIES, (None, word, *TOTAL[2:]))


def specimens() -> Iterator[Specimen]:
    yield of_sheets("title-rows", titled(HEADER, *AGENCIES), loaded=LOADED, notes=frozenset({"found_in_title"}))
    for word in ("Jumlah", "Total", "Grand Total", "JUMLAH TOTAL", "Total Keseluruhan"):
        yield of_sheets(f"totals-row-{word}", titled(*_with_totals(word)), loaded=LOADED)
    yield of_sheets(
        "totals-in-number-column", titled(HEADER, *AGENCIES, ("Jumlah", None, *TOTAL[2:]), merged=["A9:B9"]),
        loaded=LOADED,
    )  # fmt: skip
    yield of_sheets(
        "totals-row-that-does-not-add-up", titled(HEADER, *AGENCIES, (None, "Jumlah", 1740, 1660)), loaded=LOADED,
        conflicts=["total_differs"],
    )  # fmt: skip
    for ending in WORKBOOKS:
        yield _in(ending, "numbering-row", titled(HEADER, NUMBERS, *AGENCIES, TOTAL))
        yield _in(ending, "two-row-header", titled(*TWO_ROWS, *AGENCIES, merged=["A5:A6", "B5:B6", "C5:D5"]))
        yield _in(
            ending, "everything-at-once",
            titled(*TWO_ROWS, NUMBERS, *AGENCIES, TOTAL, *SIGNATURE, merged=["A5:A6", "B5:B6", "C5:D5"]),
        )  # fmt: skip
    yield of_sheets("notes-and-signature", titled(HEADER, *AGENCIES, TOTAL, *SIGNATURE), loaded=LOADED)
    yield of_sheets(
        "blank-rows-and-columns",
        Sheet("Rekap", [
            (), (), (None, None, TITLE), (None, None, OFFICE), (None, None, PER), (),
            *[(None, None, row[0], None, row[1], row[2], None, row[3]) for row in (HEADER, *AGENCIES[:2])],
            (),
            (None, None, AGENCIES[2][0], None, *AGENCIES[2][1:3], None, AGENCIES[2][3]),
        ]),
        loaded=LOADED,
    )  # fmt: skip
    yield of_sheets(
        "hidden-sheet", titled(HEADER, *AGENCIES),
        Sheet("Lama", [(TITLE,), (OFFICE,), ("Keadaan per 31 Agustus 2024",), (), HEADER, *AGENCIES], hidden=True),
        loaded=LOADED, notes=frozenset({"hidden_sheet"}),
    )  # fmt: skip
    yield of_sheets(
        "cover-sheet", page((TITLE,), (OFFICE,), ("Lampiran surat nomor 800/12/2024",)),
        titled(HEADER, *AGENCIES, name="Lampiran"), loaded=LOADED, notes=frozenset({"sheet_without_table"}),
    )  # fmt: skip
    yield from _subtotals()
    yield from _several_sheets()


def _in(ending: str, name: str, sheet: Sheet, **expected: Any) -> Specimen:
    write = WORKBOOKS[ending]
    return Specimen(f"{name}-{ending}", lambda folder: write(folder / f"rekap.{ending}", sheet), LOADED, **expected)


def _subtotals() -> Iterator[Specimen]:
    """Units of two agencies with a subtotal under each; and the same wrong."""
    units: Sequence[tuple[Cell, ...]] = (
        ("Kabupaten Muna Barat", "Dinas Pendidikan", "2024-09-30", 700, 600),
        ("Subtotal Kabupaten Muna Barat", None, None, 700, 600),
        ("Kota Kendari", "Dinas Pendidikan", "2024-09-30", 900, 900),
        ("Kota Kendari", "Dinas Kesehatan", "2024-09-30", 300, 200),
        ("Subtotal Kota Kendari", None, None, 1200, 1100),
        ("Grand Total", None, None, 1900, 1700),
    )
    loaded = (
        Recap("74.13", "Dinas Pendidikan", "2024-09-30", 700, 600),
        Recap("74.71", "Dinas Pendidikan", "2024-09-30", 900, 900),
        Recap("74.71", "Dinas Kesehatan", "2024-09-30", 300, 200),
    )
    yield of_sheets("subtotals", page(LONG_HEADER, *units), loaded=loaded)
    wrong = [*units[:4], ("Subtotal Kota Kendari", None, None, 1250, 1100), units[5]]
    yield of_sheets("subtotal-differs", page(LONG_HEADER, *wrong), loaded=loaded, conflicts=["total_differs"])


def _several_sheets() -> Iterator[Specimen]:
    header = ("No", "Tanggal", "Jumlah ASN", "Sudah TTD")
    yield of_sheets(
        "a-sheet-an-agency",
        *[
            Sheet(str(agency), [(OFFICE,), (agency,), (), header, (1, "30/09/2024", employed, signed)])
            for _, agency, employed, signed in AGENCIES
        ],
        loaded=LOADED,
    )
    yield of_sheets(
        "a-sheet-a-month",
        *[
            Sheet(month, [(TITLE,), (OFFICE,), (), HEADER, (1, "Dinas Pendidikan", 1234, signed)])
            for month, signed in (("Agustus 2024", 900), ("September 2024", 1180))
        ],
        loaded=[
            Recap("74.13", "Dinas Pendidikan", "2024-08-31", 1234, 900),
            Recap("74.13", "Dinas Pendidikan", "2024-09-30", 1234, 1180),
        ],
        notes=frozenset({"found_in_sheet_name"}),
    )
    yield of_sheets(
        "a-sheet-a-region",
        Sheet("Muna Barat", [(PER,), (), HEADER, *AGENCIES]),
        Sheet("Kota Kendari", [(PER,), (), HEADER, *AGENCIES[:1]]),
        loaded=[*LOADED, LOADED[0]._replace(region_code="74.71")],
        notes=frozenset({"found_in_sheet_name"}),
    )
    yield of_sheets(
        "long-on-several-sheets",
        Sheet("A", [LONG_HEADER, LONG[0]]),
        Sheet("B", [LONG_HEADER, *LONG[1:]]),
        loaded=LOADED,
    )
