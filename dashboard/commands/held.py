"""What a warehouse holds and what is open in it: `netralitas rejects` and `netralitas status`."""

import csv
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.table import Table

from dashboard.commands.console import (
    NATURES,
    AsJson,
    Warehouse,
    as_json_text,
    new_form,
    out,
    plain,
    print_json,
    text_output,
)
from dashboard.commands.receipts import conflict_line
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Language, Settings


class RejectFormat(StrEnum):
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


def rejects(
    run: Annotated[str | None, typer.Option(metavar="ID", help="One run; without it, what is still open.")] = None,
    form: Annotated[RejectFormat, typer.Option("--format")] = RejectFormat.csv,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here instead of to the standard output.")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """List rejected cells: where, what stood there, which rule it breaks, what to do, and whether it is closed.

    As xlsx: a workbook of the rejected rows. Corrected there and loaded again, they are taken for the rows that they
    were, and their rejects are closed.
    """
    from etl.contracts import explain
    from etl.revert import unknown_run
    from etl.warehouse import rejected
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading

    settings = Settings.load()
    with reading(settings.place(warehouse)) as connection:
        if run and not held.has_run(connection, run):
            raise unknown_run(run)
        found = rejected.rejects(connection, run)
        if form is RejectFormat.xlsx:
            _write_book(found, rejected.rejected_rows(connection, run), output, settings.language)
            return
        rows = []
        for row in found:
            message, remedy = explain(row["source"], row["rule"], row["detail"], settings.language)
            cell = {name: row[name] for name in ("sheet", "row", "column", "value", "rule")}
            fate = {"status": "closed" if row["closed_by"] else "open", "closed_by": row["closed_by"]}
            rows.append({"file": row["path"], **cell, "message": message, "remedy": remedy, **fate})
    with text_output(output) as file:
        if form is RejectFormat.json:
            file.write(as_json_text(rows))
        else:
            writer = csv.DictWriter(file, REJECT_COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: _guarded(value) for name, value in row.items()} for row in rows)


def _write_book(
    found: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], output: Path | None, language: Language
) -> None:
    from etl.forms.reject_book import write_reject_book

    if output is None:
        raise NetralitasError(
            Text("Buku kerja harus ditulis ke sebuah berkas.", "A workbook needs a file to be written to."),
            Text("Sebut namanya: --output perbaikan.xlsx", "Name it: --output perbaikan.xlsx"),
        )
    with new_form(output) as file:
        written = write_reject_book(rows, found, file, language)
    out.print(plain(_BOOK.filled(language, output=output, rows=written)))


LAST_RUNS = 10
_BOOK: Final = Text(
    "{output}: {rows} baris yang ditolak. Perbaiki, lalu `netralitas load {output}`.",
    "{output}: {rows:rejected row|rejected rows}. Correct, then `netralitas load {output}`.",
)
_WAREHOUSE: Final = Text(
    "Gudang data {warehouse} ({nature}), versi {version}", "Warehouse {warehouse} ({nature}), version {version}"
)
_HEADS: Final = (
    Text("Sumber", "Source"), Text("Catatan", "Records"), Text("Terbaru", "Newest"), Text("Daerah", "Regions"),
)  # fmt: skip
_SIZES: Final = Text(
    "{runs} pemuatan, {rejects} penolakan terbuka, {conflicts} pertentangan.",
    "{runs:run|runs}, {rejects:open reject|open rejects}, {conflicts:conflict|conflicts}.",
)
_RUN: Final = Text(
    "Pemuatan {run_id}, versi {version}: {accepted} diterima, {rejected} ditolak, {unchanged} tidak berubah.",
    "Run {run_id}, version {version}: {accepted} accepted, {rejected} rejected, {unchanged} unchanged.",
)
_RUN_UNDONE: Final = Text(
    f"{_RUN.id.removesuffix('.')}; ditarik oleh {{taken_back_by}}.",
    f"{_RUN.en.removesuffix('.')}; taken back by {{taken_back_by}}.",
)
_BACK: Final = Text("Pemuatan {run_id} menarik {takes_back}.", "Run {run_id} takes back {takes_back}.")
_BACK_UNDONE: Final = Text(
    "Pemuatan {run_id} menarik {takes_back} (lalu ditarik oleh {taken_back_by}).",
    "Run {run_id} takes back {takes_back} (itself taken back by {taken_back_by}).",
)
_LAST: Final = Text(
    "{runs} pemuatan terakhir; `netralitas status --json` memuat semuanya.",
    "The last {runs} runs; `netralitas status --json` has them all.",
)
_REFUSED: Final = Text("Ditolak", "Refused")
REJECT_COLUMNS = (
    "file", "sheet", "row", "column", "value", "rule", "message", "remedy", "status", "closed_by",
)  # fmt: skip


def _guarded(value: Any) -> Any:
    """A text that a terminal would take for an order made still, and one that a spreadsheet would take for a formula
    made plain by a leading apostrophe."""
    from etl.masking import still

    if not isinstance(value, str):
        return value
    text = still(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Show version, runs, newest data and coverage by source, open rejects and conflicts."""
    from etl.conflicts import described
    from etl.warehouse import load as written
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading
    from geo.regions import RegionIndex

    settings = Settings.load()
    place, regions = settings.place(warehouse), RegionIndex.packaged()
    with reading(place) as connection:
        shown = {"warehouse": place.name, **held.summary(connection, len(regions.governments()))}
        found = written.conflicts_since(connection, 0)
        shown["conflicts"] = described(found, regions, settings.language)
    print_json(shown) if as_json else _print_status(shown, settings.language)


def _told(run: Mapping[str, Any], language: Language) -> str:
    words = (
        (_BACK_UNDONE if run["taken_back_by"] else _BACK)
        if run["takes_back"]
        else (_RUN_UNDONE if run["taken_back_by"] else _RUN)
    )
    return words.filled(language, **run)


def _print_status(shown: Mapping[str, Any], language: Language) -> None:
    nature = NATURES[shown["nature"]].of(language)
    out.print(_WAREHOUSE.filled(language, **{**shown, "nature": nature}))
    table = Table(*(head.of(language) for head in _HEADS))
    for each in shown["sources"]:
        table.add_row(each["source"], str(each["records"]), each["newest"], str(each["regions"]))
    out.print(table)
    sizes = {"runs": len(shown["runs"]), "rejects": shown["open_rejects"], "conflicts": len(shown["conflicts"])}
    out.print(_SIZES.filled(language, **sizes))
    for run in shown["runs"][-LAST_RUNS:]:
        out.print(_told(run, language))
    if len(shown["runs"]) > LAST_RUNS:
        out.print(_LAST.filled(language, runs=LAST_RUNS))
    for file in shown["refused_files"]:
        out.print(f"{_REFUSED.of(language)}: {plain(file['path'])}: {plain(file['error'])}")
    for conflict in shown["conflicts"]:
        out.print(conflict_line(conflict))
