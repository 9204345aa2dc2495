"""The data that all maps show: 52 weeks of one recap of the nation, invented, loaded by the project itself.

It says that it is simulated in every row, and so does whatever is made from it.
"""

import csv
import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from etl import jobs
from etl.batch import Plan
from etl.indicators.registry import packaged
from etl.settings import SIMULATED, Place
from etl.simulate.nation import citation
from geo.boundaries import read_boundaries
from geo.install import install
from geo.publish import MAPS, packaged_manifest
from geo.regions import NATION, Level, RegionIndex

INDICATOR = "pact_signing_rate"
SEED = 2024
PERIODS = 52
LAST = dt.date(2024, 2, 12)  # the last Monday before the vote, so that all weeks are of one election
COLUMNS = ("region_code", "government", "agency", "date", "employed", "signed", "scope", "source", "provenance")
_GIVEN = "BENCH_MAP_WORLD"


@dataclass(frozen=True, slots=True)
class World:
    """What a peer has to know: the warehouse (SQLAlchemy URL), the map file, and what part of it how large.

    governments: how many have figures. bounds: west, south, east, north in degrees. width, height: pixels.
    """

    data: str
    warehouse: str
    map_file: str
    approximate: bool
    regions: int
    governments: int
    bounds: tuple[float, float, float, float]
    width: int = 0
    height: int = 0

    def sized(self, width: int, height: int) -> "World":
        return replace(self, width=width, height=height)

    def given(self) -> dict[str, str]:
        """The environment of a process that is to show this world."""
        file = Path(self.data) / "world.json"
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return {_GIVEN: str(file)}


def world() -> World:
    """The world that this process was given to show."""
    said = json.loads(Path(os.environ[_GIVEN]).read_text(encoding="utf-8"))
    return World(**{**said, "bounds": tuple(said["bounds"])})


def make_world(folder: Path, boundaries: Path | None) -> World:
    """Load the recap into a warehouse in the folder, and install a boundary file there if one is given."""
    index = RegionIndex.packaged()
    place = Place(SIMULATED, f"sqlite:///{folder / SIMULATED}.sqlite")
    recap = write_recap(folder / "recap.csv", index)
    receipt = jobs.load(
        Plan((recap,), "auto", "simulated"), place, indicators=packaged(), regions=index, on_step=lambda _: None
    )
    governments = len(_governments(index))
    assert receipt.counts.accepted == governments * PERIODS, [file.error for file in receipt.files]
    maps = _maps(folder, boundaries, index)
    published = packaged_manifest(maps)[Level.regency]
    return World(
        data=str(folder),
        warehouse=place.url,
        map_file=str(maps / published.file),
        approximate=published.approximate,
        regions=len(json.loads((maps / published.file).read_text(encoding="utf-8"))["features"]),
        governments=governments,
        bounds=published.bounds[NATION],
    )


def write_recap(path: Path, index: RegionIndex) -> Path:
    """A recap of every city and regency that is a government, one row a week."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *_rows(index)])
    return path


def _governments(index: RegionIndex) -> list[tuple[str, str]]:
    return [(region.code, region.name) for region in index.level(Level.regency) if region.is_government]


def _rows(index: RegionIndex) -> Iterator[tuple[object, ...]]:
    """Every government has its pace: signatures rise on a logistic curve, and so many that each week moves the map."""
    draw, listed = np.random.default_rng(SEED), _governments(index)
    employed = draw.integers(1_500, 12_000, len(listed))
    middle, pace = draw.uniform(10, 60, len(listed)), draw.uniform(4, 10, len(listed))
    share = 0.97 / (1 + np.exp(-(np.arange(PERIODS)[:, None] - middle) / pace))
    signed = np.floor(share * employed).astype(int)
    for week in range(PERIODS):
        day = (LAST - dt.timedelta(weeks=PERIODS - 1 - week)).isoformat()
        for place, (code, name) in enumerate(listed):
            counts = int(employed[place]), int(signed[week, place])
            yield code, name, "", day, *counts, "all", citation(SEED), "simulated"


def _maps(folder: Path, boundaries: Path | None, index: RegionIndex) -> Path:
    """The folder of the maps that our server will show."""
    if boundaries is None:
        return MAPS
    installed = folder / "maps"
    shutil.rmtree(installed, ignore_errors=True)
    found = read_boundaries(boundaries, index, Level.regency)
    install(found, installed, index, source=boundaries.name, licence="", allow_missing=True)
    return installed
