"""What a register leaves to be inferred: the date that it is as of, and that whom it lists have signed."""

from dataclasses import replace

import pandas as pd

from etl.contracts import Contract
from etl.grid import CodeSystem, Note
from etl.interpret import parse_columns
from etl.interpret.places import PLACE_KINDS
from etl.parse import clean, parse_date
from etl.rules import Breach
from geo.regions import RegionIndex

STATUS, SIGNED = "status", "signed"


def with_inferred(
    combinations: pd.DataFrame, contract: Contract, index: RegionIndex, code_system: CodeSystem
) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """Combinations of cells with a date and a status where they state none, and what was inferred so."""
    combinations, of_date = _with_date(combinations, contract, index, code_system)
    combinations, of_status = _with_status(combinations, contract)
    return combinations, (*of_date, *of_status)


def _with_status(combinations: pd.DataFrame, contract: Contract) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """A list with neither a status nor a date of signing is one of those who have signed."""
    (day,) = contract.of_kind("day")
    if STATUS in combinations or day.name in combinations:
        return combinations, ()
    return combinations.assign(**{STATUS: SIGNED}), (Note("", 0, "signatories_assumed", {}),)


def _with_date(
    combinations: pd.DataFrame, contract: Contract, index: RegionIndex, code_system: CodeSystem
) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """A register without a stated date is as of its latest signature, each government for itself."""
    date, signed = contract.of_kind("date")[0].name, contract.of_kind("day")[0].name
    if signed not in combinations:
        return combinations, ()
    stated = combinations[date] if date in combinations else pd.Series("", index=combinations.index)
    days = {text: parse_date(clean(text)) for text in combinations[signed].unique() if clean(text)}
    ends = {text: "" if isinstance(day, Breach) else day.end.isoformat() for text, day in days.items()}
    latest = combinations[signed].map({"": "", **ends}).fillna("")
    unstated = stated.str.strip() == ""
    if unstated.any():
        latest = latest.groupby(_governments(combinations, contract, index, code_system)).transform("max")
    inferred = latest[unstated].max() if unstated.any() else ""
    notes = (Note("", 0, "date_of_latest_signature", {"date": inferred}),) if inferred else ()
    return combinations.assign(**{date: stated.where(~unstated, latest).astype("str")}), notes


def _governments(
    combinations: pd.DataFrame, contract: Contract, index: RegionIndex, code_system: CodeSystem
) -> "pd.Series[str]":
    """The government of each combination, however it is spelt; where none is meant, what stands there."""
    columns = [column for kind in PLACE_KINDS for column in contract.of_kind(kind)]
    names = [column.name for column in columns if column.name in combinations]
    if not names:
        return pd.Series("", index=combinations.index)
    spelt = combinations.groupby(names, sort=False).ngroup()
    each = combinations.loc[~spelt.duplicated(), names].reset_index(drop=True)
    places = replace(contract, columns=tuple(columns), rules=())
    found = parse_columns(each, places, index, code_system=code_system)
    unknown = each.index.isin(found.breaches["row"])
    codes = found.columns["region_code"].mask(unknown, each.index.astype("str"))
    return spelt.map(codes)
