"""Who headed which government from when to when: how the office was held, and nobody's name."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source, Unfolded
from etl.headers import bare
from etl.rules import Detail, RowRule, Text, rule
from etl.sources.beside import annotated, iso, last_of_each, not_before, on_a_day
from etl.sources.shared import (
    BPS_CODE,
    CITATION,
    GOVERNMENT,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    founded_by_then,
    of_a_government,
)

KIND = "office_term"
KEY = ("region_code", "as_of", "status")
OFFICES = ("Gubernur", "Bupati", "Wali Kota")
# How an office is held -> what stands before its title, and what people write; the first word is what forms offer.
PREFIXES: Mapping[str, str] = {
    "elected": "",
    "acting": "Penjabat",
    "temporary": "Penjabat Sementara",
    "executor": "Pelaksana Tugas",
    "daily": "Pelaksana Harian",
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "elected": ("definitif", "terpilih", "hasil pemilihan"),
    "acting": ("penjabat", "Pj"),
    "temporary": ("penjabat sementara", "Pjs"),
    "executor": ("pelaksana tugas", "Plt"),
    "daily": ("pelaksana harian", "Plh"),
}
# What offices write for a term that has not ended.
_NOT_ENDED = frozenset(
    bare(word)
    for word in ("sekarang", "saat ini", "kini", "sampai sekarang", "hingga sekarang", "masih menjabat", "now")
)


def _spellings(status: str) -> tuple[str, ...]:
    """The words for a status alone, and before the title of each office: `Pj`, `Pj Bupati`."""
    alone = OFFICES if status == "elected" else ()
    return (*_WORDS[status], *alone, *(f"{word} {office}" for word in _WORDS[status] for office in OFFICES))


def _unfold(cells: pd.DataFrame) -> Unfolded:
    """Rows in which a term until `sekarang` has no end."""
    if "end" not in cells:
        return Unfolded(cells)
    return Unfolded(cells.assign(end=cells["end"].mask(cells["end"].map(bare).isin(_NOT_ENDED), "")))


def _titles(rows: pd.DataFrame) -> "pd.Series[str]":
    """The office in words: `Penjabat Bupati`. A city is headed by a mayor, a province by a governor."""
    city = rows["region_name"].str.startswith("Kota ")
    office = city.map({True: "Wali Kota", False: "Bupati"}).mask(rows["region_code"].str.len() == 2, "Gubernur")
    return (rows["status"].map(PREFIXES) + " " + office).str.strip().astype("str")


# ---------------------------------------------------------------------------------------------------------- overlaps


def _terms(rows: pd.DataFrame) -> pd.DataFrame:
    """The terms that stand, by government and start; one that has not ended ends on the last of all days."""
    ends = rows["end"].fillna(pd.Timestamp("2262-01-01"))
    return last_of_each(rows, KEY).assign(until=ends).sort_values(["region_code", "as_of", "until"], kind="stable")


def _overlap(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Terms of one government of which one begins before the other ends; on one day the office may change hands."""
    terms = _terms(rows)
    of_region = terms.groupby("region_code", sort=False)
    ended = of_region["until"].cummax().groupby(terms["region_code"], sort=False).shift()
    broken = terms[(terms["as_of"] < ended) | (of_region["as_of"].shift(-1) < terms["until"])]
    keys = pd.MultiIndex.from_frame(broken[list(KEY)])
    return pd.Series(pd.MultiIndex.from_frame(rows[list(KEY)]).isin(keys), index=rows.index)


def _overlapping(rows: pd.DataFrame) -> list[Detail]:
    terms = _terms(rows)
    spans = pd.Series(
        [f"{iso(start)}–{iso(end)}" for start, end in zip(terms["as_of"], terms["end"], strict=True)],
        index=terms.index,
        dtype="str",
    )
    told = spans.groupby(terms["region_code"]).agg(", ".join)
    regions = zip(rows["region_code"], rows["region_name"], strict=True)
    return [{"region": name, "terms": told[code]} for code, name in regions]


RULES = (
    of_a_government(),
    on_a_day("start"),
    not_before(
        "ends_before_start",
        "end",
        "start",
        ("Berakhir sebelum mulai", "Ends before it begins"),
        (
            "Masa jabatan ini berakhir {day}, sebelum mulainya, {date}.",
            "This term ends on {day}, before it begins on {date}.",
        ),
        ("Periksa kedua tanggalnya.", "Check both dates."),
    ),
    RowRule(
        rule(
            "terms_overlap",
            ("Masa jabatan bertumpang tindih", "Terms overlap"),
            (
                "{region} dikepalai dua pejabat pada waktu yang sama: {terms}.",
                "{region} has two heads at the same time: {terms}.",
            ),
            (
                "Isi tanggal akhir masa jabatan yang lebih dahulu, atau hapus baris yang salah.",
                "Fill in the end of the earlier term, or remove the wrong row.",
            ),
        ),
        ("start", "end", "government", "region_code", "status"),
        _overlap,
        _overlapping,
        of_file=True,
    ),
    founded_by_then("government", "region_code", "start"),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """One annotation a term."""
    return annotated(rows, KIND, subject=rows["status"], text=_titles(rows), ends_on=rows["end"])


COLUMNS = (
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    Column(
        "status",
        "choice",
        Text("Status jabatan", "How the office is held"),
        Text(
            "Definitif, atau yang menggantikannya: penjabat (Pj), penjabat sementara (Pjs), pelaksana tugas (Plt), "
            "pelaksana harian (Plh).",
            "Elected, or in place of one: penjabat (Pj, acting), penjabat sementara (Pjs, during leave), pelaksana "
            "tugas (Plt), pelaksana harian (Plh, for days).",
        ),
        "cell",
        ("Status kepala daerah", "Status pejabat", "Status penjabat", "Jabatan kepala daerah", "Jabatan"),
        choices={status: _spellings(status) for status in PREFIXES},
        gives_way=("Jabatan",),
    ),
    Column(
        "start",
        "date",
        Text("Mulai menjabat", "In office from"),
        Text("Hari pelantikan, atau hari mulai bertugas.", "The day of inauguration, or the first day on duty."),
        "cell",
        ("Mulai", "Tanggal mulai", "Sejak", "Tanggal pelantikan", "Dilantik", "Awal masa jabatan", "TMT jabatan"),
    ),
    Column(
        "end",
        "day",
        Text("Berakhir", "In office until"),
        Text(
            "Kosong berarti masih menjabat. Pada hari yang sama penggantinya boleh mulai.",
            "Empty means still in office. The next one may begin on the same day.",
        ),
        synonyms=("Sampai", "Tanggal berakhir", "Akhir masa jabatan", "Akhir jabatan", "Selesai", "Tanggal selesai"),
    ),
    replace(
        CITATION,
        title=Text("Keputusan", "Decree"),
        description=Text(
            "Nomor keputusan pengangkatannya, tanpa nama orang.", "Number of the decree of appointment, without a name."
        ),
        synonyms=("decree", "Sumber", "SK", "Nomor SK", "Nomor keputusan", "Dasar", "Dasar hukum", "Rujukan"),
    ),
    PROVENANCE,
    Column(
        "official",
        "free_text",
        Text("Nama pejabat", "Name of the official"),
        Text("Nama orang tidak pernah dimuat.", "Names of persons are never loaded."),
        synonyms=(
            "Nama kepala daerah", "Kepala daerah", "Nama penjabat", "Penjabat", "Pejabat", "Nama Pj", "Nama Bupati",
            "Nama Wali Kota", "Nama Gubernur", "Nama Bupati/Wali Kota", "Bupati", "Wali Kota", "Gubernur",
            "Bupati/Wali Kota",
        ),
        names_persons=True,
    ),
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan",),
    ),
)  # fmt: skip

CONTRACT = Contract(
    name="office_terms",
    title=Text("Masa jabatan kepala daerah", "Terms of heads of government"),
    description=Text(
        "Satu baris satu masa jabatan kepala suatu pemerintah daerah, tanpa nama. Berkas memuat semua masa jabatan "
        "pemerintah itu: yang tidak disebut lagi berakhir.",
        "One row is one term of the head of a government, without a name. A file holds all terms of that government: "
        "what is no longer told ends.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=KEY,
    slice=("region_code",),
    provenance="official",
    date_from_rows=True,
)

SOURCE = Source(CONTRACT, emit, unfold=_unfold)
