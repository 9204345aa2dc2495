"""A workbook in the making: headers, validated cells and hidden lists, the same for every form."""

from datetime import date
from typing import Any, Final, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.contracts import Column, Contract, Kind
from etl.forms.choices import choices
from etl.forms.words import CELL_WORDS
from etl.parse.dates import FIRST_YEAR, LAST_YEAR
from etl.parse.numbers import LARGEST_COUNT
from etl.settings import Language

Style = Literal[
    "required", "optional", "cell", "number", "day", "broken_cell", "broken_number", "broken_day", "told", "locked",
    "title", "text",
]  # fmt: skip
CellStyle = Literal["cell", "number", "day"]
LISTS: Final = "Daftar"
_STYLES: Final[dict[Style, dict[str, Any]]] = {
    "required": {"bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"},
    "optional": {"bold": True, "bg_color": "#D5E3E8", "text_wrap": True, "valign": "top"},
    "cell": {"locked": False, "num_format": "@"},
    "number": {"locked": False, "num_format": "0"},
    "day": {"locked": False, "num_format": "yyyy-mm-dd"},
    "told": {"text_wrap": True, "valign": "top", "font_color": "#7A2E1D"},
    "locked": {"font_color": "#888888"},
    "title": {"bold": True, "font_size": 14},
    "text": {"text_wrap": True, "valign": "top"},
}
_BROKEN: Final = {"bg_color": "#F8D0C8", "bold": True}
_BROKEN_STYLES: Final[dict[Style, dict[str, Any]]] = {
    "broken_cell": _STYLES["cell"] | _BROKEN,
    "broken_number": _STYLES["number"] | _BROKEN,
    "broken_day": _STYLES["day"] | _BROKEN,
}


class Book:
    """A workbook that is written once, from left to right, and closed."""

    def __init__(self, target: Any, language: Language) -> None:
        self.language = language
        # What stood in a rejected cell is text whatever it looks like: no formula, no link.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = xlsxwriter.Workbook(target, options)
        self.styles: dict[Style, Format] = {
            name: self.workbook.add_format(each) for name, each in (_STYLES | _BROKEN_STYLES).items()
        }
        self._lists: dict[tuple[str, ...], str] = {}

    def sheet(self, name: str) -> Worksheet:
        """A new sheet."""
        return self.workbook.add_worksheet(name)

    def close(self) -> None:
        """Write the lists and end the file."""
        sheet = self.workbook.add_worksheet(LISTS)
        for place, values in enumerate(self._lists):
            sheet.write_column(0, place, list(values), self.styles["cell"])
        sheet.hide()
        self.workbook.close()

    def header(self, sheet: Worksheet, place: int, column: Column) -> None:
        """The header of a column; what must be filled in is darker."""
        sheet.write_string(0, place, column.title.id, self.styles["required" if is_required(column) else "optional"])
        sheet.set_column(place, place, _width(column), self.styles[style_of(column)])

    def validate(self, sheet: Worksheet, place: int, column: Column, contract: Contract, rows: tuple[int, int]) -> None:
        """Let the cells of a column (rows from 0, both included) take only what the contract takes, and say it."""
        rule = self._rule(column, contract)
        sheet.data_validation(rows[0], place, rows[1], place, rule)

    def _rule(self, column: Column, contract: Contract) -> dict[str, Any]:
        words, language = CELL_WORDS[column.kind], self.language
        said = {
            "ignore_blank": True,
            "input_title": column.title.of(language)[:32],
            "input_message": f"{column.description.of(language)} {words.hint.of(language)}"[:255],
            "error_title": column.title.of(language)[:32],
            "error_message": words.error.of(language)[:255],
        }
        listed = choices(column, contract)
        if listed:
            return {"validate": "list", "source": self._list(listed), **said}
        if column.kind == "count":
            return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST_COUNT, **said}
        if column.kind == "number":
            return {"validate": "decimal", "criteria": ">=", "value": 0, **said}
        if column.kind in ("date", "day"):
            days = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
            # A month or a year may be all that is known: then the clerk confirms it.
            return {"validate": "date", "criteria": "between", **days, "error_type": _hardness(column), **said}
        if column.kind == "person":
            return {"validate": "length", "criteria": "between", "minimum": 18, "maximum": 24, **said}
        return {"validate": "length", "criteria": "<=", "value": column.max_length, **said}

    def _list(self, values: tuple[str, ...]) -> str:
        """The reference to a list on the hidden sheet: a list in the cell itself may have 255 characters at most."""
        if values not in self._lists:
            letter = xl_col_to_name(len(self._lists))
            self._lists[values] = f"={LISTS}!${letter}$1:${letter}${len(values)}"
        return self._lists[values]


def _hardness(column: Column) -> str:
    return "stop" if column.kind == "day" else "warning"


def is_required(column: Column) -> bool:
    """Whether the cell has to be filled in, or the column to be there."""
    return column.presence != "optional"


def style_of(column: Column) -> CellStyle:
    """The format of a column's cells: days are days, counts numbers, all else is text, lest 74.10 become 74.1."""
    return _STYLE_OF_KIND.get(column.kind, "cell")


_STYLE_OF_KIND: Final[dict[Kind, CellStyle]] = {"count": "number", "number": "number", "date": "day", "day": "day"}


def _width(column: Column) -> int:
    return {"region": 28, "agency": 36, "text": 30, "date": 14, "day": 14, "person": 24}.get(column.kind, 18)
