"""Links: inside the application, and out of it to sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.markup import Markup, tag
from dashboard.figures.citations import Citation
from dashboard.i18n import Text


@dataclass(frozen=True)
class Choice:
    """One of several places to go to; `current` is the one that is shown."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Pin:
    """Where a region is pinned, or, if it is `pinned`, where it no longer is."""

    href: str
    pinned: bool


def pin_link(pin: Pin, name: str, text: Text) -> Markup:
    """A pin that is stuck or not, named for whoever cannot see it."""
    words = text("unpin" if pin.pinned else "pin", name=name)
    return tag("a", href=pin.href, class_="pin is-stuck" if pin.pinned else "pin", title=words, aria_label=words)


def inside(label: str, href: str, *, current: bool = False, css: str = "") -> Component:
    """A link that changes the selection without loading the page anew."""
    marked = named(aria_current="page") if current else {}
    return html.Span(dcc.Link(label, href=href, className=css or None), className="link", **marked)


def source(citation: Citation, text: Text) -> Component:
    """A source: a link where it has an address, else its words and that there is none."""
    if citation.address is None:
        return html.Span([citation.label, " ", html.Span(f"({text('address-missing')})", className="quiet")])
    return html.A(
        citation.label, href=citation.address, rel="noreferrer noopener", target="_blank", title=citation.address
    )


def source_line(sources: Sequence[Citation], text: Text, *, has_figures: bool, most: int = 3) -> Component:
    """`Sumber: a, b, c`, and the rest folded away; without any whether figures are shown all the same."""
    if not sources:
        return html.P(text("sources-unnamed" if has_figures else "sources-none"), className="figure__source")
    shown = [html.Span(source(each, text), className="source") for each in sources[:most]]
    line = html.P([html.Span(f"{text('sources')}: ", className="label"), *_joined(shown)], className="figure__source")
    if len(sources) <= most:
        return line
    rest = html.Ul([html.Li(source(each, text)) for each in sources[most:]], className="sources")
    more = html.Details([html.Summary(text("sources-more", n=len(sources) - most)), rest], className="more")
    return html.Div([line, more])


def _joined(parts: Sequence[Component]) -> list[Component | str]:
    return [piece for part in parts for piece in (part, "; ")][:-1]
