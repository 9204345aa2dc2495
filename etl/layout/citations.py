"""Rules and letters that a title cites: `SE Bupati Nomor 5 Tahun 2023` is the rule's year, never the table's."""

import re
from typing import Final

_NUMBER: Final = r"[0-9][\w./-]*"
_YEAR: Final = r"(?:tahun|thn|th)\b[ .:]*20[0-9]{2}\b"
# After each of these comes its number, its year, or both. `Se-Kabupaten` is no circular.
_ACT: Final = (
    r"\b(?:uu|undang[ -]undang|pp|perp?pu|perpres|inpres|kep+res|permen\w*|kepmen\w*|perda|pergub|perbup|perwali?|"
    r"perka\w*|pkpu|skb|sk|se(?![ -]*(?:kab|kota|prov|kec|indo))|surat (?:edaran|keputusan)|keputusan bersama|"
    r"peraturan (?:pemerintah|presiden|menteri|daerah|gubernur|bupati|wali ?kota|badan))\b"
)
_CITED = re.compile(
    rf"\b(?:nomor|nmr|no)\b[ .:]{{0,5}}[a-z]{{0,3}}[.-]?{_NUMBER}(?:(?: ?,| dan| &) {_NUMBER})*(?:[ ,]{{0,3}}{_YEAR})?"
    rf"|{_ACT}[^0-9]{{0,60}}?(?:{_NUMBER}(?:[ ,]{{0,3}}{_YEAR})?|{_YEAR})"
)


def without_citations(line: str) -> str:
    """A line in small letters without the rules and letters that it cites, their numbers and their years."""
    return _CITED.sub(" ", " ".join(line.casefold().split()))
