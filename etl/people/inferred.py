"""What a register leaves to be inferred: the date that it is as of, and that whom it lists have signed."""

import pandas as pd

from etl.contracts import Contract, Kind
from etl.grid import Note
from etl.parse import clean, parse_date
from etl.rules import Breach

STATUS, SIGNED = "status", "signed"


def with_inferred(combinations: pd.DataFrame, contract: Contract) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """Combinations of cells with a date and a status where they state none, and what was inferred so."""
    combinations, of_date = _with_date(combinations, contract)
    combinations, of_status = _with_status(combinations, contract)
    return combinations, (*of_date, *of_status)


def _with_status(combinations: pd.DataFrame, contract: Contract) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """A list with neither a status nor a date of signing is one of those who have signed."""
    (day,) = contract.of_kind("day")
    if STATUS in combinations or day.name in combinations:
        return combinations, ()
    return combinations.assign(**{STATUS: SIGNED}), (Note("", 0, "signatories_assumed", {}),)


def _with_date(combinations: pd.DataFrame, contract: Contract) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """A register without a stated date is as of its latest signature, each government for itself."""
    date, signed = contract.of_kind("date")[0].name, contract.of_kind("day")[0].name
    if signed not in combinations:
        return combinations, ()
    stated = combinations[date] if date in combinations else pd.Series("", index=combinations.index)
    days = {text: parse_date(clean(text)) for text in combinations[signed].unique() if clean(text)}
    ends = {text: "" if isinstance(day, Breach) else day.end.isoformat() for text, day in days.items()}
    latest = combinations[signed].map({"": "", **ends}).fillna("")
    kinds: tuple[Kind, ...] = ("region", "region_code", "province")
    region = [column.name for kind in kinds for column in contract.of_kind(kind)]
    region = [name for name in region if name in combinations]
    latest = latest.groupby([combinations[name] for name in region]).transform("max") if region else latest
    unstated = stated.str.strip() == ""
    inferred = latest[unstated].max() if unstated.any() else ""
    notes = (Note("", 0, "date_of_latest_signature", {"date": inferred}),) if inferred else ()
    return combinations.assign(**{date: stated.where(~unstated, latest).astype("str")}), notes
