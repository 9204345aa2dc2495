"""What somebody may send to the server, and that nothing but the answer comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from dashboard.app import create_app, packaged_pages
from dashboard.assets import MAPS
from dashboard.i18n import LANGUAGES, text_for
from dashboard.pages import Page
from dashboard.paths import MAP, content_of
from etl.settings import Settings
from etl.warehouse.schema import metadata
from geo.publish import packaged_manifest
from tests.dashboard.seed import seeded

CONTENT = content_of(MAP)
EXPECTED_CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing-here", "/export.csv", "/_dash-layout", "/topojson/x.json"])
def test_every_answer_carries_the_headers(settings: Settings, path: str) -> None:
    app = create_app(settings)
    answer = app.server.test_client().get(path, headers={"Host": "127.0.0.1:8050"})
    assert answer.headers["Content-Security-Policy"] == EXPECTED_CSP.format(hashes=" ".join(app.csp_hashes()))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "Server-Timing" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/admin", "/_reload-hash", "/_mcp", "/assets/", "/assets/locale/id/page.ftl", "/assets/maps/manifest.json",
        "/assets/../pyproject.toml", "/assets/%2e%2e/pyproject.toml", "/assets/..%2fpyproject.toml", "/maps/",
        "/maps/manifest.json", "/maps/../css/base.css", "/maps/..%2f..%2fpyproject.toml", "/maps/%2e%2e/x.json",
        "/maps/regency.000000000000.json", "/_dash-component-suites/dashboard/cli.py",
        "/_dash-component-suites/dash/../../etc/passwd", "/static/x", "/\x00", "/index.html",
    ],
)  # fmt: skip
def test_what_is_not_listed_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"Traceback" not in answer.data
    assert len(answer.data) < 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/export.csv", "/print.pdf", "/_dash-layout", "/healthz"])
def test_only_reading_is_allowed(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method).status_code == 404


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8050", "localhost.evil.example", "0.0.0.0", "[::2]", ""],
)
def test_another_name_that_points_here_gets_nothing(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert b"Netralitas" not in answer.data


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8050", "[::1]:8050", "127.8.8.8"])
def test_this_machines_names_are_served(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_nobody_can_call_what_only_answers(client: FlaskClient) -> None:
    """Pages are read; there is no callback on the server that a foreign page could make somebody's browser call."""
    assert client.post("/_dash-update-component", json={}).status_code == 404
    assert client.post(CONTENT, json={}).status_code == 404
    assert "Access-Control-Allow-Origin" not in client.get(CONTENT, headers={"Origin": "http://evil.example"}).headers


@pytest.mark.parametrize(
    "search",
    [
        "?" + "&".join(f"region={n}" for n in range(400)),
        "?region=%00%00",
        "?at=%F0%9F%98%80",
        "?compare=" + "74," * 600,
        "?indicator='%20OR%201=1--",
        "?unit=<script>alert(1)</script>",
        "?" + "%" * 1999,
        "?election=\u202e",
        "?=&&=;",
        "?" + "a" * 9000,
        "?<script>alert(1)</script>=1",
        "?region=74.72%0d%0aX-Evil:1",
        "?at=0001-01-01&since=9999-12-31",
        "?at=9999-12-31&since=0001-01-01",
        "?at=1945-08-17&since=2199-12-31&region=93",
        "?at=2199-12-31&since=1945-08-17&areas=then",
    ],
)
def test_a_hostile_address_shows_a_page(client: FlaskClient, search: str) -> None:
    for page in packaged_pages():
        answer = client.get(f"{content_of(page.path)}{search}")
        assert answer.status_code == 200
        assert answer.mimetype == "application/json"
        assert b"alert(1)</script>=" not in answer.data
        assert text_for("id")("page-failed-what").encode() not in answer.data
        frame = client.get(f"{page.path}{search}").get_data(as_text=True)
        assert "<script>alert" not in frame
    for path, kind in (("/export.csv", "text/csv"), ("/print.pdf", "application/pdf")):
        refused = client.get(f"{path}{search}")
        assert (refused.status_code, refused.mimetype) in ((200, kind), (400, "text/plain"))


def test_the_frame_names_its_content_and_nothing_breaks_out_of_it(client: FlaskClient) -> None:
    frame = client.get('/?region=74"><img src=x onerror=a()>&lang=en').get_data(as_text=True)
    *_, address = re.findall(r'<link rel="preload" as="fetch" href="([^"]*)" crossorigin>', frame)
    assert address.startswith("/page.json?region=74")
    assert "<img" not in frame


def test_a_link_splits_no_header(client: FlaskClient) -> None:
    answer = client.get("/export.csv?region=74.72%0d%0aX-Evil:1&at=2024-01-01%0d%0a")
    assert "X-Evil" not in answer.headers


# -- maps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("accepted", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")])
def test_a_map_comes_compressed_and_is_kept_for_ever(client: FlaskClient, accepted: str, coding: str) -> None:
    path = f"/maps/{packaged_manifest(MAPS)['regency'].file}"
    answer = client.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in answer.headers["Vary"]
    again = client.get(path, headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_map_comes_plain_to_whom_it_must(client: FlaskClient) -> None:
    answer = client.get(f"/maps/{packaged_manifest(MAPS)['province'].file}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.get_json()["type"] == "FeatureCollection"


# -- what is not there -------------------------------------------------------------------------------------------------


def test_an_absent_warehouse_says_which_command_makes_it(
    client_of: Callable[[Settings], FlaskClient],
    tmp_path: Path,
) -> None:
    client = client_of(Settings.load(data_dir=tmp_path / "nothing"))
    answer = client.get(CONTENT)
    assert answer.status_code == 200
    assert "netralitas demo" in answer.get_data(as_text=True)
    assert client.get("/export.csv").status_code == 503
    assert not (tmp_path / "nothing").exists()


def test_a_file_that_is_no_warehouse_is_an_answer_in_words(
    client_of: Callable[[Settings], FlaskClient],
    tmp_path: Path,
) -> None:
    (tmp_path / "terdokumentasi.sqlite").write_bytes(b"not a database at all, but long enough to be read as one")
    answer = client_of(Settings.load(data_dir=tmp_path)).get(CONTENT)
    assert answer.status_code == 200
    assert "netralitas demo" in answer.get_data(as_text=True)


def test_simulated_figures_say_so_in_page_and_file(
    client_of: Callable[[Settings], FlaskClient],
    tmp_path: Path,
) -> None:
    seeded(tmp_path, nature="simulated", name="simulasi")
    client = client_of(Settings.load(data_dir=tmp_path))
    page = client.get(f"{CONTENT}?data=simulasi&indicator=violation_count").get_data(as_text=True)
    assert text_for("id")("mark-simulated") in page
    lines = client.get("/export.csv?data=simulasi&indicator=violation_count").get_data(as_text=True).splitlines()[1:]
    assert lines
    assert all(",simulated," in line for line in lines)


def test_the_dashboard_never_writes(settings: Settings, client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "var" / "terdokumentasi.sqlite"
    before = file.read_bytes()
    client.get(f"{CONTENT}?indicator=violation_count")
    assert file.read_bytes() == before


def test_two_pages_at_one_path_are_refused(settings: Settings) -> None:
    page, *_ = packaged_pages()
    other = Page(page.path, "page-map", page.show)
    with pytest.raises(ValueError, match="several pages at /"):
        create_app(settings, [page, other])


@pytest.mark.parametrize("path", ["/petta", "/peta/kendari/"])
def test_who_mistypes_an_address_is_told_in_both_languages(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    for language in LANGUAGES:
        assert text_for(language)("no-page-what") in page
        assert f'href="/?lang={language}"' in page
    assert 'rel="icon"' in page  # without, a browser asks for one of its own, and gets 404
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    assert sheets
    for sheet in sheets:
        with client.get(sheet) as found:
            assert found.status_code == 200


def test_an_empty_warehouse_says_how_to_fill_it(client_of: Callable[[Settings], FlaskClient], tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'terdokumentasi.sqlite'}")
    metadata.create_all(engine)
    engine.dispose()
    client = client_of(Settings.load(data_dir=tmp_path))
    assert "netralitas load" in client.get(CONTENT).get_data(as_text=True)
    assert client.get("/export.csv").status_code == 200


def test_a_fault_of_ours_is_told_in_words_and_kept_in_the_log(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.pages.map.content", lambda *_: 1 / 0)
    answer = client.get(f"{CONTENT}?region=74")
    assert answer.status_code == 200
    assert text_for("id")("page-failed-what") in answer.get_data(as_text=True)
    assert "ZeroDivisionError" not in answer.get_data(as_text=True)
    assert "ZeroDivisionError" in caplog.text


def test_what_an_address_names_by_its_state_is_kept(client: FlaskClient) -> None:
    def cached(path: str) -> str:
        with client.get(path) as answer:
            return answer.headers["Cache-Control"]

    page = client.get("/").get_data(as_text=True)
    state = page.partition('src="/assets/js/render.js')[2].partition('"')[0]
    assert "immutable" in cached(f"/assets/js/render.js{state}")
    assert "immutable" not in cached("/assets/js/render.js")
    assert "immutable" not in cached("/assets/js/none.js?m=1")
    assert cached("/") == "no-cache"
