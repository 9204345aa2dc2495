"""What a load holds before it commits: that the warehouse sums to what the accepted rows said."""

from typing import Final

import pandas as pd
from sqlalchemy import Connection, func, select

from etl.warehouse.schema import observation, record

SUM: Final = ["source", "measure", "unit"]
Sums = dict[tuple[str, str, str], tuple[float, ...]]


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
    if wanted != found:
        both = "\n".join(f"{key}: {wanted.get(key)} said, {found.get(key)} stored" for key in sorted({*wanted, *found}))
        raise ArithmeticError(f"accepted rows and the warehouse differ in their sums of rows, value and base:\n{both}")


def _summed(said: pd.DataFrame | None) -> Sums:
    if said is None:
        return {}
    sums = said.groupby(SUM).agg(rows=("source", "size"), value=("value", "sum"), base=("base", "sum"))
    return {key: _tidy(*numbers) for key, *numbers in sums.itertuples()}


def _stored(connection: Connection, number: int) -> Sums:
    keys = [observation.c[name] for name in SUM]
    sums = [func.count(), func.sum(observation.c.value), func.sum(observation.c.base)]
    query = select(*keys, *sums).where(observation.c.version_from == number).group_by(*keys)
    return {(source, measure, unit): _tidy(*numbers) for source, measure, unit, *numbers in connection.execute(query)}


def _tidy(*numbers: float | None) -> tuple[float, ...]:
    """Parts of whole numbers sum exactly; others up to the last of their digits."""
    return tuple(round(float(number or 0), 6) for number in numbers)
