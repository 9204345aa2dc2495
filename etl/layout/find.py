"""Which rows of a sheet are headers, and of which source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from etl.contracts import Column, Contract
from etl.headers import readings
from etl.layout.header import Header, header_at, is_days
from etl.layout.page import Mask, Page

# A header of few known words is looked for among so many rows; further down it must show two.
_TOP_ROWS = 200
# Columns with more distinct texts than this hold data, and only literal headers are looked for below the top.
_MANY = 5_000
_FEWEST_COLUMNS, _FEW = 2, 3
_LONGEST_HEADER = 80


def headers_in(page: Page, contracts: Iterable[Contract]) -> dict[str, list[Header]]:
    """Every candidate for a header by contract, in order of row; those of one contract do not overlap."""
    known = list(contracts)
    words = frozenset(word for contract in known for word in contract.by_header)
    rows = _candidates(page, words)
    return {contract.name: _apart([header_at(page, row, contract) for row in rows]) for contract in known}


def complete(headers: Sequence[Header]) -> list[Header]:
    """Those headers that lack nothing and explain enough to be no accident."""
    whole = [header for header in headers if not header.missing and _is_enough(header)]
    most = max((header.explained for header in whole), default=0)
    return [header for header in whole if 2 * header.explained >= most]


def _is_enough(header: Header) -> bool:
    return header.explained + sum(bool(cell.days) for cell in header.cells) >= _FEWEST_COLUMNS


def _apart(headers: list[Header]) -> list[Header]:
    """Of headers that share rows the one that lacks least and explains most."""
    kept: list[Header] = []
    for header in sorted(headers, key=lambda header: (len(header.missing), -header.explained, header.top)):
        if all(header.bottom < other.top or header.top > other.bottom for other in kept):
            kept.append(header)
    return sorted(kept, key=lambda header: header.top)


def _candidates(page: Page, words: frozenset[str]) -> list[int]:
    """Rows that hold words of headers: one near the top, or two columns of days; further down two, and little else."""
    hits = _hits(page, words)
    number = hits.sum(axis=1)
    found = _near(page, number, words)
    seen: dict[tuple[Any, ...], bool] = {}
    for row in map(int, np.flatnonzero(number[_TOP_ROWS:] >= 2) + _TOP_ROWS):
        texts = page.row(row)
        pattern = tuple((int(place), texts[place]) for place in np.flatnonzero(hits[row]))
        if pattern not in seen:
            seen[pattern] = len({text for _, text in pattern}) * 2 > len([text for text in texts if text])
        if seen[pattern]:
            found.append(row)
    return found


def _near(page: Page, number: NDArray[np.int64], words: frozenset[str]) -> list[int]:
    """Rows near the top with a word of headers; of rows with the same few words the first few, for these are data.

    So are one word and one day (`sudah`, and when somebody signed), and rows that mostly hold something else; but not
    a row that repeats one of the first to the letter, as headers do over each table.
    """
    found: list[int] = []
    seen: Counter[tuple[str, ...]] = Counter()
    kept: set[tuple[str, ...]] = set()
    for row in map(int, np.flatnonzero(number[:_TOP_ROWS])):
        texts = page.texts(row)
        said = {text for text in texts if _is_word(text, words)}
        mostly_else = 2 * number[row] <= len(texts)
        if (mostly_else and tuple(texts) not in kept) or (len(said) <= 1 and number[row] - len(said) <= 1):
            pattern = tuple(sorted(said)) or tuple(text for text in texts if is_days(text) and not mostly_else)
            seen[pattern] += 1
            if seen[pattern] > _FEW:
                continue
        if _heads(texts, words):
            found.append(row)
            kept.add(tuple(texts))
    return found


def _heads(texts: Sequence[str], words: frozenset[str]) -> bool:
    return any(_is_word(text, words) for text in texts) or sum(map(is_days, texts)) >= _FEWEST_COLUMNS


def _hits(page: Page, words: frozenset[str]) -> Mask:
    """Which cells hold a header, or days as wide tables have them over their columns."""
    columns = [_hits_in(column, words) for column in page.columns]
    return np.column_stack(columns) if columns else np.zeros((page.height, 0), dtype=bool)


def _hits_in(column: pa.StringArray, words: frozenset[str]) -> Mask:
    encoded = column.dictionary_encode()
    distinct = encoded.dictionary
    if len(distinct) > _MANY:
        top = np.array([_is_hit(text, words) for text in column[:_TOP_ROWS].to_pylist()], dtype=bool)
        literal = pc.is_in(_bare(column[_TOP_ROWS:]), value_set=pa.array(sorted(words)))
        return np.concatenate([top, literal.to_numpy(zero_copy_only=False)])
    known = np.array([_is_hit(text, words) for text in distinct.to_pylist()], dtype=bool)
    found: Mask = known[encoded.indices.to_numpy()]
    return found


def _is_hit(text: str, words: frozenset[str]) -> bool:
    return _is_word(text, words) or is_days(text)


def _is_word(text: str, words: frozenset[str]) -> bool:
    return 0 < len(text) <= _LONGEST_HEADER and not words.isdisjoint(readings(text))


def _bare(column: pa.StringArray) -> Any:
    return pc.replace_substring_regex(pc.utf8_lower(column), r"[^\pL\pN]+", "")


def nearest(found: Mapping[str, Sequence[Header]]) -> tuple[Contract, tuple[Column, ...]] | None:
    """The contract that explains most of any header, and what that header lacks."""
    every = [header for headers in found.values() for header in headers]
    if not every:
        return None
    best = max(every, key=lambda header: (header.explained, -len(header.missing)))
    return best.contract, best.missing
