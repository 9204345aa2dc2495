"""Headers that are nearly those of a count: a slip of the pen must not cost a column of figures."""

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from etl.contracts import Contract
from etl.headers import readings
from etl.layout.header import Header
from etl.masking import shown
from etl.problems import Problem

# How many signs may differ in a word of at least so many: in shorter ones another word is as near.
_SLIPS = ((10, 2), (6, 1))


def misspelt(header: Header, contracts: Iterable[Contract]) -> Problem | None:
    """The first column that would be left out though its header is that of a count of some source, but for a slip.

    It is not guessed what is meant: the file is refused with both.
    """
    known = list(contracts)
    counts = {
        word: column.shown_name
        for contract in known
        for word, column in contract.by_header.items()
        if column.kind == "count"
    }
    added = {place for cell in header.cells for place in cell.part_of}
    for place, cell in enumerate(header.cells):
        if cell.column or cell.days or place in added or not cell.texts:
            continue
        if any(contract.column_of(text) for contract in known for text in (cell.text, *cell.texts)):
            continue
        if meant := next((counts[word] for word in counts if _is_near(cell.texts[-1], word)), None):
            return Problem("header_misspelt", {"header": shown(cell.text), "meant": meant})
    return None


def _is_near(text: str, word: str) -> bool:
    slips = next((slips for least, slips in _SLIPS if len(word) >= least), 0)
    return bool(slips) and any(
        Levenshtein.distance(reading, word, score_cutoff=slips) <= slips for reading in readings(text)
    )
