"""What makes a row the row it is: its key, its slice, and a hash of what it says however it was written."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract

# What stands in place of an agency where a register names those of other persons: no agency, and not the whole.
UNNAMED = "OPD tidak disebut"

_MEANING = {
    "date": ("period_start", "period_end", "precision", "weekday_stated"),
    "region": ("region_code",),
    "region_code": (),
    "bps_code": (),
    "province": (),
    "agency": ("agency_key",),
    "free_text": (),
    "person": (),
}


def meaning(contract: Contract) -> list[str]:
    """The interpreted columns that make up what a row says, however it was written."""
    return [name for column in contract.columns for name in _meant(column)]


def _meant(column: Column) -> tuple[str, ...]:
    if column.kind == "day":
        return column.name, f"{column.name}_weekday_stated"
    return _MEANING.get(column.kind, (column.name,))


def texts_of(values: "pd.Series[Any]", template: str = "{}") -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Values as text that stays the same for ever, in a template: whole numbers, ISO days; what is missing is empty."""
    codes, distinct = pd.factorize(values, use_na_sentinel=True)
    plain = [value.date().isoformat() if isinstance(value, pd.Timestamp) else _plain(value) for value in distinct]
    texts = [template.format(text) if text else "" for text in plain]
    return np.array([*texts, ""], dtype=object)[codes]


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else str(int(value)) if value % 1 == 0 else repr(float(value))


def with_identity(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Rows with `record_key`, `slice_key` and `content_hash` (128 bits of BLAKE2, hexadecimal).

    The hash is over `name=value` of what is not empty, so that a column which a contract gains later changes nothing
    for rows that leave it empty; where the row stood and how its words were spelt does not enter.
    """
    said = zip(*(texts_of(rows[name], f"{name}={{}}\x1f") for name in sorted(meaning(contract))), strict=True)
    digests = [hashlib.blake2b("".join(parts).encode(), digest_size=16).hexdigest() for parts in said]
    return rows.assign(
        record_key=_joined(rows, contract.key),
        slice_key=_joined(rows, contract.slice),
        content_hash=pd.Series(digests, index=rows.index, dtype="str"),
    )


def _joined(rows: pd.DataFrame, names: Sequence[str]) -> "pd.Series[str]":
    parts = zip(*(texts_of(rows[name]) for name in names), strict=True)
    return pd.Series(["|".join(part) for part in parts], index=rows.index, dtype="str")


def with_one_spelling(rows: pd.DataFrame) -> pd.DataFrame:
    """Each agency of a government in its first spelling; sources without agencies get the empty one."""
    if "agency" not in rows:
        return rows.assign(agency="")
    return rows.assign(agency=rows.groupby(["region_code", "agency_key"], sort=False)["agency"].transform("first"))
