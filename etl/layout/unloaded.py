"""Columns of a table that are not loaded: which they are, and which of them hold persons."""

from collections.abc import Sequence

import pyarrow as pa

from etl.headers import names_person, person_headers
from etl.layout.body import Body
from etl.layout.page import Page
from etl.masking import shown

_NUMBER_OF_PERSON = r"^'?([0-9][ .-]?){16}(([0-9][ .-]?){2})?$"


def dropped(page: Page, bodies: Sequence[Body]) -> tuple[str, ...]:
    """Columns that are not loaded: by header, masked where that could find a person; those without one by letter."""
    header, found = bodies[0].header, []
    free_text = {column.name for column in header.contract.of_kind("free_text")}
    rows = [row for body in bodies for row in body.rows("data")]
    added = {place for cell in header.cells for place in cell.part_of}
    for place, cell in enumerate(header.cells):
        if (cell.column and cell.column not in free_text) or cell.days or place in added:
            continue
        if cell.texts or page.filled[rows, place].any():
            found.append(shown(cell.text) or letter(place))
    return tuple(found)


def named(page: Page, bodies: Sequence[Body]) -> tuple[str, ...]:
    """What stands in the columns of persons' names that are not loaded, each once."""
    header = bodies[0].header
    rows = [row for body in bodies for row in body.rows("data")]
    free_text = {column.name: column.names_persons for column in header.contract.of_kind("free_text")}
    places = [
        place
        for place, cell in enumerate(header.cells)
        if (not cell.column or cell.column in free_text)
        and not cell.days
        and (free_text.get(cell.column) or names_person(cell.text))
    ]
    at = pa.array(rows, pa.int64())  # of no rows a list would have no type
    return tuple({text: None for place in places for text in page.columns[place].take(at).unique().to_pylist()})


def letter(place: int) -> str:
    """A spreadsheet's name of a column: 0 -> A, 26 -> AA."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def persons_in(page: Page, body: Body) -> tuple[str, ...]:
    """Columns unknown to the contract that name or reach persons: by their header, or by numbers of persons in them."""
    unknown = [place for place, cell in enumerate(body.header.cells) if not cell.column and not cell.days]
    rows = body.rows("data")
    numbers = page.matches(_NUMBER_OF_PERSON, unknown)[rows]
    filled = page.filled[rows][:, unknown]
    found = []
    for at, place in enumerate(unknown):
        header = shown(body.header.cells[place].text)
        if person_headers([header]) or 0 < filled[:, at].sum() < 2 * numbers[:, at].sum():
            found.append(header or letter(place))
    return tuple(found)
