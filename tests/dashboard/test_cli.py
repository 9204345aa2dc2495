"""The command as people type it: exit codes, streams, and the shapes that machines read."""

import csv
import io
import json
import re
import socket
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.errors import SettingsError
from etl.settings import Settings
from tests.dashboard.commanding import Ended, as_process, netralitas
from tests.etl.loading import recap, write_csv

COUNTS = {"read", "accepted", "rejected", "unchanged", "superseded", "skipped", "replaced"}
DOCUMENTED = Path(__file__).parents[2] / "etl" / "reference" / "documented_events.csv"
COLUMNS = (
    "indicator,indicator_title,region_code,region_name,level,extent,category,election,period_start,period_end,as_of,"
    "numerator,denominator,cases_ended,cases,value,ci_low,ci_high,unit,status,reason,coverage_n,coverage_of,provenance,"
    "source,version"
)


def receipt(*words: str | Path, code: int, **environment: str) -> dict[str, Any]:
    ended = netralitas("load", *words, "--json", **environment)
    assert ended.returncode == code, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def rows(*words: str, run: Callable[..., Ended] = netralitas) -> list[dict[str, str]]:
    ended = run(*words)
    assert ended.returncode == 0, ended.stderr
    return list(csv.DictReader(io.StringIO(ended.stdout)))


def test_load_status_export_from_one_file(tmp_path: Path) -> None:
    loaded = receipt(DOCUMENTED, code=0)
    assert set(loaded) == {"run_id", "version", "dry_run", "takes_back", "conflicts", "files"} | COUNTS
    assert set(loaded["files"][0]) >= {"path", "source", "sha256", "status", "error"} | COUNTS
    assert (loaded["read"], loaded["accepted"], loaded["version"]) == (290, 290, 1)

    ended = netralitas("export", "violation_count", "--level", "province", "--region", "74", "--from", "2024-10-14",
                       "--to", "2024-10-14")  # fmt: skip
    assert ended.stdout.splitlines()[0] == COLUMNS
    found = [row for row in csv.DictReader(io.StringIO(ended.stdout)) if row["category"] == "total"]
    assert {(row["extent"], row["value"], row["coverage_n"], row["coverage_of"]) for row in found} == {
        ("government", "3", "", ""),
        ("area", "40", "14", "18"),
    }
    inside = rows("export", "violation_count", "--level", "regency", "--region", "74")
    totals = {row["region_code"]: row for row in inside if row["category"] == "total" and row["as_of"] == "2024-10-14"}
    assert totals["74.02"]["value"] == "11"
    assert (totals["74.72"]["status"], totals["74.72"]["value"]) == ("missing", "")
    assert sum(int(row["value"]) for row in totals.values() if row["value"]) == 37

    output = tmp_path / "out.csv"
    assert netralitas("export", "violation_count", "--level", "regency", "--output", output).stdout == ""
    assert output.read_text(encoding="utf-8").startswith(COLUMNS + "\n")

    held = json.loads(netralitas("status", "--json").stdout)
    assert {"version", "runs", "sources", "open_rejects", "conflicts"} <= set(held)
    assert {(each["stated"], each["found"]) for each in held["conflicts"]} >= {
        ("117", "101"),
        ("176", "170"),
        ("54", "56"),
    }


def test_a_month_is_a_period_and_its_end_the_date(tmp_path: Path) -> None:
    """In processes of their own, as people run them: nothing of one command is left for the next but the warehouse."""
    ended = as_process("load", recap(tmp_path / "a.csv", ("Kota Kendari", "", "2024-09", 10, 4)), "--json")
    assert (ended.returncode, json.loads(ended.stdout)["accepted"]) == (0, 1), ended.stderr
    [row] = rows("export", "pact_signing_rate", "--level", "regency", "--region", "74.71", run=as_process)
    assert [row[name] for name in ("period_start", "period_end", "as_of")] == ["2024-09-01", "2024-09-30", "2024-09-30"]
    assert [row[name] for name in ("numerator", "denominator", "value", "unit")] == ["4", "10", "40", "%"]
    assert rows("export", "pact_signing_rate", "--level", "regency", "--from", "2024-10-01") == []


def test_bad_rows_end_with_three_and_are_listed(tmp_path: Path) -> None:
    file = recap(
        tmp_path / "a.csv", ("Kota Kendari", "Dinas A", "2024-09-30", 10, 4), ("Bima", "B", "2024-09-30", 1, 2)
    )
    loaded = receipt(file, code=3)
    listed = rows("rejects", "--run", loaded["run_id"])
    columns = ["file", "sheet", "row", "column", "value", "rule", "message", "remedy", "status", "closed_by"]
    assert list(listed[0]) == columns
    assert {(row["status"], row["closed_by"]) for row in listed} == {("open", "")}
    assert {row["row"] for row in listed} == {"3"}
    assert all(row["message"] and row["remedy"] for row in listed)
    assert len(json.loads(netralitas("rejects", "--format", "json").stdout)) == len(listed)


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path) -> None:
    (folder := tmp_path / "x\x1b]0;y\x07").mkdir()
    path = folder / "rekap\x9b2J\u202e.csv"
    path.write_text(
        "government,agency,date,employed,signed,Catatan\x1b[2J\u202e\n"
        "Kota Kendari,Dinas \x1b[31mKesehatan,2024-09-10,10,3,\nKota Kendari,Dinas Sosial,2024-09-10,10,3,\n"
    )
    steering = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
    for words in (["load", path], ["load", path, "--json"], ["rejects"], ["rejects", "--format", "json"], ["status"]):
        ended = netralitas(*words)
        assert ended.stdout and not steering.search(ended.stdout + ended.stderr), words
    assert json.loads(netralitas("load", path, "--json").stdout)["rejected"] == 1


def test_nothing_loaded_still_prints_a_receipt(tmp_path: Path) -> None:
    assert receipt(tmp_path / "absent.csv", code=2)["files"][0]["status"] == "refused"
    strange = write_csv(tmp_path / "strange.csv", ["a", "b"], [[1, 2]])
    assert receipt(strange, code=2)["files"][0]["error"]
    down = receipt(strange, code=2, NETRALITAS_WAREHOUSE_URL="postgresql://127.0.0.1:1/none")
    assert down["version"] is None
    assert "tidak dapat dipakai" in down["files"][0]["error"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "nothing", "--level", "province"), "Tidak ada indikator"),
        (("export", "report_count", "--level", "province"), "Belum ada gudang data"),
        (("export", "report_count", "--level", "province", "--region", "99"), "Tidak ada daerah"),
        (("status", "--warehouse", "nowhere"), "Tidak ada gudang data"),
        (("rejects",), "Belum ada gudang data"),
        (("regions", "resolve", "Bima", "--province", "00"), "Tidak ada provinsi"),
        (("serve", "--host", "0.0.0.0"), "belum ada login"),
        (("demo", "--host", "192.0.2.1"), "belum ada login"),
    ],
)
def test_a_users_mistake_is_told_without_a_traceback(words: tuple[str, ...], said: str) -> None:
    ended = as_process(*words)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_resolve_prints_one_item_a_text() -> None:
    found = json.loads(netralitas("regions", "resolve", "Mubar", "Bima", "Zzz").stdout)
    assert [(each["text"], each["status"], each["region_code"]) for each in found] == [
        ("Mubar", "one", "74.13"),
        ("Bima", "several", None),
        ("Zzz", "none", None),
    ]
    assert set(found[1]["candidates"][0]) == {"region_code", "region_name", "why"}


def test_the_version_is_that_of_the_project(project_dir: Path) -> None:
    declared = tomllib.loads((project_dir / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    ended = netralitas("--version")
    assert (ended.returncode, ended.stdout) == (0, f"netralitas {declared}\n")


def test_settings_hide_the_password_and_name_every_variable() -> None:
    url = "postgresql://someone:geheim@127.0.0.1/x"
    shown = netralitas("settings", "--json", NETRALITAS_WAREHOUSE_URL=url, NETRALITAS_WAREHOUSES="a,b")
    assert "geheim" not in shown.stdout
    assert set(json.loads(shown.stdout)["warehouses"]) == {"a", "b"}
    bad = netralitas("settings", NETRALITAS_PORT="many")
    assert (bad.returncode, "NETRALITAS_PORT" in bad.stderr, "Traceback" in bad.stderr) == (2, True, False)


@pytest.mark.parametrize(
    ("variable", "value", "indonesian", "english"),
    [
        ("LANGUAGE", "jv", "harus 'id' atau 'en'", "must be 'id' or 'en'"),
        ("PORT", "many", "harus bilangan bulat", "must be a whole number"),
        ("PORT", "70000", "paling banyak 65535", "must be at most 65535"),
        ("WORKERS", "0", "paling sedikit 1", "must be at least 1"),
        ("HOST", "0.0.0.0", "belum ada login", "there is no sign-in yet"),
        ("TIME_ZONE", "Mars", "zona waktu ini tidak ada", "no such time zone"),
        ("WAREHOUSES", "a,a", "nama gudang data", "names of warehouses"),
        ("WAREHOUSE_URL", "mysql://x/y", "gudang datanya SQLite", "the warehouse is SQLite"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_language(
    variable: str, value: str, indonesian: str, english: str
) -> None:
    name = f"NETRALITAS_{variable}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(name, value)
        with pytest.raises(SettingsError) as refused:
            Settings.load()
    for language, words in (("id", indonesian), ("en", english)):
        told = refused.value.said(language)
        assert f"{name}: {words}" in told or (variable == "HOST" and words in told)
        assert (indonesian in told, english in told) == (language == "id", language == "en")


def test_simulated_files_load_into_the_simulated_warehouse(tmp_path: Path) -> None:
    assert as_process("simulate", "--out", tmp_path / "s", "--regions", "3", "--seed", "1").returncode == 0
    assert receipt(tmp_path / "s", "--warehouse", "simulasi", code=0)["rejected"] == 0
    found = rows("export", "pact_signing_rate", "--level", "national", "--warehouse", "simulasi")
    assert {row["provenance"] for row in found} == {"simulated"}


@pytest.mark.parametrize(("warehouses", "named"), [("w", False), ("w,simulasi", True)])
def test_simulate_names_no_warehouse_that_is_not_on_offer(tmp_path: Path, warehouses: str, named: bool) -> None:
    words = ("simulate", "--out", tmp_path, "--regions", "1", "--sources", "headcount")
    ended = netralitas(*words, NETRALITAS_WAREHOUSES=warehouses)
    assert f"netralitas load {tmp_path}" in ended.stdout
    assert ("--warehouse simulasi" in ended.stdout) == named


def test_places_that_cannot_be_used_are_told_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    down = receipt(recap(tmp_path / "a.csv"), code=2, NETRALITAS_DATA_DIR=str(blocked / "var"))
    assert "tidak dapat dibuat" in down["files"][0]["error"]
    ended = netralitas("simulate", "--out", blocked / "x", "--regions", "1")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "bukan URL SQLAlchemy" in netralitas("status", NETRALITAS_WAREHOUSE_URL="postgresql://u:x@host:abc/d").stderr


def test_a_taken_port_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = as_process("serve", "--port", str(taken.getsockname()[1]))
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert [each for each in ("Port", "--port", "NETRALITAS_PORT") if each not in ended.stderr] == []
