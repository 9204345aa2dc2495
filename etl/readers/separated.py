"""Text -> rows of cells: which separator a CSV has, and what its quotes mean."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.problems import Problem

SEPARATORS = (",", ";", "\t")
MOST_BREAKS = 100  # of lines in one row; a chronology of a report has some dozens
_LOOK = 100_000  # characters over which the separator is decided
_DECLARED = re.compile(r'"?sep=(.)"?(?:\r\n?|\n|$)', re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BEFORE_SPACE = re.compile(r"[,;](?= )")
_OTHER_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]),(?=[0-9])")


class Rows(NamedTuple):
    """Raw rows, blank ones too, each as long as it is; `separator` is what parted their cells."""

    rows: list[list[str]]
    separator: str


def split(text: str) -> Rows | Problem:
    """The rows of a CSV. A first line `sep=;` is Excel's own and no row."""
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    separator = declared[1] if declared else separator_of(body)
    reader = csv.reader(_lines(body), delimiter=separator, strict=True)
    before = 1 if declared else 0
    try:
        rows = list(reader)
    except csv.Error:
        return _broken(body, separator, before)
    # Of so few lines more than rows no one row can have too many.
    more = body.count("\n") - len(rows)
    return (more > MOST_BREAKS and _swallowed(rows, before)) or Rows(rows, separator)


def _swallowed(rows: Sequence[Sequence[str]], lines_before: int) -> Problem | None:
    """That a cell holds so many lines that a quote opened by mistake, and another far below, must have made it one."""
    line = 1 + lines_before
    for row in rows:
        breaks = sum(cell.count("\n") for cell in row)
        if breaks > MOST_BREAKS:
            return Problem("broken_quotes", {"line": line})
        line += 1 + breaks
    return None


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, as the csv module wants them; io.StringIO would take four bytes for each sign."""
    if any(sign in text for sign in _OTHER_BREAKS):  # signs that Python takes for the end of a line, and no table does
        return (line[0] for line in _LINE.finditer(text))
    return iter(text.splitlines(keepends=True))


def separator_of(text: str) -> str:
    """The separator that gives most rows the same number of cells, and many cells; a comma if none does.

    Titles above and notes below a table, with commas of their own, are outvoted by its rows. A comma between digits may
    be of a number and has no vote; a separator before a space is nearly always prose, and has a fifth of one.
    """
    look = _BETWEEN_DIGITS.sub(".", text[:_LOOK])
    plain = _BEFORE_SPACE.sub(" ", look)
    votes = {separator: _votes(look, separator) + 4 * _votes(plain, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: votes[separator])


def _votes(text: str, separator: str) -> int:
    """Cells gained by the rows of the commonest width."""
    try:
        widths = Counter(map(len, csv.reader(_lines(text), delimiter=separator)))
    except csv.Error:  # met again, and reported, when the whole file is read
        return 0
    return max((rows * (width - 1) for width, rows in widths.items()), default=0)


def _broken(text: str, separator: str, lines_before: int) -> Problem:
    """Where the row begins that cannot be read: of quotes never closed that is more use than where the file ends."""
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error as error:
        detail = {"line": line + lines_before}
        if "field larger" in str(error):
            return Problem("cell_too_long", {**detail, "limit": csv.field_size_limit()})
        return Problem("broken_quotes", detail)
    raise AssertionError("text that could not be read can be read")  # pragma: no cover
