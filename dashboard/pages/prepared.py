"""A page made ready: as the application takes it and as HTML that stands before any script has run."""

import logging
from collections.abc import Hashable
from typing import Any

import brotli
from dash import dcc, html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.components.controls import controls
from dashboard.components.links import Choice
from dashboard.components.notices import fault
from dashboard.components.page import navigation, shell
from dashboard.i18n import Language, Text, text_for
from dashboard.kept import PreparedPage
from dashboard.pages import Content, Page, Visit, steering
from dashboard.prerender import to_html
from dashboard.screen import choosing
from dashboard.selection import Parameters, read_parameters, take_language
from dashboard.site import Site
from dashboard.viewer import Viewer
from etl.errors import WarehouseError

STATE = "page-state"
_QUALITY = 6  # of Brotli: higher ones take longer than they save
_log = logging.getLogger(__name__)


def prepare(site: Site, pages: tuple[Page, ...], path: str, viewer: Viewer, search: str) -> PreparedPage:
    """What stands at an address (path and query), for somebody who looks; in words if there is none.

    What stood already is not made again.
    """
    parameters = read_parameters(search)
    language = take_language(parameters, site.settings.language)
    try:
        return _prepared(site, pages, path, viewer, parameters, language)
    except WarehouseError as error:
        return _in_words(_absent(site, parameters, error, text_for(language)), text_for(language))
    except Exception:
        # The last resort: whoever looks gets words, whoever runs it the traceback.
        _log.exception("The page %r could not be made.", (path + search)[:200])
        return _failed(text_for(language))


def _prepared(
    site: Site, pages: tuple[Page, ...], path: str, viewer: Viewer, parameters: Parameters, language: Language
) -> PreparedPage:
    page = next(each for each in pages if each.path == path)
    with choosing(site, viewer, parameters, language) as (selection, offer, r):
        visit = Visit(site, page, pages, selection, tuple(parameters.notices), offer, r, text_for(language))

        def asked() -> Hashable:
            return path, selection, visit.notices, site.maps.state(), site.present()

        return site.kept.page(r, selection.data, asked, lambda: _made(visit))


def _packed(page: Component, title: str, text: Text, shapes: tuple[str, ...] = ()) -> PreparedPage:
    content = brotli.compress(to_json_plotly(page).encode(), quality=_QUALITY)
    return PreparedPage(content, to_html(page), title, text.language, shapes)


def _failed(text: Text) -> PreparedPage:
    return _in_words(fault(text("page-failed-what"), text("page-failed-why"), text("page-failed-remedy")), text)


def _in_words(words: Component, text: Text) -> PreparedPage:
    return _packed(html.Main(words, className="page page--words", lang=text.language), text("brand"), text)


def _absent(site: Site, parameters: Parameters, error: WarehouseError, text: Text) -> Component:
    name = parameters.given.get("data", "")
    name = name if name in site.settings.warehouses else site.settings.warehouses[0]
    return fault(
        text("warehouse-absent-what", name=steering.data_name(name, text)),
        text("warehouse-absent-why", place=error.message.of(text.language)),
        text("warehouse-absent-remedy", name=name),
    )


def _made(visit: Visit) -> PreparedPage:
    selection, text = visit.selection, visit.text
    content = visit.page.show(visit)
    title = f"{content.title} - {text('brand')}"
    page = html.Div(
        [
            shell(
                text=text,
                header=steering.top(
                    selection, content.at, text=text, regions=visit.site.regions, warehouses=visit.site.present()
                ),
                navigation=navigation(_pages(visit), text),
                controls=controls(content.controls, text),
                body=content.body,
                name=visit.page.name,
                filters=content.filters,
                simulated=visit.r.simulated,
            ),
            dcc.Store(id=STATE, data=_state(visit, content, title)),
        ],
        id=f"view-{visit.page.name}-{selection.data}-{selection.language}",
    )
    return _packed(page, title, text, content.shapes)


def _pages(visit: Visit) -> list[Choice]:
    return [Choice(visit.text(page.name), visit.to(page.path), page is visit.page) for page in visit.pages]


def _state(visit: Visit, content: Content, title: str) -> dict[str, Any]:
    """What the page was made from, for the scripts that lead on from it."""
    selection = visit.selection
    return {
        "path": visit.page.path,
        "search": selection.query(),
        "region": selection.region,
        "at": content.at.isoformat() if content.at else None,
        "compare": ",".join(selection.compare),
        "figures": ",".join(selection.figures),
        "title": title,
        "language": selection.language,
    }
