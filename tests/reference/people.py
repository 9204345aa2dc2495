"""Registers counted the slow way: lists of rows, one person after another, straight from the words of the rule.

A person's rows are taken in the order of their signatures; one counts unless one that counts already holds at the same
time in another place, or stands in the same place at the same date.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

UNNAMED = "OPD tidak disebut"  # rows without an agency beside others of the government that have one


class Row(NamedTuple):
    """One row of a register. `signed_on` None and `signed` true: signed, no day stated."""

    region: str
    agency: str
    person: str
    signed: bool
    signed_on: date | None


class Slice(NamedTuple):
    region: str
    agency: str
    as_of: date


def is_possible(number: str) -> bool:
    """Whether 18 digits may be somebody's: each part taken out and looked at by itself."""
    year, month, day, appointed = int(number[:4]), int(number[4:6]), int(number[6:8]), int(number[8:12])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return (
        1930 <= year <= 2015
        and max(1950, year + 15) <= appointed <= 2099
        and number[14] in "12"
        and number[15:] != "000"
    )


@dataclass
class Registers:
    """What counts now: the rows of each slice, and the file that brought it."""

    rows: dict[Slice, list[Row]] = field(default_factory=dict)
    listed: dict[Slice, bool] = field(default_factory=dict)
    path: dict[Slice, str] = field(default_factory=dict)

    def load(self, path: str, as_of: date, rows: Iterable[Row]) -> None:
        """A file replaces its slices; one that it brought before, for the same government and date, ends without it."""
        fresh: dict[Slice, list[Row]] = defaultdict(list)
        rows = list(rows)
        naming = {row.region for row in rows if row.agency}
        for row in rows:
            blank = UNNAMED if row.region in naming else ""
            fresh[Slice(row.region, row.agency or blank, as_of)].append(row)
        regions = {each.region for each in fresh}
        for old in list(self.rows):
            if old not in fresh and self.path[old] == path and old.region in regions and old.as_of == as_of:
                del self.rows[old], self.listed[old], self.path[old]
        for new, content in fresh.items():
            everybody = [row for other, each in fresh.items() if other.region == new.region for row in each]
            listed = any(not row.signed for row in everybody)
            same = new in self.rows and sorted(map(str, self.rows[new])) == sorted(map(str, content))
            if not (same and self.listed[new] == listed):
                self.rows[new], self.path[new], self.listed[new] = content, path, listed

    def until(self, each: Slice) -> date:
        """The next date of the same agency."""
        dates = [other.as_of for other in self.rows if (other.region, other.agency) == (each.region, each.agency)]
        return min((day for day in dates if day > each.as_of), default=date.max)

    def meet(self, one: Slice, other: Slice) -> bool:
        """Whether two slices hold at some time beside one another."""
        if (one.region, one.agency) == (other.region, other.agency):
            return one.as_of == other.as_of
        if one.region == other.region and "" in (one.agency, other.agency):
            return False
        return one.as_of < self.until(other) and other.as_of < self.until(one)

    def counts(self) -> dict[Slice, tuple[int, int, bool]]:
        """Persons, signed, and whether all are listed, of each slice."""
        counting: dict[Slice, list[bool]] = {each: [] for each in self.rows}
        for person in {row.person for rows in self.rows.values() for row in rows}:
            found = [
                (not row.signed, row.signed_on or each.as_of, each.as_of, each.region, each.agency == UNNAMED, each)
                for each, rows in self.rows.items()
                for row in rows
                if row.person == person
            ]
            counted: list[Slice] = []
            for unsigned, *_, each in sorted(found):
                if not any(self.meet(each, other) for other in counted):
                    counted.append(each)
                    counting[each].append(not unsigned)
        return {each: (len(signed), sum(signed), self.listed[each]) for each, signed in counting.items()}
