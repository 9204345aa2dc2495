"""`netralitas revert RUN`: a load is taken back as a new version, and every earlier version stays readable."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from etl import revert as reverting
from etl.errors import UnknownNameError
from etl.receipt import Counts, Receipt
from etl.revert import RevertRefusedError
from etl.settings import Place
from etl.warehouse import rejected, status
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import event, live_at, metadata, observation, record
from geo.regions import RegionIndex
from tests.etl.loading import FEW, event_row, events, place_in, recap, values_of
from tests.etl.loading import load_for_few as load

KONAWE, KENDARI, DAY = "Kabupaten Konawe", "Kota Kendari", "2024-09-30"


def revert(place: Place, run_id: str | None, *, dry_run: bool = False) -> Receipt:
    return reverting.revert(run_id or "", place, indicators=FEW, regions=RegionIndex.packaged(), dry_run=dry_run)


def shown(place: Place, version: int | None = None) -> str:
    """All that a version shows, without numbers of rows and versions."""
    with reading(place) as connection:
        number = current_version(connection) if version is None else version
        parts = []
        for table in metadata.sorted_tables:
            if "version_to" in table.c:
                keys = {"version_from", "version_to", *table.primary_key.columns.keys(), "record_id"}
                columns = [column for column in table.c if column.name not in keys]
                rows = connection.execute(select(*columns).where(live_at(table, number))).all()
                parts += [f"{table.name} {row!r}" for row in rows]
    return "\n".join(sorted(parts))


def standing(place: Place) -> pd.DataFrame:
    return values_of(place, "pact_signing_rate", region_code="74.02")


def test_a_first_load_taken_back_leaves_nothing_current(place: Place, tmp_path: Path) -> None:
    run = load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))).run_id
    before = shown(place)
    receipt = revert(place, run)
    assert (receipt.version, receipt.counts, receipt.takes_back) == (2, Counts(replaced=1), run)
    assert shown(place) == ""
    assert shown(place, 1) == before


def test_what_a_load_replaced_is_current_again(place: Place, tmp_path: Path) -> None:
    rows = [(KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)]
    file = tmp_path / "a.csv"
    load(place, recap(file, *rows), events(tmp_path / "e.csv", event_row("A", KENDARI, "74.71", DAY, 3)))
    first = shown(place)
    second = load(
        place,
        recap(file, (KONAWE, "Dinas A", DAY, 100, 80)),
        events(tmp_path / "e.csv", event_row("A", KENDARI, "74.71", DAY, 4), event_row("B", KONAWE, "74.02", DAY, 1)),
    )
    assert second.counts == Counts(read=3, accepted=3, replaced=3)
    between = shown(place)
    assert revert(place, second.run_id).counts == Counts(read=3, accepted=3, replaced=3)
    assert shown(place) == first
    assert (shown(place, 1), shown(place, 2)) == (first, between)


def test_a_revert_can_be_taken_back(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60)))
    second = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 80)))
    after = shown(place)
    undone = revert(place, second.run_id)
    again = revert(place, undone.run_id)
    assert (again.version, shown(place)) == (4, after)
    assert standing(place)["numerator"].tolist() == [80]
    assert revert(place, second.run_id).version == 5  # it stands again, so it can be taken back again
    assert standing(place)["numerator"].tolist() == [60]


def test_loads_are_taken_back_one_after_the_other(place: Place, tmp_path: Path) -> None:
    runs = [
        load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, signed))).run_id for signed in (60, 70, 80)
    ]
    with pytest.raises(RevertRefusedError) as refused:
        revert(place, runs[0])
    assert str(runs[1]) in refused.value.message.id
    assert str(runs[2]) in refused.value.message.id
    assert str(runs[2]) in refused.value.remedy.id
    revert(place, runs[2])
    assert standing(place)["numerator"].tolist() == [70]
    with pytest.raises(RevertRefusedError) as refused:
        revert(place, runs[0])
    assert str(runs[2]) not in refused.value.message.id
    revert(place, runs[1])
    revert(place, runs[0])
    assert standing(place).empty


def test_it_is_refused_when_a_later_load_filled_what_it_had_emptied(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    second = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60)))
    third = load(place, recap(tmp_path / "b.csv", (KONAWE, "Dinas B", DAY, 50, 20)))
    before = shown(place)
    with pytest.raises(RevertRefusedError, match=str(third.run_id)):
        revert(place, second.run_id)
    assert shown(place) == before


def test_a_later_load_of_other_slices_is_no_obstacle(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    first = load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    load(place, recap(tmp_path / "b.csv", (KENDARI, "Dinas A", DAY, 10, 6)))
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))  # the same again changes nothing
    revert(place, first.run_id)
    assert standing(place)["status"].tolist() == ["missing"]  # another of its province still reports
    assert values_of(place, "pact_signing_rate", region_code="74.71")["numerator"].tolist() == [6]


def test_the_same_content_from_a_later_run_is_the_later_runs(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = tmp_path / "a.csv"
    runs = [load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, signed))).run_id for signed in (60, 70, 60)]
    with pytest.raises(RevertRefusedError, match=str(runs[2])):
        revert(place, runs[0])


def test_conflicts_return_with_what_they_are_about(place: Place, tmp_path: Path) -> None:
    file, rows = tmp_path / "a.csv", [(KONAWE, "Dinas A", DAY, 500, 0), (KONAWE, "Dinas A", DAY, 500, 20)]
    load(place, recap(file, *rows))
    before = shown(place)
    second = load(place, recap(file, rows[1]))  # unchanged but for the conflict
    assert "duplicate_differs" not in shown(place)
    revert(place, second.run_id)
    assert shown(place) == before


def test_values_are_computed_anew(place: Place, tmp_path: Path) -> None:
    load(place, events(tmp_path / "a.csv", event_row("P", "Sulawesi Tenggara", "74", DAY, 40, covers="area")))
    second = load(place, events(tmp_path / "b.csv", event_row("A", KENDARI, "74.71", DAY, 3)))
    assert [each["kind"] for each in second.conflicts] == ["parts_differ"]
    revert(place, second.run_id)
    assert "parts_differ" not in shown(place)
    assert values_of(place, "violation_count", region_code="74", origin="computed").empty


def test_what_cannot_be_taken_back_is_told(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    first, second = load(place, file), load(place, file)
    with pytest.raises(UnknownNameError):
        revert(place, "nobody")
    with pytest.raises(RevertRefusedError, match="tidak mengubah"):
        revert(place, second.run_id)
    undone = revert(place, first.run_id)
    with pytest.raises(RevertRefusedError, match=str(undone.run_id)):
        revert(place, first.run_id)


def test_a_dry_run_changes_nothing(place: Place, tmp_path: Path) -> None:
    first = load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    before = shown(place)
    tried = revert(place, first.run_id, dry_run=True)
    assert (tried.dry_run, tried.run_id, tried.version, tried.counts.replaced) == (True, None, 2, 1)
    assert shown(place) == before
    with reading(place) as connection:
        assert len(status.summary(connection, 546)["runs"]) == 1


def test_status_tells_what_was_taken_back_and_rejects_follow(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    good = (KONAWE, "Dinas A", DAY, 100, 60)
    first = load(place, recap(file, good, (KONAWE, "Dinas B", DAY, 50, 51)))
    second = load(place, recap(file, good, (KONAWE, "Dinas B", DAY, 50, 50)))
    with reading(place) as connection:
        assert rejected.rejects(connection) == []
        assert {row["closed_by"] for row in rejected.rejects(connection, first.run_id)} == {second.run_id}
    undone = revert(place, second.run_id)
    with reading(place) as connection:
        assert len(rejected.rejects(connection)) == 1  # what had closed it does not count any more
        runs = {row["run_id"]: row for row in status.summary(connection, 546)["runs"]}
    assert runs[second.run_id]["taken_back_by"] == undone.run_id
    assert runs[undone.run_id]["takes_back"] == second.run_id
    revert(place, first.run_id)
    with reading(place) as connection:
        assert rejected.rejects(connection) == []


def test_nothing_but_the_end_of_a_row_is_written_in_place(tmp_path: Path) -> None:
    place, file = place_in(tmp_path), tmp_path / "a.csv"
    load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 60)))
    second = load(place, recap(file, (KONAWE, "Dinas A", DAY, 100, 80)))

    def rows() -> dict[tuple[str, int], tuple[object, ...]]:
        with reading(place) as connection:
            return {
                (table.name, row[0]): tuple(row[:-1])
                for table in (record, observation, event)
                for row in connection.execute(
                    select(*[column for column in table.c if column.name != "version_to"], table.c.version_to)
                )
            }

    before = rows()
    revert(place, second.run_id)
    after = rows()
    assert {key: after[key] for key in before} == before
    assert len(after) > len(before)
