"""Numbers as they are written in Indonesia, and as spreadsheets set to English write them.

`1.234,5` is certain and so is `1,234.5`; `1.234` alone is not. A cell therefore has up to two readings, one for each
convention, and what decides between them is the contract and the whole column, never the cell.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from etl.parse.cells import BLANKS, narrow
from etl.rules import Breach, Rule, Text

LARGEST_COUNT = 99_999_999

NOT_A_COUNT = Rule(
    "not_a_count",
    Text("Bukan bilangan cacah", "Not a whole number"),
    Text("Sel ini bukan bilangan cacah.", "This cell is not a whole number."),
    Text(
        "Tulis bilangan cacah, misalnya 1234 atau 1.234; kosongkan bila tidak ada data, nihil bila nol.",
        "Write a whole number, such as 1234 or 1.234; leave it empty if there are no data, nihil if zero.",
    ),
)
NOT_A_NUMBER = Rule(
    "not_a_number",
    Text("Bukan angka", "Not a number"),
    Text("Sel ini bukan angka.", "This cell is not a number."),
    Text(
        "Tulis angka, misalnya 98,5; kosongkan bila tidak ada data.", "Write a number, such as 98,5; or leave it empty."
    ),
)
NEGATIVE_COUNT = Rule(
    "negative_count",
    Text("Jumlah negatif", "Negative count"),
    Text("Jumlah tidak boleh negatif.", "A count cannot be negative."),
    Text("Perbaiki angkanya.", "Correct the number."),
)
COUNT_TOO_LARGE = Rule(
    "count_too_large",
    Text("Jumlah terlalu besar", "Count too large"),
    Text("Jumlah ini melebihi {limit}.", "This count exceeds {limit}."),
    Text("Periksa apakah kolomnya bergeser.", "Check whether the columns have shifted."),
)
NUMBER_AMBIGUOUS = Rule(
    "number_ambiguous",
    Text("Angka bermakna ganda", "Number with two readings"),
    Text(
        "Angka ini dapat berarti {grouped} (tandanya pemisah ribuan) atau {decimal} (tandanya koma desimal), dan "
        "kolomnya tidak memutuskan.",
        "This number may mean {grouped} (the sign groups thousands) or {decimal} (the sign is a decimal mark), and "
        "its column does not decide.",
    ),
    Text(
        "Tulis seluruh kolom dengan satu cara, tanpa pemisah ribuan dan dengan koma desimal.",
        "Write the whole column one way, without thousands separators and with a decimal comma.",
    ),
)

NO_DATA_WORDS = BLANKS | {
    "na", "n.a.", "belum ada data", "blm ada data", "tidak ada data", "tdk ada data", "data belum ada", "belum lapor",
    "belum melapor", "belum melaporkan",
}  # fmt: skip
_ZERO = frozenset({"nihil", "nol"})
_WORDS = NO_DATA_WORDS | _ZERO

# Which sign stands before the decimals: `comma` is Indonesian, `point` English.
Convention = Literal["comma", "point"]

_SPACED = r"[1-9][0-9]{0,2}(?:[ '’][0-9]{3})+"
_BODIES: dict[Convention, re.Pattern[str]] = {
    "comma": re.compile(rf"([0-9]+|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+|{_SPACED})(?:,([0-9]+))?"),
    "point": re.compile(rf"([0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|{_SPACED})(?:\.([0-9]+))?"),
}
_NUMBER = re.compile(r"([-−]?) ?([0-9](?:[0-9.,'’ ]*[0-9])?)(?: ?(%|[^\W\d][\w ]*)\.?)?")
_SIGNS = dict.fromkeys(map(ord, " .,'’"))
# No number of a source comes near; a longer one is a person's, or a cell made to cost time.
_LONGEST = 40


class Count(NamedTuple):
    """A number and the word that followed it. `value` is NaN where the source says that it has no data."""

    value: float
    suffix: str = ""


class _Written(NamedTuple):
    """A number as written: its reading in each convention that allows one, as plain digits (`1234`, `1.234`).

    Kept as text, because a reading is compared and shown exactly, and becomes a number once it is chosen.
    """

    negative: bool
    comma: str | None
    point: str | None
    suffix: str

    @property
    def certain(self) -> Convention | None:
        """The convention that this number alone proves, if it does."""
        if self.comma is None:
            return "point"
        return "comma" if self.point is None else None


NO_DATA = Count(float("nan"))


def parse_counts(texts: Sequence[str], suffixes: Sequence[str] = ()) -> list[Count | Breach]:
    """Whole numbers, one a text; the texts are the distinct ones of a column.

    A count has no decimals, so `1.234` and `1,234` are 1234 and `1.234,0` is too. Only a column that proves another
    convention elsewhere (`1,234.00` beside `12.000`) changes that; one that proves both, or a convention in which the
    cell is no whole number, leaves its cell with two readings: NUMBER_AMBIGUOUS.
    """
    return _parsed(texts, suffixes, NOT_A_COUNT, whole=True)


def parse_numbers(texts: Sequence[str], suffixes: Sequence[str] = ()) -> list[Count | Breach]:
    """Numbers that may have decimals, one a text; the texts are the distinct ones of a column.

    The convention is that which the column proves. Where it proves none or both, a cell with two readings is
    NUMBER_AMBIGUOUS. Numbers below zero are not read.
    """
    return _parsed(texts, suffixes, NOT_A_NUMBER, whole=False)


def parse_count(text: str, suffixes: Sequence[str] = ()) -> Count | Breach:
    """A whole number that stands alone."""
    return parse_counts([text], suffixes)[0]


def _parsed(texts: Sequence[str], suffixes: Sequence[str], otherwise: Rule, *, whole: bool) -> list[Count | Breach]:
    numbers = [_written(text) for text in texts]
    proven = {certain for number in numbers if number and (certain := number.certain)}
    known = {"", *(suffix.casefold() for suffix in suffixes)}
    return [
        _special(text)
        if number is None and text.casefold() in _WORDS
        else Breach(otherwise, {})
        if number is None or number.suffix not in known
        else _valued(number, proven, otherwise, whole=whole)
        for text, number in zip(texts, numbers, strict=True)
    ]


def _special(text: str) -> Count:
    """What a word says instead of a number."""
    return Count(0.0) if text.casefold() in _ZERO else NO_DATA


def _written(text: str) -> _Written | None:
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return _Written(False, plain := text.lstrip("0") or "0", plain, "")
    found = _NUMBER.fullmatch(narrow(text).casefold()) if len(text) <= _LONGEST else None
    if not found:
        return None
    comma, point = (_reading(body.fullmatch(found[2])) for body in _BODIES.values())
    if comma is None and point is None:
        return None
    return _Written(bool(found[1]), comma, point, found[3] or "")


def _reading(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    whole, decimals = found[1].translate(_SIGNS).lstrip("0") or "0", (found[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _valued(written: _Written, proven: set[Convention], otherwise: Rule, *, whole: bool) -> Count | Breach:
    reading = written.comma if written.comma == written.point else _chosen(written, proven, whole=whole)
    if isinstance(reading, Breach):
        return reading
    if reading is None or (whole and "." in reading):
        return Breach(otherwise, {})
    value = float(reading)
    if whole and value > LARGEST_COUNT:
        return Breach(COUNT_TOO_LARGE, {"limit": LARGEST_COUNT})
    return Breach(NEGATIVE_COUNT, {}) if written.negative and value else Count(value, written.suffix)


def _chosen(written: _Written, proven: set[Convention], *, whole: bool) -> str | Breach:
    """The one of a number's readings that its column leaves; `whole`: none with decimals is taken of two."""
    readings = [reading for reading in (written.comma, written.point) if reading is not None]
    if len(readings) == 1:
        return readings[0]
    decimal, grouped = sorted(readings, key=float)
    chosen = grouped if whole and not proven else None
    if len(proven) == 1:
        chosen = written.comma if "comma" in proven else written.point
    if chosen is None or (whole and "." in chosen):
        return Breach(NUMBER_AMBIGUOUS, {"grouped": grouped, "decimal": decimal.replace(".", ",")})
    return chosen
