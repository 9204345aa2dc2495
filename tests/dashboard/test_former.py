"""Provinces as they were, through a load and a page: rows, shapes, words, files, and who may see them."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exports import export_csv
from dashboard.i18n import text_for
from dashboard.kept import PreparedPage
from dashboard.pages import steering
from dashboard.pages.content import ground_of, map_drawing
from dashboard.pages.former import former_named, makes_difference
from dashboard.queries import Held
from dashboard.screen import Look, looking, offer_of
from dashboard.selection import read_parameters
from dashboard.site import Site
from dashboard.viewer import Viewer, local_viewer
from etl.indicators.registry import packaged
from etl.settings import Place, Settings
from etl.warehouse.connect import reading
from geo.regions import RegionIndex
from tests.dashboard.prepared import prepared
from tests.etl.loading import event_row, events, load

REGIONS = RegionIndex.packaged()
PAPUA, PAPUA_BARAT = "91@2022-07-25", "92@2022-12-08"
THEN, BETWEEN, NOW = "2021-06-30", "2022-09-30", "2023-06-30"
ASKED = "data=terdokumentasi&indicator=violation_count&unit=orang+ASN&election=Pemilu+2024&level=province"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three dates around the splits: Kota Jayapura, Merauke, Kota Sorong, Kendari, and the province's own staff."""
    folder = tmp_path_factory.mktemp("former")
    places = {"91.71": 2, "93.01": 3, "96.71": 5, "74.71": 7, "91": 1}
    rows = [
        event_row(f"UJ-{code}-{day}", REGIONS[code].name, code, day, number + turn, election="Pemilu 2024")
        for turn, day in enumerate((THEN, BETWEEN, NOW))
        for code, number in places.items()
    ]
    load(Place("terdokumentasi", f"sqlite:///{folder / 'terdokumentasi.sqlite'}"), events(folder / "uji.csv", *rows))
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    server = create_app(Settings.load(data_dir=folder)).server
    yield server.test_client()
    server.extensions["netralitas"].close()


@pytest.fixture(scope="module")
def site(client: FlaskClient) -> Site:
    found: Site = client.application.extensions["netralitas"]
    return found


def looked(site: Site, asked: str, viewer: Viewer | None = None) -> Look:
    with looking(site, viewer or local_viewer(), read_parameters(f"{ASKED}&{asked}"), "id") as (look, _):
        return look


def exported(client: FlaskClient, asked: str) -> dict[str, dict[str, str]]:
    answer = client.get(f"/export.csv?{ASKED}&{asked}")
    assert answer.status_code == 200
    return {row["region_code"]: row for row in csv.DictReader(io.StringIO(answer.text))}


@pytest.mark.parametrize(
    ("day", "rows", "papua", "papua_barat"),
    [(THEN, 34, (PAPUA, 6), (PAPUA_BARAT, 5)), (BETWEEN, 37, ("91", 5), (PAPUA_BARAT, 6)), (NOW, 38, ("91", 7), None)],
)
def test_as_then_there_is_a_row_for_each_province_of_the_day(
    site: Site, day: str, rows: int, papua: tuple[str, int], papua_barat: tuple[str, int] | None
) -> None:
    frame = looked(site, f"at={day}&areas=then").screen.frame.set_index("region_code")
    assert len(frame) == rows
    for code, value in filter(None, (papua, papua_barat)):
        assert frame["value"][code] == value


def test_as_now_there_are_those_of_today_at_every_date(site: Site) -> None:
    for day in (THEN, BETWEEN, NOW):
        assert len(looked(site, f"at={day}").screen.frame) == 38
    frame = looked(site, f"at={THEN}").screen.frame.set_index("region_code")
    assert frame["value"][["91", "93", "96"]].tolist() == [3, 3, 5]


def test_a_member_that_did_not_report_is_missing_from_the_coverage(site: Site) -> None:
    row = looked(site, f"at={THEN}&areas=then&region=93").screen.row
    assert (row["region_code"], row["value"], row["coverage_n"], row["coverage_of"]) == (PAPUA, 6, 3, 30)


def test_every_shape_shows_the_province_in_which_it_lay(site: Site) -> None:
    look = looked(site, f"at={THEN}&areas=then&region=93")
    text = text_for("id")
    named = replace(look, screen=former_named(look.screen, look.indicator, text))
    drawing = map_drawing(site, named, dt.date.fromisoformat(THEN), ground_of(site, named, text), text)
    shapes = next(trace for trace in drawing.figure.data if trace.name == "shapes")
    assert len(shapes.locations) == 38
    told = dict(zip(shapes.locations, shapes.text, strict=True))
    assert {told[code].split("<br>")[0] for code in ("91", "93", "94", "95")} == {"<b>Papua (sampai 25 Juli 2022)</b>"}
    assert told["96"].startswith("<b>Papua Barat (sampai 8 Desember 2022)</b>")
    assert told["74"].startswith("<b>Sulawesi Tenggara</b>")
    painted = dict(zip(shapes.locations, shapes.z, strict=True))
    assert len({painted[code] for code in ("91", "93", "94", "95")}) == 1
    assert sum(entry.count for entry in drawing.legend) == 34
    assert "34 provinsi, batas sampai 25 Juli 2022" in drawing.marks
    outlined = next(trace for trace in drawing.figure.data if trace.name == "chosen")
    assert set(outlined.locations) == {"91", "93", "94", "95"}


def read(page: PreparedPage) -> str:
    return brotli.decompress(page.content).decode()


@pytest.mark.parametrize(
    ("asked", "mark"),
    [
        (f"at={THEN}", "digambar dalam 38 provinsi sekarang (sejak 8 Desember 2022)"),
        (f"at={BETWEEN}", "digambar dalam 38 provinsi sekarang (sejak 8 Desember 2022)"),
        (f"at={BETWEEN}&areas=then", "37 provinsi, batas sampai 8 Desember 2022"),
        (f"at={NOW}", None),
        (f"at={NOW}&areas=then", None),
        (f"at={THEN}&lang=en&areas=then", "34 provinces, boundaries until 25 July 2022"),
    ],
)
def test_the_page_says_as_of_when_provinces_are_drawn(site: Site, asked: str, mark: str | None) -> None:
    page = read(prepared(site, f"?{ASKED}&{asked}"))
    if mark is None:
        assert "digambar dalam" not in page
        assert "provinsi, batas sampai" not in page
    else:
        assert mark in page


@pytest.mark.parametrize(("region", "said"), [("93", True), ("91", True), ("74", False)])
def test_regencies_are_drawn_in_their_province_of_today(site: Site, region: str, said: bool) -> None:
    asked = f"?{ASKED}&at={THEN}&areas=then&region={region}".replace("level=province", "level=regency")
    page = read(prepared(site, asked))
    assert ("digambar dalam 38 provinsi sekarang" in page) is said


def test_the_file_holds_what_the_screen_shows(client: FlaskClient) -> None:
    then = exported(client, f"at={THEN}&areas=then")
    assert len(then) == 34
    found = then[PAPUA]
    assert (found["region_name"], found["value"], found["coverage_n"], found["coverage_of"]) == (
        "Papua (sampai 25 Juli 2022)", "6", "3", "30",
    )  # fmt: skip
    assert "93" not in then
    now = exported(client, f"at={THEN}")
    assert (len(now), now["93"]["value"], PAPUA in now) == (38, "3", False)


def test_the_whole_series_as_then_changes_provinces_on_the_day_of_the_law(folder: Path) -> None:
    def keys(**options: object) -> set[tuple[str, str]]:
        with reading(Place("terdokumentasi", f"sqlite:///{folder / 'terdokumentasi.sqlite'}")) as connection:
            chosen = {"indicator": packaged()["violation_count"], "level": "province", **options}
            text = "".join(export_csv(connection, local_viewer(), 1, **chosen))  # type: ignore[arg-type]
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["extent"] == "area"]
        return {(row["region_code"], row["as_of"]) for row in rows if row["region_code"][:2] in ("91", "93")}

    assert keys() == {(code, day) for code in ("91", "93") for day in (THEN, BETWEEN, NOW)}
    later = {(code, day) for code in ("91", "93") for day in (BETWEEN, NOW)}
    assert keys(as_then=True) == {(PAPUA, THEN)} | later
    assert keys(as_then=True, region="93") == {(PAPUA, THEN), ("93", BETWEEN), ("93", NOW)}


def test_pinned_provinces_that_were_one_are_told_apart(site: Site) -> None:
    look = looked(site, f"at={THEN}&areas=then&compare=93,91,74")
    pinned = former_named(look.screen, look.indicator, text_for("id")).pinned
    assert [row["region_name"] for row in pinned] == [
        "Papua Selatan: Papua (sampai 25 Juli 2022)", "Papua (sampai 25 Juli 2022)", "Sulawesi Tenggara",
    ]  # fmt: skip
    assert [row["region_code"] for row in pinned] == ["93", "91", "74"]
    assert [row["value"] for row in pinned] == [6, 6, 7]


def test_beside_the_regencies_of_today_stands_the_province_of_today(site: Site) -> None:
    asked = f"{ASKED.replace('province', 'regency')}&at={THEN}&areas=then&region=93"
    with looking(site, local_viewer(), read_parameters(asked), "id") as (look, _):
        assert (look.screen.row["region_code"], look.screen.row["value"]) == ("93", 3)


def test_as_then_the_line_is_that_of_the_province_in_which_it_lay(site: Site) -> None:
    trend = looked(site, f"at={NOW}&areas=then&region=93&compare=91").screen.trend
    for code, values in (("93", [6, 6, 3, 4, 5]), ("91", [6, 6, 3, 5, 7])):
        own = trend[trend["region_code"] == code]
        assert [day.isoformat() for day in own["as_of"]] == [THEN, "2022-07-24", "2022-07-25", BETWEEN, NOW]
        assert own["value"].tolist() == values
        assert own["area_name"].tolist() == ["Papua", "Papua", None, None, None]
        for day, value in zip(own["as_of"], own["value"], strict=True):
            assert looked(site, f"at={day}&areas=then&region={code}").screen.row["value"] == value  # as on the map
    as_now = looked(site, f"at={NOW}&region=93").screen.trend
    assert as_now.loc[as_now["region_code"] == "93", "value"].tolist() == [3, 4, 5]


@pytest.mark.parametrize(
    ("level", "region", "first", "offered"),
    [
        ("province", "00", THEN, True),
        ("province", "74", THEN, True),
        ("province", "00", BETWEEN, True),
        ("province", "00", NOW, False),
        ("regency", "00", THEN, False),
        ("regency", "74", THEN, False),
        ("regency", "91", THEN, True),
        ("regency", "95", THEN, True),
        ("regency", "93.01", THEN, True),
        ("regency", "91", BETWEEN, False),
        ("regency", "96", BETWEEN, True),
    ],
)
def test_the_choice_is_offered_where_it_makes_a_difference(
    site: Site, level: str, region: str, first: str, offered: bool
) -> None:
    held = Held("violation_count", "orang ASN", "Pemilu 2024", 9, dt.date(2024, 1, 1), dt.date.fromisoformat(first))
    offer = offer_of([held], "terdokumentasi", simulated=False)
    selection = replace(looked(site, f"at={NOW}&region={region}").selection, level=level)
    assert makes_difference(selection, offer, REGIONS) is offered


def test_the_control_leads_from_one_to_the_other(site: Site) -> None:
    page = read(prepared(site, f"?{ASKED}&at={THEN}&areas=then"))
    assert steering.PROVINCES in page
    assert "Batas provinsi" in page


def test_a_former_province_leads_into_that_of_today(site: Site) -> None:
    selection = looked(site, f"at={THEN}&areas=then").selection
    assert "region=91&" in steering.to_region(selection, PAPUA, site.indicators)
    assert "areas=then" in steering.to_region(selection, PAPUA, site.indicators)


def test_who_sees_one_province_of_today_does_not_see_the_former_one(site: Site) -> None:
    """It reached over three others."""
    viewer = Viewer("daerah", frozenset({"91"}))
    assert not viewer.may_see(PAPUA)
    look = looked(site, f"at={THEN}&areas=then&region=91", viewer)
    assert PAPUA not in set(look.screen.frame["region_code"])
    assert look.screen.row["value"] is None or look.screen.row["value"] != look.screen.row["value"]
    assert 6 not in look.screen.trend["value"].tolist()
    assert look.screen.periods.values.tolist() != []


def test_a_published_figure_of_the_former_area_is_not_todays(tmp_path: Path) -> None:
    rows = [event_row("UJ-1", "Papua", "91", THEN, 99, covers="area", election="Pemilu 2024")]
    place = Place("terdokumentasi", f"sqlite:///{tmp_path / 'terdokumentasi.sqlite'}")
    load(place, events(tmp_path / "uji.csv", *rows))
    app = create_app(Settings.load(data_dir=tmp_path))
    opened = app.server.extensions["netralitas"]
    assert looked(opened, f"at={THEN}&region=91").screen.row["status"] == "missing"
    assert looked(opened, f"at={THEN}&region=91&areas=then").screen.row["value"] == 99
    opened.close()
