"""Small files of the two sources, and a load into a warehouse of the test's own."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import select

from etl import batch, jobs
from etl.indicators.registry import Registry, packaged
from etl.publishing import Calendar
from etl.readers import Database, Remote
from etl.receipt import Receipt
from etl.settings import PeoplePlace, Place
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import indicator_value, live_at
from geo.regions import RegionIndex

RECAP = ("government", "agency", "date", "employed", "signed", "scope")
EVENT = (
    "event_id", "date", "region", "kemendagri_code", "covers", "kind", "use", "metric", "number", "unit", "evidence",
    "election", "reporting_institution", "source",
)  # fmt: skip


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def recap(path: Path, *rows: Sequence[object]) -> Path:
    """A pact recap; a row is (government, agency, date, employed, signed) and an optional scope."""
    return write_csv(path, RECAP, [[*row, "all"][:6] if len(row) == 5 else row for row in rows])


def event_row(event_id: str, region: str, code: str, day: str, number: object, **other: object) -> list[object]:
    values: dict[str, object] = {
        "event_id": event_id, "date": day, "region": region, "kemendagri_code": code, "covers": "government",
        "kind": "violation_count", "use": "value", "metric": "pelanggaran netralitas ASN", "number": number,
        "unit": "orang ASN", "evidence": "unknown", "election": "Pilkada 2024", "reporting_institution": "Bawaslu",
        "source": "https://example.org/a", **other,
    }  # fmt: skip
    return [values[name] for name in EVENT]


def events(path: Path, *rows: Sequence[object]) -> Path:
    return write_csv(path, EVENT, rows)


def place_in(folder: Path) -> Place:
    return Place("uji", f"sqlite:///{folder / 'uji.sqlite'}")


def load(
    place: Place,
    *paths: Path | Remote | Database,
    provenance: Any = None,
    indicators: Registry | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    dry_run: bool = False,
    wait: bool = True,
    on_wait: Callable[[Any], None] = lambda _: None,
    people: PeoplePlace | None = None,
    calendar: Calendar = Calendar(),  # noqa: B008 - immutable
) -> Receipt:
    plan = batch.Plan(paths, "auto", provenance)
    registry = packaged() if indicators is None else indicators
    beside = next((path.parent for path in paths if isinstance(path, Path)), Path())
    return jobs.load(
        plan, place, indicators=registry, regions=RegionIndex.packaged(), on_step=on_step, dry_run=dry_run, wait=wait,
        on_wait=on_wait, people=people or people_in(beside), calendar=calendar,
    )  # fmt: skip


# A load computes what it is given. Who looks at two figures, or at none, need not wait for all of them.
FEW = Registry(tuple(packaged()[name] for name in ("pact_signing_rate", "violation_count")))
load_for_few = partial(load, indicators=FEW)
load_for_none = partial(load, indicators=Registry(()))


def people_in(folder: Path) -> PeoplePlace:
    """Where the registers of a test go."""
    return PeoplePlace(str(folder / "people"), folder / "pseudonym.key")


def values_of(place: Place, indicator: str, *, version: int | None = None, **where: object) -> pd.DataFrame:
    """The figures that a version shows, sorted, dates as ISO text."""
    with reading(place) as connection:
        number = current_version(connection) if version is None else version
        query = select(indicator_value).where(
            indicator_value.c.indicator == indicator, live_at(indicator_value, number)
        )
        rows = [dict(row) for row in connection.execute(query).mappings()]
    frame = pd.DataFrame(rows, columns=[column.name for column in indicator_value.c])
    for column in ("as_of", "period_start", "period_end"):
        frame[column] = [day.isoformat() if isinstance(day, date) else day for day in frame[column]]
    for column, wanted in where.items():
        frame = frame[frame[column] == wanted]
    return frame.sort_values(["region_code", "as_of", "extent", "origin", "category"], ignore_index=True)


def one(place: Place, indicator: str, **where: object) -> Mapping[str, Any]:
    """The only figure of that description."""
    found = values_of(place, indicator, **where)
    assert len(found) == 1, found.to_string()
    return {str(name): value for name, value in found.iloc[0].items()}
