"""Hyphens in place of counts, as statistical tables write them for none."""

from collections.abc import Mapping

import pandas as pd

from etl.contracts import Column
from etl.grid import Note
from etl.interpret.results import told
from etl.parse.cells import HYPHENS, clean

ZERO = "nihil"


def zeros(cells: pd.DataFrame, counts: Mapping[str, Column]) -> tuple[dict[str, "pd.Series[bool]"], tuple[Note, ...]]:
    """Where a hyphen is a zero: in a row that reports another count, or whose source asks for one count alone.

    A row of several counts that are all hyphens or blank reports nothing, and not reported is not zero. Nor do hyphens
    in all parts of a whole that is there: `50 | - | -` has nobody who signed and nobody who did not.

    Args:
        counts: the columns of counts by name; those that the file does not have are left out.
    """
    present = {name: cells[name].map(_tidied(cells[name])) for name in counts if name in cells}
    masks = {name: texts.isin(HYPHENS) for name, texts in present.items()}
    if not any(mask.any() for mask in masks.values()):
        return {}, ()
    said = pd.DataFrame({name: ~masks[name] & (texts != "") for name, texts in present.items()}).any(axis=1)
    reports = said | (len(present) == 1)
    void = {column.part_of: _is_void(present, masks, counts, column.part_of) for column in counts.values()}
    found = {name: mask & reports & ~void[counts[name].part_of] for name, mask in masks.items()}
    notes = [
        note
        for name, mask in found.items()
        for note in told("hyphens_as_zero", mask.index[mask], {"column": counts[name].title.id})
    ]
    return found, tuple(notes)


def _is_void(
    present: Mapping[str, "pd.Series[str]"],
    masks: Mapping[str, "pd.Series[bool]"],
    counts: Mapping[str, Column],
    whole: str,
) -> "pd.Series[bool]":
    """Where every part of a whole is a hyphen, or blank, and the whole is a number that is not zero."""
    texts = next(iter(present.values()))
    parts = [name for name in present if whole and counts[name].part_of == whole]
    if whole not in present or len(parts) < 2:
        return pd.Series(False, index=texts.index)
    unsaid = pd.DataFrame({name: masks[name] | (present[name] == "") for name in parts}).all(axis=1)
    return unsaid & ~masks[whole] & ~present[whole].isin(["", "0", ZERO])


def _tidied(texts: "pd.Series[str]") -> dict[str, str]:
    return {text: clean(text) for text in texts.unique()}
