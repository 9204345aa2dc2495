"""What the repeating texts of a register mean, and how Polars joins that to its rows."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl

from etl.contracts import Contract
from etl.interpret import Interpreted, Parsed
from etl.people.inferred import SIGNED
from etl.people.parts import PARTITION
from etl.people.repeats import AGENCY, COMBINATION, Repeats
from etl.people.slices import UNIT


@dataclass(frozen=True)
class Meanings:
    """What combinations and agencies mean.

    combinations: a row a combination: whether it is `meant` (no breach), its `unit` (number of government, date and
        election) and what it says.
    agencies: a row an agency: whether it is `named` (no breach), `agency_number`, `agency_key`, `agency`.
    """

    combinations: pd.DataFrame
    agencies: pd.DataFrame
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
        """Rows with what is meant by the texts that they name, in place of these."""
        found = rows.join(self._by_combination.lazy(), on=COMBINATION).join(self._by_agency.lazy(), on=AGENCY)
        return found.drop(COMBINATION, AGENCY)


def meanings_of(repeats: Repeats, interpreted: Interpreted, names: Parsed, contract: Contract) -> Meanings:
    """Put what was interpreted beside the texts it was read from."""
    combinations = _combinations(interpreted, contract)
    agency = contract.of_kind("agency")[0].name
    agencies = _agencies(names, agency)
    wanted = ["combination", "meant", "unit", "signed", "signed_on", "kind", PARTITION]
    meant = pl.from_pandas(combinations[wanted]).with_columns(pl.col("signed_on").cast(pl.Date))
    named = pl.from_pandas(agencies[["called", "named", "agency_number"]])
    return Meanings(
        combinations,
        agencies,
        repeats.combinations.select(COMBINATION).hstack(meant),
        repeats.agencies.select(AGENCY).hstack(named),
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
