"""`netralitas people` as people type it."""

import json
from pathlib import Path

from tests.dashboard.commanding import netralitas
from tests.etl.people.registers import nip, register, row

KENDARI, HEALTH = "Kota Kendari", "Dinas Kesehatan"


def loaded(folder: Path) -> None:
    rows = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n else "") for n in range(5)]
    assert netralitas("load", register(folder / "in" / "a.csv", rows)).returncode == 0


def test_who_is_erased_is_named_nowhere(tmp_path: Path) -> None:
    loaded(tmp_path)
    ended = netralitas("people", "erase", stdin=f"{nip(1)}\n\n{nip(2)}\n")
    assert ended.returncode == 0, ended.stderr
    assert "2 baris dari 2 orang" in ended.stdout
    wrong = netralitas("people", "erase", stdin=f"{nip(1)}\nrahasia\n")
    assert (wrong.returncode, "isian ke-2" in wrong.stderr) == (2, True)
    said = ended.stdout + ended.stderr + wrong.stdout + wrong.stderr
    assert not [text for text in (nip(1), nip(2), "rahasia") if text in said]
    assert netralitas("people", "erase").returncode == 2
    assert netralitas("people", "erase", nip(1)).returncode == 2


def test_a_key_is_rotated_time_is_up_and_all_of_it_can_be_checked(tmp_path: Path) -> None:
    loaded(tmp_path)
    assert "dengan 2 kunci" in netralitas("people", "rotate").stdout
    assert netralitas("people", "sweep").stdout == "0 bagian dihapus.\n"
    checked = netralitas("people", "check", "--json")
    assert (checked.returncode, json.loads(checked.stdout)) == (0, {"slices": 1, "faults": []})
    (part,) = (tmp_path / "var" / "people").rglob("*.parquet")
    content = part.read_bytes()
    part.unlink()
    faulty = netralitas("people", "check")
    assert (faulty.returncode, "74.71 kesehatan, 2024-09-30" in faulty.stdout) == (3, True), faulty.stdout
    part.write_bytes(content)
    assert "5 baris dari 1 irisan dihapus" in netralitas("people", "retain", "--days", "1").stdout
    assert not list((tmp_path / "var" / "people").rglob("*.parquet"))


def test_without_registers_it_says_so(tmp_path: Path) -> None:
    ended = netralitas("people", "check")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
