"""`netralitas simulate`, `serve` and `demo`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dashboard.commands.console import NATURES, NO_RECORDS, out, plain, progress
from dashboard.commands.loading import load_files
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import SIMULATED, Settings

if TYPE_CHECKING:
    from etl.settings import Place


_SIMULATING: Final = Text("Menyimulasikan satu negara", "Simulating a nation")
_SIMULATED_FILES: Final = Text(
    "{files} berkas di {to}. Muat dengan `netralitas load {to}{where}`.",
    "{files:file|files} in {to}. Load with `netralitas load {to}{where}`.",
)
_NOTHING_YET: Final = Text("belum ada apa-apa", "nothing yet")
_HOLDS: Final = Text("{records} dari {source} sampai {newest}", "{records} of {source} until {newest}")
_VERSION: Final = Text("versi", "version")


def simulate(
    to: Annotated[Path, typer.Option("--out", metavar="DIR")],
    regions: Annotated[int, typer.Option(min=1, help="How many governments.")] = 546,
    seed: Annotated[int, typer.Option(min=0)] = 2024,
    sources: Annotated[
        str | None, typer.Option(metavar="NAME,...", help="Which sources to write, or all; default: pact_recap,event.")
    ] = None,
    rows: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Rows of the whole nation's register, of which each government has its share; default: 4.7 million.",
        ),
    ] = None,
    per_region: Annotated[bool, typer.Option("--per-region", help="One register a government.")] = False,
    messy: Annotated[bool, typer.Option("--messy", help="As offices mail them: one file a government.")] = False,
) -> None:
    """Write a simulated nation as files of the sources; every row says that it is simulated."""
    from etl.simulate import PUBLISHED, SOURCES
    from etl.simulate import simulate as write
    from etl.simulate.staffing import ROWS

    named = {None: PUBLISHED, "all": SOURCES}
    wanted = named.get(sources) or tuple(name.strip() for name in (sources or "").split(","))
    settings = Settings.load()
    language = settings.language
    with progress(_SIMULATING.of(language)):
        written = write(
            to, regions=regions, seed=seed, sources=wanted, rows=rows or ROWS, per_region=per_region, messy=messy
        )
    where = f" --warehouse {SIMULATED}" if SIMULATED in settings.warehouses else ""
    out.print(plain(_SIMULATED_FILES.filled(language, files=len(written), to=to, where=where)))


Host = Annotated[str | None, typer.Option(help="Loopback address.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one.")]
Workers = Annotated[int | None, typer.Option(min=1, max=64)]


def serve(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Serve the dashboard. Until there is sign-in, to this machine alone."""
    settings = Settings.load(host=host, port=port, workers=workers)
    bring_up(settings)
    _print_held(settings)
    _serve(settings)


def bring_up(settings: Settings) -> None:
    """Bring the tables of warehouses in files to what pages read; a server's are brought up by its next load.

    One that cannot be written is left as it is: its pages say what is the matter.
    """
    from etl.errors import WarehouseError
    from etl.warehouse.connect import migrate

    for place in settings.places:
        if place.file is not None and place.file.is_file():
            with suppress(WarehouseError):
                migrate(place)


def demo(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Build the two demonstration warehouses where they are absent, and serve them."""
    settings = Settings.load(host=host, port=port, workers=workers)
    with _with_holidays(settings) as equipped:
        _build_documented(equipped)
        _build_simulated(equipped)
        _print_held(equipped)
        _serve(equipped)  # pages reckon deadlines by the holidays that the figures were made with


@contextmanager
def _with_holidays(settings: Settings) -> Iterator[Settings]:
    """The settings with the packaged holidays of 2024 and 2025, lest no deadline in working days could be reckoned."""
    with as_file(files("etl") / "reference" / "holidays.csv") as packaged:
        yield settings if settings.holidays else settings.model_copy(update={"holidays": packaged})


def _build_documented(settings: Settings) -> None:
    place = settings.places[0]
    if place.name != SIMULATED and _is_empty(place):
        with as_file(files("etl") / "reference") as folder:
            names = ("documented_events.csv", "documented_headcounts.csv")
            _build(settings, place, [folder / name for name in names], "documented")


def _build_simulated(settings: Settings) -> None:
    from etl.simulate import LIGHT
    from etl.simulate import simulate as write

    place = next((place for place in settings.places if place.name == SIMULATED), None)
    if place and _is_empty(place):
        with progress(_SIMULATING.of(settings.language)):
            paths = write(settings.data_dir / "simulated", regions=546, seed=2024, sources=LIGHT, once=True)
        _build(settings, place, paths, "simulated")


def _build(settings: Settings, place: "Place", paths: Sequence[Path], provenance: str) -> None:
    receipt = load_files(settings, paths, place.name, provenance=provenance)
    if receipt.exit_code:
        raise NetralitasError(
            Text(
                f"Peragaan tidak dapat dimuat ke {place.name}: {receipt.files[0].error}",
                f"The demonstration could not be loaded into {place.name!r}: {receipt.files[0].error}",
            ),
            Text(
                "Sebut tempat lain dengan NETRALITAS_DATA_DIR atau NETRALITAS_WAREHOUSE_URL.",
                "Name another place with NETRALITAS_DATA_DIR or NETRALITAS_WAREHOUSE_URL.",
            ),
        )


def _print_held(settings: Settings) -> None:
    """What each warehouse on offer holds, a line each."""
    from etl.errors import WarehouseError
    from etl.warehouse import status as held
    from etl.warehouse.connect import reading
    from geo.regions import RegionIndex

    language = settings.language
    governments = len(RegionIndex.packaged().governments())
    for place in settings.places:
        try:
            with reading(place) as connection:
                shown = held.summary(connection, governments)
        except WarehouseError:
            out.print(f"{place.name}: {_NOTHING_YET.of(language)}")
            continue
        sources = ", ".join(_HOLDS.filled(language, **each) for each in shown["sources"])
        nature = NATURES[shown["nature"]].of(language)
        out.print(
            f"{place.name} ({nature}), {_VERSION.of(language)} {shown['version']}: {sources or NO_RECORDS.of(language)}"
        )


def _is_empty(place: "Place") -> bool:
    from etl.errors import WarehouseError
    from etl.warehouse.connect import current_version, migrate, reading

    try:
        with reading(place) as connection:
            version = current_version(connection)
    except WarehouseError:
        return True
    migrate(place)
    return version == 0


def _serve(settings: Settings) -> None:
    from dashboard.server import serve as run

    run(settings, announce=lambda address: out.print(f"Netralitas: {address}"))
