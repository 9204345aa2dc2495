"""`netralitas template`: forms for the offices that fill them in."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.console import new_form, out, plain
from etl.errors import UnknownNameError
from etl.settings import Settings


def template(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of the source, such as pact_recap.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write here; SOURCE.xlsx in this folder by default.")
    ] = None,
) -> None:
    """Write a blank workbook of a source, with validated cells and a page of instructions.

    The instructions are in the language of NETRALITAS_LANGUAGE; headers and choices are Indonesian.
    """
    from etl.forms.template import write_template
    from etl.sources import contracts

    known = contracts()
    if source not in known:
        raise UnknownNameError(f"There is no source {source!r}.", f"Known are: {', '.join(sorted(known))}.")
    target = output or Path(f"{source}.xlsx")
    with new_form(target) as file:
        write_template(known[source], file, Settings.load().language)
    out.print(plain(f"{target}: fill in the first sheet, then `netralitas load {target}`."))
