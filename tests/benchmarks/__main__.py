"""`make bench`: the national register, end to end, against a bare DuckDB on the same file, in one run.

Nothing here fails for being slow: it measures and writes its part of docs/benchmarks.md. It does fail where
the answers differ.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pandas as pd

from etl.simulate import simulate
from tests.benchmarks.document import BENCHMARKS
from tests.benchmarks.measuring import Measured, run
from tests.benchmarks.report import Cost, Findings, write

NATION = 4_700_000
SIZES = (100_000, 1_000_000, NATION, 20_000_000)
SEED = 2024


@dataclass(frozen=True, slots=True)
class Bench:
    """Where files go, and how often a thing is measured; the median counts."""

    folder: Path
    times: int

    def register(self, rows: int) -> Path:
        """A national register with its faults: some rows are rejected, some people listed twice."""
        out = self.folder / f"{rows}"
        return simulate(out, seed=SEED, sources=["pact_register"], rows=rows, faults=True)[0]

    def warehouse(self) -> Path:
        """An empty folder for a warehouse."""
        folder = self.folder / "warehouse"
        shutil.rmtree(folder, ignore_errors=True)
        return folder

    def several(self, times: int, module: str, what: str, *arguments: object) -> list[Measured]:
        return [run(module, what, *self._folder_of(module), *arguments) for _ in range(times)]

    def _folder_of(self, module: str) -> tuple[Path, ...]:
        return (self.warehouse(),) if module == "ours" else ()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def nation(bench: Bench, rows: int) -> Findings:
    """The register of a nation, by everybody in turn, so that the machine is the same for all."""
    path = bench.register(rows)
    answers = [bench.folder / "peer.parquet", bench.folder / "ours.parquet"]
    rounds = []
    for number in range(bench.times):
        _say(f"{rows} rows, round {number + 1} of {bench.times}")
        rounds.append(
            {
                "simple": run("peer", "simple", path),
                "same": run("peer", "same", path, answers[0]),
                "count": run("ours", "count", bench.warehouse(), path, answers[1]),
                "load": run("ours", "load", bench.warehouse(), path),
            }
        )
    _hold_same(*answers)
    pieces = run("ours", "pieces", bench.warehouse(), path)
    middle = {name: _median([each[name] for each in rounds]) for name in rounds[0]}
    ratios = {
        (ours, peer): median(each[ours].said["seconds"] / each[peer].said["seconds"] for each in rounds)
        for ours in ("count", "load")
        for peer in ("simple", "same")
    }
    return Findings(rows, path.stat().st_size, middle, ratios, pieces.said["steps"])


def _median(found: Sequence[Measured]) -> Measured:
    return sorted(found, key=lambda each: float(each.said["seconds"]))[len(found) // 2]


def _hold_same(theirs: Path, ours: Path) -> None:
    """Both have counted the same. Raises AssertionError where they have not."""
    frames = [
        pd.read_parquet(path).sort_values(["region_code", "agency"], ignore_index=True).astype({"signed": "int64"})
        for path in (theirs, ours)
    ]
    pd.testing.assert_frame_equal(*frames, check_dtype=False)


def costs(bench: Bench, sizes: Sequence[int], known: Findings) -> list[Cost]:
    """What a row costs by the size of the register."""
    found = []
    for rows in sizes:
        if rows == known.rows:
            peer, load = known.middle["simple"], known.middle["load"]
        else:
            _say(f"{rows} rows")
            path = bench.register(rows)
            peer, load = run("peer", "simple", path), run("ours", "load", bench.warehouse(), path)
            shutil.rmtree(path.parents[1])
        found.append(Cost(rows, float(peer.said["seconds"]), float(load.said["seconds"]), load.memory_mb))
    return found


def incremental(bench: Bench, rows: int) -> tuple[Measured, Measured]:
    """All region files of a nation, then one of them again, corrected: one who had not signed has."""
    _say(f"{rows} rows, one file a government, then one of them corrected")
    files = simulate(
        bench.folder / "regions", seed=SEED, sources=["pact_register"], rows=rows, faults=True, per_region=True
    )
    warehouse = bench.warehouse()
    whole = run("ours", "load", warehouse, files[0].parent)
    changed = files[len(files) // 2]
    text = changed.read_text("utf-8")
    changed.write_text(text.replace(",,belum,", ",2024-11-25,sudah,", 1), encoding="utf-8")
    again = run("ours", "load", warehouse, changed)
    assert again.said["version"] == whole.said["version"] + 1
    shutil.rmtree(files[0].parents[1])
    return whole, again


def main() -> None:
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--rows", type=int, default=NATION, help="of the national register")
    options.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="for the cost of a row")
    options.add_argument("--times", type=int, default=3, help="how often to measure; the median counts")
    options.add_argument("--to", type=Path, default=BENCHMARKS)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.times)
        found = nation(bench, chosen.rows)
        by_size = costs(bench, chosen.sizes, found)
        sys.stdout.write(write(chosen.to, found, by_size, incremental(bench, chosen.rows)))


if __name__ == "__main__":
    main()
