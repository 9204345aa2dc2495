"""A table of a page: a heading, what it says in a sentence, and rows that are read on a phone too."""

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.markup import Markup, render, tag


class Heading(NamedTuple):
    """A column: its heading, whether it holds numbers, and the style of a bar's part that it counts."""

    label: str
    is_number: bool = False
    swatch: str = ""


def numeric(label: str, swatch: str = "") -> Heading:
    """The heading of a column of numbers."""
    return Heading(label, is_number=True, swatch=swatch)


def listing(
    name: str,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[str]],
    *,
    words: str = "",
    below: Sequence[Component] = (),
) -> Component:
    """A section with a table; the first cell of each row names it.

    Args:
        name: its id on the page.
        words: what the table says, in a sentence.
        rows: texts or markup, a cell a column.
        below: what stands under the table.
    """
    sentence = [html.P(words, className="block__words")] if words else []
    return section(name, title, [*sentence, *([_table(title, headings, rows)] if rows else []), *below])


def folded(label: str, title: str, headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> Component:
    """A table that opens under its label; `title` names it for who cannot see where it stands."""
    return html.Details([html.Summary(label), _table(title, headings, rows)], className="folded no-print")


def _table(title: str, headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> Component:
    head = tag("tr", *map(_heading, headings))
    body = [_row(headings, row) for row in rows]
    table = tag("table", tag("thead", head), tag("tbody", *body), class_="table")
    return html.Div(render(table), className="table-scroll", tabIndex="0", role="group", **named(aria_label=title))


def section(name: str, title: str, children: Sequence[Component]) -> Component:
    """A part of a page under its heading."""
    heading = html.H2(title, id=f"{name}-title", className="block__title")
    return html.Section([heading, *children], id=name, className="block", **named(aria_labelledby=f"{name}-title"))


def _row(headings: Sequence[Heading], row: Sequence[str]) -> Markup:
    first, *others = row
    # Where the screen is narrow a row stands as lines, and a cell says itself what it holds.
    cells = [
        tag("td", cell, class_=_cell_css(heading), data_label=heading.label if cell and heading.label else None)
        for heading, cell in zip(headings[1:], others, strict=True)
    ]
    return tag("tr", tag("th", first, scope="row"), *cells)


def _heading(heading: Heading) -> Markup:
    """A column of pictures has no heading: they say again what stands beside them."""
    if not heading.label:
        return tag("td")
    key = [tag("span", class_=f"swatch {heading.swatch}", aria_hidden="true"), " "] if heading.swatch else []
    return tag("th", *key, heading.label, scope="col", class_="is-number" if heading.is_number else None)


def _cell_css(heading: Heading) -> str | None:
    kinds = {"is-number": heading.is_number, "is-picture": not heading.label, f"of-{heading.swatch}": heading.swatch}
    return " ".join(name for name, holds in kinds.items() if holds) or None
