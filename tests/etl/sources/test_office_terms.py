"""Terms of heads of government: how the office was held, and nobody's name."""

from pathlib import Path

import pandas as pd
import pytest

from etl.sources.office_terms import OFFICES, PREFIXES
from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text

HEADER = "Kab/Kota,Status jabatan,Mulai menjabat,Berakhir,Keputusan\n"


def line(
    region: str = "Kab. Konawe", status: str = "Pj", start: str = "2023-09-24", end: str = "", decree: str = "SK 1"
) -> str:
    return ",".join([region, status, start, end, decree]) + "\n"


def terms(folder: Path, *lines: str) -> Staged:
    return stage_text(folder, HEADER + "".join(lines))


def test_a_term_is_an_annotation_and_no_figure(tmp_path: Path) -> None:
    file = terms(tmp_path, line(end="20 Februari 2025"))
    (found,) = file.annotations.to_dict("records")
    days = {name: found.pop(name) for name in ("as_of", "about_on", "due_on", "ends_on")}
    assert found == {
        "record_key": "74.02|2023-09-24|acting", "kind": "office_term", "annotation_id": "74.02|2023-09-24|acting",
        "region_code": "74.02", "agency": "", "election": "", "subject": "acting", "text": "Penjabat Bupati",
        "reply": "", "institution": "", "citation": "SK 1",
    }  # fmt: skip
    assert [str(day)[:10] for day in days.values()] == ["2023-09-24", "NaT", "NaT", "2025-02-20"]
    assert (file.source, len(file.observations), len(file.events), len(file.cases)) == ("office_terms", 0, 0, 0)
    assert file.records["slice_key"].to_list() == ["74.02"]


@pytest.mark.parametrize(
    ("region", "written", "status", "title"),
    [
        ("Kab. Konawe", "Bupati", "elected", "Bupati"),
        ("Kota Kendari", "definitif", "elected", "Wali Kota"),
        ("Kota Kendari", "Pj. Walikota", "acting", "Penjabat Wali Kota"),
        ("Provinsi Sulawesi Tenggara", "Penjabat Gubernur", "acting", "Penjabat Gubernur"),
        ("Kab. Konawe", "Pjs", "temporary", "Penjabat Sementara Bupati"),
        ("Kab. Konawe", "Plt. Bupati", "executor", "Pelaksana Tugas Bupati"),
        ("Kab. Konawe", "pelaksana harian", "daily", "Pelaksana Harian Bupati"),
        ("Kab. Kotabaru", "elected", "elected", "Bupati"),
    ],
)
def test_how_the_office_is_held(tmp_path: Path, region: str, written: str, status: str, title: str) -> None:
    found = terms(tmp_path, line(region, written)).annotations
    assert found[["subject", "text"]].to_numpy().tolist() == [[status, title]]


def test_every_status_has_a_title_of_its_own() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert len(OFFICES) == 3


@pytest.mark.parametrize("word", ["", "-", "sekarang", "Masih menjabat"])
def test_a_term_that_has_not_ended(tmp_path: Path, word: str) -> None:
    file = terms(tmp_path, line(end=word))
    assert (file.rejected, file.annotations["ends_on"].isna().all()) == (0, True)


# ----------------------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize("column", ["Nama Pejabat", "Kepala Daerah", "Pejabat", "Nama Bupati/Wali Kota", "Nama"])
def test_a_name_is_told_as_not_loaded_and_never_kept(tmp_path: Path, column: str) -> None:
    """Neither from its own column nor from another in which it stands as well."""
    rows = line().strip() + ",Sitti Rahmawati\n" + line(region="Kab. Muna", decree="SK Sitti Rahmawati").strip()
    file = stage_text(tmp_path, f"{HEADER.strip()},{column}\n{rows},Sitti Rahmawati\n")
    assert (file.source, file.dropped_columns) == ("office_terms", (column,))
    assert breaches(file) == [(3, "source", "looks_like_person")]
    frames = (file.records, file.annotations, file.rejects, file.rejected_cells, file.conflicts)
    assert "Rahmawati" not in repr(file) + "".join(frame.to_csv() for frame in frames)


def test_a_list_of_staff_is_no_list_of_terms(tmp_path: Path) -> None:
    content = "Pemda,Nama,Jabatan,TMT,Pangkat\nKab. Konawe,Budi,Kepala Seksi,2020-01-01,III/a\n"
    file = stage_text(tmp_path, content)
    assert file.error is not None and file.error.rule == "unknown_source"


# ------------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        (line(region=""), ("government", "required")),
        (line(region="Jakarta Selatan"), ("government", "not_a_government")),
        (line(status=""), ("status", "required")),
        (line(status="Camat"), ("status", "not_a_choice")),
        (line(start=""), ("start", "required")),
        (line(start="September 2023"), ("start", "day_needed")),
        (line(start="24 s.d. 30 September 2023"), ("start", "day_needed")),
        (line(end="nanti"), ("end", "date_unreadable")),
        (line(end="2023-09-23"), ("end", "ends_before_start")),
        (line(region="Provinsi Papua Selatan", start="2022-07-24"), ("government", "not_yet_founded")),
        (line(decree="198001012005011001"), ("source", "looks_like_person")),
    ],
)
def test_breaches(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    assert breaches(terms(tmp_path, row)) == [(2, *breach)]


@pytest.mark.parametrize(
    ("spans", "overlap"),
    [
        ([("2018-09-24", "2023-09-24"), ("2023-09-24", "")], []),  # on one day the office changes hands
        ([("2018-09-24", "2023-09-25"), ("2023-09-24", "")], [2, 3]),
        ([("2023-09-24", ""), ("2018-09-24", "2023-09-24")], []),
        ([("2018-09-24", ""), ("2023-09-24", "")], [2, 3]),
        ([("2018-09-24", ""), ("2019-01-01", "2019-01-09"), ("2023-09-24", "2024-01-01")], [2, 3, 4]),
        ([("2018-09-24", "2023-01-01"), ("2019-01-01", "2019-01-01"), ("2023-09-24", "")], [2, 3]),
        ([("2018-09-24", "2018-09-24"), ("2018-09-24", "")], []),
        ([("2018-09-24", "2019-09-24"), ("2018-09-24", "2018-10-24")], [2, 3]),
    ],
)
def test_terms_of_one_government_do_not_overlap(
    tmp_path: Path, spans: list[tuple[str, str]], overlap: list[int]
) -> None:
    statuses = ("Pj", "Plh", "Plt")
    lines = [line(status=status, start=start, end=end) for status, (start, end) in zip(statuses, spans, strict=False)]
    file = terms(tmp_path, *lines, line(region="Kab. Muna", start="2020-01-01"))
    assert breaches(file) == [(row, "start", "terms_overlap") for row in overlap]


def test_overlapping_terms_are_told_with_their_days(tmp_path: Path) -> None:
    file = terms(tmp_path, line(start="2022-05-22"), line(start="2023-05-22", status="Plt"))
    assert (
        file.rejects["detail"].to_list() == [{"region": "Kabupaten Konawe", "terms": "2022-05-22–…, 2023-05-22–…"}] * 2
    )


def test_a_term_written_twice_counts_once_and_the_later_row_holds(tmp_path: Path) -> None:
    file = terms(tmp_path, line(), line(end="2024-09-24"))
    assert (file.superseded, file.annotations["ends_on"].to_list()) == (1, [pd.Timestamp("2024-09-24")])
    (conflict,) = file.conflicts.to_dict("records")
    assert (conflict["kind"], conflict["measure"], conflict["unit"]) == ("duplicate_differs", "office_term", "")
    assert (conflict["stated"], conflict["found"]) == ("Penjabat Bupati; 2024-09-24", "Penjabat Bupati")


def test_a_weekday_that_does_not_fit_is_a_conflict(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER + 'Kab. Konawe,Pj,"Senin, 24 September 2023",,\n')
    assert file.conflicts[["kind", "stated", "found"]].to_numpy().tolist() == [["weekday_differs", "Senin", "Minggu"]]
