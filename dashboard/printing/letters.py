"""Letters that the font of the print has. A PDF for screen readers may hold no other: each would be an empty box."""

import re
from unicodedata import category, normalize

STAND_IN = "□"
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x400, 0x45F), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
)  # fmt: skip
OTHERS = "…‰€−≠≤≥■□"
_UNKNOWN = re.compile(f"[^{''.join(f'{chr(first)}-{chr(last)}' for first, last in RANGES)}{OTHERS}]")


def legible(words: str) -> str:
    """The words with a box for each letter that the font lacks; what steers and cannot be seen is left out."""
    return _UNKNOWN.sub(lambda found: _instead(found[0]), normalize("NFC", words))


def _instead(letter: str) -> str:
    kind = category(letter)
    if letter in "\t\n\r" or kind.startswith("Z"):
        return " "
    return "" if kind.startswith("C") and kind != "Co" else STAND_IN
