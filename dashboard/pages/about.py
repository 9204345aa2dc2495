"""What an indicator is, from its file: definition, formula, unit, sources, legal basis, owner, last review."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Text
from etl.indicators.registry import ANY_MEASURE, CASE, Indicator, Term


def about(indicator: Indicator, text: Text) -> Component:
    """The "?" beside the title: it opens what the indicator's file says."""
    pairs = [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts(indicator, text)]
    body = html.Div([html.Strong(text("about-title")), html.Dl(pairs, className="facts")], className="menu menu--about")
    summary = html.Summary(text("about"), className="button", title=text("about-title"))
    return html.Details([summary, body], className="dropmenu no-print", id="about")


def facts(indicator: Indicator, text: Text) -> list[tuple[str, str]]:
    """What the file of an indicator says of it, each with its name; what it does not say is left out."""
    target = text.number(indicator.target, indicator.decimals) if indicator.target is not None else ""
    hidden = text("about-hidden", n=indicator.suppression_threshold) if indicator.suppression_threshold else ""
    told = (
        (text("about-definition"), indicator.definition[text.language]),
        (text("about-formula"), formula(indicator, text)),
        (text("about-unit"), ", ".join(text.unit(unit) for unit in indicator.units)),
        (text("about-kind"), text("kind-stock" if _ends(indicator) else f"kind-{indicator.kind}")),
        (text("fact-limits"), text(f"interval-{indicator.interval.replace('_', '-')}")),
        (text("about-source"), source_words(indicator, text)),
        (text("about-polarity"), text(f"polarity-{indicator.polarity.replace('_', '-')}")),
        (text("about-target"), target),
        (text("about-small"), hidden),
        (text("about-legal"), "; ".join(indicator.legal_basis)),
        (text("about-owner"), indicator.owner),
        (text("about-reviewed"), text.date(indicator.reviewed_on)),
    )
    return [(name, words) for name, words in told if words]


def source_words(indicator: Indicator, text: Text) -> str:
    """`Peristiwa terdokumentasi, Catatan laporan`: the sources whose files the indicator is made from."""
    names = (text(f"source-{source.replace('_', '-')}") for source in indicator.sources)
    return text("about-all-sources") if ANY_MEASURE in indicator.sources else ", ".join(names)


def _ends(indicator: Indicator) -> bool:
    """Whether what is counted may end again, such as a block that is lifted: then it is no sum of what happened."""
    return bool(indicator.numerator.unless) and not indicator.is_rate


def formula(indicator: Indicator, text: Text) -> str:
    """`ASN yang menandatangani ÷ ASN yang dipekerjakan × 100`."""
    numerator = _term(indicator.numerator, text, counted=indicator.counts_governments)
    if indicator.is_median:
        words = numerator
    elif indicator.denominator is None:
        words = text("formula-count", numerator=numerator)
    else:
        multiplier = text.number(indicator.multiplier)
        denominator = _term(indicator.denominator, text)
        words = text("formula-rate", numerator=numerator, denominator=denominator, multiplier=multiplier)
    return text("formula-flow", formula=words) if indicator.kind == "flow" and not _ends(indicator) else words


def base_words(indicator: Indicator, text: Text) -> str:
    """What a rate is a rate of, in a word or two: `ASN yang dipekerjakan`, `kasus`; empty for what is no rate."""
    if indicator.denominator is None:
        return ""
    return text.unit("kasus") if indicator.of_cases else _term(indicator.denominator, text)


def _term(term: Term, text: Text, *, counted: bool = False) -> str:
    """A term in words; one that nobody has put into words yet, by the name of its measure."""
    if counted:
        return text("term-governments-numerator")
    if term.measure == CASE:
        return _cases(term, text)
    measure = "all" if term.measure == ANY_MEASURE else term.measure.replace("_", "-")
    message = f"term-{measure}-{term.take.replace('_', '-')}"
    return text(message) if text.has(message) else f"{term.measure} ({term.take})"


def _cases(term: Term, text: Text) -> str:
    """`perkara (data kepegawaian diblokir; dikurangi yang blokir dibuka)`."""
    if term.take == "overdue":
        return text("term-case-overdue")
    states = _states(term.where["state"], text)
    if term.take == "median_days":
        return text("term-case-median-days", states=states, until=_states(term.until, text))
    if term.unless:
        return text("term-case-less", states=states, unless=_states(term.unless, text))
    return text("term-case-cases", states=states)


def _states(codes: Sequence[str], text: Text) -> str:
    """`direkomendasikan atau menunggu PPK`; a state that nobody has put into words yet, by its code."""
    words = {code: f"state-{code.replace('_', '-')}" for code in codes}
    return f" {text('word-or')} ".join(text(each) if text.has(each) else code for code, each in words.items())
