"""The words by which rows and headers show what they are. The words of a source's columns are its contract's."""

import re
from functools import lru_cache
from typing import Final

from etl.headers import bare
from etl.layout.periods import needs_year, span_of
from etl.parse.calendar_words import MONTHS, WEEKDAY_WORDS

DEEPEST_HEADER: Final = 4

# Children of a merged header: which of them is the whole, and which two make it up.
IS_TOTAL_WORD: Final = frozenset(
    map(
        bare,
        (
            "Jumlah",
            "Jml",
            "Jlh",
            "Jmlh",
            "Total",
            "Tot",
            "L+P",
            "L + P",
            "Jumlah Total",
            "Seluruhnya",
            "Semua",
            "Orang",
            "Org",
        ),
    )
)
PARTS_OF_A_WHOLE: Final = {
    bare(word): half
    for half, words in {
        "sex:men": ("Laki-laki", "Laki laki", "Laki", "L", "Pria", "Lk"),
        "sex:women": ("Perempuan", "P", "Pr", "Wanita", "W"),
        "kind:pns": ("PNS", "Pegawai Negeri Sipil"),
        "kind:pppk": ("PPPK", "P3K"),
    }.items()
    for word in words
}

# No header is longer; in a cell of a million letters the patterns below would look for days.
LONGEST_HEADER: Final = 200

_DATED = re.compile(
    r"(?P<what>.*?[^\W\d_].*?)[ ,(-]*\b(?P<days>(?:per|s\.? ?d\.?|s/d|sampai dengan|keadaan|posisi|bulan|minggu)\b.+?"
    r"|\((?P<inside>[^()]+)\)|[^\W\d_]+ [0-9]{4})\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def dated_header(text: str) -> tuple[str, str] | None:
    """What a header counts and as of when, where it says both: `Sudah TTD s.d. 30 Sept 2024`, `Jml ASN (Sept 2024)`."""
    if len(text) > LONGEST_HEADER or not (found := _DATED.fullmatch(text)):
        return None
    days = found["inside"] or found["days"]
    return (found["what"].strip(" ,(-"), days) if span_of(days) or needs_year(days) else None


# RE2 patterns, matched on tidy text whatever its case. Titles and totals are often set in spaced letters.
TOTAL: Final = (
    r"^(((g ?r ?a ?n ?d|s ?u ?b)[ -]?)?(t ?o ?t ?a ?l|j ?u ?m ?l ?a ?h|jml|jlh|jmlh|juml\.?)\b|Σ|se[ -](kab|kota|prov)"
    r"|((ke)?seluruhan|seluruhnya|rekapitulasi|akumulasi|gabungan|(di)?pindah(an|kan)|ttl\.?|sum)[ .:]*$)"
)
GRAND: Final = re.compile(
    r"g ?r ?a ?n ?d|seluruh|keseluruhan|semua|total (?:kab|kota|prov|se[- ])|se[- ]?(?:kab|kota|prov)|pindah"
    r"|kumulatif|akhir|rekapitulasi|akumulasi|gabungan",
    re.IGNORECASE,
)
SUB: Final = re.compile(r"s ?u ?b[ -]?t ?o ?t ?a ?l", re.IGNORECASE)
SHARE: Final = r"^(rata[ -]?rata|persentase|prosentase|persen|capaian|%)"

# An entry that says there was none: `NIHIL`, `Tidak ada laporan`.
NIL: Final = (
    r"^\W*(nihil|tidak (ada|terdapat)( (laporan|temuan|aduan|pengaduan|pelanggaran|dugaan|kasus|dan|atau|/))*)\W*$"
)
_NIL = re.compile(NIL, re.IGNORECASE)


def is_nil(text: str) -> bool:
    """Whether an entry says that there was none."""
    return _NIL.match(text) is not None


_NOTE = re.compile(
    r"(?:keterangan|catatan|ket|sumber(?: data)?|note|nb|n\.b|\*+|¹|²|cat)\s*(?:[.:*)]|$)"
    r"|\*+\)?\s|(?:dibuat|diisi|dicetak) ",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disahkan|dibuat oleh|ditetapkan|yang (?:melapor|membuat)|tertanda|ttd\.?$|"
    r"(?:a\.? ?n\.?|u\.? ?b\.?|pl[th]\.?|pj\.?)\s|kepala\b|sekretaris\b|bupati\b|wali ?kota\b|gubernur\b|inspektur\b|"
    r"camat\b|operator\b|petugas\b|admin\b|nip\b|nrp\b|pangkat\b|pembina\b|penata\b|pengatur\b)",
    re.IGNORECASE,
)
# A place and a day, but not a weekday and its day.
_PLACE_AND_DAY = re.compile(
    rf"(?![^,]{{0,60}}\b(?:{'|'.join(map(re.escape, WEEKDAY_WORDS))})\s*,)"
    rf"[^\W\d_][^\d,]{{2,40}},\s*(?:tanggal )?(?:[._…]{{2,}}|[0-9]{{1,2}}\b|(?:{'|'.join(MONTHS)})\b).{{0,40}}",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Whether a cell below a table begins its notes."""
    return _NOTE.match(text) is not None


def is_signature(text: str) -> bool:
    """Whether a cell below a table belongs to whoever signed it."""
    return _SIGNATURE.match(text) is not None or _PLACE_AND_DAY.fullmatch(text) is not None


_NUMBERING = re.compile(r"\(?\s*([0-9]{1,2}|[a-z])\s*\)?\s*(?:[=:(].*)?", re.IGNORECASE)


def is_numbering(texts: list[str]) -> bool:
    """Whether cells number the columns under a header: `(1) (2) (3)`, `1 2 3=2+1`, `a b c`."""
    found = [_NUMBERING.fullmatch(text) for text in texts]
    if len(texts) < 2 or not all(found):
        return False
    signs = [match[1].casefold() for match in found if match]
    numbers = [int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1 for sign in signs]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_order and (numbers[0] in (0, 1) or all(text.startswith("(") for text in texts))


# A row's own number, before a heading: `I`, `A.`, `1)`.
ORDINAL: Final = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z]|[IVXLivxl]{1,6})[.)]?\)?")
_NUMBERED = re.compile(r"^\(?(?:[0-9]{1,3}|[A-Z]|[IVXL]{1,5})[.)]\s+")


def without_number(text: str) -> str:
    """A heading without the number before it: `A. Dinas Kesehatan`."""
    return _NUMBERED.sub("", text).strip(" :;")


_AGENCY = re.compile(
    r"(?:dinas|din\.|badan|kantor|sekretariat|setda|setwan|inspektorat|rsud|rumah sakit|kecamatan|kec\.|kelurahan|"
    r"bagian|satuan|satpol|bkpsdm|bkd|bkpp|bappeda|bapenda|bpkad|bpbd|kesbangpol|dprd|dis[a-z]{3,}|din[a-z]{3,}|"
    r"puskesmas|upt|uptd|sma|smp|sd|sdn|smpn|sman|smk|smkn|perumda|biro)\b",
    re.IGNORECASE,
)


def is_agency(text: str) -> bool:
    """Whether the name of a sheet begins as agencies' names do."""
    return _AGENCY.match(text.strip()) is not None


_DEFAULT_NAME = re.compile(r"(?:sheet|lembar|lembaran|worksheet|tabel|table|hal|halaman|page)? ?[0-9]*", re.IGNORECASE)


def is_default_name(text: str) -> bool:
    """Whether a sheet has the name that the program gave it."""
    return _DEFAULT_NAME.fullmatch(text.strip()) is not None
