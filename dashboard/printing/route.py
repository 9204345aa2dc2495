"""`/print.pdf?<selection>` and `/rapat/print.pdf?<selection>`: what an address shows of map or meeting on two pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Flask, Response, request

from dashboard.annotated import open_questions
from dashboard.download import refusal
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Language, Text, text_for
from dashboard.meeting import held_against, looks
from dashboard.overview import overview
from dashboard.pages.decisions import decisions_said
from dashboard.pages.peers import group_words
from dashboard.paths import MEETING, PRINT_OF
from dashboard.printing.report import Question, report_of
from dashboard.screen import choosing
from dashboard.security import current_viewer
from dashboard.selection import read_parameters, take_language
from dashboard.site import Site
from etl.errors import WarehouseError


def _now() -> datetime:
    return datetime.now(UTC)


def _question(row: Mapping[str, Any], text: Text) -> Question:
    """An open question, with when an answer was promised."""
    due = as_date(row["due_on"])
    promised = text("question-promised", date=text.short_date(due)) if due else ""
    return Question(f"{row['text']} {promised}".strip(), str(row["institution"]), row["as_of"])


def register_print(server: Flask, site: Site, clock: Callable[[], datetime] = _now) -> None:
    """Serve the print. `clock` says when it is printed."""

    def printed(page: str) -> Response:
        # Typst is large, and most who look never print.
        from dashboard.printing.render import render

        parameters = read_parameters(request.query_string.decode("utf-8", "replace"))
        language: Language = take_language(parameters, site.settings.language)
        text = text_for(language)
        try:
            with choosing(site, current_viewer(), parameters, language) as (selection, offer, r):
                # All frames are held then: the warehouse need not wait for the drawing.
                look, others = looks(site, r, selection if page == MEETING else replace(selection, figures=()), offer)
                against, peers = held_against(site, r, look) if page == MEETING else (look, None)
                found = overview(site, r, replace(selection, at=look.screen.at), offer) if page == MEETING else None
                questions = open_questions(r, selection.region, look.screen.at) if look.screen.at else None
        except WarehouseError as error:
            return Response(f"{error.message.of(language)}\n", 503, mimetype="text/plain")
        if parameters.notices:
            return refusal(parameters, text)
        asked = [] if questions is None else [_question(row, text) for row in records(questions)]
        address = f"{(site.settings.public_url or request.url_root).rstrip('/')}{page}"
        decisions = [words for words, _ in decisions_said(found, text)] if found else []
        among = group_words(peers, len(against.screen.frame), text, site.regions) if peers else ""
        report = report_of(
            site, look, text=text, now=clock(), page=address, questions=asked, against=against, among=among,
            others=others, decisions=decisions,
        )  # fmt: skip
        pdf = render(report)
        name = f'inline; filename="{look.file_name}.pdf"'
        return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": name})

    for page, path in PRINT_OF.items():
        server.add_url_rule(path, f"print {page}", partial(printed, page))
