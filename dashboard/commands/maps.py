"""`netralitas geo`: install a boundary file in place of the approximate one, and look at what is installed."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dashboard.commands.console import AsJson, out, plain, print_json, progress
from dashboard.commands.map_words import ERRORS, FINDINGS, INSTALLED, REMOVED, VERDICTS
from dashboard.commands.regions import CodeSystem
from etl.errors import NetralitasError
from etl.said import Text
from etl.settings import Settings, spoken

if TYPE_CHECKING:
    from geo.boundaries import BoundaryError, Findings
    from geo.check import Checked
    from geo.regions import RegionIndex

SHOWN: Final = 12


class BoundaryLevel(StrEnum):
    regency = "regency"


def build(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoPackage, Shapefile, GeoJSON, TopoJSON, or a ZIP.")],
    level: Annotated[BoundaryLevel, typer.Option(help="What its features are.")] = BoundaryLevel.regency,
    code_field: Annotated[
        str | None, typer.Option("--code-field", metavar="FIELD", help="The field of the codes; found by itself.")
    ] = None,
    crs: Annotated[
        str | None, typer.Option(metavar="CRS", help="What its coordinates are, if it does not say so: EPSG:4326.")
    ] = None,
    layer: Annotated[str | None, typer.Option(metavar="NAME", help="Which layer, of several.")] = None,
    code_system: Annotated[CodeSystem, typer.Option(help="Whose codes they are.")] = CodeSystem.kemendagri,
    source: Annotated[str, typer.Option(metavar="TEXT", help="Whose boundaries they are.")] = "",
    licence: Annotated[str, typer.Option(metavar="TEXT", help="Under which licence they may be shown.")] = "",
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Install it though regions have no shape in it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Install a boundary file in place of the approximate map: repaired, simplified, one shape a region.

    What was wrong in it is told with the codes concerned. Provinces are put together from their regencies. A server
    that runs shows the new map at the next look. `netralitas geo remove` goes back to the approximate one.
    """
    from geo.boundaries import BoundaryError, read_boundaries
    from geo.install import IncompleteError, install
    from geo.regions import Level, RegionIndex
    from geo.simplify import TooFineError

    index, settings = RegionIndex.packaged(), Settings.load()
    try:
        with progress(str(file)) as step:
            found = read_boundaries(
                file, index, Level(level.value), code_field=code_field, crs=crs, layer=layer,
                code_system=code_system.value,
            )  # fmt: skip
            step("simplify")
            install(
                found, settings.maps_dir, index, source=source or file.name, licence=licence,
                allow_missing=allow_missing,
            )  # fmt: skip
    except BoundaryError as error:
        raise _refused(file, error) from None
    except IncompleteError as error:
        _tell(error.findings, as_json=False)
        raise _incomplete(error.findings, index) from None
    except TooFineError as error:
        raise NetralitasError(
            Text(
                f"{file}: paling kasar pun tersisa {error.vertices} titik, terlalu banyak untuk peramban.",
                f"{file}: even at the coarsest {error.vertices} vertices remain, too many for a browser.",
            ),
            Text("Pakai berkas yang lebih sederhana.", "Use a simpler file."),
        ) from None
    _tell(found.findings, as_json=as_json)
    if not as_json:
        out.print(INSTALLED.of(spoken()).format(folder=plain(str(settings.maps_dir))))


def check(as_json: AsJson = False) -> None:
    """Say what is known of the map that is shown: facts, and apart from them verdicts. Exit 1 if one does not hold."""
    from dashboard.maps import Maps
    from geo.check import check as looked_at
    from geo.regions import RegionIndex

    found = looked_at(Maps(Settings.load().maps_dir).folder, RegionIndex.packaged())
    if as_json:
        print_json([_as_json(each) for each in found])
    else:
        for each in found:
            _tell_checked(each)
    if not all(verdict.holds for each in found for verdict in each.verdicts):
        raise typer.Exit(1)


def remove() -> None:
    """Remove installed boundaries: the approximate map is shown again."""
    from geo.install import uninstall

    uninstall(Settings.load().maps_dir)
    out.print(REMOVED.of(spoken()))


def _refused(file: Path, error: "BoundaryError") -> NetralitasError:
    message, remedy = ERRORS[error.kind]
    detail = {name: _listed(value) for name, value in error.detail.items()}
    return NetralitasError(
        Text(*(f"{file}: {words.format(**detail)}." for words in (message.of("id"), message.of("en")))), remedy
    )


def _incomplete(findings: "Findings", index: "RegionIndex") -> NetralitasError:
    names = _listed([f"{code} {index[code].short_name}" for code in findings.missing])
    return NetralitasError(
        Text(
            f"Tidak dipasang: {len(findings.missing)} daerah tidak ada bentuknya: {names}.",
            f"Not installed: {len(findings.missing)} regions have no shape: {names}.",
        ),
        Text(
            "Lengkapi berkasnya, atau pasang tanpa daerah itu dengan --allow-missing.",
            "Complete the file, or install it without them: --allow-missing.",
        ),
    )


def _listed(value: Any) -> str:
    if not isinstance(value, list | tuple):
        return str(value)
    shown = ", ".join(" → ".join(each) if isinstance(each, tuple) else str(each) for each in value[:SHOWN])
    return f"{shown}, … ({len(value)})" if len(value) > SHOWN else shown


def _tell(findings: "Findings", *, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        print_json(asdict(findings))
        return
    language = spoken()
    out.print(
        plain(f"{findings.features} {Text('fitur', 'features').of(language)}, {findings.code_field}, {findings.crs}")
    )
    for name, words in FINDINGS.items():
        if codes := getattr(findings, name):
            out.print(plain(f"{words.of(language)} ({len(codes)}): {_listed(codes)}"))


def _tell_checked(checked: "Checked") -> None:
    language = spoken()
    out.print(f"[bold]{checked.level}[/bold]")
    for name, value in checked.facts.items():
        shown = (
            ", ".join(f"{each['region_code']} {each['pixels']} px" for each in value) if name == "smallest" else value
        )
        out.print(plain(f"  {name}: {shown}"))
    for verdict in checked.verdicts:
        codes = f": {_listed(verdict.codes)}" if verdict.codes else ""
        sign = "✓" if verdict.holds else "✗"
        out.print(plain(f"  {sign} {VERDICTS[verdict.kind].of(language)}{codes}"))


def _as_json(checked: "Checked") -> dict[str, Any]:
    verdicts = [{"kind": each.kind, "holds": each.holds, "codes": list(each.codes)} for each in checked.verdicts]
    return {"level": checked.level, "facts": checked.facts, "verdicts": verdicts}
