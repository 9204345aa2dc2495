"""The page around its figures."""

from datetime import date
from html.parser import HTMLParser

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.components.controls import buttons, controls, dropdown
from dashboard.components.links import Choice
from dashboard.components.notices import fault, notice
from dashboard.components.page import PATTERNS, header, navigation, shell
from dashboard.i18n import LANGUAGES, Language, text_for
from tests.dashboard.components.reading import by_class, find, walk, words

TEXT = text_for("id")
DATA = [Choice("terdokumentasi", "?data=terdokumentasi", True), Choice("simulasi", "?data=simulasi")]
TONGUES = [Choice("id", "?lang=id", True), Choice("en", "?lang=en")]


def top(data: list[Choice]) -> Component:
    crumbs = [Choice("Indonesia", "/"), Choice("Kota Bau Bau", "/?region=74.72", True)]
    return header(text=TEXT, home="/", crumbs=crumbs, at=date(2024, 10, 14), data=data, languages=TONGUES)


def page(*, simulated: bool) -> Component:
    return shell(
        text=TEXT, header=top(DATA), navigation=navigation([Choice("Peta", "/", True)], TEXT),
        controls=controls([], TEXT), body=[html.P("peta")], name="page-map", filters="saringan", simulated=simulated,
    )  # fmt: skip


def test_the_header_says_where_until_when_which_data_and_language() -> None:
    assert words(top(DATA)) == (
        "Langsung ke isi Netralitas Indonesia Kota Bau Bau s.d. 14 Okt 2024 Data : terdokumentasi terdokumentasi "
        "simulasi id en"
    )


def test_one_warehouse_has_no_switch() -> None:
    assert by_class(top(DATA[:1]), "header__data") == []


def test_what_is_current_is_told() -> None:
    current = [each for each in walk(top(DATA)) if getattr(each, "aria-current", None)]
    assert [words(each) for each in current] == ["Kota Bau Bau", "terdokumentasi", "id"]


def test_the_first_link_leads_past_the_header() -> None:
    part = page(simulated=False)
    target = find(part, "A")[0].href.removeprefix("#")
    assert [type(each).__name__ for each in walk(part) if getattr(each, "id", None) == target] == ["Main"]


def test_simulated_data_say_so_across_the_page() -> None:
    assert words(by_class(page(simulated=True), "band-simulated")).startswith("DATA SIMULASI")
    assert getattr(page(simulated=True), "data-simulated") == "DATA SIMULASI"
    assert by_class(page(simulated=False), "band-simulated") == []


def test_paper_has_the_filters_in_words() -> None:
    (filters,) = by_class(page(simulated=False), "print-only")
    assert filters.children == "saringan"


def test_regions_of_the_page_have_names() -> None:
    assert {getattr(each, "aria-label", None) for each in find(page(simulated=False), "Nav")} == {
        "Wilayah", "Bahasa", "Halaman",
    }  # fmt: skip


def test_controls_have_labels_and_speak_the_language() -> None:
    part = dropdown("unit", "Satuan", [{"label": "kasus", "value": "kasus"}], "kasus", text=TEXT, searchable=True)
    assert find(part, "Label")[0].htmlFor == "unit"
    assert find(part, "Dropdown")[0].labels["search"] == "Cari"
    assert find(part, "Dropdown")[0].labels["selected_count"] == "{num_selected} dipilih"
    assert find(part, "Dropdown")[0].clearable is False
    group = buttons("level", "Tingkat", [{"label": "Provinsi", "value": "province"}], "province")
    assert [getattr(each, "aria-labelledby", None) for each in walk(group) if getattr(each, "role", None)] == [
        "level-label"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_and_error_say_what_why_and_what_to_do(language: Language) -> None:
    text = text_for(language)
    part = notice(text("empty-warehouse-what"), text("empty-warehouse-why"), text("empty-warehouse-remedy"))
    assert (part.role, len(find(part, "P"))) == ("status", 3)
    assert fault(text("empty-what"), text("empty-remedy")).role == "alert"


def test_patterns_are_wellformed_and_have_the_ids_that_the_style_sheet_fills_with() -> None:
    ids: list[str | None] = []

    class Ids(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "pattern":
                ids.append(dict(attrs)["id"])

    Ids().feed(PATTERNS)
    assert ids == ["hatch-missing", "dots-suppressed"]
    assert "<style" not in PATTERNS
    assert "<script" not in PATTERNS
