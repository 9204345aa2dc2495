"""A large recap through the real command: how long it takes, and how much memory it needs at most."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from geo.regions import RegionIndex

ROWS = 100_000
LONGEST_S = 120
MOST_MEMORY_MB = 1500
AGENCIES = tuple(f"Dinas Simulasi {number}" for number in range(1, 13))


def _large_recap(path: Path) -> None:
    """A recap of every government's agencies on as many dates as it takes; signatures grow with the dates."""
    index = RegionIndex.packaged()
    days = pd.date_range("2024-03-01", periods=16, freq="16D").strftime("%Y-%m-%d")
    axes: dict[str, Sequence[str]] = {"region_code": index.governments("00"), "agency": AGENCIES, "date": list(days)}
    rows = pd.MultiIndex.from_product(list(axes.values()), names=list(axes)).to_frame(index=False).iloc[:ROWS]
    codes, governments = pd.factorize(rows["region_code"])
    names = [f"Provinsi {index[code].name}" if len(code) == 2 else index[code].name for code in governments]
    employed = 40 + codes % 900
    step = pd.factorize(rows["date"])[0]
    rows.assign(
        government=[names[code] for code in codes],
        employed=employed,
        signed=employed * (step + 1) // (len(days) + 1),
        scope="all",
        provenance="simulated",
    ).to_csv(path, index=False)


@pytest.mark.soak
def test_a_recap_of_100_000_rows(tmp_path: Path) -> None:
    recap = tmp_path / "recap.csv"
    _large_recap(recap)
    command = [
        str(Path(sys.executable).with_name("netralitas")),
        "load",
        str(recap),
        "--warehouse",
        "simulasi",
        "--json",
    ]
    started = time.monotonic()
    with (tmp_path / "receipt.json").open("w+") as receipt:
        process = subprocess.Popen(command, stdout=receipt, env=os.environ | {"NETRALITAS_DATA_DIR": str(tmp_path)})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        receipt.seek(0)
        counts = json.load(receipt)
    seconds, megabytes = time.monotonic() - started, usage.ru_maxrss / 1024
    sys.stdout.write(f"\n{ROWS} recap rows: {seconds:.1f} s, at most {megabytes:.0f} MB in one process\n")
    assert process.returncode == 0
    assert counts["read"] == counts["accepted"] == ROWS
    assert counts["rejected"] == 0
    assert seconds < LONGEST_S
    assert megabytes < MOST_MEMORY_MB
