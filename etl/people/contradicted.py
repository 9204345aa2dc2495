"""What the rows of a register contradict in themselves: told of a register's day and government, never of a person."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Contract
from etl.contradictions import CONFLICTS, TOTAL_DIFFERS, weekday_conflicts
from etl.grid import Table

MEASURE, UNIT_OF_PERSONS = "pact", "orang ASN"
_TOLD = ["unit", "kind", "stated", "found"]


def contradicted(
    rows: pd.DataFrame, units: "pd.Series[int]", sizes: "pd.Series[int]", slices: pd.DataFrame, contract: Contract
) -> pd.DataFrame:
    """Conflicts of a register (CONFLICTS); `detail` tells how many rows say so.

    Args:
        rows: the interpreted combinations without a breach. units, sizes: of each its unit, and how many rows have it.
        slices: SLICES with `unit`; a conflict hangs on the first slice of its unit.
    """
    found = [_inside(kind.kind, rows[mask], kind, units, sizes) for kind, mask in _differing(rows, contract)]
    told = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*_TOLD, "rows"])
    told = told.groupby(_TOLD)["rows"].sum().reset_index()
    first = slices.drop_duplicates("unit").set_index("unit")[["record_key", "region_code", "as_of", "election"]]
    told = told.join(first, on="unit", how="inner").reset_index(drop=True)
    detail = pd.Series([{"rows": int(rows)} for rows in told["rows"]], dtype=object)
    about = told.assign(measure=MEASURE, category="total", detail=detail).drop(columns="unit")
    return about.assign(unit=UNIT_OF_PERSONS)[list(CONFLICTS)]


def totals_differ(tables: Sequence[Table], slices: pd.DataFrame) -> pd.DataFrame:
    """Totals of registers that are not the number of rows which they sum (CONFLICTS); each hangs on the first slice."""
    found = [
        {"stated": str(total["alone"]), "found": str(sizes[-1 if total["extent"] == "sheet" else 0]), "detail": detail}
        for place, table in enumerate(tables)
        for total in table.totals.to_dict("records")
        if total["alone"] and int(total["alone"]) not in (sizes := _sizes(tables[: place + 1], total))
        for detail in [{"sheet": table.sheet, "column": "NIP", **{k: int(total[k]) for k in ("row", "first", "last")}}]
    ]
    if not found or slices.empty:
        return pd.DataFrame(columns=list(CONFLICTS))
    about = slices.iloc[0][["record_key", "region_code", "as_of", "election"]]
    frame = pd.DataFrame(found).assign(kind=TOTAL_DIFFERS, measure=MEASURE, unit=UNIT_OF_PERSONS, category="total")
    return frame.assign(**{str(name): value for name, value in about.items()})[list(CONFLICTS)]


def _sizes(tables: Sequence[Table], total: Mapping[Hashable, Any]) -> list[int]:
    """How many rows a total of the last table may sum: its own, and with them those above it in its sheet."""
    own = len(set(tables[-1].rows[tables[-1].rows.between(total["first"], total["last"])]))
    above = sum(len(set(table.rows)) for table in tables[:-1] if table.sheet == tables[-1].sheet)
    return [own] if total["extent"] == "group" else [own, own + above]


def _differing(rows: pd.DataFrame, contract: Contract) -> list[tuple[Any, "pd.Series[bool]"]]:
    masks = [(kind, kind.differs(rows)) for kind in weekday_conflicts(contract)]
    return [(kind, mask) for kind, mask in masks if mask.any()]


def _inside(
    kind: str, rows: pd.DataFrame, conflict: Any, units: "pd.Series[int]", sizes: "pd.Series[int]"
) -> pd.DataFrame:
    stated, found = (np.array(texts, dtype=object) for texts in (conflict.stated(rows), conflict.found(rows)))
    at = rows.index
    return pd.DataFrame({"unit": units[at], "kind": kind, "stated": stated, "found": found, "rows": sizes[at]})
