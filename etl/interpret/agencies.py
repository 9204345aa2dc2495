"""Agencies that are no agency: the row's own government, or another one."""

from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Column
from etl.interpret.distinct import Distinct, distinct_rows
from etl.interpret.results import Parsed, told
from etl.parse import AGENCY_IS_REGION
from etl.rules import Breach
from geo.regions import RegionIndex


def governments_apart(column: Column, values: dict[str, "pd.Series[Any]"], index: RegionIndex) -> Parsed:
    """The columns of agencies without names of regions.

    The row's own region means its whole government, which would else be added to its agencies; another one is a breach.
    Of a register agencies are read apart from regions and keep their names: a person counts once wherever he stands.
    """
    names, regions = values[column.name], values["region_code"]
    codes, pairs = distinct_rows([names, regions])
    results = [_read(name, region, index) for name, region in pairs]
    found = Distinct(names, codes, results)
    own = np.array([result is None for result in results], dtype=bool)[codes]
    columns = {name: values[name].mask(own, "") for name in (column.name, "agency_key")}
    return Parsed(columns, found.breaches(column.name), told("agency_is_government", names.index[own]))


def _read(name: str, region: str, index: RegionIndex) -> str | Breach | None:
    """The name; None if it is that of the row's own region, the breach if it is that of another."""
    meant = index.resolve(name).region_code if name and region else None
    if meant is None or meant == region:
        return name if meant is None else None
    return Breach(AGENCY_IS_REGION, {"found": index[meant].name, "region": index[region].name})
