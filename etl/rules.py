"""A rule is a check and its explanation in two languages; a breach is one place where it does not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from etl.said import Language as Language
from etl.said import Text as Text

Detail = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold. `message` and `remedy` are templates, filled from the detail of a breach."""

    code: str
    title: Text
    message: Text
    remedy: Text

    def explain(self, detail: Mapping[str, Any], language: Language) -> tuple[str, str]:
        """Message and remedy in one language. A detail that is not there shows as `?`, never as an error."""
        told = {name: _words(value) for name, value in detail.items()}
        return self.message.filled(language, **told), self.remedy.filled(language, **told)


def _words(value: Any) -> str:
    if not isinstance(value, list | tuple):
        return str(value)
    items = [str(item) for item in value]
    return ("; " if any("," in item for item in items) else ", ").join(items)


def _no_details(rows: pd.DataFrame) -> list[Detail]:
    return [{} for _ in range(len(rows))]


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule over several cells of one row.

    `breaks` takes the interpreted rows and gives a mask of those that break the rule (index of the rows, bool);
    `details` takes the breaking rows alone and gives one detail a row, in order. The breach is shown at the first of
    `columns`. A row in which one of `columns` already has a breach of its own is not asked. `of_file`: the rows of all
    tables of a file are asked together.
    """

    rule: Rule
    columns: tuple[str, ...]
    breaks: Callable[[pd.DataFrame], "pd.Series[bool]"]
    details: Callable[[pd.DataFrame], list[Detail]] = _no_details
    of_file: bool = False


@dataclass(frozen=True, slots=True)
class RowConflict:
    """A contradiction inside one row, which is loaded as published all the same.

    `kind` is one of etl.conflicts.MESSAGES. `differs` takes the accepted rows and gives a mask (index of the rows);
    `stated` and `found` take the rows that differ and give the two values as text, in order.
    """

    kind: str
    differs: Callable[[pd.DataFrame], "pd.Series[bool]"]
    stated: Callable[[pd.DataFrame], list[str]]
    found: Callable[[pd.DataFrame], list[str]]


@dataclass(frozen=True, slots=True)
class RowNote:
    """What was assumed or derived of rows: `kind` of etl.notes.MESSAGES, told once with how many rows it concerns.

    `concerns` takes the accepted rows and gives a mask (index of the rows).
    """

    kind: str
    concerns: Callable[[pd.DataFrame], "pd.Series[bool]"]


class Breach(NamedTuple):
    """That a value broke a rule, and the particulars its explanation needs."""

    rule: Rule
    detail: Detail


def rule(code: str, title: tuple[str, str], message: tuple[str, str], remedy: tuple[str, str]) -> Rule:
    """A rule from its words, each in Indonesian and English."""
    return Rule(code, Text(*title), Text(*message), Text(*remedy))


TOO_MANY_CELLS = rule(
    "too_many_cells",
    ("Terlalu banyak sel", "Too many cells"),
    (
        "Baris ini berisi {cells} sel, judulnya {columns}: isi kolom mungkin bergeser.",
        "This row has {cells} cells, the header {columns}: its contents may have shifted.",
    ),
    ("Apit sel yang memuat pemisah dengan tanda kutip.", "Put cells that hold the separator in quotation marks."),
)
COPIED_ROW = rule(
    "copied_row",
    ("Salinan baris lain", "Copy of another row"),
    (
        "Baris {row} menunjuk baris asal yang sama dengan baris {first}; hanya baris {first} yang dimuat.",
        "Row {row} names the same original row as row {first}; only row {first} was loaded.",
    ),
    (
        "Hapus salinannya; orang atau OPD lain diketik, bukan disalin, di baris kosong di bawah tabel.",
        "Remove the copy; type, and do not copy, another person or agency into a blank row below the table.",
    ),
)
REQUIRED = rule(
    "required",
    ("Wajib diisi", "Required"),
    ("Sel ini wajib diisi.", "This cell must be filled in."),
    ("Isi selnya.", "Fill it in."),
)
LOOKS_LIKE_PERSON = rule(
    "looks_like_person",
    ("Seperti data orang", "Looks like a person"),
    (
        "Sel ini memuat nama orang, angka seperti NIP atau NIK, nomor telepon, atau surel. Isinya tidak disimpan.",
        "This cell holds a person's name, digits as in a NIP or NIK, a telephone number or an e-mail. It was not kept.",
    ),
    ("Hapus data orang dari sel ini.", "Remove what identifies a person from this cell."),
)
TOO_LONG = rule(
    "too_long",
    ("Terlalu panjang", "Too long"),
    ("Panjangnya {length} karakter; batasnya {limit}.", "It has {length} characters; the limit is {limit}."),
    ("Singkat isinya.", "Shorten it."),
)
