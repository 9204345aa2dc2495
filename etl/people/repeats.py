"""What repeats in the rows of a register, as text: combinations of what stands beside a person, and agencies."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import polars as pl

from etl.contracts import Contract
from etl.named import cells_without_named, is_plain, names_in, possible_names, texts_of
from etl.people.relations import Relation

# By what a row names the combination and the agency that stand in it, and how many rows name each.
COMBINATION, AGENCY, SIZE = "combination_hash", "agency_hash", "size"
MANY_ROWS = 1_000_000


class Repeats(NamedTuple):
    """The distinct combinations of cells, and the distinct agencies, in order of their texts.

    combinations: COMBINATION, the cells as they stand, SIZE.
    agencies: AGENCY, the cell as it stands, SIZE.
    """

    combinations: pl.DataFrame
    agencies: pl.DataFrame

    @property
    def are_told_apart(self) -> bool:
        """Whether no two of them have the same hash."""
        return not (self.combinations[COMBINATION].is_duplicated().any() or self.agencies[AGENCY].is_duplicated().any())

    @property
    def sizes(self) -> "pd.Series[int]":
        return self.combinations[SIZE].to_pandas().astype("int64")

    @property
    def rows(self) -> int:
        return int(self.combinations[SIZE].sum())

    def texts(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The cells of combinations and of agencies, the labels being their places."""
        return _texts(self.combinations), _texts(self.agencies)

    def texts_without_named(
        self, relation: Relation, contract: Contract
    ) -> tuple[pd.DataFrame, pd.DataFrame, frozenset[str]]:
        """`texts`, masked where they hold a name of the file's own columns of names; and these names.

        They are looked for in one more pass over these columns, among so many rows only if a text is no agency's.
        """
        combinations, agencies = texts = self.texts()
        frames = [frame[texts_of(frame, contract)] for frame in texts]
        told = {*relation.named, *(text for frame in frames for name in frame for text in frame[name].unique())}
        if self.rows > MANY_ROWS:
            told = {text for text in told if not is_plain(text) and (" " in text or text not in relation.named)}
        wanted = {name for text in told for name in possible_names(text)}
        names = relation.names() if wanted else None
        if names is None:
            return combinations, agencies, frozenset()
        named = names_in(_found(names, sorted(wanted)))
        combinations, agencies = (cells_without_named(frame, contract, named) for frame in texts)
        return combinations, agencies, named


def _found(names: pl.LazyFrame, wanted: Sequence[str]) -> pl.Series:
    """The cells of names that are `wanted`, whole or up to the first comma; case and signs are no matter."""
    name = pl.col("name").str.to_lowercase()
    alike = [
        part.str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars(" ").is_in(wanted)
        for part in (name, name.str.split_exact(",", 1).struct[0])
    ]
    return names.filter(pl.any_horizontal(alike)).unique().collect(engine="streaming")["name"]


def _texts(frame: pl.DataFrame) -> pd.DataFrame:
    return frame.drop(COMBINATION, AGENCY, SIZE, strict=False).to_pandas().astype("str")
