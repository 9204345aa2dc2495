"""Steps of cases: states as sheets write them, sanctions, controls, and nobody by name."""

from pathlib import Path

import pytest

from etl.cases import sanctions, states
from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text

HEADER = (
    "Nomor Perkara,Tanggal,Status,Kab/Kota,Jenis Sanksi,Tingkat Hukuman,Jumlah Terlapor,Kategori,Bentuk Pelanggaran\n"
)


def line(
    state: str = "Direkomendasikan", day: str = "2024-10-20", number: str = "K-1", sanction: str = "", level: str = "",
    subjects: str = "", category: str = "", form: str = "", region: str = "Kab. Konawe",
) -> str:  # fmt: skip
    return (
        ",".join(f'"{cell}"' for cell in (number, day, state, region, sanction, level, subjects, category, form)) + "\n"
    )


def sheet(folder: Path, *lines: str) -> Staged:
    return stage_text(folder, HEADER + "".join(lines))


def test_a_row_is_a_step(tmp_path: Path) -> None:
    file = sheet(tmp_path, line(subjects="3 orang", category="Disiplin"))
    assert (file.source, file.rejected) == ("case_outcome", 0)
    (step,) = file.cases.to_dict("records")
    assert step.pop("as_of").date().isoformat() == "2024-10-20"
    assert step == {
        "record_key": "K-1|recommended", "case_id": "K-1", "state": "recommended", "state_order": 90,
        "region_code": "74.02", "agency": "", "election": "Pilkada 2024", "category": "disiplin", "sanction_code": "",
        "sanction_level": "", "subjects": 3, "citation": "",
    }  # fmt: skip
    (found,) = file.observations.to_dict("records")
    assert [found[name] for name in ("measure", "unit", "category", "value", "evidence", "covers")] == [
        "case_step", "kasus", "recommended", 1, "proven", "government",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Diteruskan ke BKN", "forwarded"), ("diteruskan ke KASN", "forwarded"), ("Penerusan ke BKN", "forwarded"),
        ("TMS", "not_registered"), ("Tidak memenuhi syarat formil", "not_registered"), ("Diregister", "registered"),
        ("Bukan pelanggaran", "not_violation"), ("Menunggu verifikasi BKN", "taskforce_verify"),
        ("Terbukti", "recommended"), ("Rekomendasi KASN", "recommended"), ("Tidak terbukti", "not_proven"),
        ("Menunggu tindak lanjut PPK", "waiting_ppk"), ("Belum ditindaklanjuti", "waiting_ppk"),
        ("Sedang ditindaklanjuti", "waiting_ppk"), ("On process di PPK", "waiting_ppk"),
        ("Sudah ditindaklanjuti", "followed_up"), ("Dijatuhi sanksi", "followed_up"), ("FOLLOWED_UP", "followed_up"),
        ("Pensiun", "moot"), ("Meninggal dunia", "moot"), ("Blokir SIASN", "blocked"), ("Buka blokir", "unblocked"),
        ("Teguran BKN", "control_action"), ("Diteruskan ke Gakkumdu", "criminal"), ("Aduan ditolak", "rejected"),
    ],
)  # fmt: skip
def test_states_as_sheets_write_them(tmp_path: Path, text: str, state: str) -> None:
    assert sheet(tmp_path, line(text)).cases["state"].to_list() == [state]


@pytest.mark.parametrize("text", ["Dalam proses", "On process", "Selesai", "Ditindak"])
def test_a_state_that_could_be_several_is_not_guessed(tmp_path: Path, text: str) -> None:
    file = sheet(tmp_path, line(text))
    assert breaches(file) == [(2, "state", "not_a_choice")]
    assert "Ditindaklanjuti PPK: sanksi dijatuhkan" in file.rejects["detail"][0]["allowed"]


def test_in_process_is_not_followed_up() -> None:
    followed_up = [state.code for state in states().values() if state.counts_as_followed_up]
    assert followed_up == ["followed_up"]
    assert {states()[code].track for code in ("blocked", "unblocked", "control_action")} == {"control"}


@pytest.mark.parametrize(
    ("text", "level", "code", "found"),
    [
        ("HD-S1", "", "HD-S1", "sedang"), ("Pemotongan tukin 25% 6 bulan", "", "HD-S1", "sedang"),
        ("Pemotongan tunjangan kinerja 25% selama 12 bulan", "", "HD-S3", "sedang"),
        ("Sanksi moral terbuka", "", "SM-2", "moral"), ("PTDH", "", "PTDH", "pemberhentian"),
        ("Teguran lisan", "", "HD-R1", "ringan"), ("Hukuman disiplin berat", "", "", "berat"),
        ("Penundaan kenaikan gaji berkala", "", "LG-S1", "sedang"), ("", "Sedang", "", "sedang"), ("", "", "", ""),
        ("Hukdis Sedang", "", "", "sedang"), ("Sanksi moral", "", "", "moral"),
    ],
)  # fmt: skip
def test_sanctions_by_code_wording_or_level(tmp_path: Path, text: str, level: str, code: str, found: str) -> None:
    file = sheet(tmp_path, line("Dijatuhi sanksi", sanction=text, level=level))
    assert file.rejected == 0
    assert file.cases[["sanction_code", "sanction_level"]].values.tolist() == [[code, found]]
    said = file.observations[["measure", "category"]].values.tolist()
    assert said == [["sanction", found or "unknown"], ["case_step", "followed_up"]]


def test_a_stated_level_stays_beside_that_of_the_sanction(tmp_path: Path) -> None:
    file = sheet(tmp_path, line("Dijatuhi sanksi", sanction="Teguran lisan", level="Berat"))
    assert file.cases["sanction_level"].to_list() == ["berat"]
    assert file.conflicts[["kind", "stated", "found"]].values.tolist() == [
        ["sanction_level_differs", "berat", "ringan (HD-R1)"]
    ]


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        (line("Dijatuhi sanksi", sanction="Blokir SIASN"), ("sanction", "control_is_no_sanction")),
        (line("Dijatuhi sanksi", sanction="Teguran BKN"), ("sanction", "control_is_no_sanction")),
        (line("Menunggu tindak lanjut PPK", sanction="Teguran lisan"), ("sanction", "sanction_not_imposed")),
        (line("Direkomendasikan", level="Berat"), ("sanction", "sanction_not_imposed")),
        (line(subjects="0"), ("subjects", "no_subjects")),
        (line(subjects="dua"), ("subjects", "not_a_count")),
        (line(day="2024"), ("date", "step_year_only")),
        (line(day=""), ("date", "required")),
        (line(""), ("state", "required")),
        (line(number=""), ("case_id", "required")),
        (line(region="Jakarta Barat"), ("government", "not_a_government")),
        (line(day="2010-02-02"), ("election", "election_unstated")),
        (line(number="19800101 200501 1 001"), ("case_id", "looks_like_person")),
        (line(sanction="dicubit"), ("sanction", "not_a_choice")),
    ],
)
def test_breaches(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    file = sheet(tmp_path, row)
    assert breaches(file) == [(2, *breach)]
    assert file.cases.empty
    assert "19800101" not in file.rejects.to_csv()


def test_a_block_is_a_step_and_no_sanction(tmp_path: Path) -> None:
    file = sheet(tmp_path, line("Diblokir", sanction="Blokir SIASN"), line("Blokir dibuka", "2024-11-20"))
    assert file.rejected == 0
    assert file.cases["state"].to_list() == ["blocked", "unblocked"]
    assert set(file.observations["measure"]) == {"case_step"}


def test_steps_long_after_the_election_belong_to_it(tmp_path: Path) -> None:
    """By the first step of the case in the file; a case of its own so late is about the last vote before."""
    file = sheet(
        tmp_path,
        line("Diterima", "2024-01-10"), line("Direkomendasikan", "2024-03-05"), line("Dijatuhi sanksi", "2025-08-01"),
        line("Dijatuhi sanksi", "2025-02-01", "K-2"),
    )  # fmt: skip
    assert file.cases["election"].to_list() == ["Pemilu 2024"] * 3 + ["Pilkada 2024"]


def test_a_month_counts_as_its_last_day(tmp_path: Path) -> None:
    assert sheet(tmp_path, line(day="September 2024")).cases["as_of"][0].date().isoformat() == "2024-09-30"


def test_only_the_opening_step_is_held_against_the_confirmation_day(tmp_path: Path) -> None:
    """A sanction in November for an act of August under the code of ethics is as it should be."""
    before = sheet(
        tmp_path, line("Diterima", "2024-08-10", form="KE-01"), line("Dijatuhi sanksi", "2024-11-10", form="KE-01")
    )
    assert before.conflicts.empty
    late = sheet(tmp_path, line("Diterima", "2024-10-10", form="KE-01"), line("Direkomendasikan", form="KE-01"))
    assert late.conflicts[["kind", "stated", "found"]].values.tolist() == [
        ["category_unfit", "KE-01 (2024-10-10)", "2024-09-22"]
    ]
    assert sheet(tmp_path, line("Dijatuhi sanksi", "2024-11-10", form="KE-01")).conflicts.empty
    early = sheet(tmp_path, line("Diteruskan ke BKN", "2024-09-10", form="DI-01"))
    assert early.conflicts["kind"].to_list() == ["category_unfit"]


def test_two_rows_of_one_step(tmp_path: Path) -> None:
    file = sheet(tmp_path, line(day="2024-10-20"), line(day="2024-10-21"))
    assert (file.superseded, file.cases["as_of"].dt.day.to_list()) == (1, [21])
    assert file.conflicts["kind"].to_list() == ["duplicate_differs"]


@pytest.mark.parametrize("column", ["Nama Terlapor", "NIP", "NIK", "Terlapor", "Nama ASN"])
def test_a_file_with_columns_of_persons_is_refused_whole(tmp_path: Path, column: str) -> None:
    content = f"Nomor Kasus,Tanggal,Tahap,Kab/Kota,{column}\nK-1,2024-10-10,Terbukti,Kab. Konawe,Sukarno\n"
    file = stage_text(tmp_path, content)
    assert file.error is not None
    assert (file.error.rule, file.error.detail["headers"], file.read) == ("person_columns", [column], 0)
    assert "Sukarno" not in repr(file)


def test_every_sanction_and_state_has_one_meaning(tmp_path: Path) -> None:
    """Every packaged spelling of every state and sanction is read as that state or sanction."""
    known = [(word, code) for code, state in states().items() for word in (code, state.name_id, *state.spellings)]
    file = sheet(tmp_path, *(line(word, number=f"K-{place}") for place, (word, _) in enumerate(known)))
    assert file.rejected == 0
    assert file.cases["state"].to_list() == [code for _, code in known]
    kinds = [
        (word, code)
        for code, kind in sanctions().items()
        if kind.is_sanction
        for word in (code, kind.name_id, *kind.spellings)
    ]
    rows = (line("Dijatuhi sanksi", number=f"K-{place}", sanction=word) for place, (word, _) in enumerate(kinds))
    assert sheet(tmp_path, *rows).cases["sanction_code"].to_list() == [code for _, code in kinds]


# ------------------------------------------------------------------------------------------------- one row one case

WIDE = "No. Register,Kab/Kota,Tgl Registrasi,Tgl Penerusan,Tanggal Rekomendasi,Tanggal Sanksi,Jenis Sanksi,Status\n"


def steps(file: Staged) -> list[tuple[str, str, str, str]]:
    rows = file.cases.to_dict("records")
    return [(row["case_id"], row["state"], row["as_of"].date().isoformat(), row["sanction_code"]) for row in rows]


def test_one_row_a_case(tmp_path: Path) -> None:
    content = (
        "K-1,Kab. Konawe,1 Okt 2024,5/10/2024,2024-10-20,2024-11-30,HD-S1,Dijatuhi sanksi\n"
        "K-2,Kab. Muna,2024-10-02,-,,,,Diregister\n"
    )
    file = stage_text(tmp_path, WIDE + content)
    assert (file.source, file.read, file.rejected, file.dropped_columns) == ("case_outcome", 2, 0, ())
    assert steps(file) == [
        ("K-1", "registered", "2024-10-01", ""), ("K-1", "forwarded", "2024-10-05", ""),
        ("K-1", "recommended", "2024-10-20", ""), ("K-1", "followed_up", "2024-11-30", "HD-S1"),
        ("K-2", "registered", "2024-10-02", ""),
    ]  # fmt: skip
    assert file.records["row"].to_list() == [2, 2, 2, 2, 3]
    assert not [note for note in file.notes if note.kind == "state_without_day"]


def test_a_state_without_a_day_is_told_and_not_loaded(tmp_path: Path) -> None:
    file = stage_text(tmp_path, WIDE + "K-1,Kab. Konawe,,,2024-10-20,,,Menunggu tindak lanjut PPK\n")
    assert steps(file) == [("K-1", "recommended", "2024-10-20", "")]
    (note,) = [note for note in file.notes if note.kind == "state_without_day"]
    assert (note.row, note.detail) == (2, {"rows": 1})


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        ("K-1,Kab. Konawe,,,,,,Dijatuhi sanksi", ("date", "required")),
        ("K-1,Kab. Konawe,,,2024-10-20,,HD-S1,", ("sanction", "sanction_not_imposed")),
        ("K-1,Kab. Konawe,2024-10-01,,kemarin,,,", ("date", "date_unreadable")),
        (",Kab. Konawe,2024-10-01,,,,,", ("case_id", "required")),
    ],
)
def test_a_wide_row_is_rejected_whole(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    file = stage_text(tmp_path, WIDE + row + "\n")
    assert breaches(file) == [(2, *breach)]
    assert (file.read, file.cases.empty, file.records.empty) == (1, True, True)


def test_a_case_says_the_same_in_either_form(tmp_path: Path) -> None:
    wide = stage_text(tmp_path, WIDE + "K-1,Kab. Konawe,2024-10-01,,2024-10-20,2024-11-30,HD-S1,\n")
    long = sheet(
        tmp_path, line("Diregister", "2024-10-01"), line("Rekomendasi", "2024-10-20"),
        line("Dijatuhi sanksi", "2024-11-30", sanction="HD-S1"),
    )  # fmt: skip
    assert wide.cases.equals(long.cases)
    assert wide.observations.equals(long.observations)
    assert wide.records["content_hash"].equals(long.records["content_hash"])
