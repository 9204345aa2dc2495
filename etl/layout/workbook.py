"""All sheets of a file -> its tables, of one source, or the problem for which the file is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from etl.contracts import Contract
from etl.grid import Given, Grid, Note, Skip, Table
from etl.headers import bare
from etl.layout.agree import agreement, unstated
from etl.layout.context import Finding, in_titles
from etl.layout.find import complete, headers_in, nearest
from etl.layout.header import Header
from etl.layout.misspelt import misspelt
from etl.layout.page import Page
from etl.layout.sheet import Names, Part, blocks_of, parts_of, skipped_titles
from etl.layout.tables import Block, table_of
from etl.layout.unloaded import persons_in
from etl.layout.years import year_uncertain_between
from etl.masking import shown
from etl.problems import Problem
from geo.regions import RegionIndex

_LOOKED_AT = 100  # rows, for what a column of choices says


@dataclass(frozen=True, slots=True)
class Laid:
    """What a file holds: tables of one source, rows that belong to none, and what there is to tell."""

    contract: Contract
    tables: tuple[Table, ...]
    skipped: tuple[Skip, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A visible sheet, and the candidates for headers that each contract finds in it."""

    page: Page
    names: Names
    candidates: Mapping[str, Sequence[Header]]

    def headers(self, source: str) -> list[Header]:
        return complete(self.candidates[source])


def lay_out(
    grids: Sequence[Grid],
    source: str,
    known: Mapping[str, Contract],
    index: RegionIndex,
    *,
    given: Given = Given(),  # noqa: B008 - frozen
    name: str = "",
) -> Laid | Problem:
    """The tables of a file.

    Args:
        source: the name of a contract of `known`, or `auto`: the one that explains most of the headers.
        name: the path of the file; its last part may state region and date.
    """
    if source != "auto" and source not in known:
        return Problem("no_such_source", {"source": source, "known": sorted(known)})
    asked = list(known.values()) if source == "auto" else [known[source]]
    sheets = [_sheet(grid, asked, name) for grid in grids if not grid.hidden]
    contract = _contract(sheets, asked, source)
    if isinstance(contract, Problem):
        return contract
    notes = [Note(grid.label, 0, "hidden_sheet", {}) for grid in grids if grid.hidden]
    if problem := _misspelt(sheets, contract, known) or (_off_subject(sheets, contract) if source == "auto" else None):
        return problem
    return _laid(sheets, contract, notes, given, index, auto=source == "auto")


def _sheet(grid: Grid, asked: Iterable[Contract], name: str) -> _Sheet:
    page = Page(grid)
    paths = dict.fromkeys(PurePath(path).stem for path in (grid.member, name) if path)
    return _Sheet(page, Names(grid.name, tuple(paths)), headers_in(page, asked))


# ------------------------------------------------------------------------------------------------------ which source


def _contract(sheets: Sequence[_Sheet], asked: Sequence[Contract], source: str) -> Contract | Problem:
    """The contract of a file: the one that explains most of the headers of its sheets, all of them."""
    best: dict[str, Contract] = {}
    for sheet in sheets:
        found = _of_sheet(sheet, asked)
        if isinstance(found, Problem):
            return found
        if found:
            best[sheet.page.grid.label] = found
    names = {contract.name for contract in best.values()}
    if len(names) > 1:
        return Problem("several_sources", {"sheets": [f"{sheet}: {c.name}" for sheet, c in best.items()]})
    return next(iter(best.values())) if best else _unknown(sheets, source)


def _of_sheet(sheet: _Sheet, asked: Sequence[Contract]) -> Contract | Problem | None:
    scores = {c.name: max((h.fit for h in sheet.headers(c.name)), default=(0, 0, 0)) for c in asked}
    most = max(scores.values(), default=(0, 0, 0))
    fits = [contract for contract in asked if any(most) and scores[contract.name] == most]
    if len(fits) > 1:
        own = [c for c in fits if any(not c.missing(set(h.named.values())) for h in sheet.headers(c.name))]
        fits = own or fits
    if len(fits) > 1:
        return Problem("ambiguous_source", {"sources": [contract.name for contract in fits]})
    return fits[0] if fits else None


def _unknown(sheets: Sequence[_Sheet], source: str) -> Problem:
    every: dict[str, list[Header]] = {}
    for sheet in sheets:
        for name, headers in sheet.candidates.items():
            every.setdefault(name, []).extend(headers)
    found = nearest(every)
    missing = [column.shown_name for column in found[1]] if found else []
    slips = (misspelt(header, [found[0]]) for header in every[found[0].name]) if found else ()
    if slip := next((each for each in slips if each and each.detail["meant"] in missing), None):
        return slip
    if source != "auto":
        return Problem("missing_columns", {"missing": missing}) if missing else Problem("no_header", {"source": source})
    return Problem("unknown_source", {"nearest": found[0].name, "missing": missing}) if found else Problem("no_table")


def _misspelt(sheets: Sequence[_Sheet], contract: Contract, known: Mapping[str, Contract]) -> Problem | None:
    headers = [header for sheet in sheets for header in sheet.headers(contract.name)]
    return next((problem for header in headers if (problem := misspelt(header, known.values()))), None)


def _off_subject(sheets: Sequence[_Sheet], contract: Contract) -> Problem | None:
    """That a file may well count something else than its source: `Jumlah` under a title about violations."""
    if contract.subject is None:
        return None
    for sheet in sheets:
        for header in sheet.headers(contract.name)[:1]:
            titles = [text for row in range(header.top) for text in sheet.page.texts(row)]
            around = [*titles, sheet.names.sheet, *sheet.names.files]
            if not contract.subject.fits("\n".join(_said(sheet.page, header)), "\n".join(around)):
                counted = [shown(cell.text) for cell in header.cells if cell.column in contract.one_of]
                example = contract.columns[0].title.id
                return Problem("subject_unclear", {"source": contract.name, "headers": counted, "example": example})
    return None


def _said(page: Page, header: Header) -> list[str]:
    """The headers, and what stands below those of a choice: `PNS` under `Jenis` says whom the rows count."""
    choices = {column.name for column in header.contract.of_kind("choice")}
    places = [place for place, name in header.named.items() if name in choices]
    below = range(header.bottom + 1, min(page.height, header.bottom + _LOOKED_AT))
    cells = [text for row in below for place, text in enumerate(page.row(row)) if place in places]
    return [*(cell.text for cell in header.cells if cell.texts), *cells]


# ---------------------------------------------------------------------------------------------------------- together


def _laid(
    sheets: Sequence[_Sheet], contract: Contract, notes: list[Note], given: Given, index: RegionIndex, *, auto: bool
) -> Laid | Problem:
    blocks: list[Block] = []
    tables: list[Table] = []
    skipped: list[Skip] = []
    parts = {
        sheet.page.grid.label: parts_of(sheet.page, sheet.headers(contract.name), sheet.names, index)
        for sheet in sheets
    }
    elsewhere = _elsewhere(sheets, parts, contract, index)
    for sheet in sheets:
        label = sheet.page.grid.label
        if not parts[label]:
            notes.append(Note(label, 0, "sheet_without_table", {}))
            continue
        if problem := _unfit(parts[label]):
            return problem
        own = blocks_of(parts[label], sheet.names, given, index, elsewhere)
        if isinstance(own, Problem):
            return own
        found = _tables(own, given, index)
        if isinstance(found, Problem):
            return found
        if auto:
            notes.append(_recognised(label, parts[label][0].body.header))
        blocks += own
        tables += found
        skipped += skipped_titles(parts[label])
    if problem := year_uncertain_between(blocks):
        return problem
    return Laid(contract, tuple(tables), tuple(skipped), tuple(notes))


def _tables(blocks: Sequence[Block], given: Given, index: RegionIndex) -> list[Table] | Problem:
    found: list[Table] = []
    for block in blocks:
        table = table_of(block, index)
        if problem := unstated(block, table) or agreement(block, table, given, index):
            return problem
        found.append(table)
    return found


def _elsewhere(
    sheets: Sequence[_Sheet], parts: Mapping[str, Sequence[Part]], contract: Contract, index: RegionIndex
) -> list[Finding]:
    """What a sheet says that others leave unsaid: a cover, or the first of several. Only if nothing contradicts it."""
    found: list[Finding] = []
    for sheet in sheets:
        own = parts[sheet.page.grid.label]
        if own:
            found += own[0].findings
        else:
            rows = [row for row in range(min(sheet.page.height, 50)) if sheet.page.filled[row].any()]
            found += in_titles(sheet.page, rows, contract, index, None)
    sure = [finding._replace(where="other_sheet") for finding in found if finding.sure and finding.what != "agency"]
    values = {what: {str(f.value[0]) for f in sure if f.what == what} for what in ("region", "date")}
    return [finding for finding in sure if len(values[finding.what]) == 1]


def _unfit(parts: Sequence[Part]) -> Problem | None:
    """Columns for which a whole file is refused: two of one meaning, or persons where nobody may be named."""
    for part in parts:
        header = part.body.header
        cells = [cell for cell in header.cells if cell.column]
        free = {column.name for column in header.contract.of_kind("free_text")}
        pairs = [(cell.column, cell.days) for cell in cells if cell.column not in free]
        twice = [cell.text for cell in cells if pairs.count((cell.column, cell.days)) > 1]
        if twice:
            return Problem("duplicate_header", {"headers": [shown(text) for text in dict.fromkeys(twice)]})
        persons = persons_in(part.page, part.body) if header.contract.refuses_persons else ()
        if persons:
            return Problem("person_columns", {"headers": list(persons)})
    return None


def _recognised(sheet: str, header: Header) -> Note:
    texts = [shown(cell.text) for cell in header.cells if cell.column]
    detail = {"source": header.contract.name, "headers": list({bare(text): text for text in texts}.values())}
    return Note(sheet, 0, "source_recognised", detail)
