"""How commands speak: what machines read on the standard output, notes for people on the other stream."""

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Annotated, Any, Final, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import spoken

if TYPE_CHECKING:
    from etl.warehouse.lock import Holder

notes = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False, soft_wrap=True)

Warehouse = Annotated[
    str | None, typer.Option("--warehouse", metavar="NAME", help="Which warehouse; the first one by default.")
]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Be refused, not kept waiting, while another load runs.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


NATURES: Final = {
    None: Text("kosong", "empty"),
    "real": Text("nyata", "real"),
    "simulated": Text("simulasi", "simulated"),
}
NO_RECORDS: Final = Text("tanpa catatan", "no records")
_NO_DAY: Final = Text(
    "{text!r} bukan tanggal. Tulis 2024-09-17, 17/09/2024 atau '17 September 2024'.",
    "{text!r} is no day. Write 2024-09-17, 17/09/2024 or '17 September 2024'.",
)
_WAITING: Final = Text(
    "Pemuatan lain sedang berjalan: {holder}. Menunggu sampai selesai; Ctrl-C membatalkan.",
    "Another load is under way: {holder}. Waiting for its end; Ctrl-C gives up.",
)


class _Unread(io.FileIO):
    """An output to which one may go on writing when its reader (`head`) has gone: a command ends as it would have."""

    def write(self, piece: Any, /) -> int:
        try:
            return super().write(piece)
        except BrokenPipeError:
            return len(piece)


def quiet(stream: TextIO) -> TextIO:
    """The same output in UTF-8, without an error when nobody reads it any more."""
    raw = _Unread(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        "utf-8",
        errors="backslashreplace",
        line_buffering=stream.isatty() or stream.name == "<stderr>",
    )


def plain(text: str) -> str:
    """Text of which nothing is taken for markup, or for an order to the terminal."""
    from etl.masking import still

    return still(text).replace("[", r"\[")


def day(text: str) -> date:
    """A day as an option states it, in any form that a file may. Raises typer.BadParameter for all else."""
    from etl.parse.dates import Period, parse_dates

    (found,) = parse_dates([text])
    if not isinstance(found, Period) or found.start != found.end or found.weekday_differs:
        raise typer.BadParameter(_NO_DAY.of(spoken()).format(text=text))
    return found.start


def complain(error: NetralitasError) -> None:
    """Say what went wrong and what to do, on the error stream."""
    language = spoken()
    notes.print(f"[bold]{plain(error.message.of(language))}[/bold]")
    if remedy := error.remedy.of(language):
        notes.print(plain(remedy))


def say_waiting(holder: "Holder") -> None:
    """Tell that another load is under way."""
    language = spoken()
    notes.print(plain(_WAITING.of(language).format(holder=holder.said.of(language))))


def print_json(value: Any) -> None:
    """Write a value for machines."""
    sys.stdout.write(as_json_text(value))


def as_json_text(value: Any) -> str:
    """A value for machines, with a line's end. What would steer a terminal is written as an escape, and kept."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


@contextmanager
def text_output(path: Path | None) -> Iterator[TextIO]:
    """The standard output, or a file that appears when it is whole."""
    if path is None:
        yield sys.stdout
        return
    with new_file(path) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="")
        yield text
        text.detach()  # flushed, and the file left open for who made it


@contextmanager
def progress(title: str) -> Iterator[Any]:
    """A spinner on the error stream, if people read it; yields what tells it the present step."""
    from etl.masking import shown

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda step: progress.update(task, description=f"{title}: {plain(shown(str(step)))}")


@contextmanager
def new_form(path: Path) -> Iterator[IO[bytes]]:
    """A file that people write into (`new_file`), and that therefore takes the place of none.

    Raises:
        NetralitasError: there is a file of this name, or it cannot be written there.
    """
    if path.exists():
        raise NetralitasError(
            Text(f"{path} sudah ada.", f"{path} is there already."),
            Text(
                "Isinya akan hilang: sebut nama berkas lain.",
                "What was typed into it would be lost: name another file.",
            ),
        )
    with new_file(path) as file:
        yield file


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is whole.

    Raises:
        NetralitasError: it cannot be written there.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            aside = Path(file.name)
            try:
                yield file
                file.flush()
                aside.chmod(0o644)
                aside.replace(path)
            except BaseException:
                aside.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> NetralitasError:
    """That a file cannot be written."""
    return NetralitasError(
        Text(f"{path} tidak dapat ditulis: {error.strerror}.", f"{path} cannot be written: {error.strerror}."),
        Text("Pilih berkas lain.", "Choose another file."),
    )
