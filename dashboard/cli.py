"""The `netralitas` command: it joins geo, etl and dashboard, and is the only place that prints or exits."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.errors import NetralitasError
from etl.settings import SIMULATED, Settings

if TYPE_CHECKING:
    from etl.receipt import Receipt
    from etl.settings import Place

app = typer.Typer(
    name="netralitas",
    help="Neutrality of civil servants in elections: load what governments report, and serve it as maps and trends.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
regions_app = typer.Typer(help="Regions: which place a text means.", no_args_is_help=True)
app.add_typer(regions_app, name="regions")

notes = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False, soft_wrap=True)


class ProvenanceChoice(StrEnum):
    official = "official"
    documented = "documented"
    simulated = "simulated"


class LevelChoice(StrEnum):
    national = "national"
    province = "province"
    regency = "regency"


class CodeSystem(StrEnum):
    kemendagri = "kemendagri"
    bps = "bps"


class RejectFormat(StrEnum):
    csv = "csv"
    json = "json"


class ExportFormat(StrEnum):
    csv = "csv"


Warehouse = Annotated[
    str | None, typer.Option("--warehouse", metavar="NAME", help="Which warehouse; the first one by default.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def main() -> NoReturn:
    """Entry point: errors that a person can act on end without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(standalone_mode=True)
        sys.stdout.flush()
    except NetralitasError as error:
        _complain(error)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except OSError as error:
        _complain(
            NetralitasError(
                f"{error.filename or 'The output'}: {error.strerror}.", "Choose another place, or free some space."
            )
        )
        raise SystemExit(2) from None
    raise SystemExit(0)


def _complain(error: NetralitasError) -> None:
    notes.print(f"[bold]{_plain(error.message)}[/bold]")
    if error.remedy:
        notes.print(_plain(error.remedy))


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


# -- load --------------------------------------------------------------------------------------------------------------


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of CSV files.")],
    source: Annotated[str, typer.Option(help="Name of the source, or auto: recognised by its headers.")] = "auto",
    provenance: Annotated[
        ProvenanceChoice | None, typer.Option(help="Default: documented for events, else official.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Load files into a warehouse; print the receipt.

    Ends with 0 when nothing was rejected and no file refused, 3 when something was loaded and something not, 2 when
    nothing was loaded.
    """
    told = provenance.value if provenance else None
    try:
        receipt = load_files(Settings.load(), paths, warehouse, source=source, provenance=told)
    except NetralitasError as error:
        if as_json:
            _print_json(refusal(paths, str(error)).as_json())
        raise
    if as_json:
        _print_json(receipt.as_json())
    else:
        _print_receipt(receipt)
    raise SystemExit(receipt.exit_code)


def refusal(paths: Sequence[Path], reason: str) -> "Receipt":
    """The receipt of a load that could not even begin."""
    from etl.receipt import FileReceipt, Receipt

    return Receipt(None, None, [FileReceipt(path=str(path), error=reason) for path in paths], [])


def load_files(
    settings: Settings, paths: Sequence[Path], warehouse: str | None, *, source: str = "auto", provenance: Any = None
) -> "Receipt":
    """Load with progress on the error stream; returns the receipt."""
    from etl import jobs
    from etl.indicators.registry import packaged
    from geo.regions import RegionIndex

    plan = jobs.Plan(tuple(paths), source, provenance)
    with _progress("Loading") as step:
        return jobs.load(
            plan, settings.place(warehouse), indicators=packaged(), regions=RegionIndex.packaged(),
            language=settings.language, on_step=step,
        )  # fmt: skip


@contextmanager
def _progress(title: str) -> Iterator[Any]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda step: progress.update(task, description=f"{title}: {_plain(str(step))}")


def _print_receipt(receipt: "Receipt") -> None:
    whole = asdict(receipt.counts)
    shown = [name for name, size in whole.items() if size or name in ("read", "accepted")]
    table = Table("File", "Source", "Status")
    for name in shown:
        table.add_column(name.capitalize(), justify="right")
    for file in receipt.files:
        counts = asdict(file.counts)
        name = _plain(Path(file.path).name)
        table.add_row(name, file.source or "", file.status, *(str(counts[each]) for each in shown))
    out.print(table)
    for file in receipt.files:
        if file.error:
            out.print(f"{_plain(file.path)}: {_plain(file.error)}")
        if file.dropped_columns:
            out.print(f"{_plain(file.path)}: columns not loaded: {_plain(', '.join(file.dropped_columns))}")
    out.print(f"Run {receipt.run_id}, version {receipt.version}, {len(receipt.conflicts)} new conflicts.")
    for conflict in receipt.conflicts:
        out.print(
            f"  {conflict['region_name']}, {conflict['as_of']}, {conflict['measure']}: {_plain(conflict['message'])}"
        )
    if receipt.counts.rejected:
        out.print(f"`netralitas rejects --run {receipt.run_id}` lists what was rejected, and what to do about it.")


# -- what a warehouse holds --------------------------------------------------------------------------------------------


@app.command()
def rejects(
    run: Annotated[str | None, typer.Option(metavar="ID", help="One run; without it, what is still open.")] = None,
    form: Annotated[RejectFormat, typer.Option("--format")] = RejectFormat.csv,
    warehouse: Warehouse = None,
) -> None:
    """List rejected cells: where, what stood there, which rule it breaks, and what to do."""
    from etl.contracts import explain
    from etl.errors import UnknownNameError
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading

    settings = Settings.load()
    with reading(settings.place(warehouse)) as connection:
        if run and not held.has_run(connection, run):
            raise UnknownNameError(f"There is no run {run!r}.", "`netralitas status` lists the runs.")
        rows = []
        for row in held.rejects(connection, run):
            message, remedy = explain(row["source"], row["rule"], row["detail"], settings.language)
            cell = {name: row[name] for name in ("sheet", "row", "column", "value", "rule")}
            rows.append({"file": row["path"], **cell, "message": message, "remedy": remedy})
    if form is RejectFormat.json:
        _print_json(rows)
    else:
        writer = csv.DictWriter(sys.stdout, REJECT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _guarded(value) for name, value in row.items()} for row in rows)


REJECT_COLUMNS = ("file", "sheet", "row", "column", "value", "rule", "message", "remedy")


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, made plain by a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


@app.command()
def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Show version, runs, newest data and coverage by source, open rejects and conflicts."""
    from etl import jobs
    from etl.warehouse import load as written
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading
    from geo.regions import RegionIndex

    settings = Settings.load()
    place, regions = settings.place(warehouse), RegionIndex.packaged()
    with reading(place) as connection:
        shown = {"warehouse": place.name, **held.summary(connection, len(regions.governments()))}
        found = written.conflicts_since(connection, 0)
        shown["conflicts"] = jobs.described(found, regions, settings.language)
    _print_json(shown) if as_json else _print_status(shown)


def _print_status(shown: Mapping[str, Any]) -> None:
    out.print(f"Warehouse {shown['warehouse']} ({shown['nature'] or 'empty'}), version {shown['version']}")
    table = Table("Source", "Records", "Newest", "Regions")
    for each in shown["sources"]:
        table.add_row(each["source"], str(each["records"]), each["newest"], str(each["regions"]))
    out.print(table)
    out.print(f"{len(shown['runs'])} runs, {shown['open_rejects']} open rejects, {len(shown['conflicts'])} conflicts.")
    for file in shown["refused_files"]:
        out.print(f"Refused: {_plain(file['path'])}: {_plain(file['error'])}")
    for conflict in shown["conflicts"]:
        out.print(
            f"  {conflict['region_name']}, {conflict['as_of']}, {conflict['measure']}: {_plain(conflict['message'])}"
        )


@app.command()
def export(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR")],
    level: Annotated[LevelChoice, typer.Option()],
    region: Annotated[str | None, typer.Option(metavar="CODE", help="This region and those inside it.")] = None,
    start: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First date, included.")
    ] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last date, included.")] = None,
    form: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.csv,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here instead of to the standard output.")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the values of one indicator as CSV."""
    from dashboard import exports
    from dashboard.viewer import local_viewer
    from etl.errors import UnknownNameError
    from etl.indicators.registry import packaged
    from etl.warehouse.connect import current_version, reading
    from geo.regions import RegionIndex

    settings = Settings.load()
    chosen = packaged()[indicator]
    if region is not None and region not in RegionIndex.packaged():
        raise UnknownNameError(f"There is no region {region!r}.", "`netralitas regions resolve NAME` finds its code.")
    with reading(settings.place(warehouse)) as connection:
        lines = exports.export_csv(
            connection, local_viewer(), current_version(connection), indicator=chosen, level=level.value, region=region,
            start=_day(start), end=_day(end), language=settings.language,
        )  # fmt: skip
        _write_lines(lines, output)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _write_lines(lines: Iterator[str], output: Path | None) -> None:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise NetralitasError(f"{output} cannot be written: {error.strerror}.", "Choose another file.") from None


@regions_app.command("resolve")
def resolve(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...")],
    code_system: Annotated[
        CodeSystem, typer.Option(help="What digits are: codes of Kemendagri or of BPS.")
    ] = CodeSystem.kemendagri,
    province: Annotated[str | None, typer.Option(metavar="CODE", help="Only regions of this province.")] = None,
) -> None:
    """Say which region each text means, as a JSON list. An ambiguous name is refused, not guessed."""
    from etl.errors import UnknownNameError
    from geo.regions import RegionIndex

    index = RegionIndex.packaged()
    if province is not None and (province not in index or index[province].level != "province"):
        raise UnknownNameError(f"There is no province {province!r}.", "Give its two digits, such as 74.")
    found = [index.resolve(text, code_system=code_system.value, province=province) for text in texts]
    _print_json(
        [
            {
                "text": each.text,
                "status": each.status,
                "region_code": each.region_code,
                "region_name": each.region_name,
                "candidates": [
                    {"region_code": one.region_code, "region_name": one.region_name, "why": one.why}
                    for one in each.candidates
                ],
            }
            for each in found
        ]
    )


@app.command("settings")
def show_settings(as_json: AsJson = False) -> None:
    """Show every setting, its environment variable, what it is now and what it means."""
    settings = Settings.load()
    places = {place.name: place.shown_url for place in settings.places}
    rows = [
        {
            "name": name,
            "variable": f"NETRALITAS_{name.upper()}",
            "value": _shown(settings, name),
            "meaning": field.description,
        }
        for name, field in Settings.model_fields.items()
    ]
    if as_json:
        _print_json({"settings": rows, "warehouses": places})
        return
    table = Table("Variable", "Now", "Meaning")
    for row in rows:
        table.add_row(str(row["variable"]), _plain(str(row["value"])), row["meaning"])
    out.print(table)
    for name, url in places.items():
        out.print(f"{name}: {url}")


def _shown(settings: Settings, name: str) -> Any:
    if name == "warehouse_url" and settings.warehouse_url:
        return settings.places[0].shown_url
    value = getattr(settings, name)
    return ",".join(value) if isinstance(value, tuple) else str(value) if isinstance(value, Path) else value


# -- simulate, demo, serve ---------------------------------------------------------------------------------------------


@app.command()
def simulate(
    to: Annotated[Path, typer.Option("--out", metavar="DIR")],
    regions: Annotated[int, typer.Option(min=1, help="How many governments.")] = 546,
    seed: Annotated[int, typer.Option(min=0)] = 2024,
) -> None:
    """Write a simulated nation as files of the sources; every row says that it is simulated."""
    from etl.simulate import simulate as write

    with _progress("Simulating"):
        files = write(to, regions=regions, seed=seed)
    out.print(
        f"{len(files)} files in {_plain(str(to))}. Load them with `netralitas load {to} --warehouse {SIMULATED}`."
    )


Host = Annotated[str | None, typer.Option(help="Loopback address.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one.")]
Workers = Annotated[int | None, typer.Option(min=1, max=64)]


@app.command()
def serve(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Serve the dashboard. Until there is sign-in, to this machine alone."""
    settings = Settings.load(host=host, port=port, workers=workers)
    _print_held(settings)
    _serve(settings)


@app.command()
def demo(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Build the two demonstration warehouses where they are absent, and serve them."""
    settings = Settings.load(host=host, port=port, workers=workers)
    _build_documented(settings)
    _build_simulated(settings)
    _print_held(settings)
    _serve(settings)


def _build_documented(settings: Settings) -> None:
    from importlib.resources import as_file, files

    place = settings.places[0]
    if place.name != SIMULATED and _is_empty(place):
        with as_file(files("etl") / "reference" / "documented_events.csv") as path:
            _build(settings, place, [path], "documented")


def _build_simulated(settings: Settings) -> None:
    from etl.simulate import simulate as write

    place = next((place for place in settings.places if place.name == SIMULATED), None)
    if place and _is_empty(place):
        with _progress("Simulating a nation"):
            files = write(settings.data_dir / "simulated", regions=546, seed=2024)
        _build(settings, place, files, "simulated")


def _build(settings: Settings, place: "Place", files: Sequence[Path], provenance: str) -> None:
    receipt = load_files(settings, files, place.name, provenance=provenance)
    if receipt.exit_code:
        raise NetralitasError(
            f"The demonstration could not be loaded into {place.name!r}: {receipt.files[0].error}",
            "Name another place with NETRALITAS_DATA_DIR or NETRALITAS_WAREHOUSE_URL.",
        )


def _print_held(settings: Settings) -> None:
    """What each warehouse on offer holds, a line each."""
    from etl.errors import WarehouseError
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading
    from geo.regions import RegionIndex

    governments = len(RegionIndex.packaged().governments())
    for place in settings.places:
        try:
            with reading(place) as connection:
                shown = held.summary(connection, governments)
        except WarehouseError:
            out.print(f"{place.name}: nothing yet")
            continue
        sources = ", ".join(
            f"{each['records']} of {each['source']} until {each['newest']}" for each in shown["sources"]
        )
        out.print(f"{place.name} ({shown['nature'] or 'empty'}), version {shown['version']}: {sources or 'no records'}")


def _is_empty(place: "Place") -> bool:
    from etl.errors import WarehouseError
    from etl.warehouse.connect import current_version, migrate, reading

    try:
        with reading(place) as connection:
            version = current_version(connection)
    except WarehouseError:
        return True
    migrate(place)
    return version == 0


def _serve(settings: Settings) -> None:
    from dashboard.server import serve as run

    run(settings, announce=lambda address: out.print(f"Netralitas: {address}"))


if __name__ == "__main__":
    main()
