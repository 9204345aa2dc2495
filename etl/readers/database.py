"""A query instead of a file: a SQLAlchemy URL and a SELECT, or the name of a table, as a way in for every source.

Nothing is ever written: the transaction is read-only (PostgreSQL) or the file is opened so (SQLite), and one statement
is sent in a way that takes no second one. Looking at the first word only makes the refusal plainer.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from sqlalchemy import URL, Connection, CursorResult, create_engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from etl.grid import Grid, Reading
from etl.masking import shown
from etl.problems import Problem
from etl.readers.cells import rectangle
from etl.readers.literals import without_names
from etl.readers.values import text_of

MOST_ROWS = 1_000_000
BATCH = 100_000
_SECONDS_TO_CONNECT = 15
_TABLE = re.compile(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)?")
_BEFORE = re.compile(r"(?:\s|\(|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
_READS = re.compile(r"(?:select|with|values|table)\b", re.IGNORECASE)
# Classes of SQLSTATE in which PostgreSQL speaks of statements, connections and its own resources, not of values.
_OF_QUERIES = frozenset({"08", "0A", "25", "28", "3D", "3F", "42", "53", "57"})
_OF_SQLITE = re.compile(
    r"no such (?:table|column|function|module): .+|ambiguous column name: .+|near \".+\": syntax error|incomplete input"
    r"|wrong number of arguments to function \w+\(\)|You can only execute one statement at a time\."
    r"|attempt to write a readonly database|database is locked|database disk image is malformed|disk I/O error"
    r"|file is not a database|interrupted"
)
_QUOTED = re.compile(r'"(.*)"|(?:no such \w+|ambiguous column name): (.+)')
_NO_TEXT = "Could not decode to UTF-8"  # so Python says of SQLite, and goes on with column and text
_ADDRESS = re.compile(r"\w[\w+]*://\S+")


@dataclass(frozen=True, slots=True)
class Database:
    """A location to load from, in place of a path: a SQLAlchemy URL, and a SELECT or the name of a table."""

    url: str
    query: str

    @property
    def shown(self) -> str:
        """What receipts call it: the address without its password and options, and the query on one line, its comments
        left out and texts that could be names masked."""
        return f"{self._address} {without_names(self.query)}"

    @property
    def _address(self) -> str:
        try:
            return make_url(self.url).set(query={}).render_as_string(hide_password=True)
        except (ArgumentError, ValueError):
            return "?"

    def __repr__(self) -> str:
        return f"Database({self.shown!r})"


class DatabaseRefused(Exception):  # noqa: N818 - named for what happened, as Problem is
    """A query that gave nothing; `problem` says why, in words and without the password."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.explain("en")[0])
        self.problem = problem


def open_database(place: Database) -> Reading:
    """The rows of a query as one grid under a row of column names; typed values are written as those of workbooks.

    A query of more than MOST_ROWS rows is refused: `batches` streams what may be larger. `sha256` is None.
    """
    rows: list[list[str]] = []
    try:
        for names, batch in _batches(place, BATCH):
            rows = rows or [names]
            rows += ([text_of(value) for value in row] for row in batch)
            if len(rows) > MOST_ROWS + 1:
                raise DatabaseRefused(Problem("query_too_large", {"limit": MOST_ROWS}))
    except DatabaseRefused as refused:
        return Reading(None, problem=refused.problem, name=place.shown)
    cells = rectangle(rows)
    if isinstance(cells, Problem):
        return Reading(None, problem=cells, name=place.shown)
    return Reading(None, (Grid("", cells),), name=place.shown)


def batches(place: Database, size: int = BATCH) -> Iterator[pa.RecordBatch]:
    """The rows of a query of any size, some at a time, in one transaction: columns of text, blank cells empty.

    Columns are named as the query names them; the first batch comes even if there are no rows.

    Raises:
        DatabaseRefused: it cannot be reached, or refuses the query; also in the midst of the batches.
    """
    for names, rows in _batches(place, size):
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        yield pa.RecordBatch.from_arrays([_column(values) for values in columns], names=names)


def _column(values: Sequence[Any]) -> pa.Array:
    try:
        texts = pa.array(values, pa.string())
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        texts = pa.array([text_of(value) for value in values], pa.string())
    return texts.fill_null("")


def _batches(place: Database, size: int) -> Iterator[tuple[list[str], Sequence[Any]]]:
    """Column names beside each batch of rows; one batch at least."""
    statement = _statement(place.query)
    with _told(place), _reading(place) as connection, closing(_executed(connection, statement)) as result:
        names = list(result.keys())
        rows = result.fetchmany(size)
        yield names, rows
        while len(rows) == size and (rows := result.fetchmany(size)):
            yield names, rows


def _statement(query: str) -> str:
    """The SELECT that is meant.

    Raises:
        DatabaseRefused: it is neither the name of a table nor a statement that reads.
    """
    plain = query.strip().removesuffix(";").strip()
    if _TABLE.fullmatch(plain):
        quoted = ".".join(f'"{part}"' for part in plain.split("."))
        return f"SELECT * FROM {quoted}"
    start = _BEFORE.match(plain)
    if not _READS.match(plain, start.end() if start else 0):
        raise DatabaseRefused(Problem("not_a_query"))
    return plain


def _executed(connection: Connection, statement: str) -> CursorResult[Any]:
    # Signs such as % and : are the query's own; and a server-side cursor takes one statement alone.
    options = {"no_parameters": True, "stream_results": True, "max_row_buffer": BATCH}
    return connection.execution_options(**options).exec_driver_sql(statement)


@contextmanager
def _reading(place: Database) -> Iterator[Connection]:
    """A connection in a transaction that cannot write; it is rolled back in the end."""
    try:
        connection = _connected(place.url)
    except (ArgumentError, ValueError):
        raise DatabaseRefused(Problem("database_address")) from None
    except SQLAlchemyError as error:  # no row has been read yet, so that a driver can quote nothing but the address
        reason = _without_secrets(_first_line(error), place.url)
        raise DatabaseRefused(Problem("database_unreachable", {"reason": reason})) from None
    with connection:
        yield connection


def _connected(address: str) -> Connection:
    url = make_url(address)
    match url.get_backend_name():
        case "postgresql":
            url = url.set(drivername="postgresql+psycopg")
            patience = {} if "connect_timeout" in url.query else {"connect_timeout": _SECONDS_TO_CONNECT}
            engine = create_engine(url, poolclass=NullPool, connect_args=patience, hide_parameters=True)
            options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        case "sqlite":
            engine = create_engine("sqlite://", creator=lambda: _sqlite(url), poolclass=NullPool)
            options = {}
        case other:
            raise DatabaseRefused(Problem("database_unsupported", {"kind": other}))
    return engine.connect().execution_options(**options)


def _sqlite(url: URL) -> sqlite3.Connection:
    """Opened for reading alone: a file that is absent is not made, and one that is there not changed."""
    path = Path(url.database or ":memory:").absolute()
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=_SECONDS_TO_CONNECT)
    connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def _told(place: Database) -> Iterator[None]:
    """Whatever the database says against a query, in words."""
    try:
        yield
    except UnicodeDecodeError:
        raise DatabaseRefused(Problem("database_text")) from None
    except ValueError as error:
        raise DatabaseRefused(Problem("query_failed", {"reason": type(error).__name__})) from None
    except SQLAlchemyError as error:
        if _first_line(error).startswith(_NO_TEXT):
            raise DatabaseRefused(Problem("database_text")) from None
        raise DatabaseRefused(Problem("query_failed", {"reason": _reason(error, place)})) from None


def _reason(error: SQLAlchemyError, place: Database) -> str:
    """What a driver says of a query where it can quote nothing but the query; else only what kind of error it is.

    What is wrong with a value is said with the value: `invalid input syntax for type integer: "Siti Aminah"`.
    """
    cause, words = _cause(error), _first_line(error)
    state = getattr(cause, "sqlstate", None) or ""
    if state[:2] in _OF_QUERIES or (not state and _OF_SQLITE.fullmatch(words)):
        quoted = (part for parts in _QUOTED.findall(words) for part in parts)
        if all(part in place.query and "'" not in part for part in quoted):
            return _without_secrets(words, place.url)
    name = re.sub("(?<=[a-z])(?=[A-Z])", " ", type(cause).__name__).lower()
    code = getattr(type(cause), "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return f"{name} ({code})" if code else name


def _cause(error: SQLAlchemyError) -> BaseException:
    return getattr(error, "orig", None) or error


def _first_line(error: SQLAlchemyError) -> str:
    cause = _cause(error)
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__)


def _without_secrets(text: str, address: str) -> str:
    """A driver's message without the password, and masked if a value it quotes could find a person."""
    url = make_url(address)
    for secret in (url.password, *(value for key, value in url.query.items() if "pass" in key)):
        text = text.replace(str(secret), "***") if secret else text
    return shown(_ADDRESS.sub("***", text))
