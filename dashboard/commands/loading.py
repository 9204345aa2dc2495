"""`netralitas load`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dashboard.commands.console import AsJson, NoWait, Warehouse, day, print_json, progress, say_waiting
from dashboard.commands.receipts import print_receipt
from dashboard.commands.regions import CodeSystem, known_region
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Settings

if TYPE_CHECKING:
    from etl.grid import Given
    from etl.readers import Database, Remote
    from etl.receipt import Receipt
    from etl.runners import Runner


class ProvenanceChoice(StrEnum):
    official = "official"
    documented = "documented"
    simulated = "simulated"


_LOADING: Final = Text("Memuat", "Loading")


def load(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="CSV, XLSX, XLS or ODS files, ZIPs of them, or folders of any; paths or URLs."
        ),
    ] = None,
    source: Annotated[str, typer.Option(help="Name of the source, or auto: recognised by its headers.")] = "auto",
    provenance: Annotated[
        ProvenanceChoice | None, typer.Option(help="Default: documented for events, else official.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(metavar="CODE", help="The region of files that do not say it themselves.")
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option("--date", parser=day, metavar="DAY", help="The date of files that do not say it themselves."),
    ] = None,
    code_system: Annotated[CodeSystem, typer.Option(help="Whose codes a column of region codes holds.")] = (
        CodeSystem.kemendagri
    ),
    sql: Annotated[str | None, typer.Option(metavar="URL", help="Read a database: a SQLAlchemy URL.")] = None,
    query: Annotated[
        str | None, typer.Option(metavar="SELECT", help="What to read with --sql: a SELECT or the name of a table.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="Stage the files on this Dask cluster.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--processes", min=1, help="Stage the files in so many processes of this machine.")
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
    from etl.readers import place_at

    settings, told = Settings.load(), provenance.value if provenance else None
    places = [*map(place_at, paths or []), *_database(sql, query)]
    try:
        given = _given(region, as_of, code_system)
        with _runner(scheduler, workers) as runner:
            receipt = load_files(
                settings, places, warehouse, source=source, provenance=told, given=given, runner=runner,
                dry_run=dry_run, wait=not no_wait,
            )  # fmt: skip
    except NetralitasError as error:
        if as_json:
            print_json(refusal(places, error.said(settings.language)).as_json())
        raise
    if as_json:
        print_json(receipt.as_json())
    else:
        print_receipt(receipt, settings.language)
    raise SystemExit(receipt.exit_code)


def _database(url: str | None, query: str | None) -> "list[Database]":
    """The query to read, if one is named."""
    from etl.readers import Database

    if (url is None) != (query is None):
        raise NetralitasError(
            Text("--sql dan --query harus bersama.", "--sql and --query belong together."),
            Text("Sebut basis datanya dan apa yang dibaca.", "Name the database and what to read from it."),
        )
    return [] if url is None or query is None else [Database(url, query)]


def _given(region: str | None, as_of: date | None, code_system: CodeSystem) -> "Given":
    """What the options say of files that do not say it themselves. Raises UnknownNameError for no region."""
    from etl.grid import Given

    known_region(region)
    return Given(region, as_of, code_system.value)


@contextmanager
def _runner(scheduler: str | None, workers: int | None) -> "Iterator[Runner | None]":
    """Who stages the files; None leaves it to the load."""
    from etl.runners import processes

    if scheduler is None:
        yield None if workers is None else processes(workers)
        return
    from etl.cluster import connected

    with connected(scheduler) as runner:
        yield runner


def refusal(places: "Sequence[Path | Remote | Database]", reason: str) -> "Receipt":
    """The receipt of a load that could not even begin."""
    from etl.batch import name_of
    from etl.receipt import FileReceipt, Receipt

    return Receipt(None, None, [FileReceipt(path=name_of(place), error=reason) for place in places], [])


def load_files(
    settings: Settings,
    paths: "Sequence[Path | Remote | Database]",
    warehouse: str | None,
    *,
    source: str = "auto",
    provenance: Any = None,
    given: "Given | None" = None,
    runner: "Runner | None" = None,
    dry_run: bool = False,
    wait: bool = True,
) -> "Receipt":
    """Load with progress on the error stream; returns the receipt."""
    from etl import jobs
    from etl.batch import Plan
    from etl.grid import Given
    from etl.indicators.registry import packaged
    from etl.publishing import Calendar
    from geo.regions import RegionIndex

    if not paths:
        raise NetralitasError(
            Text("Tidak ada yang dimuat.", "There is nothing to load."),
            Text("Sebut berkas atau folder, atau --sql dan --query.", "Name files or folders, or --sql and --query."),
        )
    plan = Plan(tuple(paths), source, provenance, given or Given())
    place = settings.place(warehouse)
    with progress(_LOADING.of(settings.language)) as step:
        return jobs.load(
            plan, place, indicators=packaged(), regions=RegionIndex.packaged(), people=settings.people(place),
            runner=runner, calendar=Calendar(settings.deadlines, settings.holidays), language=settings.language,
            on_step=step, dry_run=dry_run, wait=wait, on_wait=say_waiting,
        )  # fmt: skip
