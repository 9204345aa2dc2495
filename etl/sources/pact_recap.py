"""Recaps of the neutrality pact: how many of a government's or an agency's staff have signed, up to a date."""

import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.rules import RowRule, Rule, Text
from etl.sources.shared import (
    ELECTION,
    NO_EMPLOYEES,
    NOT_A_GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    SCOPES,
    TOTAL,
    employer_details,
    no_events,
    once_per_election,
)

MEASURE, UNIT = "pact", "orang ASN"
STAFF_WORDS = ("orang", "org", "ASN", "orang ASN", "pegawai", "PNS", "PPPK")

RULES = (
    RowRule(
        Rule(
            "signed_exceeds_employed",
            Text("Penanda tangan melebihi pegawai", "More signed than employed"),
            Text(
                "{signed} menandatangani, padahal pegawainya {employed}.",
                "{signed} signed, but only {employed} are employed.",
            ),
            Text(
                "Periksa kedua angkanya; honorer tidak dihitung.",
                "Check both numbers; staff who are not ASN do not count.",
            ),
        ),
        ("signed", "employed"),
        lambda rows: rows["signed"] > rows["employed"],
        lambda rows: [
            {"signed": int(signed), "employed": int(employed)}
            for signed, employed in zip(rows["signed"], rows["employed"], strict=True)
        ],
    ),
    RowRule(
        NO_EMPLOYEES,
        ("employed",),
        lambda rows: rows["employed"] == 0,
    ),
    RowRule(
        Rule(
            "date_year_only",
            Text("Tanggal hanya tahun", "Date is only a year"),
            Text("Rekap bersifat kumulatif: tahun saja tidak cukup.", "A recap is cumulative: a year is not enough."),
            Text("Tulis hari atau bulannya.", "Write its day or month."),
        ),
        ("date",),
        lambda rows: rows["precision"] == "year",
    ),
    RowRule(
        NOT_A_GOVERNMENT,
        ("government", "region_code"),
        lambda rows: (rows["region_code"] != "") & ~rows["region_is_government"],
        employer_details,
    ),
)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """A row that states both numbers and no scope speaks of all; any other without a scope is unknown."""
    both = rows["employed"].notna() & rows["signed"].notna()
    implied = both.map({True: "all", False: "unknown"}).astype("str")
    return rows.assign(scope=rows["scope"].where(rows["scope"] != "", implied))


def emit(rows: pd.DataFrame) -> Emitted:
    """One observation a row: signed, over employed."""
    found = once_per_election(rows).assign(
        measure=MEASURE,
        unit=UNIT,
        category=TOTAL,
        covers="government",
        evidence="",
        reporter=lambda rows: rows["region_code"],
        value=lambda rows: rows["signed"],
        base=lambda rows: rows["employed"],
        citation=lambda rows: rows["source"],
    )
    return Emitted(found.rename_axis("row").reset_index()[list(OBSERVATION_COLUMNS)], no_events())


COLUMNS = (
    Column(
        "government",
        "region",
        Text("Pemerintah daerah", "Government"),
        Text(
            "Nama atau kode pemerintah daerah. Nama provinsi berarti pemerintah provinsi, bukan wilayahnya.",
            "Name or code of the government. A province means the provincial government, not its area.",
        ),
        "cell",
        (
            "Pemda",
            "Pemerintah",
            "Nama daerah",
            "Kab/Kota",
            "Kabupaten/Kota",
            "Kabupaten",
            "Kota",
            "Daerah",
            "Instansi",
            "region",
        ),
    ),
    Column(
        "region_code",
        "region_code",
        Text("Kode daerah", "Region code"),
        Text("Kode Kemendagri; diperiksa terhadap namanya.", "Kemendagri code; checked against the name."),
        synonyms=("Kode Kemendagri", "Kode wilayah", "Kode", "kemendagri_code"),
    ),
    Column(
        "province",
        "province",
        Text("Provinsi", "Province"),
        Text("Membedakan nama yang sama di dua provinsi.", "Tells apart names that two provinces share."),
    ),
    Column(
        "agency",
        "agency",
        Text("Perangkat daerah", "Agency"),
        Text(
            "Kosong atau `Seluruh OPD` berarti seluruh pemerintah itu.",
            "Empty or `Seluruh OPD` means that whole government.",
        ),
        synonyms=("OPD", "SKPD", "Unit Kerja", "Nama OPD", "Nama Perangkat Daerah", "Satuan Kerja", "Dinas"),
    ),
    Column(
        "date",
        "date",
        Text("Tanggal", "Date"),
        Text("Sampai kapan dihitung: hari atau bulan.", "Up to when it was counted: a day or a month."),
        "cell",
        ("Tgl", "per tanggal", "Tanggal rekap", "Keadaan per", "as_of"),
    ),
    Column(
        "employed",
        "count",
        Text("Jumlah ASN", "Employed"),
        Text("Semua ASN di situ; kosong bila belum ada data.", "All ASN there; empty if there are no data."),
        "header",
        ("Jml ASN", "Jumlah Pegawai", "Jml Pegawai", "Total ASN", "ASN"),
        suffixes=STAFF_WORDS,
    ),
    Column(
        "signed",
        "count",
        Text("Sudah menandatangani", "Signed"),
        Text(
            "Yang sudah menandatangani sampai tanggal itu, kumulatif.",
            "Those who have signed up to that date, cumulative.",
        ),
        "header",
        (
            "Sudah TTD",
            "Sdh TTD",
            "Sdh Menandatangani",
            "Menandatangani",
            "Jumlah TTD",
            "Jml TTD",
            "Telah menandatangani",
            "TTD",
        ),
        suffixes=STAFF_WORDS,
    ),
    Column(
        "scope",
        "choice",
        Text("Lingkup", "Scope"),
        Text(
            "Siapa yang dimaksud; bila kosong dan kedua angka ada: semua.",
            "Who is meant; if empty and both numbers are given: all.",
        ),
        synonyms=("Lingkup pakta", "Cakupan"),
        choices=SCOPES,
    ),
    ELECTION,
    Column(
        "source",
        "text",
        Text("Sumber", "Source"),
        Text("Surat atau halaman asalnya.", "The letter or page it comes from."),
        synonyms=("Rujukan",),
        max_length=1000,
    ),
    PROVENANCE,
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan", "Ket"),
    ),
)

CONTRACT = Contract(
    name="pact_recap",
    title=Text("Rekap pakta integritas", "Pact recap"),
    description=Text(
        "Satu baris satu perangkat daerah, atau satu pemerintah daerah seluruhnya, pada satu tanggal.",
        "One row is one agency, or one whole government, on one date.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("region_code", "agency_key", "as_of", "scope"),
    slice=("region_code", "agency_key", "as_of"),
    provenance="official",
)

SOURCE = Source(CONTRACT, emit, _complete)
