"""One sheet: which of its headers begin a table, what stands over each, and what is said beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from etl.contracts import Contract
from etl.grid import Given, Skip
from etl.layout.body import Body, body_of
from etl.layout.context import Context, Finding, agency_of, date_of, in_name, in_titles, lines_in, region_of, year_of
from etl.layout.header import Header
from etl.layout.page import Page
from etl.layout.tables import Block
from etl.layout.words import is_agency, is_signature
from etl.problems import Problem
from geo.regions import RegionIndex


@dataclass(frozen=True, slots=True)
class Names:
    """What a sheet and its file are called: the file without its ending."""

    sheet: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One header of a sheet with the rows under it and the titles over it."""

    page: Page
    body: Body
    titles: tuple[int, ...]
    findings: tuple[Finding, ...]
    year: int | None


def parts_of(page: Page, headers: Sequence[Header], names: Names, index: RegionIndex) -> list[Part]:
    """The tables of a sheet, in order of row."""
    found: list[Part] = []
    start = 0
    for place, header in enumerate(headers):
        following = headers[place + 1] if place + 1 < len(headers) else None
        titles = tuple(row for row in range(start, header.top) if page.filled[row].any())
        lines = lines_in(page, titles, header.contract)
        year = year_of(lines, names.sheet, *names.files) or (found[-1].year if found else None)
        body = body_of(page, header, following.top if following else page.height)
        said = in_titles(page, titles, header.contract, index, year)
        if following:
            body = _without_titles(page, body)
        found.append(Part(page, body, titles, tuple(said), year))
        start = body.end
    return found


def _without_titles(page: Page, body: Body) -> Body:
    """A body without the rows below its table that are titles of the next: those after the last signature or gap."""
    end = body.end
    for row in range(body.end - 1, body.last_of_table, -1):
        kind = body.kinds[row - body.first]
        if kind not in ("blank_row", "note_row") or any(map(is_signature, page.texts(row))):
            break
        end = row
    return replace(body, end=end, kinds=body.kinds[: end - body.first])


def skipped_titles(parts: Sequence[Part]) -> Iterator[Skip]:
    """The rows above each header: titles, or blank."""
    before = 0
    for part in parts:
        page = part.page
        for row in range(before, part.body.header.top):
            yield Skip(page.grid.label, page.number(row), "title_row" if row in part.titles else "blank_row")
        if before:
            header = part.body.header
            rows = range(header.top, header.bottom + 1)
            yield from (Skip(page.grid.label, page.number(row), "header_row") for row in rows)
        before = part.body.end


def printed_again(part: Part, before: Part) -> bool:
    """Whether a header continues the table before it on a new page: the same header, and nothing new above it."""
    if part.body.header.signature != before.body.header.signature:
        return False
    said = {(finding.what, str(finding.value)) for finding in part.findings}
    return said <= {(finding.what, str(finding.value)) for finding in before.findings}


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts that are one table on several pages, together."""
    found: list[list[Part]] = []
    for part in parts:
        if found and printed_again(part, found[-1][0]):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def blocks_of(
    parts: Sequence[Part], names: Names, given: Given, index: RegionIndex, elsewhere: Sequence[Finding] = ()
) -> list[Block] | Problem:
    """The tables of a sheet with what is said beside them.

    What the titles of a table leave unsaid, titles further up in the sheet say, then the names of sheet and file; a
    name that says otherwise is a contradiction. `elsewhere` is what other sheets of the file say, heard last.
    """
    found: list[Block] = []
    inherited: list[Finding] = []
    for group in groups(parts):
        first = group[0]
        own = [finding for part in group for finding in part.findings]
        context = _context(own, inherited, names, given, index, first.year, elsewhere, first.body.header.contract)
        if isinstance(context, Problem):
            return context
        found.append(Block(first.page, first.body.header, tuple(part.body for part in group), context, first.year))
        inherited = [*own, *(each for each in inherited if each.what not in {mine.what for mine in own})]
    return found


def _context(
    own: Sequence[Finding],
    inherited: Sequence[Finding],
    names: Names,
    given: Given,
    index: RegionIndex,
    year: int | None,
    elsewhere: Sequence[Finding],
    contract: Contract,
) -> Context | Problem:
    heard = {finding.what for finding in own}
    said = [*own, *(finding for finding in inherited if finding.what not in heard and finding.what != "agency")]
    said += in_name(names.sheet, "sheet_name", index, year)
    for name in names.files:
        said += in_name(name, "file_name", index, year)
    said += [finding for finding in elsewhere if finding.what not in {each.what for each in said}]
    region, date = region_of(said, given, index), date_of(said, given, index)
    if isinstance(region, Problem):
        return region
    if isinstance(date, Problem):
        return date
    return Context(region, date, agency_of(said) or _agency_sheet(names.sheet, contract))


def _agency_sheet(name: str, contract: Contract) -> Finding | None:
    """A sheet that is called as an agency holds its rows."""
    if not contract.of_kind("agency") or not is_agency(name):
        return None
    return Finding("agency", "sheet_name", f"[{name}]", 0, name, name.strip())
