"""The map page made ready: as the application takes it and as HTML that stands before any script has run."""

import logging
from collections.abc import Hashable
from typing import Any

import brotli
from dash import dcc, html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.components.notices import fault
from dashboard.components.page import shell
from dashboard.i18n import Language, Text, text_for
from dashboard.kept import PreparedPage
from dashboard.pages import steering
from dashboard.pages.content import content, filters, notices
from dashboard.prerender import to_html
from dashboard.screen import Look, choosing, look_at
from dashboard.selection import Parameters, read_parameters, take_language
from dashboard.site import Site
from dashboard.viewer import Viewer
from etl.errors import WarehouseError

STATE = "page-state"
_QUALITY = 6  # of Brotli: higher ones take longer than they save
_log = logging.getLogger(__name__)


def prepare(site: Site, viewer: Viewer, search: str) -> PreparedPage:
    """The page that an address asks for, or in words why there is none. One that stood already is not made again."""
    parameters = read_parameters(search)
    language = take_language(parameters, site.settings.language)
    try:
        return _prepared(site, viewer, parameters, language)
    except WarehouseError as error:
        return _in_words(_absent(site, parameters, error, text_for(language)), text_for(language))
    except Exception:
        # The last resort: whoever looks gets words, whoever runs it the traceback.
        _log.exception("The page %r could not be made.", search[:200])
        return _failed(text_for(language))


def _prepared(site: Site, viewer: Viewer, parameters: Parameters, language: Language) -> PreparedPage:
    with choosing(site, viewer, parameters, language) as (selection, offer, r):
        notices = tuple(parameters.notices)

        def make() -> PreparedPage:
            look = look_at(site, selection, notices, offer, r)
            return _made(site, look, text_for(language))

        def asked() -> Hashable:
            return selection, notices, site.maps.state(), site.present()

        return site.kept.page(r, selection.data, asked, make)


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


def _made(site: Site, look: Look, text: Text) -> PreparedPage:
    selection, screen = look.selection, look.screen
    shown = content(site, look, text)
    title = f"{shown.title} - {text('brand')}"
    page = html.Div(
        [
            shell(
                text=text,
                header=steering.top(
                    selection, screen.at, text=text, regions=site.regions, warehouses=site.present()
                ),
                navigation=steering.pages(selection, text),
                controls=steering.steering(
                    selection, look.offer, screen.at, screen.periods.dates, text=text, indicators=site.indicators,
                    regions=site.regions,
                ),
                stage=[*notices(look, text), *steering.recap_link(text, selection, look.offer), *shown.stage],
                aside=shown.aside,
                under=shown.under,
                below=shown.below,
                filters=filters(site, look, text),
                simulated=look.simulated,
            ),
            dcc.Store(id=STATE, data=_state(look, title, text)),
        ],
        id=f"view-{selection.data}-{selection.language}",
    )  # fmt: skip
    return _packed(page, title, text, shown.shapes)


def _state(look: Look, title: str, text: Text) -> dict[str, Any]:
    """What the page was made from, for the scripts that lead on from it."""
    selection, at = look.selection, look.screen.at
    return {
        "search": selection.query(),
        "region": selection.region,
        "at": at.isoformat() if at else None,
        "compare": ",".join(selection.compare),
        "title": title,
        "language": selection.language,
    }
