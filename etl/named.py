"""Names of persons that a file itself states, in a column of names, and where else in it they stand.

That column is never loaded; but the same name may stand in an agency, a source, the name of the sheet or of the file.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

import pandas as pd

from etl.contracts import Contract
from etl.grid import Reading, Table
from etl.interpret.strangers import is_known
from etl.layout.words import is_agency
from etl.rules import MASK

_MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Names as they are compared: words alone, whatever their case, with and without the degrees behind a comma."""
    found = {_plain(part) for text in texts for part in (text, text.partition(",")[0])}
    return frozenset(name for name in found if len(name) > 2)


def without_named(text: str, names: frozenset[str]) -> str:
    """A text, masked if it holds one of the names; a name of a single word must be all of it."""
    words = _WORD.findall(text.casefold())[:200]
    for first in range(len(words)):
        for end in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
            alone = end - first == 1 and len(words) > 1
            if not alone and (name := " ".join(words[first:end])) in names and _is_nothing_else(name):
                return MASK
    return text


def reading_without_named(reading: Reading, names: frozenset[str]) -> Reading:
    """The sheets, those called after one of the names by their place in the file."""
    grids = tuple(
        replace(grid, name=_called(grid.name, number, names), member=_called(grid.member, number, names))
        for number, grid in enumerate(reading.grids, start=1)
    )
    return replace(reading, grids=grids)


def path_without_named(path: str, names: frozenset[str]) -> str:
    """A path, or an address, with each part masked that holds one of the names; the same one if none does."""
    parts = path.split("/")
    return "/".join(MASK if without_named(PurePath(part).stem, names) == MASK else part for part in parts)


def table_without_named(table: Table, contract: Contract, names: frozenset[str]) -> Table:
    """The rows, in which a text that holds one of the names is masked, and will be rejected for it."""
    kinds = ("agency", "text", "key")
    columns = [column.name for column in contract.columns if column.kind in kinds]
    return replace(
        table,
        cells=_masked(table.cells, columns, names),
        totals=_masked(table.totals, columns, names),
        dropped=tuple(without_named(header, names) for header in table.dropped),
    )


def _masked(cells: pd.DataFrame, columns: Sequence[str], names: frozenset[str]) -> pd.DataFrame:
    own = [name for name in columns if name in cells]
    masks = {name: {text: without_named(text, names) for text in cells[name].unique()} for name in own}
    held = {name: mask for name, mask in masks.items() if MASK in mask.values()}
    return cells.assign(**{name: cells[name].map(mask).astype("str") for name, mask in held.items()})


def _called(name: str, number: int, names: frozenset[str]) -> str:
    return f"{MASK} ({number})" if without_named(name, names) == MASK else name


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _is_nothing_else(name: str) -> bool:
    """No agency, region or `belum ada`, as offices write them into a column of names too."""
    return not is_agency(name) and not is_known(name)
