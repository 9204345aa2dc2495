"""`netralitas template SOURCE`: a blank workbook for the offices that fill it in, derived from the contract alone."""

from pathlib import Path
from typing import Any, Final

from etl.contracts import Column, Contract
from etl.forms.book import Book
from etl.forms.choices import asked, choices
from etl.forms.words import (
    CELL_WORDS,
    CHOICES,
    COLUMN_REQUIRED,
    EXPLAINED,
    INTRODUCTION,
    OPTIONAL,
    PERSONS,
    REQUIRED,
    TITLE,
)

FORM, INSTRUCTIONS = "Isian", "Petunjuk"
ROWS: Final = 5_000
SHORT_LIST: Final = 30


def write_template(contract: Contract, target: Path | Any) -> None:
    """Write the form of a source: a sheet to fill in, one with instructions in Indonesian, and hidden lists.

    Raises OSError (or xlsxwriter's FileCreateError) when the file cannot be written.
    """
    book = Book(target)
    sheet = book.sheet(FORM)
    for place, column in enumerate(asked(contract)):
        book.header(sheet, place, column)
        book.validate(sheet, place, column, contract, (1, ROWS))
    sheet.freeze_panes(1, 0)
    _instruct(book, contract)
    book.close()


def _instruct(book: Book, contract: Contract) -> None:
    """Sentences in one column: a cell that holds the bare name of a column would look like a header."""
    sheet = book.sheet(INSTRUCTIONS)
    sheet.set_column(0, 0, 110, book.styles["text"])
    lines = [contract.description.id, *(line.format(sheet=FORM) for line in INTRODUCTION)]
    if contract.of_kind("person"):
        lines.append(PERSONS)
    lines += ["", *(_explained(column, contract) for column in asked(contract))]
    sheet.write_string(0, 0, TITLE.format(title=contract.title.id), book.styles["title"])
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, book.styles["text"])


def _explained(column: Column, contract: Contract) -> str:
    words, listed = CELL_WORDS[column.kind], choices(column, contract)
    need = {"cell": REQUIRED, "header": COLUMN_REQUIRED, "optional": OPTIONAL}[column.presence]
    how = f"{column.description.id} {words.hint}".strip()
    if listed and len(listed) <= SHORT_LIST:
        how += f" {CHOICES.format(listed='; '.join(listed))}"
    return EXPLAINED.format(title=column.title.id, need=need, how=how, example=listed[0] if listed else words.example)
