"""Rows of a register that are not loaded: totals, blanks, and those that break a rule, each breach with its cell."""

from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd

from etl.interpret import BREACH_COLUMNS, NO_BREACHES, breach_frame, together
from etl.layout.words import TOTAL
from etl.masking import MASK
from etl.parse.persons import NIP_IMPOSSIBLE, NIP_UNREADABLE, PSEUDONYM_UNKNOWN
from etl.people.keys import Keys
from etl.people.numbers import REPEATED
from etl.rules import REQUIRED, Breach

PERSON = "nip"


class Rejected(NamedTuple):
    """Breaches (BREACH_COLUMNS), the cells of their rows with `row`, and the rows that state totals or nothing.

    sure: whether all of them are rows of data beyond doubt, and none a note or a signature under the table.
    """

    breaches: pd.DataFrame
    cells: pd.DataFrame
    totals: tuple[int, ...]
    blank: tuple[int, ...]
    sure: bool = True


def nothing_rejected() -> Rejected:
    return Rejected(NO_BREACHES.copy(), pd.DataFrame(), (), ())


def sort_out(
    rows: pd.DataFrame,
    combinations: pd.DataFrame,
    agencies: pd.DataFrame,
    of_combinations: pd.DataFrame,
    of_agencies: pd.DataFrame,
    stated: pd.DataFrame,
    keys: Keys,
) -> Rejected:
    """Tell what each row is that was not good.

    Args:
        rows: `row`, `plain` (the number as it stands), `person` (UUID or null), and the numbers `combination` and
            `called` of what repeats.
        combinations, agencies: the texts behind these numbers.
        of_combinations, of_agencies: the breaches of these texts, `row` being such a number.
        stated: the combinations with the date and the status that were inferred where they state none. A row that
            comes back alone could not have them inferred again.
        keys: those of the pseudonyms.
    """
    texts = [combinations.loc[rows["combination"]], agencies.loc[rows["called"]]]
    numberless = rows["plain"] == ""
    said = pd.concat([text.set_axis(rows.index) for text in texts], axis=1)
    blank = numberless & (said == "").all(axis=1)
    totals = (
        numberless & ~blank & said.apply(lambda column: column.str.strip().str.match(TOTAL, case=False)).any(axis=1)
    )
    broken = ~blank & ~totals
    stating, empty = (tuple(int(row) for row in rows.loc[mask, "row"]) for mask in (totals, blank))
    sure = not totals.any() and _are_data(said[broken], numberless[broken], combinations)
    rows = rows[broken]
    whole = stated.loc[rows["combination"]].set_axis(rows.index)
    cells = pd.concat([rows[["row"]], whole, said.loc[broken, agencies.columns]], axis=1)
    pseudonyms = _pseudonyms(rows["person"], keys)
    found = [
        _of_numbers(rows[rows["person"].isna()]),
        of_combinations.rename(columns={"row": "combination"}).merge(rows[["row", "combination"]], on="combination"),
        of_agencies.rename(columns={"row": "called"}).merge(rows[["row", "called"]], on="called"),
    ]
    breaches = together([frame[list(BREACH_COLUMNS)] for frame in found]).sort_values("row", kind="stable")
    person = dict(zip(rows["row"], pseudonyms, strict=True))
    details = [
        {**detail, "person": person[row]} if person[row] else detail
        for row, detail in zip(breaches["row"], breaches["detail"], strict=True)
    ]
    breaches["detail"] = pd.Series(details, index=breaches.index, dtype=object)
    return Rejected(
        breaches.reset_index(drop=True),
        cells.assign(**{PERSON: pseudonyms}).reset_index(drop=True),
        stating,
        empty,
        sure,
    )


_FEW_CELLS = 3
_OF_A_SIGNATURE = r"(?:nip|nrp|pangkat|mengetahui)\b"


def _are_data(said: pd.DataFrame, numberless: "pd.Series[bool]", combinations: pd.DataFrame) -> bool:
    """Whether rows fill as many cells as rows of data do, not counting columns that are the same everywhere."""
    telling = [name for name in said if name not in combinations or len(combinations[name].unique()) > 1]
    filled = (said[telling] != "").sum(axis=1) + ~numberless
    signed = said.apply(lambda column: column.str.match(_OF_A_SIGNATURE, case=False)).any(axis=1)
    return bool((filled >= min(_FEW_CELLS, max(len(telling), 2))).all() and not signed.any())


def _pseudonyms(persons: "pd.Series[Any]", keys: Keys) -> list[str]:
    return [keys.shown(person.hex) if isinstance(person, UUID) else "" for person in persons]


def _of_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The breaches of numbers that are none. What stood there is never shown, but that it was empty is."""
    digits = rows["plain"].str.fullmatch(r"[0-9]{18}")
    rules = digits.map({True: NIP_IMPOSSIBLE, False: NIP_UNREADABLE}).where(rows["plain"] != "", REQUIRED)
    rules = rules.mask(rows["plain"].str.fullmatch(REPEATED, case=False), PSEUDONYM_UNKNOWN)
    masked = rows["plain"].map(lambda text: MASK if text else "").astype("str")
    return breach_frame(pd.Index(rows["row"]), PERSON, masked, [Breach(rule, {}) for rule in rules])
