"""The page around its figures: header, navigation, controls, stage."""

from collections.abc import Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.components.links import Choice
from dashboard.components.notices import simulated_band
from dashboard.i18n import Text

PATTERNS = """<svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute"><defs>
<pattern id="hatch-missing" patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)"><rect
 width="6" height="6" class="hatch-ground"/><line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/></pattern>
<pattern id="dots-suppressed" patternUnits="userSpaceOnUse" width="6" height="6"><rect width="6" height="6"
 class="hatch-ground"/><circle cx="3" cy="3" r="1.1" class="hatch-dot"/></pattern>
</defs></svg>"""
"""Goes once into the index page: what theme.css fills missing and suppressed regions with."""


def header(
    *,
    text: Text,
    home: str,
    crumbs: Sequence[Choice],
    at: date | None,
    data: Sequence[Choice] = (),
    languages: Sequence[Choice] = (),
) -> Component:
    """Brand, where we are, until when, which data, which language. One warehouse: no switch."""
    parts: list[Component] = [
        html.A(text("skip-to-content"), href="#content", className="skip"),
        html.A(text("brand"), href=home, className="brand"),
        _crumbs(crumbs, text),
        html.Span(className="spacer"),
    ]
    if at is not None:
        parts.append(html.Span(text("until", date=text.short_date(at)), className="header__date"))
    if len(data) > 1:
        parts.append(_data_switch(data, text))
    if len(languages) > 1:
        parts.append(_languages(languages, text))
    return html.Header(parts, className="header")


def _crumbs(crumbs: Sequence[Choice], text: Text) -> Component:
    items = [
        html.Li(dcc.Link(crumb.label, href=crumb.href), **(named(aria_current="page") if crumb.current else {}))
        for crumb in crumbs
    ]
    return html.Nav(html.Ol(items), className="crumbs", **named(aria_label=text("region")))


def _data_switch(choices: Sequence[Choice], text: Text) -> Component:
    current = next((choice.label for choice in choices if choice.current), "")
    items = [
        html.A(
            choice.label,
            href=choice.href,
            className="menu__item",
            **(named(aria_current="true") if choice.current else {}),
        )
        for choice in choices
    ]
    summary = html.Summary([text("data"), html.Span(f": {current}", className="wide-only")])
    return html.Details([summary, html.Div(items, className="menu")], className="dropmenu header__data")


def _languages(choices: Sequence[Choice], text: Text) -> Component:
    items = [
        html.A(choice.label, href=choice.href, lang=choice.label, hrefLang=choice.label,
               **(named(aria_current="true") if choice.current else {}))
        for choice in choices
    ]  # fmt: skip
    return html.Nav(items, className="languages", **named(aria_label=text("language")))


def navigation(pages: Sequence[Choice], text: Text) -> Component:
    """The pages there are: a column at the left, on a phone a bar at the bottom."""
    items = [
        html.Li(dcc.Link(page.label, href=page.href), **(named(aria_current="page") if page.current else {}))
        for page in pages
    ]
    return html.Nav(html.Ul(items), className="navigation", **named(aria_label=text("navigation")))


def shell(
    *,
    text: Text,
    header: Component,
    navigation: Component,
    controls: Component,
    body: Sequence[Component],
    name: str,
    filters: str = "",
    simulated: bool = False,
) -> Component:
    """The whole page.

    Args:
        body: what the page is about; how it is laid out is by `name` (assets/css).
        filters: the selection in words; only paper shows it.
    """
    band = [simulated_band(text)] if simulated else []
    return html.Div(
        [
            html.Div([header, *band], className="top"),
            html.Div(
                [
                    html.Div([navigation, controls], className="left"),
                    html.Main(
                        [html.P(filters, className="print-only filters"), *body],
                        id="content",
                        className=f"content content--{name}",
                        tabIndex="-1",
                    ),
                ],
                className="body",
            ),
        ],
        className="page is-simulated" if simulated else "page",
        lang=text.language,
        **(named(data_simulated=text("mark-simulated")) if simulated else {}),
    )
