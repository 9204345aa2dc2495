"""What staging one file gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from etl.contracts import PROVENANCES, Provenance
from etl.contradictions import CONFLICTS
from etl.corrections import ORIGINS, REJECTED_CELLS
from etl.grid import Note, Skip
from etl.interpret import BREACH_COLUMNS
from etl.people.slices import SLICES
from etl.problems import Problem
from etl.sources.shared import ANNOTATION_COLUMNS, CASE_COLUMNS, EVENT_COLUMNS, OBSERVATION_COLUMNS

RECORDS = ("record_key", "slice_key", "region_code", "agency", "as_of", "sheet", "row", "content_hash")
OBSERVATIONS = ("record_key", *OBSERVATION_COLUMNS[1:])
EVENTS = ("record_key", *EVENT_COLUMNS[1:])
CASES = ("record_key", *CASE_COLUMNS[1:])
ANNOTATIONS = ("record_key", *ANNOTATION_COLUMNS[1:])
REJECTS = ("sheet", *BREACH_COLUMNS)
ROW = ["sheet", "row"]


class ReceiptError(RuntimeError):
    """A staged file whose rows do not add up: a fault of ours, and nothing of it may be loaded."""


def empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns), dtype=object)


@dataclass(frozen=True, slots=True)
class Staged:
    """What one file holds. With an `error` the file is refused and everything below it is empty.

    read: data rows of the spreadsheet = accepted (rows that `records` come from) + rejected + superseded. A row of a
    wide table is one row whatever it yields.
    superseded: accepted rows that lose, with all they say, to a later row of this file with the same key.
    dropped_columns: headers that are never loaded: unknown, or free text.
    declared_provenance: what the file says of itself; the least trusted if rows differ; None if it says nothing.
    records: one row an accepted data row, or a part of one (RECORDS); of a register one row a slice, with its `size` in
    rows. `slice_key` names what a newer file replaces whole.
    people: the slices of a register (SLICES of etl.people.slices).
    observations, events, cases, annotations: OBSERVATIONS, EVENTS, CASES and ANNOTATIONS; `record_key` joins them to
    records.
    rejects: one row a breach (REJECTS); a data row may have several.
    conflicts: contradictions found inside the file (CONFLICTS), of rows that are nevertheless accepted.
    notes: what was found where, repaired or assumed.
    rejected_cells: what may be kept of rejected rows (REJECTED_CELLS of etl.corrections).
    origins: of a workbook of corrections, which rejected row each row corrects (ORIGINS of etl.corrections).
    others: its sheets of other sources, each as a file of its own.
    Days are datetime64[s]; a `row` is that of the spreadsheet, `sheet` is empty in a CSV.
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
    records: pd.DataFrame = field(default_factory=lambda: empty(RECORDS))
    observations: pd.DataFrame = field(default_factory=lambda: empty(OBSERVATIONS))
    events: pd.DataFrame = field(default_factory=lambda: empty(EVENTS))
    cases: pd.DataFrame = field(default_factory=lambda: empty(CASES))
    annotations: pd.DataFrame = field(default_factory=lambda: empty(ANNOTATIONS))
    rejects: pd.DataFrame = field(default_factory=lambda: empty(REJECTS))
    conflicts: pd.DataFrame = field(default_factory=lambda: empty(CONFLICTS))
    people: pd.DataFrame = field(default_factory=lambda: empty(SLICES))
    notes: tuple[Note, ...] = ()
    rejected_cells: pd.DataFrame = field(default_factory=lambda: empty(REJECTED_CELLS))
    origins: pd.DataFrame = field(default_factory=lambda: empty(ORIGINS))
    others: "tuple[Staged, ...]" = ()

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.rejected + self.superseded:
            raise ReceiptError(
                f"{self.path}: {self.read} rows read, but {self.accepted} accepted, "
                f"{self.rejected} rejected and {self.superseded} superseded"
            )

    @property
    def accepted(self) -> int:
        """Data rows that are loaded, with all or some of their parts."""
        if "size" in self.records:
            return int(self.records["size"].sum())
        return len(self.records[ROW].drop_duplicates())

    @property
    def rejected(self) -> int:
        """Data rows with at least one breach."""
        return len(self.rejects[ROW].drop_duplicates())


def declared(stated: Iterable[str]) -> Provenance | None:
    """The least trusted provenance of those that rows state."""
    known = set(stated)
    return next((provenance for provenance in reversed(PROVENANCES) if provenance in known), None)
