"""What stands in a cell, interpreted: Indonesian counts, dates, regions, choices; each with its rules beside it.

Every parser takes one tidy text; etl/interpret.py maps it over the distinct values of a column.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from etl.contracts import Column, Kind
from etl.elections import elections, named
from etl.headers import bare
from etl.rules import LOOKS_LIKE_PERSON, REQUIRED, TOO_LONG, Breach, Rule, Text, looks_like_person
from geo.regions import NATION, Level, Region, RegionIndex, Resolution

FIRST_YEAR, LAST_YEAR = 1999, 2040
LARGEST_COUNT = 99_999_999

# ---------------------------------------------------------------------------------------------------------- counts

NOT_A_COUNT = Rule(
    "not_a_count",
    Text("Bukan bilangan cacah", "Not a whole number"),
    Text("Sel ini bukan bilangan cacah.", "This cell is not a whole number."),
    Text(
        "Tulis bilangan cacah, misalnya 1234 atau 1.234; kosongkan bila tidak ada data, nihil bila nol.",
        "Write a whole number, such as 1234 or 1.234; leave it empty if there are no data, nihil if zero.",
    ),
)
NEGATIVE_COUNT = Rule(
    "negative_count",
    Text("Jumlah negatif", "Negative count"),
    Text("Jumlah tidak boleh negatif.", "A count cannot be negative."),
    Text("Perbaiki angkanya.", "Correct the number."),
)
COUNT_TOO_LARGE = Rule(
    "count_too_large",
    Text("Jumlah terlalu besar", "Count too large"),
    Text("Jumlah ini melebihi {limit}.", "This count exceeds {limit}."),
    Text("Periksa apakah kolomnya bergeser.", "Check whether the columns have shifted."),
)

BLANKS = frozenset({"", "-", "–", "—", "n/a"})
_NO_DATA = BLANKS | {"na", "n.a.", "belum ada data", "tidak ada data", "data belum ada"}
_ZERO = frozenset({"nihil", "nol"})
_COUNT = re.compile(r"([-−]?) ?([0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?: ?([^\W\d][\w ]*))?")


class Count(NamedTuple):
    """A count and the word that followed it. `value` is NaN where the source says that it has no data."""

    value: float
    suffix: str = ""


NO_DATA = Count(float("nan"))


def parse_count(text: str, suffixes: Sequence[str] = ()) -> Count | Breach:
    """A whole number as Indonesian offices write it. A point groups thousands: a count has no decimals."""
    word = text.casefold()
    if word in _NO_DATA or word in _ZERO:
        return Count(0.0) if word in _ZERO else NO_DATA
    found = _COUNT.fullmatch(word)
    suffix = (found[3] or "") if found else ""
    if not found or (suffix and suffix not in (known.casefold() for known in suffixes)):
        return Breach(NOT_A_COUNT, {})
    digits = found[2].replace(".", "").lstrip("0") or "0"
    if len(digits) > len(str(LARGEST_COUNT)):
        return Breach(COUNT_TOO_LARGE, {"limit": LARGEST_COUNT})
    if found[1] and digits != "0":
        return Breach(NEGATIVE_COUNT, {})
    return Count(float(digits), suffix)


# ----------------------------------------------------------------------------------------------------------- dates

DATE_UNREADABLE = Rule(
    "date_unreadable",
    Text("Tanggal tidak terbaca", "Date unreadable"),
    Text("Sel ini tidak terbaca sebagai tanggal.", "This cell cannot be read as a date."),
    Text(
        "Tulis misalnya 2024-09-17, 17 September 2024 atau 17/09/2024 (hari, bulan, tahun).",
        "Write for instance 2024-09-17, 17 September 2024 or 17/09/2024 (day, month, year).",
    ),
)
DATE_IMPOSSIBLE = Rule(
    "date_impossible",
    Text("Tanggal tidak ada", "No such date"),
    Text("Tanggal {day}, bulan {month}, tahun {year} tidak ada.", "There is no day {day} of month {month} in {year}."),
    Text("Perbaiki tanggalnya; urutannya hari, bulan, tahun.", "Correct the date; the order is day, month, year."),
)
DATE_OUT_OF_RANGE = Rule(
    "date_out_of_range",
    Text("Tahun di luar rentang", "Year out of range"),
    Text("Tahun {year} di luar {first}–{last}.", "The year {year} is outside {first}–{last}."),
    Text("Perbaiki tahunnya.", "Correct the year."),
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at jum’at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for name in names.split()
}
_ISO = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2}))?)?(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_NUMERIC = re.compile(r"(?P<d>[0-9]{1,2})([/.\-])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4})")
_WORDS = re.compile(r"(?:(?P<d>[0-9]{1,2}) )?(?P<name>[a-z]+)\.? (?P<y>[0-9]{4})")
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[a-z'’]+),? (?P<rest>[0-9].*)")


@dataclass(frozen=True, slots=True)
class Period:
    """The days a date text covers. `weekday` is the one the text states (0 = Monday), if it states one."""

    start: date
    end: date
    precision: str
    weekday: int | None = None

    @property
    def weekday_differs(self) -> bool:
        return self.weekday is not None and self.weekday != self.start.weekday()


def parse_date(text: str) -> Period | Breach:
    """A day, month or year: ISO, `17 September 2024`, `17/09/2024`, with or without its weekday."""
    word = text.casefold()
    weekday = None
    if (stated := _WITH_WEEKDAY.fullmatch(word)) and stated["weekday"] in _WEEKDAYS:
        weekday, word = _WEEKDAYS[stated["weekday"]], stated["rest"]
    found = _ISO.fullmatch(word) or _NUMERIC.fullmatch(word) or _WORDS.fullmatch(word)
    if not found:
        return Breach(DATE_UNREADABLE, {})
    parts = found.groupdict()
    month = _MONTHS.get(parts["name"]) if "name" in parts else int(parts["m"] or 0)
    day = int(parts["d"] or 0)
    if month is None or (weekday is not None and not day):
        return Breach(DATE_UNREADABLE, {})
    return _period(
        int(parts["y"]), month if month or parts.get("m") is None else -1, day if parts["d"] else None, weekday
    )


def _period(year: int, month: int, day: int | None, weekday: int | None) -> Period | Breach:
    """`month` 0 means that only a year is stated; `day` None, that no day is."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Breach(DATE_OUT_OF_RANGE, {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR})
    if month == 0 and day is None:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        return Breach(DATE_IMPOSSIBLE, {"year": year, "month": max(month, 0), "day": day or "?"})
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Period(date(year, month, 1), date(year, month, last), "month")
    if not 1 <= day <= last:
        return Breach(DATE_IMPOSSIBLE, {"year": year, "month": month, "day": day})
    return Period(date(year, month, day), date(year, month, day), "day", weekday)


# --------------------------------------------------------------------------------------------------------- regions

REGION_UNKNOWN = Rule(
    "region_unknown",
    Text("Daerah tidak dikenali", "Region not recognised"),
    Text("Nama daerah ini tidak dikenali.", "This region name is not recognised."),
    Text("Tulis nama resminya, atau isi kode Kemendagri.", "Write its official name, or fill in the Kemendagri code."),
)
REGION_AMBIGUOUS = Rule(
    "region_ambiguous",
    Text("Nama daerah belum pasti", "Region name not certain"),
    Text(
        "Nama ini tidak menunjuk satu daerah dengan pasti; mungkin: {candidates}.",
        "This name does not mean one region for certain; perhaps: {candidates}.",
    ),
    Text(
        "Tulis Kabupaten, Kota atau Provinsi di depannya, atau isi kodenya.",
        "Put Kabupaten, Kota or Provinsi before it, or fill in the code.",
    ),
)
CODE_UNKNOWN = Rule(
    "code_unknown",
    Text("Kode daerah tidak ada", "No such region code"),
    Text("Kode ini tidak ada dalam daftar Kemendagri.", "This code is not in the Kemendagri list."),
    Text(
        "Tulis kode Kemendagri sebagai teks, misalnya 74.10; Excel sering menghapus nol di belakang.",
        "Write the Kemendagri code as text, such as 74.10; Excel often drops the last zero.",
    ),
)
CODE_DIFFERS = Rule(
    "code_differs",
    Text("Kode dan nama berbeda", "Code and name differ"),
    Text(
        "Kode ini milik {of_code}, sedangkan namanya {of_name}.",
        "This code belongs to {of_code}, but the name says {of_name}.",
    ),
    Text(
        "Perbaiki salah satunya; kodenya harus kode Kemendagri, bukan BPS.",
        "Correct one of them; the code must be Kemendagri's, not that of BPS.",
    ),
)
PROVINCE_DIFFERS = Rule(
    "province_differs",
    Text("Provinsi tidak sesuai", "Province does not fit"),
    Text("{region} berada di {province}.", "{region} lies in {province}."),
    Text("Perbaiki provinsinya, atau kosongkan.", "Correct the province, or leave it empty."),
)

_CODE = re.compile(r"[0-9]{2}(?:\.?[0-9]{2})?")
CANDIDATES_SHOWN = 5
UNKNOWN_PROVINCE = "?"


def parse_code(text: str, index: RegionIndex) -> str | Breach:
    """A Kemendagri code, its dot optional; one of before 2022 gives the region that bears it no longer."""
    found = index.resolve(text).region_code if _CODE.fullmatch(text) else None
    return found or Breach(CODE_UNKNOWN, {})


def parse_region(name: str, code: str, province: str, index: RegionIndex) -> str | tuple[Kind, Breach]:
    """The code of the region that a row names, or the breach and the kind of column it stands in.

    With a code, the name need not be unique or rightly spelt, but it may not mean another region. Without one the name
    (in its province, if that is stated) must mean exactly one region.
    """
    stated = parse_code(code, index) if code else ""
    if isinstance(stated, Breach):
        return "region_code", stated
    within = _province(province, index)
    if not stated:
        found = index.resolve(name, province=None if within in (UNKNOWN_PROVINCE, NATION) else within)
        if found.region_code is None:
            return "region", _unresolved(found, index)
        return _in_province(found.region_code, within, index)
    if name and (breach := _name_differs(name, stated, index)):
        return "region" if breach.rule is REGION_UNKNOWN else "region_code", breach
    return _in_province(stated, within, index)


def _name_differs(name: str, code: str, index: RegionIndex) -> Breach | None:
    """The breach if a name cannot mean the region of a code."""
    found = index.resolve(name)
    if code in _meanings(found):
        return None
    if code != NATION and code in _meanings(index.resolve(name, province=code[:2])):
        return None
    if found.status == "none":
        return _unresolved(found, index)
    return Breach(CODE_DIFFERS, {"of_code": _labels([code], index), "of_name": _labels(_meanings(found), index)})


def _unresolved(found: Resolution, index: RegionIndex) -> Breach:
    candidates = _meanings(found)
    return (
        Breach(REGION_AMBIGUOUS, {"candidates": _labels(candidates, index)})
        if candidates
        else Breach(REGION_UNKNOWN, {})
    )


def _meanings(found: Resolution) -> list[str]:
    return [found.region_code] if found.region_code else [candidate.region_code for candidate in found.candidates]


def _labels(codes: Sequence[str], index: RegionIndex) -> list[str]:
    return [f"{code} {_full_name(index[code])}" for code in codes[:CANDIDATES_SHOWN]]


def _full_name(region: Region) -> str:
    """The name with its type: `Provinsi Jambi` beside `Kota Jambi`."""
    return f"Provinsi {region.name}" if region.level is Level.province else region.name


def _province(text: str, index: RegionIndex) -> str | None:
    """The code of a province as a province column writes it (`Jambi` is the province there); None if none is stated."""
    if not text:
        return None
    readings = (index.resolve(text).region_code, index.resolve(f"Provinsi {text}").region_code)
    provinces = [code for code in readings if code and index[code].level is not Level.regency]
    return provinces[0] if provinces else UNKNOWN_PROVINCE


def _in_province(code: str, within: str | None, index: RegionIndex) -> str | tuple[Kind, Breach]:
    if within is None or within in (code, index.province_of(code)):
        return code
    lies_in = index.province_of(code) or code
    return "province", Breach(PROVINCE_DIFFERS, {"region": index[code].name, "province": index[lies_in].name})


# ------------------------------------------------------------------------------ choices, elections, words, agencies

NOT_A_CHOICE = Rule(
    "not_a_choice",
    Text("Pilihan tidak dikenal", "Unknown choice"),
    Text("Isi sel ini bukan salah satu pilihannya.", "This is not one of the choices."),
    Text("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
ELECTION_UNKNOWN = Rule(
    "election_unknown",
    Text("Pemilihan tidak dikenal", "Unknown election"),
    Text("Pemilihan ini tidak dikenal.", "This election is not known."),
    Text("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
ELECTION_UNSTATED = Rule(
    "election_unstated",
    Text("Pemilihan tidak disebut", "Election not stated"),
    Text(
        "Pemilihan tidak disebut, dan pada tanggal ini tidak ada tahapan yang berjalan.",
        "The election is not stated, and none was under way on this date.",
    ),
    Text("Isi kolom pemilihan: {allowed}.", "Fill in the election: {allowed}."),
)

# Words for the whole government in a column of agencies, normalised; anything else is one agency.
_WHOLE_GOVERNMENT = frozenset(
    bare(word)
    for word in (
        "Seluruh OPD", "Semua OPD", "Seluruh Perangkat Daerah", "Semua Perangkat Daerah", "Total pemerintah",
        "Total pemerintah daerah", "Seluruh Pemerintah Daerah", "Seluruh SKPD", "All agencies", "Whole government",
    )
)  # fmt: skip


def parse_choice(text: str, column: Column) -> str | Breach:
    """The code of a choice; its spelling is free in case, spaces and punctuation."""
    code = column.codes.get(bare(text))
    return Breach(NOT_A_CHOICE, {"allowed": list(column.choices)}) if code is None else code


def parse_election(text: str) -> str | Breach:
    """The text of a known election, or of two (etl/elections.py)."""
    return text if named(text) else Breach(ELECTION_UNKNOWN, {"allowed": known_elections()})


def parse_text(text: str, max_length: int) -> str | Breach:
    """A short text that holds nothing by which a person could be found."""
    if looks_like_person(text):
        return Breach(LOOKS_LIKE_PERSON, {})
    return text if len(text) <= max_length else Breach(TOO_LONG, {"length": len(text), "limit": max_length})


def agency_key(name: str) -> str:
    """An agency's name for comparing: without case, punctuation, leading `Dinas`; empty for the whole government."""
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    if bare(name) in _WHOLE_GOVERNMENT:
        return ""
    key = " ".join(words[1:] if len(words) > 1 and words[0] in ("dinas", "din") else words)
    return key or name.casefold()


def clean(text: str) -> str:
    """A cell without outer spaces, line breaks, doubled spaces and characters that cannot be seen."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def known_elections() -> list[str]:
    return [election.name for election in elections()]


# ------------------------------------------------------------------------------------------------- rules by kind

RULES_OF_KIND: Mapping[Kind, tuple[Rule, ...]] = {
    "key": (REQUIRED, LOOKS_LIKE_PERSON, TOO_LONG),
    "text": (REQUIRED, LOOKS_LIKE_PERSON, TOO_LONG),
    "agency": (REQUIRED, LOOKS_LIKE_PERSON, TOO_LONG),
    "count": (REQUIRED, NOT_A_COUNT, NEGATIVE_COUNT, COUNT_TOO_LARGE),
    "date": (REQUIRED, DATE_UNREADABLE, DATE_IMPOSSIBLE, DATE_OUT_OF_RANGE),
    "region": (REQUIRED, REGION_UNKNOWN, REGION_AMBIGUOUS),
    "region_code": (CODE_UNKNOWN, CODE_DIFFERS),
    "province": (PROVINCE_DIFFERS,),
    "choice": (REQUIRED, NOT_A_CHOICE),
    "election": (REQUIRED, ELECTION_UNKNOWN, ELECTION_UNSTATED),
    "free_text": (),
    "person": (),
}
