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
    TOLD_BY,
)
from etl.settings import Language

FORM, INSTRUCTIONS = "Isian", "Petunjuk"
ROWS: Final = 5_000
SHORT_LIST: Final = 30


def write_template(contract: Contract, target: Path | Any, language: Language = "id") -> None:
    """Write the form of a source: a sheet to fill in, one with instructions in a language, and hidden lists.

    Its headers and choices are Indonesian whatever the language: offices know their columns by these words.

    Raises OSError (or xlsxwriter's FileCreateError) when the file cannot be written.
    """
    book = Book(target, language)
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
    language = book.language
    lines = [contract.description.of(language), *(line.of(language).format(sheet=FORM) for line in INTRODUCTION)]
    if contract.of_kind("person"):
        lines.append(PERSONS.of(language))
    lines += ["", *(_explained(column, contract, language) for column in asked(contract))]
    sheet.write_string(0, 0, TITLE.of(language).format(title=contract.title.of(language)), book.styles["title"])
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, book.styles["text"])


def _explained(column: Column, contract: Contract, language: Language) -> str:
    words, listed = CELL_WORDS[column.kind], choices(column, contract)
    need = {"cell": REQUIRED, "header": COLUMN_REQUIRED, "optional": OPTIONAL}[column.presence].of(language)
    if column.told_by:
        others = [other.title.id for other in contract.columns if other.name in column.told_by]
        need = TOLD_BY.of(language).format(columns=" / ".join(others))
    how = f"{column.description.of(language)} {words.hint.of(language)}".strip()
    if listed and len(listed) <= SHORT_LIST:
        how += f" {CHOICES.of(language).format(listed='; '.join(listed))}"
    example = listed[0] if listed else words.example.of(language)
    return EXPLAINED.of(language).format(title=column.title.id, need=need, how=how, example=example)
