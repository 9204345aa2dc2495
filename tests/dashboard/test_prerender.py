"""The page as HTML that stands until the application has drawn the same."""

import datetime as dt
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dash import dcc, html
from flask.testing import FlaskClient
from sqlalchemy import create_engine, insert, update

from dashboard.app import create_app
from dashboard.assets import MAPS
from dashboard.components.markup import render, tag
from dashboard.paths import MAP, content_of
from dashboard.prerender import LARGE, to_html
from dashboard.screen import Look, look_at
from etl.settings import Settings
from etl.warehouse.schema import run, version
from geo.publish import MANIFEST, packaged_manifest
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import MOMENT, seeded

CONTENT = content_of(MAP)
RECAP = "region=74&indicator=violation_count&at=2024-10-14"


class Reader(HTMLParser):
    """Words and opened elements of a document."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_nothing_breaks_out_of_an_element_or_an_attribute() -> None:
    hostile = '"><script>alert(1)</script>'
    page = html.Div([hostile, html.A(hostile, href=hostile, title=hostile), dcc.Link(hostile, href=hostile)])
    read = Reader(to_html(page))
    assert [name for name, _ in read.opened] == ["div", "a", "a"]
    assert {value for _, attributes in read.opened for value in attributes.values()} == {hostile}


def test_attributes_are_spelt_as_html_does() -> None:
    part = html.Label("Daerah", htmlFor="place", className="label", style={"--aspect": "2", "fontSize": "9px"})
    (opened,) = Reader(to_html(part)).opened
    assert opened == ("label", {"for": "place", "class": "label", "style": "--aspect:2;font-size:9px"})
    assert to_html(html.Div(hidden=True)) == '<div hidden=""></div>'
    assert to_html(html.Div(hidden=False)) == "<div></div>"


def test_what_is_html_already_stands_as_it_is_unless_it_is_large() -> None:
    assert to_html(render(tag("p", "<5"))) == '<div class="markup"><p>&lt;5</p></div>'
    assert to_html(render(tag("p", "x" * LARGE))) == '<div class="markup"></div>'


def test_choices_say_what_is_chosen() -> None:
    options = [{"label": "Provinsi", "value": "a"}, {"label": "Kota", "value": "b"}]
    assert Reader(to_html(dcc.Dropdown(id="x", options=options, value="b"))).words == ["Kota"]
    assert Reader(to_html(dcc.Dropdown(id="x", options=options, value=["a", "b"]))).words == ["Provinsi, Kota"]
    assert Reader(to_html(dcc.Dropdown(id="x", options=[], placeholder="Pilih"))).words == ["Pilih"]
    radio = Reader(to_html(dcc.RadioItems(id="x", options=options, value="b", className="segments")))
    assert ["checked" in attributes for name, attributes in radio.opened if name == "input"] == [False, True]


def test_a_component_that_has_no_still_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="Upload"):
        to_html(dcc.Upload(id="x"))


# -- the page ------------------------------------------------------------------------------------------------------


def test_the_page_is_there_before_any_script(client: FlaskClient) -> None:
    page = Reader(client.get(f"/peta?{RECAP}&lang=en").get_data(as_text=True))
    words = " ".join(page.words)
    assert "Sulawesi Tenggara" in words
    assert "Konawe" in words
    documents = [attributes for name, attributes in page.opened if name == "html"]
    assert documents == [{"lang": "en"}]
    maps = [attributes["data-map"] for name, attributes in page.opened if name == "svg" and "data-map" in attributes]
    assert len(maps) == 1
    assert '"74.02"' not in str(maps[0])
    assert "74.02" in str(maps[0])
    asked = [attributes["href"] for name, attributes in page.opened if attributes.get("as") == "fetch"]
    assert all(url in asked for url in re.findall(r'"url":"([^"]+)"', str(maps[0])))


def test_scripts_wait_in_a_template(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    before, _, rest = page.partition('<template id="application">')
    waiting, _, after = rest.partition("</template>")
    assert "<script src" not in before
    assert "dash_renderer" in waiting
    assert "/dash_table/" not in page
    assert re.findall(r'src="([^"?]+)', after) == ["/assets/js/prerender.js"]


def test_a_page_is_made_once_for_a_version(settings: Settings) -> None:
    site = create_app(settings).server.extensions["netralitas"]
    first = prepared(site, RECAP)
    assert prepared(site, RECAP) is first
    assert prepared(site, f"{RECAP}&lang=en") is not first
    assert prepared(site, f"{RECAP}&nobody=1") is not first
    engine = create_engine(settings.places[0].url)
    with engine.begin() as connection:
        moments = {"started_at": MOMENT, "finished_at": MOMENT}
        connection.execute(insert(run), [{"run_id": "r3", "version": 3, **moments}])
        connection.execute(insert(version), [{"version": 3, "run_id": "r3", "published_at": MOMENT}])
    engine.dispose()
    newer = prepared(site, RECAP)
    assert newer is not first
    assert "Versi 3" in newer.html


def test_the_same_shapes_from_another_source_make_the_page_anew(settings: Settings) -> None:
    """As when boundaries are installed again: the files of the shapes have the same names then."""
    site = create_app(settings).server.extensions["netralitas"]
    shutil.copytree(MAPS, settings.maps_dir)
    manifest = settings.maps_dir / MANIFEST
    first = prepared(site, RECAP)
    written = json.loads(manifest.read_text("utf-8"))
    for level in written.values():
        level.update(approximate=False, source="Badan Informasi Geospasial")
    manifest.write_text(json.dumps(written), "utf-8")
    assert "Badan Informasi Geospasial" not in first.html
    assert "Badan Informasi Geospasial" in prepared(site, RECAP).html


def test_a_page_during_which_boundaries_were_installed_is_not_kept(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = create_app(settings).server.extensions["netralitas"]
    now = ["before"]

    def looked(*given: Any) -> Look:
        now[0] = "after"
        return look_at(*given)

    monkeypatch.setattr(site.maps, "state", lambda: now[0])
    monkeypatch.setattr(site.maps, "published", lambda: (MAPS, packaged_manifest(MAPS)))
    monkeypatch.setattr("dashboard.pages.map.look_at", looked)
    first = prepared(site, RECAP)
    now[0] = "before"  # removed again
    assert prepared(site, RECAP) is not first


def test_a_page_larger_than_all_room_is_shown(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.kept._PAGES", 1000)
    site = create_app(settings).server.extensions["netralitas"]
    assert "Konawe" in prepared(site, RECAP).html


def test_a_warehouse_put_in_the_place_of_another_is_the_one_that_is_read(settings: Settings, tmp_path: Path) -> None:
    """Removed and built anew, as the README says, while the server runs."""
    site = create_app(settings).server.extensions["netralitas"]
    file = settings.places[0].file
    assert file is not None
    assert "Versi 2" in prepared(site, RECAP).html
    engine = create_engine(seeded(tmp_path / "other", nature="simulated"))
    with engine.begin() as connection:
        connection.execute(update(version).values(published_at=MOMENT + dt.timedelta(seconds=1)))
    engine.dispose()
    file.unlink()
    assert "netralitas demo" in prepared(site, RECAP).html
    (tmp_path / "other" / file.name).rename(file)
    assert "DATA SIMULASI" in prepared(site, RECAP).html


@pytest.mark.parametrize(("accepted", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_the_content_comes_as_the_browser_takes_it_and_only_if_it_is_new(
    client: FlaskClient, accepted: str, coding: str | None
) -> None:
    answer = client.get(f"{CONTENT}?{RECAP}", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.headers["Cache-Control"] == "private, no-cache"
    if coding is None:
        assert answer.get_json()["type"] == "Div"
    again = client.get(
        f"{CONTENT}?{RECAP}", headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    weak = client.get(
        f"{CONTENT}?{RECAP}", headers={"Accept-Encoding": accepted, "If-None-Match": f"W/{answer.headers['ETag']}"}
    )
    assert weak.status_code == 304
    other = client.get(
        f"{CONTENT}?{RECAP}&lang=en", headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]}
    )
    assert other.status_code == 200


def test_a_warehouse_that_is_absent_is_told_before_any_script(tmp_path: Path) -> None:
    client = create_app(Settings.load(data_dir=tmp_path / "nothing")).server.test_client()
    assert "netralitas demo" in client.get("/").get_data(as_text=True)
