"""`netralitas regions resolve`: which place a text means."""

from enum import StrEnum
from typing import Annotated

import typer

from dashboard.commands.console import print_json
from etl.said import Text


class CodeSystem(StrEnum):
    kemendagri = "kemendagri"
    bps = "bps"


def known_region(code: str | None) -> None:
    """Hold the code that an option names against the regions. Raises UnknownNameError if there is none of it."""
    from etl.errors import UnknownNameError
    from geo.regions import RegionIndex

    if code is not None and code not in RegionIndex.packaged():
        raise UnknownNameError(
            Text(f"Tidak ada daerah {code!r}.", f"There is no region {code!r}."),
            Text(
                "`netralitas regions resolve NAMA` mencari kodenya.",
                "`netralitas regions resolve NAME` finds its code.",
            ),
        )


def resolve(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...")],
    code_system: Annotated[
        CodeSystem, typer.Option(help="What digits are: codes of Kemendagri or of BPS.")
    ] = CodeSystem.kemendagri,
    province: Annotated[str | None, typer.Option(metavar="CODE", help="Only regions of this province.")] = None,
) -> None:
    """Say which region each text means, as a JSON list. An ambiguous name is refused, not guessed."""
    from etl.errors import UnknownNameError
    from geo.regions import RegionIndex

    index = RegionIndex.packaged()
    if province is not None and (province not in index or index[province].level != "province"):
        raise UnknownNameError(
            Text(f"Tidak ada provinsi {province!r}.", f"There is no province {province!r}."),
            Text("Tulis dua angkanya, misalnya 74.", "Give its two digits, such as 74."),
        )
    found = [index.resolve(text, code_system=code_system.value, province=province) for text in texts]
    print_json(
        [
            {
                "text": each.text,
                "status": each.status,
                "region_code": each.region_code,
                "region_name": each.region_name,
                "candidates": [
                    {"region_code": one.region_code, "region_name": one.region_name, "why": one.why}
                    for one in each.candidates
                ],
            }
            for each in found
        ]
    )
