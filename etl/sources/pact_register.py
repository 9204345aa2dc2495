"""Registers of the neutrality pact: one row a person. What they say of each government is counted by etl/people."""

import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.rules import RowRule, Rule, Text
from etl.sources.shared import (
    BPS_CODE,
    ELECTION,
    GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    no_events,
    of_a_government,
)

SIGNED, UNSIGNED = "signed", "unsigned"

RULES = (
    RowRule(
        Rule(
            "signed_after_date",
            Text("Tanda tangan sesudah tanggal data", "Signed after the register's date"),
            Text(
                "Ditandatangani {signed}, padahal daftar ini keadaan per {date}.",
                "Signed on {signed}, but this register is as of {date}.",
            ),
            Text(
                "Periksa tanggal tanda tangan, atau tanggal daftarnya.", "Check the date of signing or the register's."
            ),
        ),
        ("signed_on", "date"),
        lambda rows: rows["signed_on"] > rows["as_of"],
        lambda rows: [
            {"signed": signed.date().isoformat(), "date": as_of.date().isoformat()}
            for signed, as_of in zip(rows["signed_on"], rows["as_of"], strict=True)
        ],
    ),
    RowRule(
        Rule(
            "unsigned_with_date",
            Text("Belum menandatangani, tetapi bertanggal", "Not signed, but dated"),
            Text(
                "Statusnya belum menandatangani, tetapi tanggal tanda tangannya terisi.",
                "The status says not signed, but there is a date of signing.",
            ),
            Text("Perbaiki statusnya, atau kosongkan tanggalnya.", "Correct the status, or empty the date."),
        ),
        ("status", "signed_on"),
        lambda rows: (rows["status"] == UNSIGNED) & rows["signed_on"].notna(),
    ),
    of_a_government(),
)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Where no status is stated, who has a date of signing has signed, and who has none has not."""
    implied = rows["signed_on"].notna().map({True: SIGNED, False: UNSIGNED}).astype("str")
    return rows.assign(status=rows["status"].where(rows["status"] != "", implied))


def emit(rows: pd.DataFrame) -> Emitted:
    """A row about one person says nothing by itself."""
    return Emitted(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)), no_events())


COLUMNS = (
    Column(
        "government",
        "region",
        Text("Pemerintah daerah", "Government"),
        Text(
            "Nama atau kode pemerintah daerah yang mempekerjakan. Nama provinsi berarti pemerintah provinsi.",
            "Name or code of the government that employs. A province means the provincial government.",
        ),
        "cell",
        GOVERNMENT.synonyms,
    ),
    Column(
        "region_code",
        "region_code",
        Text("Kode daerah", "Region code"),
        Text("Kode Kemendagri; diperiksa terhadap namanya.", "Kemendagri code; checked against the name."),
        synonyms=("Kode Kemendagri", "Kode wilayah", "Kode", "kemendagri_code"),
    ),
    BPS_CODE,
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
        Text("Tempat orang itu bekerja; boleh kosong.", "Where the person works; may be empty."),
        synonyms=("OPD", "SKPD", "Unit Kerja", "Nama OPD", "Nama Perangkat Daerah", "Satuan Kerja", "Dinas"),
    ),
    Column(
        "nip",
        "person",
        Text("NIP", "Civil servant's number"),
        Text(
            "18 angka. Diganti samaran saat dibaca, hanya agar satu orang dihitung satu kali; tidak pernah disimpan.",
            "18 digits. Replaced by a pseudonym on reading, only so that a person counts once; never stored.",
        ),
        "cell",
        ("NIP Baru", "Nomor Induk Pegawai", "NIP/NI PPPK", "NI PPPK", "NIPPPK", "NIP PNS/PPPK"),
    ),
    Column(
        "kind",
        "choice",
        Text("Jenis ASN", "Kind of ASN"),
        Text("PNS, CPNS atau PPPK.", "PNS, CPNS or PPPK."),
        synonyms=("Jenis", "Jenis Pegawai", "Status Kepegawaian", "Kedudukan"),
        choices={"pns": ("PNS", "CPNS", "Pegawai Negeri Sipil", "Calon PNS"), "pppk": ("PPPK", "P3K", "ASN PPPK")},
    ),
    Column(
        "signed_on",
        "day",
        Text("Tanggal menandatangani", "Date of signing"),
        Text("Kosong bila belum menandatangani.", "Empty if not signed yet."),
        synonyms=("Tgl TTD", "Tanggal TTD", "Tanggal tanda tangan", "Tgl penandatanganan", "Waktu TTD"),
    ),
    Column(
        "status",
        "choice",
        Text("Status", "Status"),
        Text(
            "Sudah atau belum menandatangani; bila kosong, menurut tanggalnya.",
            "Signed or not; if empty, by the date.",
        ),
        synonyms=("Status TTD", "Keterangan TTD", "Sudah/Belum", "Status penandatanganan", "TTD"),
        choices={
            SIGNED: ("sudah", "sudah menandatangani", "sudah ttd", "sdh", "sdh ttd", "ya", "y", "ttd", "v", "√", "✓"),
            UNSIGNED: ("belum", "belum menandatangani", "belum ttd", "blm", "blm ttd", "tidak", "t", "x"),
        },
    ),
    Column(
        "date",
        "date",
        Text("Tanggal daftar", "Date of the register"),
        Text(
            "Keadaan per tanggal ini; bila tidak disebut, tanggal tanda tangan yang terakhir.",
            "As of this date; if it is not stated, the latest date of signing.",
        ),
        synonyms=("Keadaan per", "per tanggal", "Tanggal data", "as_of"),
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
    name="pact_register",
    title=Text("Daftar penanda tangan pakta integritas", "Pact register"),
    description=Text(
        "Satu baris satu orang. Daftar yang juga memuat orang yang belum menandatangani menjadi penyebutnya sendiri; "
        "daftar penanda tangan saja memerlukan jumlah ASN (`headcount`).",
        "One row is one person. A register that also lists those who have not signed is its own denominator; one of "
        "signatories alone needs a headcount (`headcount`).",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("region_code", "agency_key", "as_of", "election"),
    slice=("region_code", "agency_key", "as_of", "election"),
    provenance="official",
    date_from_rows=True,
)

SOURCE = Source(CONTRACT, emit, _complete)
