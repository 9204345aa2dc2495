"""Numbers, dates and codes as they are typed, and as Excel leaves them."""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.etl.corpus.book import Cell, Failed, Formula
from tests.etl.corpus.specimen import LONG_HEADER, Recap, Specimen, of_sheets, page

GOVERNMENT, AGENCY, DAY = "Kabupaten Muna Barat", "Dinas Pendidikan", "2024-09-30"
CODED: tuple[Cell, ...] = ("Kode", "Kab/Kota", "Tanggal", "Jumlah ASN", "Sudah TTD")


def _signed(*numbers: Cell) -> Sequence[tuple[Cell, ...]]:
    """A sheet of agencies that signed so many of 5000."""
    rows = [(GOVERNMENT, f"Dinas {place}", DAY, 5000, number) for place, number in enumerate(numbers)]
    return (LONG_HEADER, *rows)


def _loaded(*signed: int | None) -> list[Recap]:
    return [Recap("74.13", f"Dinas {place}", DAY, 5000, number) for place, number in enumerate(signed)]


def specimens() -> Iterator[Specimen]:
    yield from _numbers()
    yield from _dates()
    yield from _codes()
    yield of_sheets(
        "cells-of-errors", page(*_signed(12, Formula("=D3-12"), Failed("#REF!"), Failed("#N/A"), "#VALUE!")),
        loaded=_loaded(12), rejected=[(row, "cell_error") for row in (3, 4, 5, 6)],
    )  # fmt: skip


def _numbers() -> Iterator[Specimen]:
    known: dict[Cell, int | None] = {
        "1.234": 1234, "1,234": 1234, "1 234": 1234, "12 orang": 12, "12 Org": 12, "1.234 ASN": 1234, "nihil": 0,
        "Nihil": 0, "NIHIL": 0, "0": 0, "n/a": None, "N/A": None, "belum ada data": None, "Belum ada data": None,
        "1.234,0": 1234, "'0123": None,
    }  # fmt: skip
    del known["'0123"]
    for text, number in known.items():
        yield of_sheets(f"number-{text}", page(*_signed(text)), loaded=_loaded(number))
    yield of_sheets("number-typed", page(*_signed(1234, 12.0)), loaded=_loaded(1234, 12))
    yield of_sheets("number-empty", page(*_signed(None, 7)), loaded=_loaded(None, 7))
    yield of_sheets("number-column-grouped", page(*_signed("1.234", "12", "4.000")), loaded=_loaded(1234, 12, 4000))
    for text in ("1.234,5", "1,234.5", "12,5", "-3", "banyak", "12 kambing", "1.23.4"):
        rule = "negative_count" if text == "-3" else "not_a_count"
        yield of_sheets(f"number-{text}", page(*_signed(7, text)), loaded=_loaded(7), rejected=[(3, rule)])
    yield of_sheets("number-with-decimals", page(*_signed(7, 1.234)), loaded=_loaded(7), rejected=[(3, "not_a_count")])


def _dates() -> Iterator[Specimen]:
    for when in (
        "30 September 2024", "30 Sept 2024", "30 Sep 2024", "30-09-2024", "30/9/24", "30.09.2024", "2024-09-30",
        "45565", 45565, date(2024, 9, 30), "Senin, 30 September 2024", "Senin 30 September 2024", "September 2024",
        "2024-09", "30 SEPTEMBER 2024",
    ):  # fmt: skip
        sheet = page(LONG_HEADER, (GOVERNMENT, AGENCY, when, 1234, 1180))
        yield of_sheets(f"date-{when!r}", sheet, loaded=[Recap("74.13", AGENCY, DAY, 1234, 1180)])
    yield of_sheets(
        "date-of-another-weekday", page(LONG_HEADER, (GOVERNMENT, AGENCY, "Selasa, 30 September 2024", 1234, 1180)),
        loaded=[Recap("74.13", AGENCY, DAY, 1234, 1180)], conflicts=["weekday_differs"],
    )  # fmt: skip
    wrong = {
        "30 Septober 2024": ["date_unreadable"], "31/09/2024": ["date_impossible"],
        "2024": ["date_year_only", "election_unstated"],
    }  # fmt: skip
    for text, rules in wrong.items():
        rows = [(GOVERNMENT, AGENCY, DAY, 1234, 1180), (GOVERNMENT, "Dinas Kesehatan", text, 10, 9)]
        yield of_sheets(
            f"date-{text}", page(LONG_HEADER, *rows), loaded=[Recap("74.13", AGENCY, DAY, 1234, 1180)],
            rejected=[(3, rule) for rule in rules],
        )  # fmt: skip


def _codes() -> Iterator[Specimen]:
    for code, name, region in (
        ("74.1", "Buton Utara", "74.10"), (74.1, "Kabupaten Buton Utara", "74.10"), ("7471", "Kota Kendari", "74.71"),
        (7471, "Kota Kendari", "74.71"), ("7472.0", "Kota Bau Bau", "74.72"), (7472.0, "Bau-Bau", "74.72"),
        (74.71, "Kendari", "74.71"), ("74.10", "Buton Utara", "74.10"), ("7410", "Kab. Buton Utara", "74.10"),
    ):  # fmt: skip
        damaged = str(code) in ("74.1", "7472.0") and not (isinstance(code, float) and code == 7472.0)
        yield of_sheets(
            f"code-{code!r}-{name}", page(CODED, (code, name, DAY, 1234, 1180)),
            loaded=[Recap(region, "", DAY, 1234, 1180)],
            notes=frozenset({"code_repaired"}) if str(code) == "74.1" and damaged else frozenset(),
        )  # fmt: skip
    header = ("Kode", "Tanggal", "Jumlah ASN", "Sudah TTD")
    yield of_sheets(
        "code-damaged-without-a-name", page(header, ("74.71", DAY, 5, 4), ("74.1", DAY, 1234, 1180)),
        loaded=[Recap("74.71", "", DAY, 5, 4)], rejected=[(3, "code_incomplete")],
    )  # fmt: skip
    right = ("74.71", "Kota Kendari", DAY, 5, 4)
    yield of_sheets(
        "code-of-another-region", page(CODED, right, ("74.13", "Kota Bau Bau", DAY, 1234, 1180)),
        loaded=[Recap("74.71", "", DAY, 5, 4)], rejected=[(3, "code_differs")],
    )  # fmt: skip
    bps = ("1205", "Tapanuli Utara", DAY, 1234, 1180)
    yield of_sheets(
        "code-of-bps-undeclared", page(CODED, right, bps), loaded=[Recap("74.71", "", DAY, 5, 4)],
        rejected=[(3, "code_of_other_system")],
    )  # fmt: skip
    yield of_sheets(
        "code-of-bps-declared", page(CODED, bps), loaded=[Recap("12.02", "", DAY, 1234, 1180)],
        given={"code_system": "bps"},
    )  # fmt: skip
    yield of_sheets(
        "code-of-bps-in-its-column", page(("Kode BPS", *CODED[1:]), bps), loaded=[Recap("12.02", "", DAY, 1234, 1180)],
    )  # fmt: skip
