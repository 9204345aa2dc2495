"""What a case can go through: its states, sanctions and forms of violation, as packaged in etl/reference."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

# case: the way from report to sanction. control: what BKN does about an overdue case, reversible, beside that way.
# criminal: beside it too. Only steps of the track `case` follow each other in time.
Track = Literal["case", "control", "criminal"]

RECOMMENDED, WAITING, FOLLOWED_UP = "recommended", "waiting_ppk", "followed_up"
BLOCKED, UNBLOCKED, MOOT = "blocked", "unblocked", "moot"
RECEIVED = "received"
# A sanction of unstated level.
UNSTATED_LEVEL = "unknown"
_NO_SANCTION = "tindakan pengendalian"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a case: a line of etl/reference/case_states.csv.

    `spellings` are the words of real sheets for it, `date_headers` the headers of its date where a sheet has one row a
    case. `evidence` is what may be said of the accused by then.
    """

    code: str
    order: int
    track: Track
    name_id: str
    name_en: str
    evidence: str
    terminal: bool
    counts_as_followed_up: bool
    spellings: tuple[str, ...]
    date_headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sanction:
    """One kind of sanction or control: a line of etl/reference/sanction_types.csv.

    `level` is moral, ringan, sedang, berat or pemberhentian; a kind of the repealed PP 53/2010 has the level it had.
    A control (a warning to the agency, a blocked record) is no sanction and has no level.
    """

    code: str
    level: str
    name_id: str
    name_en: str
    is_sanction: bool
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """One form of violation: a line of etl/reference/violation_types.csv.

    `stage` says when it can happen: `before` candidates are confirmed, `after` that day, or `any`.
    """

    code: str
    category: str
    name_id: str
    name_en: str
    stage: Literal["before", "after", "any"]


def _lines(name: str) -> list[dict[str, str]]:
    text = files("etl").joinpath("reference", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in cell.split(" ; "))))


@cache
def states() -> Mapping[str, State]:
    """Every state by code, in the order of the way of a case."""
    found = [
        State(
            code=row["state"],
            order=int(row["order"]),
            track=_track(row["track"]),
            name_id=row["name_id"],
            name_en=row["name_en"],
            evidence=row["evidence"],
            terminal=row["terminal"] == "yes",
            counts_as_followed_up=row["counts_as_followed_up"] == "yes",
            spellings=_listed(row["spellings"]),
            date_headers=_listed(row["date_headers"]),
        )
        for row in _lines("case_states.csv")
    ]
    return MappingProxyType({state.code: state for state in sorted(found, key=lambda state: state.order)})


def _track(text: str) -> Track:
    known: dict[str, Track] = {"case": "case", "control": "control", "criminal": "criminal"}
    return known[text]


@cache
def sanctions() -> Mapping[str, Sanction]:
    """Every kind of sanction and control by code."""
    return MappingProxyType(
        {
            row["code"]: Sanction(
                code=row["code"],
                level="" if row["level"] == _NO_SANCTION else row["level"].split(" (")[0],
                name_id=row["name_id"],
                name_en=row["name_en"],
                is_sanction=row["counts_as_sanction"] == "ya",
                spellings=_listed(row["spellings"]),
            )
            for row in _lines("sanction_types.csv")
        }
    )


@cache
def violations() -> Mapping[str, Violation]:
    """Every form of violation by code."""
    return MappingProxyType(
        {
            row["code"]: Violation(
                row["code"], row["category"], row["name_id"], row["name_en"], _stage(row["subject_stage"])
            )
            for row in _lines("violation_types.csv")
        }
    )


def _stage(subject: str) -> Literal["before", "after", "any"]:
    if "sebelum penetapan" in subject:
        return "before"
    return "after" if "setelah penetapan" in subject else "any"
