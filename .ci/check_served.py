"""Start the installed command in the present, empty folder and fetch what it serves: the page, its scripts, a map."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from html import unescape
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

READY_WITHIN_S = 150


def main(command: str, data: str) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([command, "demo", "--port", str(port)], env=os.environ | {"NETRALITAS_DATA_DIR": data})
    try:
        address = f"http://127.0.0.1:{port}/"
        page = wait_for_page(address, process)
        scripts = [unescape(source) for source in re.findall(r'<script[^>]*\ssrc="([^"]+)"', page)]
        for path in [*scripts, "/page.json", *maps()]:
            fetch(urljoin(address, path))
        print(f"Served: the page, {len(scripts)} scripts, {len(maps())} maps, each with its security headers.")
        return 0
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_page(address: str, process: "subprocess.Popen[bytes]") -> str:
    """The first page, as soon as it is served."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return fetch(address)
        except HTTPError:
            raise
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    sys.exit(f"netralitas demo did not serve within {READY_WITHIN_S} s (exit code: {process.poll()}).")


def fetch(url: str) -> str:
    """The text at a URL. Raises HTTPError unless it is there; ends unless it comes with a content policy."""
    with urlopen(url, timeout=30) as answer:
        if "default-src 'self'" not in answer.headers.get("Content-Security-Policy", ""):
            sys.exit(f"{url} came without its Content-Security-Policy.")
        return str(answer.read().decode("utf-8"))


def maps() -> list[str]:
    """Paths of the published maps, as the installed package names them."""
    import dashboard

    folder = Path(dashboard.__file__).parent / "_assets" / "maps"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = sorted(set(re.findall(r"[\w.-]+\.json", json.dumps(manifest))))
    if not files:
        sys.exit(f"{folder} names no map.")
    return [f"/maps/{name}" for name in files]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
