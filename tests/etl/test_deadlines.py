"""Deadlines: due dates against counting day by day, and what is said when one cannot be reckoned."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cases import states
from etl.deadlines import (
    HOLIDAYS_END,
    NO_DEADLINE,
    NO_HOLIDAYS,
    REASONS,
    Deadline,
    Holidays,
    due_dates,
    overdue,
    packaged,
    parse_deadlines,
    parse_holidays,
    read_deadlines,
    read_holidays,
)
from etl.errors import SettingsError
from etl.settings import Settings
from tests.reference import waiting as slow

DAYS = st.dates(date(2024, 1, 1), date(2025, 11, 30))
YEARS = frozenset(range(2024, 2027))
ENTRY = """
[[deadline]]
state = "waiting_ppk"
days = 14
day = "working"
valid_from = 2024-01-01
legal_basis = "Peraturan"
source = "https://example.org"
confidence = "high"
"""


def deadline(day: str = "working", days: int = 3, **other: object) -> Deadline:
    values: dict[str, object] = {
        "state": "waiting_ppk", "days": days, "day": day, "valid_from": date(2024, 1, 1), "legal_basis": "x",
        "source": "x", "confidence": "high", **other,
    }  # fmt: skip
    return Deadline.model_validate(values)


def vector(*days: date) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array(days, dtype="datetime64[D]")


@given(st.lists(DAYS, min_size=1, max_size=5), st.integers(1, 60), st.booleans(), st.frozensets(DAYS, max_size=30))
def test_due_dates_against_the_slow_version(
    since: list[date], days: int, working: bool, closed: frozenset[date]
) -> None:
    one = deadline("working" if working else "calendar", days)
    found = due_dates(["waiting_ppk"] * len(since), vector(*since), [one], Holidays(tuple(closed), YEARS))
    right = [slow.last_day(day, days, working=working, holidays=closed) for day in since]
    assert found.due.tolist() == right
    assert set(found.reason) == {""}
    assert set(found.deadline) == {0}


@given(DAYS, st.integers(1, 30), st.integers(0, 90), st.frozensets(DAYS, max_size=20))
def test_overdue_begins_the_day_after(since: date, days: int, age: int, closed: frozenset[date]) -> None:
    at = since + timedelta(days=age)
    holidays = Holidays(tuple(closed), YEARS)
    (found,) = overdue(["waiting_ppk"], vector(since), at, [deadline(days=days)], holidays).to_dict("records")
    assert found["is_overdue"] == (at > slow.last_day(since, days, working=True, holidays=closed))
    assert found["age_days"] == age


def test_an_unstated_kind_of_day_is_overdue_only_when_it_is_so_either_way() -> None:
    since, none = vector(date(2024, 10, 4)), Holidays((), YEARS)  # a Friday
    kinds = {
        kind: due_dates(["waiting_ppk"], since, [deadline(kind, 7)], none).due[0]
        for kind in ("calendar", "working", "unstated")
    }
    assert kinds["unstated"] == kinds["working"] > kinds["calendar"]


def test_without_an_entry_there_is_an_age_and_nothing_is_overdue() -> None:
    (found,) = overdue(["recommended"], vector(date(2000, 1, 1)), date(2024, 1, 1), packaged(), None).to_dict("records")
    assert (found["age_days"], found["is_overdue"], found["reason"]) == (8766, False, NO_DEADLINE)


def test_the_packaged_holidays_are_whole_years_each_with_its_decision(project_dir: Path) -> None:
    file = project_dir / "etl" / "reference" / "holidays.csv"
    with file.open(encoding="utf-8") as lines:
        assert all(row["legal_basis"] and row["source"].startswith("https://") for row in csv.DictReader(lines))
    holidays = read_holidays(file)
    assert holidays
    # 17 + 10 of the joint decision of each year; two voting days in 2024, one day added in 2025.
    assert [sum(day.year == year for day in holidays.days) for year in (2024, 2025)] == [29, 28]
    days = vector(date(2024, 11, 25), date(2024, 12, 24))
    found = due_dates(["bawaslu_review"] * 2, days, packaged(), holidays)
    assert found.due.astype(str).tolist() == ["2024-11-29", "2024-12-31"]


def test_working_days_without_holidays_are_never_overdue() -> None:
    days = vector(date(2024, 10, 1), date(2024, 10, 1))
    found = overdue(["bawaslu_review", "taskforce_verify"], days, date(2026, 1, 1), packaged(), None)
    assert not found["is_overdue"].any()
    assert found["due"].isna().all()
    assert found["reason"].to_list() == [NO_HOLIDAYS, NO_HOLIDAYS]
    assert found["age_days"].to_list() == [457, 457]


def test_a_year_that_the_holidays_do_not_have_gives_no_due_date() -> None:
    only_2024 = Holidays((date(2024, 12, 25),), frozenset({2024}))
    days = vector(date(2024, 12, 2), date(2024, 12, 30), date(2025, 3, 3))
    found = due_dates(["waiting_ppk"] * 3, days, [deadline()], only_2024)
    assert found.reason.tolist() == ["", HOLIDAYS_END, HOLIDAYS_END]
    assert found.due.tolist() == [date(2024, 12, 5), None, None]


def test_a_deadline_holds_from_and_to_its_days() -> None:
    one = deadline("calendar", 10, valid_from=date(2020, 11, 1), valid_to=date(2020, 12, 31))
    days = vector(date(2020, 10, 31), date(2020, 11, 1), date(2020, 12, 31), date(2021, 1, 1))
    found = due_dates(["waiting_ppk"] * 4, days, [one], None)
    assert found.reason.tolist() == [NO_DEADLINE, "", "", NO_DEADLINE]
    assert found.due.tolist() == [None, date(2020, 11, 11), date(2021, 1, 10), None]


def test_the_law_moves() -> None:
    before = deadline("calendar", 10, valid_to=date(2024, 6, 30))
    after = deadline("calendar", 5, valid_from=date(2024, 7, 1))
    found = due_dates(["waiting_ppk"] * 2, vector(date(2024, 6, 30), date(2024, 7, 1)), [before, after], None)
    assert found.deadline.tolist() == [0, 1]
    assert found.due.tolist() == [date(2024, 7, 10), date(2024, 7, 6)]


def test_nothing_is_overdue_among_no_cases() -> None:
    assert overdue([], vector(), date(2024, 1, 1), packaged(), Holidays((), YEARS)).empty


# ------------------------------------------------------------------------------------------------------------ files


def test_the_packaged_deadlines_are_those_that_sources_support() -> None:
    found = {(one.state, one.days, one.day) for one in packaged()}
    assert found == {
        ("bawaslu_review", 3, "working"),
        ("taskforce_verify", 7, "unstated"),
        ("waiting_ppk", 10, "unstated"),
    }
    (regional_head,) = [one for one in packaged() if one.state == "waiting_ppk"]
    assert regional_head.valid_to == date(2020, 12, 31)
    assert regional_head.confidence == "low"
    assert all(one.source.startswith("https://") and one.legal_basis for one in packaged())


def test_packaged_deadlines_cite_what_the_shared_states_say(shared_dir: Path) -> None:
    text = (shared_dir / "data/reference/case_states.csv").read_text(encoding="utf-8")
    for phrase in (
        "max. 3 working days",
        "max. 7 days (day type not stated)",
        "10 days was the figure Kemendagri gave",
    ):
        assert phrase in text
    assert all(one.source in text for one in packaged())


def test_own_files(tmp_path: Path) -> None:
    (tmp_path / "deadlines.toml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "holidays.csv").write_text("date,name\n2024-12-25,Natal\n2024-12-26, Cuti bersama \n", encoding="utf-8")
    assert [one.days for one in read_deadlines(tmp_path / "deadlines.toml")] == [14]
    found = read_holidays(tmp_path / "holidays.csv")
    assert found == Holidays((date(2024, 12, 25), date(2024, 12, 26)), frozenset({2024}))
    assert read_deadlines(None) == packaged()
    assert read_holidays(None) is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("days = 14", "days = 0"), "days"),
        (("days = 14", 'days = "14"'), "days"),
        (('state = "waiting_ppk"', 'state = "selesai"'), "'selesai' is no state"),
        (('day = "working"', 'day = "business"'), "day"),
        (('confidence = "high"', ""), "confidence"),
        (("days = 14", "days = 14\ngrace = 3"), "grace"),
        (("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2023-12-31"), "before valid_from"),
        (("[[deadline]]", "[[deadlines]]"), "only [[deadline]]"),
        (("days = 14", "days ="), "days ="),
    ],
)  # fmt: skip
def test_deadlines_that_cannot_be(change: tuple[str, str], says: str) -> None:
    text = ENTRY.replace(*change)
    assert text != ENTRY
    with pytest.raises(SettingsError) as refusal:
        parse_deadlines(text, "mine.toml")
    assert "mine.toml" in refusal.value.message.id
    if says != "days =":
        assert says in refusal.value.message.id


def test_two_deadlines_of_one_state_on_one_day_are_refused() -> None:
    with pytest.raises(SettingsError, match="two deadlines of waiting_ppk hold on one day"):
        parse_deadlines(ENTRY + ENTRY, "mine.toml")
    apart = ENTRY.replace("confidence", "valid_to = 2024-06-30\nconfidence") + ENTRY.replace("2024-01-01", "2024-07-01")
    assert len(parse_deadlines(apart, "mine.toml")) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [("tanggal,nama\n2024-12-25,Natal\n", "date,name"), ("date,name\n25/12/2024,Natal\n", "line 2"), ("", "date,name")],
)
def test_holidays_that_cannot_be(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        parse_holidays(text, "libur.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"NETRALITAS_HOLIDAYS: .*libur\.csv cannot be read"):
        read_holidays(tmp_path / "libur.csv")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_deadlines(tmp_path / "bad.toml")


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(REASONS) == {NO_DEADLINE, NO_HOLIDAYS, HOLIDAYS_END}
    assert all(words[0] != words[1] for words in REASONS.values())
    assert {one.state for one in packaged()} <= set(states())


def test_settings_name_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (Settings.load().deadlines, Settings.load().holidays) == (None, None)
    monkeypatch.setenv("NETRALITAS_HOLIDAYS", "")
    monkeypatch.setenv("NETRALITAS_DEADLINES", str(tmp_path / "own.toml"))
    assert (Settings.load().deadlines, Settings.load().holidays) == (tmp_path / "own.toml", None)


def test_the_page_about_them_shows_what_is_read_and_names_every_key(project_dir: Path) -> None:
    page = (project_dir / "docs" / "deadlines.md").read_text("utf-8")
    blocks = page.split("```")[1::2]
    [toml] = [block.removeprefix("toml") for block in blocks if block.startswith("toml")]
    [holidays] = [block.lstrip() for block in blocks if block.startswith("\ndate,name")]
    assert [each.days for each in parse_deadlines(toml, "page")] == [14]
    assert len(parse_holidays(holidays, "page").days) == 2
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(Deadline.model_fields)
