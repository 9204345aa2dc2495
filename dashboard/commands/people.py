"""`netralitas people`: the rows of persons, their key, whom they no longer name, and how long they stay."""

import sys
from typing import Annotated, Final

import typer

from dashboard.commands.console import AsJson, NoWait, Warehouse, out, plain, print_json, progress, say_waiting
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Settings, spoken

Days = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Instead of NETRALITAS_RETENTION_DAYS.", show_default=False)
]


_ROTATING: Final = Text("Mengganti kunci", "Rotating")
_ERASING: Final = Text("Menghapus", "Erasing")
_REMOVING: Final = Text("Membersihkan", "Removing")
_COUNTING: Final = Text("Menghitung", "Counting")
_ASKED: Final = Text("NIP (kosong berarti selesai)", "NIP (empty ends)")
_ROTATED: Final = Text(
    "{parts} bagian dan {rejects} baris yang ditolak kini tersimpan dengan {keys} kunci: {where}.",
    "{parts:part|parts} and {rejects:rejected row|rejected rows} lie under {keys:key|keys} now: {where}.",
)
_BACK_UP: Final = Text(
    "Buat cadangan kunci ini. Buku kerja perbaikan yang ditulis sebelumnya tetap dapat dimuat.",
    "Back up these keys. Workbooks of rejected rows that were written before can still be loaded.",
)
_ERASED: Final = Text(
    "{rows} baris dari {persons} orang dan {rejects} baris yang ditolak diubah; {given} nomor diberikan.",
    "Changed: {rows:row|rows} of {persons:person|persons} and {rejects:rejected row|rejected rows}; "
    "{given:number was|numbers were} given.",
)
_CORRECT_TOO: Final = Text(
    "Berkas yang masih menyebut mereka membawa mereka kembali bila dimuat dengan isi lain: perbaiki juga berkasnya.",
    "A file that still names them brings them back when it is loaded with other content: correct it too.",
)
_REMOVED: Final = Text(
    "{rows} baris dari {slices} irisan dihapus; {rejects} baris yang ditolak kini tanpa samaran.",
    "Removed: {rows:row|rows} of {slices:slice|slices}; "
    "{rejects:rejected row has|rejected rows have} no pseudonym now.",
)
_SWEPT: Final = Text("{parts} bagian dihapus.", "Removed: {parts:part|parts}.")
_SLICE: Final = "{region_code} {agency_key}, {as_of}, {election}: {what}: "
_NOT_THERE: Final = Text(
    _SLICE + "tertulis {said}, tetapi bagiannya tidak ada atau tidak dapat dibaca",
    _SLICE + "{said} said, but the part is not there or cannot be read",
)
_DIFFERS: Final = Text(_SLICE + "tertulis {said}, ternyata {found}", _SLICE + "{said} said, {found} found")
_WHAT: Final = {
    "part": Text("bagian", "part"), "rows": Text("baris", "rows"), "persons": Text("orang", "persons"),
    "signed": Text("menandatangani", "signed"),
}  # fmt: skip
_CHECKED: Final = Text("{slices} irisan, {faults} kesalahan.", "{slices:slice|slices}, {faults:fault|faults}.")


def rotate(no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Put all pseudonyms under one more key; no number of a person is needed, and no count changes.

    Keys in NETRALITAS_PSEUDONYM_KEY: state the present ones and a new one after them first. Back up the new keys:
    without them no register can be loaded any more.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress(_ROTATING.of(settings.language)):
        done = custody.rotate(place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    where = "NETRALITAS_PSEUDONYM_KEY" if settings.pseudonym_key else str(settings.people(place).key_file)
    out.print(plain(_ROTATED.filled(settings.language, where=where, **done._asdict())))
    out.print(_BACK_UP.of(settings.language))


def erase(no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Take persons out: a random pseudonym in place of theirs. Counts stay, and nobody finds them again.

    Their numbers (NIP), or pseudonyms as rejects show them, are read from the standard input, one a line, or asked for
    without showing them. Never on the command line, where others could read them.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    numbers = _asked_for()
    with progress(_ERASING.of(settings.language)):
        done = custody.erase(numbers, place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    out.print(_ERASED.filled(settings.language, given=len(numbers), **done._asdict()))
    out.print(_CORRECT_TOO.of(settings.language))


def _asked_for() -> list[str]:
    """The numbers, from the standard input or asked for one after another. Raises NetralitasError if there are none."""
    if sys.stdin.isatty():
        found = []
        while number := typer.prompt(_ASKED.of(spoken()), hide_input=True, default="", show_default=False, err=True):
            found.append(number.strip())
    else:
        found = [line.strip() for line in sys.stdin]
    found = list(dict.fromkeys(number for number in found if number))
    if not found:
        raise NetralitasError(
            Text("Tidak ada nomor yang diberikan.", "No number was given."),
            Text(
                "Tulis satu NIP per baris: netralitas people erase < BERKAS",
                "Write one NIP a line: netralitas people erase < FILE",
            ),
        )
    return found


def retain(days: Days = None, no_wait: NoWait = False, warehouse: Warehouse = None) -> None:
    """Remove rows of persons whose time is over; all counts stay.

    These are rows of elections that ended more than N days ago, rows of slices that ceased to count more than N days
    ago, and the pseudonyms of what was rejected more than N days ago. Later registers of such an election are refused.
    """
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress(_REMOVING.of(settings.language)):
        done = custody.retain(
            place, settings.people(place), days or settings.retention_days, wait=not no_wait, on_wait=say_waiting
        )
    out.print(_REMOVED.filled(settings.language, **done._asdict()))


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
    out.print(_SWEPT.filled(settings.language, parts=done))


def check(no_wait: NoWait = False, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Count all from the rows themselves and hold it against the warehouse; ends with 3 if they differ."""
    from etl import custody

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress(_COUNTING.of(settings.language)):
        looked_at, faults = custody.check(place, settings.people(place), wait=not no_wait, on_wait=say_waiting)
    if as_json:
        print_json({"slices": looked_at, "faults": [fault._asdict() for fault in faults]})
    else:
        for fault in faults:
            words = _NOT_THERE if fault.found is None else _DIFFERS
            what = _WHAT[fault.what].of(settings.language)
            out.print(plain(words.filled(settings.language, **fault._asdict() | {"what": what})))
        out.print(_CHECKED.filled(settings.language, slices=looked_at, faults=len(faults)))
    raise SystemExit(3 if faults else 0)
