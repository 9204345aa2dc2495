"""From what is current to the figures of a version: compute what a load can have moved, and write what differs."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from etl.aggregate import concat
from etl.case_steps import contradictions
from etl.compute import Scope, affected, compute, parts_against_totals
from etl.deadlines import read_deadlines, read_holidays
from etl.elections import elections
from etl.indicators.registry import CASE, Registry
from etl.people.settling import together
from etl.warehouse import load as warehouse
from etl.warehouse.connect import recall, remember
from geo.regions import RegionIndex

# What the figures of a warehouse were computed by. Raise COMPUTATION when the same rows would give other figures.
FIGURES, COMPUTATION = "figures", 4


class Calendar(NamedTuple):
    """Files of deadlines and of holidays; without them the packaged deadlines, and no holiday is known."""

    deadlines: Path | None = None
    holidays: Path | None = None


def is_outdated(connection: Connection, indicators: Registry, calendar: Calendar) -> bool:
    """Whether the figures that are there were computed by other indicators, deadlines or holidays than these.

    Raises:
        SettingsError: the files of the calendar cannot be used.
    """
    before = recall(connection, FIGURES)
    return before is not None and before != _made_by(indicators, calendar)


def publish(
    connection: Connection,
    indicators: Registry,
    regions: RegionIndex,
    number: int,
    on_step: Callable[[str], None],
    *,
    calendar: Calendar = Calendar(),  # noqa: B008 - immutable
) -> None:
    """Make the figures of what is current those of version `number`.

    Only figures that rows beginning or ending with this version can move are computed; all of them if indicators,
    deadlines or the computation itself are others than those of the last time.

    Raises:
        SettingsError: the files of the calendar cannot be used.
    """
    deadlines, holidays = read_deadlines(calendar.deadlines), read_holidays(calendar.holidays)
    made_by = _made_by(indicators, calendar)
    scope = None
    if recall(connection, FIGURES) == made_by:
        scope = _moved(connection, indicators, regions, number)
    cases = warehouse.current_cases(connection)
    computed = compute(
        together(warehouse.current_observations(connection, _measures(indicators, scope))), indicators.values(),
        regions,
        {election.name: election.first_day for election in elections()},
        cases=cases, deadlines=deadlines, holidays=holidays, scope=scope,
    )  # fmt: skip
    totals = parts_against_totals(warehouse.current_events(connection), regions)
    conflicts = concat([computed.conflicts, totals, contradictions(cases)])
    on_step("computed")
    warehouse.publish_values(connection, computed.values, number, scope)
    warehouse.publish_conflicts(connection, conflicts, number, scope)
    remember(connection, FIGURES, made_by)


def _moved(connection: Connection, indicators: Registry, regions: RegionIndex, number: int) -> Scope:
    """What the rows that begin or end with a version can move."""
    rows = warehouse.changed_observations(connection, number)
    cases = warehouse.changed_case_regions(connection, number)
    measures = set(rows["measure"]) | ({CASE} if cases else set())
    return affected(measures, {*rows["region_code"], *cases}, indicators.values(), regions)


def _measures(indicators: Registry, scope: Scope | None) -> frozenset[str] | None:
    """The measures that figures of a scope are counted from; None for all."""
    if scope is None:
        return None
    read = frozenset(name for each in indicators.values() if each.id in scope.indicators for name in each.measures)
    return None if "*" in read else read


def _made_by(indicators: Registry, calendar: Calendar) -> str:
    read = read_deadlines(calendar.deadlines), read_holidays(calendar.holidays)
    texts = [str(COMPUTATION), *map(repr, [*indicators.values(), *read])]
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()
