"""Pieces of the commands, without starting a process for each."""

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import typer

from dashboard.cli import app
from dashboard.commands import receipts
from dashboard.commands.console import day, quiet
from dashboard.commands.exporting import LevelChoice, export
from dashboard.commands.receipts import print_receipt, short_names
from etl.errors import NetralitasError
from etl.receipt import Counts, FileReceipt, Receipt
from etl.settings import Language


@pytest.mark.parametrize("text", ["2024-09-17", "17/09/2024", "17-9-2024", "17 Sept 2024", "Selasa, 17 September 2024"])
def test_a_day_is_taken_in_every_form_that_files_have(text: str) -> None:
    assert day(text) == date(2024, 9, 17)


@pytest.mark.parametrize("text", ["", "kemarin", "2024-09", "17/13/2024", "Senin, 17 September 2024"])
def test_what_is_no_day_is_told_with_the_forms(text: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"2024-09-17, 17/09/2024"):
        day(text)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NetralitasError, match="2025-01-01 is after --to 2024-01-01"):
        export("report_count", LevelChoice.national, start=date(2025, 1, 1), end=date(2024, 1, 1))


def test_an_output_that_nobody_reads_any_more_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stream, quiet(stream) as output:  # noqa: PTH123 - a descriptor
        output.write("x" * 1_000_000)
        output.flush()


def helps(command: Any) -> list[str]:
    """What a command says of itself and of its options, and all that is below it."""
    said = [command.help, *(getattr(option, "help", None) for option in command.params)]
    return [text for text in said if text] + [
        text for below in getattr(command, "commands", {}).values() for text in helps(below)
    ]


def test_a_help_breaks_lines_where_the_screen_ends_alone() -> None:
    found = helps(typer.main.get_command(app))
    assert len(found) > 60
    assert [text for text in found if "\n" in text.replace("\n\n", "")] == []


FILE = FileReceipt(
    path="a.csv", source="event", status="loaded", counts=Counts(read=3, accepted=1, rejected=2), dropped_columns=("x",)
)
RECEIPT = Receipt("R", 1, [FILE], [])


@pytest.mark.parametrize(
    ("language", "mine", "other"),
    [
        (
            "id",
            ("Berkas", "Diterima", "dimuat", "tidak dimuat", "versi 1", "menyebut"),
            ("Accepted", "loaded", "lists"),
        ),
        ("en", ("File", "Accepted", "loaded", "not loaded", "version 1", "lists"), ("Diterima", "dimuat", "menyebut")),
    ],
)
def test_a_receipt_speaks_one_language(
    language: Language, mine: tuple[str, ...], other: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    print_receipt(RECEIPT, language)
    said = capsys.readouterr().out
    assert [word for word in mine if word not in said] == []
    assert [word for word in other if word in said] == []


def test_a_load_that_could_not_begin_has_no_version(capsys: pytest.CaptureFixture[str]) -> None:
    print_receipt(replace(RECEIPT, run_id=None, version=None), "en")
    said = capsys.readouterr().out
    assert "Nothing was loaded." in said
    assert "None" not in said


def test_files_of_one_name_are_told_apart() -> None:
    assert short_names(["z.zip/a/b/rekap.csv", "z.zip/c/rekap.csv", "c/daftar.csv", "x/c/rekap.csv"]) == [
        "b/rekap.csv", "z.zip/c/rekap.csv", "daftar.csv", "x/c/rekap.csv",
    ]  # fmt: skip
    assert short_names(["a.csv", "a.csv"]) == ["a.csv", "a.csv"]
    assert short_names([]) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_of_a_receipt_is_cut_on_a_narrow_screen(
    language: Language, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts.out, "width", 80)
    counts = Counts(read=4321, accepted=1000, rejected=321, unchanged=2000, superseded=1000, skipped=9, replaced=8)
    name = "rekapitulasi-penandatanganan-pakta-integritas-netralitas-kabupaten-kepulauan-x.csv"
    files = [
        FileReceipt(path=f"{each}/{name}", source="pact_register", status="rejected", counts=counts) for each in "ab"
    ]
    print_receipt(Receipt("R", 1, files, []), language)
    table = [line for line in capsys.readouterr().out.splitlines() if line[:1] in "┏┃┡│└"]
    assert max(map(len, table)) <= 80
    said = " ".join(table)
    assert "…" not in said
    words = {"id": ("diterima", "Berkas", "pact_register"), "en": ("accepted", "File", "pact_register")}[language]
    assert [word for word in words if word not in said] == []
