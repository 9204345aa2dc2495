"""`netralitas export`: the values of an indicator as a file."""

import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.console import Warehouse, day, unwritable
from dashboard.commands.regions import known_region
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Settings


class LevelChoice(StrEnum):
    national = "national"
    province = "province"
    regency = "regency"


class AreasChoice(StrEnum):
    now = "now"
    then = "then"


class ExportFormat(StrEnum):
    csv = "csv"


def export(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR")],
    level: Annotated[LevelChoice, typer.Option()],
    region: Annotated[str | None, typer.Option(metavar="CODE", help="This region and those inside it.")] = None,
    start: Annotated[
        date | None, typer.Option("--from", parser=day, metavar="DAY", help="First date, included.")
    ] = None,
    end: Annotated[date | None, typer.Option("--to", parser=day, metavar="DAY", help="Last date, included.")] = None,
    areas: Annotated[
        AreasChoice, typer.Option(help="Provinces of today, or as they were at each date (34 before July 2022).")
    ] = AreasChoice.now,
    form: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.csv,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here instead of to the standard output.")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the values of one indicator as CSV."""
    from dashboard import exports
    from dashboard.viewer import local_viewer
    from etl.indicators.registry import packaged
    from etl.warehouse.connect import current_version, reading

    settings = Settings.load()
    chosen = packaged()[indicator]
    known_region(region)
    if start and end and start > end:
        raise NetralitasError(
            Text(
                f"--from {start} sesudah --to {end}: tidak ada hari di antaranya.",
                f"--from {start} is after --to {end}: no day lies between them.",
            ),
            Text("Tukar kedua tanggalnya.", "Swap the two days."),
        )
    with reading(settings.place(warehouse)) as connection:
        lines = exports.export_csv(
            connection, local_viewer(), current_version(connection), indicator=chosen, level=level.value, region=region,
            start=start, end=end, language=settings.language, as_then=areas is AreasChoice.then,
        )  # fmt: skip
        _write_lines(lines, output)


def _write_lines(lines: Iterator[str], output: Path | None) -> None:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise unwritable(output, error) from None
