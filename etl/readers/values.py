"""Typed values of workbooks and databases -> text that nobody can misread (see etl.grid.Grid)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np

_EXACT = 1e15


def text_of(value: Any) -> str:
    """A value as a cell's text; None, NaN and NaT are blank."""
    write = _WRITERS.get(value.__class__)
    if write:
        return write(value)
    if value is None or value != value:
        return ""
    if isinstance(value, np.generic):
        return text_of(value.item())
    return str(value)


def _float_text(value: float) -> str:
    """A binary number at the 15 digits that spreadsheets keep: 0.1 + 0.2 is 0,3."""
    if not isfinite(value):
        return "" if value != value else "#NUM!"
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    digits = f"{value:.15g}"
    return _decimal_text(Decimal(digits)) if "e" in digits else _with_comma(digits)


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        return ""
    return str(int(value)) if value == int(value) else _with_comma(f"{value:f}".rstrip("0"))


def _with_comma(digits: str) -> str:
    """Digits with a point, which may end in it: with a comma, and never exactly three decimals."""
    whole, _, decimals = digits.partition(".")
    if not decimals:
        return whole
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


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    int: str,
    float: _float_text,
    Decimal: _decimal_text,
    datetime: _moment_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duration_text,
    bytes: _bytes_text,
    memoryview: lambda value: _bytes_text(bytes(value)),
}
