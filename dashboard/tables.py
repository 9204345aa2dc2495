"""`PATH.csv?<selection>`: the numbers of a page as a file, as `Page.table` gives them."""

from collections.abc import Sequence
from functools import partial

from flask import Flask, Response, request

from dashboard.download import refusal
from dashboard.exports import frame_csv
from dashboard.i18n import text_for
from dashboard.pages import Page, Visit
from dashboard.paths import table_of
from dashboard.screen import choosing
from dashboard.security import current_viewer
from dashboard.selection import read_parameters, take_language
from dashboard.site import Site
from etl.errors import WarehouseError


def register_tables(server: Flask, site: Site, pages: Sequence[Page]) -> None:
    """Serve the file of each page that has one."""
    for page in pages:
        if page.table is not None:
            server.add_url_rule(table_of(page.path), f"table-{page.name}", partial(_table, site, tuple(pages), page))


def _table(site: Site, pages: tuple[Page, ...], page: Page) -> Response:
    assert page.table is not None
    parameters = read_parameters(request.query_string.decode("utf-8", "replace"))
    language = take_language(parameters, site.settings.language)
    text = text_for(language)
    try:
        with choosing(site, current_viewer(), parameters, language) as (selection, offer, r):
            visit = Visit(site, page, pages, selection, tuple(parameters.notices), offer, r, text)
            found = page.table(visit)
    except WarehouseError as error:
        return Response(f"{error.message.of(language)}\n", 503, mimetype="text/plain")
    if parameters.notices:
        return refusal(parameters, text)
    # What tells each line apart from one of another election, version or warehouse, wherever it is taken.
    nature = "simulated" if r.simulated else "real"
    told = found.assign(election=selection.election, nature=nature, version=r.version)
    name = f"{page.path.strip('/')}-{selection.region}{'-SIMULASI' if r.simulated else ''}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(frame_csv(told, language), mimetype="text/csv", headers=headers)
