"""The `netralitas` command: it joins geo, etl and dashboard; with its commands it alone prints or exits."""

import sys
from typing import NoReturn

import typer

from dashboard.commands import (
    configuration,
    exporting,
    forms,
    held,
    loading,
    people,
    regions,
    reverting,
    serving,
    watching,
)
from dashboard.commands.console import complain, quiet
from etl.errors import NetralitasError

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
people_app = typer.Typer(help="Rows of persons: their key, erasure, how long they stay.", no_args_is_help=True)
app.add_typer(people_app, name="people")

app.command()(loading.load)
app.command()(watching.watch)
app.command()(reverting.revert)
app.command()(held.rejects)
app.command()(held.status)
app.command()(exporting.export)
app.command()(forms.template)
regions_app.command("resolve")(regions.resolve)
people_app.command()(people.rotate)
people_app.command()(people.erase)
people_app.command()(people.retain)
people_app.command()(people.sweep)
people_app.command()(people.check)
app.command("settings")(configuration.show_settings)
app.command()(serving.simulate)
app.command()(serving.serve)
app.command()(serving.demo)


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
        complain(
            NetralitasError(
                f"{error.filename or 'The output'}: {error.strerror}.", "Choose another place, or free some space."
            )
        )
        raise SystemExit(2) from None
    raise SystemExit(0)


if __name__ == "__main__":
    main()
