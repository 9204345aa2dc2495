"""`netralitas people`: the rows of persons, their key, whom they no longer name, and how long they stay."""

import sys
from typing import Annotated

import typer

from dashboard.commands.console import AsJson, NoWait, Warehouse, out, plain, print_json, progress, say_waiting
from etl.errors import NetralitasError
from etl.settings import Settings

Days = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Instead of NETRALITAS_RETENTION_DAYS.", show_default=False)
]


def rotate(no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Put all pseudonyms under one more key; no number of a person is needed, and no count changes.

    Keys in NETRALITAS_PSEUDONYM_KEY: state the present ones and a new one after them first. Back up the new keys:
    without them no register can be loaded any more.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress("Rotating"):
        done = custody.rotate(place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    where = "NETRALITAS_PSEUDONYM_KEY" if settings.pseudonym_key else str(settings.people(place).key_file)
    out.print(plain(f"{done.parts} parts and {done.rejects} rejected rows lie under {done.keys} keys now: {where}."))
    out.print("Back up these keys. Throw away workbooks of rejected rows written before, and write them again:")
    out.print("loaded now, the pseudonyms in them would count as other persons.")


def erase(no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Take persons out: a random pseudonym in place of theirs. Counts stay, and nobody finds them again.

    Their numbers (NIP), or pseudonyms as rejects show them, are read from the standard input, one a line, or asked for
    without showing them. Never on the command line, where others could read them.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    numbers = _asked_for()
    with progress("Erasing"):
        done = custody.erase(numbers, place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    out.print(
        f"{done.rows} rows of {done.persons} persons and {done.rejects} rejected rows changed; "
        f"{len(numbers)} numbers were given."
    )
    out.print("A file that still names them brings them back when it is loaded with other content: correct it too.")


def _asked_for() -> list[str]:
    """The numbers, from the standard input or asked for one after another. Raises NetralitasError if there are none."""
    if sys.stdin.isatty():
        found = []
        while number := typer.prompt("NIP (empty ends)", hide_input=True, default="", show_default=False, err=True):
            found.append(number.strip())
    else:
        found = [line.strip() for line in sys.stdin]
    found = list(dict.fromkeys(number for number in found if number))
    if not found:
        raise NetralitasError("No number was given.", "Write one NIP a line: netralitas people erase < FILE")
    return found


def retain(days: Days = None, no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Remove rows of persons whose time is over; all counts stay.

    These are rows of elections that ended more than N days ago, rows of slices that ceased to count more than N days
    ago, and the pseudonyms of what was rejected more than N days ago. Later registers of such an election are refused.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress("Removing"):
        done = custody.retain(
            place, settings.people(place), days or settings.retention_days, wait=not no_wait, on_wait=say_waiting
        )
    out.print(f"{done.rows} rows of {done.slices} slices removed, {done.rejects} rejected rows without pseudonym now.")


def sweep(
    take_over: Annotated[
        bool, typer.Option("--take-over", help="The warehouse was moved: its registers are its own still.")
    ] = False,
    no_wait: NoWait = False,
    warehouse: Warehouse = None,
) -> None:
    """Remove parts that no version refers to, as each load does at its beginning."""
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    done = custody.sweep_alone(
        place, settings.people(place), take_over=take_over, wait=not no_wait, on_wait=say_waiting
    )
    out.print(f"{done} parts removed.")


def check(no_wait: NoWait = False, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Count all from the rows themselves and hold it against the warehouse; ends with 3 if they differ."""
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress("Counting"):
        looked_at, faults = custody.check(place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    if as_json:
        print_json({"slices": looked_at, "faults": [fault._asdict() for fault in faults]})
    else:
        for fault in faults:
            found = "the part is not there or cannot be read" if fault.found is None else f"{fault.found} found"
            slice_ = f"{fault.region_code} {fault.agency_key}, {fault.as_of}, {fault.election}"
            out.print(plain(f"{slice_}: {fault.what}: {fault.said} said, {found}"))
        out.print(f"{looked_at} slices, {len(faults)} faults.")
    raise SystemExit(3 if faults else 0)
