"""The `netralitas` command: it joins geo, etl and dashboard; with its commands it alone prints or exits."""

import inspect
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from dashboard.commands import (
    configuration,
    exporting,
    forms,
    held,
    loading,
    maps,
    people,
    regions,
    reverting,
    serving,
    watching,
)
from dashboard.commands.console import complain, out, quiet
from etl.errors import NetralitasError
from etl.said import Text

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
geo_app = typer.Typer(help="Boundaries: install your own, and check them.", no_args_is_help=True)
app.add_typer(geo_app, name="geo")
people_app = typer.Typer(help="Rows of persons: their key, erasure, how long they stay.", no_args_is_help=True)
app.add_typer(people_app, name="people")


def _flowing(text: str | None) -> str:
    """A docstring without the line breaks of its source, which the help would keep; paragraphs stay."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text or "").split("\n\n"))


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"netralitas {version('netralitas')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    pass


_COMMANDS: Mapping[typer.Typer, Mapping[str, Callable[..., None]]] = {
    app: {
        "load": loading.load,
        "watch": watching.watch,
        "revert": reverting.revert,
        "rejects": held.rejects,
        "status": held.status,
        "export": exporting.export,
        "template": forms.template,
        "settings": configuration.show_settings,
        "simulate": serving.simulate,
        "serve": serving.serve,
        "demo": serving.demo,
    },
    regions_app: {"resolve": regions.resolve},
    geo_app: {"build": maps.build, "check": maps.check, "remove": maps.remove},
    people_app: {
        "rotate": people.rotate,
        "erase": people.erase,
        "retain": people.retain,
        "sweep": people.sweep,
        "check": people.check,
    },
}
for _group, _named in _COMMANDS.items():
    for _name, _command in _named.items():
        _group.command(_name, help=_flowing(_command.__doc__))(_command)


def main() -> NoReturn:
    """Entry point: errors that a person can act on end without a traceback."""
    sys.stdout, sys.stderr = quiet(sys.stdout), quiet(sys.stderr)
    try:
        app(standalone_mode=True)
        sys.stdout.flush()
    except NetralitasError as error:
        complain(error)
        raise SystemExit(error.exit_code) from None
    except OSError as error:
        place = error.filename or "-"
        complain(
            NetralitasError(
                f"{place}: {error.strerror}.",
                Text(
                    "Pilih tempat lain, atau kosongkan sebagian ruangnya.", "Choose another place, or free some space."
                ),
            )
        )
        raise SystemExit(2) from None
    raise SystemExit(0)


if __name__ == "__main__":
    main()
