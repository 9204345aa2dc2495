"""Headers as offices write them: `1. Jml. ASN (orang) *)` means `Jumlah ASN`. Nothing is guessed from likeness."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# What offices abbreviate, word for word; a contract declares whole words and gains these spellings.
ABBREVIATIONS = {
    short: whole
    for whole, shorts in {
        "jumlah": "jml jmlh jlh jum",
        "tanggal": "tgl tggl",
        "sudah": "sdh udh",
        "belum": "blm blom",
        "keterangan": "ket",
        "nomor": "no nmr",
        "kabupaten": "kab",
        "provinsi": "prov prop propinsi",
        "kecamatan": "kec",
        "pegawai": "peg pgw",
        "pemerintah": "pem pemt",
        "pemerintahdaerah": "pemda",
        "perangkatdaerah": "pd",
        "laporan": "lap",
        "rekomendasi": "rekom",
        "persen": "persentase prosentase prosen pct",
        "tandatangan": "ttd",
        "tahun": "thn",
        "bulan": "bln",
    }.items()
    for short in shorts.split()
}
# Column numbers, and nothing that a source could declare.
_NUMBERING = frozenset({"no", "nomor", "nourut", "nomorurut", "nour", "nu"})

# What may stand in brackets behind a header without changing what it means: its unit, or how to fill it in.
_UNITS = frozenset(
    {
        "orang", "org", "jiwa", "asn", "orangasn", "pegawai", "laporan", "kasus", "buah", "dokumen", "persen",
        "hhbbtttt", "ddmmyyyy", "ddmmyy", "tglblnthn", "wajib", "wajibdiisi", "opsional", "diisi", "required",
        "optional",
    }
)  # fmt: skip
_LONGEST = 200  # a longer cell is no header, and not worth the time it could be made to cost
_LEADING_NUMBER = re.compile(r"\A\s*(?:\([0-9]{1,2}\)|\(?(?:[0-9]{1,2}|[A-Za-z]|[IVXivx]{2,4})[.)])\s*(?=[^\W\d]|%)")
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|[¹²³⁰⁴-⁹]+\)?|(?<=\S)\s+[0-9]\)|\(\*+\))\s*$")
_COLUMN_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")


def bare(header: str) -> str:
    """A header or a choice without case, spaces, punctuation and underscores: `Kab./Kota` -> `kabkota`.

    A percent sign stays, as a word: `% TTD` is not `TTD`.
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", header.replace("%", " persen "))).casefold()


def spelt_out(header: str) -> str:
    """The bare header with its abbreviations spelt out: `Jml. Peg.` -> `jumlahpegawai`; `No` alone stays.

    A percentage comes first, once: `TTD (%)` and `Persentase TTD (%)` are `persentandatangan`.
    """
    words = _words(header)
    if len(words) == 1 and words[0] in _NUMBERING:
        return words[0]
    whole = [_whole(word) for word in words]
    return "".join(["persen"] * ("persen" in whole) + [word for word in whole if word != "persen"])


@lru_cache(maxsize=8192)  # every row of a sheet that could be its header is laid over every contract
def readings(header: str) -> tuple[str, ...]:
    """The bare readings of a header, the most literal first: as it stands, spelt out, without what does not matter."""
    found = [bare(header), spelt_out(header)]
    plain = _plain(header)
    found += [bare(plain), spelt_out(plain)]
    return tuple(dict.fromkeys(reading for reading in found if reading))


def is_numbering(header: str) -> bool:
    """Whether a header stands over row numbers (`No`, `No. Urut`)."""
    return bare(header) in _NUMBERING


def _words(header: str) -> list[str]:
    text = unicodedata.normalize("NFKC", header.replace("%", " persen ")).casefold()
    return re.findall(r"[^\W_]+", text)


def _whole(word: str) -> str:
    return ABBREVIATIONS.get(word, word)


def _plain(header: str) -> str:
    """Without a leading number, footnote marks, and a unit in brackets; any other bracket changes the meaning."""
    plain, before = header, ""
    while plain != before and len(plain) <= _LONGEST:
        before = plain
        plain = _FOOTNOTE.sub("", _LEADING_NUMBER.sub("", plain))
        if (bracket := _BRACKETS.search(plain)) and (
            bare(bracket[1]) in _UNITS or _COLUMN_NUMBER.fullmatch(bracket[1])
        ):
            percent = " %" if bare(bracket[1]) == "persen" else ""
            plain = plain[: bracket.start()] + percent
    return plain


# ------------------------------------------------------------------------------------------------- headers of persons

# Words that alone make a header one of persons, wherever they stand in it.
PERSON_HEADERS = frozenset(
    {
        "nip", "nik", "nrp", "ktp", "npwp", "nuptk", "karpeg", "hp", "handphone", "ponsel", "telp", "telepon", "tlp",
        "wa", "whatsapp", "email", "surel", "identitas", "kependudukan", "inisial", "ybs", "lahir",
    }
)  # fmt: skip
# Who somebody is in a report, and what such a word may stand among without meaning something of theirs instead:
# `ASN Terlapor` is a person, `Jumlah Terlapor` and `Jabatan ASN Terlapor` are not.
_ROLES = frozenset(
    {
        "terlapor", "terduga", "tersangka", "terdakwa", "terperiksa", "terhukum", "terpidana", "teradu", "pelapor",
        "pengadu", "pelaku", "pelanggar", "oknum", "saksi", "korban", "bersangkutan", "reporter", "witness", "accused",
        "offender",
    }
)  # fmt: skip
_ACCUSED = frozenset({"dilaporkan", "diadukan", "diduga", "diperiksa", "melanggar", "melapor", "terlibat", "disanksi"})
_STAFF = frozenset(
    {
        "asn", "pns", "cpns", "pppk", "p3k", "pegawai", "aparatur", "aparat", "pejabat", "orang", "pihak", "subjek",
        "person",
    }
)  # fmt: skip
_FILLERS = frozenset({"yang", "yg", "para", "data", "dan", "atau", "calon"})
# What may have a name without being somebody; the word beside `nama` decides: `Nama Dinas`, not `Nama Kepala Dinas`.
_NAMED_THINGS = frozenset(
    {
        "opd", "skpd", "pd", "perangkat", "perangkatdaerah", "instansi", "lembaga", "dinas", "badan", "kantor", "unit",
        "satuan", "satker", "organisasi", "bagian", "bidang", "biro", "sekretariat", "puskesmas", "rsud", "sekolah",
        "daerah", "wilayah", "pemerintah", "pemerintahdaerah", "pemda", "pemkab", "pemkot", "kabupaten", "kabkota",
        "kota", "provinsi", "kecamatan", "distrik", "kelurahan", "desa", "kampung", "nagari", "region", "agency",
        "institution", "government", "office", "regency", "city", "province", "district", "pemilihan", "pemilu",
        "pilkada", "election", "kegiatan", "acara", "program", "event", "aplikasi", "sistem", "kanal", "media",
        "dokumen", "berkas", "file", "sanksi", "hukuman", "pelanggaran", "jenis", "bentuk", "tahap", "tahapan",
        "status", "jabatan", "pangkat", "golongan", "kolom", "column", "sumber", "source", "partai",
    }
)  # fmt: skip
_WHO_LIVES = frozenset({"rumah", "domisili", "tinggal"})
_TOKEN = re.compile(r"[^\W_]+|[/,;&+]")


def means_person(header: str) -> bool:
    """Whether a column of this header would name or reach a person: `NIP Terlapor`, `Nama ASN`, `No. HP`."""
    plain = _plain(header[: _LONGEST + 1])
    if len(plain) > _LONGEST:
        return False
    words = {bare(header), bare(plain), *map(_whole, _words(plain))}
    return bool(
        words & PERSON_HEADERS
        or {"induk", "pegawai"} <= words
        or ("alamat" in words and (bare(plain) == "alamat" or words & (_ROLES | _STAFF | _WHO_LIVES)))
        or _names_somebody(plain)
        or _is_somebody(plain)
    )


def names_person(header: str) -> bool:
    """Whether a column of this header holds names of persons: `Nama`, `Nama Lurah`, `ASN Terlapor`, not `NIP`."""
    plain = _plain(header[: _LONGEST + 1])
    return len(plain) <= _LONGEST and (_names_somebody(plain) or _is_somebody(plain))


def _is_somebody(plain: str) -> bool:
    """Whether a header, but for numbers, is a word for somebody and nothing of theirs: `Pegawai yang dilaporkan`."""
    words = {word for word in map(_whole, _words(plain)) if not word.isdigit()}
    roles = words & (_ROLES | (_ACCUSED if words & {"yang", "yg"} else frozenset()))
    return bool(roles) and words <= _ROLES | _ACCUSED | _STAFF | _FILLERS


def _names_somebody(plain: str) -> bool:
    """Whether a header asks for a name, and not for that of a thing."""
    tokens = [_whole(token) for token in _TOKEN.findall(unicodedata.normalize("NFKC", plain).casefold())]
    return any(
        (token in ("nama", "namanama") and _beside(tokens, place, 1) not in _NAMED_THINGS)
        or (token == "name" and _beside(tokens, place, -1) not in _NAMED_THINGS)
        for place, token in enumerate(tokens)
    )


def _beside(tokens: list[str], place: int, step: int) -> str:
    """The word before or after another, past its own repetition (`Nama-nama`)."""
    place += step
    while 0 <= place < len(tokens) and tokens[place] == "nama":
        place += step
    return tokens[place] if 0 <= place < len(tokens) else ""


def person_headers(headers: Iterable[str]) -> tuple[str, ...]:
    """Those of some headers that mean a person, in their order."""
    return tuple(header for header in headers if header and means_person(header))
