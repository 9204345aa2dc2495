"""What stands in a cell, interpreted: numbers, dates, regions, choices; each with its rules beside it.

A parser takes tidy text (`clean`). Those of numbers and dates take the distinct texts of a whole column, because a
column decides what a cell cannot; etl/interpret maps them over rows.
"""

from collections.abc import Mapping

from etl.contracts import Kind
from etl.parse.calendar_words import WEEKDAYS
from etl.parse.cells import BLANKS, CELL_ERROR, cell_error, clean
from etl.parse.dates import DATE_RULES, Period, parse_date, parse_dates
from etl.parse.numbers import (
    COUNT_TOO_LARGE,
    NEGATIVE_COUNT,
    NO_DATA,
    NOT_A_COUNT,
    NOT_A_NUMBER,
    NUMBER_AMBIGUOUS,
    Count,
    parse_count,
    parse_counts,
    parse_numbers,
)
from etl.parse.persons import NIP_IMPOSSIBLE, NIP_UNREADABLE, PSEUDONYM_UNKNOWN
from etl.parse.regions import CODE_RULES, CODES_DIFFER, NAME_RULES, PROVINCE_DIFFERS, Located, Repair, parse_region
from etl.parse.words import (
    AGENCY_IS_REGION,
    AGENCY_WITHOUT_LETTERS,
    CONTROL_SIGNS,
    ELECTION_UNKNOWN,
    ELECTION_UNSTATED,
    MIXED_SCRIPTS,
    NOT_A_CHOICE,
    agency_key,
    known_elections,
    parse_agency,
    parse_choice,
    parse_election,
    parse_text,
)
from etl.rules import LOOKS_LIKE_PERSON, REQUIRED, TOO_LONG, Rule

__all__ = [
    "AGENCY_IS_REGION", "BLANKS", "CELL_ERROR", "ELECTION_UNSTATED", "NO_DATA", "RULES_OF_KIND", "WEEKDAYS", "Count",
    "Located", "Period", "Repair", "agency_key", "cell_error", "clean", "known_elections", "parse_agency",
    "parse_choice", "parse_count", "parse_counts", "parse_date", "parse_dates", "parse_election", "parse_numbers",
    "parse_region", "parse_text",
]  # fmt: skip

# What each kind of column can break.
RULES_OF_KIND: Mapping[Kind, tuple[Rule, ...]] = {
    "key": (REQUIRED, CELL_ERROR, LOOKS_LIKE_PERSON, CONTROL_SIGNS, MIXED_SCRIPTS, TOO_LONG),
    "text": (REQUIRED, CELL_ERROR, LOOKS_LIKE_PERSON, CONTROL_SIGNS, MIXED_SCRIPTS, TOO_LONG),
    "agency": (
        REQUIRED,
        CELL_ERROR,
        LOOKS_LIKE_PERSON,
        CONTROL_SIGNS,
        MIXED_SCRIPTS,
        TOO_LONG,
        AGENCY_IS_REGION,
        AGENCY_WITHOUT_LETTERS,
    ),
    "count": (REQUIRED, CELL_ERROR, NOT_A_COUNT, NUMBER_AMBIGUOUS, NEGATIVE_COUNT, COUNT_TOO_LARGE),
    "number": (REQUIRED, CELL_ERROR, NOT_A_NUMBER, NUMBER_AMBIGUOUS, NEGATIVE_COUNT),
    "date": (REQUIRED, CELL_ERROR, *DATE_RULES),
    "day": (REQUIRED, CELL_ERROR, *DATE_RULES),
    "region": (REQUIRED, CELL_ERROR, *NAME_RULES, *CODE_RULES),
    "region_code": (CELL_ERROR, *CODE_RULES),
    "bps_code": (CELL_ERROR, *CODE_RULES, CODES_DIFFER),
    "province": (CELL_ERROR, PROVINCE_DIFFERS),
    "choice": (REQUIRED, CELL_ERROR, NOT_A_CHOICE),
    "election": (REQUIRED, CELL_ERROR, ELECTION_UNKNOWN, ELECTION_UNSTATED),
    "free_text": (),
    "person": (REQUIRED, NIP_UNREADABLE, NIP_IMPOSSIBLE, PSEUDONYM_UNKNOWN),
}
