"""A receipt on the screen, in one language."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from dashboard.commands.console import out, plain
from etl.said import Text
from etl.settings import Language

if TYPE_CHECKING:
    from etl.receipt import FileReceipt, Receipt

_HEADS: Final = (Text("Berkas", "File"), Text("Sumber", "Source"), Text("Status", "Status"))
_COUNTS: Final[Mapping[str, Text]] = {
    "read": Text("Dibaca", "Read"),
    "accepted": Text("Diterima", "Accepted"),
    "rejected": Text("Ditolak", "Rejected"),
    "unchanged": Text("Tidak berubah", "Unchanged"),
    "superseded": Text("Tergantikan", "Superseded"),
    "skipped": Text("Dilewati", "Skipped"),
    "replaced": Text("Mengganti", "Replaced"),
}
_STATUS: Final[Mapping[str, Text]] = {
    "loaded": Text("dimuat", "loaded"),
    "unchanged": Text("tidak berubah", "unchanged"),
    "rejected": Text("barisnya ditolak", "rows rejected"),
    "refused": Text("ditolak", "refused"),
    "empty": Text("tanpa baris", "no rows"),
}
_NOT_LOADED: Final = Text("{path}: kolom yang tidak dimuat: {columns}", "{path}: columns not loaded: {columns}")
_TRIED: Final = Text(
    "Uji coba: tidak ada yang diubah. Bila sungguh dijalankan: versi {version}, {conflicts} pertentangan baru.",
    "A trial: nothing was changed. Done in earnest: version {version}, {conflicts:new conflict|new conflicts}.",
)
_NOTHING: Final = Text("Tidak ada yang dimuat.", "Nothing was loaded.")
_DONE: Final = Text(
    "Pemuatan {run}, versi {version}, {conflicts} pertentangan baru.",
    "Run {run}, version {version}, {conflicts:new conflict|new conflicts}.",
)
_REJECTS: Final = Text(
    "`netralitas rejects --run {run}` menyebut apa yang ditolak, dan apa yang perlu dilakukan.",
    "`netralitas rejects --run {run}` lists what was rejected, and what to do about it.",
)


def print_receipt(receipt: "Receipt", language: Language) -> None:
    """The receipt on the screen; of a dry run with the words that nothing was changed."""
    out.print(_table(receipt, language))
    for file in receipt.files:
        _print_file(file, language)
    told = {"run": receipt.run_id, "version": receipt.version, "conflicts": len(receipt.conflicts)}
    words = _NOTHING if receipt.version is None else _TRIED if receipt.dry_run else _DONE
    out.print(words.filled(language, **told))
    for conflict in receipt.conflicts:
        out.print(conflict_line(conflict))
    if receipt.counts.rejected and receipt.run_id:
        out.print(_REJECTS.filled(language, **told))


def conflict_line(conflict: Mapping[str, Any]) -> str:
    """A conflict in one line: where, when, of what, and what is said of it."""
    return f"  {conflict['region_name']}, {conflict['as_of']}, {conflict['measure']}: {plain(conflict['message'])}"


def _table(receipt: "Receipt", language: Language) -> Table:
    shown = [name for name, size in asdict(receipt.counts).items() if size or name in ("read", "accepted")]
    table = Table(*(head.of(language) for head in _HEADS))
    for name in shown:
        table.add_column(_COUNTS[name].of(language), justify="right")
    for file in receipt.files:
        counts = asdict(file.counts)
        name, status = plain(Path(file.path).name), _STATUS[file.status].of(language)
        table.add_row(name, file.source or "", status, *(str(counts[each]) for each in shown))
    return table


def _print_file(file: "FileReceipt", language: Language) -> None:
    path = plain(file.path)
    if file.error:
        out.print(f"{path}: {plain(file.error)}")
    for note in file.notes:
        where = " ".join(part for part in (note["sheet"], str(note["row"] or "")) if part)
        out.print(f"{path}{plain(f' [{where}]') if where else ''}: {plain(note['message'])}")
    if file.dropped_columns:
        columns = plain(", ".join(file.dropped_columns))
        out.print(_NOT_LOADED.filled(language, path=path, columns=columns))
