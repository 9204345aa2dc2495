"""The command, as a process of its own or in this one."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from dashboard.cli import main

Ended = subprocess.CompletedProcess[str]


def netralitas(*words: str | Path, stdin: str = "", **environment: str) -> Ended:
    """Run `netralitas WORDS...` to its end in this process, which spares it from loading all it needs anew.

    The whole of it, from its words to its exit code. What it and its own processes write is caught where they write
    it, at the descriptors. It takes no signals and sees what is loaded already: where that matters, `as_process`.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["netralitas", *map(str, words)])
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        for name, value in environment.items():
            patch.setenv(name, value)
        with _written_to(out, "stdout", patch), _written_to(err, "stderr", patch), pytest.raises(SystemExit) as ended:
            main()
        return Ended(sys.argv, int(ended.value.code or 0), _read(out), _read(err))


@contextmanager
def _written_to(file: IO[bytes], name: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let all that is written to a standard stream go to a file, that of other processes too."""
    number = {"stdout": 1, "stderr": 2}[name]
    getattr(sys, name).flush()
    before = os.dup(number)
    try:
        os.dup2(file.fileno(), number)
        with open(number, "w", encoding="utf-8", closefd=False) as stream:
            patch.setattr(sys, name, stream)
            yield
            getattr(sys, name).flush()  # what the command has put in its place
    finally:
        os.dup2(before, number)
        os.close(before)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def as_process(*words: str | Path, **environment: str) -> Ended:
    """Run `netralitas WORDS...` to its end in a process of its own."""
    return subprocess.run(
        command(*words), capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment}
    )


def command(*words: str | Path) -> list[str]:
    """How to start it."""
    return [sys.executable, "-m", "dashboard.cli", *map(str, words)]
