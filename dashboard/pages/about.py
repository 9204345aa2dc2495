"""What an indicator is, from its file: definition, formula, unit, sources, legal basis, owner, last review."""

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Text
from etl.indicators.registry import ANY_MEASURE, Indicator, Term


def about(indicator: Indicator, text: Text) -> Component:
    """The "?" beside the title: it opens what the indicator's file says."""
    facts = (
        (text("about-definition"), indicator.definition[text.language]),
        (text("about-formula"), formula(indicator, text)),
        (text("about-unit"), ", ".join(text.unit(unit) for unit in indicator.units)),
        (
            text("about-source"),
            text("about-all-sources") if ANY_MEASURE in indicator.sources else ", ".join(indicator.sources),
        ),
        (text("about-polarity"), text(f"polarity-{indicator.polarity.replace('_', '-')}")),
        (text("about-legal"), "; ".join(indicator.legal_basis)),
        (text("about-owner"), indicator.owner),
        (text("about-reviewed"), text.date(indicator.reviewed_on)),
    )
    pairs = [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts]
    body = html.Div([html.Strong(text("about-title")), html.Dl(pairs, className="facts")], className="menu menu--about")
    summary = html.Summary(text("about"), className="button", title=text("about-title"))
    return html.Details([summary, body], className="dropmenu no-print", id="about")


def formula(indicator: Indicator, text: Text) -> str:
    """`ASN yang menandatangani ÷ ASN yang dipekerjakan × 100`."""
    numerator = _term(indicator.numerator, text, counted=indicator.counts_governments)
    if indicator.denominator is None:
        words = text("formula-count", numerator=numerator)
    else:
        multiplier = text.number(indicator.multiplier)
        denominator = _term(indicator.denominator, text)
        words = text("formula-rate", numerator=numerator, denominator=denominator, multiplier=multiplier)
    ends = indicator.numerator.unless and not indicator.is_rate
    return text("formula-flow", formula=words) if indicator.kind == "flow" and not ends else words


def _term(term: Term, text: Text, *, counted: bool = False) -> str:
    """A term in words; one that nobody has put into words yet, by the name of its measure."""
    if counted:
        return text("term-governments-numerator")
    measure = "all" if term.measure == ANY_MEASURE else term.measure.replace("_", "-")
    message = f"term-{measure}-{term.take.replace('_', '-')}"
    return text(message) if text.has(message) else f"{term.measure} ({term.take})"
