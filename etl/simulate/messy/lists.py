"""Headcounts, logs, cases and registers as offices mail them: long lists under titles, in their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.cases import sanctions, states
from etl.simulate.messy.habits import Habits
from etl.simulate.messy.offices import Office
from etl.simulate.messy.page import Cell, Page

# Of each source: column -> headers that mean it. What a title says (the government) has none.
HEADERS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "headcount": {
        "date": ("Keadaan per", "Tanggal", "Tgl"),
        "pns": ("PNS", "Jumlah PNS"),
        "pppk": ("PPPK", "P3K", "Jumlah PPPK"),
        "headcount": ("Jumlah", "Jumlah ASN", "Total ASN"),
    },
    "report_log": {
        "report_id": ("Nomor Laporan", "ID Laporan", "Nomor LP"),
        "date": ("Tanggal Diterima", "Tanggal Laporan", "Tgl Masuk"),
        "agency": ("OPD Terlapor", "Perangkat Daerah", "OPD"),
        "kind": ("Laporan/Temuan", "Jenis Laporan"),
        "channel": ("Saluran", "Kanal"),
        "registered": ("Diregistrasi", "Status Registrasi"),
        "stage": ("Status", "Status Penanganan"),
        "category": ("Kategori", "Jenis Pelanggaran"),
        "form": ("Kode Bentuk", "Kode Pelanggaran"),
        "violation_date": ("Tanggal Kejadian", "Tgl Kejadian"),
        "election": ("Pemilihan", "Tahapan"),
    },
    "case_outcome": {
        "case_id": ("Nomor Perkara", "Nomor Kasus", "ID Kasus"),
        "state": ("Status", "Status Penanganan"),
        "date": ("Tanggal", "Tanggal Status"),
        "agency": ("Perangkat Daerah", "OPD"),
        "subjects": ("Jumlah Terlapor", "Jumlah Orang"),
        "sanction": ("Jenis Sanksi", "Hukuman Disiplin"),
        "category": ("Kategori", "Jenis Pelanggaran"),
        "form": ("Kode Bentuk", "Kode Pelanggaran"),
        "violation_date": ("Tanggal Kejadian", "Tgl Kejadian"),
        "election": ("Pemilihan", "Tahapan"),
    },
    "pact_register": {
        "name": ("Nama", "Nama Lengkap"),
        "nip": ("NIP", "NIP/NI PPPK"),
        "kind": ("Jenis ASN", "Status Kepegawaian"),
        "agency": ("Unit Kerja", "OPD", "Perangkat Daerah"),
        "signed_on": ("Tgl TTD", "Tanggal TTD"),
        "status": ("Sudah/Belum", "Status TTD"),
    },
}
TITLES = {
    "headcount": "JUMLAH APARATUR SIPIL NEGARA (DATA SIMULASI)",
    "report_log": "BUKU REGISTER LAPORAN DUGAAN PELANGGARAN NETRALITAS ASN (DATA SIMULASI)",
    "case_outcome": "PENANGANAN DUGAAN PELANGGARAN NETRALITAS ASN (DATA SIMULASI)",
    "pact_register": "DAFTAR PENANDA TANGAN PAKTA INTEGRITAS (DATA SIMULASI)",
}
_DATES, _COUNTS = ("date", "violation_date", "signed_on"), ("pns", "pppk", "headcount", "subjects")
_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "kind": {"report": ("Laporan", "LP"), "finding": ("Temuan", "TM")},
    "channel": {
        "bawaslu": ("Bawaslu",), "lapor": ("SP4N-LAPOR!", "LAPOR!"), "letter": ("surat",), "other": ("lainnya",),
    },
    "registered": {"yes": ("Ya", "Diregistrasi"), "no": ("Tidak",), "pending": ("Belum", "Kajian awal")},
    "category": {
        "kode_etik": ("Kode Etik", "Pelanggaran Kode Etik"), "disiplin": ("Disiplin",),
        "netralitas": ("Netralitas ASN",),
    },
    "status": {"sudah": ("Sudah", "Sdh TTD", "V"), "belum": ("Belum", "Blm")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of one government in one source. `pick` says which of several words its office uses."""

    source: str
    rows: pd.DataFrame
    office: Office
    pick: int

    @property
    def habits(self) -> Habits:
        return self.office.habits

    def header(self, column: str) -> str:
        words = HEADERS[self.source][column]
        return words[self.pick % len(words)]

    def cells(self, column: str) -> list[Cell]:
        """A column as this office writes it."""
        values = self.rows[column].fillna("") if column not in _COUNTS else self.rows[column]
        if column in _COUNTS:
            return [self._count(value) for value in values]
        written: dict[Any, Cell] = {value: self._word(column, value) for value in values.unique()}
        return [written[value] for value in values]

    def _count(self, value: Any) -> Cell:
        return self.habits.number(float(value)) if value == value and value != "" else None

    def _word(self, column: str, value: str) -> Cell:
        if value == "":
            return None
        if column in _DATES:
            return self.habits.day(value)
        if column in ("state", "stage"):
            spellings = (states()[value].name_id, *states()[value].spellings[:2])
            return spellings[self.pick % len(spellings)]
        if column == "sanction":
            return (value, sanctions()[value].name_id)[self.pick % 2]
        if column == "nip":
            return (value, f"{value[:8]} {value[8:14]} {value[14]} {value[15:]}")[self.pick % 2]
        words = (
            _WORDS.get(column, {}).get(value, (value,))
            if (self.source, column) != ("pact_register", "kind")
            else (value,)
        )
        return words[self.pick % len(words)]

    def page(self, name: str = "Data") -> Page:
        """Titles, header, perhaps a row that numbers the columns, the rows, and who signed it."""
        size = len(self.rows)
        columns: dict[str, Sequence[Cell]] = {"No": range(1, size + 1), **self._whose(size)}
        columns |= {self.header(column): self.cells(column) for column in HEADERS[self.source]}
        if "source" in self.rows:
            columns["Sumber"] = list(self.rows["source"])
        columns["Asal-usul Data"] = ["simulasi"] * size
        page = Page(name)
        page.add((TITLES[self.source],), *([(self.office.place,)] if self.office.place else []), ())
        page.add(tuple(columns))
        if self.habits.numbering_row:
            page.add(tuple(f"({number})" for number in range(1, len(columns) + 1)))
        page.add(*zip(*columns.values(), strict=True))
        page.add(*self.habits.signed_below())
        return page

    def _whose(self, size: int) -> dict[str, Sequence[Cell]]:
        """The government in every row, where nothing above says it."""
        if self.office.told != "columns":
            return {}
        code, name = (self.habits.headers[column] for column in ("region_code", "government"))
        return {code: [self.office.damaged_code] * size, name: [self.office.name] * size}
