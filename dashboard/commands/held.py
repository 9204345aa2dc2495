"""What a warehouse holds and what is open in it: `netralitas rejects` and `netralitas status`."""

import csv
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from dashboard.commands.console import (
    AsJson,
    Warehouse,
    as_json_text,
    new_form,
    out,
    plain,
    print_json,
    text_output,
)
from etl.errors import NetralitasError
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
    from etl.errors import UnknownNameError
    from etl.warehouse import rejected
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading

    settings = Settings.load()
    with reading(settings.place(warehouse)) as connection:
        if run and not held.has_run(connection, run):
            raise UnknownNameError(f"There is no run {run!r}.", "`netralitas status` lists the runs.")
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
        raise NetralitasError("A workbook needs a file to be written to.", "Name it: --output perbaikan.xlsx")
    with new_form(output) as file:
        written = write_reject_book(rows, found, file, language)
    out.print(plain(f"{output}: {written} rejected rows. Correct them, then `netralitas load {output}`."))


LAST_RUNS = 10
REJECT_COLUMNS = (
    "file", "sheet", "row", "column", "value", "rule", "message", "remedy", "status", "closed_by",
)  # fmt: skip


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, made plain by a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


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
    print_json(shown) if as_json else _print_status(shown)


def _told(run: Mapping[str, Any]) -> str:
    if run["takes_back"]:
        undone = f" (itself taken back by {run['taken_back_by']})" if run["taken_back_by"] else ""
        return f"Run {run['run_id']} takes back {run['takes_back']}{undone}."
    counts = ", ".join(f"{run[name]} {name}" for name in ("accepted", "rejected", "unchanged"))
    undone = f"; taken back by {run['taken_back_by']}" if run["taken_back_by"] else ""
    return f"Run {run['run_id']}, version {run['version']}: {counts}{undone}."


def _print_status(shown: Mapping[str, Any]) -> None:
    out.print(f"Warehouse {shown['warehouse']} ({shown['nature'] or 'empty'}), version {shown['version']}")
    table = Table("Source", "Records", "Newest", "Regions")
    for each in shown["sources"]:
        table.add_row(each["source"], str(each["records"]), each["newest"], str(each["regions"]))
    out.print(table)
    out.print(f"{len(shown['runs'])} runs, {shown['open_rejects']} open rejects, {len(shown['conflicts'])} conflicts.")
    for run in shown["runs"][-LAST_RUNS:]:
        out.print(_told(run))
    if len(shown["runs"]) > LAST_RUNS:
        out.print(f"The last {LAST_RUNS} runs; `netralitas status --json` has them all.")
    for file in shown["refused_files"]:
        out.print(f"Refused: {plain(file['path'])}: {plain(file['error'])}")
    for conflict in shown["conflicts"]:
        out.print(
            f"  {conflict['region_name']}, {conflict['as_of']}, {conflict['measure']}: {plain(conflict['message'])}"
        )
