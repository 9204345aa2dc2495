"""Logs of reports on suspected violations: one row a report, of nobody by name."""

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.rules import Detail, RowRule, Rule, Text
from etl.sources.case_columns import (
    CATEGORY,
    CATEGORY_CONFLICTS,
    FORM,
    STATE_CHOICES,
    VIOLATION_DATE,
    free_texts,
    with_category,
)
from etl.sources.event import FINDING, REPORT
from etl.sources.shared import (
    AGENCY,
    BPS_CODE,
    CITATION,
    ELECTION_FOUND,
    ELECTION_OF_CASE,
    GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    founded_by_then,
    no_events,
    of_a_government,
    running_numbers,
    with_election,
)

MEASURE, UNIT, NONE = "report", "laporan", "(nihil)"
# What tells two reports of one number from one report that is written twice.
_SAID = ("period_start", "period_end", "agency_key", "kind", "category", "form", "channel", "violation_date")
# Bawaslu numbers findings `.../TM/...` and reports `.../LP/...`.
_FINDING_NUMBER = r"(?i)(?:^|[/.\- ])TM(?:$|[/.\- ])"


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill in what a row leaves unsaid: election, category of its form, and report or finding by its number."""
    finding = rows["report_id"].str.contains(_FINDING_NUMBER)
    implied = finding.map({True: FINDING, False: REPORT}).astype("str")
    rows = _with_number_of_month(rows).assign(kind=rows["kind"].where(rows["kind"] != "", implied))
    return with_category(rows).assign(opens=True, reported=rows["number"] > 0)


def _with_number_of_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their election, and `number`, the reports that they are. Offices begin anew with 1 each month.

    So a running number is one of its month, which is the same in the file of that month and in a later one that holds
    it again.
    """
    none = rows["report_id"] == NONE
    running, plain = running_numbers(rows["report_id"])
    days = rows["as_of"].dt.strftime("%Y-%m-%d").fillna("").astype("str")
    own = days.str[:7] + "/" + plain
    rows = with_election(
        rows.assign(report_id=own.where(~none, days + "/" + NONE).where(running | none, rows["report_id"])), "report_id"
    )
    full = rows["region_code"] + "/" + rows["election"] + "/" + rows["report_id"]
    return rows.assign(
        report_id=full.where(running | none, rows["report_id"]), running=running, number=(~none).astype("float64")
    )


def _one_number_twice(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Running numbers that two rows of a month have which do not say the same."""
    same = [name for name in ("report_id", *_SAID) if name in rows]
    alike = rows[rows["running"]].drop_duplicates(same)
    twice = alike.loc[alike.duplicated("report_id"), "report_id"]
    return rows["running"] & rows["report_id"].isin(twice)


def _days_of_number(rows: pd.DataFrame) -> list[Detail]:
    days = (
        rows["period_start"]
        .dt.strftime("%Y-%m-%d")
        .groupby(rows["report_id"])
        .agg(lambda each: ", ".join(sorted(set(each))))
    )
    return [{"number": text.rpartition("/")[2], "days": days[text]} for text in rows["report_id"]]


RULES = (
    ELECTION_FOUND,
    of_a_government(),
    RowRule(
        Rule(
            "number_twice",
            Text("Nomor urut dipakai dua kali", "Running number used twice"),
            Text(
                "Nomor {number} dipakai beberapa laporan yang berbeda dalam satu bulan: {days}.",
                "Several reports of one month that differ have the number {number}: {days}.",
            ),
            Text(
                "Tulis nomor lengkapnya, atau hapus baris yang salah bila itu satu laporan.",
                "Write the numbers in full, or remove the wrong row if it is one report.",
            ),
        ),
        ("report_id", "date", "government", "region_code"),
        _one_number_twice,
        _days_of_number,
        of_file=True,
    ),
    founded_by_then("government", "region_code", "date"),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """One observation a report, on the day it was received; what it says is no more than alleged."""
    found = rows.assign(
        measure=MEASURE,
        unit=UNIT,
        category=rows["kind"],
        covers="government",
        scope="",
        evidence=rows["number"].map({1.0: "alleged", 0.0: ""}).astype("str"),
        reporter=rows["region_code"],
        value=rows["number"],
        base=np.nan,
        citation=rows["source"],
    )
    return Emitted(found.rename_axis("row").reset_index()[list(OBSERVATION_COLUMNS)], no_events())


COLUMNS = (
    Column(
        "report_id",
        "key",
        Text("Nomor laporan", "Report number"),
        Text(
            "Tetap untuk laporan yang sama di berkas berikutnya. Nomor urut saja (`007`) dibaca sebagai nomor pada "
            "pemerintah dan bulan itu. Baris yang hanya berisi NIHIL berarti nol laporan dalam periodenya.",
            "Stays with the same report in later files. A running number alone (`007`) is read as that of the "
            "government and month. A row that says NIHIL alone means no report in its period.",
        ),
        "cell",
        ("ID Laporan", "Nomor LP", "Nomor Laporan/Temuan", "Nomor Temuan/Laporan", "Nomor Aduan", "Nomor Pengaduan"),
        max_length=80,
    ),
    Column(
        "date",
        "date",
        Text("Tanggal laporan", "Date received"),
        Text("Hari (atau bulan) laporan diterima.", "Day (or month) on which the report was received."),
        "cell",
        (
            "Tanggal", "Tanggal Diterima", "Tanggal Terima", "Tanggal Penerimaan", "Tanggal Masuk", "Tanggal Aduan",
            "Tanggal Temuan", "Tanggal Laporan/Temuan", "received",
        ),
    ),
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    AGENCY,
    Column(
        "kind",
        "choice",
        Text("Laporan atau temuan", "Report or finding"),
        Text(
            "Bila kosong: menurut nomornya (`TM` berarti temuan), selain itu laporan.",
            "If empty: by its number (`TM` is a finding), else a report.",
        ),
        synonyms=("Laporan/Temuan", "Temuan/Laporan", "Jenis Laporan", "Sumber Laporan", "Jenis", "Asal Laporan"),
        choices={
            REPORT: ("laporan", "LP", "laporan masyarakat", "aduan", "pengaduan"),
            FINDING: ("temuan", "TM", "temuan pengawas", "temuan Bawaslu", "hasil pengawasan"),
        },
    ),
    Column(
        "channel",
        "choice",
        Text("Saluran", "Channel"),
        Text("Lewat mana laporan masuk.", "The way in which the report came."),
        synonyms=("Kanal", "Media Laporan", "Saluran Laporan", "Saluran Pengaduan", "Kanal Pengaduan"),
        choices={
            "bawaslu": ("Bawaslu kabupaten", "Bawaslu kota", "Bawaslu provinsi", "SigapLapor", "Panwaslu"),
            "lapor": ("LAPOR", "LAPOR!", "SP4N-LAPOR!", "SP4N LAPOR", "SP4N"),
            "sbt": ("Sistem Berbagi Terintegrasi", "SBT BKN"),
            "siapnet": ("SIAPNET KASN",),
            "inspektorat": ("inspektorat daerah", "APIP"),
            "local": ("aplikasi daerah", "WBS", "whistleblowing system", "aplikasi pemda"),
            "letter": ("surat", "datang langsung", "langsung", "tatap muka"),
            "other": ("lainnya", "lain-lain", "media sosial", "telepon", "WhatsApp"),
        },
    ),
    Column(
        "registered",
        "choice",
        Text("Diregistrasi", "Registered"),
        Text("Apakah laporan diregistrasi.", "Whether the report was registered."),
        synonyms=("Status Registrasi", "Registrasi", "Status Register"),
        choices={
            "yes": ("ya", "diregistrasi", "diregister", "teregistrasi", "teregister", "sudah"),
            "no": ("tidak", "tidak diregistrasi", "tidak diregister", "tidak teregister", "TMS"),
            "pending": ("belum", "belum diregistrasi", "belum diregister", "kajian awal"),
        },
    ),
    Column(
        "stage",
        "choice",
        Text("Tahap penanganan", "Stage"),
        Text("Sampai di mana laporan ditangani.", "How far the report has come."),
        synonyms=("Status", "Status Laporan", "Status Penanganan", "Tahap", "Tindak Lanjut"),
        choices=STATE_CHOICES,
    ),
    CATEGORY,
    FORM,
    VIOLATION_DATE,
    ELECTION_OF_CASE,
    CITATION,
    PROVENANCE,
    *free_texts(),
)  # fmt: skip

CONTRACT = Contract(
    name="report_log",
    title=Text("Buku laporan dugaan pelanggaran", "Log of reports"),
    description=Text(
        "Satu baris satu laporan atau temuan. Berkas dengan kolom nama, NIP atau NIK terlapor ditolak seluruhnya.",
        "One row is one report or finding. A file with columns of accused names, NIP or NIK is refused whole.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("report_id",),
    slice=("report_id",),
    provenance="official",
    conflicts=CATEGORY_CONFLICTS,
    refuses_persons=True,
    date_from_rows=True,
    says_none=NONE,
)

SOURCE = Source(CONTRACT, emit, _complete)
