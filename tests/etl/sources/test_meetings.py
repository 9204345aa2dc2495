"""Questions of council committees: who was asked, by when an answer was promised, and what it was."""

from pathlib import Path

import pytest

from etl.sources.meetings import committee_of
from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text, staged
from tests.etl.layout.drawing import sheet, workbook

HEADER = "DPRD,Tanggal rapat,Komisi,Nomor pertanyaan,Pertanyaan,OPD,Dijanjikan,Dijawab pada,Jawaban\n"
QUESTION = "Mengapa penandatanganan belum selesai?"


def line(
    region: str = "Kab. Konawe", day: str = "2024-10-14", committee: str = "", number: str = "1", text: str = QUESTION,
    agency: str = "", due: str = "", answered: str = "", answer: str = "",
) -> str:  # fmt: skip
    return ",".join([region, day, committee, number, text, agency, due, answered, answer]) + "\n"


def asked(folder: Path, *lines: str) -> Staged:
    return stage_text(folder, HEADER + "".join(lines))


def test_a_question_is_an_annotation_and_no_figure(tmp_path: Path) -> None:
    answered = line(agency="Dinas Kesehatan", due="2024-10-28", answered="1 November 2024", answer="Sudah selesai.")
    file = asked(tmp_path, answered, line(number="2"))
    one, other = file.annotations.to_dict("records")
    names = ("kind", "annotation_id", "region_code", "agency", "subject", "text", "reply", "institution")
    assert [one[name] for name in names] == [
        "question", "74.02|2024-10-14|Komisi I|001", "74.02", "Dinas Kesehatan", "", QUESTION, "Sudah selesai.",
        "Komisi I",
    ]  # fmt: skip
    days = ("as_of", "about_on", "due_on", "ends_on")
    assert [str(one[name])[:10] for name in days] == ["2024-10-14", "NaT", "2024-10-28", "2024-11-01"]
    assert [str(other[name])[:10] for name in days] == ["2024-10-14", "NaT", "NaT", "NaT"]  # open
    assert (file.source, len(file.observations), len(file.events)) == ("meetings", 0, 0)
    assert file.records["slice_key"].tolist() == ["74.02|2024-10-14|Komisi I|001", "74.02|2024-10-14|Komisi I|002"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", "Komisi I"), ("komisi i", "Komisi I"), ("Komisi 1", "Komisi I"), ("1", "Komisi I"), ("IV", "Komisi IV"),
        ("KOMISI A", "Komisi A"), ("Panitia  Khusus", "Panitia Khusus"), ("Komisi I dan II", "Komisi I dan II"),
    ],
)  # fmt: skip
def test_committees_in_one_spelling(written: str, meant: str) -> None:
    assert committee_of(written) == meant


def test_numbers_are_told_apart_by_what_they_count(tmp_path: Path) -> None:
    """`2.` is `02`, and each committee of a day counts for itself."""
    file = asked(tmp_path, line(number="2."), line(number="02"), line(number="10"), line(committee="II", number="2"))
    keys = [key.split("|", 2)[2] for key in file.records["record_key"]]
    assert (sorted(keys), file.superseded) == (["Komisi II|002", "Komisi I|002", "Komisi I|010"], 1)


def test_a_sheet_of_one_council_with_its_own_running_number(tmp_path: Path) -> None:
    table = (
        "| PEMERINTAH KABUPATEN KONAWE |\n| RISALAH RAPAT KOMISI I |\n"
        "| No. | Hari/Tanggal | Pertanyaan | Ditujukan kepada | Tenggat | Penanya |\n"
        "| 1 | Senin, 14 Oktober 2024 | Jumlah ASN yang belum menandatangani? | Inspektorat | 28/10/2024 | Budi |\n"
        "| 2 | Senin, 14 Oktober 2024 | Kapan rekap dikirim? | | | Sitti Aminah |\n"
    )
    file = staged(workbook(tmp_path / "risalah.xlsx", sheet(table)))
    assert (file.source, file.error, file.rejected, file.dropped_columns) == ("meetings", None, 0, ("Penanya",))
    assert file.annotations[["region_code", "agency"]].to_numpy().tolist() == [["74.02", "Inspektorat"], ["74.02", ""]]
    assert "Aminah" not in repr(file) + file.annotations.to_csv()


def test_a_council_is_its_government(tmp_path: Path) -> None:
    regions = ("DPRD Kota Kendari", "DPRD Provinsi Sulawesi Tenggara", "Kota Kendari")
    lines = [line(region, number=str(at)) for at, region in enumerate(regions)]
    assert asked(tmp_path, *lines).annotations["region_code"].to_list() == ["74.71", "74", "74.71"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (line(region="DPRD Jakarta Selatan"), ["government not_a_government"]),
        (line(day="Oktober 2024"), ["date day_needed"]),
        (line(region="Provinsi Papua Selatan", day="2022-07-01"), ["government not_yet_founded"]),
        (line(number=""), ["number required"]),
        (line(text=""), ["question required"]),
        (line(text="Mengapa Ir. Budi Santoso hadir?"), ["question looks_like_person"]),
        (line(due="2024-10-13"), ["due promised_before_meeting"]),
        (line(due="2024-10-14", answered="2024-10-14", answer="Ya."), []),
        (line(answered="2024-10-13"), ["answered_on answered_before_meeting"]),
        (line(answer="Sudah."), ["answered_on answer_undated"]),
        (line(answered="kemarin", answer="Sudah."), ["answered_on date_unreadable"]),
        (line(answered="2024-10-20"), []),  # that it was answered is known, and not how
        (line(answered="2024-10-20", answer="Tanya 081234567890"), ["answer looks_like_person"]),
    ],
)
def test_breaches(tmp_path: Path, row: str, found: list[str]) -> None:
    assert [f"{column} {rule}" for _, column, rule in breaches(asked(tmp_path, row))] == found


def test_a_number_of_two_questions_is_rejected_with_both(tmp_path: Path) -> None:
    """The same question again is its newer row: the answer has come."""
    newer = line(text=QUESTION.upper(), answered="2024-10-20")
    file = asked(tmp_path, line(number="3", text="Satu?"), line(number="03", text="Dua?"), line(), newer)
    assert breaches(file) == [(2, "number", "question_number_twice"), (3, "number", "question_number_twice")]
    assert (file.superseded, file.annotations["ends_on"].notna().to_list()) == (1, [True])
