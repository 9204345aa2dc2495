"""What a load holds before it commits: that the warehouse sums to what the accepted rows said."""

from typing import Final

import pandas as pd
from sqlalchemy import Connection, func, select

from etl.warehouse.schema import observation, record

SUM: Final = ["source", "measure", "unit"]


def hold_sums(connection: Connection, records: int, said: pd.DataFrame | None, number: int) -> None:
    """Hold what version `number` has begun with, summed over regions, to what its accepted rows said.

    Args:
        records: how many new records the accepted rows make.
        said: their observations: SUM, `value` and `base`.

    Raises:
        ArithmeticError: they differ: a defect of ours, and nothing of the load may stay.
    """
    written = connection.scalar(select(func.count()).where(record.c.version_from == number)) or 0
    if written != records:
        raise ArithmeticError(f"{records} accepted records, but {written} stand in the warehouse")
    wanted, found = _summed(said), _stored(connection, number)
    if not wanted.equals(found):
        both = pd.concat([wanted, found], axis=1, keys=["said", "stored"])
        raise ArithmeticError(f"accepted rows and the warehouse differ in their sums:\n{both.to_string()}")


def _summed(said: pd.DataFrame | None) -> pd.DataFrame:
    frame = pd.DataFrame(columns=[*SUM, "value", "base"]) if said is None else said[[*SUM, "value", "base"]]
    frame = frame.astype({"value": "float64", "base": "float64"})
    sums = frame.groupby(SUM, as_index=False).agg(rows=("value", "size"), value=("value", "sum"), base=("base", "sum"))
    return _tidy(sums)


def _stored(connection: Connection, number: int) -> pd.DataFrame:
    keys = [observation.c[name] for name in SUM]
    sums = [func.count(), func.sum(observation.c.value), func.sum(observation.c.base)]
    query = select(*keys, *sums).where(observation.c.version_from == number).group_by(*keys)
    return _tidy(pd.DataFrame(connection.execute(query).all(), columns=[*SUM, "rows", "value", "base"]))


def _tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Sums by source, measure and unit. Parts of whole numbers sum exactly; others up to the last of their digits."""
    sums = frame.set_index(SUM).astype("float64").fillna(0.0).round(6).sort_index()
    return sums.set_axis(pd.MultiIndex.from_tuples(sums.index.tolist(), names=SUM), axis=0)
