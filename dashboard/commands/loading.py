"""`netralitas load`, and its receipt on the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from dashboard.commands.console import AsJson, NoWait, Warehouse, out, plain, print_json, progress, say_waiting
from etl.errors import NetralitasError
from etl.settings import Language, Settings

if TYPE_CHECKING:
    from etl.receipt import Receipt


class ProvenanceChoice(StrEnum):
    official = "official"
    documented = "documented"
    simulated = "simulated"


def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of CSV files.")],
    source: Annotated[str, typer.Option(help="Name of the source, or auto: recognised by its headers.")] = "auto",
    provenance: Annotated[
        ProvenanceChoice | None, typer.Option(help="Default: documented for events, else official.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    no_wait: NoWait = False,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Load files into a warehouse; print the receipt.

    One load at a time: a second one waits for the first, or is refused with --no-wait. Ends with 0 when nothing was
    rejected and no file refused, 3 when something was loaded and something not, 2 when nothing was loaded.
    """
    settings, told = Settings.load(), provenance.value if provenance else None
    try:
        receipt = load_files(
            settings, paths, warehouse, source=source, provenance=told, dry_run=dry_run, wait=not no_wait
        )
    except NetralitasError as error:
        if as_json:
            print_json(refusal(paths, str(error)).as_json())
        raise
    if as_json:
        print_json(receipt.as_json())
    else:
        print_receipt(receipt, settings.language)
    raise SystemExit(receipt.exit_code)


def refusal(paths: Sequence[Path], reason: str) -> "Receipt":
    """The receipt of a load that could not even begin."""
    from etl.receipt import FileReceipt, Receipt

    return Receipt(None, None, [FileReceipt(path=str(path), error=reason) for path in paths], [])


def load_files(
    settings: Settings,
    paths: Sequence[Path],
    warehouse: str | None,
    *,
    source: str = "auto",
    provenance: Any = None,
    dry_run: bool = False,
    wait: bool = True,
) -> "Receipt":
    """Load with progress on the error stream; returns the receipt."""
    from etl import jobs
    from etl.batch import Plan
    from etl.indicators.registry import packaged
    from geo.regions import RegionIndex

    plan = Plan(tuple(paths), source, provenance)
    with progress("Loading") as step:
        return jobs.load(
            plan, settings.place(warehouse), indicators=packaged(), regions=RegionIndex.packaged(),
            language=settings.language, on_step=step, dry_run=dry_run, wait=wait, on_wait=say_waiting,
        )  # fmt: skip


_TRIED: Mapping[Language, str] = {
    "id": "Uji coba: tidak ada yang diubah. Bila sungguh dimuat: versi {version}, {conflicts} pertentangan baru.",
    "en": "A trial: nothing was changed. Loaded in earnest: version {version}, {conflicts} new conflicts.",
}


def print_receipt(receipt: "Receipt", language: Language) -> None:
    """The receipt on the screen; of a dry run with the words that nothing was changed."""
    whole = asdict(receipt.counts)
    shown = [name for name, size in whole.items() if size or name in ("read", "accepted")]
    table = Table("File", "Source", "Status")
    for name in shown:
        table.add_column(name.capitalize(), justify="right")
    for file in receipt.files:
        counts = asdict(file.counts)
        name = plain(Path(file.path).name)
        table.add_row(name, file.source or "", file.status, *(str(counts[each]) for each in shown))
    out.print(table)
    for file in receipt.files:
        if file.error:
            out.print(f"{plain(file.path)}: {plain(file.error)}")
        if file.dropped_columns:
            out.print(f"{plain(file.path)}: columns not loaded: {plain(', '.join(file.dropped_columns))}")
    if receipt.dry_run:
        out.print(_TRIED[language].format(version=receipt.version, conflicts=len(receipt.conflicts)))
    else:
        out.print(f"Run {receipt.run_id}, version {receipt.version}, {len(receipt.conflicts)} new conflicts.")
    for conflict in receipt.conflicts:
        out.print(
            f"  {conflict['region_name']}, {conflict['as_of']}, {conflict['measure']}: {plain(conflict['message'])}"
        )
    if receipt.counts.rejected and receipt.run_id:
        out.print(f"`netralitas rejects --run {receipt.run_id}` lists what was rejected, and what to do about it.")
