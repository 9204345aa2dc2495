"""Rows with more cells than there are headers: an unquoted separator may have shifted everything behind it."""

from collections.abc import Iterable

import pandas as pd

from etl.interpret import breach_frame
from etl.rules import TOO_MANY_CELLS, Breach
from etl.staged import REJECTS


def overlong(rows: Iterable[tuple[int, int, int]], sheet: str = "") -> pd.DataFrame:
    """Their rejects (REJECTS), none with a cell; `rows` are row of the spreadsheet, cells, and headers of each."""
    told = list(rows)
    breaches = [Breach(TOO_MANY_CELLS, {"cells": cells, "columns": columns}) for _, cells, columns in told]
    numbers = pd.Index([row for row, _, _ in told], dtype="int64")
    frame = breach_frame(numbers, "", pd.Series("", index=numbers, dtype="str"), breaches)
    return frame.assign(sheet=sheet)[list(REJECTS)]
