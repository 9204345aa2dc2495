"""What stands where something is missing, wrong, on its way, or not real."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.i18n import Text


def notice(what: str, why: str, remedy: Component | str | None = None) -> Component:
    """Empty or refused: what is missing, why, and the one thing to do about it."""
    parts = [html.P(what, className="notice__what"), html.P(why)]
    return html.Div([*parts, *([html.P(remedy)] if remedy else [])], className="notice", role="status")


def fault(what: str, why: str, remedy: Component | str | None = None) -> Component:
    """The same for what went wrong on our side; read out at once."""
    parts = [html.P(what, className="notice__what"), html.P(why)]
    return html.Div([*parts, *([html.P(remedy)] if remedy else [])], className="notice notice--fault", role="alert")


def simulated_band(text: Text) -> Component:
    """Across the top of every page of simulated data."""
    return html.Div(
        [html.Strong(text("mark-simulated")), html.Span(text("simulated-words"))],
        className="band-simulated",
        role="region",
        **named(aria_label=text("mark-simulated")),
    )
