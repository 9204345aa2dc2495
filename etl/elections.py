"""The elections that facts belong to, as packaged in etl/reference/elections.csv."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from etl.headers import bare

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Election:
    """One election. `regions` are the codes where it was held; empty means everywhere."""

    name: str
    first_day: date
    last_day: date
    voting_day: date
    regions: tuple[str, ...]
    source: str

    def runs(self, day: date, region_code: str) -> bool:
        """Whether its stages were under way on a day, in a region."""
        return self.first_day <= day <= self.last_day and (not self.regions or region_code in self.regions)


@cache
def elections() -> tuple[Election, ...]:
    """Every packaged election, by voting day."""
    text = files("etl").joinpath("reference", "elections.csv").read_text(encoding="utf-8")
    found = [
        Election(
            name=row["election"],
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            voting_day=date.fromisoformat(row["voting_day"]),
            regions=tuple(row["regions"].split()),
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    ]
    return tuple(sorted(found, key=lambda election: election.voting_day))


def named(text: str) -> tuple[str, ...]:
    """The elections a text names: one, both (`Pemilu dan Pilkada 2024`), or none when a part is unknown."""
    if len(text) > LONGEST_NAME:  # no election is called that, and the pattern below would take its time
        return ()
    known = {bare(election.name): election.name for election in elections()}
    both = re.fullmatch(r"(\D+?) dan (\D+?) ([0-9]{4})", " ".join(text.split()), flags=re.IGNORECASE)
    parts = [f"{both[1]} {both[3]}", f"{both[2]} {both[3]}"] if both else [text]
    found = [known.get(bare(part)) for part in parts]
    return tuple(name for name in found if name) if all(found) else ()


def election_of(day: date, region_code: str = "00") -> str | None:
    """The election a day belongs to when a row does not say, or None when no election was under way.

    Where the stages of two overlap (Pemilu and Pilkada in March 2024) it is the one whose voting day comes next: what
    was signed or counted then looks ahead. After the last voting day it is the latest vote.
    """
    running = [election for election in elections() if election.runs(day, region_code)]
    ahead = [election for election in running if election.voting_day >= day]
    return ahead[0].name if ahead else running[-1].name if running else None


# So long after its last stage a case may still be about a vote; a later one has to say which vote it is about.
LATEST_AFTER_DAYS = 366


def election_after(day: date, region_code: str = "00") -> str | None:
    """The election that a report or case first dated `day` is about: the one of that day, or the last one before it."""
    running = election_of(day, region_code)
    if running:
        return running
    over = [
        election
        for election in elections()
        if 0 < (day - election.last_day).days <= LATEST_AFTER_DAYS
        and (not election.regions or region_code in election.regions)
    ]
    return over[-1].name if over else None


@cache
def confirmation_day(election: str) -> date | None:
    """The day on which the candidates of an election were confirmed (stage PAIR_SET of stages.csv), None if unknown."""
    text = files("etl").joinpath("reference", "stages.csv").read_text(encoding="utf-8")
    stages = csv.DictReader(text.splitlines())
    days = [row["start_date"] for row in stages if (row["election"], row["stage_code"]) == (election, "PAIR_SET")]
    return date.fromisoformat(days[0]) if days else None
