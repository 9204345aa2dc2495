"""Programs that serve on this machine: a free port for one, whether it answers yet, and its end."""

import socket
import subprocess
import time
from urllib.error import URLError
from urllib.request import urlopen

POLL_S = 0.1


def free_port() -> int:
    """A port of this machine that nobody serves at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def comes_to_answer(address: str, process: "subprocess.Popen[bytes]", within_s: float) -> bool:
    """Wait until an address answers; false where its process has ended before, or the time is over."""
    deadline = time.monotonic() + within_s
    while not _answers(address):
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)  # bounded by the deadline above; there is nothing to be told by
    return True


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, and see to it."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False
