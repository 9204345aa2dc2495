"""What every source of the simulation is drawn on: governments, elections, and which of them send what."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from geo.regions import NATION, Level, RegionIndex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ALL_REGIONS = 514
PILKADA, PEMILU = "Pilkada 2024", "Pemilu 2024"
SUPERVISOR = "Pengawas Simulasi"
CITY_HALL = "Pemerintah Simulasi"


def governments_of(index: RegionIndex) -> pd.DataFrame:
    """All governments by code: region_code, region, province_code, province, is_province, population, and `since`.

    The population stands for the size of the staff before chance; `since` is the day of founding, empty where that is
    older than what we hold.
    """
    rows = []
    for code in index.governments(NATION):
        region = index[code]
        province = index[index.province_of(code) or code]
        is_province = region.level == Level.province
        name = f"Provinsi {region.name}" if is_province else region.name
        since = region.valid_from.isoformat() if region.valid_from else ""
        rows.append((code, name, province.code, province.name, is_province, region.population_2024, since))
    columns = ["region_code", "region", "province_code", "province", "is_province", "population", "since"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("region_code", ignore_index=True)
    typical = frame.groupby("is_province")["population"].transform("median")
    return frame.assign(population=frame["population"].astype("float64").fillna(typical))


def order_of(governments: pd.DataFrame, rng: Generator) -> list[int]:
    """The rows of all governments in an order that only the seed decides."""
    return [int(row) for row in rng.permutation(len(governments))]


def chosen_of(governments: pd.DataFrame, regions: int, order: Sequence[int]) -> set[str]:
    """Codes of the first so many governments in an order."""
    shuffled = governments["region_code"].to_numpy()[list(order)]
    return set(shuffled if regions >= ALL_REGIONS else shuffled[:regions])


def citation(seed: int) -> str:
    return f"Simulasi Netralitas (seed {seed})"


def sending(ever: Bools, steps: int, rng: Generator) -> Bools:
    """Which government sends which recap (n, steps): some never, some begin late, a few stop, all forget at times."""
    n = len(ever)
    step = np.arange(steps)
    begins = np.minimum(rng.geometric(0.5, n) - 1, steps - 1)
    ends = np.where(rng.random(n) < 0.06, rng.integers(steps // 2, steps, n), steps)
    running = (step >= begins[:, None]) & (step < ends[:, None]) & ever[:, None]
    return np.asarray(running & (rng.random((n, steps)) > 0.05))
