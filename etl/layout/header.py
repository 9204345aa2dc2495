"""Where the headers of a table stand in a sheet, and which column of a contract each means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from etl.contracts import Column, Contract
from etl.headers import bare, is_numbering
from etl.layout.page import Page
from etl.layout.periods import is_part_of_days, is_week, needs_year, span_of, with_year, year_of
from etl.layout.words import DEEPEST_HEADER, IS_TOTAL_WORD, LONGEST_HEADER, PARTS_OF_A_WHOLE, dated_header

# What may be found beside the rows, so that a header need not name it.
BESIDE = ("region", "region_code", "bps_code", "date")


class Cell(NamedTuple):
    """One column of a header.

    texts: what stands over the column, from the top; text: all of it, as receipts name the column.
    column: the name of the contract's column, or empty; days: the text of the days that the header states, or empty.
    part_of: the columns of the sheet whose sum the column is (a merged parent over men and women without a total).
    """

    texts: tuple[str, ...]
    column: str = ""
    days: str = ""
    part_of: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return " / ".join(self.texts)


@dataclass(frozen=True, slots=True)
class Header:
    """A header row, or several that belong together: rows `top` to `bottom` of the page, both included."""

    contract: Contract
    top: int
    bottom: int
    cells: tuple[Cell, ...]
    missing: tuple[Column, ...]

    @property
    def named(self) -> dict[int, str]:
        """Position -> name of the contract's column, where the header has a meaning."""
        return {place: cell.column for place, cell in enumerate(self.cells) if cell.column}

    @property
    def explained(self) -> int:
        """How many columns of the contract the header names, each of its days apart."""
        return len({(cell.column, cell.days) for cell in self.cells if cell.column})

    @property
    def fit(self) -> tuple[int, int, int]:
        """How well the contract explains it: how many texts at the top, what it names, how little of it twice.

        How a number divides says nothing of a source: `PNS` and `PPPK` beside `Total` are found in several.
        """
        named = [cell for cell in self.cells if cell.column]
        whole = {cell.texts[0] for cell in named if cell.part_of or bare(cell.texts[-1]) not in PARTS_OF_A_WHOLE}
        return len(whole), self.explained, self.explained - len(named)

    @property
    def signature(self) -> tuple[tuple[str, ...], ...]:
        """What tells a header that is printed again from another one."""
        return tuple(tuple(map(bare, cell.texts)) for cell in self.cells)


def header_at(page: Page, row: int, contract: Contract) -> Header:
    """The header that begins in a row, laid over a contract; the depth is what its cells show."""
    found = [_header(page, row, bottom, contract) for bottom in _bottoms(page, row, contract)]
    return max(found, key=lambda header: (-len(header.missing), header.explained, -header.bottom))


def _header(page: Page, top: int, bottom: int, contract: Contract) -> Header:
    cells = _assigned(*_stacks(page, top, bottom), contract)
    missing = [column for column in contract.missing({cell.column for cell in cells}) if not beside(column, contract)]
    counts = [column for column in missing if column.kind == "count"]
    if len(counts) == 1 and any(cell.days and not cell.column for cell in cells) and _is_headed(cells):
        cells = tuple(_counted(cell, counts[0]) for cell in cells)
        missing.remove(counts[0])
    return Header(contract, top, bottom, cells, tuple(missing))


def _is_headed(cells: Sequence[Cell]) -> bool:
    """Whether days stand among headers: the days of a row of data stand among words that no header is made of."""
    return any(cell.column for cell in cells) or all(
        cell.days or is_numbering(cell.text) for cell in cells if cell.texts
    )


def _counted(cell: Cell, column: Column) -> Cell:
    """Columns that are headed by their days alone hold the one count that no other column does."""
    return cell._replace(column=column.name) if cell.days and not cell.column else cell


def beside(column: Column, contract: Contract) -> bool:
    """Whether what a column says may be found beside the rows."""
    return column.kind in BESIDE and not (column.kind == "date" and contract.date_from_rows)


# ------------------------------------------------------------------------------------------------------------ depth


def _bottoms(page: Page, top: int, contract: Contract) -> Sequence[int]:
    """The rows in which a header that begins at `top` may end."""
    last = min(top + DEEPEST_HEADER, page.height) - 1
    across = [merge for merge in page.merges(top, top) if merge.top == top and merge.right > merge.left]
    down = max((merge.bottom for merge in page.merges(top, top) if merge.top == top), default=top)
    if down > top:
        return [min(down, last)]
    found = [top]
    texts = page.texts(top)
    known = sum(is_header_word(text, contract) or is_numbering(text) for text in texts)
    if not across and (2 * known <= len(texts) or any(":" in text for text in texts)):
        return found  # a title that holds a word of headers: `Kabupaten : Bima`
    for row in range(top + 1, last + 1):
        divides = _divides(page, row)
        if not divides and not _continues(page, row, contract, bool(across)):
            break
        found = [row] if divides else [*found, row]
        across = [merge for merge in page.merges(row, row) if merge.right > merge.left]
    return found


def _divides(page: Page, row: int) -> bool:
    """Whether a row divides columns of the header above it, whatever its words mean: without it one would be a part.

    All its texts are words that stand under a header and the blank cells to its right, at least two under each.
    """
    above, texts = page.row(row - 1), page.row(row)
    starts = [place for place, text in enumerate(above) if text]
    under = [texts[start:end] for start, end in zip(starts, [*starts[1:], len(texts)], strict=True)]
    parts = [[text for text in each if text] for each in under]
    words = all(any(sign.isalpha() or sign == "%" for sign in text) for each in parts for text in each)
    return (
        bool(starts) and words and not any(texts[: starts[0]]) and {len(each) > 1 for each in parts if each} == {True}
    )


def _continues(page: Page, row: int, contract: Contract, under_merged: bool) -> bool:
    """Whether a row belongs to the header above it: words of headers alone, and nothing that could be data."""
    texts = page.texts(row)
    if not texts:
        return False
    known = [is_header_word(text, contract) for text in texts]
    if all(known) or (under_merged and any(known)):
        return True
    return any(known) and not any(any(sign.isdigit() for sign in text) for text in texts)


def is_header_word(text: str, contract: Contract) -> bool:
    """Whether a text is one that headers are made of."""
    return len(text) <= LONGEST_HEADER and bool(
        contract.column_of(text)
        or bare(text) in IS_TOTAL_WORD
        or bare(text) in PARTS_OF_A_WHOLE
        or is_days(text)
        or is_part_of_days(text)
        or dated_header(text)
    )


@lru_cache(maxsize=4096)
def is_days(text: str) -> bool:
    """Whether a header is a day, a week, a month or a quarter."""
    return span_of(text) is not None or needs_year(text)


# ----------------------------------------------------------------------------------------------------- what is over


def _stacks(page: Page, top: int, bottom: int) -> tuple[list[tuple[str, ...]], list[tuple[int, ...]]]:
    """The texts over each column from top to bottom, and the cell (row, column) in which the uppermost stands."""
    rows = [page.row(row) for row in range(top, bottom + 1)]
    origin = [[(row, column) for column in range(page.width)] for row in range(len(rows))]
    for merge in page.merges(top, bottom):
        if merge.top < top:
            continue
        for row in range(merge.top - top, min(merge.bottom, bottom) - top + 1):
            for column in range(merge.left, merge.right + 1):
                rows[row][column] = rows[merge.top - top][merge.left]
                origin[row][column] = (merge.top - top, merge.left)
    for row in range(len(rows) - 1):
        _spread(rows, origin, row)
    stacks = []
    for column in range(page.width):
        texts = [line[column] for line in rows if line[column]]
        stacks.append(tuple(text for place, text in enumerate(texts) if text not in texts[:place]))
    return stacks, [origin[0][column] for column in range(page.width)]


def _spread(rows: list[list[str]], origin: list[list[tuple[int, int]]], row: int) -> None:
    """A parent stands over the blank cells to its right as far as there are children: merges that a CSV forgets."""
    for column in range(1, len(rows[row])):
        below = any(line[column] for line in rows[row + 1 :])
        parent = any(line[column - 1] for line in rows[row + 1 :])
        if not rows[row][column] and rows[row][column - 1] and below and parent:
            rows[row][column] = rows[row][column - 1]
            origin[row][column] = origin[row][column - 1]


# ------------------------------------------------------------------------------------------------------- what it means


def _assigned(stacks: list[tuple[str, ...]], groups: list[tuple[int, ...]], contract: Contract) -> tuple[Cell, ...]:
    cells = [_own(texts, contract) for texts in stacks]
    if not any(cell.days for cell in cells) and len({year_of(text) for texts in stacks for text in texts} - {""}) > 1:
        cells = [_own(texts, contract, by_year=True) for texts in stacks]
    cells = _without_given_way(_by_whole_text(cells, contract), contract)
    for group in dict.fromkeys(groups):
        places = [place for place, other in enumerate(groups) if other == group and len(stacks[place]) > 1]
        _inherit(cells, places, contract)
    # `Bulan` over the months says nothing that they do not.
    dates = {column.name for column in contract.of_kind("date")}
    return tuple(cell._replace(column="") if cell.days and cell.column in dates else cell for cell in cells)


def _own(texts: tuple[str, ...], contract: Contract, *, by_year: bool = False) -> Cell:
    """What a column means by all the texts over it, or by the lowest, and the days that one of them states.

    A year alone is days only where columns differ by it.
    """
    texts_apart = _apart(texts)
    days = _days(texts_apart, by_year=by_year)
    words = tuple(text for text in texts_apart if text not in days)
    column = _means(words, contract)
    if not days and words and not column and (split := dated_header(words[-1])):
        column = _means((*words[:-1], split[0]), contract)
        days = (split[1],) if column else ()
    return Cell(texts, column, " ".join(year_of(text) or text for text in days))


def _by_whole_text(cells: list[Cell], contract: Contract) -> list[Cell]:
    """Of cells that mean one column those that mean it by all their texts: `Sudah` over `%`, not `Belum` over `%`."""
    whole = {(cell.column, cell.days) for cell in cells if _is_whole(cell, contract)}
    return [
        cell._replace(column="") if (cell.column, cell.days) in whole and not _is_whole(cell, contract) else cell
        for cell in cells
    ]


def _without_given_way(cells: list[Cell], contract: Contract) -> list[Cell]:
    """`Unit Kerja` beside `Perangkat Daerah` is a part of it, and means nothing to the contract."""
    ways = [cell.column != "" and gives_way(cell, contract) for cell in cells]
    whole = {(cell.column, cell.days) for cell, way in zip(cells, ways, strict=True) if not way}
    return [
        cell._replace(column="") if way and (cell.column, cell.days) in whole else cell
        for cell, way in zip(cells, ways, strict=True)
    ]


def gives_way(cell: Cell, contract: Contract) -> bool:
    """Whether a header means its column only where no other header of it stands."""
    column = contract.column_of(cell.texts[-1]) if cell.texts else None
    return column is not None and column.is_given_way(cell.texts[-1])


def _is_whole(cell: Cell, contract: Contract) -> bool:
    found = contract.column_of(" ".join(cell.texts)) if len(cell.texts) > 1 else None
    return found is not None and found.name == cell.column


def _apart(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts over a column; over months a year beside what is counted is a text of its own."""
    if not any(needs_year(text) for text in texts):
        return texts
    return tuple(part for text in texts for part in (with_year(text) or (text,)))


def _days(texts: Sequence[str], *, by_year: bool) -> tuple[str, ...]:
    """The texts over a column that state its days, the year last: `2024` over `September` over `Minggu II`."""
    found = [text for text in texts if is_days(text)]
    found += [text for text in texts if text not in found and is_part_of_days(text)]
    years = [text for text in found if year_of(text)]
    stated = tuple([text for text in found if text not in years] + years)
    joined = " ".join(year_of(text) or text for text in stated)
    return stated if is_days(joined) or any(map(is_week, stated)) or (by_year and years) else ()


def _means(words: tuple[str, ...], contract: Contract) -> str:
    if not words:
        return ""
    tries = [" ".join(words), words[-1], " ".join(reversed(words))]
    if len(words) > 1 and bare(words[-1]) in IS_TOTAL_WORD:
        tries[1] = words[-2]  # `PNS` over `Jumlah` is no total but of itself
    column = next((column for text in tries if (column := contract.column_of(text))), None)
    return column.name if column else ""


def _inherit(cells: list[Cell], places: Sequence[int], contract: Contract) -> None:
    """A parent's meaning goes to its one child, to the child that is the total, or to the sum of what makes a whole."""
    open_places = [place for place in places if not cells[place].column]
    for days in dict.fromkeys(cells[place].days for place in open_places):
        alike = [place for place in open_places if cells[place].days == days]
        over = [text for place in alike for text in cells[place].texts[:-1]]
        parent = next((name for text in over if (name := _means((text,), contract))), "")
        if not parent or any(cells[place].column == parent and cells[place].days == days for place in places):
            continue
        totals = [place for place in alike if bare(cells[place].texts[-1]) in IS_TOTAL_WORD]
        if len(alike) == 1 or len(totals) == 1:
            heir = (totals or alike)[0]
            cells[heir] = cells[heir]._replace(column=parent)
        elif _make_a_whole([cells[place].texts[-1] for place in alike]):
            cells[alike[0]] = cells[alike[0]]._replace(column=parent, part_of=tuple(alike))


def _make_a_whole(texts: Sequence[str]) -> bool:
    """Whether some columns are the two halves of all staff: men and women, PNS and PPPK."""
    halves = {PARTS_OF_A_WHOLE.get(bare(text), "") for text in texts}
    wholes = {half.partition(":")[0] for half in halves}
    return len(texts) == len(halves) == 2 and len(wholes) == 1 and "" not in halves
