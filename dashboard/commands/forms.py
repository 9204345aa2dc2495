"""`netralitas template`: forms for the offices that fill them in."""

from pathlib import Path
from typing import Annotated, Final

import typer

from dashboard.commands.console import new_form, out, plain
from etl.errors import UnknownNameError
from etl.said import Text
from etl.settings import Settings

_WRITTEN: Final = Text(
    "{target}: isi lembar pertama, lalu `netralitas load {target}`.",
    "{target}: fill in the first sheet, then `netralitas load {target}`.",
)


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
        names = ", ".join(sorted(known))
        raise UnknownNameError(
            Text(f"Tidak ada sumber {source!r}.", f"There is no source {source!r}."),
            Text(f"Yang ada: {names}.", f"Known are: {names}."),
        )
    target = output or Path(f"{source}.xlsx")
    language = Settings.load().language
    with new_form(target) as file:
        write_template(known[source], file, language)
    out.print(plain(_WRITTEN.of(language).format(target=target)))
