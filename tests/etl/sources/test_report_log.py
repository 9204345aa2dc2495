"""Logs of reports: one row a report, of nobody by name."""

from pathlib import Path

import pytest

from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text, staged
from tests.etl.layout.drawing import sheet, workbook

HEADER = "Nomor Laporan,Tanggal Laporan,Kab/Kota,Jenis Laporan,Kategori,Bentuk Pelanggaran,Tanggal Kejadian,Pemilihan\n"


def line(
    number: str = "001/LP/PB/Kab/28.10/X/2024", day: str = "2024-10-10", region: str = "Kab. Konawe", kind: str = "",
    category: str = "", form: str = "", happened: str = "", election: str = "",
) -> str:  # fmt: skip
    return ",".join([number, day, region, kind, category, form, happened, election]) + "\n"


def log(folder: Path, *lines: str) -> Staged:
    return stage_text(folder, HEADER + "".join(lines))


def test_a_report_is_one_observation_of_the_day_it_came(tmp_path: Path) -> None:
    file = log(tmp_path, line())
    (found,) = file.observations.to_dict("records")
    assert file.source == "report_log"
    said = {name: found[name] for name in ("measure", "unit", "category", "value", "evidence", "covers", "election")}
    assert said == {
        "measure": "report", "unit": "laporan", "category": "report", "value": 1, "evidence": "alleged",
        "covers": "government", "election": "Pilkada 2024",
    }  # fmt: skip
    assert (found["region_code"], found["as_of"].date().isoformat()) == ("74.02", "2024-10-10")
    assert file.records["record_key"].to_list() == ["001/LP/PB/Kab/28.10/X/2024"]


@pytest.mark.parametrize(
    ("number", "kind", "category"),
    [
        ("001/LP/PB/Kab/28.10/X/2024", "", "report"), ("002/TM/PB/Kab/28.10/X/2024", "", "finding"),
        ("002/Reg/TM/2024", "", "finding"), ("TM-4", "", "finding"), ("ATM/4", "", "report"), ("77", "", "report"),
        ("002/TM/PB/X/2024", "Laporan", "report"), ("x-1", "temuan", "finding"), ("x-1", "LP", "report"),
        ("x-1", "Temuan Bawaslu", "finding"), ("x-1", "Laporan masyarakat", "report"),
    ],
)  # fmt: skip
def test_reports_and_findings_are_counted_apart(tmp_path: Path, number: str, kind: str, category: str) -> None:
    assert log(tmp_path, line(number, kind=kind)).observations["category"].to_list() == [category]


def test_headers_as_offices_write_them(tmp_path: Path) -> None:
    content = (
        "No.,No. Laporan,Tgl. Diterima,Instansi Terlapor,OPD Terlapor,Laporan/Temuan,Kanal,Status Registrasi,"
        "Tindak Lanjut\n"
        "1,001/LP/X/2024,10/10/2024,Pemkab Konawe,Dinas Kesehatan,Laporan,SP4N-LAPOR!,Diregister,Diteruskan ke BKN\n"
    )
    file = stage_text(tmp_path, content)
    assert (file.source, file.rejected, file.dropped_columns) == ("report_log", 0, ("No.",))
    assert file.observations[["region_code", "agency"]].values.tolist() == [["74.02", "Dinas Kesehatan"]]


# ----------------------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    "column",
    [
        "Nama Terlapor",
        "NIP",
        "NIP Terlapor",
        "NIK",
        "Nama ASN",
        "Terlapor",
        "Nama",
        "No. HP",
        "Nama Pegawai",
        "ASN Terlapor",
        "Pihak Terlapor",
        "Nama yang dilaporkan",
        "Tersangka",
        "Oknum",
        "Yang Bersangkutan",
        "Inisial",
        "Nama Lurah",
        "Teradu",
        "Pelanggar",
    ],
)
def test_a_file_with_columns_of_persons_is_refused_whole(tmp_path: Path, column: str) -> None:
    file = stage_text(tmp_path, f"Nomor Laporan,Tanggal,Kab/Kota,{column}\nx-1,2024-10-10,Kab. Konawe,Sukarno\n")
    assert file.error is not None
    assert (file.error.rule, file.error.detail["headers"]) == ("person_columns", [column])
    assert column in file.error.message
    assert file.read == 0
    assert "Sukarno" not in repr(file)


def test_words_and_reporters_are_never_loaded(tmp_path: Path) -> None:
    content = (
        "Nomor Laporan,Tanggal,Kab/Kota,Uraian Singkat,Kronologi,Nama Pelapor,Alamat Pelapor,Keterangan,Warna\n"
        "x-1,2024-10-10,Kab. Konawe,Si Fulan hadir,lalu pulang,Sukarno,Jl. Mawar,rahasia,biru\n"
    )
    file = stage_text(tmp_path, content)
    assert file.error is None
    assert set(file.dropped_columns) == {
        "Uraian Singkat", "Kronologi", "Nama Pelapor", "Alamat Pelapor", "Keterangan", "Warna",
    }  # fmt: skip
    frames = (file.records, file.observations, file.events, file.rejects, file.conflicts)
    everything = "".join(frame.to_csv() for frame in frames) + repr(file)
    for word in ("Fulan", "pulang", "Sukarno", "Mawar", "rahasia", "biru"):
        assert word not in everything


def test_a_number_of_a_person_in_a_cell_is_masked(tmp_path: Path) -> None:
    file = log(tmp_path, line("198001012005011001"), line("x-1", kind="081234567890"))
    assert breaches(file) == [(2, "report_id", "looks_like_person"), (3, "kind", "not_a_choice")]
    assert "198001012005011001" not in file.rejects.to_csv()
    assert "081234567890" not in file.rejects.to_csv()


# ------------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        (line(""), ("report_id", "required")),
        (line(day=""), ("date", "required")),
        (line(day="31 September 2024"), ("date", "date_impossible")),
        (line(region=""), ("government", "required")),
        (line(region="Jakarta Selatan"), ("government", "not_a_government")),
        (line(kind="gosip"), ("kind", "not_a_choice")),
        (line(form="KE-99"), ("form", "not_a_choice")),
        (line(category="gaib"), ("category", "not_a_choice")),
        (line(happened="kemarin"), ("violation_date", "date_unreadable")),
        (line(election="Pilkada 1999"), ("election", "not_a_choice")),
        (line(day="2010-01-01"), ("election", "election_unstated")),
        (line("x" * 81), ("report_id", "too_long")),
    ],
)
def test_breaches(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    assert breaches(log(tmp_path, row)) == [(2, *breach)]


def test_running_numbers_belong_to_their_office_and_month(tmp_path: Path) -> None:
    """Two offices both have a report 7, and one has another each month; `007` is the same report as `7`."""
    days = ("2024-09-10", "2024-10-10", "2020-10-10")
    lines = [line("7", region="Kab. Muna"), *(line("7", day=day) for day in days), line("007", day="2024-10-10")]
    file = log(tmp_path, *lines)
    keys = ["74.03/Pilkada 2024/2024-10/7"]
    keys += [f"74.02/Pilkada {day[:4]}/{day[:7]}/7" for day in ("2024-09-10", "2020-10-10", "2024-10-10")]
    assert (file.records["record_key"].to_list(), file.superseded) == (keys, 1)


def test_a_running_number_of_two_reports_of_one_month_is_rejected_with_both(tmp_path: Path) -> None:
    """In one list or in two sheets, for nobody can tell a second report from a correction of the first."""
    header = "| Nomor LP | Tanggal Diterima | Kab/Kota |\n"
    pages = [
        sheet(f"{header}| 1 | {day} | Kab. Konawe |\n| 2 | 2024-10-09 | Kab. Konawe |", day)
        for day in ("2024-10-01", "2024-10-08")
    ]
    file = staged(workbook(tmp_path / "log.xlsx", *pages))
    assert [(row.sheet, row.row, row.rule) for row in file.rejects.itertuples()] == [
        ("2024-10-01", 2, "number_twice"), ("2024-10-08", 2, "number_twice"),
    ]  # fmt: skip
    assert [detail["days"] for detail in file.rejects["detail"]] == ["2024-10-01, 2024-10-08"] * 2
    assert (len(file.records), file.superseded) == (1, 1)


@pytest.mark.parametrize(
    "row",
    [
        "| 1 | NIHIL | | | |",
        "| NIHIL | < | < | < | < |",
        "| | NIHIL | NIHIL | NIHIL | - |",
        "| 1 | Tidak ada laporan | | | |",
    ],
)
def test_a_log_that_says_nihil_states_a_zero_for_its_period(tmp_path: Path, row: str) -> None:
    titles = "| PEMERINTAH KABUPATEN KONAWE |\n| {} |\n| No | Nomor LP | Tanggal Diterima | OPD | Status |\n"
    file = staged(workbook(tmp_path / "log.xlsx", sheet(titles.format("Bulan Oktober 2024") + row)))
    (found,) = file.observations.to_dict("records")
    assert (file.read, file.accepted, file.rejected) == (1, 1, 0)
    assert (found["region_code"], found["value"], found["as_of"].date().isoformat()) == ("74.02", 0, "2024-10-31")
    assert file.records["record_key"].item() == "74.02/Pilkada 2024/2024-10-31/(nihil)"
    assert "nil_is_zero" in {note.kind for note in file.notes}
    undated = staged(workbook(tmp_path / "log.xlsx", sheet(titles.format("") + row)))
    assert undated.error is not None and undated.error.rule == "date_not_stated"


def test_reports_after_the_last_stage_are_about_the_election_before(tmp_path: Path) -> None:
    file = log(tmp_path, line("a", day="2025-02-01"), line("b", day="2025-02-01", election="Pemilu 2024"))
    assert file.observations["election"].to_list() == ["Pilkada 2024", "Pemilu 2024"]


# --------------------------------------------------------------------------------------------------------- conflicts


@pytest.mark.parametrize(
    ("row", "unfit"),
    [
        (line(day="2024-10-10", form="KE-01"), True),
        (line(day="2024-09-22", form="KE-01"), False),  # on the day itself both can be
        (line(day="2024-09-29", form="KE-01"), False),  # reported within 7 days of the act, it may have been before
        (line(day="2024-09-30", form="KE-01"), True),
        (line(day="2024-09-21", form="KE-01"), False),
        (line(day="2024-10-10", category="kode etik"), True),
        (line(day="2024-10-10", form="KE-01", happened="2024-09-10"), False),
        (line(day="2024-10-10", form="KE-01", happened="2024-09-30"), True),
        (line(day="2024-09-10", form="DI-01"), True),
        (line(day="2024-09-22", form="DI-01"), False),
        (line(day="2024-10-10", form="DI-01"), False),
        (line(day="2024-10-10", form="DI-01", happened="2024-09-10"), True),
        (line(day="2024-09-10", category="disiplin"), False),  # some forms of discipline come before
        (line(day="2024-09-10", form="DI-05"), False),
        (line(day="September 2024", form="DI-01"), False),
        (line(day="September 2024", form="KE-01"), False),
        (line(day="2024-01-10", form="DI-01"), False),  # Pemilu 2024 has no such day on record
        (line(day="2020-10-10", category="kode etik"), False),
        (line(day="2024-10-10", category="netralitas", form="DI-01"), False),
    ],
)
def test_a_category_that_does_not_fit_the_confirmation_day(tmp_path: Path, row: str, unfit: bool) -> None:
    file = log(tmp_path, row)
    assert (file.rejected, len(file.observations)) == (0, 1)
    assert file.conflicts["kind"].to_list() == ["category_unfit"] * unfit
    assert set(file.conflicts["found"]) <= {"2024-09-22"}


def test_a_category_is_never_changed(tmp_path: Path) -> None:
    file = log(tmp_path, line(day="2024-10-10", category="kode etik", form="DI-02"))
    assert file.conflicts[["kind", "stated", "found"]].values.tolist() == [
        ["category_differs", "kode_etik", "disiplin (DI-02)"]
    ]


@pytest.mark.parametrize("number", ["-", "...", "?", "n/a", "–"])
def test_what_numbers_nothing_is_no_number(tmp_path: Path, number: str) -> None:
    """Two reports that have it would be one."""
    rows = "".join(f"{number},{day},Kab. Konawe\n" for day in ("2024-09-03", "2024-09-05"))
    file = stage_text(tmp_path, "Nomor laporan,Tanggal laporan,Pemerintah daerah\n" + rows)
    assert breaches(file) == [(2, "report_id", "required"), (3, "report_id", "required")]
