"""Registers counted the slow way: lists of rows, one person after another, straight from the words of the rule."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


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


@dataclass
class Registers:
    """What counts now: the rows of each slice, and the file that brought it."""

    rows: dict[Slice, list[Row]] = field(default_factory=dict)
    listed: dict[Slice, bool] = field(default_factory=dict)
    path: dict[Slice, str] = field(default_factory=dict)

    def load(self, path: str, as_of: date, rows: Iterable[Row]) -> None:
        """A file replaces its slices; one that it brought before, for the same government and date, ends without it."""
        fresh: dict[Slice, list[Row]] = defaultdict(list)
        for row in rows:
            fresh[Slice(row.region, row.agency, as_of)].append(row)
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

    def counts(self) -> dict[Slice, tuple[int, int, bool]]:
        """Persons, signed, and whether all are listed, of each slice."""
        home: dict[str, tuple[str, str]] = {}
        for person in {row.person for rows in self.rows.values() for row in rows}:
            found = [
                (not row.signed, row.signed_on or each.as_of, each.as_of, each.region, each.agency)
                for each, rows in self.rows.items()
                for row in rows
                if row.person == person
            ]
            first = min(found)
            home[person] = first[3], first[4]
        counts = {}
        for each, rows in self.rows.items():
            mine = [row for row in rows if home[row.person] == (each.region, each.agency)]
            persons = {row.person for row in mine}
            signed = {row.person for row in mine if row.signed}
            counts[each] = len(persons), len(signed), self.listed[each]
        return counts
