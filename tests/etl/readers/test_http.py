"""Files on the web, by a server on this machine: with and without a stated length, cut off, and refused."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from etl.readers import Remote, open_file
from tests.etl.loading import load, people_in, place_in
from tests.etl.people.registers import nip, register, row
from tests.etl.readers.test_separated import problem_of

CSV = b"a,b\n" + b"1,2\n" * 50_000
PIECE = 10_000


class Web(BaseHTTPRequestHandler):
    """Gives `raw`, in the way that the first part of the path says, or the status that it names."""

    protocol_version = "HTTP/1.1"
    raw = CSV

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(b"")

    def do_GET(self) -> None:
        self._answer(self.raw)

    def _answer(self, body: bytes) -> None:
        way = self.path.split("/")[1]
        if way.isdigit():
            self._begin(int(way), "Content-Length", "0")
        elif way == "untold":
            self._begin(200, "Transfer-Encoding", "chunked")
            pieces = [body[at : at + PIECE] for at in range(0, len(body), PIECE)]
            chunks = (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])
            self.wfile.writelines(chunks if body else ())
        else:
            self._begin(200, "Content-Length", str(len(self.raw)))
            self.wfile.write(body[: len(body) // 2] if way == "cut" else body)
        self.close_connection = True

    def _begin(self, status: int, header: str, value: str) -> None:
        self.send_response(status)
        self.send_header(header, value)
        self.end_headers()


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("way", ["told", "untold"])
def test_it_is_read_to_its_end(way: str, web: str) -> None:
    (grid,) = open_file(Remote(f"{web}/{way}/a.csv")).grids
    assert grid.cells.shape == (50_001, 2)


@pytest.mark.parametrize("way", ["told", "untold"])
def test_a_register_is_read_to_its_end(way: str, web: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [row("Kota Kendari", "Dinas Kesehatan", nip(n), "2024-09-10") for n in range(500)]
    monkeypatch.setattr(Web, "raw", register(tmp_path / "in" / "a.csv", lines).read_bytes())
    assert load(place_in(tmp_path), Remote(f"{web}/{way}/a.csv"), people=people_in(tmp_path)).counts.accepted == 500


@pytest.mark.parametrize(
    ("way", "rule", "detail"),
    [
        ("404", "url_missing", {}),
        ("401", "url_forbidden", {}),
        ("403", "url_forbidden", {}),
        ("503", "url_server_fault", {"status": 503}),
        ("cut", "url_cut_off", {}),
    ],
)
def test_what_cannot_be_had_is_refused(way: str, rule: str, detail: dict[str, object], web: str) -> None:
    assert problem_of(open_file(Remote(f"{web}/{way}/a.csv"))) == (rule, detail)


def test_a_server_that_is_not_there_or_speaks_no_https_is_told_in_words(web: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        gone = f"127.0.0.1:{server.server_port}"
    refused = ("url_refused", {"host": gone})
    assert problem_of(open_file(Remote(f"http://petugas:rahasia@{gone}/a.csv"))) == refused
    assert problem_of(open_file(Remote("http://bkn.invalid/a.csv"))) == ("url_no_host", {"host": "bkn.invalid"})
    host = web.removeprefix("http://")
    assert problem_of(open_file(Remote(f"https://{host}/told/a.csv"))) == ("url_not_secure", {"host": host})


@pytest.mark.parametrize(("raised", "rule"), [(TimeoutError, "url_too_slow"), (PermissionError, "url_forbidden")])
def test_what_other_file_systems_raise_is_told_in_words(
    raised: type[Exception], rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.size", fail)
    assert problem_of(open_file(Remote("memory://kirim/a.csv")))[0] == rule
