"""The rules of headlines once more, slowly: decimal numbers, case after case, nothing shared with the first version."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


def as_shown(value: float, decimals: int) -> Decimal:
    """The number that a reader sees."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def has_figure(row: Mapping[str, Any]) -> bool:
    return row["status"] in ("reported", "zero") and row["value"] is not None


def standing(row: Mapping[str, Any], against: float | None, interval: str, decimals: int) -> str:
    """Where a figure stands to another one, by asking every question in turn."""
    if not has_figure(row):
        return "unknown"
    if against is None:
        return "unknown"
    if interval != "none":
        if row["ci_low"] is None and row["ci_high"] is None:
            return "unknown"
        is_below_it = row["ci_high"] is not None and row["ci_high"] < against
        is_above_it = row["ci_low"] is not None and row["ci_low"] > against
        if not is_below_it and not is_above_it:
            return "untold"
    mine, theirs = as_shown(row["value"], decimals), as_shown(against, decimals)
    if mine > theirs:
        return "above"
    if mine < theirs:
        return "below"
    return "same"


def place(code: str, rows: Sequence[Mapping[str, Any]], decimals: int) -> tuple[int, int, int] | None:
    """Rank, how many others share it, and of how many; sorted and looked up."""
    with_figure = [row for row in rows if has_figure(row)]
    mine = [row for row in with_figure if row["region_code"] == code]
    if not mine or mine[0]["value"] == 0:
        return None
    numbers = sorted((as_shown(row["value"], decimals) for row in with_figure), reverse=True)
    own = as_shown(mine[0]["value"], decimals)
    shared = numbers.count(own)
    if shared == len(numbers):
        return None
    return numbers.index(own) + 1, shared - 1, len(numbers)


def change(
    row: Mapping[str, Any], history: Sequence[Mapping[str, Any]], decimals: int
) -> tuple[Any, float, Decimal] | None:
    """Since when, from which figure, and by how much as shown: the days before are gone through backwards."""
    if not has_figure(row):
        return None
    for earlier in sorted(history, key=lambda each: each["as_of"], reverse=True):
        if earlier["as_of"] < row["as_of"] and has_figure(earlier) and earlier["origin"] == row["origin"]:
            by = as_shown(row["value"], decimals) - as_shown(earlier["value"], decimals)
            return earlier["as_of"], earlier["value"], by
    return None
