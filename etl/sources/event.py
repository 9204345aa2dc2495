"""Dated events from public pages: declarations, pacts, circulars, published counts, and what became of cases.

Every accepted row is one record; one with `use` = `value` also states a published count.
"""

import csv
import re
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.interpret import distinct_rows
from etl.rules import Detail, RowRule, Rule, Text
from etl.sources.shared import (
    BPS_CODE,
    ELECTION,
    EVENT_COLUMNS,
    GOVERNMENT_HEADERS,
    NOT_A_GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    SCOPES,
    TOTAL,
    employer_details,
    founded_by_then,
    once_per_election,
)

# The kinds that state a count, and the units in which each is counted.
COUNTED = {
    "report_count": ("orang ASN", "kasus", "laporan"),
    "violation_count": ("orang ASN", "kasus", "pelanggaran"),
}
KINDS = {
    "report_count": ("jumlah laporan",),
    "violation_count": ("jumlah pelanggaran",),
    "case_count_all_types": ("jumlah perkara semua jenis", "jumlah kasus semua jenis"),
    "circular_letter": ("surat edaran", "SE"),
    "coordination_meeting": ("rapat koordinasi", "rakor"),
    "declaration": ("deklarasi", "ikrar", "deklarasi netralitas", "ikrar netralitas"),
    "forwarded_count": ("jumlah diteruskan",),
    "overdue_followup": ("tindak lanjut terlambat",),
    "pact_signing": ("penandatanganan pakta integritas", "pakta integritas"),
    "recommendation_returned": ("rekomendasi dikembalikan",),
    "registered_count": ("jumlah diregistrasi",),
    "sanction_outcome": ("sanksi dijatuhkan",),
    "socialisation": ("sosialisasi",),
}
_COUNTED_WORDS = [KINDS[code][0] for code in COUNTED]
PRECISIONS = {"day": ("hari",), "month": ("bulan",), "year": ("tahun",)}
UNITS = ("orang ASN", "orang", "kasus", "laporan", "pelanggaran", "rekomendasi", "PPK", "surat", "rapat")
_FIELDS = {"metric": "title", "reporting_institution": "institution", "source": "citation"}

CATEGORY_PREFIX = "pelanggaran asn:"
FINDING, REPORT = "finding", "report"


@cache
def recap_terms() -> dict[str, str]:
    """The word of a recap for a kind of violation -> category, from etl/reference/recap_categories.csv.

    `pelanggaran kode etik` is there as `kode etik`, `netralitas ASN` as `netralitas`. Terms that mean a state or a
    source are not categories; where two bodies use one term, the first listed (of local governments) holds.
    """
    text = files("etl").joinpath("reference", "recap_categories.csv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        if re.fullmatch(r"[a-z_]+", row["maps_to"]):
            found.setdefault(_term(row["term_in_recap"]), row["maps_to"])
    return found


def _term(text: str) -> str:
    words = text.casefold().replace("_", " ").split()
    return " ".join(word for word in words if word not in ("pelanggaran", "asn"))


def category_of(title: str, unit: str) -> str | None:
    """The category that a count's title states, `total` if none, None for one that is not known.

    `pelanggaran ASN: kode_etik` names its category. Cases found by supervisors (`temuan ...`) and cases reported by the
    public (`laporan ...`) are counted apart; counted in `laporan`, the unit says so already.
    """
    words = title.casefold()
    if words.startswith(CATEGORY_PREFIX):
        return recap_terms().get(_term(words.removeprefix(CATEGORY_PREFIX)))
    if re.match(r"(temuan dan laporan|laporan dan temuan)\b", words):
        return TOTAL
    if words.startswith("temuan "):
        return FINDING
    return REPORT if words.startswith("laporan ") and unit != "laporan" else TOTAL


def _states_value(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["use"] == "value"


def _categories(rows: pd.DataFrame) -> "pd.Series[str]":
    """The category of each row, empty where its title names an unknown one."""
    codes, distinct = distinct_rows([rows["title"], rows["unit"]])
    found = np.array([category_of(*pair) or "" for pair in distinct], dtype=object)
    return pd.Series(found[codes], index=rows.index, dtype="str")


def _unit_unfit(rows: pd.DataFrame) -> "pd.Series[bool]":
    fits = pd.Series(False, index=rows.index)
    for kind, units in COUNTED.items():
        fits |= (rows["kind"] == kind) & rows["unit"].isin(units)
    return _states_value(rows) & rows["kind"].isin(list(COUNTED)) & ~fits


def _units_of_kind(rows: pd.DataFrame) -> list[Detail]:
    return [{"kind": KINDS[kind][0], "allowed": list(COUNTED[kind])} for kind in rows["kind"]]


def _suffix_differs(rows: pd.DataFrame) -> "pd.Series[bool]":
    units = rows["unit"].str.casefold()
    plain = units.str.removesuffix(" asn")
    return (rows["number_suffix"] != "") & (rows["number_suffix"] != units) & (rows["number_suffix"] != plain)


RULES = (
    RowRule(
        Rule(
            "precision_differs",
            Text("Ketelitian tanggal tidak sesuai", "Precision does not fit the date"),
            Text("Tanggalnya tertulis sampai {found_id}.", "The date is written to the {found}."),
            Text(
                "Kosongkan ketelitiannya, atau tulis tanggal yang sesuai.",
                "Leave the precision empty, or write a date to match.",
            ),
        ),
        ("date_precision", "date"),
        lambda rows: (rows["date_precision"] != "") & (rows["date_precision"] != rows["precision"]),
        lambda rows: [{"found": found, "found_id": PRECISIONS[found][0]} for found in rows["precision"]],
    ),
    RowRule(
        Rule(
            "kind_states_no_value",
            Text("Jenis ini bukan angka", "This kind states no count"),
            Text("Hanya {allowed} yang mengisi indikator.", "Only {allowed} feed an indicator."),
            Text(
                "Tulis peristiwa di kolom Kegunaan, atau perbaiki jenisnya.",
                "Write event in the column use, or correct the kind.",
            ),
        ),
        ("use", "kind"),
        lambda rows: _states_value(rows) & ~rows["kind"].isin(list(COUNTED)),
        lambda rows: [{"allowed": _COUNTED_WORDS} for _ in range(len(rows))],
    ),
    RowRule(
        Rule(
            "unit_unfit",
            Text("Satuan tidak cocok", "Unit does not fit"),
            Text("{kind} tidak dihitung dalam satuan ini.", "{kind} is not counted in this unit."),
            Text("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
        ),
        ("unit", "kind", "use"),
        _unit_unfit,
        _units_of_kind,
    ),
    RowRule(
        Rule(
            "suffix_differs",
            Text("Satuan di sel berbeda", "Unit in the cell differs"),
            Text(
                'Selnya menyebut "{suffix}", kolom satuannya "{unit}".',
                'The cell says "{suffix}", the unit column "{unit}".',
            ),
            Text("Tulis angkanya saja, dan perbaiki satuannya.", "Write the number alone, and correct the unit."),
        ),
        ("number", "unit"),
        _suffix_differs,
        lambda rows: [
            {"suffix": suffix, "unit": unit} for suffix, unit in zip(rows["number_suffix"], rows["unit"], strict=True)
        ],
    ),
    RowRule(
        Rule(
            "category_unknown",
            Text("Kategori tidak dikenal", "Unknown category"),
            Text("Kategori pelanggaran ini tidak dikenal.", "This category of violation is not known."),
            Text(
                'Pilih salah satu setelah "pelanggaran ASN:": {allowed}.',
                'Put one of these after "pelanggaran ASN:": {allowed}.',
            ),
        ),
        ("metric", "unit"),
        lambda rows: _states_value(rows) & (_categories(rows.rename(columns=_FIELDS)) == ""),
        lambda rows: [{"allowed": list(recap_terms())} for _ in range(len(rows))],
    ),
    RowRule(
        NOT_A_GOVERNMENT,
        ("region", "kemendagri_code", "province", "covers", "use"),
        lambda rows: _states_value(rows) & (rows["covers"] == "government") & ~rows["region_is_government"],
        employer_details,
    ),
    founded_by_then("region", "kemendagri_code", "date", "covers"),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """Every row is a record, once for each election; one that states a value also yields that published count."""
    rows = rows.rename(columns=_FIELDS)
    records = once_per_election(rows).assign(
        measure="record", unit="records", category=TOTAL, evidence="", value=1.0, base=np.nan
    )
    counts = rows[_states_value(rows)]
    counts = once_per_election(counts.assign(category=_categories(counts)))
    counts = counts.assign(measure=counts["kind"], value=counts["number"], base=counts["denominator"])
    observations = pd.concat([records, counts]).assign(agency="", reporter=lambda rows: rows["institution"])
    return Emitted(
        observations.rename_axis("row").reset_index()[list(OBSERVATION_COLUMNS)],
        rows.rename_axis("row").reset_index()[list(EVENT_COLUMNS)],
    )


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """A count without a stated level of evidence is `unknown`; what counts nobody (a pact, a circular) has none."""
    stated = (rows["evidence"] != "") | (rows["use"] != "value")
    return rows.assign(evidence=rows["evidence"].where(stated, "unknown"))


COLUMNS = (
    Column(
        "event_id",
        "key",
        Text("Nomor peristiwa", "Event number"),
        Text("Tetap untuk peristiwa yang sama di berkas berikutnya.", "Stays with the same event in later files."),
        "cell",
        ("ID", "id_peristiwa"),
        max_length=60,
    ),
    Column(
        "date",
        "date",
        Text("Tanggal", "Date"),
        Text(
            "Hari, bulan atau tahun; untuk angka, tanggal sampai kapan dihitung.",
            "Day, month or year; of a count, up to when it was counted.",
        ),
        "cell",
        ("Tgl", "per tanggal"),
    ),
    Column(
        "date_precision",
        "choice",
        Text("Ketelitian tanggal", "Date precision"),
        Text("Bila diisi, harus sesuai dengan tanggalnya.", "If given, it must fit the date."),
        choices=PRECISIONS,
    ),
    Column(
        "region",
        "region",
        Text("Daerah", "Region"),
        Text("Nama kabupaten, kota, provinsi, atau Indonesia.", "Name of a regency, city, province, or Indonesia."),
        "cell",
        tuple(header for header in GOVERNMENT_HEADERS if "Instansi" not in header),
    ),
    Column(
        "kemendagri_code",
        "region_code",
        Text("Kode Kemendagri", "Kemendagri code"),
        Text("Diperiksa terhadap namanya.", "Checked against the name."),
        synonyms=("Kode wilayah", "Kode daerah", "region_code"),
    ),
    BPS_CODE,
    Column(
        "province",
        "province",
        Text("Provinsi", "Province"),
        Text("Membedakan nama yang sama di dua provinsi.", "Tells apart names that two provinces share."),
    ),
    Column(
        "covers",
        "choice",
        Text("Cakupan wilayah", "Covers"),
        Text(
            "Pegawai satu pemerintah, seluruh wilayah, atau tidak diketahui. Hanya yang pertama dijumlahkan.",
            "Staff of one government, the whole area, or unknown. Only the first is summed.",
        ),
        "cell",
        choices={
            "government": ("pemerintah",),
            "area": ("wilayah",),
            "unknown": ("tidak diketahui",),
        },
    ),
    Column(
        "kind",
        "choice",
        Text("Jenis", "Kind"),
        Text("Jenis peristiwa.", "Kind of event."),
        "cell",
        choices=KINDS,
    ),
    Column(
        "use",
        "choice",
        Text("Kegunaan", "Use"),
        Text(
            "`nilai` mengisi indikator; `peristiwa` hanya ditampilkan.",
            "`value` feeds an indicator; `event` is only shown.",
        ),
        "cell",
        choices={"value": ("nilai",), "event": ("peristiwa",)},
    ),
    Column(
        "metric",
        "text",
        Text("Uraian", "Metric"),
        Text(
            "Yang dihitung atau terjadi, dalam kata-kata sumber; tanpa nama orang.",
            "What was counted or happened, in the source's words; no names of persons.",
        ),
        "cell",
        ("Ukuran", "Judul"),
    ),
    Column(
        "number",
        "count",
        Text("Angka", "Number"),
        Text("Kosong berarti sumber tidak menyebut angka.", "Empty means that the source gives none."),
        "header",
        ("Jumlah", "Nilai"),
        suffixes=UNITS,
    ),
    Column(
        "denominator",
        "count",
        Text("Penyebut", "Denominator"),
        Text("Dari berapa, bila sumber menyebutnya.", "Out of how many, if the source says."),
        synonyms=("dari",),
        suffixes=UNITS,
    ),
    Column(
        "unit",
        "choice",
        Text("Satuan", "Unit"),
        Text("Satuan angkanya.", "Unit of the number."),
        "header",
        choices=dict.fromkeys(UNITS, ()),
    ),
    Column(
        "evidence",
        "choice",
        Text("Tingkat bukti", "Evidence"),
        Text("Diduga, ditemukan, terbukti, atau tidak diketahui.", "Alleged, found, proven or unknown."),
        choices={
            "alleged": ("diduga", "dugaan"),
            "found": ("ditemukan",),
            "proven": ("terbukti",),
            "unknown": ("tidak diketahui",),
        },
    ),
    Column(
        "scope",
        "choice",
        Text("Lingkup pakta", "Scope of a pact"),
        Text("Siapa yang menandatangani.", "Who signed."),
        choices=SCOPES,
    ),
    ELECTION,
    Column(
        "reporting_institution",
        "text",
        Text("Lembaga pelapor", "Reporting institution"),
        Text("Lembaga yang menyatakannya.", "The institution that says so."),
        "cell",
        ("Lembaga", "Instansi"),
    ),
    Column(
        "source",
        "text",
        Text("Sumber", "Source"),
        Text("Alamat halaman atau kutipan.", "Address of the page, or citation."),
        "cell",
        ("Tautan", "Rujukan"),
        max_length=1000,
    ),
    Column(
        "confidence",
        "choice",
        Text("Keyakinan", "Confidence"),
        Text("Seberapa yakin pencatatnya.", "How sure the recorder is."),
        choices={"high": ("tinggi",), "medium": ("sedang",), "low": ("rendah",)},
    ),
    PROVENANCE,
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan",),
    ),
)

CONTRACT = Contract(
    name="event",
    title=Text("Peristiwa terdokumentasi", "Documented events"),
    description=Text(
        "Satu baris satu peristiwa bertanggal atau satu angka yang diterbitkan, dengan sumbernya.",
        "One row is one dated event or one published count, with its source.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("event_id",),
    slice=("event_id",),
    provenance="documented",
)

SOURCE = Source(CONTRACT, emit, _complete)
