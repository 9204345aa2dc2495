"""A receipt on the screen, in one language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.measure import Measurement
from rich.table import Table

from dashboard.commands.console import out, plain
from etl.said import Text
from etl.settings import Language

if TYPE_CHECKING:
    from etl.receipt import FileReceipt, Receipt

_HEADS: Final = (Text("Berkas", "File"), Text("Sumber", "Source"), Text("Status", "Status"))
_ROWS: Final = Text("Baris", "Rows")
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
    """A column for each fate of a row; where that is wider than the screen, all fates in one column of words."""
    shown = [name for name, size in asdict(receipt.counts).items() if size or name in ("read", "accepted")]
    names = short_names([file.path for file in receipt.files])
    files = [(plain(name), file, asdict(file.counts)) for name, file in zip(names, receipt.files, strict=True)]
    wide, narrow = _headed(language), _headed(language)
    for each in shown:
        wide.add_column(_COUNTS[each].of(language), justify="right")
    narrow.add_column(_ROWS.of(language))
    for name, file, counts in files:
        about = name, file.source or "", _STATUS[file.status].of(language)
        wide.add_row(*about, *(str(counts[each]) for each in shown))
        told = [f"{counts[each]} {_COUNTS[each].of(language).lower()}" for each in shown if counts[each]]
        narrow.add_row(*about, ", ".join(told))
    return wide if _width(wide) <= out.width else narrow


def _headed(language: Language) -> Table:
    file, source, status = (head.of(language) for head in _HEADS)
    table = Table()
    table.add_column(file, overflow="fold")
    table.add_column(source, no_wrap=True)
    table.add_column(status)
    return table


def _width(table: Table) -> int:
    """How many columns a table takes when none of its cells is broken."""
    return Measurement.get(out, out.options.update(max_width=10_000), table).maximum


def short_names(paths: Sequence[str]) -> list[str]:
    """Of each path as much of its end as tells it from all others: `a/rekap.csv`, `b/rekap.csv`, `daftar.csv`."""
    parts = [Path(path).parts for path in paths]
    deepest = max(map(len, parts), default=0)
    ends = [Counter(each[-depth:] for each in parts) for depth in range(1, deepest + 1)]
    return [
        str(Path(*next((each[-depth:] for depth, seen in enumerate(ends, 1) if seen[each[-depth:]] == 1), each)))
        for each in parts
    ]


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
