"""How many civil servants a government employs at a date: the denominator of whatever is counted per staff."""

from typing import Final

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source, Subject
from etl.rules import RowConflict, RowRule, Rule, Text
from etl.sources.shared import (
    AGENCY,
    BPS_CODE,
    CITATION,
    GOVERNMENT,
    NO_EMPLOYEES,
    NOT_A_GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    TOTAL,
    WHOLE_GOVERNMENT,
    employer_details,
    founded_by_then,
    looks_like_a_sum,
    no_events,
    not_a_sum_of_regencies,
)

MEASURE, UNIT = "headcount", "orang ASN"
STAFF_WORDS = ("orang", "org", "ASN", "orang ASN", "pegawai", "PNS", "PPPK")
PNS, PPPK, PART_TIME, PART, NOT_ASN = "pns", "pppk", "pppk_part_time", "part", "not_asn"
# Whose staff a number counts -> the scope of its observation. Only `all` is the staff of the governments themselves.
SCOPE_OF_STAFF: Final = {"": "all", "own": "all", "local": "all", "central": "central", "both": "central_and_local"}
_GROUP = ["region_code", "agency_key", "as_of", "covers", "staff"]


def _not_asn(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["kind"] == NOT_ASN


def _counted_twice(rows: pd.DataFrame) -> "pd.Series[bool]":
    """A row of one kind of ASN that has columns of kinds beside it."""
    return ~rows["kind"].isin(["", TOTAL]) & (rows["pns"].notna() | rows["pppk"].notna())


RULES = (
    RowRule(
        Rule(
            "not_asn",
            Text("Bukan ASN", "Not civil servants"),
            Text(
                "Baris ini menghitung orang yang bukan ASN (honorer, tenaga kontrak, pensiunan).",
                "This row counts people who are not civil servants (honorary, contract, pensioned).",
            ),
            Text(
                "Hapus barisnya; penyebutnya hanya PNS dan PPPK.", "Remove it; the denominator is PNS and PPPK alone."
            ),
        ),
        ("kind",),
        _not_asn,
    ),
    RowRule(
        Rule(
            "kind_and_columns",
            Text("Jenis dan kolom jenis sekaligus", "A kind beside columns of kinds"),
            Text(
                "Barisnya berjenis {kind}, padahal kolom PNS atau PPPK juga terisi.",
                "The row is of kind {kind}, but the PNS or PPPK column is filled in as well.",
            ),
            Text(
                "Pakai satu bentuk: satu baris per jenis, atau satu kolom per jenis.",
                "Use one form: a row for each kind, or a column for each kind.",
            ),
        ),
        ("kind", "pns", "pppk"),
        _counted_twice,
        lambda rows: [{"kind": kind} for kind in rows["kind"]],
    ),
    RowRule(
        NO_EMPLOYEES,
        ("headcount", "kind"),
        lambda rows: (rows["headcount"] == 0) & rows["kind"].isin(["", TOTAL]),
    ),
    RowRule(
        Rule(
            "central_staff_of_a_government",
            Text("Pegawai pusat bukan pegawai pemda", "Central staff are no government's own"),
            Text(
                "Cakupan pegawainya memuat instansi pusat, padahal cakupan wilayahnya satu pemerintah daerah.",
                "The staff counted include central bodies, but the row covers one local government.",
            ),
            Text(
                "Tulis wilayah di kolom Cakupan wilayah, atau perbaiki cakupan pegawainya.",
                "Write area in the column covers, or correct whose staff it is.",
            ),
        ),
        ("staff", "covers"),
        lambda rows: rows["staff"].isin(["central", "both"]) & (rows["covers"] == "government"),
    ),
    not_a_sum_of_regencies(("headcount", PNS, PPPK), ("as_of", "kind", "covers", "staff")),
    RowRule(
        NOT_A_GOVERNMENT,
        ("government", "region_code", "covers", "staff"),
        lambda rows: (rows["region_code"] != "") & ~rows["region_is_government"] & (rows["covers"] == "government"),
        employer_details,
    ),
    founded_by_then("government", "region_code", "date", "covers"),
)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """What staff in an area are counted says whether the row covers the area; `parts` is what PNS and PPPK sum to."""
    area = rows["staff"].isin(["local", "central", "both"])
    implied = area.map({True: "area", False: "government"}).astype("str")
    rows = rows.assign(covers=rows["covers"].where(rows["covers"] != "", implied))
    return rows.assign(parts=_parts(rows))


def _of_kind(rows: pd.DataFrame, kind: str) -> "pd.Series[float]":
    """What each row states for one kind of ASN, in its row or its column; NaN where it states nothing."""
    stated = rows["headcount"].where(rows["kind"].isin(["", TOTAL]) if kind == TOTAL else rows["kind"] == kind)
    return stated.fillna(rows[kind]) if kind in (PNS, PPPK) else stated


def _parts(rows: pd.DataFrame) -> "pd.Series[float]":
    """PNS and PPPK of the government, agency and date of each row that states a total, NaN where one is not known.

    Some totals count part-time PPPK and others do not: if the total fits with them, they are counted.
    """
    groups = [rows[name] for name in _GROUP]
    pns, pppk, part_time = (
        _of_kind(rows, kind).groupby(groups, dropna=False).transform("last") for kind in (PNS, PPPK, PART_TIME)
    )
    total = _of_kind(rows, TOTAL)
    parts = (pns + pppk).where(total.notna())
    return parts.where(total != parts + part_time, total)


def _whole_numbers(values: "pd.Series[float]") -> list[str]:
    return [str(int(value)) for value in values]


CONFLICTS = (
    RowConflict(
        "kinds_differ",
        lambda rows: rows["parts"].notna() & (rows["parts"] != rows["headcount"]),
        lambda rows: _whole_numbers(rows["headcount"]),
        lambda rows: _whole_numbers(rows["parts"]),
    ),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """One observation for each number that a row states, the number of its own kind last; it belongs to no election."""
    kind = rows["kind"].where(rows["kind"] != "", TOTAL)
    nothing = rows["pns"].isna() & rows["pppk"].isna()
    own = rows.assign(category=kind, value=rows["headcount"])[rows["headcount"].notna() | nothing]
    columns = [rows.assign(category=name, value=rows[name])[rows[name].notna()] for name in (PNS, PPPK)]
    found = pd.concat([*columns, own]).assign(
        measure=MEASURE,
        unit=UNIT,
        election="",
        scope=lambda rows: rows["staff"].map(SCOPE_OF_STAFF).astype("str"),
        evidence="",
        reporter=lambda rows: rows["region_code"],
        base=np.nan,
        citation=lambda rows: rows["source"],
    )
    return Emitted(found.rename_axis("row").reset_index()[list(OBSERVATION_COLUMNS)], no_events())


def _count(name: str, title: Text, description: Text, synonyms: tuple[str, ...]) -> Column:
    part_of = "headcount" if name in (PNS, PPPK) else ""
    return Column(name, "count", title, description, synonyms=synonyms, suffixes=STAFF_WORDS, part_of=part_of)


COLUMNS = (
    _count(
        "headcount",
        Text("Jumlah ASN", "Headcount"),
        Text(
            "Semua ASN di situ, atau yang berjenis seperti kolom jenisnya; kosong bila belum ada data. Perlu ada kolom "
            "ini, PNS, atau PPPK.",
            "All civil servants there, or those of the kind column; empty if there are no data. This column, PNS or "
            "PPPK must be there.",
        ),
        (
            "Jumlah", "Total", "Total ASN", "ASN", "Jumlah Pegawai", "Total Pegawai", "Jumlah Pegawai ASN",
            "Jumlah PNS dan PPPK",
        ),
    ),
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    AGENCY,
    Column(
        "date",
        "date",
        Text("Tanggal", "Date"),
        Text("Keadaan per hari, bulan atau tahun.", "As of a day, month or year."),
        "cell",
        ("Tgl", "per tanggal", "Keadaan per", "Tanggal data", "as_of", "Periode", "Posisi", "Bulan", "Tahun"),
    ),
    _count(
        PNS,
        Text("PNS", "PNS"),
        Text("Pegawai negeri sipil.", "Tenured civil servants."),
        ("Jumlah PNS", "Total PNS", "Pegawai Negeri Sipil"),
    ),
    _count(
        PPPK,
        Text("PPPK", "PPPK"),
        Text("Pegawai pemerintah dengan perjanjian kerja.", "Civil servants on a work agreement."),
        ("Jumlah PPPK", "Total PPPK", "P3K", "Jumlah P3K"),
    ),
    Column(
        "kind",
        "choice",
        Text("Jenis ASN", "Kind of ASN"),
        Text(
            "Bila satu baris satu jenis; kosong berarti semua ASN. Yang bukan ASN ditolak.",
            "Where one row is one kind; empty means all of them. Those who are no civil servants are rejected.",
        ),
        synonyms=("Jenis", "Jenis Pegawai", "Status Kepegawaian", "Status Pegawai", "employment_type"),
        choices={
            TOTAL: ("ASN", "semua", "jumlah", "PNS dan PPPK", "PNS+PPPK", "PNS/PPPK"),
            PNS: ("PNS", "Pegawai Negeri Sipil", "PNS/CPNS", "PNS dan CPNS"),
            PPPK: ("PPPK", "P3K", "PPPK penuh waktu"),
            PART_TIME: ("PPPK paruh waktu", "P3K paruh waktu"),
            PART: ("PNS wajib apel", "sebagian"),
            NOT_ASN: (
                "honorer", "non ASN", "pegawai non ASN", "tenaga kontrak", "tenaga honorer", "THL", "PTT", "PPNPN",
                "outsourcing", "alih daya", "pensiunan", "pensiun", "tenaga non ASN",
            ),
        },
        unoffered=(NOT_ASN,),
    ),
    Column(
        "covers",
        "choice",
        Text("Cakupan wilayah", "Covers"),
        Text(
            "Pegawai satu pemerintah (bila kosong), atau seluruh wilayahnya. Hanya yang pertama menjadi penyebut.",
            "Staff of one government (if empty), or of its whole area. Only the first is a denominator.",
        ),
        choices={"government": ("pemerintah", "pemda"), "area": ("wilayah", "seluruh wilayah")},
    ),
    Column(
        "staff",
        "choice",
        Text("Cakupan pegawai", "Whose staff"),
        Text(
            "Milik pemda itu sendiri, semua pemda di wilayahnya, instansi pusat di wilayahnya, atau keduanya.",
            "That government's own, of all local governments in its area, of central bodies there, or both.",
        ),
        synonyms=("scope", "Lingkup pegawai", "Instansi pegawai"),
        choices={
            "own": ("pemda", "pemprov", "pemkab", "pemkot"),
            "local": ("daerah", "seluruh pemda"),
            "central": ("pusat", "instansi pusat"),
            "both": ("pusat+daerah", "pusat dan daerah", "pusat+daerah (di wilayah provinsi)"),
        },
    ),
    CITATION,
    PROVENANCE,
    Column(
        "not_asn",
        "free_text",
        Text("Bukan ASN", "Not civil servants"),
        Text(
            "Honorer, tenaga kontrak dan pensiunan bukan ASN; kolomnya tidak dimuat.",
            "Honorary, contract and pensioned staff are no civil servants; their columns are not loaded.",
        ),
        synonyms=(
            "Non ASN", "Jumlah Non ASN", "Honorer", "Jumlah Honorer", "Tenaga Honorer", "Tenaga Kontrak", "THL", "PTT",
            "PPNPN", "Pensiunan", "Jumlah Pensiunan", "Pensiun",
        ),
    ),
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan", "confidence"),
    ),
)  # fmt: skip

CONTRACT = Contract(
    name="headcount",
    title=Text("Jumlah ASN", "Civil servants employed"),
    description=Text(
        "Satu baris satu pemerintah daerah atau perangkat daerah pada satu tanggal; PNS dan PPPK sebagai kolom, atau "
        "sebagai baris dengan jenisnya.",
        "One row is one government or agency on one date; PNS and PPPK as columns, or as rows with their kind.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("region_code", "agency_key", "as_of", "covers", "staff", "kind"),
    slice=("region_code", "agency_key", "as_of"),
    provenance="official",
    conflicts=CONFLICTS,
    notes=(WHOLE_GOVERNMENT, looks_like_a_sum((PNS, PPPK), ("region_code", "as_of"))),
    one_of=("headcount", PNS, PPPK),
    subject=Subject(
        words=r"\b(asn|pns|pppk|p3k|pegawai|kepegawaian|aparatur|headcount)\b",
        others=r"langgar|dugaan|(jumlah|data|rekap\w*) lapor|\b(di)?adu(an|kan)?\b|temuan|perkara|kasus|sanksi|hukuman|"
        r"pakta|ikrar|tanda ?tangan|nandatangan|pensiun|\bnon[ -]?asn|honor|kontrak|terbukti|tidak netral",
    ),
)

SOURCE = Source(CONTRACT, emit, _complete)
