"""Slow, obvious second versions of the parsers of etl/parse: they try every possibility, one after the other."""

import math
from datetime import date, timedelta

MONTHS = {
    1: ["januari", "january", "jan"],
    2: ["februari", "pebruari", "february", "feb", "peb"],
    3: ["maret", "march", "mar"],
    4: ["april", "apr"],
    5: ["mei", "may"],
    6: ["juni", "june", "jun"],
    7: ["juli", "july", "jul"],
    8: ["agustus", "august", "agu", "agt", "ags", "agust", "aug"],
    9: ["september", "sept", "sep"],
    10: ["oktober", "october", "okt", "oct"],
    11: ["november", "nopember", "nov", "nop"],
    12: ["desember", "december", "des", "dec"],
}
WEEKDAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]


NO_DATA = (
    "", "-", "--", "---", "–", "—", "n/a", "na", "n.a.", "belum ada data", "blm ada data", "tidak ada data",
    "tdk ada data", "data belum ada", "belum lapor", "belum melapor", "belum melaporkan",
)  # fmt: skip
GROUP_SIGNS = (".", ",", " ", "'", "’")


def grouped(number: int, sign: str) -> str:
    """A whole number with a sign between its thousands, put together from the right."""
    digits, parts = str(number), []
    while len(digits) > 3:
        digits, parts = digits[:-3], [digits[-3:], *parts]
    return sign.join([digits, *parts])


def counts_written(number: int, noughts: int = 3) -> set[str]:
    """Every way of writing a whole number that is read as such where it stands alone, up to so many decimal noughts."""
    ways = {str(number)} | {grouped(number, sign) for sign in GROUP_SIGNS}
    for decimals in range(1, noughts + 1):
        for mark in ".,":
            for sign in ("", *GROUP_SIGNS):
                whole = grouped(number, sign)
                bare_thousands = decimals == 3 and whole.isdigit() and len(whole) <= 3 and number > 0
                if (sign != mark or number < 1000) and not bare_thousands:
                    ways.add(f"{whole}{mark}{'0' * decimals}")
    return ways


def count(text: str) -> float | None:
    """The whole number a text writes, NaN for no data, None for anything else: each number it may be is written out."""
    if text.lower() in NO_DATA:
        return math.nan
    if text.lower() in ("nihil", "nol"):
        return 0.0
    digits = "".join(character for character in text if character in "0123456789")
    for noughts in range(len(digits)):
        if not digits.endswith("0" * noughts):
            break
        number = int(digits[: len(digits) - noughts])
        plain = text.lstrip("0") if text[:1] == "0" and text[:2].isdigit() else text
        plain = plain if plain[:1].isdigit() else f"0{plain}"
        if text in counts_written(number, len(digits)) or (plain != text and plain in plainly_written(number, digits)):
            return float(number) if number <= 99_999_999 else None
    return None


def plainly_written(number: int, digits: str) -> set[str]:
    """A number without groups, alone or with decimal noughts: so it may also begin with noughts."""
    return {str(number)} | {f"{number}{mark}{'0' * k}" for mark in ".," for k in range(1, len(digits))}


def written(day: date) -> list[str]:
    """Every way of writing a day that is read, in lower case."""
    short = f"{day.year % 100:02}"
    numbers = [(str(day.day), str(day.month)), (f"{day.day:02}", f"{day.month:02}")]
    ways = [f"{day.year}{mark}{month}{mark}{number}" for number, month in numbers for mark in "/-."]
    ways += [
        f"{number}{mark}{month}{mark}{y}" for number, month in numbers for mark in "/-." for y in (day.year, short)
    ]
    for number, _ in numbers:
        for name in MONTHS[day.month]:
            ways += [f"{number} {name} {day.year}", f"{number} {name}. {day.year}", f"{number} {name} {short}"]
            ways += [f"{number}-{name}-{short}", f"{number}-{name}-{day.year}", f"{name} {number}, {day.year}"]
    ways += [f"{WEEKDAYS[day.weekday()]}, {way}" for way in ways if way[0].isdigit()]
    return [*ways, str(serial(day)), f"{serial(day)},5", f"{serial(day)}.3540"]


def serial(day: date) -> int:
    """The number of a day as Excel counts: 1 is 1 January 1900, and there is a 29 February 1900 that never was."""
    days = 1
    at = date(1900, 1, 1)
    while at.year < day.year:
        days += 366 if (date(at.year + 1, 1, 1) - at).days == 366 else 365
        at = date(at.year + 1, 1, 1)
    return days + (day - at).days + 1


def months_written(year: int, month: int) -> list[str]:
    """Every way of writing a month of a year, in lower case."""
    ways = [f"{year}-{month:02}", f"{month:02}/{year}", f"{month}-{year}"]
    for name in MONTHS[month]:
        ways += [f"{name} {year}", f"{name}. {year}", f"{name}-{year % 100:02}", f"{name} '{year % 100:02}"]
    return ways


def damaged(code: str) -> set[str]:
    """A code `NN.NN` as spreadsheets and people write it, itself left out: with its value, or with a digit lost."""
    head, tail = code.split(".")
    ways = {f"{head}{tail}", f"{head},{tail}", f"{head}{tail}.0", f"{head}{tail},0", f"{head}-{tail}", f"{head} {tail}"}
    if tail.endswith("0"):
        ways |= {f"{head}.{tail[0]}", f"{head},{tail[0]}"}
    if tail.startswith("0"):
        ways |= {f"{head}.{tail[1]}", f"{head},{tail[1]}"}
    return ways | {wide(way) for way in (*ways, code)}


def wide(text: str) -> str:
    """A text in the full-width forms of its characters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def days_of_month(year: int, month: int) -> list[date]:
    """Every day of a month, found by walking through the year."""
    day, found = date(year, 1, 1), []
    while day.year == year:
        if day.month == month:
            found.append(day)
        day += timedelta(days=1)
    return found


def receipt(rows: list[dict[str, str]], keys: list[str | None]) -> tuple[int, int, int]:
    """Accepted, rejected and superseded rows, counted one by one. A key is None where its row breaks a rule."""
    accepted = rejected = superseded = 0
    for place in range(len(rows)):
        if keys[place] is None:
            rejected += 1
        elif keys[place] in keys[place + 1 :]:
            superseded += 1
        else:
            accepted += 1
    return accepted, rejected, superseded
