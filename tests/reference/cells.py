"""Slow, obvious second versions of the parsers of etl/parse.py: they try every possibility, one after the other."""

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
    8: ["agustus", "august", "agu", "agt", "ags", "aug"],
    9: ["september", "sept", "sep"],
    10: ["oktober", "october", "okt", "oct"],
    11: ["november", "nopember", "nov", "nop"],
    12: ["desember", "december", "des", "dec"],
}
WEEKDAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]


def count(text: str) -> float | None:
    """The whole number a text writes, NaN for no data, None for anything else."""
    if text.lower() in ("", "-", "–", "—", "n/a", "na", "n.a.", "belum ada data", "tidak ada data", "data belum ada"):
        return math.nan
    if text.lower() in ("nihil", "nol"):
        return 0.0
    if not text or any(character not in "0123456789." for character in text):
        return None
    groups = text.split(".")
    if len(groups) > 1 and (groups[0] == "" or groups[0][0] == "0" or len(groups[0]) > 3):
        return None
    if any(len(group) != 3 for group in groups[1:]):
        return None
    number = 0
    for digit in "".join(groups):
        number = number * 10 + "0123456789".index(digit)
    return float(number) if number <= 99_999_999 else None


def written(day: date) -> list[str]:
    """Every way of writing a day that is read, in lower case."""
    numbers = [(str(day.day), str(day.month)), (f"{day.day:02}", f"{day.month:02}")]
    ways = [f"{day.year}-{month}-{number}" for number, month in numbers]
    ways += [f"{number}{mark}{month}{mark}{day.year}" for number, month in numbers for mark in "/-."]
    ways += [
        f"{number} {name}{dot} {day.year}" for number, _ in numbers for name in MONTHS[day.month] for dot in ("", ".")
    ]
    return ways + [f"{WEEKDAYS[day.weekday()]}, {way}" for way in ways]


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
