"""Where a register that is too large for the layout stops being a plain table. Slow, and only done to say it."""

import csv
from itertools import islice
from pathlib import Path

import polars as pl

from etl.people.quoting import Quoting
from etl.people.relations import SURPLUS, CsvRelation
from etl.problems import Problem
from etl.readers.files import LARGEST_MB


def irregular(path: Path, relation: CsvRelation) -> Problem:
    """The problem that names the first line of text that is not plain; 0 where none can be named."""
    line = _of_bytes(path, relation) or _of_rows(path, relation)
    return Problem("register_irregular", {"line": line, "limit": LARGEST_MB})


def _of_bytes(path: Path, relation: CsvRelation) -> int:
    """Where the row begins that holds a letter or a quote which is not plain; 0 if none does."""
    quoting, begins = Quoting(relation.separator), 0
    with path.open("rb") as lines:
        try:
            for number, line in enumerate(lines, start=1):
                begins = begins if quoting.inside else number
                line.decode()
                quoting.hold(line)
            quoting.end()
        except (UnicodeDecodeError, pl.exceptions.ComputeError):
            return begins
    return 0


def _of_rows(path: Path, relation: CsvRelation) -> int:
    """Where the first row begins that has far more cells than the header; 0 if none has."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        begins = relation.skip + 1
        rows = csv.reader(islice(text, relation.skip, None), delimiter=relation.separator)
        for row in rows:
            if len(row) > relation.headed + SURPLUS:
                return begins
            begins = relation.skip + rows.line_num + 1
    return 0
