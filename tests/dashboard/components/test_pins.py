"""Regions that are pinned, and the pins that are put in and taken out."""

from datetime import date
from xml.etree import ElementTree

from dash.development.base_component import Component

from dashboard.components.links import Pin, pin_link
from dashboard.components.pins import pins
from dashboard.components.ranking import ranking
from dashboard.i18n import text_for
from dashboard.prerender import to_html
from etl.indicators.registry import packaged
from tests.dashboard.frames import map_frame, map_row, reported

COUNT, DAY = packaged()["violation_count"], date(2024, 10, 14)
ROWS = [map_row("74.02", "Konawe", **reported(11)), map_row("74.72", "Kota Bau Bau")]


def rows_of(part: Component) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(to_html(part)).iter("li"))


def pin_of(code: str) -> Pin | None:
    return Pin(f"?compare={code}", code == "74.02") if code != "74.72" else None


def test_each_has_its_figure_and_the_colour_of_its_line() -> None:
    part = pins(
        ROWS, COUNT, "orang ASN", text=text_for("en"), href=lambda code: f"?region={code}", pin=pin_of,
        inks={"74.02": "cat-2"}, at=DAY,
    )  # fmt: skip
    first, second = rows_of(part)
    assert list(first.itertext()) == ["Konawe", "11 civil servants"]
    assert list(second.itertext()) == ["Kota Bau Bau", "not reported"]
    assert first.get("style") == "--pin: var(--cat-2)"
    assert [link.get("href") for link in first.iter("a")] == ["?region=74.02", "?compare=74.02"]
    assert len(list(second.iter("a"))) == 1


def test_a_figure_of_an_older_date_says_so() -> None:
    part = pins(ROWS, COUNT, "orang ASN", text=text_for("en"), href=str, pin=pin_of, inks={}, at=date(2024, 11, 6))
    said = ["".join(row.itertext()) for row in rows_of(part)]
    assert said == ["Konawe11 civil servants (14 Oct 2024)", "Kota Bau Baunot reported"]


def test_nothing_is_seen_where_none_is_pinned() -> None:
    part = pins([], COUNT, "kasus", text=text_for("id"), href=str, pin=pin_of, inks={}, at=DAY)
    assert part.hidden
    assert rows_of(part) == []


def test_a_pin_says_what_it_does() -> None:
    text = text_for("id")
    assert 'aria-label="Sematkan Konawe"' in pin_link(Pin("?x", False), "Konawe", text)
    assert 'aria-label="Lepaskan Konawe"' in pin_link(Pin("?x", True), "Konawe", text)


def test_a_row_of_the_ranking_can_be_pinned() -> None:
    part = ranking(
        map_frame(*ROWS), COUNT, "orang ASN", text=text_for("id"), href=str, pin=pin_of, inks={"74.02": "cat-1"}
    )
    stuck = [row for row in rows_of(part) if any(link.get("class") == "pin is-stuck" for link in row.iter("a"))]
    assert [row.get("data-region") for row in stuck] == ["74.02"]
    assert stuck[0].get("style") == "--pin: var(--cat-1)"
