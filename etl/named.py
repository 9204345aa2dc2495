"""Names of persons that a file itself states, in a column of names, and where else in it they stand.

That column is never loaded; but the same name may stand in an agency, a source, the name of the sheet or of the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

import pandas as pd

from etl.contracts import Contract
from etl.grid import Reading, Table
from etl.interpret.strangers import is_known
from etl.layout.words import is_agency
from etl.masking import MASK

_MOST_WORDS, _MOST_LOOKED_AT = 8, 200
_TEXTS = ("agency", "text", "key")
_WORD = re.compile(r"[^\W_]+")


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Names as they are compared: words alone, whatever their case, with and without the degrees behind a comma."""
    found = {_plain(part) for text in texts for part in (text, text.partition(",")[0])}
    return frozenset(name for name in found if len(name) > 2)


def without_named(text: str, names: frozenset[str]) -> str:
    """A text, masked if it holds one of the names; a name of a single word must be all of it."""
    return MASK if any(name in names and not is_plain(name) for name in possible_names(text)) else text


def possible_names(text: str) -> Iterator[str]:
    """Every run of words of a text that could be a name, as names are compared."""
    words = _WORD.findall(text.casefold())[:_MOST_LOOKED_AT]
    for first in range(len(words)):
        for end in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
            if end - first > 1 or len(words) == 1:
                yield " ".join(words[first:end])


def is_plain(text: str) -> bool:
    """Whether a text is an agency's name, or holds no unknown word: offices write such into columns of names too."""
    return is_agency(text) or is_known(text)


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
    return replace(
        table,
        cells=cells_without_named(table.cells, contract, names),
        totals=cells_without_named(table.totals, contract, names),
        dropped=tuple(without_named(header, names) for header in table.dropped),
    )


def texts_of(cells: pd.DataFrame, contract: Contract) -> list[str]:
    """The columns of a frame in which any text may stand."""
    return [column.name for column in contract.columns if column.kind in _TEXTS and column.name in cells]


def cells_without_named(cells: pd.DataFrame, contract: Contract, names: frozenset[str]) -> pd.DataFrame:
    """A frame in which a text that holds one of the names is masked."""
    own = texts_of(cells, contract)
    masks = {name: {text: without_named(text, names) for text in cells[name].unique()} for name in own}
    held = {name: mask for name, mask in masks.items() if MASK in mask.values()}
    return cells.assign(**{name: cells[name].map(mask).astype("str") for name, mask in held.items()})


def _called(name: str, number: int, names: frozenset[str]) -> str:
    return f"{MASK} ({number})" if without_named(name, names) == MASK else name


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
