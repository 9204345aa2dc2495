"""Functions that tests give to runners. They are a module's, so that another process can find them."""

import os
import signal
from pathlib import Path

from etl.runners import limits


def square(number: int) -> int:
    return number * number


def refuse(text: str) -> None:
    raise ValueError(text)


def process_and_threads() -> tuple[int, int, int | None]:
    share = limits()
    return os.getpid(), share.threads, share.memory_mb


def wait_for_word(fifo: Path) -> str:
    """What somebody else writes into a named pipe; until then this waits."""
    return fifo.read_text()


def say(fifo: Path, word: str) -> str:
    fifo.write_text(word)
    return word


def die_at_first(folder: Path, times: int) -> int:
    """Kill the process that runs this, so many times; then say in how many attempts that was."""
    attempt = len(list(folder.iterdir())) + 1
    (folder / str(attempt)).touch()
    if attempt <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return attempt


def hold(alive: Path, never: Path) -> None:
    """Keep a named pipe open for as long as this process lives."""
    with alive.open("w") as held:
        held.write("here")
        held.flush()
        never.read_text()


def hold_at_first(tried: Path, ready: Path, never: Path) -> str:
    """At the first attempt say which process this is and wait for ever; at the next return."""
    if tried.exists():
        return "second attempt"
    tried.touch()
    ready.write_text(str(os.getpid()))
    return never.read_text()
