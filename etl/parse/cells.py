"""What any cell may hold, whatever its column: nothing, an error of its workbook, signs that cannot be seen."""

import re

from etl.grid import UNCALCULATED
from etl.rules import Breach, Rule, Text

CELL_ERROR = Rule(
    "cell_error",
    Text("Galat rumus", "Formula error"),
    Text(
        "Sel ini berisi galat lembar kerja ({error}), bukan nilai.",
        "This cell holds an error of the workbook ({error}), not a value.",
    ),
    Text(
        "Buka di Excel, perbaiki rumusnya (atau lebarkan kolomnya bila tampak ####), hitung ulang, simpan, muat lagi.",
        "Open it in Excel, mend the formula (or widen the column where it shows ####), recalculate, save, load again.",
    ),
)

# A hyphen says nothing by itself. Among counts it is a zero where its row reports others (etl.interpret.hyphens).
HYPHENS = frozenset({"-", "--", "---", "–", "—"})
BLANKS = HYPHENS | {"", "n/a"}
NOT_DIVISIBLE = "#DIV/0!"
_ERROR = re.compile(
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA)"
    rf"|{re.escape(UNCALCULATED)}|#{{3,}}|Err:[0-9]{{3}}",
    re.IGNORECASE,
)
# Marks and isolates of direction come along when a text is copied from a telephone; those that turn it over do not.
_UNSEEN = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069",
    )
)
# Full-width forms of ASCII, which some keyboards and PDF tables write. Digits of other scripts are not read.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def clean(text: str) -> str:
    """A cell without outer spaces, line breaks, doubled spaces and characters that cannot be seen."""
    return " ".join(text.translate(_UNSEEN).split())


def narrow(text: str) -> str:
    """A text with its full-width letters, digits and signs as ASCII."""
    return text.translate(_WIDE)


def cell_error(text: str) -> Breach | None:
    """The breach of a cell that holds an error value, an uncalculated formula, or the `####` of a narrow column."""
    return Breach(CELL_ERROR, {"error": text}) if _ERROR.fullmatch(text) else None
