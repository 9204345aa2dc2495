"""Slow, obvious second versions: working days one after the other, and a survival curve by its textbook definition."""

import math
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from fractions import Fraction

Z = 1.959963984540054


def last_day(since: date, days: int, *, working: bool, holidays: Collection[date]) -> date:
    """The last day in time: count days on, from the day after, and count only those that count."""
    day, left = since, days
    while left:
        day += timedelta(days=1)
        if not working or (day.weekday() < 5 and day not in holidays):
            left -= 1
    return day


def curve(times: Sequence[tuple[int, bool]]) -> list[tuple[int, Fraction, float, float]]:
    """(day, share still waiting, lower and upper log-log limit) at each day on which something ended."""
    found = []
    share, spread = Fraction(1), 0.0
    for day in sorted({time for time, ended in times if ended}):
        waiting = sum(time >= day for time, _ in times)
        ended = sum(time == day and over for time, over in times)
        share *= Fraction(waiting - ended, waiting)
        if not share:
            found.append((day, share, math.nan, math.nan))
            continue
        spread += ended / (waiting * (waiting - ended))
        centre, half = math.log(-math.log(share)), Z * math.sqrt(spread) / abs(math.log(share))
        found.append((day, share, math.exp(-math.exp(centre + half)), math.exp(-math.exp(centre - half))))
    return found


def median(times: Sequence[tuple[int, bool]]) -> tuple[float, float, float]:
    """The first days on which the curve and its lower and upper limit are at one half or below, NaN where never."""
    steps = curve(times)
    at_half = [
        [day for day, share, _, _ in steps if share <= Fraction(1, 2)],
        [day for day, _, low, _ in steps if low <= 0.5],  # an undefined limit is not
        [day for day, _, _, high in steps if high <= 0.5],
    ]
    middle, low, high = (float(days[0]) if days else math.nan for days in at_half)
    return middle, low, high
