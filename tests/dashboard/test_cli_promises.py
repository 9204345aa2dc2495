"""What the command promises of a load: tried beforehand, alone, and taken back."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.commands.held import _print_status
from etl.settings import Language, Settings
from etl.warehouse.lock import one_load
from tests.dashboard.commanding import as_process, netralitas
from tests.etl.loading import recap, write_csv

DAY = "2024-09-30"


def spoken(*words: str | Path, code: int = 0) -> Any:
    ended = netralitas(*words, "--json")
    assert ended.returncode == code, ended.stderr
    return json.loads(ended.stdout)


def test_help_names_every_command_without_loading_what_is_heavy() -> None:
    ended = as_process("--help")
    assert ended.returncode == 0
    for name in ("load", "revert", "rejects", "status", "export", "settings", "simulate", "serve", "demo", "regions"):
        assert f" {name} " in ended.stdout


def test_a_dry_run_says_so_in_words_and_leaves_no_file(tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", DAY, 10, 4), ("Bima", "B", DAY, 1, 2))
    ended = netralitas("load", file, "--dry-run")
    assert (ended.returncode, "tidak ada yang diubah" in ended.stdout) == (3, True)
    assert "nothing was changed" in netralitas("load", file, "--dry-run", NETRALITAS_LANGUAGE="en").stdout
    assert not (tmp_path / "var").exists()
    tried = spoken("load", file, "--dry-run", code=3)
    assert (tried["dry_run"], tried["run_id"], tried["version"], tried["accepted"]) == (True, None, 1, 1)


def test_a_run_is_taken_back_and_brought_again(tmp_path: Path) -> None:
    loaded = spoken("load", recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", DAY, 10, 4)))
    tried = spoken("revert", loaded["run_id"], "--dry-run")
    assert (tried["dry_run"], tried["replaced"]) == (True, 1)
    undone = netralitas("revert", loaded["run_id"])
    assert undone.returncode == 0, undone.stderr
    assert "netralitas revert" in undone.stdout
    [_, revert] = spoken("status")["runs"]
    assert revert["takes_back"] == loaded["run_id"]
    again = netralitas("revert", loaded["run_id"])
    assert (again.returncode, again.stdout, "Traceback" in again.stderr) == (2, "", False)
    assert "sudah ditarik" in again.stderr
    assert spoken("revert", revert["run_id"])["accepted"] == 1
    assert netralitas("revert", "nobody").returncode == 2


def test_a_load_that_may_not_wait_is_refused_and_told_who_is_at_it(tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", DAY, 10, 4))
    with one_load(Settings.load().place(), datetime(2024, 9, 30, 8, tzinfo=UTC)):
        ended = as_process("load", file, "--no-wait")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "2024-09-30T08:00:00+00:00" in ended.stderr
    assert netralitas("load", file, "--no-wait").returncode == 0


STATUS: dict[Language, tuple[str, ...]] = {
    "id": (
        "Gudang data w (nyata), versi 12",
        "12 pemuatan, 1 penolakan terbuka, 0 pertentangan.",
        "Pemuatan load-10, versi 10: 3 diterima, 1 ditolak, 0 tidak berubah.",
        "Pemuatan load-11, versi 11: 3 diterima, 1 ditolak, 0 tidak berubah; ditarik oleh back.",
        "Pemuatan back menarik load-11.",
        "10 pemuatan terakhir; `netralitas status --json` memuat semuanya.",
    ),
    "en": (
        "Warehouse w (real), version 12",
        "12 runs, 1 open reject, 0 conflicts.",
        "Run load-10, version 10: 3 accepted, 1 rejected, 0 unchanged.",
        "Run load-11, version 11: 3 accepted, 1 rejected, 0 unchanged; taken back by back.",
        "Run back takes back load-11.",
        "The last 10 runs; `netralitas status --json` has them all.",
    ),
}


@pytest.mark.parametrize("language", STATUS)
def test_status_in_words_lists_the_runs_and_what_was_taken_back(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {"accepted": 3, "rejected": 1, "unchanged": 0}
    loads = [{"run_id": f"load-{n}", "version": n, "takes_back": None, "taken_back_by": None} for n in range(1, 12)]
    back = {"run_id": "back", "version": 12, "takes_back": "load-11", "taken_back_by": None}
    runs = [{**run, **counts} for run in ({**loads[-1], "taken_back_by": "back"}, back)]
    shown = {"warehouse": "w", "nature": "real", "version": 12, "sources": [], "open_rejects": 1, "refused_files": []}
    _print_status({**shown, "conflicts": [], "runs": [{**run, **counts} for run in loads[:-1]] + runs}, language)
    lines = capsys.readouterr().out.splitlines()
    assert set(STATUS[language]) <= set(lines)
    assert not [line for line in lines if "load-2," in line]


def test_a_template_is_a_workbook_and_an_unknown_source_is_told(tmp_path: Path) -> None:
    target = tmp_path / "form.xlsx"
    ended = netralitas("template", "pact_recap", "--output", target)
    assert (ended.returncode, target.read_bytes()[:2]) == (0, b"PK")
    assert [path.name for path in tmp_path.glob("*form*")] == ["form.xlsx"]
    target.write_bytes(b"filled in")
    again = netralitas("template", "pact_recap", "--output", target)
    assert (again.returncode, "form.xlsx sudah ada" in again.stderr) == (2, True)
    assert target.read_bytes() == b"filled in"
    unknown = netralitas("template", "nothing")
    assert (unknown.returncode, "pact_recap" in unknown.stderr) == (2, True)
    nowhere = netralitas("template", "pact_recap", "--output", tmp_path / "none" / "form.xlsx")
    assert (nowhere.returncode, "Traceback" in nowhere.stderr) == (2, False)


def test_what_a_file_does_not_say_is_said_by_the_command(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", ["Perangkat daerah", "Jumlah ASN", "Sudah TTD"], [["Dinas A", 10, 4]])
    assert spoken("load", file, code=2)["files"][0]["status"] == "refused"
    loaded = spoken("load", file, "--region", "74.71", "--date", "2024-09-30")
    assert loaded["accepted"] == 1
    assert {note["kind"] for note in loaded["files"][0]["notes"]} >= {"found_in_given"}
    assert "2024-09-30" in netralitas("load", file, "--region", "74.71", "--date", "2024-09-30").stdout
    unknown = netralitas("load", file, "--region", "99.99")
    assert (unknown.returncode, "Tidak ada daerah" in unknown.stderr) == (2, True)
    english = netralitas("load", file, "--region", "99.99", NETRALITAS_LANGUAGE="en")
    assert english.stderr.splitlines() == [
        "There is no region '99.99'.", "`netralitas regions resolve NAME` finds its code."
    ]  # fmt: skip


def test_codes_of_bps_are_read_when_declared(tmp_path: Path) -> None:
    header = ["region_code", "agency", "date", "employed", "signed"]
    file = write_csv(tmp_path / "a.csv", header, [["7471", "Dinas A", DAY, 10, 4]])
    assert spoken("load", file, "--code-system", "bps")["accepted"] == 1
    rows = csv.DictReader(io.StringIO(netralitas("export", "pact_signing_rate", "--level", "regency").stdout))
    assert {row["region_name"] for row in rows if row["value"]} == {"Kota Kendari"}


def test_a_query_stands_in_for_a_file(tmp_path: Path) -> None:
    database = tmp_path / "kepegawaian.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("create table rekap (government, agency, date, employed, signed)")
        connection.execute("insert into rekap values ('Kota Kendari', 'Dinas A', '2024-09-30', 10, 4)")
    url = f"sqlite:///{database}"
    assert spoken("load", "--sql", url, "--query", "rekap")["accepted"] == 1
    assert spoken("load", "--sql", url, "--query", "select * from rekap")["unchanged"] == 1
    for words in (("--sql", url), ("--query", "rekap"), ()):
        ended = netralitas("load", *words)
        assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)


def test_files_are_staged_in_as_many_processes_as_told(tmp_path: Path) -> None:
    files = [recap(tmp_path / f"{n}.csv", ("Kota Kendari", f"Dinas {n}", DAY, 10, 4)) for n in range(3)]
    assert spoken("load", *files, "--processes", "2")["accepted"] == 3
    assert spoken("load", *files, "--processes", "1")["unchanged"] == 3


def test_rejects_go_out_as_a_workbook_and_come_back(tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", DAY, 10, 40))
    run = spoken("load", file, code=2)["run_id"]
    book = tmp_path / "perbaikan.xlsx"
    assert netralitas("rejects", "--format", "xlsx").returncode == 2
    assert "1 baris yang ditolak" in netralitas("rejects", "--format", "xlsx", "--output", book).stdout
    loaded = openpyxl.load_workbook(book)
    sheet = loaded["pact_recap"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Sudah menandatangani") + 1).value = 4
    loaded.save(book)
    closer = spoken("load", book)["run_id"]
    assert netralitas("rejects").stdout.count("\n") == 1
    target = tmp_path / "r.csv"
    assert netralitas("rejects", "--run", run, "--output", target).stdout == ""
    [told] = csv.DictReader(io.StringIO(target.read_text("utf-8")))
    assert (told["status"], told["closed_by"]) == ("closed", closer)
