"""`netralitas watch`: load what is put into a folder."""

import signal
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from dashboard.commands.console import Warehouse, new_file, out, plain
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from etl.receipt import Receipt
    from etl.watch import DropBox


def watch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The drop box.")],
    source: Annotated[str, typer.Option(help="Name of the source, or auto: recognised by its headers.")] = "auto",
    region: Annotated[
        str | None, typer.Option(metavar="CODE", help="The region of files that do not say it themselves.")
    ] = None,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Load what lies there now, and end.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Load what is put into a folder, as soon as it is whole.

    Loaded files go to `selesai`, those with rejected rows to `perlu-diperbaiki` with a workbook to correct them in.
    What cannot be read stays where it is. SIGTERM ends it after the load under way.
    """
    from etl.watch import DropBox

    if not folder.is_dir():
        raise NetralitasError(
            Text(f"{folder} bukan folder.", f"{folder} is no folder."),
            Text("Buat foldernya, atau sebut folder lain.", "Make it, or name another one."),
        )
    settings, stop = Settings.load(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    box = DropBox(
        folder.absolute(),
        _loader(settings, warehouse, source, region),
        _book_writer(settings, warehouse),
        lambda text: out.print(plain(text)),
        lambda: datetime.now(ZoneInfo(settings.time_zone)).date(),
        settings.language,
    )
    if once:
        while box.look() and not stop.wait(interval):
            pass
    else:
        _keep_looking(box, stop, interval)


def _loader(settings: Settings, warehouse: str | None, source: str, region: str | None) -> "Callable[[Path], Receipt]":
    from dashboard.commands.loading import load_files
    from etl.grid import Given

    return lambda path: load_files(settings, [path], warehouse, source=source, given=Given(region))


def _book_writer(settings: Settings, warehouse: str | None) -> "Callable[[str, Path], None]":
    from etl.forms.reject_book import write_reject_book
    from etl.warehouse import rejected
    from etl.warehouse.connect import reading

    def write(run_id: str, path: Path) -> None:
        with reading(settings.place(warehouse)) as connection, new_file(path) as file:
            rows, rejects = rejected.rejected_rows(connection, run_id), rejected.rejects(connection, run_id)
            write_reject_book(rows, rejects, file, settings.language)

    return write


def _keep_looking(box: "DropBox", stop: threading.Event, interval: float) -> None:
    """Look when something happens in the folder, and anyway from time to time: shares of a network tell nothing."""
    from watchfiles import watch as changes

    box.look()
    step = int(interval * 1000)
    for _ in changes(box.folder, stop_event=stop, rust_timeout=step, yield_on_timeout=True, raise_interrupt=False):
        box.look()
