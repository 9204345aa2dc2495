"""The right of reply: what a government says beside a figure of its own."""

from pathlib import Path

import pytest

from etl.indicators.registry import packaged
from etl.sources.beside import LONGEST_TEXT
from etl.staged import Staged
from tests.etl.intake.writing import breaches, stage_text

HEADER = "Kab/Kota,Tanggal,Indikator,Tanggal angka,Pemilihan,Pernyataan,Sumber\n"


def line(
    region: str = "Kab. Konawe", day: str = "2024-10-20", indicator: str = "pact_signing_rate",
    figure: str = "2024-09-30", election: str = "", text: str = "Rekap susulan sudah dikirim.",
) -> str:  # fmt: skip
    return ",".join([region, day, indicator, figure, election, f'"{text}"', "Surat 1"]) + "\n"


def said(folder: Path, *lines: str) -> Staged:
    return stage_text(folder, HEADER + "".join(lines))


def test_a_statement_is_an_annotation_and_no_figure(tmp_path: Path) -> None:
    file = said(tmp_path, line())
    (found,) = file.annotations.to_dict("records")
    told = {name: found[name] for name in ("kind", "region_code", "election", "subject", "text", "citation")}
    assert told == {
        "kind": "statement", "region_code": "74.02", "election": "Pilkada 2024", "subject": "pact_signing_rate",
        "text": "Rekap susulan sudah dikirim.", "citation": "Surat 1",
    }  # fmt: skip
    assert [str(found[name])[:10] for name in ("as_of", "about_on", "due_on", "ends_on")] == [
        "2024-10-20", "2024-09-30", "NaT", "NaT",
    ]  # fmt: skip
    assert (file.source, len(file.observations), len(file.events)) == ("statements", 0, 0)
    assert file.records["record_key"].item() == file.records["slice_key"].item()


@pytest.mark.parametrize("name", packaged())
def test_a_figure_is_named_by_its_id_or_a_title(tmp_path: Path, name: str) -> None:
    title = packaged()[name].title
    words = (name, title.id, title.en.upper())
    file = said(tmp_path, *(line(indicator=f'"{word}"', figure=f"2024-09-{10 + at}") for at, word in enumerate(words)))
    assert (file.rejected, file.annotations["subject"].to_list()) == (0, [name] * 3)


@pytest.mark.parametrize(
    ("day", "figure", "stated", "election"),
    [
        ("2024-10-20", "", "", "Pilkada 2024"),
        ("2024-10-20", "2024-01-31", "", "Pemilu 2024"),
        ("2025-02-20", "", "", "Pilkada 2024"),  # over, and the last one
        ("2026-09-20", "", "", ""),
        ("2026-09-20", "", "Pilkada Serentak 2024", "Pilkada 2024"),
    ],
)
def test_the_election_is_that_of_the_figure(tmp_path: Path, day: str, figure: str, stated: str, election: str) -> None:
    file = said(tmp_path, line(day=day, figure=figure, election=stated))
    assert (file.rejected, file.annotations["election"].to_list()) == (0, [election])


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        (line(region="Jakarta Selatan"), ("government", "not_a_government")),
        (line(region="Provinsi Papua Selatan", day="2022-07-01", figure=""), ("government", "not_yet_founded")),
        (line(day="Oktober 2024"), ("date", "day_needed")),
        (line(indicator="gosip"), ("indicator", "not_a_choice")),
        (line(indicator=""), ("indicator", "required")),
        (line(figure="2024-10-21"), ("figure_date", "figure_after_statement")),
        (line(election="Pilkada 1999"), ("election", "not_a_choice")),
        (line(text=""), ("statement", "required")),
        (line(text="x" * (LONGEST_TEXT + 1)), ("statement", "too_long")),
        (line(text="Tanyakan kepada Drs. Budi Santoso"), ("statement", "looks_like_person")),
        (line(text="Hubungi 081234567890."), ("statement", "looks_like_person")),
    ],
)
def test_breaches(tmp_path: Path, row: str, breach: tuple[str, str]) -> None:
    file = said(tmp_path, row)
    assert breaches(file) == [(2, *breach)]
    assert "Santoso" not in file.rejects.to_csv() + file.rejected_cells.to_csv()


def test_a_long_statement_is_kept_whole(tmp_path: Path) -> None:
    """Words that elsewhere begin a total or a note begin a statement too."""
    texts = ["Jumlah " + "x" * (LONGEST_TEXT - 7), "Catatan: angka ini keliru.", "Total, menurut kami, benar: 5."]
    lines = [line(day=f"2024-10-2{at}", text=text) for at, text in enumerate(texts)]
    assert said(tmp_path, *lines).annotations["text"].to_list() == texts


def test_two_figures_have_two_statements_of_one_day(tmp_path: Path) -> None:
    file = said(tmp_path, line(), line(indicator="report_count"), line(figure=""), line(text="Yang terakhir berlaku."))
    assert (len(file.annotations), file.superseded) == (3, 1)
    assert "Yang terakhir berlaku." in file.annotations["text"].to_list()
