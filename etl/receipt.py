"""What happened to each data row of a load: the receipt, and the exit code that follows from it."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from etl.masking import shown

FileStatus = Literal["loaded", "unchanged", "empty", "rejected", "refused"]


@dataclass(slots=True)
class Counts:
    """Rows by fate: `read = accepted + rejected + unchanged + superseded`; `skipped` and `replaced` stand outside.

    `skipped` are rows of the file that are no data; `replaced` are rows loaded earlier that this file ends.
    """

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    unchanged: int = 0
    superseded: int = 0
    skipped: int = 0
    replaced: int = 0

    def check(self, of: str) -> None:
        """Raises ArithmeticError when the receipt does not add up: a defect of ours, never the user's."""
        parts = self.accepted, self.rejected, self.unchanged, self.superseded
        if self.read != sum(parts) or min(parts) < 0:
            raise ArithmeticError(f"the receipt of {of} does not add up: {self}")

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


def shown_path(path: Path) -> str:
    """A path each of whose parts is masked where it could find a person."""
    return str(Path(*(shown(part) for part in path.parts)))


def plain_path(path: Path) -> Path:
    """A path from the root, without `..`; links in it stay, for they are what people call the file."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


@dataclass(slots=True)
class FileReceipt:
    """One file of a load."""

    path: str
    source: str | None = None
    sha256: str | None = None
    provenance: str | None = None
    status: FileStatus = "refused"
    error: str | None = None
    counts: Counts = field(default_factory=Counts)
    dropped_columns: tuple[str, ...] = ()
    skips: tuple[dict[str, Any], ...] = ()
    notes: tuple[dict[str, Any], ...] = ()

    @property
    def absolute_path(self) -> str:
        """Where the file lies, by which it is known when it comes again; a name that could find a person is masked."""
        return self.path if "://" in self.path else shown_path(plain_path(Path(self.path)))

    def settle(self) -> None:
        """Set the status that follows from the counts of a file that was read."""
        counts = self.counts
        if counts.accepted or counts.replaced:
            self.status = "loaded"
        elif counts.unchanged or counts.superseded:
            self.status = "unchanged"
        else:
            self.status = "rejected" if counts.rejected else "empty"

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "source": self.source,
            "sha256": self.sha256,
            "status": self.status,
            "error": self.error,
            **asdict(self.counts),
            "provenance": self.provenance,
            "dropped_columns": list(self.dropped_columns),
            "skips": list(self.skips),
            "notes": list(self.notes),
        }


@dataclass(slots=True)
class Receipt:
    """A whole load, or what one would do (`dry_run`: nothing was kept, there is no run, `version` would be its own).

    takes_back: the run that this one undoes, if it does.
    """

    run_id: str | None
    version: int | None
    files: list[FileReceipt]
    conflicts: list[Mapping[str, Any]]
    dry_run: bool = False
    takes_back: str | None = None

    def tried(self) -> "Receipt":
        """The same receipt of what was only tried."""
        return replace(self, run_id=None, dry_run=True)

    @property
    def counts(self) -> Counts:
        return sum((file.counts for file in self.files), Counts())

    @property
    def exit_code(self) -> int:
        """0: nothing rejected and no file refused. 3: something loaded, something not. 2: nothing loaded."""
        counts = self.counts
        if not counts.rejected and all(file.status != "refused" for file in self.files):
            return 0
        return 3 if counts.accepted or counts.unchanged or counts.superseded else 2

    def as_json(self) -> dict[str, Any]:
        return {
            "run_id": self.run_id,
            "version": self.version,
            "dry_run": self.dry_run,
            "takes_back": self.takes_back,
            **asdict(self.counts),
            "conflicts": [dict(conflict) for conflict in self.conflicts],
            "files": [file.as_json() for file in self.files],
        }
