"""Whole rows: their columns interpreted, what they leave unsaid filled in, and the rules over several cells asked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from etl.contracts import Contract
from etl.elections import election_of
from etl.grid import CodeSystem, Note
from etl.interpret.breaches import NO_BREACHES, breach_frame, together
from etl.interpret.columns import parse_columns
from etl.interpret.distinct import Distinct, distinct_rows
from etl.interpret.places import PLACE_KINDS
from etl.interpret.results import told
from etl.parse import ELECTION_UNSTATED, clean, known_elections
from etl.rules import Breach, RowRule
from geo.regions import RegionIndex


class Interpreted(NamedTuple):
    """What interpreting gave.

    rows: the interpreted rows, all of them; index of the cells.
    breaches: every breach (BREACH_COLUMNS), its `row` being an index label. A row is accepted when it has none.
    notes: what was repaired, derived or assumed, each once; `row` is the index label of the first row concerned,
    `detail["rows"]` how many are; `sheet` is empty (whoever knows it fills it in).
    """

    rows: pd.DataFrame
    breaches: pd.DataFrame
    notes: tuple[Note, ...] = ()


def interpret(
    cells: pd.DataFrame,
    contract: Contract,
    index: RegionIndex,
    complete: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    *,
    code_system: CodeSystem = "kemendagri",
) -> Interpreted:
    """Interpret and check rows of text; columns of kind `free_text` and `person` are left alone.

    The index of `cells` is unique, and stays. `code_system` is that of the contract's `region_code` columns.
    """
    parsed = parse_columns(cells, contract, index, code_system)
    rows = pd.DataFrame(parsed.columns, index=cells.index)
    breaches = [parsed.breaches]
    if contract.of_kind("election"):
        breaches.append(_default_elections(rows, contract, parsed.breaches))
    rows = complete(rows)
    breaches += [broken_rows(rows, rule, cells, parsed.breaches) for rule in contract.rules if not rule.of_file]
    order = {column.name: place for place, column in enumerate(contract.columns)}
    found = together(breaches)
    found = found.assign(_place=found["column"].map(order)).sort_values(["row", "_place"], kind="stable")
    accepted = rows[~rows.index.isin(found["row"])]
    assumed = [note for kind in contract.notes for note in told(kind.kind, accepted.index[kind.concerns(accepted)])]
    return Interpreted(rows, found.drop(columns="_place").reset_index(drop=True), (*parsed.notes, *assumed))


def _whole(rows: pd.DataFrame, columns: Sequence[str], breaches: pd.DataFrame) -> pd.DataFrame:
    """The rows in which none of some columns has a breach."""
    if breaches.empty:
        return rows
    return rows[~rows.index.isin(breaches.loc[breaches["column"].isin(columns), "row"])]


def _default_elections(rows: pd.DataFrame, contract: Contract, breaches: pd.DataFrame) -> pd.DataFrame:
    """Fill in, by date, the elections that rows do not state; the breaches of those without any."""
    (column,) = contract.of_kind("election")
    involved = [column.name, *(item.name for kind in ("date", *PLACE_KINDS) for item in contract.of_kind(kind))]
    open_rows = _whole(rows[rows[column.name] == ""], involved, breaches)
    codes, pairs = distinct_rows([open_rows["as_of"], open_rows["region_code"]])
    unstated = Breach(ELECTION_UNSTATED, {"allowed": known_elections()})
    results = [election_of(day.date(), region) or unstated for day, region in pairs]
    found = Distinct(open_rows[column.name], codes, results)
    rows.loc[open_rows.index, column.name] = found.spread(str, "", "str")
    return found.breaches(column.name)


def broken_rows(rows: pd.DataFrame, rule: RowRule, cells: pd.DataFrame, breaches: pd.DataFrame) -> pd.DataFrame:
    """The breaches of one rule."""
    asked = _whole(rows, rule.columns, breaches)
    breaks = rule.breaks(asked)
    if not breaks.any():
        return NO_BREACHES
    broken = asked[breaks]
    column = rule.columns[0]
    texts = cells.loc[broken.index, column] if column in cells else pd.Series("", index=broken.index, dtype="str")
    found = [Breach(rule.rule, detail) for detail in rule.details(broken)]
    return breach_frame(broken.index, column, texts.map(clean), found)
