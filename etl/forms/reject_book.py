"""Rejected rows as a workbook: each beside its place, the reason and the remedy, its broken cells coloured.

A sheet a source, headed like the forms of etl/forms/template.py. What identifies a row stands in a hidden column that
cannot be typed into; loaded again, the row is the correction of the rejected one (etl/corrections.py).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from etl.contracts import Column, Contract, explain
from etl.corrections import MARK, REASON, REMEDY, WHERE, Origin
from etl.forms.book import Book, style_of
from etl.rules import Language

Row = Mapping[str, Any]
_TOLD: Final = ((WHERE, 24), (REASON, 36), (REMEDY, 36))  # what stands before the cells, and how wide
_FIRST: Final = len(_TOLD)
_LINE: Final = 15  # points of one line of text


def write_reject_book(rows: Sequence[Row], rejects: Sequence[Row], target: Any, language: Language) -> int:
    """Write rejected rows (table `reject_row`) with why each was rejected (table `reject`).

    Returns:
        How many rows were written.
    """
    from etl.sources import contracts

    reasons: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for each in rejects:
        reasons[_place(each)].append(each)
    known, by_source = contracts(), defaultdict(list)
    for row in rows:
        by_source[row["source"]].append(row)
    book = Book(target, language)
    for source in sorted(by_source.keys() & known.keys()):
        _Sheet(book, known[source], language).write(by_source[source], reasons)
    if not by_source:
        book.sheet(REASON)
    book.close()
    return sum(len(by_source[source]) for source in by_source.keys() & known.keys())


def _place(row: Row) -> tuple[Any, ...]:
    return row["run_id"], row["path"], row["sheet"], row["row"]


class _Sheet:
    """The rejected rows of one source."""

    def __init__(self, book: Book, contract: Contract, language: Language) -> None:
        self.book, self.contract, self.language = book, contract, language
        self.columns = [column for column in contract.columns if column.kind != "free_text"]
        self.sheet: Worksheet = book.sheet(contract.name)

    def write(self, rows: Sequence[Row], reasons: Mapping[tuple[Any, ...], Sequence[Row]]) -> None:
        self._head(len(rows))
        parts = Counter(map(_place, rows))
        for number, row in enumerate(rows, start=1):
            self._write_row(number, row, parts[_place(row)], reasons.get(_place(row), ()))
        # Everything may be changed but what says whose correction a row is.
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        self.sheet.freeze_panes(1, _FIRST)

    def _head(self, size: int) -> None:
        for place, (name, width) in enumerate(_TOLD):
            self.sheet.write_string(0, place, name, self.book.styles["optional"])
            self.sheet.set_column(place, place, width, self.book.styles["told"])
        for place, column in enumerate(self.columns, start=_FIRST):
            self.book.header(self.sheet, place, column)
            self.book.validate(self.sheet, place, column, self.contract, (1, max(size, 1)))
        last = _FIRST + len(self.columns)
        self.sheet.write_string(0, last, MARK, self.book.styles["locked"])
        self.sheet.set_column(last, last, 10, self.book.styles["locked"], {"hidden": True})

    def _write_row(self, number: int, row: Row, parts: int, reasons: Sequence[Row]) -> None:
        told = [explain(row["source"], each["rule"], each["detail"], self.language) for each in reasons]
        named = [self._named(each["column"], message) for each, (message, _) in zip(reasons, told, strict=True)]
        remedies = list(dict.fromkeys(remedy for _, remedy in told))
        origin = Origin(row["origin_run"], row["path"], row["sheet"], row["row"], row["part"], parts)
        for place, text in enumerate((origin.shown(), "\n".join(named), "\n".join(remedies))):
            self.sheet.write_string(number, place, text, self.book.styles["told"])
        self.sheet.set_row(number, _LINE * max(2, len(named), len(remedies)))
        broken = {each["column"] for each in reasons}
        for place, column in enumerate(self.columns, start=_FIRST):
            said = _word(column, row["cells"].get(column.name, ""))
            self._write_cell(number, place, column, said, column.name in broken)
        self.sheet.write_string(number, _FIRST + len(self.columns), origin.written(), self.book.styles["locked"])

    def _named(self, name: str, message: str) -> str:
        title = next((column.title.of(self.language) for column in self.columns if column.name == name), "")
        return f"{title}: {message}" if title else message

    def _write_cell(self, number: int, place: int, column: Column, text: str, is_broken: bool) -> None:
        style = style_of(column)
        form = self.book.styles[f"broken_{style}" if is_broken else style]  # type: ignore[index]
        if style == "number" and text.isascii() and text.isdigit() and len(text) < 10:
            self.sheet.write_number(number, place, int(text), form)
        elif style == "day" and (day := _day(text)):
            self.sheet.write_datetime(number, place, day, form)
        elif text:
            self.sheet.write_string(number, place, text, form)
        else:
            self.sheet.write_blank(number, place, None, form)


def _word(column: Column, text: str) -> str:
    """What a cell said, a code by the word for it: steps of a case that a row held are named by their codes."""
    words = column.choices.get(text, ())
    return words[0] if words else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
