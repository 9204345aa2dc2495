"""Who mails a file: a government's office, and where in the file it says whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.random import Generator, SeedSequence, default_rng

from etl.simulate.messy.habits import Habits
from etl.simulate.people import PNS, names

# Some write about all governments of their province, in the words of the contract.
FROM_ONE_HAND = ("event", "office_terms", "statements", "meetings")
# Their order is part of the seed: what is new comes last.
SOURCES = ("pact_recap", "headcount", "report_log", "case_outcome", "pact_register", *FROM_ONE_HAND)
TOLD = ("title", "title", "file name", "sheet name", "columns")
_SPAWN_KEY = 100
_LONGEST_SHEET_NAME = 31
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Office:
    """A government's office: its code, its name as others write it, and how it does things in one source.

    told: where the file says whose it is; in `columns` every row has the code, as Excel leaves it, and the name.
    """

    code: str
    name: str
    source: str
    habits: Habits
    told: str
    rng: Generator

    @property
    def place(self) -> str:
        """What a title says; empty where the government is told elsewhere."""
        return f"PEMERINTAH {self.name.upper()}" if self.told == "title" else ""

    @property
    def damaged_code(self) -> str | float:
        """The code as a spreadsheet leaves it: a number without its last zero, without its point, or with a `.0`."""
        plain = self.code.replace(".", "")
        return (float(self.code), int(plain), f"{plain}.0")[int(plain) % 3]

    def one(self, among: Sequence[T]) -> T:
        return among[int(self.rng.integers(0, len(among)))]


def office_of(governments: pd.DataFrame, source: str, code: str, seed: int) -> Office:
    """The office of a government; the same for a seed, whichever others are asked for."""
    row = int(np.flatnonzero(governments["region_code"] == code)[0])
    name = str(governments["region"].iloc[row])
    rng = default_rng(SeedSequence(seed, spawn_key=(_SPAWN_KEY, SOURCES.index(source), row)))
    habits = Habits.drawn(rng, names(PNS, np.array([row]), seed)[0].as_py())
    told = TOLD[int(rng.integers(0, len(TOLD)))]
    possible = {
        "columns": source not in ("pact_recap", *FROM_ONE_HAND),
        "sheet name": not habits.encoding and len(name) <= _LONGEST_SHEET_NAME and source not in FROM_ONE_HAND,
    }
    return Office(code, name, source, habits, told if possible.get(told, True) else "title", rng)
