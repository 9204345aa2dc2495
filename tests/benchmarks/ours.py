"""The project on the same file, in a process of its own; prints seconds as JSON.

`load FOLDER PATH...`: read, check, pseudonymise, count, load, compute, publish, into a warehouse in a folder.
`count FOLDER PATH ANSWER`: the same without the warehouse: staged and counted; the answer goes to a Parquet file.
`pieces FOLDER PATH`: parts of staging by themselves.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl

from etl import jobs
from etl.batch import Plan
from etl.grid import Given
from etl.indicators.registry import packaged
from etl.people.gathering import gather
from etl.people.numbers import pseudonym, with_numbers
from etl.people.relations import csv_relation
from etl.people.settling import settle
from etl.people.workshop import Workshop
from etl.settings import PeoplePlace, Place
from etl.sources import contracts
from etl.stage import stage
from geo.regions import RegionIndex

_PLACE = ("part", "region_code", "agency_key", "election", "as_of")
_LIVE = ("record_id", "slice", *_PLACE, "row_count", "persons", "signed")
STEPS = ("staged", "recorded", "computed", "published", "committed")


class _Clock:
    """Seconds between the moments that are told, by name."""

    def __init__(self) -> None:
        self._last = self._first = time.perf_counter()
        self.steps: dict[str, float] = {}

    def __call__(self, step: str) -> None:
        now = time.perf_counter()
        if step in STEPS:
            self.steps[step] = now - self._last
            self._last = now

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._first


def _place(folder: Path) -> Place:
    return Place("bench", f"sqlite:///{folder / 'bench.sqlite'}")


def load(folder: Path, *paths: str) -> dict[str, object]:
    clock = _Clock()
    plan = Plan(tuple(map(Path, paths)))
    receipt = jobs.load(
        plan,
        _place(folder),
        indicators=packaged(),
        regions=RegionIndex.packaged(),
        on_step=lambda step: clock(str(step)),
    )
    clock("committed")
    assert receipt.counts.accepted, [file.error for file in receipt.files]
    return {"seconds": clock.seconds, "steps": clock.steps, "read": receipt.counts.read, "version": receipt.version}


def count(folder: Path, path: str, answer: str) -> dict[str, object]:
    clock = _Clock()
    people = PeoplePlace.beside(_place(folder))
    index = RegionIndex.packaged()
    staged = stage(Path(path), index=index, given=Given(), people=people)
    assert staged.error is None, staged.error
    clock("staged")
    fresh = staged.people.assign(source="pact_register", file=0, replaces=pd.NA).reset_index(drop=True)
    nothing = pd.DataFrame(columns=list(_LIVE))
    settled = settle(fresh, nothing, pd.DataFrame(columns=["record_id", "file"]), Workshop(index, people))
    clock("recorded")
    seconds = clock.seconds
    columns = {"region_code": "region_code", "agency_key": "agency", "persons": "persons", "signed": "signed"}
    counted = settled.fresh[list(columns)].rename(columns=columns)
    counted[counted["persons"] > 0].sort_values(["region_code", "agency"]).to_parquet(answer, index=False)
    return {"seconds": seconds, "steps": clock.steps, "read": staged.read}


def pieces(folder: Path, path: str) -> dict[str, object]:
    """Seconds for scanning the file, for making its numbers digits, for pseudonyms, and for all of its one pass."""
    workshop = Workshop(RegionIndex.packaged(), PeoplePlace.beside(_place(folder)))
    relation = csv_relation(Path(path), "auto", contracts())
    assert relation is not None
    rows, number = relation.rows(), pl.col("nip")
    asked: dict[str, Callable[..., object]] = {
        "scan": rows.select(pl.col(*relation.columns, "cells").max()).collect,
        "numbers": with_numbers(rows).select(pl.col("possible").sum()).collect,
        "pseudonyms": rows.select(pseudonym(number, workshop.keys).max()).collect,
        "gathered": lambda **_: gather(relation, relation.match.contract, workshop.keys, folder),
    }
    found = {}
    for name, ask in asked.items():
        started = time.perf_counter()
        ask(engine="streaming")
        found[name] = time.perf_counter() - started
    return {"seconds": sum(found.values()), "steps": found}


WHAT: dict[str, Callable[..., dict[str, object]]] = {"load": load, "count": count, "pieces": pieces}

if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    json.dump(WHAT[what](Path(folder), *rest), sys.stdout)
