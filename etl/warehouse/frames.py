"""Rows of a warehouse as frames, and the ending of rows: the one thing that is ever updated in place."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Connection, Date, Double, Integer, Select, Table, Text, and_, bindparam, update
from sqlalchemy.types import TypeEngine


def frame_of(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    """The rows of a query, typed by their columns and not by what happens to stand in them."""
    rows = connection.execute(query).all()
    columns = list(query.selected_columns)
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame({column.name: _array(column.type, each) for column, each in zip(columns, values, strict=True)})


def _array(kind: TypeEngine[Any], values: Sequence[Any]) -> Any:
    if isinstance(kind, Date):
        return _days(values)
    if isinstance(kind, BigInteger):
        return np.array(values, dtype=np.int64)
    if isinstance(kind, Double | Integer):
        return np.array(values, dtype=np.float64)
    return pd.array(values, dtype="str") if isinstance(kind, Text) else pd.Series(values, dtype=object)


def _days(values: Sequence[Any]) -> Any:
    """Days, converted once for each that is different: there are few of them, however many rows."""
    places, days = pd.factorize(np.array(values, dtype=object))
    return pd.DatetimeIndex(days).as_unit("s").array.take(places, allow_fill=True)


def end_rows(connection: Connection, table: Table, column: str, ids: Sequence[int], number: int) -> None:
    """End the current rows of a table whose `column` is one of `ids`, with version `number`."""
    if not ids:
        return
    statement = update(table).where(and_(table.c[column] == bindparam("ended"), table.c.version_to.is_(None)))
    connection.execute(statement.values(version_to=number), [{"ended": int(each)} for each in ids])
