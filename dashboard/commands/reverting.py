"""`netralitas revert`: take a load back."""

from typing import Annotated, Final

import typer

from dashboard.commands.console import AsJson, NoWait, Warehouse, out, plain, print_json, progress, say_waiting
from etl.said import Text
from etl.settings import Settings

_TAKING_BACK: Final = Text("Menarik kembali", "Taking back")
_TAKEN_BACK: Final = Text(
    "Pemuatan {run} ditarik; `netralitas revert {by}` mengembalikannya.",
    "Run {run} is taken back; `netralitas revert {by}` would bring it again.",
)


def revert(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run to take back; `netralitas status` lists them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    no_wait: NoWait = False,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Take a load back as a new version.

    What it brought ends, what it replaced is current again. Earlier versions stay readable, and the revert is a run
    that can be taken back itself. Refused when a later load changed what this one had brought.
    """
    from dashboard.commands.receipts import print_receipt
    from etl.indicators.registry import packaged
    from etl.publishing import Calendar
    from etl.revert import revert as undo
    from geo.regions import RegionIndex

    settings = Settings.load()
    place = settings.place(warehouse)
    with progress(_TAKING_BACK.of(settings.language)) as step:
        receipt = undo(
            run, place, people=settings.people(place), indicators=packaged(), regions=RegionIndex.packaged(),
            calendar=Calendar(settings.deadlines, settings.holidays), language=settings.language, on_step=step,
            dry_run=dry_run, wait=not no_wait, on_wait=say_waiting,
        )  # fmt: skip
    if as_json:
        print_json(receipt.as_json())
        return
    print_receipt(receipt, settings.language)
    if not dry_run:
        out.print(plain(_TAKEN_BACK.of(settings.language).format(run=run, by=receipt.run_id)))
