"""How an office writes: its words for headers, its numbers and dates, what it puts around a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from numpy.random import Generator

from etl.simulate.messy.page import ENCODINGS, Cell, Row

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

NUMBERS = ("typed", "grouped", "worded", "plain text")
DATES = ("words", "short", "dashes", "slashes", "two digits", "iso", "weekday", "typed", "serial")
MISSING = ("", "n/a", "belum ada data")
HEADERS: Mapping[str, Sequence[str]] = {
    "agency": ("Perangkat Daerah", "OPD", "SKPD", "Unit Kerja", "Nama OPD", "Nama Perangkat Daerah"),
    "employed": ("Jumlah ASN", "Jml ASN", "Jumlah Pegawai", "Jml Pegawai"),
    "signed": ("Sudah TTD", "Sudah Menandatangani", "Sdh Menandatangani", "Sdh TTD", "Jml TTD"),
    "date": ("Tanggal", "Tgl"),
    "government": ("Kab/Kota", "Kabupaten/Kota", "Pemda", "Pemerintah"),
    "region_code": ("Kode Kemendagri", "Kode Wilayah", "Kode"),
}
_CSV_SHARE = 0.25
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Habits:
    """What one office does the same way throughout a file. `encoding` is that of its CSV, empty for a workbook."""

    numbers: str
    dates: str
    missing: str
    headers: Mapping[str, str]
    two_row_header: bool
    numbering_row: bool
    totals: str
    signature: bool
    hidden_sheet: bool
    blank: tuple[int, int]
    signatory: str
    encoding: str

    @classmethod
    def drawn(cls, rng: Generator, signatory: str) -> "Habits":
        return cls(
            numbers=_one(NUMBERS, rng),
            dates=_one(DATES, rng),
            missing=_one(MISSING, rng),
            headers={name: _one(words, rng) for name, words in HEADERS.items()},
            two_row_header=rng.random() < 0.4,
            numbering_row=rng.random() < 0.4,
            totals=_one(("", "Jumlah", "JUMLAH", "Total", "Grand Total"), rng),
            signature=rng.random() < 0.5,
            hidden_sheet=rng.random() < 0.2,
            blank=(int(rng.integers(0, 3)), int(rng.integers(0, 2))),
            signatory=signatory,
            encoding=_one(tuple(ENCODINGS), rng) if rng.random() < _CSV_SHARE else "",
        )

    def number(self, value: float | None) -> Cell:
        """A count as this office writes it; None is what it does not know."""
        if value is None or value != value:
            return self.missing
        whole = int(value)
        if self.numbers == "typed":
            return whole
        if self.numbers == "grouped":
            return f"{whole:,}".replace(",", ".") if whole else "nihil"
        return f"{whole} orang" if self.numbers == "worded" else str(whole)

    def day(self, iso: str) -> Cell:
        """A day, or a month (`2024-09`), as this office writes it."""
        if len(iso) == 7:
            return f"{MONTHS[int(iso[5:]) - 1]} {iso[:4]}"
        day = date.fromisoformat(iso)
        if self.dates == "typed":
            return day
        if self.dates == "serial":
            return (day - _EPOCH).days
        return written(day, self.dates)

    def day_in_words(self, iso: str) -> str:
        """A day as it stands in a title or a header, where a number of Excel would say nothing."""
        return written(date.fromisoformat(iso), self.dates if self.dates not in ("typed", "serial") else "words")

    def day_or_month_in_words(self, iso: str) -> str:
        """A day in words, or a month (`2024-09`)."""
        return str(self.day(iso)) if len(iso) == 7 else self.day_in_words(iso)

    def signed_below(self) -> list[Row]:
        """What stands under a table: a note, a place and a day, who signs, with a number."""
        if not self.signature:
            return []
        right: tuple[Cell, ...] = (None, None)
        return [
            (),
            ("Catatan: data simulasi, bukan keadaan sebenarnya.",),
            (*right, "Simulasi, 2 Desember 2024"),
            (*right, "Kepala Badan Kepegawaian,"),
            (),
            (*right, f"{self.signatory}, S.Sos., M.Si."),
            (*right, "NIP. 19700101 199601 1 999"),
        ]


def written(day: date, how: str) -> str:
    """A day in one of the forms of DATES that are text."""
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return {
        "words": words,
        "short": f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}",
        "dashes": day.strftime("%d-%m-%Y"),
        "slashes": f"{day.day}/{day.month}/{day.year}",
        "two digits": f"{day.day}/{day.month}/{day.year % 100}",
        "iso": day.isoformat(),
        "weekday": f"{WEEKDAYS[day.weekday()]}, {words}",
    }[how]


def _one(among: Sequence[Any], rng: Generator) -> Any:
    return among[int(rng.integers(0, len(among)))]
