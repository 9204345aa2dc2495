"""What was measured, as its part of docs/benchmarks.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.document import machine, replace_part, versions
from tests.benchmarks.measuring import Measured

LIBRARIES = ("duckdb", "numpy", "pandas", "polars", "pyarrow", "sqlalchemy")
STEPS = {
    "staged": "read, check, pseudonymise, write the parts",
    "recorded": "compare with what is there, count every person once, write the counts",
    "computed": "reckon every indicator",
    "published": "write figures, conflicts, receipt",
    "committed": "commit",
}
PIECES = {
    "scan": "read the CSV, all columns that are used, as text",
    "numbers": "read the CSV, NIP alone, and check it",
    "pseudonyms": "read the CSV, NIP alone, and put a keyed HMAC in its place",
    "gathered": "the one pass that does all of this, and keeps what a row says as numbers",
}


class Cost(NamedTuple):
    """Seconds for a register of so many rows: a bare DuckDB's, and those of a whole load."""

    rows: int
    peer: float
    load: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Findings:
    """The national register.

    middle: the median round of `simple`, `same`, `count`, `load`; ratios: medians of the ratios within a round;
    pieces: parts of staging by themselves, seconds.
    """

    rows: int
    size: int
    middle: Mapping[str, Measured]
    ratios: Mapping[tuple[str, str], float]
    pieces: Mapping[str, float]


def write(to: Path, found: Findings, costs: Sequence[Cost], increment: tuple[Measured, Measured]) -> str:
    """Write the part; returns it."""
    lines = [*_head(found), *_ratios(found), *_steps(found), *_costs(costs), *_increment(increment)]
    return replace_part(to, "make bench", lines)


def _head(found: Findings) -> list[str]:
    return [
        "`make bench` measures this part anew. What is compared was measured in one run, one after the other, on the "
        "same file; the median of several rounds counts.",
        "",
        f"- {machine()}, SQLite warehouse on a local disk",
        f"- {versions(LIBRARIES)}",
        f"- a simulated national register of {found.rows:,} rows, {found.size / 1e6:,.0f} MB of CSV in one file: some "
        "people listed twice, some rows to reject",
        "",
    ]


def _ratios(found: Findings) -> list[str]:
    middle, ratios = found.middle, found.ratios
    seconds = {name: float(each.said["seconds"]) for name, each in middle.items()}
    return [
        "## Against a bare DuckDB",
        "",
        "*Bare* is `read_csv` + `count(distinct nip)` + `group by` government and agency. *Same answers* also counts "
        "each person once, where the earliest valid signature stands; the counts were compared and are equal.",
        "",
        "| | seconds | bare = 1 | same answers = 1 | memory, MB |",
        "|---|---:|---:|---:|---:|",
        f"| DuckDB, bare | {seconds['simple']:.2f} | 1 | | {middle['simple'].memory_mb:,.0f} |",
        f"| DuckDB, same answers | {seconds['same']:.2f} | {seconds['same'] / seconds['simple']:.1f} | 1 "
        f"| {middle['same'].memory_mb:,.0f} |",
        *(
            f"| {words} | {seconds[name]:.2f} | **{ratios[name, 'simple']:.1f}** | {ratios[name, 'same']:.1f} "
            f"| {middle[name].memory_mb:,.0f} |"
            for name, words in {
                "count": "Netralitas without the warehouse: read, check, pseudonymise, count",
                "load": "Netralitas, all of it: and load, compute, publish",
            }.items()
        ),
        "",
        "Seconds are those of the work itself, without starting Python; memory is the most that all processes held at "
        "one time.",
        "",
    ]


def _steps(found: Findings) -> list[str]:
    steps = found.middle["load"].said["steps"]
    whole = sum(steps.values())
    return [
        "## Where the time goes",
        "",
        "| step | seconds | share |",
        "|---|---:|---:|",
        *(f"| {STEPS[name]} | {took:.2f} | {took / whole:.0%} |" for name, took in steps.items()),
        "",
        "Parts of the first step by themselves, each from the file on:",
        "",
        "| part | seconds |",
        "|---|---:|",
        *(f"| {PIECES[name]} | {took:.2f} |" for name, took in found.pieces.items()),
        "",
    ]


def _costs(costs: Sequence[Cost]) -> list[str]:
    return [
        "## Cost of a row",
        "",
        "| rows | seconds | microseconds a row | bare DuckDB, microseconds a row | memory, MB |",
        "|---:|---:|---:|---:|---:|",
        *(
            f"| {cost.rows:,} | {cost.load:.1f} | {cost.load / cost.rows * 1e6:.2f} "
            f"| {cost.peer / cost.rows * 1e6:.2f} | {cost.memory_mb:,.0f} |"
            for cost in costs
        ),
        "",
    ]


def _increment(increment: tuple[Measured, Measured]) -> list[str]:
    whole, again = increment
    return [
        "## One corrected file",
        "",
        f"The nation in one file a government: {whole.said['seconds']:.1f} s for {whole.said['read']:,} rows, at most "
        f"{whole.memory_mb:,.0f} MB in all processes and {whole.largest_mb:,.0f} MB in one. Then one again, with "
        f"one signature more: **{again.said['seconds']:.1f} s** ({again.seconds:.1f} s with the start of Python).",
        "",
    ]
