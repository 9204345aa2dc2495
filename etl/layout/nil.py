"""Rows of a log that say there was nothing to enter: `NIHIL` states a zero for the period of its table."""

from typing import Final

import numpy as np
import pandas as pd

from etl.contracts import Contract, Kind
from etl.layout.context import Finding
from etl.layout.header import Header
from etl.layout.page import Mask, Page
from etl.layout.periods import Span
from etl.layout.places import Place, called
from etl.layout.words import NIL, ORDINAL, is_nil
from etl.parse.cells import HYPHENS
from geo.regions import RegionIndex

_KEPT: Final[tuple[Kind, ...]] = ("region", "region_code", "bps_code", "province", "agency", "date")


def nil_rows(page: Page, first: int, end: int, header: Header) -> Mask:
    """Which of some rows say NIHIL, and beside it nothing but where and when."""
    found = np.zeros(end - first, dtype=bool)
    if header.contract.says_none:
        said = page.matches(NIL, range(page.width))[first:end].any(axis=1)
        found[said] = [_says_nothing_else(page.row(first + int(row)), header) for row in np.flatnonzero(said)]
    return found


def _says_nothing_else(texts: list[str], header: Header) -> bool:
    kinds = {column.name: column.kind for column in header.contract.columns}
    kept = {place for place, name in header.named.items() if kinds[name] in _KEPT}
    return all(
        place in kept or not text or text in HYPHENS or is_nil(text) or ORDINAL.fullmatch(text) is not None
        for place, text in enumerate(texts)
    )


def with_zeros(
    cells: pd.DataFrame, nil: Mask, contract: Contract, region: Finding | None, date: Finding | None, index: RegionIndex
) -> pd.DataFrame:
    """Cells in which the rows that say NIHIL have the key for it, and the region and date that stand beside them."""
    (key,) = contract.key
    kinds = {column.name: column.kind for column in contract.columns}
    names = dict.fromkeys([*map(str, cells.columns), key, contract.of_kind("date")[0].name])
    found, at = cells.reindex(columns=[*names], fill_value=""), pd.Series(nil, index=cells.index)
    filled: dict[str, pd.Series[str]] = {}
    for name in names:
        said = ~found[name].map(_is_blank).astype(bool) & (kinds[name] in _KEPT)
        filled[name] = found[name].mask(at & ~said, _beside(kinds[name], region, date, index))
    return found.assign(**filled).assign(**{key: filled[key].mask(at, contract.says_none)})


def _is_blank(text: str) -> bool:
    return not text or text in HYPHENS or is_nil(text)


def _beside(kind: Kind, region: Finding | None, date: Finding | None, index: RegionIndex) -> str:
    """What a blank cell of such a row has from beside the rows."""
    if kind == "date" and date and isinstance(date.value, Span):
        return date.value.iso
    if kind == "region" and region and isinstance(region.value, Place):
        return called(region.value.code, index)
    return ""
