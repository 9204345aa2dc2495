"""Days, months, years and periods as Indonesian offices write them: day, month, year, and never another order."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from etl.parse.calendar_words import MONTH_NAMES, MONTHS, WEEKDAY_WORDS
from etl.parse.cells import narrow
from etl.rules import Breach, Rule, Text

FIRST_YEAR, LAST_YEAR = 1999, 2040

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
DATE_MONTH_FIRST = Rule(
    "date_month_first",
    Text("Bulan ditulis lebih dulu", "Month written first"),
    Text(
        "Tidak ada bulan {month}; mungkin urutannya bulan, hari, tahun: {reading}.",
        "There is no month {month}; perhaps the order is month, day, year: {reading}.",
    ),
    Text(
        "Tulis hari lebih dulu, dan periksa tanggal lain dari asal yang sama.",
        "Write the day first, and check the other dates of the same origin.",
    ),
)
DATE_ORDER_UNCLEAR = Rule(
    "date_order_unclear",
    Text("Urutan hari dan bulan tidak pasti", "Order of day and month not certain"),
    Text(
        "Kolom ini memuat tanggal yang bulannya ditulis lebih dulu; yang ini bisa {day_first} atau {month_first}.",
        "This column has dates with the month first; this one may mean {day_first} or {month_first}.",
    ),
    Text("Tulis bulannya dengan huruf, atau sebagai 2024-09-17.", "Write the month as a word, or as 2024-09-17."),
)
PERIOD_REVERSED = Rule(
    "period_reversed",
    Text("Periode terbalik", "Period reversed"),
    Text(
        "Periode ini berakhir ({last}) sebelum mulai ({first}).",
        "This period ends ({last}) before it begins ({first}).",
    ),
    Text("Perbaiki kedua tanggalnya.", "Correct the two dates."),
)
DATE_RULES: Final = (
    DATE_UNREADABLE, DATE_IMPOSSIBLE, DATE_OUT_OF_RANGE, DATE_MONTH_FIRST, DATE_ORDER_UNCLEAR, PERIOD_REVERSED,
)  # fmt: skip

_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})"
_TIME = (
    r"(?:(?:,? (?:pukul |jam |pkl\.? )?|t)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:wib|wita|wit|am|pm))?)?"
)
_ISO = re.compile(
    r"(?P<y>[0-9]{4})(?:[-/](?P<m>[0-9]{1,2}))?|(?P<yy>[0-9]{4})([-/.])(?P<mm>[0-9]{1,2})\4(?P<d>[0-9]{1,2})" + _TIME
)
_NUMERIC = re.compile(r"(?P<d>[0-9]{1,2}) ?([/.\-]) ?(?P<m>[0-9]{1,2}) ?\2 ?" + _YEAR + _TIME)
_MONTH_YEAR = re.compile(r"(?P<m>[0-9]{1,2}) ?[/\-] ?(?P<y>[0-9]{4})")
_DAY_NAME_YEAR = re.compile(r"(?P<d>[0-9]{1,2})[ \-/.]{0,3}(?P<name>[a-z]+)\.?[ \-/,]{1,2}'?" + _YEAR + _TIME)
_NAME_YEAR = re.compile(r"(?P<name>[a-z]+)\.?(?:[ \-/,]{1,2}(?P<y>[0-9]{4})|(?: ?[\-/] ?| ?['’])(?P<yy>[0-9]{2}))")
_NAME_DAY_YEAR = re.compile(r"(?P<name>[a-z]+)\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})" + _TIME)
_FORMS = (_ISO, _NUMERIC, _MONTH_YEAR, _DAY_NAME_YEAR, _NAME_YEAR, _NAME_DAY_YEAR)

# Excel counts days from 30 December 1899 (it believes in a 29 February 1900); a fraction is the time of day.
_SERIAL = re.compile(r"(?P<days>[0-9]{5})(?:[.,][0-9]{1,12})?")
_EPOCH = date(1899, 12, 30)

_BEFORE = re.compile(
    r"(?:(?:keadaan|kondisi|posisi|periode|data|per|pada|hari|tanggal|tgl|s\.?d|s/d|sampai dengan|sampai|hingga)\b"
    r"[ .:]*)+"
)
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[a-z'’]+)\.?[ ,/]{1,3}(?:(?:tanggal|tgl\.?) )?(?P<rest>[0-9].*)")
_UNTIL = re.compile(r" ?(?:\b(?:s\.?d\b\.?|s/d\b|sampai dengan|sampai|hingga|to)|[–—]| - ) ?")
_DAYS_OF_MONTH = re.compile(r"([0-9]{1,2})-([0-9]{1,2} [a-z].*)")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Period:
    """The days a date text covers. `weekday` is the one the text states (0 = Monday), if it states one.

    precision: how exactly the text says them: `day` (also of a period from day to day), `month` or `year`.
    """

    start: date
    end: date
    precision: str
    weekday: int | None = None

    @property
    def weekday_differs(self) -> bool:
        return self.weekday is not None and self.weekday != self.start.weekday()


def parse_dates(texts: Sequence[str]) -> list[Period | Breach]:
    """Dates, one a text; the texts are the distinct ones of a column.

    Where a column has dates that can only be month, day, year (`09/17/2024`) and none that can only be day, month,
    year, its `09/10/2024` has two readings: DATE_ORDER_UNCLEAR.
    """
    found = [parse_date(text) for text in texts]
    if not any(isinstance(item, Breach) and item.rule is DATE_MONTH_FIRST for item in found):
        return found
    numbers = [_day_and_month(text) for text in texts]
    if any(day > 12 and isinstance(item, Period) for (day, _), item in zip(numbers, found, strict=True)):
        return found
    return [_unclear(item) if _swaps(*pair) else item for pair, item in zip(numbers, found, strict=True)]


def parse_date(text: str) -> Period | Breach:
    """A day, month, year or period that stands alone: ISO, `17 September 2024`, `17/9/24`, a spreadsheet's number.

    With or without weekday, time of day (dropped), and words before it (`Keadaan per ...`). A year of two digits is of
    2000 to 2040. A serial number is of the 1900 system, which all but old workbooks of Macintosh have.
    """
    if len(text) > _LONGEST:
        return Breach(DATE_UNREADABLE, {})
    word = _prepared(text)
    found = _single(word)
    if isinstance(found, Period) or found.rule is not DATE_UNREADABLE:
        return found
    return _range(word) or found


def is_serial(text: str) -> bool:
    """Whether a text that was read as a date is the number under which a spreadsheet keeps it."""
    return _SERIAL.fullmatch(narrow(text)) is not None


def _prepared(text: str) -> str:
    word = narrow(text).casefold()
    return word[before.end() :] if (before := _BEFORE.match(word)) else word


def _single(word: str) -> Period | Breach:
    if _SERIAL.fullmatch(word):
        return _of_serial(int(word[:5]))
    weekday = None
    if (stated := _WITH_WEEKDAY.fullmatch(word)) and stated["weekday"] in WEEKDAY_WORDS:
        weekday, word = WEEKDAY_WORDS[stated["weekday"]], stated["rest"]
    found = next((match for form in _FORMS if (match := form.fullmatch(word))), None)
    return _of_parts(found.groupdict(), weekday) if found else Breach(DATE_UNREADABLE, {})


def _of_serial(days: int) -> Period | Breach:
    day = _EPOCH + timedelta(days=days)
    inside = FIRST_YEAR <= day.year <= LAST_YEAR
    return Period(day, day, "day") if inside else Breach(DATE_UNREADABLE, {})


def _of_parts(parts: dict[str, str | None], weekday: int | None) -> Period | Breach:
    year, number, name = parts["y"] or parts.get("yy"), parts.get("m") or parts.get("mm"), parts.get("name")
    month = int(number) if number else MONTHS.get(name) if name else None
    written = parts.get("d")
    day = int(written) if written else None
    if not year or (name and month is None) or (weekday is not None and day is None):
        return Breach(DATE_UNREADABLE, {})
    return _period(_full_year(year), month, day, weekday)


def _full_year(text: str) -> int:
    """`24` is 2024, `99` 1999; what is after LAST_YEAR is of the century before, and out of range but for 1999."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= LAST_YEAR % 100 else 1900)


def _period(year: int, month: int | None, day: int | None, weekday: int | None) -> Period | Breach:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Breach(DATE_OUT_OF_RANGE, {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR})
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        return _no_such_month(year, month, day)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Period(date(year, month, 1), date(year, month, last), "month")
    if not 1 <= day <= last:
        return Breach(DATE_IMPOSSIBLE, {"year": year, "month": month, "day": day})
    return Period(date(year, month, day), date(year, month, day), "day", weekday)


def _no_such_month(year: int, month: int, day: int | None) -> Breach:
    if day and 1 <= day <= 12 and 12 < month <= calendar.monthrange(year, day)[1]:
        return Breach(DATE_MONTH_FIRST, {"month": month, "reading": f"{month} {MONTH_NAMES[day - 1]} {year}"})
    return Breach(DATE_IMPOSSIBLE, {"year": year, "month": month, "day": "?" if day is None else day})


# --------------------------------------------------------------------------------------------------------- periods


def _range(word: str) -> Period | Breach | None:
    """`17 s.d. 30 September 2024`, `1 Sept - 3 Okt 2024`: what the start leaves out is that of the end."""
    days = _DAYS_OF_MONTH.fullmatch(word)
    halves = [days[1], days[2]] if days else _UNTIL.split(word)
    if len(halves) != 2:
        return None
    end = _single(_prepared(halves[1].strip()))
    if isinstance(end, Breach):
        return end
    start = _start(halves[0].strip(), end)
    if isinstance(start, Breach) or start.start <= end.end:
        return start if isinstance(start, Breach) else Period(start.start, end.end, end.precision)
    return Breach(PERIOD_REVERSED, {"first": start.start.isoformat(), "last": end.end.isoformat()})


def _start(word: str, end: Period) -> Period | Breach:
    year, month = end.end.year, MONTH_NAMES[end.end.month - 1].casefold()
    found = [_single(text) for text in (word, f"{word} {year}", f"{word} {month} {year}")]
    fits = (item for item in found if isinstance(item, Period) and item.precision == end.precision)
    return next(fits, next((item for item in reversed(found) if isinstance(item, Breach)), Breach(DATE_UNREADABLE, {})))


# ------------------------------------------------------------------------------------------- order of day and month


def _day_and_month(text: str) -> tuple[int, int]:
    """The first and second number of a date of numbers alone that does not begin with its year; else zeros."""
    found = _NUMERIC.fullmatch(_prepared(text))
    return (int(found["d"]), int(found["m"])) if found else (0, 0)


def _swaps(day: int, month: int) -> bool:
    return 1 <= day <= 12 and 1 <= month <= 12 and day != month


def _unclear(found: Period | Breach) -> Breach:
    if isinstance(found, Breach):
        return found
    day = found.start
    swapped = date(day.year, day.day, day.month)
    return Breach(DATE_ORDER_UNCLEAR, {"day_first": _worded(day), "month_first": _worded(swapped)})


def _worded(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
