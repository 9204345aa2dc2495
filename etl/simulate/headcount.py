"""How many civil servants each government employs: published twice, by most with PNS and PPPK apart."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.simulate.nation import citation
from etl.simulate.staffing import Staffing

COLUMNS = ("region_code", "government", "date", "headcount", "pns", "pppk", "source", "provenance")
DATES = ("2023-12-31", "2024-06-30")
# What a staff was at each date of what it is in the register.
_GROWTH = (0.985, 1.0)
_SILENT, _ONLY_TOTAL = 0.03, 0.06


def headcount(governments: pd.DataFrame, staff: Staffing, seed: int, rng: Generator) -> pd.DataFrame:
    """A row a government and date. The later ones are the persons of the register; a few governments publish none."""
    n, dates = len(governments), len(DATES)
    row, step = (each.ravel() for each in np.indices((n, dates)))
    kinds = {"pns": staff.pns.sum(axis=1), "pppk": staff.pppk.sum(axis=1)}
    counts = {name: np.round(total[row] * np.array(_GROWTH)[step]) for name, total in kinds.items()}
    only_total = (rng.random(n) < _ONLY_TOTAL)[row]
    rows = governments.iloc[row].reset_index(drop=True)
    rows = rows.assign(
        government=rows["region"],
        date=np.array(DATES)[step],
        headcount=counts["pns"] + counts["pppk"],
        source=citation(seed),
        provenance="simulated",
        **{name: np.where(only_total, np.nan, count) for name, count in counts.items()},
    )
    return rows[(rng.random(n) >= _SILENT)[row]]
