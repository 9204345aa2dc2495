"""Many rows at once into a table: COPY on PostgreSQL, one prepared statement on SQLite, never a row at a time."""

import json
from io import BytesIO
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
from sqlalchemy import JSON, Column, Connection, Date, Double, Integer, Table

CHUNK_BYTES = 1 << 20


def insert_frame(connection: Connection, table: Table, frame: pd.DataFrame) -> None:
    """Insert the columns that the table has; missing numbers become nulls and times of day are dropped from dates."""
    if frame.empty:
        return
    columns = [column for column in table.c if column.name in frame.columns]
    arrays = [_array(column, frame[column.name]) for column in columns]
    names = [connection.dialect.identifier_preparer.quote(column.name) for column in columns]
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, names, arrays)
    else:
        marks = ", ".join("?" * len(names))
        rows = list(zip(*(array.to_pylist() for array in arrays), strict=True))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)


def _array(column: Column[Any], values: "pd.Series[Any]") -> pa.Array:
    """The values of a column as the database takes them: days as ISO text, whole numbers whole, JSON as text."""
    if isinstance(column.type, JSON):
        return pa.array([json.dumps(value) for value in values], pa.string())
    if isinstance(column.type, Date):
        days = values if pd.api.types.is_datetime64_any_dtype(values) else pd.to_datetime(values)
        codes, distinct = pd.factorize(days)
        texts = pa.array([day.date().isoformat() for day in pd.DatetimeIndex(distinct)], pa.string())
        return texts.take(pa.array(codes, mask=codes < 0))
    if isinstance(column.type, Integer):
        return pa.array(values.astype("Int64"), pa.int64())
    if isinstance(column.type, Double):
        return pa.array(values.astype("float64"), pa.float64(), from_pandas=True)
    return pa.array(values.astype(object), from_pandas=True)


def _copy(connection: Connection, table: str, names: list[str], arrays: list[pa.Array]) -> None:
    """COPY in CSV: a null is empty there and an empty text is `""`."""
    rows = BytesIO()
    pa.csv.write_csv(pa.table(arrays, names=names), rows, pa.csv.WriteOptions(include_header=False))
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT csv)") as copy:
        view = rows.getbuffer()
        for start in range(0, len(view), CHUNK_BYTES):
            copy.write(view[start : start + CHUNK_BYTES])
