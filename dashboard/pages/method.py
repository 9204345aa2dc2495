"""How every figure is made, from the files of the indicators; words that are used; what nobody here knows."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import paths
from dashboard.components.links import inside
from dashboard.components.listing import section
from dashboard.components.markup import Markup, render, tag
from dashboard.i18n import Text
from dashboard.pages import Content, Page, Visit, steering
from dashboard.pages.about import facts
from dashboard.pages.notes import notices
from etl.indicators.registry import Indicator

GLOSSARY = (
    "asn", "ppk", "pj", "opd", "pact", "report", "finding", "evidence", "recommendation", "follow-up", "block", "moot",
    "stock", "flow", "coverage", "missing", "zero", "suppressed", "interval", "government", "area",
)  # fmt: skip
"""Words of the glossary, in an order in which one explains the next."""
LAWS = (
    "uu-20-2023", "pp-42-2004", "pp-94-2021", "skb-2022", "uu-27-2022", "perpres-39-2019", "se-sultra-2023",
    "se-mubar-2023",
)  # fmt: skip
UNKNOWN = ("signed", "silence", "deadlines", "boundaries", "dates", "reports", "persons")


def show(visit: Visit) -> Content:
    """The method of every indicator, whether this warehouse has figures of it or not."""
    text, indicators = visit.text, list(visit.site.indicators.values())
    title = html.H1(text("page-method"), className="page__title")
    head = html.Div([title, html.P(text("method-subtitle", n=len(indicators)), className="page__subtitle")],
                    className="page__head")  # fmt: skip
    return Content(
        title=text("page-method"),
        body=[
            *notices(visit.notices, visit.selection, text),
            head,
            _contents(indicators, text),
            *(_indicator(visit, each) for each in indicators),
            section("glossary", text("method-glossary"), [_terms("glossary", GLOSSARY, text)]),
            section("laws", text("method-laws"), [_terms("law", LAWS, text)]),
            section("unknown", text("method-unknown"), [_list([text(f"unknown-{each}") for each in UNKNOWN])]),
        ],
        controls=[*steering.of_method(visit.selection, text)],
    )


def _contents(indicators: Sequence[Indicator], text: Text) -> Component:
    """Where each part begins."""
    parts = [(each.title[text.language], f"#{each.id}") for each in indicators]
    parts += [(text(f"method-{name}"), f"#{name}") for name in ("glossary", "laws", "unknown")]
    items = [tag("li", tag("a", name, href=href)) for name, href in parts]
    return render(tag("nav", tag("ol", *items, class_="contents"), aria_label=text("method-contents")))


def _indicator(visit: Visit, indicator: Indicator) -> Component:
    text = visit.text
    pairs = [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts(indicator, text)]
    children: list[Component] = [html.Dl(pairs, className="facts facts--wide")]
    if indicator.id in visit.offer.choices:
        lead = visit.to(paths.MAP, indicator=indicator.id, **_figures(visit, indicator))
        children.append(html.P(inside(text("method-to-map"), lead)))
    else:
        children.append(html.P(text("method-no-figures"), className="quiet"))
    return section(indicator.id, indicator.title[text.language], children)


def _figures(visit: Visit, indicator: Indicator) -> dict[str, object]:
    """The unit and election of an indicator that has figures, near what is looked at."""
    offer, election = visit.offer, visit.selection.election
    found = offer.most(indicator.id, election=election) or offer.most(indicator.id)
    assert found is not None
    return {"unit": found[0], "election": found[1], "at": None, "classes": None}


def _terms(kind: str, names: Sequence[str], text: Text) -> Component:
    parts = [tag("div", tag("dt", text(f"{kind}-{name}")), tag("dd", text(f"{kind}-{name}-means"))) for name in names]
    return render(tag("dl", *parts, class_="facts facts--wide"))


def _list(words: Sequence[str]) -> Component:
    items: list[Markup] = [tag("li", each) for each in words]
    return render(tag("ul", *items, class_="plain-list plain-list--prose"))


PAGE = Page(paths.METHOD, "page-method", show)
