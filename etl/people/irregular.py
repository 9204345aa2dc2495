"""Where a register that is too large for the layout stops being a plain table. Slow, and only done to say it."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from etl.people.quoting import Quoting
from etl.people.relations import LONGEST_CELL, SURPLUS, CsvRelation
from etl.problems import Problem
from etl.readers.files import LARGEST_MB


def irregular(path: Path, relation: CsvRelation) -> Problem:
    """The problem that names the first line of text that is not plain; 0 where none can be named."""
    return Problem("register_irregular", {"line": next(_lines(path, relation), 0), "limit": LARGEST_MB})


def _lines(path: Path, relation: CsvRelation) -> Iterator[int]:
    quoting = Quoting(relation.separator)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
                quoting.hold(line)
            except (UnicodeDecodeError, pl.exceptions.ComputeError):
                yield number
                return
    with path.open(encoding="utf-8-sig", newline="") as text:
        begins = relation.skip + 1
        rows = csv.reader(islice(text, relation.skip, None), delimiter=relation.separator)
        for row in rows:
            if len(row) > relation.headed + SURPLUS or max(map(len, row), default=0) > LONGEST_CELL:
                yield begins
                return
            begins = relation.skip + rows.line_num + 1
