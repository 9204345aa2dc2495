"""Headers: synonyms, abbreviations, units and numbering from the contract alone; columns of persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contracts import Contract
from etl.headers import ABBREVIATIONS, bare, is_numbering, means_person, readings, spelt_out
from etl.sources import contracts

RECAP = contracts()["pact_recap"]


def meaning(header: str, contract: Contract = RECAP) -> str | None:
    column = contract.column_of(header)
    return column.name if column else None


@pytest.mark.parametrize(
    ("column", "headers"),
    [
        ("employed", ("Jml ASN", "Jumlah Pegawai", "JML. PEG.", "Jumlah\nASN", "Jumlah ASN (orang)", "3. Jumlah ASN",
                      "Jumlah ASN*", "Jumlah ASN **)", "Jumlah ASN 1)", "Jumlah ASN¹", "(3) Jml ASN (org)",
                      "Jlh. Pegawai [orang] *)", "JUMLAH  ASN (3)", "ｊｍｌ ＡＳＮ")),
        ("signed", ("Sudah TTD", "Sdh Menandatangani", "Sdh. TTD", "SUDAH MENANDATANGANI", "Sudah", "Sdh",
                    "Sudah Tanda Tangan", "Jml TTD", "Sudah TTD (orang)")),
        ("not_signed", ("Blm", "Belum", "Blm TTD", "Blm. Menandatangani", "Belum TTD (orang)")),
        ("percent", ("%", "Persentase", "% TTD", "Sudah TTD (%)", "Persen", "Prosentase", "Persentase (%)",
                     "Persentase Sudah TTD (%)", "Capaian (%)")),
        ("agency", ("OPD", "Perangkat Daerah", "SKPD", "Unit Kerja", "Nama OPD", "1. OPD", "b. Unit Kerja", "PD")),
        ("government", ("Kab/Kota", "Kab./Kota", "KABUPATEN / KOTA", "Pemda", "Kabupaten/Kota")),
        ("date", ("Tgl", "Tanggal", "Per Tgl", "per tanggal", "Tgl. (dd/mm/yyyy)", "Tgl Rekap")),
        ("region_code", ("Kode", "Kode Wilayah", "Kode Kemendagri")),
        ("bps_code", ("Kode BPS", "KODE BPS", "Kode Kab/Kota BPS")),
        ("note", ("Ket", "Ket.", "Keterangan")),
    ],
)  # fmt: skip
def test_what_a_header_means(column: str, headers: tuple[str, ...]) -> None:
    assert {header: meaning(header) for header in headers} == dict.fromkeys(headers, column)


@pytest.mark.parametrize(
    "header",
    [
        "", "No", "No.", "No. Urut", "Jumlah ASN (perempuan)", "Jumlah ASN (PNS)", "Jumlah ASN Belum Lapor",
        "Jumlh ASN", "Sudah TTDD", "% Pegawai", "Jumlah", "(1)", "Jumlah ASN (2023)", "1", "*", "()",
    ],
)  # fmt: skip
def test_what_a_header_does_not_mean(header: str) -> None:
    """Another bracket changes the meaning, and nothing is taken because it looks alike."""
    assert meaning(header) is None


def test_a_register_knows_its_dates_and_numbers() -> None:
    register = contracts()["pact_register"]
    for header in ("NIP", "NIP Baru", "Nomor Induk Pegawai", "No. Induk Pegawai"):
        assert meaning(header, register) == "nip"
    assert meaning("Tgl TTD", register) == meaning("Tanggal Tanda Tangan", register) == "signed_on"


def test_row_numbers() -> None:
    assert all(map(is_numbering, ("No", "NO.", "No. Urut", "Nomor")))
    assert not any(map(is_numbering, ("", "Nomor Laporan", "Nomenklatur")))


@given(st.text(max_size=60))
def test_any_text_can_stand_over_a_column(header: str) -> None:
    found = readings(header)
    assert all(reading == bare(reading) or "%" in header for reading in found)
    assert len(set(found)) == len(found) <= 4


def test_a_header_made_to_cost_time_costs_none() -> None:
    for header in ("*" * 1_000_000 + "x", " " * 1_000_000 + "x", "(" * 1_000_000, "1." * 500_000):
        assert len(readings(header)) <= 2 and not means_person(header)


_SHORT = st.sampled_from(sorted(short for short, whole in ABBREVIATIONS.items() if whole != "persen"))


@given(_SHORT, _SHORT)
def test_abbreviations_are_spelt_out_once(one: str, other: str) -> None:
    assert spelt_out(f"{one}. {other}") == ABBREVIATIONS[one] + ABBREVIATIONS[other]
    assert not set(ABBREVIATIONS.values()) & set(ABBREVIATIONS)


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda contract: contract.name)
def test_every_declared_header_is_found_however_it_is_dressed(contract: Contract) -> None:
    for column in contract.columns:
        for header in column.headers:
            for dressed in (header, header.upper(), f"2. {header}", f"{header} *)", f" {header}\n"):
                assert meaning(dressed, contract) == column.name, dressed


# ----------------------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    "header",
    [
        "NIP", "N.I.P.", "NIP Terlapor", "NIK", "No. KTP", "Nama", "NAMA LENGKAP", "Nama ASN", "Nama Terlapor",
        "Nama Pegawai yang dilaporkan", "Nomor Induk Pegawai", "Nomor Induk Kependudukan", "No. HP", "No HP/WA",
        "Telp.", "Nomor Telepon Pelapor", "E-mail", "Email pelapor", "Alamat", "Alamat Rumah", "Alamat Pelapor",
        "Tempat/Tgl Lahir", "Tanggal Lahir", "Terlapor", "Pelapor", "Saksi", "Identitas Terlapor", "4. Nama *)",
        "ASN Terlapor", "Pihak Terlapor", "Pihak Terlapor / Nama", "Nama yang dilaporkan", "Pegawai yang dilaporkan",
        "Tersangka", "Oknum", "Oknum ASN", "Yang Bersangkutan", "Inisial", "Inisial Terlapor", "Nama Lurah",
        "Nama Camat", "Nama Kepala Dinas", "Nama PNS", "Nama PPPK", "Nama Pelapor", "Teradu", "Pelanggar", "Pelaku",
        "Nama/Jabatan", "Nama dan Pangkat", "Nama-nama", "Terlapor 1", "Data Terlapor", "Identitas", "full_name",
        "Terlapor / Pelaku", "ASN yang diduga melanggar",
    ],
)  # fmt: skip
def test_headers_of_persons(header: str) -> None:
    assert means_person(header)


@pytest.mark.parametrize(
    "header",
    [
        "", "Nama OPD", "Nama Daerah", "Nama Kabupaten/Kota", "Instansi Terlapor", "Unit Kerja Terlapor", "Jumlah ASN",
        "Nomor Laporan", "Jumlah Terlapor", "Tanggal", "Alamat Kantor", "Jenis Pegawai", "Status", "Sumber", "NIPAH",
        "Jabatan Terlapor", "Pihak Terlapor / Jabatan", "Jenis Kelamin Terlapor", "Golongan", "Jumlah ASN Terlapor",
        "Nama Instansi", "Nama Instansi Terlapor", "Nama Pemilihan", "Nama Kegiatan", "Nama Dinas/Badan",
        "agency_name", "Jumlah yang dilaporkan", "Banyaknya Pelanggar", "ASN", "Pegawai", "Kelurahan",
    ],
)  # fmt: skip
def test_headers_of_none(header: str) -> None:
    assert not means_person(header)
