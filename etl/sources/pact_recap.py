"""Recaps of the neutrality pact: how many of a government's or an agency's staff have signed, up to a date."""

import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.rules import RowConflict, RowNote, RowRule, Rule, Text
from etl.sources.shared import (
    AGENCY,
    BPS_CODE,
    CITATION,
    ELECTION,
    GOVERNMENT,
    NO_EMPLOYEES,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    SCOPES,
    TOTAL,
    WHOLE_GOVERNMENT,
    founded_by_then,
    looks_like_a_sum,
    no_events,
    not_a_sum_of_regencies,
    of_a_government,
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
        Rule(
            "not_signed_exceeds_employed",
            Text("Yang belum melebihi pegawai", "More not signed than employed"),
            Text(
                "{not_signed} belum menandatangani, padahal pegawainya {employed}.",
                "{not_signed} have not signed, but only {employed} are employed.",
            ),
            Text("Periksa kedua angkanya.", "Check both numbers."),
        ),
        ("not_signed", "employed"),
        lambda rows: rows["signed_derived"] & (rows["not_signed"] > rows["employed"]),
        lambda rows: [
            {"not_signed": int(not_signed), "employed": int(employed)}
            for not_signed, employed in zip(rows["not_signed"], rows["employed"], strict=True)
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
    not_a_sum_of_regencies(("employed", "signed"), ("as_of", "scope")),
    of_a_government(),
    founded_by_then("government", "region_code", "date"),
)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Of employed, signed and not signed, two give the third; both first without a scope speak of all, else unknown.

    `signed_derived`, `employed_derived` and `scope_assumed` mark the rows in which something was filled in.
    """
    signed_derived = rows["signed"].isna() & rows["employed"].notna() & rows["not_signed"].notna()
    employed_derived = rows["employed"].isna() & rows["signed"].notna() & rows["not_signed"].notna()
    rows = rows.assign(
        signed=rows["signed"].where(~signed_derived, rows["employed"] - rows["not_signed"]),
        employed=rows["employed"].where(~employed_derived, rows["signed"] + rows["not_signed"]),
    )
    both, unsaid = rows["employed"].notna() & rows["signed"].notna(), rows["scope"] == ""
    return rows.assign(
        signed_derived=signed_derived,
        employed_derived=employed_derived,
        scope=rows["scope"].where(~unsaid, both.map({True: "all", False: "unknown"}).astype("str")),
        scope_assumed=unsaid & both,
    )


def _parts_differ(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["not_signed"].notna() & (rows["signed"] + rows["not_signed"] != rows["employed"])


def _percent(rows: pd.DataFrame) -> "pd.Series[float]":
    return 100 * rows["signed"] / rows["employed"]


def _percent_differs(rows: pd.DataFrame) -> "pd.Series[bool]":
    """A stated share that is neither the per cent nor the fraction of the two numbers, rounded to whole per cents."""
    stated, found = rows["percent"], _percent(rows)
    return found.notna() & (stated.notna()) & ((stated - found).abs() > 0.5) & ((100 * stated - found).abs() > 0.5)


def _whole(values: "pd.Series[float]") -> list[str]:
    return [str(int(value)) for value in values]


def _decimal(values: "pd.Series[float]") -> list[str]:
    return [f"{value:.2f}".replace(".", ",") for value in values]


CONFLICTS = (
    RowConflict(
        "signed_parts_differ",
        lambda rows: rows["employed"].notna() & rows["signed"].notna() & _parts_differ(rows),
        lambda rows: _whole(rows["employed"]),
        lambda rows: _whole(rows["signed"] + rows["not_signed"]),
    ),
    RowConflict(
        "percent_differs",
        _percent_differs,
        lambda rows: _decimal(rows["percent"]),
        lambda rows: _decimal(_percent(rows)),
    ),
)
NOTES = (
    *(
        RowNote(kind, lambda rows, kind=kind: rows[kind])  # type: ignore[misc]
        for kind in ("scope_assumed", "signed_derived", "employed_derived")
    ),
    WHOLE_GOVERNMENT,
    looks_like_a_sum(("employed", "signed"), ("region_code", "as_of", "scope")),
)


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
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    AGENCY,
    Column(
        "date",
        "date",
        Text("Tanggal", "Date"),
        Text("Sampai kapan dihitung: hari atau bulan.", "Up to when it was counted: a day or a month."),
        "cell",
        (
            "Tgl", "per tanggal", "Tanggal rekap", "Tanggal data", "Keadaan per", "Posisi", "Periode", "Bulan",
            "as_of",
        ),
    ),
    Column(
        "employed",
        "count",
        Text("Jumlah ASN", "Employed"),
        Text("Semua ASN di situ; kosong bila belum ada data.", "All ASN there; empty if there are no data."),
        "header",
        ("Jumlah Pegawai", "Jumlah Pegawai ASN", "Total ASN", "Total Pegawai", "ASN", "Wajib TTD"),
        suffixes=STAFF_WORDS,
        derived_from=("signed", "not_signed"),
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
            "Sudah", "Sudah TTD", "Menandatangani", "Yang Menandatangani", "Yang Sudah Menandatangani", "Jumlah TTD",
            "Telah menandatangani", "Telah TTD", "TTD", "Jumlah yang sudah menandatangani", "Jumlah sudah TTD",
            "Jumlah penandatangan",
        ),
        suffixes=STAFF_WORDS,
        derived_from=("employed", "not_signed"),
        part_of="employed",
    ),
    Column(
        "not_signed",
        "count",
        Text("Belum menandatangani", "Not signed"),
        Text(
            "Bersama salah satu dari kedua angka di atas memberi yang lain; bila ketiganya ada, dicocokkan.",
            "With one of the two numbers above it gives the other; if all three are there, they are compared.",
        ),
        synonyms=(
            "Belum", "Belum TTD", "Sisa", "Yang Belum Menandatangani", "Jumlah belum TTD",
            "Jumlah belum menandatangani",
        ),
        suffixes=STAFF_WORDS,
        part_of="employed",
    ),
    Column(
        "percent",
        "number",
        Text("Persentase", "Percent"),
        Text("Hanya dicocokkan dengan kedua angkanya.", "Only compared with the two numbers."),
        synonyms=("%", "% TTD", "% Sudah TTD", "% Sudah", "% Sudah menandatangani", "% Menandatangani", "% Capaian"),
        suffixes=("%", "persen"),
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
    CITATION,
    PROVENANCE,
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan",),
    ),
)  # fmt: skip

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
    conflicts=CONFLICTS,
    notes=NOTES,
)

SOURCE = Source(CONTRACT, emit, _complete)
