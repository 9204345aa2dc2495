"""The calendar of elections and institutions as figures want it."""

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

import pandas as pd

from dashboard.figures.breaks import Break
from dashboard.i18n import Language

COLUMNS = ["election", "stage_code", "title_id", "title_en", "start_date", "end_date"]


@cache
def _bands() -> pd.DataFrame:
    with (files("etl") / "reference" / "stages.csv").open("rb") as file:
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows = rows[(rows["band"] == "yes") & (rows["start_date"].str.len() == len("2024-11-27"))]
    return rows.rename(columns={"stage_id": "title_id", "stage_en": "title_en"})[COLUMNS]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("etl").joinpath("reference", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def voting_days() -> dict[str, dt.date]:
    """The day on which each election was voted on."""
    return {row["election"]: dt.date.fromisoformat(row["voting_day"]) for row in _rows("elections.csv")}


@cache
def institution_changes(language: Language) -> tuple[Break, ...]:
    """Where one institution took over from another, so that figures before and after are not alike."""
    return tuple(
        Break(
            dt.date.fromisoformat(row["date"]),
            row[f"label_{language}"],
            row[f"words_{language}"],
            frozenset(row["sources"].split()),
        )
        for row in _rows("institution_changes.csv")
    )


@cache
def stages(election: str) -> pd.DataFrame:
    """The stages of an election that are drawn as bands, voting day among them, to be read only. Dates: datetime64."""
    rows = _bands()[_bands()["election"] == election].reset_index(drop=True)
    return rows.assign(**{name: pd.to_datetime(rows[name]) for name in ("start_date", "end_date")})
