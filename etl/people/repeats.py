"""The rows of a register as text: what repeats in them, which are odd, and which have a person's number.

Polars reads them, each question in a pass of its own. The number leaves its row in the very pass that reads it: no step
that may spill to disk (a join, a group) comes before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import polars as pl

from etl.contracts import Contract
from etl.named import cells_without_named, is_plain, names_in, possible_names, texts_of
from etl.people.keys import Keys
from etl.people.numbers import NIP, left, pseudonym, with_numbers
from etl.people.relations import Relation

MOST_ODD = 1_000_000
MANY_ROWS = 1_000_000


class Repeats(NamedTuple):
    """The distinct combinations of what repeats, and the distinct agencies, numbered from 0 in their order.

    combinations, agencies: as they stand, `combination` and `called` being their numbers; `size` is how many rows
        repeat a combination.
    """

    combinations: pl.DataFrame
    agencies: pl.DataFrame

    @property
    def sizes(self) -> "pd.Series[int]":
        return self.combinations["size"].to_pandas().astype("int64")

    @property
    def rows(self) -> int:
        return int(self.combinations["size"].sum())

    def texts(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The cells of combinations and of agencies, the labels being their numbers."""
        columns = [name for name in self.combinations.columns if name not in ("combination", "size")]
        return _texts(self.combinations, columns), _texts(self.agencies, self.agencies.columns[1:])


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """The rows of a register, read anew by each question.

    odd: the rows whose cell holds no number of a person, a million of them at most: `row`, what is `left` of the cell
        (`plain`), and what repeats in them. Some may hold a pseudonym instead.
    long: the rows that have more cells than the header: `row` and `cells`. No other question sees them.
    """

    relation: Relation
    contract: Contract
    odd: pl.DataFrame
    long: pl.DataFrame

    @classmethod
    def of(cls, relation: Relation, contract: Contract) -> "RegisterRows":
        """Find the rows that are none of the others.

        Raises:
            pl.exceptions.PolarsError: it is no table of such rows.
        """
        bare = cls(relation, contract, pl.DataFrame(), pl.DataFrame())
        rows = bare._numbered(relation.whole())
        # A text that is kept as it was read keeps all of the file around it.
        cells = [pl.concat_str(name, pl.lit("")).alias(name) for name in (*bare.combined, bare.agency)]
        is_long = pl.col("cells") > 0
        found = rows.filter(~pl.col("possible") | is_long).select("row", "cells", left(pl.col("plain")), *cells)
        odd = found.head(MOST_ODD).collect(engine="streaming")
        return cls(relation, contract, odd.filter(~is_long).drop("cells"), odd.filter(is_long)["row", "cells"])

    @property
    def agency(self) -> str:
        return self.contract.of_kind("agency")[0].name

    @property
    def combined(self) -> list[str]:
        """The columns of the file that are interpreted in combination: all but person, agency and free text."""
        apart = {NIP, self.agency, *(column.name for column in self.contract.of_kind("free_text"))}
        return [name for name in self.relation.columns if name not in apart]

    def persons(self, keys: Keys) -> pl.LazyFrame:
        """The rows with a number, and the pseudonym (`person`) in its place: what comes after may spill to disk."""
        rows = self._rows().filter("possible")
        return rows.with_columns(person=pseudonym(pl.col("plain"), keys)).drop(NIP, "plain", "possible")

    def repeats(self) -> Repeats:
        """What repeats, and how many rows there are.

        Each by a pass of its own: of two questions put to one pass, rows that the slower one has not yet come to pile
        up in memory without a limit.
        """
        columns, agency, rows = self.combined, self.agency, self._rows()
        combined = rows.group_by(columns).agg(pl.len().alias("size")).collect(engine="streaming")
        called = rows.select(agency).unique().collect(engine="streaming")
        return Repeats(
            combined.sort(columns).with_row_index("combination"), called.sort(agency).with_row_index("called")
        )

    def texts_without_named(self, repeats: Repeats) -> tuple[pd.DataFrame, pd.DataFrame, frozenset[str]]:
        """The texts of what repeats, masked where they hold a name of the file's own columns of names; and these names.

        They are looked for in one more pass over these columns, among so many rows only if a text is no agency's.
        """
        combinations, agencies = texts = repeats.texts()
        frames = [frame[texts_of(frame, self.contract)] for frame in texts]
        told = {*self.relation.named, *(text for frame in frames for name in frame for text in frame[name].unique())}
        if repeats.rows > MANY_ROWS:
            told = {text for text in told if not is_plain(text) and (" " in text or text not in self.relation.named)}
        wanted = {name for text in told for name in possible_names(text)}
        names = self.relation.names() if wanted else None
        if names is None:
            return combinations, agencies, frozenset()
        named = names_in(_found(names, sorted(wanted)))
        combinations, agencies = (cells_without_named(frame, self.contract, named) for frame in texts)
        return combinations, agencies, named

    def _rows(self) -> pl.LazyFrame:
        """The rows that have no cell too many."""
        rows = self.relation.rows()
        return self._numbered(rows.filter(~pl.col("row").is_in(self.long["row"].implode())) if len(self.long) else rows)

    def _numbered(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows with a cell of every column that is asked for, `plain` and `possible` (see `with_numbers`)."""
        if self.agency not in self.relation.columns:
            rows = rows.with_columns(pl.lit("").alias(self.agency))
        return with_numbers(rows)


def _found(names: pl.LazyFrame, wanted: list[str]) -> pl.Series:
    """The cells of names that are `wanted`, whole or up to the first comma; case and signs are no matter."""
    name = pl.col("name").str.to_lowercase()
    alike = [
        part.str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars(" ").is_in(wanted)
        for part in (name, name.str.split_exact(",", 1).struct[0])
    ]
    return names.filter(pl.any_horizontal(alike)).unique().collect(engine="streaming")["name"]


def _texts(frame: pl.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    return frame.select(columns).to_pandas().astype("str")
