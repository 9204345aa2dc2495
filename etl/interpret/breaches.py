"""Breaches as frames: one line a breach, at the row and column where it stands."""

from collections.abc import Sequence

import pandas as pd

from etl.interpret.strangers import shown_if_known
from etl.rules import Breach

BREACH_COLUMNS = ("row", "column", "value", "rule", "detail")
_BREACH_TYPES = ("int64", "str", "str", "str", "object")
NO_BREACHES = pd.DataFrame(
    {name: pd.Series(dtype=kind) for name, kind in zip(BREACH_COLUMNS, _BREACH_TYPES, strict=True)}
)


def breach_frame(rows: pd.Index, column: str, values: "pd.Series[str]", breaches: Sequence[Breach]) -> pd.DataFrame:
    """Breaches of one column as a frame of BREACH_COLUMNS; values are masked where they could find a person."""
    return pd.DataFrame(
        {
            "row": pd.Series(rows.to_numpy(), dtype="int64"),
            "column": column,
            "value": [shown_if_known(value, each.rule.code) for value, each in zip(values, breaches, strict=True)],
            "rule": [breach.rule.code for breach in breaches],
            "detail": pd.Series([breach.detail for breach in breaches], dtype=object),
        },
        columns=BREACH_COLUMNS,
    )


def together(breaches: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several frames of breaches as one."""
    some = [frame for frame in breaches if len(frame)]
    return pd.concat(some, ignore_index=True) if some else NO_BREACHES.copy()
