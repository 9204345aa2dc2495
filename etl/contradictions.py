"""What the accepted rows of a file contradict: in themselves, in each other, and in the totals below them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Emitted
from etl.grid import Table
from etl.identity import meaning, texts_of
from etl.masking import shown
from etl.parse import WEEKDAYS, clean, parse_count
from etl.rules import Breach, Detail, RowConflict

CONFLICTS = (
    "record_key", "kind", "measure", "unit", "category", "election", "region_code", "as_of", "stated", "found",
    "detail",
)  # fmt: skip
WEEKDAY_DIFFERS, DUPLICATE_DIFFERS, TOTAL_DIFFERS = "weekday_differs", "duplicate_differs", "total_differs"


def weekday_conflicts(contract: Contract) -> list[RowConflict]:
    """That a weekday does not fit its date: of the row's own date, and of each other day that the row has."""
    days = [(column.name, f"{column.name}_weekday_stated") for column in contract.of_kind("day")]
    return [_weekday_conflict(*names) for names in (("period_start", "weekday_stated"), *days)]


def _weekday_conflict(day: str, stated: str) -> RowConflict:
    return RowConflict(
        WEEKDAY_DIFFERS,
        lambda rows: rows[stated] != "",
        lambda rows: rows[stated].to_list(),
        lambda rows: [WEEKDAYS[weekday] for weekday in rows[day].dt.day_of_week],
    )


def contradictions(
    rows: pd.DataFrame, last: "pd.Series[bool]", said: Emitted, contract: Contract, where: pd.DataFrame
) -> list[pd.DataFrame]:
    """Frames of CONFLICTS about accepted rows: in one row, or between two rows of one key.

    Args:
        rows: accepted rows with their identity. `last`: which of them are not superseded.
        where: `sheet` and `row` (of the spreadsheet) of each, by index label.
    """
    kept = rows[last]
    differing = [(kind, kept[kind.differs(kept)]) for kind in (*weekday_conflicts(contract), *contract.conflicts)]
    if last.all() and not any(len(unlike) for _, unlike in differing):
        return []
    main = main_observations(said)
    found = [_inside_rows(kind, unlike, main, where) for kind, unlike in differing]
    return [*found, _duplicates(rows, last, main, contract, where)]


def main_observations(said: Emitted) -> pd.DataFrame:
    """What each row is chiefly about, by the index label of the row: the last observation that it yields.

    An annotation measures nothing: its kind stands for the measure, and its `words` for the figure.
    """
    if said.annotations is not None:
        plain = said.annotations.assign(measure=said.annotations["kind"], unit="", category="")
        return plain.assign(words=_words(plain)).set_index("row")
    return said.observations.drop_duplicates("row", keep="last").set_index("row")


def _conflict_frame(
    rows: pd.DataFrame, main: pd.DataFrame, kind: str, stated: Sequence[str], found: Sequence[str], detail: list[Detail]
) -> pd.DataFrame:
    """Conflicts about some rows, one each, with what their main observation is about."""
    about = main.loc[rows.index, ["measure", "unit", "category", "election", "region_code", "as_of"]]
    frame = about.assign(record_key=rows["record_key"], kind=kind).reset_index(drop=True)
    for name, values in {"stated": stated, "found": found}.items():
        frame[name] = pd.Series(values, dtype="str")
    return frame.assign(detail=pd.Series(detail, dtype=object))[list(CONFLICTS)]


def _places(labels: "pd.Index[Any]", where: pd.DataFrame) -> list[Detail]:
    at = where.loc[labels]
    return [{"sheet": sheet, "row": int(row)} for sheet, row in zip(at["sheet"], at["row"], strict=True)]


def _inside_rows(kind: RowConflict, rows: pd.DataFrame, main: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """The conflicts of one kind of the rows that contradict themselves."""
    return _conflict_frame(rows, main, kind.kind, kind.stated(rows), kind.found(rows), _places(rows.index, where))


def _duplicates(
    rows: pd.DataFrame, last: "pd.Series[bool]", main: pd.DataFrame, contract: Contract, where: pd.DataFrame
) -> pd.DataFrame:
    """Superseded rows that differ from the row that stays: `stated` is what stays, `found` what they said."""
    lost = rows[~last]
    winners = pd.Series(rows.index[last], index=rows.loc[last, "record_key"]).reindex(lost["record_key"]).to_numpy()
    differs = lost["content_hash"].to_numpy() != rows.loc[winners, "content_hash"].to_numpy()
    lost, winners = lost[differs], winners[differs]
    stays = rows.loc[winners]
    detail: list[Detail] = [
        {**place, "superseded_row": earlier["row"], "superseded_sheet": earlier["sheet"], "columns": columns}
        for place, earlier, columns in zip(
            _places(stays.index, where), _places(lost.index, where), _unlike(lost, stays, contract), strict=True
        )
    ]
    stated, found = _figures(main.loc[winners]), _figures(main.loc[lost.index])
    return _conflict_frame(stays.set_axis(lost.index), main, DUPLICATE_DIFFERS, stated, found, detail)


def _unlike(one: pd.DataFrame, other: pd.DataFrame, contract: Contract) -> list[list[str]]:
    """The names of the columns in which each row of two frames differs."""
    names = meaning(contract)
    masks = np.array([texts_of(one[name]) != texts_of(other[name]) for name in names], dtype=bool)
    return [[names[place] for place in np.flatnonzero(mask)] for mask in masks.reshape(len(names), -1).T]


def _words(annotations: pd.DataFrame) -> list[str]:
    """What an annotation says beside its key, cut to what a sentence can hold."""
    columns = [texts_of(annotations[name]) for name in ("text", "due_on", "ends_on", "agency", "reply")]
    return [shown("; ".join(filter(None, parts))) for parts in zip(*columns, strict=True)]


def _figures(observations: pd.DataFrame) -> list[str]:
    """`118 / 120`, `6`, or empty for a missing value."""
    if "words" in observations:
        return observations["words"].to_list()
    pairs = zip(texts_of(observations["value"]), texts_of(observations["base"]), strict=True)
    return [f"{value} / {base}" if base else value for value, base in pairs]


# ------------------------------------------------------------------------------------------------------------ totals


def totals_against_rows(
    tables: Sequence[Table], rows: pd.DataFrame, kept: pd.DataFrame, main: pd.DataFrame
) -> tuple[pd.DataFrame, int]:
    """Totals of the last of some tables that are not the sum of the rows above them, and how many could not be checked.

    Args:
        tables: the table, after those above it in its sheet, which its last total may sum too.
        rows: the interpreted rows of the tables that have no breach, by label; `table.rows` has their spreadsheet rows.
        kept: those of the file that are not superseded, with their identity.
    """
    table = tables[-1]
    counts = [column for column in table.match.contract.of_kind("count") if column.name in table.match.positions]
    found: list[pd.DataFrame] = []
    unchecked: set[int] = set()
    for label in table.totals.index:
        total = table.totals.loc[label]
        stated = _stated(total, counts)
        sums = [_Summed(each, rows, kept) for each in _possible(tables, total, rows)]
        if any(each.checkable and each.explains(stated) for each in sums):
            continue
        meant = sums[-1] if total["extent"] == "sheet" else sums[0]
        if not all(each.checkable for each in sums):
            unchecked.add(int(total["row"]))
            continue
        places = pd.concat([each.rows for each in tables])[meant.labels]
        detail = {"sheet": table.sheet, "row": int(total["row"]), "first": int(places.min()), "last": int(places.max())}
        for column in counts:
            if column.name in stated and (summed := meant.of(column.name)) != stated[column.name]:
                texts = [str(int(stated[column.name]))], [str(int(summed))]
                about = kept.loc[meant.stays[-1:]]
                told: Detail = {**detail, "column": column.shown_name}
                found.append(_conflict_frame(about, main, TOTAL_DIFFERS, *texts, [told]))
    return pd.concat(found, ignore_index=True) if found else _none(), len(unchecked)


class _Summed:
    """The rows that a total may sum."""

    def __init__(self, labels: "pd.Index[int]", rows: pd.DataFrame, kept: pd.DataFrame) -> None:
        self.labels = labels
        self.stays = kept.index.intersection(labels)
        self.checkable = bool(labels.isin(rows.index).all()) and not self.stays.empty
        self._rows = _without_whole(rows.loc[labels]) if self.checkable else rows.iloc[:0]

    def of(self, column: str) -> float:
        """The sum of one column."""
        return float(self._rows[column].sum())

    def explains(self, stated: Mapping[str, float]) -> bool:
        """Whether it is what a total states, in every column."""
        return all(self.of(column) == value for column, value in stated.items())


def _stated(total: "pd.Series[Any]", counts: Sequence[Column]) -> dict[str, float]:
    """What a row of totals states of each column of counts, where it states a number."""
    parsed = {column.name: parse_count(clean(total[column.name]), column.suffixes) for column in counts}
    return {
        name: count.value
        for name, count in parsed.items()
        if not isinstance(count, Breach) and count.value == count.value
    }


def _possible(tables: Sequence[Table], total: "pd.Series[Any]", rows: pd.DataFrame) -> "list[pd.Index[int]]":
    """The labels of the rows that a total may sum: those of its table, and with them those of one date above it."""
    own = _summed(tables[-1], total, tables[-1].rows.between(total["first"], total["last"]))
    if total["extent"] == "group" or len(tables) == 1:
        return [own]
    days = rows["as_of"].reindex(own)
    above = [_summed(table, total, table.rows.notna()) for table in tables[:-1]]
    alike = [labels[~labels.isin(rows.index) | rows["as_of"].reindex(labels).isin(days)] for labels in above]
    return [own, pd.Index([label for labels in (*alike, own) for label in labels])]


def _none() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in CONFLICTS})


def _summed(table: Table, total: "pd.Series[Any]", inside: "pd.Series[bool]") -> "pd.Index[int]":
    """The labels of the parts of rows `inside` that a totals row sums: of a wide table those of the same days."""
    for column, where in table.wheres.items():
        if where == "header" and column in total:
            inside = inside & (table.cells[column] == total[column])
    return table.rows.index[inside]


def _without_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """A row of the whole government beside its agencies is a total too, and never added to them."""
    if "agency_key" not in rows or not (rows["agency_key"] != "").any():
        return rows
    return rows[rows["agency_key"] != ""]
