"""What stands beside the figures of a region: questions of its council, its own statements, who headed it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.annotated import open_questions, terms
from dashboard.components.listing import Heading, listing, numeric, section
from dashboard.components.markup import Markup, render, tag
from dashboard.figures.citations import citations
from dashboard.figures.wording import as_date, records
from dashboard.i18n import Text
from dashboard.pages import Visit
from dashboard.queries import annotations


def questions_table(visit: Visit, at: dt.date) -> Component:
    """The questions that come up again at the next meeting, with what was promised."""
    text = visit.text
    found = records(open_questions(visit.r, visit.selection.region, at))
    headings = [Heading(text("column-question")), Heading(text("column-asked")), numeric(text("column-promised"))]
    rows = [[row["text"], _asked(row, text), _promised(row, at, text)] for row in found]
    words = text("questions-words", n=len(rows)) if rows else text("questions-none")
    return listing("questions", text("questions-title"), headings, rows, words=words)


def _asked(row: Mapping[str, Any], text: Text) -> str:
    """`Komisi I, 12 Agu 2024, kepada BKPSDM`."""
    told = [row["institution"], text.short_date(row["as_of"])]
    return ", ".join(each for each in [*told, text("asked-of", name=row["agency"]) if row["agency"] else ""] if each)


def _promised(row: Mapping[str, Any], at: dt.date, text: Text) -> str:
    due = as_date(row["due_on"])
    if due is None:
        return text("promised-none")
    words = text.short_date(due)
    return tag("strong", text("due-passed", date=words), class_="is-late") if due < at else words


def statements(visit: Visit, at: dt.date) -> list[Component]:
    """What the region itself says of its figures, with its date and source; nothing where it has said nothing."""
    text = visit.text
    found = records(annotations(visit.r, "statement", visit.selection.region, at))
    if not found:
        return []
    items = [_statement(visit, row) for row in found]
    drawn = render(tag("ul", *items, class_="statements"))
    return [
        section(
            "statements", text("statements-title"), [html.P(text("statements-words"), className="block__words"), drawn]
        )
    ]


def _statement(visit: Visit, row: Mapping[str, Any]) -> Markup:
    text, indicator = visit.text, visit.site.indicators.get(str(row["subject"]))
    about = indicator.title[text.language] if indicator else ""
    day = as_date(row["about_on"])
    head = f"{about} ({text.short_date(day)})" if day else about
    sources = "; ".join(each.label for each in citations([str(row["citation"])]))
    foot = ", ".join(each for each in (text.date(row["as_of"]), sources) if each)
    return tag("li", tag("strong", head), tag("q", str(row["text"])), tag("span", foot, class_="quiet"))


def terms_table(visit: Visit, at: dt.date) -> list[Component]:
    """How the office was held, elected or acting, from when to when; never by whom."""
    text = visit.text
    found = terms(visit.r, visit.selection.region, at)
    if not found:
        return []
    headings = [Heading(text("column-term")), numeric(text("column-from")), numeric(text("column-until"))]
    rows = [[term_name(str(row["subject"]), text), text.short_date(row["as_of"]), _until(row, text)] for row in found]
    return [listing("terms", text("terms-title"), headings, rows, words=text("terms-words"))]


def term_name(status: str, text: Text) -> str:
    """How an office is held, in words."""
    message = f"term-held-{status}"
    return text(message) if text.has(message) else status


def _until(row: Mapping[str, Any], text: Text) -> str:
    end = as_date(row["ends_on"])
    return text.short_date(end) if end else text("term-goes-on")
