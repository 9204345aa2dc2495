"""What a page says of itself: which part of the address was not taken, and what its figures are marked with."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.frame import download
from dashboard.components.notices import notice
from dashboard.i18n import Text
from dashboard.pages import Visit
from dashboard.paths import table_of
from dashboard.queries import Reading
from dashboard.selection import Notice, Selection

_MOST = 3


def marks(r: Reading, text: Text) -> list[str]:
    """What all figures of a page are marked with: that they are simulated, where they are, and their version."""
    told = [text("version", n=str(r.version))]
    return [text("mark-simulated"), *told] if r.simulated else told


def table_link(visit: Visit, words: str) -> Component:
    """The numbers of the page as a file, and what it holds in words."""
    return file_line(f"{table_of(visit.page.path)}{visit.selection.query()}", words, visit.text)


def file_line(href: str, words: str, text: Text) -> Component:
    """A button that fetches a file, and what it holds."""
    button = download(text("download-csv"), href)
    return html.P([button, html.Span(f" {words}", className="quiet")], className="file-line no-print")


def notices(told_of: Sequence[Notice], selection: Selection, text: Text) -> list[Component]:
    """What of the address was not taken, and the address of what is shown instead."""
    if not told_of:
        return []
    told = [html.Span(_words(each, text)) for each in told_of[:_MOST]]
    rest = len(told_of) - len(told)
    told += [html.Span(text("parameter-rest", n=rest))] if rest > 0 else []
    lines = [piece for each in told for piece in (each, " ")]
    remedy = html.A(text("parameter-remedy"), href=selection.query())
    return [html.Div(notice(text("parameter-what"), lines, remedy), id="notices", className="no-print")]  # type: ignore[arg-type]


def _words(each: Notice, text: Text) -> str:
    if each.why == "too_long":
        return text("parameter-too-long")
    if each.why == "unheard":
        return text("parameter-unheard")
    return text(f"parameter-{each.why}", name=each.parameter, value=each.value)
