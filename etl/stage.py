"""One file -> accepted rows, rejected rows, and a receipt that adds up. Pure: this is what runs in parallel."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import PROVENANCES, Contract, Emitted, Match, Provenance, Source, matched
from etl.interpret import BREACH_COLUMNS, breach_frame, interpret, together
from etl.parse import WEEKDAYS
from etl.readers import Sheet, Skip, read
from etl.rules import TOO_MANY_CELLS, Breach, Detail, Problem, RowConflict, shown
from etl.sources import contracts, sources
from etl.sources.shared import CASE_COLUMNS, EVENT_COLUMNS, OBSERVATION_COLUMNS
from geo.regions import RegionIndex

RECORDS = ("record_key", "slice_key", "region_code", "agency", "as_of", "sheet", "row", "content_hash")
OBSERVATIONS = ("record_key", *OBSERVATION_COLUMNS[1:])
EVENTS = ("record_key", *EVENT_COLUMNS[1:])
CASES = ("record_key", *CASE_COLUMNS[1:])
REJECTS = ("sheet", *BREACH_COLUMNS)
CONFLICTS = (
    "record_key", "kind", "measure", "unit", "category", "election", "region_code", "as_of", "stated", "found",
    "detail",
)  # fmt: skip
WEEKDAY_DIFFERS, DUPLICATE_DIFFERS = "weekday_differs", "duplicate_differs"


class ReceiptError(RuntimeError):
    """A staged file whose rows do not add up: a fault of ours, and nothing of it may be loaded."""


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


@dataclass(frozen=True, slots=True)
class Staged:
    """What one file holds. With an `error` the file is refused and everything below it is empty.

    read: data rows = accepted (rows of `records`) + rejected + superseded.
    superseded: accepted rows that lose to a later row of this file with the same key.
    dropped_columns: headers that are never loaded: unknown, or free text.
    declared_provenance: what the file says of itself; the least trusted if rows differ; None if it says nothing.
    records: one row an accepted data row (RECORDS). `slice_key` names what a newer file replaces whole.
    observations, events, cases: OBSERVATIONS, EVENTS and CASES; `record_key` joins them to records.
    rejects: one row a breach (REJECTS); a data row may have several.
    conflicts: contradictions found inside the file (CONFLICTS), of rows that are nevertheless accepted.
    Days are datetime64[s]; a `row` is that of the spreadsheet, the header being row 1.
    """

    path: str
    source: str | None = None
    sha256: str | None = None
    error: Problem | None = None
    read: int = 0
    skipped: tuple[Skip, ...] = ()
    superseded: int = 0
    dropped_columns: tuple[str, ...] = ()
    declared_provenance: Provenance | None = None
    records: pd.DataFrame = field(default_factory=lambda: _empty(RECORDS))
    observations: pd.DataFrame = field(default_factory=lambda: _empty(OBSERVATIONS))
    events: pd.DataFrame = field(default_factory=lambda: _empty(EVENTS))
    cases: pd.DataFrame = field(default_factory=lambda: _empty(CASES))
    rejects: pd.DataFrame = field(default_factory=lambda: _empty(REJECTS))
    conflicts: pd.DataFrame = field(default_factory=lambda: _empty(CONFLICTS))

    def __post_init__(self) -> None:
        if self.read != len(self.records) + self.rejected + self.superseded:
            raise ReceiptError(
                f"{self.path}: {self.read} rows read, but {len(self.records)} accepted, "
                f"{self.rejected} rejected and {self.superseded} superseded"
            )

    @property
    def rejected(self) -> int:
        """Data rows with at least one breach."""
        return len(self.rejects[["sheet", "row"]].drop_duplicates())


def stage(path: str | Path, source: str = "auto", *, index: RegionIndex) -> Staged:
    """Read one file and check it against the contract of its source (`auto`: the one its headers fit).

    Never raises for what a file may hold: a refusal is `Staged.error`. Raises ReceiptError if rows were lost.
    """
    reading = read(Path(path))
    if reading.sheet is None:
        return Staged(str(path), sha256=reading.sha256, error=reading.problem)
    found = matched(reading.sheet.headers, source, contracts())
    if isinstance(found, Problem):
        return Staged(str(path), sha256=reading.sha256, error=found)
    return _staged(str(path), reading.sha256, reading.sheet, found, sources()[found.contract.name], index)


def _staged(path: str, sha256: str | None, sheet: Sheet, match: Match, source: Source, index: RegionIndex) -> Staged:
    contract = source.contract
    cells = sheet.cells[list(match.positions.values())].set_axis(list(match.positions), axis=1)
    rows, breaches, _ = interpret(cells, contract, index, source.complete)
    accepted = rows[~rows.index.isin(breaches["row"])]
    accepted = _with_identity(accepted, contract)
    last = ~accepted["record_key"].duplicated(keep="last")
    kept = _with_one_spelling(accepted)[last]
    said = source.emit(accepted)
    return Staged(
        path=path,
        source=contract.name,
        sha256=sha256,
        read=len(sheet.cells) + len(sheet.overlong),
        skipped=sheet.skipped,
        superseded=int((~last).sum()),
        dropped_columns=_dropped(sheet, match),
        declared_provenance=_declared(rows),
        records=kept.rename_axis("row").reset_index().assign(sheet=sheet.name)[list(RECORDS)],
        observations=_joined(said.observations, kept, OBSERVATIONS),
        events=_joined(said.events, kept, EVENTS),
        cases=_empty(CASES) if said.cases is None else _joined(said.cases, kept, CASES),
        rejects=_rejects(sheet, breaches),
        conflicts=_conflicts(accepted, last, said, contract, sheet.name),
    )


def _dropped(sheet: Sheet, match: Match) -> tuple[str, ...]:
    """Headers that are not loaded, as they stand; a column without a header by its letter, unless it is empty."""
    free = [
        match.positions[column.name] for column in match.contract.of_kind("free_text") if column.name in match.positions
    ]
    named = [position for position in match.unknown if sheet.headers[position] or (sheet.cells[position] != "").any()]
    return tuple(shown(sheet.headers[position]) or _letter(position) for position in sorted([*named, *free]))


def _letter(position: int) -> str:
    """A spreadsheet's name of a column: 0 -> A, 26 -> AA."""
    return (_letter(position // 26 - 1) if position >= 26 else "") + chr(ord("A") + position % 26)


def _declared(rows: pd.DataFrame) -> Provenance | None:
    """The least trusted provenance that any row states."""
    stated = set(rows["provenance"]) if "provenance" in rows else set()
    return next((provenance for provenance in reversed(PROVENANCES) if provenance in stated), None)


def _rejects(sheet: Sheet, breaches: pd.DataFrame) -> pd.DataFrame:
    overlong = [Breach(TOO_MANY_CELLS, {"cells": item.cells, "columns": len(sheet.headers)}) for item in sheet.overlong]
    numbers = pd.Index([item.row for item in sheet.overlong], dtype="int64")
    shifted = breach_frame(numbers, "", pd.Series("", index=numbers, dtype="str"), overlong)
    found = together([breaches, shifted]).sort_values("row", kind="stable", ignore_index=True)
    return found.assign(sheet=sheet.name)[list(REJECTS)]


# ---------------------------------------------------------------------------------------------------------- identity

_MEANING = {
    "date": ("period_start", "period_end", "precision", "weekday_stated"),
    "region": ("region_code",),
    "region_code": (),
    "bps_code": (),
    "province": (),
    "agency": ("agency_key",),
    "free_text": (),
    "person": (),
}


def _meaning(contract: Contract) -> list[str]:
    """The interpreted columns that make up what a row says, however it was written."""
    return [name for column in contract.columns for name in _MEANING.get(column.kind, (column.name,))]


def _texts(values: "pd.Series[Any]", template: str = "{}") -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Values as text that stays the same for ever, in a template: whole numbers, ISO days; what is missing is empty."""
    codes, distinct = pd.factorize(values, use_na_sentinel=True)
    plain = [value.date().isoformat() if isinstance(value, pd.Timestamp) else _whole(value) for value in distinct]
    texts = [template.format(text) if text else "" for text in plain]
    return np.array([*texts, ""], dtype=object)[codes]


def _whole(value: str | float) -> str:
    return value if isinstance(value, str) else str(int(value)) if value % 1 == 0 else repr(float(value))


def _with_identity(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Rows with `record_key`, `slice_key` and `content_hash` (128 bits of BLAKE2, hexadecimal).

    The hash is over `name=value` of what is not empty, so that a column which a contract gains later changes nothing
    for rows that leave it empty; where the row stood and how its words were spelt does not enter.
    """
    said = zip(*(_texts(rows[name], f"{name}={{}}\x1f") for name in sorted(_meaning(contract))), strict=True)
    digests = [hashlib.blake2b("".join(parts).encode(), digest_size=16).hexdigest() for parts in said]
    return rows.assign(
        record_key=_joined_text(rows, contract.key),
        slice_key=_joined_text(rows, contract.slice),
        content_hash=pd.Series(digests, index=rows.index, dtype="str"),
    )


def _joined_text(rows: pd.DataFrame, names: Sequence[str]) -> "pd.Series[str]":
    parts = zip(*(_texts(rows[name]) for name in names), strict=True)
    return pd.Series(["|".join(part) for part in parts], index=rows.index, dtype="str")


def _with_one_spelling(rows: pd.DataFrame) -> pd.DataFrame:
    """Each agency of a government in its first spelling; sources without agencies get the empty one."""
    if "agency" not in rows:
        return rows.assign(agency="")
    return rows.assign(agency=rows.groupby(["region_code", "agency_key"], sort=False)["agency"].transform("first"))


def _joined(said: pd.DataFrame, kept: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """What the kept rows say, in order of row, with the key and the agency's spelling of their record."""
    of_kept = said[said["row"].isin(kept.index)].sort_values("row", kind="stable", ignore_index=True)
    joined = of_kept.assign(record_key=kept["record_key"].reindex(of_kept["row"]).to_numpy())
    if "agency" in joined:
        joined["agency"] = kept["agency"].reindex(of_kept["row"]).to_numpy()
    return joined[list(columns)]


# ---------------------------------------------------------------------------------------------------------- conflicts


def _conflicts(
    rows: pd.DataFrame, last: "pd.Series[bool]", said: Emitted, contract: Contract, sheet: str
) -> pd.DataFrame:
    """What accepted rows contradict in themselves (weekday and date) or in each other (two rows of one key)."""
    kept = rows[last]
    differing = [(kind, kept[kind.differs(kept)]) for kind in (WEEKDAY_CONFLICT, *contract.conflicts)]
    if last.all() and not any(len(unlike) for _, unlike in differing):
        return _empty(CONFLICTS)
    main = said.observations.drop_duplicates("row", keep="last").set_index("row")
    found = [_inside_rows(kind, unlike, main, sheet) for kind, unlike in differing]
    return pd.concat([*found, _duplicates(rows, last, main, contract, sheet)], ignore_index=True)


def _conflict_frame(
    rows: pd.DataFrame, main: pd.DataFrame, kind: str, stated: Sequence[str], found: Sequence[str], detail: list[Detail]
) -> pd.DataFrame:
    """Conflicts about some rows, one each, with what their main observation is about."""
    about = main.loc[rows.index, ["measure", "unit", "category", "election", "region_code", "as_of"]]
    frame = about.assign(record_key=rows["record_key"], kind=kind).reset_index(drop=True)
    for name, values in {"stated": stated, "found": found}.items():
        frame[name] = pd.Series(values, dtype="str")
    return frame.assign(detail=pd.Series(detail, dtype=object))[list(CONFLICTS)]


def _inside_rows(kind: RowConflict, rows: pd.DataFrame, main: pd.DataFrame, sheet: str) -> pd.DataFrame:
    """The conflicts of one kind of the rows that contradict themselves."""
    detail: list[Detail] = [{"sheet": sheet, "row": int(row)} for row in rows.index]
    return _conflict_frame(rows, main, kind.kind, kind.stated(rows), kind.found(rows), detail)


WEEKDAY_CONFLICT = RowConflict(
    WEEKDAY_DIFFERS,
    lambda rows: rows["weekday_stated"] != "",
    lambda rows: rows["weekday_stated"].to_list(),
    lambda rows: [WEEKDAYS[day] for day in rows["period_start"].dt.day_of_week],
)


def _duplicates(
    rows: pd.DataFrame, last: "pd.Series[bool]", main: pd.DataFrame, contract: Contract, sheet: str
) -> pd.DataFrame:
    """Superseded rows that differ from the row that stays: `stated` is what stays, `found` what they said."""
    lost = rows[~last]
    winners = pd.Series(rows.index[last], index=rows.loc[last, "record_key"]).reindex(lost["record_key"]).to_numpy()
    differs = lost["content_hash"].to_numpy() != rows.loc[winners, "content_hash"].to_numpy()
    lost, winners = lost[differs], winners[differs]
    stays = rows.loc[winners]
    detail: list[Detail] = [
        {"sheet": sheet, "row": int(row), "superseded_row": int(earlier), "columns": columns}
        for row, earlier, columns in zip(winners, lost.index, _unlike(lost, stays, contract), strict=True)
    ]
    stated, found = _figures(main.loc[winners]), _figures(main.loc[lost.index])
    return _conflict_frame(stays.set_axis(lost.index), main, DUPLICATE_DIFFERS, stated, found, detail)


def _unlike(one: pd.DataFrame, other: pd.DataFrame, contract: Contract) -> list[list[str]]:
    """The names of the columns in which each row of two frames differs."""
    names = _meaning(contract)
    masks = np.array([_texts(one[name]) != _texts(other[name]) for name in names], dtype=bool).reshape(len(names), -1)
    return [[names[place] for place in np.flatnonzero(mask)] for mask in masks.T]


def _figures(observations: pd.DataFrame) -> list[str]:
    """`118 / 120`, `6`, or empty for a missing value."""
    pairs = zip(_texts(observations["value"]), _texts(observations["base"]), strict=True)
    return [f"{value} / {base}" if base else value for value, base in pairs]
