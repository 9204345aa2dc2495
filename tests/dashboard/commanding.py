"""The command as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def netralitas(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `netralitas WORDS...` to its end."""
    return subprocess.run(
        command(*words), capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment}
    )


def command(*words: str | Path) -> list[str]:
    """How to start it."""
    return [sys.executable, "-m", "dashboard.cli", *map(str, words)]
