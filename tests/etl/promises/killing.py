"""A load in a process of its own, killed where one wishes: `python -m tests.etl.promises.killing STEP URL FILE...`.

STEP is the step at whose end the process kills itself, or `-` for none.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from etl.settings import Place

PROJECT = Path(__file__).parents[3]


def start(step: str, place: Place, *files: Path) -> "subprocess.Popen[str]":
    """Start such a load."""
    words = [sys.executable, "-m", "tests.etl.promises.killing", step, place.url, *map(str, files)]
    return subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def main() -> None:
    from tests.etl.loading import load_for_few as load

    step, url, *files = sys.argv[1:]

    def on_step(name: str) -> None:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    load(Place("uji", url), *map(Path, files), on_step=on_step, on_wait=lambda _: on_step("waiting"))


if __name__ == "__main__":
    main()
