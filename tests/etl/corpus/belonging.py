"""What a row belongs to and does not say itself: region, date and agency in titles, names, headings; or nowhere."""

from collections.abc import Iterator
from datetime import date

from tests.etl.corpus.book import Sheet
from tests.etl.corpus.specimen import (
    AGENCIES,
    HEADER,
    LOADED,
    OFFICE,
    PER,
    TITLE,
    Recap,
    Specimen,
    of_sheets,
    page,
    titled,
)

GIVEN = {"region_code": "74.13", "date": date(2024, 9, 30)}
PLAIN = page((TITLE,), (), HEADER, *AGENCIES)
UNITS = ("No", "OPD", "Tanggal", "Jumlah ASN", "Sudah TTD")


def _at(when: str) -> Sheet:
    return page((TITLE,), (OFFICE,), (when,), (), HEADER, *AGENCIES)


def specimens() -> Iterator[Specimen]:
    for title in (
        OFFICE, "PEMKAB MUNA BARAT", "Pemerintah Daerah Kabupaten Muna Barat", "KABUPATEN MUNA BARAT TAHUN 2024",
        "Rekapitulasi Pakta Integritas ASN Lingkup Pemerintah Kabupaten Muna Barat",
        "BADAN KEPEGAWAIAN DAERAH KABUPATEN MUNA BARAT",
    ):  # fmt: skip
        yield of_sheets(
            f"region-in-title-{title[:24]}", page((title,), (PER,), (), HEADER, *AGENCIES), loaded=LOADED,
            notes=frozenset({"found_in_title"}),
        )  # fmt: skip
    for when in (
        PER, "Periode: 1 s.d. 30 Sept 2024", "Periode 1 - 30 September 2024", "Per tanggal 30/09/2024",
        "KEADAAN PER : 30-09-2024", "Data per Senin, 30 September 2024", "s.d. 30 September 2024", "September 2024",
        "Bulan : September 2024", "Periode 1 s/d 30 September 2024", "POSISI 30 SEPTEMBER 2024",
    ):  # fmt: skip
        yield of_sheets(f"date-in-title-{when}", _at(when), loaded=LOADED, notes=frozenset({"found_in_title"}))
    yield of_sheets(
        "region-in-sheet-name", Sheet("Kab. Muna Barat", [(TITLE,), (PER,), (), HEADER, *AGENCIES]), loaded=LOADED,
        notes=frozenset({"found_in_sheet_name"}),
    )  # fmt: skip
    for file in (
        "Rekap Pakta Kab Muna Barat 30 September 2024.xlsx",
        "rekap_pakta_kabupaten_muna_barat_2024-09-30.xlsx",
    ):
        yield of_sheets(
            f"region-and-date-in-file-name-{file[6:22]}", PLAIN, file=file, loaded=LOADED,
            notes=frozenset({"found_in_file_name"}),
        )  # fmt: skip
    yield of_sheets("said-on-the-command-line", PLAIN, given=GIVEN, loaded=LOADED, notes=frozenset({"found_in_given"}))
    yield of_sheets("found-twice-alike", titled(HEADER, *AGENCIES), file="rekap kab muna barat.xlsx", loaded=LOADED)
    yield of_sheets(
        "two-regions", titled(HEADER, *AGENCIES), file="rekap kota kendari.xlsx", refused="region_contradicts",
    )  # fmt: skip
    yield of_sheets(
        "two-dates", titled(HEADER, *AGENCIES), file="rekap 31 agustus 2024.xlsx", refused="date_contradicts",
    )  # fmt: skip
    yield of_sheets(
        "a-region-that-the-command-contradicts", titled(HEADER, *AGENCIES), given={"region_code": "74.71"},
        refused="region_contradicts",
    )  # fmt: skip
    yield of_sheets("nowhere", PLAIN, refused="region_and_date_not_stated")
    yield of_sheets("no-region", page((TITLE,), (PER,), (), HEADER, *AGENCIES), refused="region_not_stated")
    yield of_sheets("no-date", page((TITLE,), (OFFICE,), (), HEADER, *AGENCIES), refused="date_not_stated")
    yield from _agencies()


def _agencies() -> Iterator[Specimen]:
    loaded = [
        Recap("74.13", "Dinas Pendidikan", "2024-08-31", 1234, 900),
        Recap("74.13", "Dinas Pendidikan", "2024-09-30", 1234, 1180),
        Recap("74.13", "Dinas Kesehatan", "2024-08-31", 410, 300),
        Recap("74.13", "Dinas Kesehatan", "2024-09-30", 410, 410),
    ]
    rows = [
        (1, "Dinas Pendidikan", "31/08/2024", 1234, 900), (None, None, "30/09/2024", 1234, 1180),
        (2, "Dinas Kesehatan", "31/08/2024", 410, 300), (None, None, "30/09/2024", 410, 410),
    ]  # fmt: skip
    yield of_sheets(
        "agency-in-merged-cell",
        Sheet("Rekap", [(TITLE,), (OFFICE,), (), UNITS, *rows], ["A5:A6", "B5:B6", "A7:A8", "B7:B8"]),
        loaded=loaded, notes=frozenset({"found_in_merged"}),
    )  # fmt: skip
    headed = ("No", "Tanggal", "Jumlah ASN", "Sudah TTD")
    yield of_sheets(
        "agency-as-heading-row",
        Sheet("Rekap", [
            (TITLE,), (OFFICE,), (), headed,
            ("Dinas Pendidikan",), (1, "31/08/2024", 1234, 900), (2, "30/09/2024", 1234, 1180),
            ("Dinas Kesehatan",), (1, "31/08/2024", 410, 300), (2, "30/09/2024", 410, 410),
        ], ["A5:D5", "A8:D8"]),
        loaded=loaded, notes=frozenset({"found_in_heading"}),
    )  # fmt: skip
