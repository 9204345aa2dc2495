"""Check what a wheel holds: the three packages and what they need at run time, and nothing else."""

import sys
import zipfile
from pathlib import Path

PACKAGES = {"dashboard", "etl", "geo"}
NEEDED = (
    "dashboard/_assets/css/tokens.css",
    "dashboard/_assets/locale/id/words.ftl",
    "dashboard/_assets/maps/manifest.json",
    "dashboard/printing/template.typ",
    "geo/reference/regions.csv",
    "geo/reference/aliases.csv",
    "etl/reference/documented_events.csv",
    "etl/reference/elections.csv",
    "etl/indicators/pact_signing_rate.toml",
    "etl/warehouse/migrations/env.py",
)
NEEDED_ENDINGS = (
    "/_assets/maps/*.json.br",
    "/_assets/maps/*.json.gz",
    "/migrations/versions/*.py",
    ".dist-info/licenses/LICENSE",
)


def faults(names: list[str]) -> list[str]:
    """What is wrong with a wheel of these entries."""
    found = [f"missing: {name}" for name in NEEDED if name not in names]
    found += [f"missing: *{ending}" for ending in NEEDED_ENDINGS if not any(_fits(name, ending) for name in names)]
    top = {name.split("/")[0] for name in names}
    found += [f"does not belong: {name}" for name in sorted(top - PACKAGES) if not name.endswith(".dist-info")]
    strange = (name for name in names if "tests" in name.split("/") or "__pycache__" in name)
    return found + [f"does not belong: {name}" for name in strange]


def _fits(name: str, ending: str) -> bool:
    folder, _, tail = ending.rpartition("*")
    return name.endswith(tail) and folder in f"/{name}"


def main(wheel: Path) -> int:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for fault in (found := faults(names)):
        print(f"{wheel.name}: {fault}", file=sys.stderr)
    if not found:
        print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1e6:.1f} MB")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
