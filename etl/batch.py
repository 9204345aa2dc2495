"""The files of a load: found, staged by whoever runs the tasks, each with its receipt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.contracts import Provenance
from etl.grid import Given
from etl.masking import MASK, looks_like_person
from etl.notes import explain
from etl.people.workshop import Workshop
from etl.readers import Database, Remote, expand, expand_remote
from etl.receipt import Counts, FileReceipt, plain_path, shown_path
from etl.recording import File
from etl.runners import Runner, Task, cpus, here, processes
from etl.settings import Language, PeoplePlace
from etl.sources import sources
from etl.stage import stage
from etl.staged import Staged
from geo.regions import RegionIndex

# From this much on, starting other processes (about two seconds each) pays.
MANY_FILES, MANY_BYTES = 8, 8_000_000
MEMORY_MB = 768  # for the register engines of all processes together


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load, and what is known of it beforehand."""

    paths: tuple[Path | Remote | Database, ...]
    source: str = "auto"
    provenance: Provenance | None = None
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Batch:
    """The staged files of a load beside their receipts. A refused file has a receipt and nothing else."""

    staged: Sequence[Staged]
    receipts: list[FileReceipt]

    @property
    def accepted(self) -> list[File]:
        """The files that were not refused."""
        pairs = zip(self.staged, self.receipts, strict=True)
        return [File(number, file, receipt) for number, (file, receipt) in enumerate(pairs) if not receipt.error]


def read_batch(
    plan: Plan, workshop: Workshop, language: Language, runner: Runner | None, on_done: Callable[[str], None]
) -> Batch:
    """Stage the files of a plan. `on_done` is told the name of each as it is done.

    Raises:
        TaskError, WorkerLostError: see etl.runners; nothing is loaded then.
    """
    places = _places(plan.paths)
    tasks = [Task(name_of(place), stage_one, (place, plan.source, plan.given, workshop.people)) for place in places]
    found = list((runner or _fitting(places)).run(tasks, on_done))
    found = [each for file in found for each in (file, *file.others)]
    return Batch(found, [receipt_of(file, plan.provenance, language) for file in found])


def stage_one(place: Path | Remote | Database, source: str, given: Given, people: PeoplePlace | None) -> Staged:
    """Stage one file wherever this runs; the regions are those of the distribution."""
    return stage(place, source, index=RegionIndex.packaged(), given=given, people=people)


def name_of(place: Path | Remote | Database) -> str:
    """What a receipt calls it."""
    return str(place) if isinstance(place, Path) else place.shown


def _places(paths: Sequence[Path | Remote | Database]) -> list[Path | Remote | Database]:
    """The files to stage. One that is named twice, by itself and by its folder for instance, is read once."""
    found: list[Path | Remote | Database] = []
    for path in paths:
        if isinstance(path, Remote):
            found += expand_remote(path)
        else:
            found += [path] if isinstance(path, Database) else expand([path])
    named = {_absolute(place): place for place in reversed(found)}
    return list(reversed(named.values()))


def _absolute(place: Path | Remote | Database) -> Path | Remote | Database:
    return plain_path(place) if isinstance(place, Path) else place


def _fitting(places: Sequence[Path | Remote | Database]) -> Runner:
    """Several processes for many files, this one for few."""
    files = [place for place in places if isinstance(place, Path) and place.is_file()]
    if len(files) < MANY_FILES or sum(file.stat().st_size for file in files) < MANY_BYTES:
        return here()
    return processes(cpus(), memory_mb=MEMORY_MB)


def receipt_of(file: Staged, provenance: Provenance | None, language: Language) -> FileReceipt:
    """The receipt of a staged file, before it is held against the warehouse."""
    receipt = FileReceipt(path=_shown(file.path), source=file.source, sha256=file.sha256)
    if MASK in receipt.path:
        refuse(receipt, _NAMES_A_PERSON[language].format(shown=receipt.path))
        return receipt
    if file.error:
        receipt.error = " ".join(file.error.explain(language))
        return receipt
    receipt.dropped_columns = tuple(file.dropped_columns)
    receipt.skips = tuple(skip._asdict() for skip in file.skipped)
    receipt.notes = tuple(
        {"sheet": note.sheet, "row": note.row, "kind": note.kind, "message": explain(note.kind, note.detail, language)}
        for note in file.notes
    )
    receipt.counts = Counts(
        read=file.read, rejected=file.rejected, superseded=file.superseded, skipped=len(file.skipped)
    )
    declared = file.declared_provenance
    receipt.provenance = provenance or declared or sources()[str(file.source)].contract.provenance
    if declared and declared != receipt.provenance:
        refuse(receipt, _DIFFERENT[language].format(declared=declared, told=receipt.provenance))
    return receipt


def _shown(path: str) -> str:
    if "://" in path:
        return path if not any(looks_like_person(part) for part in path.partition(" ")[0].split("/")[3:]) else MASK
    return shown_path(Path(path))


def refuse(receipt: FileReceipt, error: str) -> None:
    """Refuse a file for a reason: nothing of it counts."""
    receipt.error, receipt.status, receipt.counts = error, "refused", Counts()


_NAMES_A_PERSON: Mapping[Language, str] = {
    "id": "Nama berkas, foldernya, atau teks dalam kueri dapat menunjuk seseorang ({shown}). Ganti namanya, atau pilih "
    "baris menurut daerah, OPD, tanggal atau lewat view, lalu muat lagi.",
    "en": "The name of the file or its folder, or a text in the query, could find a person ({shown}). Rename it, or "
    "choose rows by region, agency, date or through a view, and load again.",
}
_DIFFERENT: Mapping[Language, str] = {
    "id": "Berkas menyatakan dirinya {declared}, perintah menyatakan {told}. Hapus --provenance atau samakan.",
    "en": "The file says that it is {declared}, the command says {told}. Drop --provenance, or make them agree.",
}
