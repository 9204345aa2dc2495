"""What the repeating texts of a register mean, beside the keys by which Polars joins that to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl

from etl.contracts import Contract
from etl.interpret import Interpreted, Parsed
from etl.people.inferred import SIGNED
from etl.people.parts import PARTITION
from etl.people.repeats import Repeats
from etl.people.slices import UNIT

_KEY = "key"


@dataclass(frozen=True)
class Meanings:
    """What combinations and agencies mean.

    combinations: a row a combination: whether it is `meant` (no breach), its `unit` (number of government, date and
        election) and what it says.
    agencies: a row an agency: whether it is `named` (no breach), `agency_number`, `agency_key`, `agency`.
    """

    combinations: pd.DataFrame
    agencies: pd.DataFrame
    _columns: Sequence[str]
    _keys: Sequence[pl.Expr]
    _by_combination: pl.DataFrame
    _by_agency: pl.DataFrame

    @property
    def all_good(self) -> bool:
        return bool(self.combinations["meant"].all() and self.agencies["named"].all())

    @property
    def agency_numbers(self) -> int:
        """How many numbers of agencies there are."""
        return int(self.agencies["agency_number"].max()) + 1

    def joined(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows with what is meant by their texts, in place of these."""
        *_, agency = self._columns
        rows = rows.with_columns(*self._keys, pl.col(agency).alias(_KEY)).drop(self._columns)
        on = [key.meta.output_name() for key in self._keys]
        return rows.join(self._by_combination.lazy(), on=on).join(self._by_agency.lazy(), on=_KEY).drop(*on, _KEY)


def meanings_of(repeats: Repeats, interpreted: Interpreted, names: Parsed, contract: Contract) -> Meanings:
    """Put what was interpreted beside the texts it was read from."""
    combinations = _combinations(interpreted, contract)
    agency = contract.of_kind("agency")[0].name
    agencies = _agencies(names, agency)
    columns = [name for name in repeats.combinations.columns if name not in ("combination", "size")]
    keys = [each.alias(f"{_KEY}{place}") for place, each in enumerate(_telling(repeats.combinations, columns))]
    wanted = ["combination", "meant", "unit", "signed", "signed_on", "kind", PARTITION]
    meant = pl.from_pandas(combinations[wanted]).with_columns(pl.col("signed_on").cast(pl.Date))
    named = pl.from_pandas(agencies[["called", "named", "agency_number"]])
    return Meanings(
        combinations,
        agencies,
        [*columns, agency],
        keys,
        repeats.combinations.select(keys).hstack(meant),
        repeats.agencies.select(pl.col(agency).alias(_KEY)).hstack(named),
    )


def _combinations(interpreted: Interpreted, contract: Contract) -> pd.DataFrame:
    rows = interpreted.rows
    return pd.DataFrame(
        {
            "combination": np.arange(len(rows), dtype="int32"),
            "meant": ~rows.index.isin(interpreted.breaches["row"]),
            "unit": rows.groupby(list(UNIT), dropna=False).ngroup(),
            "signed": rows["status"] == SIGNED,
            "signed_on": rows[contract.of_kind("day")[0].name],
            **{name: rows.get(name, "") for name in ("kind", "source")},
            **{name: rows[name] for name in (*UNIT, "period_start", "period_end")},
            PARTITION: rows["region_code"].str[:2],
        }
    )


def _agencies(names: Parsed, agency: str) -> pd.DataFrame:
    keys = names.columns["agency_key"]
    return pd.DataFrame(
        {
            "called": np.arange(len(keys), dtype="int32"),
            "named": ~keys.index.isin(names.breaches["row"]),
            "agency_number": pd.factorize(keys, sort=True)[0].astype("int64"),
            "agency_key": keys,
            "agency": names.columns[agency],
        }
    )


def _telling(texts: pl.DataFrame, columns: Sequence[str]) -> list[pl.Expr]:
    """By what combinations are told apart: as few columns as can do it, as one number.

    The longest are left out first: a government's name says no more than its code, for instance, and need not be
    compared for each person.
    """
    kept = list(columns)
    lengths = texts.select(pl.col(kept).str.len_bytes().sum()).row(0)
    for _, name in sorted(zip(lengths, kept, strict=True), reverse=True):
        fewer = [other for other in kept if other != name]
        if fewer and texts.select(fewer).n_unique() == len(texts):
            kept = fewer
    digest = pl.struct(kept).hash()
    return [digest] if texts.select(digest).n_unique() == len(texts) else [pl.col(name) for name in kept]
