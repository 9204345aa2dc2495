"""docs/benchmarks.md: each command writes its own part anew, and leaves all else as it is.

A part stands between two comments that name its command. What is outside of them was written by hand.
"""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measuring import PROJECT

BENCHMARKS = PROJECT / "docs" / "benchmarks.md"


def replace_part(to: Path, command: str, lines: Sequence[str]) -> str:
    """Write the part of a command into the page, at its end if it has none yet; returns the part."""
    part = "\n".join(lines).strip()
    begin, end = f"<!-- written by {command} -->", f"<!-- end of what {command} writes -->"
    page = to.read_text("utf-8") if to.exists() else "# Benchmarks\n"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2].strip("\n")
    pieces = [before.rstrip("\n"), f"{begin}\n\n{part}\n\n{end}", *([after] if after else [])]
    to.write_text("\n\n".join(pieces) + "\n", encoding="utf-8")
    return f"{part}\n"


def machine() -> str:
    """The day, and what it was measured on."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {os.cpu_count()} processors, {_memory_gb():.0f} GB, "
        f"{platform.system()} {platform.release().split('-')[0]}"
    )


def versions(libraries: Sequence[str]) -> str:
    """Python's version and those of these libraries."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in libraries)])


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
