"""The calendar of elections as figures want it."""

from functools import cache
from importlib.resources import files

import pandas as pd

COLUMNS = ["election", "stage_code", "title_id", "title_en", "start_date", "end_date"]


@cache
def _bands() -> pd.DataFrame:
    with (files("etl") / "reference" / "stages.csv").open("rb") as file:
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows = rows[(rows["band"] == "yes") & (rows["start_date"].str.len() == len("2024-11-27"))]
    return rows.rename(columns={"stage_id": "title_id", "stage_en": "title_en"})[COLUMNS]


@cache
def stages(election: str) -> pd.DataFrame:
    """The stages of an election that are drawn as bands, voting day among them, to be read only. Dates: datetime64."""
    rows = _bands()[_bands()["election"] == election].reset_index(drop=True)
    return rows.assign(**{name: pd.to_datetime(rows[name]) for name in ("start_date", "end_date")})
