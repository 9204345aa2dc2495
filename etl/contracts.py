"""The vocabulary of the sources: a contract declares once what a file of a source holds.

Header matching, parsing by kind, checks, breach reports and docs/sources.md all derive from it (`python -m
etl.contracts` writes that page).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

import pandas as pd

from etl.headers import bare, person_headers, readings
from etl.masking import shown
from etl.problems import FILE_RULES, SKIP_RULES, Problem
from etl.rules import Detail, Language, RowConflict, RowNote, RowRule, Rule, Text

Kind = Literal[
    "key", "text", "count", "date", "region", "region_code", "province", "choice", "election", "agency", "free_text",
    "person", "day", "number", "bps_code",
]  # fmt: skip
# cell: the column must be there and the cell filled; header: the column must be there, the cell may be empty.
Presence = Literal["cell", "header", "optional"]
Provenance = Literal["official", "documented", "simulated"]

PROVENANCES: tuple[Provenance, ...] = ("official", "documented", "simulated")


@dataclass(frozen=True)
class Column:
    """One column of a source.

    `choices` maps each code to other spellings of it, the first of which is the word that forms offer; `unoffered` are
    codes that are known so that a rule can refuse them. `max_length` holds for key, text and agency. `suffixes` are the
    words that may follow a count (`12 orang`). A column of kind `free_text` is known, named in the receipt, and never
    loaded. One of kind `person` (a NIP) is known and handed on, but never interpreted, shown or kept: the reading step
    of its source turns it into a pseudonym and drops it. `day` is a day beside the row's own `date` (a signature).
    `names_persons`: a column of free text whose cells are names, whatever its header; a text elsewhere in the file that
    holds one of them is rejected (etl/named.py).
    A column with `derived_from` need not be there if all these are: its source completes it from them; one that is
    `told_by` others need not be there if any of these is: its source unfolds them. One that is
    `once_a_group` may be written in the first row of a group alone: blank cells below mean the same, not nothing.
    Headers in `gives_way` mean it only where no other of its headers stands; beside one they are not loaded.
    All columns that are `part_of` a column of counts sum to it.
    """

    name: str
    kind: Kind
    title: Text
    description: Text
    presence: Presence = "optional"
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unoffered: tuple[str, ...] = ()
    max_length: int = 200
    derived_from: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    once_a_group: bool = False
    gives_way: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    part_of: str = ""
    names_persons: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return (self.name, self.title.id, self.title.en, *self.synonyms)

    def is_given_way(self, header: str) -> bool:
        """Whether a header means this column only where no other of its headers stands."""
        return not {bare(word) for word in self.gives_way}.isdisjoint(readings(header))

    @property
    def shown_name(self) -> str:
        return f"{self.title.id} ({self.name})"

    def can_be_derived(self, names: Set[str]) -> bool:
        """Whether a file with columns of these names needs none of this one."""
        derived = bool(self.derived_from) and names >= set(self.derived_from)
        return derived or not names.isdisjoint(self.told_by)

    @property
    def words(self) -> tuple[str, ...]:
        """One word for each choice that no rule refuses, as forms list them and remedies name them."""
        offered = {code: words for code, words in self.choices.items() if code not in self.unoffered}
        return tuple(words[0] if words else code for code, words in offered.items())

    @cached_property
    def codes(self) -> dict[str, str]:
        """Normalised spelling -> code of a choice."""
        return {bare(word): code for code, words in self.choices.items() for word in (code, *words)}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file of a contract is about, where its columns may be headed by words that count anything (`Jumlah`).

    words: one of them must stand among its headers, in its titles or its names (patterns, case is no matter).
    others: what titles and names of files about something else say; such a file is not recognised.
    """

    words: str
    others: str

    def fits(self, headers: str, around: str) -> bool:
        """Whether headers, and the titles and names around them, are of such a file."""
        if re.search(self.others, around, re.IGNORECASE):
            return False
        return re.search(self.words, f"{headers}\n{around}", re.IGNORECASE) is not None


@dataclass(frozen=True)
class Contract:
    """What a file of one source holds.

    `key` and `slice` name interpreted columns (etl/parse.py): the key is a row's identity within the source, the slice
    what a newer file replaces whole. `provenance` is what a load assumes unless told.

    `refuses_persons`: a file in which a column that the contract does not know names or reaches a person is refused
    whole (etl.headers.means_person). `date_from_rows`: the date of a row is its own (a signature, a report), so a date
    beside the table (title, sheet name, `--date`) does not fill that column: it is the date up to which the file
    counts, and without one the file counts up to the latest of its rows.
    `says_none`: the key that a row without one has which says `NIHIL`; it stands for none in its period.
    `one_of` are columns of which a file must have at least one, whichever.
    `subject` holds the contract to files that are about it, where their source is not told.
    `conflicts` are contradictions inside an accepted row, `notes` what was assumed of one: see their classes.
    """

    name: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    rules: tuple[RowRule, ...]
    key: tuple[str, ...]
    slice: tuple[str, ...]
    provenance: Provenance
    conflicts: tuple[RowConflict, ...] = ()
    notes: tuple[RowNote, ...] = ()
    refuses_persons: bool = False
    one_of: tuple[str, ...] = ()
    date_from_rows: bool = False
    says_none: str = ""
    subject: Subject | None = None

    def of_kind(self, kind: Kind) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind == kind)

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Bare header, as declared and spelt out -> column. That two columns share one is an error of the contract."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for header in column.headers:
                for reading in readings(header):
                    if found.setdefault(reading, column) is not column:
                        raise ValueError(f"{self.name}: {header!r} means both {found[reading].name} and {column.name}")
        return found

    def column_of(self, header: str) -> Column | None:
        """The column that a header of a file means, by its most literal reading; None for an unknown one."""
        return next((self.by_header[reading] for reading in readings(header) if reading in self.by_header), None)

    def missing(self, names: Set[str]) -> tuple[Column, ...]:
        """The columns that a file must have and, having those of these names, has not; of `one_of` the first."""
        return tuple(column for column in self.columns if column.name not in names and self._lacks(column, names))

    def _lacks(self, column: Column, names: Set[str]) -> bool:
        if column.name in self.one_of:
            return column.name == self.one_of[0] and names.isdisjoint(self.one_of)
        if column.presence == "optional" or column.can_be_derived(names):
            return False
        # A region may be told by name or by a code.
        codes = (*self.of_kind("region_code"), *self.of_kind("bps_code"))
        return column.kind != "region" or names.isdisjoint(code.name for code in codes)


class Emitted(NamedTuple):
    """What accepted rows say: frames whose `row` column holds the index label of the row they come from.

    `cases` is None for a source that knows no cases, `annotations` for one whose rows are figures or events.
    """

    observations: pd.DataFrame
    events: pd.DataFrame
    cases: pd.DataFrame | None = None
    annotations: pd.DataFrame | None = None


class Unfolded(NamedTuple):
    """Rows of text of which each stood for several: `cells` with the index labels of those repeated, and notes.

    A note is an index label that it concerns, a kind of etl.notes.MESSAGES, and what fills its words.
    """

    cells: pd.DataFrame
    notes: tuple[tuple[int, str, Detail], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A contract, and what its interpreted rows say.

    `unfold` takes rows of text, columns named as in the contract, and gives one row for each that they stand for.
    `complete` fills in what one row leaves unsaid but implies (before the row rules are asked). `emit` turns accepted
    rows, which have their `record_key`, into observations, events, cases or annotations.
    """

    contract: Contract
    emit: Callable[[pd.DataFrame], Emitted]
    complete: Callable[[pd.DataFrame], pd.DataFrame] = field(default=lambda rows: rows)
    unfold: Callable[[pd.DataFrame], Unfolded] = field(default=Unfolded)


class Match(NamedTuple):
    """Which column of a contract stands where in a file (positions from 0)."""

    contract: Contract
    positions: dict[str, int]
    repeated: tuple[str, ...]
    missing: tuple[Column, ...]
    unknown: tuple[int, ...]


def match(headers: Sequence[str], contract: Contract) -> Match:
    """Lay a header row over a contract. Headers are as they stand in the file; blank ones match nothing."""
    positions: dict[str, int] = {}
    repeated: list[str] = []
    unknown: list[int] = []
    for position, header in enumerate(headers):
        column = contract.column_of(header)
        if column is None or (column.is_given_way(header) and _has_another(column, headers, contract)):
            unknown.append(position)
        elif positions.setdefault(column.name, position) == position:
            continue
        elif column.kind == "free_text":  # never loaded, so it does not matter which is meant
            unknown.append(position)
        else:
            repeated += [headers[positions[column.name]], header]
    return Match(contract, positions, tuple(repeated), contract.missing(positions.keys()), tuple(unknown))


def _has_another(column: Column, headers: Sequence[str], contract: Contract) -> bool:
    others = (header for header in headers if contract.column_of(header) is column)
    return any(not column.is_given_way(header) for header in others)


def recognise(headers: Sequence[str], contracts: Iterable[Contract]) -> Match | Problem:
    """The contract whose required columns all stand in a header row; if several, the one that explains more of it."""
    matches = [match(headers, contract) for contract in contracts]
    complete = [found for found in matches if not found.missing]
    if not complete:
        nearest = max(matches, key=lambda found: (len(found.positions), -len(found.missing)))
        missing = [column.shown_name for column in nearest.missing]
        return Problem("unknown_source", {"nearest": nearest.contract.name, "missing": missing})
    most = max(len(found.positions) for found in complete)
    best = [found for found in complete if len(found.positions) == most]
    if len(best) > 1:
        return Problem("ambiguous_source", {"sources": [found.contract.name for found in best]})
    return best[0]


def matched(headers: Sequence[str], source: str, contracts: Mapping[str, Contract]) -> Match | Problem:
    """Lay a header row over the named contract, or over whichever fits (`auto`).

    A file with two columns of one meaning is refused: nobody can tell which is right.
    """
    each = Counter(bare(header) for header in headers)
    twice = [header for header in headers if header and each[bare(header)] > 1]
    if twice:
        return Problem("duplicate_header", {"headers": [shown(header) for header in dict.fromkeys(twice)]})
    if source != "auto" and source not in contracts:
        return Problem("no_such_source", {"source": source, "known": sorted(contracts)})
    found = recognise(headers, contracts.values()) if source == "auto" else match(headers, contracts[source])
    if isinstance(found, Problem):
        return found
    if found.repeated:
        return Problem("duplicate_header", {"headers": [shown(header) for header in dict.fromkeys(found.repeated)]})
    if found.missing:
        return Problem("missing_columns", {"missing": [column.shown_name for column in found.missing]})
    persons = person_headers(headers[position] for position in found.unknown)
    if found.contract.refuses_persons and persons:
        return Problem("person_columns", {"headers": [shown(header) for header in persons]})
    return found


def rules_of(contract: Contract) -> dict[str, Rule]:
    """Every rule that a row of this source can break, by code: those of its kinds of column, then its own."""
    from etl.parse import RULES_OF_KIND
    from etl.rules import COPIED_ROW, TOO_MANY_CELLS

    kinds = dict.fromkeys(column.kind for column in contract.columns)
    rules = [TOO_MANY_CELLS, COPIED_ROW, *(rule for kind in kinds for rule in RULES_OF_KIND[kind])]
    return {rule.code: rule for rule in [*rules, *(row_rule.rule for row_rule in contract.rules)]}


def explain(source: str | None, rule: str, detail: Mapping[str, Any], language: Language = "id") -> tuple[str, str]:
    """Message and remedy of a breach, a skip or a refusal, by its rule's code.

    `source` is the name of the contract, or None for what concerns a whole file. Raises KeyError for an unknown rule.
    """
    return _rules_about(source)[rule].explain(detail, language)


def title_of(source: str | None, rule: str, language: Language = "id") -> str:
    """What such a rule is called. Raises KeyError for an unknown one."""
    return _rules_about(source)[rule].title.of(language)


def _rules_about(source: str | None) -> Mapping[str, Rule]:
    from etl.sources import sources

    known = sources()
    own = rules_of(known[source].contract) if source is not None and source in known else {}
    return FILE_RULES | SKIP_RULES | own


if __name__ == "__main__":
    from etl.sources_page import write

    write()
