"""Columns by their distinct values, so that each is parsed once however many rows have it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.interpret.breaches import NO_BREACHES, breach_frame
from etl.rules import Breach

Codes = np.ndarray[Any, np.dtype[np.intp]]


class Distinct(NamedTuple):
    """A column by its distinct values: the results of parsing each, and for every row which of them it has."""

    texts: "pd.Series[str]"
    codes: Codes
    results: list[Any]

    def spread(self, take: Callable[[Any], Any], otherwise: Any, dtype: str) -> "pd.Series[Any]":
        """One value a row: `take` of its result, `otherwise` where that is a breach."""
        each = [otherwise if isinstance(result, Breach) else take(result) for result in self.results]
        few = pd.array(each, dtype="str") if dtype == "str" else np.array(each, dtype=dtype)
        return pd.Series(few.take(self.codes), index=self.texts.index, dtype=dtype)

    def breaches(self, column: str) -> pd.DataFrame:
        """The breaches, at the rows that have them, with the cell as it may be shown."""
        broken = np.array([isinstance(result, Breach) for result in self.results], dtype=bool)
        if not broken.any():
            return NO_BREACHES
        broken = broken[self.codes]
        found = [self.results[code] for code in self.codes[broken]]
        texts = self.texts[broken]
        return breach_frame(texts.index, column, texts, found)

    def where(self, chosen: "np.ndarray[Any, np.dtype[np.bool_]]", texts: "pd.Series[str]") -> "Distinct":
        """The same results at some of the rows (a mask), which have other texts."""
        return Distinct(texts[chosen], self.codes[chosen], self.results)


def distinct(texts: "pd.Series[str]", parse: Callable[[list[str]], list[Any]]) -> Distinct:
    """A column parsed by its distinct texts, all of them at once, in order of appearance."""
    codes, values = pd.factorize(texts)
    return Distinct(texts, codes, parse(list(values)))


def distinct_rows(columns: Sequence["pd.Series[Any]"]) -> tuple[Codes, list[tuple[Any, ...]]]:
    """Factorise several columns together: for every row which distinct combination it has, and these combinations."""
    each = [pd.factorize(column) for column in columns]
    sizes = tuple(max(len(values), 1) for _, values in each)
    if not len(columns[0]):
        return np.empty(0, dtype=np.intp), []
    codes, places = pd.factorize(np.ravel_multi_index([codes for codes, _ in each], sizes))
    picked = np.unravel_index(places, sizes)
    return codes, list(zip(*(values[pick] for (_, values), pick in zip(each, picked, strict=True)), strict=True))
