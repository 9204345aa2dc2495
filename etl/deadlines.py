"""When a case is overdue: deadlines by state, and the days from which on they are passed.

Deadlines are law, and the law moves, so they are settings (etl/reference/deadlines.toml, or a file of one's own).
Without an entry, or without the holidays that working days need, a case has an age and is never overdue.
"""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from etl.cases import states
from etl.errors import SettingsError
from etl.said import Text

DayKind = Literal["calendar", "working", "unstated"]
Days = NDArray[np.datetime64]

# Why a case has no due date.
NO_DEADLINE: Final = "no_deadline"
NO_HOLIDAYS: Final = "no_holidays"
HOLIDAYS_END: Final = "holidays_end"
# reason -> (Indonesian, English)
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    NO_DEADLINE: (
        "Tidak ada batas waktu yang tercatat untuk tahap ini pada tanggal itu.",
        "No deadline is on record for this state at that date.",
    ),
    NO_HOLIDAYS: (
        "Batas waktunya dalam hari kerja, dan daftar hari libur (NETRALITAS_HOLIDAYS) tidak ada.",
        "Its deadline is in working days, and there is no list of holidays (NETRALITAS_HOLIDAYS).",
    ),
    HOLIDAYS_END: (
        "Batas waktunya dalam hari kerja, dan daftar hari libur tidak memuat tahun itu.",
        "Its deadline is in working days, and the list of holidays does not have that year.",
    ),
}


class Deadline(BaseModel):
    """How long a case may stay in a state that it reached from `valid_from` to `valid_to` (both included)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    state: str
    days: Annotated[int, Field(ge=1, le=3650)]
    day: DayKind
    valid_from: date
    valid_to: date | None = None
    legal_basis: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    confidence: Literal["high", "medium", "low"]
    note: str = ""

    @model_validator(mode="after")
    def _can_hold(self) -> "Deadline":
        if self.state not in states():
            raise ValueError(f"{self.state!r} is no state; known are {', '.join(states())}")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self

    @property
    def counts_working_days(self) -> bool:
        """Working days, and days of a kind nobody stated: what is overdue in working days is so in calendar days."""
        return self.day != "calendar"


@dataclass(frozen=True, slots=True)
class Holidays:
    """Days on which nobody works beside Saturdays and Sundays. `years` are those that the list has."""

    days: tuple[date, ...]
    years: frozenset[int]


class Due(NamedTuple):
    """For each case, in the order given: `due` (datetime64[D], the last day in time; NaT without one), `reason` (of
    REASONS, empty with a due date) and `deadline` (place in the deadlines, -1 without one)."""

    due: Days
    reason: NDArray[np.str_]
    deadline: NDArray[np.int64]


def packaged() -> tuple[Deadline, ...]:
    """The deadlines of etl/reference/deadlines.toml."""
    text = files("etl").joinpath("reference", "deadlines.toml").read_text(encoding="utf-8")
    return parse_deadlines(text, "deadlines.toml")


def read_deadlines(path: Path | None) -> tuple[Deadline, ...]:
    """The deadlines of a file in the form of the packaged one, or the packaged ones.

    Raises:
        SettingsError: the file cannot be read, or states something that cannot be; it says which entry and why.
    """
    if path is None:
        return packaged()
    return parse_deadlines(_text(path, "NETRALITAS_DEADLINES"), str(path))


def parse_deadlines(text: str, name: str) -> tuple[Deadline, ...]:
    """Deadlines from TOML; `name` is what errors call it.

    Raises:
        SettingsError: it is no TOML, an entry cannot be, or two entries hold for one state on one day.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, str(error)) from None
    entries = document.pop("deadline", [])
    if document or not isinstance(entries, list):
        raise _wrong(name, f"only [[deadline]] is known, not {', '.join(document) or 'deadline = ...'}")
    found = [_deadline(entry, f"{name}, deadline {number}") for number, entry in enumerate(entries, start=1)]
    _refuse_overlaps(found, name)
    return tuple(found)


def _deadline(entry: Any, name: str) -> Deadline:
    try:
        return Deadline.model_validate(entry)
    except ValidationError as error:
        faults = [
            ": ".join(filter(None, [".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, ")]))
            for e in error.errors()
        ]
        raise _wrong(name, "; ".join(faults)) from None


def _refuse_overlaps(deadlines: Sequence[Deadline], name: str) -> None:
    for number, one in enumerate(deadlines):
        for other in deadlines[number + 1 :]:
            apart = (one.valid_to or date.max) < other.valid_from or (other.valid_to or date.max) < one.valid_from
            if one.state == other.state and not apart:
                raise _wrong(name, f"two deadlines of {one.state} hold on one day; end one before the other begins")


def read_holidays(path: Path | None) -> Holidays | None:
    """The holidays of a CSV with the columns `date` (ISO) and `name`, None without a file.

    Raises:
        SettingsError: the file cannot be read, or a line of it is not understood.
    """
    return None if path is None else parse_holidays(_text(path, "NETRALITAS_HOLIDAYS"), str(path))


def parse_holidays(text: str, name: str) -> Holidays:
    """Holidays from CSV; a year is known when any day of it is listed.

    Raises:
        SettingsError: a column is missing, or a date is none.
    """
    lines = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    if not {"date", "name"} <= set(lines.fieldnames or ()):
        raise _wrong(name, "the header must be date,name")
    days = []
    for line in lines:
        try:
            days.append(date.fromisoformat((line["date"] or "").strip()))
        except ValueError:
            raise _wrong(name, f"line {lines.line_num}: {line['date']!r} is no date such as 2024-12-25") from None
    return Holidays(tuple(sorted(set(days))), frozenset(day.year for day in days))


def _text(path: Path, setting: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        strange = Text("isinya bukan UTF-8", "it is not UTF-8")
        reason = Text(str(error.strerror), str(error.strerror)) if isinstance(error, OSError) else strange
        raise SettingsError(
            Text(
                f"{setting}: {path} tidak dapat dibaca: {reason.id}.", f"{setting}: {path} cannot be read: {reason.en}."
            ),
            Text(
                "Sebut berkas yang dapat dibaca, atau kosongkan setelannya.",
                "Name a readable file, or leave the setting out.",
            ),
        ) from None


def _wrong(name: str, reason: str) -> SettingsError:
    return SettingsError(
        f"{name}: {reason}.",
        Text(
            "Perbaiki berkasnya; etl/reference/deadlines.toml menunjukkan bentuknya.",
            "Correct the file; etl/reference/deadlines.toml shows the form.",
        ),
    )


# -------------------------------------------------------------------------------------------------------- due dates


def due_dates(
    state: Sequence[str] | NDArray[np.object_], since: Days, deadlines: Sequence[Deadline], holidays: Holidays | None
) -> Due:
    """Until when each case may stay in the state that it is in.

    Args:
        state: the state of each case.
        since: the day on which it reached that state, datetime64.
        deadlines: those that hold; the one of a case is that of its state on that day.
        holidays: needed for working days only.

    The day itself does not count: three working days from a Monday end on the Thursday.
    """
    states_, days = np.asarray(state, dtype=object), since.astype("datetime64[D]")
    due = np.full(len(days), np.datetime64("NaT", "D"))
    reason = np.full(len(days), NO_DEADLINE, dtype="<U12")
    place = np.full(len(days), -1, dtype=np.int64)
    for number, deadline in enumerate(deadlines):
        concerned = (states_ == deadline.state) & _holds(deadline, days)
        place[concerned] = number
        due[concerned], reason[concerned] = _due(deadline, days[concerned], holidays)
    return Due(due, reason, place)


def _holds(deadline: Deadline, days: Days) -> NDArray[np.bool_]:
    last = deadline.valid_to or date.max
    found: NDArray[np.bool_] = (days >= np.datetime64(deadline.valid_from)) & (days <= np.datetime64(last))
    return found


def _due(deadline: Deadline, since: Days, holidays: Holidays | None) -> tuple[Days, NDArray[np.str_]]:
    if not deadline.counts_working_days:
        return since + np.timedelta64(deadline.days, "D"), np.full(len(since), "")
    if holidays is None:
        return np.full(len(since), np.datetime64("NaT", "D")), np.full(len(since), NO_HOLIDAYS)
    closed = np.array(holidays.days, dtype="datetime64[D]")
    # Rolled back first: what begins on a Saturday has its first working day on the Monday.
    due = np.busday_offset(since, deadline.days, roll="backward", holidays=closed)
    known = _years_known(since, due, holidays)
    return np.where(known, due, np.datetime64("NaT", "D")), np.where(known, "", HOLIDAYS_END)


def _years_known(first: Days, last: Days, holidays: Holidays) -> NDArray[np.bool_]:
    """Whether the list has every year from one day to another."""
    known = np.ones(len(first), dtype=bool)
    begins, ends = (days.astype("datetime64[Y]").astype(np.int64) + 1970 for days in (first, last))
    for year in range(int(begins.min(initial=9999)), int(ends.max(initial=0)) + 1):
        if year not in holidays.years:
            known &= (year < begins) | (year > ends)
    return known


def overdue(
    state: Sequence[str] | NDArray[np.object_],
    since: Days,
    at: date,
    deadlines: Sequence[Deadline],
    holidays: Holidays | None,
) -> pd.DataFrame:
    """Age and lateness of each case on a day, in the order given.

    Returns:
        Columns `age_days` (whole days since the state was reached), `due` (datetime64[s], NaT without a deadline that
        can be reckoned), `is_overdue` (bool), `reason` (of REASONS, why there is no due date; empty with one) and
        `deadline` (place in `deadlines`, -1 without one).
    """
    found = due_dates(state, since, deadlines, holidays)
    today = np.datetime64(at)
    return pd.DataFrame(
        {
            "age_days": (today - since.astype("datetime64[D]")).astype(np.int64),
            "due": found.due.astype("datetime64[s]"),
            "is_overdue": found.due < today,
            "reason": pd.Series(found.reason, dtype="str"),
            "deadline": found.deadline,
        }
    )
