"""The migrations make the schema, and the schema refuses what cannot be."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Table, inspect, select
from sqlalchemy.exc import IntegrityError

from etl.settings import Place
from etl.warehouse.connect import MIGRATIONS, engine_for, migrate
from etl.warehouse.schema import metadata
from tests.etl.loading import place_in

DAY, NOW = date(2024, 10, 14), datetime(2024, 11, 6, tzinfo=UTC)
# A good row of each table, as short as it can be.
LIFE = {"version_from": 1, "version_to": None}
PERIOD = {"as_of": DAY, "period_start": DAY, "period_end": DAY}
COUNTS = {"read": 2, "accepted": 1, "rejected": 1, "unchanged": 0, "superseded": 0}
GOOD: dict[str, dict[str, Any]] = {
    "run": {"run_id": "r", "started_at": NOW, "finished_at": NOW, "version": 1, **COUNTS},
    "run_file": {
        "run_id": "r", "ordinal": 0, "path": "a.csv", "status": "loaded", "dropped_columns": [], "skips": [], **COUNTS,
    },
    "record": {
        "record_id": 1, "source": "event", "record_key": "k", "slice_key": "s", "region_code": "74", "agency": "",
        "as_of": DAY, "content_hash": "h", "provenance": "documented", "path": "a.csv", "sheet": "", "row": 2,
        "run_id": "r", **LIFE,
    },
    "observation": {
        "observation_id": 1, "record_id": 1, "source": "event", "measure": "m", "unit": "kasus", "category": "total",
        "election": "E", "region_code": "74", "agency": "", "covers": "government", "scope": "", "evidence": "unknown",
        "reporter": "R", "value": 1.0, "base": 2.0, "citation": "", "provenance": "documented", **PERIOD, **LIFE,
    },
    "event": {
        "record_id": 1, "event_id": "EV", "kind": "pact_signing", "use": "event", "title": "", "unit": "",
        "evidence": "unknown", "scope": "all", "covers": "government", "region_code": "74", "election": "E",
        "precision": "day", "institution": "", "citation": "", "confidence": "", "provenance": "documented",
        **PERIOD, **LIFE,
    },
    "case_step": {
        "record_id": 1, "case_id": "K-1", "state": "recommended", "state_order": 90, "as_of": DAY,
        "region_code": "74.02", "agency": "", "election": "E", "category": "total", "sanction_code": "",
        "sanction_level": "", "subjects": None, "citation": "", "provenance": "documented", **LIFE,
    },
    "annotation": {
        "record_id": 1, "kind": "question", "annotation_id": "74.02|2024-10-14|Komisi I|001", "region_code": "74.02",
        "agency": "", "election": "", "subject": "", "text": "?", "reply": "", "as_of": DAY, "about_on": None,
        "due_on": DAY, "ends_on": DAY, "institution": "Komisi I", "citation": "", "provenance": "documented", **LIFE,
    },
    "person_slice": {
        "person_slice_id": 1, "record_id": 1, "part": "province=74/a.parquet", "slice": 1, "region_code": "74.02",
        "agency_key": "", "election": "E", "as_of": DAY, "row_count": 3, "listed": True, "persons": 2, "signed": 1,
        **LIFE,
    },
    "conflict": {
        "conflict_id": 1, "record_id": None, "kind": "parts_differ", "measure": "m", "unit": "kasus",
        "category": "total", "election": "E", "region_code": "74", "as_of": DAY, "stated": "117", "found": "101",
        "detail": {}, **LIFE,
    },
    "indicator_value": {
        "value_id": 1, "indicator": "i", "unit": "kasus", "region_code": "74", "level": "province", "extent": "area",
        "origin": "computed", "category": "total", "election": "E", "value": 1.0, "status": "reported",
        "evidence": "unknown", "provenance": "documented", "citation": "", **PERIOD, **LIFE,
    },
}  # fmt: skip
NEEDS = {
    "run_file": ("run",),
    "record": ("run",),
    "observation": ("run", "record"),
    "event": ("run", "record"),
    "case_step": ("run", "record"),
    "annotation": ("run", "record"),
    "person_slice": ("run", "record"),
}
# Each CHECK of the schema, and rows that only it refuses.
BAD: dict[str, tuple[dict[str, Any], ...]] = {
    "run.adds_up": ({"read": 3}, {"superseded": 1}),
    "run_file.adds_up": ({"read": 3}, {"unchanged": 1}),
    "run_file.status_known": ({"status": "done"},),
    "record.provenance_known": ({"provenance": "hearsay"},),
    "observation.value_not_negative": ({"value": -1.0},),
    "observation.base_not_negative": ({"base": -1.0},),
    "observation.period_forward": ({"period_start": date(2024, 10, 15)},),
    "observation.covers_known": ({"covers": ""},),
    "observation.provenance_known": ({"provenance": ""},),
    "event.period_forward": ({"period_start": date(2024, 10, 15)},),
    "event.provenance_known": ({"provenance": ""},),
    "event.precision_known": ({"precision": "week"},),
    "event.covers_known": ({"covers": "all"},),
    "person_slice.counts_nested": ({"signed": 3}, {"persons": 4}, {"signed": -1}),
    "case_step.subjects_positive": ({"subjects": 0.0},),
    "case_step.provenance_known": ({"provenance": ""},),
    "annotation.kind_known": ({"kind": "rumour"},),
    "annotation.provenance_known": ({"provenance": ""},),
    "annotation.due_forward": ({"due_on": date(2024, 10, 13)},),
    "annotation.ends_forward": ({"ends_on": date(2024, 10, 13)},),
    "indicator_value.period_forward": ({"period_start": date(2024, 10, 15)},),
    "indicator_value.provenance_known": ({"provenance": "rumour"},),
    "indicator_value.level_known": ({"level": "district"},),
    "indicator_value.extent_known": ({"extent": "unknown"},),
    "indicator_value.origin_known": ({"origin": "stated"},),
    "indicator_value.status_known": ({"status": "late"},),
    "indicator_value.missing_has_no_value": (
        {"value": None}, {"status": "missing"}, {"status": "suppressed"}, {"status": "zero", "value": None},
    ),
    "indicator_value.zero_is_zero": ({"status": "zero"},),
    **{
        f"{name}.lifetime_forward": ({"version_from": 2, "version_to": 2}, {"version_from": 2, "version_to": 1})
        for name in (
            "record", "observation", "event", "case_step", "annotation", "person_slice", "conflict", "indicator_value",
        )
    },
}  # fmt: skip


def short_name(table: Table, constraint: CheckConstraint) -> str:
    return f"{table.name}.{str(constraint.name).removeprefix(f'ck_{table.name}_')}"


def checks(table: Table) -> dict[str, CheckConstraint]:
    found = (each for each in table.constraints if isinstance(each, CheckConstraint))
    return {short_name(table, each): each for each in found}


def declared() -> set[str]:
    return {name for table in metadata.sorted_tables for name in checks(table)}


def check_migrations(place: Place) -> None:
    """Upgrade an empty place, twice: nothing is left to migrate, and every CHECK is there."""
    migrate(place)
    migrate(place)
    engine = engine_for(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        assert tables == set(metadata.tables)
        present = {
            f"{table}.{str(each['name']).removeprefix(f'ck_{table}_')}"
            for table in tables
            for each in inspect(connection).get_check_constraints(table)
        }
        assert present == declared()
    engine.dispose()


def check_way_back(place: Place) -> None:
    """The newest revision can be taken back under a warehouse that has rows, which then goes up again with them."""
    migrate(place)
    engine = engine_for(place)
    with engine.begin() as connection:
        for name in ("run", "record"):
            connection.execute(metadata.tables[name].insert().values(GOOD[name]))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
        assert "annotation" not in inspect(connection).get_table_names()
        command.upgrade(config, "head")
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.scalar(select(metadata.tables["record"].c.record_key)) == "k"
    engine.dispose()


def check_refusals(place: Place) -> None:
    """Every good row goes in; every bad one is refused by its own constraint."""
    migrate(place)
    engine = engine_for(place)
    with engine.connect() as connection:
        for name in GOOD:
            insert(connection, name, {})
        for constraint, changes in BAD.items():
            for change in changes:
                table = constraint.split(".")[0]
                with pytest.raises(IntegrityError) as refusal:
                    insert(connection, table, change)
                assert f"ck_{constraint.replace('.', '_')}" in str(refusal.value.orig), constraint
    engine.dispose()


def insert(connection: Connection, name: str, change: dict[str, Any]) -> None:
    """Insert a good row with changes, after the rows that it refers to, and leave nothing behind."""
    connection.rollback()
    with connection.begin() as transaction:
        for each in NEEDS.get(name, ()):
            connection.execute(metadata.tables[each].insert().values(GOOD[each]))
        try:
            connection.execute(metadata.tables[name].insert().values({**GOOD[name], **change}))
        finally:
            transaction.rollback()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    yield place_in(tmp_path)


def test_every_check_has_a_case() -> None:
    assert set(BAD) == declared()


def test_migrations_make_the_schema(place: Place) -> None:
    check_migrations(place)


def test_the_newest_revision_taken_back_and_made_again_is_the_same(place: Place) -> None:
    check_way_back(place)


def test_checks_refuse_bad_rows(place: Place) -> None:
    check_refusals(place)


def test_a_changed_schema_is_noticed(place: Place) -> None:
    """The comparison is worth something: a column less is found."""
    migrate(place)
    engine = engine_for(place)
    with engine.connect() as connection:
        connection.exec_driver_sql("alter table event drop column confidence")
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert [difference[0] for difference in found] == ["add_column"]
