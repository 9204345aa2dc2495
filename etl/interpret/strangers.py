"""Whether a cell that means nothing where it stands may be shown: not if it could be somebody's name.

Rows shift, and then a name stands where a number, a day or a choice should. Nobody can tell a name from other words, so
a cell is shown only if its words are known here, or a slip away from one that is; else the clerk is told where it
stands, and looks there.
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from etl.elections import elections
from etl.masking import MASK, shown
from etl.parse.calendar_words import MONTHS, WEEKDAY_WORDS
from geo.regions import RegionIndex

# What such a rule says of a cell is that its words mean nothing there.
_MEANINGLESS = frozenset({"not_a_count", "not_a_number", "date_unreadable", "not_a_choice", "election_unknown"})
_MEANINGLESS_PLACES = frozenset({"region_unknown", "code_unknown", "province_differs"})
_WORD = re.compile(r"[^\W\d_]{3,}")  # initials and abbreviations of two letters find nobody
SHORTEST_SLIP = 5
LIKENESS, LIKENESS_OF_PLACES = 80, 88
_COMMON = """
    nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh belas puluh ratus ribu juta miliar milyar
    orang pegawai asn pns pppk cpns honorer laporan temuan kasus surat lembar persen buah
    ada belum tidak sudah data kosong nihil banyak sedikit sekitar kurang lebih dari sampai hingga dan atau per tahun
    bulan tanggal hari semua seluruh sebagian semester triwulan minggu pertama kedua ketiga awal akhir tengah
    jumlah total rata true false yes none null error ref value name num div
    ya benar salah lain lainnya diketahui disebut menunggu proses selesai baru lama
"""
_PLACES = """
    kabupaten kab kota kodya kotamadya provinsi prov propinsi pemerintah pemkab pemkot pemprov pemda daerah istimewa
"""


def shown_if_known(text: str, rule: str) -> str:
    """A broken cell as a reject may keep it (`etl.masking.shown`); masked where its words could be a name."""
    if rule in _MEANINGLESS:
        return shown(text) if _all_like(text, _words(), LIKENESS) else MASK
    if rule in _MEANINGLESS_PLACES:
        return shown(text) if _all_like(text, _place_words(), LIKENESS_OF_PLACES) else MASK
    return shown(text)


def is_known(text: str) -> bool:
    """Whether a text holds no word but those of numbers, days, choices and places."""
    return all(word.casefold() in _words() | _place_words() for word in _WORD.findall(text))


def _all_like(text: str, known: frozenset[str], likeness: int) -> bool:
    words = {word.casefold() for word in _WORD.findall(text)}
    return all(word in known or _is_slip(word, known, likeness) for word in words)


def _is_slip(word: str, known: frozenset[str], likeness: int) -> bool:
    """A short word is too near to too many others."""
    if len(word) < SHORTEST_SLIP:
        return False
    return process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=likeness) is not None


@cache
def _words() -> frozenset[str]:
    """Words of numbers, days and choices."""
    from etl.sources import contracts

    said = [*_COMMON.split(), *MONTHS, *WEEKDAY_WORDS, *(election.name for election in elections())]
    for contract in contracts().values():
        for column in contract.columns:
            spellings = (word for words in column.choices.values() for word in words)
            said += [column.name, *column.suffixes, *column.choices, *spellings]
    return frozenset(_split(said))


@cache
def _place_words() -> frozenset[str]:
    """Words that names of regions are made of."""
    index = RegionIndex.packaged()
    names = index.frame()["region_code"].map(lambda code: index[code].name)
    return frozenset(_split([*_COMMON.split(), *_PLACES.split(), *names]))


def _split(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from (word.casefold() for word in re.findall(r"[^\W\d_]+", text.replace("_", " ")))
