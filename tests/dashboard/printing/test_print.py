"""The print, read back: two pages, always; what they say, and that they lead back to the view."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.i18n import Language, text_for
from dashboard.paths import MAP, content_of
from dashboard.printing.render import render
from dashboard.printing.report import Question, Report, fingerprint, report_of
from dashboard.printing.rows import Line, Table
from dashboard.screen import Look, looking
from dashboard.selection import read_parameters
from dashboard.site import Site
from dashboard.viewer import local_viewer
from etl.settings import Settings
from tests.dashboard.printing.reading import NOW, addresses_of, bare_report, language_of, links_of, tags_of, text_of
from tests.dashboard.seed import seeded

SULTRA = "?indicator=violation_count&region=74&at=2024-10-14&compare=74.72"


@pytest.fixture
def site(settings: Settings) -> Site:
    return Site(settings)


def look_of(site: Site, query: str, language: Language = "id") -> Look:
    with looking(site, local_viewer(), read_parameters(query), language) as (look, _):
        return look


def report(site: Site, query: str = SULTRA, language: Language = "id", **options: Any) -> Report:
    given: dict[str, Any] = {"now": NOW, "page": "https://netralitas.example/peta", **options}
    return report_of(site, look_of(site, f"{query}&lang={language}", language), text=text_for(language), **given)


def test_two_pages_that_can_be_read_and_searched(client: FlaskClient) -> None:
    answer = client.get(f"/print.pdf{SULTRA}")
    assert answer.mimetype == "application/pdf"
    name = "violation_count-74-2024-10-14.pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    first, second = text_of(answer.data, 1), text_of(answer.data, 2)
    assert "Pelanggaran tercatat menurut sumber (dugaan), Sulawesi Tenggara" in first
    assert "orang ASN; kumulatif s.d. 14 Oktober 2024; 14 dari 18 pemerintah melapor" in first
    assert "Sulawesi Tenggara: 41 orang ASN" in first
    assert "Dibandingkan dengan Kota Bau Bau: tidak melapor." in first
    assert "Konawe" in second
    assert "Pemerintah Sulawesi Tenggara" in second
    assert "Tidak ada pertanyaan terbuka yang tercatat." in second


def test_both_feet_say_what_was_asked_when_and_from_which_sources(site: Site) -> None:
    made = report(site)
    pdf = render(made)
    digits = fingerprint(f"?{urlsplit(made.foot.address).query}", 2)
    for page in (1, 2):
        shown = text_of(pdf, page)
        assert f"Halaman {page} dari 2" in shown
        assert "Data: terdokumentasi. Indikator: Pelanggaran tercatat menurut sumber. Satuan: orang ASN." in shown
        assert "example.org (14 Okt 2024)" in shown
        assert "Versi 2; dicetak 28 November 2026 pukul 08.05 WIB" in shown
        assert f"Sidik tampilan: {digits}" in shown
        assert "DATA SIMULASI" not in shown


def test_the_time_is_that_of_the_zone_that_is_set(settings: Settings) -> None:
    there = Site(settings.model_copy(update={"time_zone": "Asia/Jayapura"}))
    assert report(there).foot.printed == "dicetak 28 November 2026 pukul 10.05 WIT"
    late = dt.datetime(2026, 11, 27, 23, 0, tzinfo=dt.UTC)
    assert report(there, language="en", now=late).foot.printed == "printed on 28 November 2026 at 08:00 WIT"


def test_the_code_at_each_foot_leads_back_to_the_very_view(client: FlaskClient) -> None:
    pdf = client.get("/print.pdf?indicator=violation_count&region=74&compare=74.72&lang=en").data
    first, second = addresses_of(pdf)
    assert first == second
    found = urlsplit(first)
    assert (found.scheme, found.netloc) == ("http", "localhost")
    assert "at=2024-11-06" in found.query  # the newest date was shown: tomorrow it may be another
    again = client.get(f"/print.pdf?{found.query}").data
    digits = re.compile(r"Fingerprint of this view: ([0-9a-f]{4}-[0-9a-f]{4})")
    assert digits.search(text_of(again)).group(1) == digits.search(text_of(pdf)).group(1)  # type: ignore[union-attr]
    assert client.get(f"{content_of(MAP)}?{found.query}").status_code == 200


def test_the_code_of_a_meeting_leads_back_to_it_by_the_address_that_readers_use(settings: Settings) -> None:
    public = settings.model_copy(update={"public_url": "https://netralitas.example/"})
    pdf = create_app(public).server.test_client().get(f"/rapat/print.pdf{SULTRA}&figures=follow_up_rate").data
    found = urlsplit(addresses_of(pdf)[0])
    assert (found.scheme, found.netloc, found.path) == ("https", "netralitas.example", "/rapat")
    assert "figures=follow_up_rate" in found.query


def test_further_figures_are_said_on_the_second_page(site: Site) -> None:
    konawe = look_of(site, "?indicator=violation_count&region=74.02")
    second = text_of(render(report(site, others=[konawe])), 2)
    assert "Angka lain dalam rapat" in second
    assert "Pelanggaran tercatat menurut sumber: Konawe: 12 orang ASN" in second


def test_the_table_has_the_peers_that_were_chosen(client: FlaskClient) -> None:
    asked = "?indicator=violation_count&region=74.02&at=2024-10-14&peers=own&compare=74.05"
    table = text_of(client.get(f"/rapat/print.pdf{asked}").data, 2)
    assert "Konawe Selatan" in table
    assert "Dibandingkan: 2 daerah pilihan sendiri." in table
    assert "Kota Bau Bau" not in table
    assert "Kota Bau Bau" in text_of(client.get(f"/print.pdf{asked}").data, 2), "a map has its own regions"


def test_another_view_or_version_has_another_fingerprint() -> None:
    assert fingerprint("?region=74", 2) == fingerprint("?region=74", 2) == "9baa-aa24"
    assert len({fingerprint("?region=74", 2), fingerprint("?region=73", 2), fingerprint("?region=74", 3)}) == 3


def test_the_same_report_is_the_same_bytes(site: Site) -> None:
    assert render(report(site)) == render(report(site))


# -- for who cannot see it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Tertinggi: 12 orang ASN"), ("en", "Highest: 12 civil servants")]
)
def test_it_is_tagged_and_each_picture_has_its_sentence(site: Site, language: Language, words: str) -> None:
    pdf = render(report(site, language=language))
    assert language_of(pdf) == {"id": "id-ID", "en": "en-GB"}[language]
    tags = tags_of(pdf)
    names = [name for name, _ in tags]
    assert {"/Document", "/Title", "/H1", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(names)
    figures = [alternative for name, alternative in tags if name == "/Figure"]
    assert any(words in each for each in figures)
    assert all(figures)
    assert sum("https://netralitas.example/peta?data=" in each for each in figures) == 2


def test_it_says_that_it_is_pdf_for_everybody(site: Site) -> None:
    assert b"pdfuaid" in render(report(site))


# -- simulated, empty, too much --------------------------------------------------------------------------------------


def test_simulated_data_say_so_on_both_pages_and_in_every_sentence(
    tmp_path: Path, client_of: Callable[[Settings], FlaskClient]
) -> None:
    seeded(tmp_path / "var", nature="simulated", name="simulasi")
    client = client_of(Settings.load(data_dir=tmp_path / "var", warehouses="simulasi"))
    answer = client.get(f"/print.pdf{SULTRA}")
    assert answer.headers["Content-Disposition"].endswith('-SIMULASI.pdf"')
    for page in (1, 2):  # the band above, across the page, and at the foot
        assert text_of(answer.data, page).count("DATA SIMULASI") >= 3
    figures = [words for name, words in tags_of(answer.data) if name == "/Figure" and "QR" not in words]
    assert [words[:15] for words in figures] == ["DATA SIMULASI. "] * 2


@pytest.mark.parametrize("query", ["?indicator=pact_signing_rate", "?indicator=violation_count&at=2020-01-01"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_without_figures_two_pages_say_so(client: FlaskClient, query: str, language: Language) -> None:
    pdf = client.get(f"/print.pdf{query}&lang={language}").data
    assert text_for(language)("empty-what") in text_of(pdf, 1)
    assert text_for(language)("print-page", n=2, of=2) in text_of(pdf, 2)


def test_an_empty_warehouse_has_two_pages(tmp_path: Path, client_of: Callable[[Settings], FlaskClient]) -> None:
    from sqlalchemy import create_engine

    from etl.warehouse.schema import metadata

    (tmp_path / "var").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path}/var/terdokumentasi.sqlite")
    metadata.create_all(engine)
    engine.dispose()
    pdf = client_of(Settings.load(data_dir=tmp_path / "var")).get("/print.pdf").data
    assert "Gudang data ini masih kosong." in text_of(pdf, 1)


@pytest.mark.parametrize(
    "query",
    [
        "?indicator=violation_count&region=00",
        "?indicator=violation_count&region=00&level=regency&compare=74.02,74.05,74.71,74.72,73.71,91.03",
        "?indicator=violation_count&region=74.72&view=tiles",
        "?indicator=violation_count&region=74&at=2024-10-14&sort=name&classes=natural",
        "?indicator=violation_count&region=91&level=province&areas=then",
    ],
)
def test_whatever_is_looked_at_there_are_two_pages(site: Site, query: str) -> None:
    for questions in (0, 60):
        asked = [_question(number) for number in range(questions)]
        assert "Halaman 2 dari 2" in text_of(render(report(site, query, questions=asked)), 2)


def _question(number: int) -> Question:
    return Question(f"Mengapa {number} perkara belum diputus?", "Komisi I", dt.date(2024, 11, 5))


def test_questions_stand_with_who_asked_and_those_without_room_are_counted(site: Site) -> None:
    few = text_of(render(report(site, questions=[_question(1), _question(2)])), 2)
    assert "Mengapa 2 perkara belum diputus? (Komisi I, 5 Nov 2024)" in few
    many = text_of(render(report(site, questions=[_question(number) for number in range(100)])), 2)
    shown = len(re.findall(r"Mengapa \d+ perkara", many))
    assert shown >= 5
    assert f"dan {100 - shown} pertanyaan lainnya, yang tidak muat di sini" in many
    one = text_of(render(bare_report(questions=tuple("panjang " * 4000 for _ in range(1)), asked=1)), 2)
    assert "dan 1 pertanyaan lainnya" in one


def test_rows_without_room_are_counted_and_the_pinned_ones_stay(site: Site) -> None:
    query = "?indicator=violation_count&region=00&level=regency&sort=name&compare=74.72"
    shown = text_of(render(report(site, query)), 2)
    found = re.search(r"dan (\d+) daerah lainnya, yang tidak muat di sini", shown)
    assert found
    assert int(found[1]) >= 514 - 60
    assert "Kota Bau Bau" in shown


def test_rows_of_any_length_leave_room_for_the_foot() -> None:
    wordy = tuple(
        Line(("Daerah " + "panjang " * 12, "1", "kata " * (number % 40)), number, False) for number in range(60)
    )
    table = Table(("Daerah", "Orang", "Keterangan"), (False, True, False), wordy, 514, "Catatan.")
    shown = text_of(render(bare_report(table=table, questions=("Apa?",) * 60, asked=60)), 2)
    left = re.search(r"dan (\d+) daerah lainnya", shown)
    assert left
    assert int(left[1]) > 454
    assert "dan 514 daerah" not in shown


HOSTILE = '#panic("x") $a$ *b* `c` <label> \\e [f] @ref //x /* y */ #link("http://evil.example")[z] = w'


def test_nothing_that_is_typed_becomes_markup() -> None:
    told = dataclasses.replace(
        bare_report(), title=HOSTILE, headlines=(HOSTILE, HOSTILE), questions=(HOSTILE,), asked=1, definition=HOSTILE
    )
    pdf = render(told)
    assert "".join(text_of(pdf).split()).count("".join(HOSTILE.split())) == 5
    assert set(links_of(pdf)) == {told.foot.address}
    assert [name for name, _ in tags_of(pdf)].count("/Link") == 2


# -- what cannot be printed ------------------------------------------------------------------------------------------


def test_an_address_that_cannot_be_taken_gives_no_file(client: FlaskClient) -> None:
    answer = client.get("/print.pdf?region=99&indicator=violation_count")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "region" in answer.get_data(as_text=True)


def test_a_warehouse_that_is_not_there_is_said_in_words(client: FlaskClient) -> None:
    answer = client.get("/print.pdf?data=simulasi")
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")


def test_the_page_has_a_link_to_its_print(client: FlaskClient) -> None:
    import brotli

    content = client.get(f"{content_of(MAP)}{SULTRA}").data
    page = content if content.startswith(b"{") else brotli.decompress(content)
    assert b"print.pdf?data=terdokumentasi&region=74" in page
    assert b"Cetak PDF" in page


def test_the_paper_of_a_meeting_says_what_is_to_be_decided(client: FlaskClient) -> None:
    asked = "?indicator=violation_count&region=74.02&at=2024-10-14&lang=en"
    first = text_of(client.get(f"/rapat/print.pdf{asked}").data, 1)
    assert "What is to be decided" in first
    assert "One case waits for the decision of the head of government" in first
    assert "1 of 2 agencies have not finished signing" in first
    assert "What is to be decided" not in text_of(client.get(f"/print.pdf{asked}").data, 1)
