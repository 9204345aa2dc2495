"""What could find a person in a text, and what is shown in its place."""

import re
import unicodedata
from itertools import filterfalse

from etl.titled import names_titled_person

MASK = "•••"
BROKEN = "\ufffd"
SHOWN_LENGTH = 200

# What moves a terminal's cursor, rewrites its title, or turns the order of what is read: never text. Tabs and ends of
# lines are.
_STEERING = dict.fromkeys(
    (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    BROKEN,
)

# A person's number is 16 digits (NIK) or 18 (NIP), often with spaces, dots or hyphens where its parts meet; a longer
# run of digits may hold one. Telephone numbers here are mobile (08..., 62 8...) or have an area code in brackets.
# Every repetition is bounded, or a cell of a million letters would take hours.
_PERSON = re.compile(
    r"[0-9]{16,}"
    r"|(?<![0-9])[0-9]{8}[ .\-][0-9]{6}[ .\-]?[0-9][ .\-]?[0-9]{3}(?![0-9])"
    r"|(?<![0-9])[0-9]{6}[ .\-][0-9]{6}[ .\-]?[0-9]{4}(?![0-9])"
    r"|(?<![0-9])[0-9]{4}(?:[ .\-][0-9]{4}){3}(?![0-9])"
    r"|(?<![0-9])(?:\+?62|0)[ .\-]?8[1-9](?:[ .\-]?[0-9]){6,11}(?![0-9])"
    r"|\(0[0-9]{2,3}\)[ \-]?[0-9]{5,8}"
    r"|[\w.+\-]@[\w\-]{1,63}\.\w"
)

# Outside an address any sign may part the digits, the nought may be a letter, and Excel may have made a NIP 1.97E+17.
_PART = r"[ ._\-\u2010-\u2015/,:\u00b7]"
_PERSON_IN_PROSE = re.compile(
    rf"[0-9](?:{_PART}?[0-9oO]){{15}}"
    rf"|(?<![0-9])(?:\+?62|[0oO]){_PART}?8[1-9](?:{_PART}?[0-9]){{6,11}}(?![0-9])"
    rf"|(?<![0-9])0[1-9][0-9]{{1,2}}{_PART}[0-9]{{6,8}}(?![0-9])"
    r"|[0-9][.,][0-9]{1,17}[eE]\+?1[4-9](?![0-9])"
    r"|\w@\w"
    r"|\w ?[(\[]at[)\]] ?\w",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S{1,2000}")


def looks_like_person(text: str) -> bool:
    """Whether a text holds what could find a person: digits as in a NIP or NIK, a telephone number, an e-mail, or a
    name with its title or degree (etl.titled).

    Neither is a cell one from which that was taken, and which came back so.
    """
    if MASK in text:
        return True
    folded = unicodedata.normalize("NFKC", text)
    seen = folded if folded.isprintable() else "".join(filterfalse(_is_unseen, folded))  # which parts no number
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in seen)
    prose = _ADDRESS.sub("\n", plain)
    return bool(_PERSON.search(plain) or _PERSON_IN_PROSE.search(prose) or names_titled_person(prose))


def _is_unseen(sign: str) -> bool:
    """Whether a sign leaves no trace where it is shown, as a soft hyphen does."""
    return unicodedata.category(sign) == "Cf" or (ord(sign) in _STEERING and not sign.isspace())


def still(text: str) -> str:
    """A text in which signs that steer a terminal, or turn the order of reading, are replaced by one that can be seen.

    Whatever came from a file is shown so, whoever wrote it.
    """
    return text if text.isprintable() else text.translate(_STEERING)


def shown(text: str) -> str:
    """A cell as a reject may keep it: cut to 200 characters, still, and masked when it could find a person."""
    if looks_like_person(text):
        return MASK
    text = still(text)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
