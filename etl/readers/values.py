"""Typed values of workbooks and databases -> text that nobody can misread (see etl.grid.Grid)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np


def text_of(value: Any) -> str:
    """A value as a cell's text; None, NaN and NaT are blank."""
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal | np.number):
        return number_text(value if isinstance(value, int | Decimal) else float(value))
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration_text(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return _bytes_text(bytes(value))
    return str(value)


@lru_cache(maxsize=100_000)
def number_text(value: int | float | Decimal) -> str:
    """Whole numbers as digits; others with a decimal comma and never exactly three decimals.

    A binary number is taken at the 15 digits that spreadsheets keep: 0.1 + 0.2 is 0,3.
    """
    exact = value if isinstance(value, int | Decimal) else Decimal(f"{value:.15g}")
    if isinstance(exact, Decimal) and not exact.is_finite():
        return "#NUM!"
    if exact == int(exact):
        return str(int(exact))
    whole, _, decimals = f"{exact:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole},{decimals}"


def _bytes_text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.hex()


def _moment_text(value: datetime) -> str:
    if value.timetz() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="auto")


def _duration_text(value: timedelta) -> str:
    """Hours, minutes and seconds, hours beyond 24 too."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
