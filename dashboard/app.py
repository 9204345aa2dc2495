"""The web application: Dash on Flask, pages registered one by one, nothing heavy at import."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from dash import Dash
from flask import Flask, Response, request
from flask_compress import Compress
from werkzeug.wrappers import Response as WerkzeugResponse

from dashboard import bundle
from dashboard.assets import ASSETS
from dashboard.components.page import PATTERNS
from dashboard.compressed import FOR_EVER, respond_brotli
from dashboard.download import register_download
from dashboard.i18n import text_for
from dashboard.kept import PreparedPage
from dashboard.maps import serve_topology
from dashboard.notfound import not_found_page
from dashboard.pages import Page, cases, checked, compare, home, leading, meeting, method, quality, region, trend
from dashboard.pages import map as map_page
from dashboard.pages.prepared import prepare
from dashboard.paths import content_of, table_of
from dashboard.printing.route import register_print
from dashboard.security import content_security_policy, current_viewer, secure
from dashboard.site import Site
from dashboard.tables import register_tables
from etl.indicators.registry import Registry
from etl.settings import Settings

_PRERENDER = ASSETS / "js" / "prerender.js"
_TABLE = re.compile(r'<script[^>]* src="[^"]*/dash_table/[^"]*"></script>')
"""What Dash sends to everybody, for a component that no page has."""

_INDEX = """<!DOCTYPE html>
<html lang="{language}">
<head>
{metas}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{favicon}
{css}
{preloads}
</head>
<body>
{patterns}
{app_entry}
<noscript><style>.prerendered__map, .stage, .periods, .controls {{ display: none !important; }}</style>
<p class="without-scripts">{without_scripts}</p></noscript>
<div id="prerendered">{page}</div>
<footer>{config}</footer>
<template id="application">
<script async src="{plotly}" data-plotly></script>
{scripts}{renderer}
</template>
<script src="{prerender}"></script>
</body>
</html>"""
"""The page as HTML stands first; the scripts of the application wait in a template until its map is drawn."""


def create_app(settings: Settings, pages: Iterable[Page] | None = None, indicators: Registry | None = None) -> Dash:
    """The dashboard over the warehouses of these settings. Nothing is connected before the first request.

    Args:
        pages: instead of those of `dashboard.pages`.
        indicators: instead of the packaged ones.

    Returns:
        The app; `app.server.extensions["netralitas"]` is its `Site`, to be closed by whoever is done with it.

    Raises:
        ValueError: two pages stand at one path.
    """
    site, listed = Site(settings, indicators), checked(packaged_pages() if pages is None else pages)
    server: Any = Flask("dashboard", static_folder=None)
    server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=6, COMPRESS_MIN_SIZE=500)
    server.extensions["netralitas"] = site
    Compress(server)
    app = _Dash(
        __name__,
        server=server,
        title=text_for(settings.language)("brand"),
        update_title="",
        assets_folder=str(ASSETS),
        assets_path_ignore=["maps", "tiles", "locale", "fonts"],
        assets_ignore=re.escape(_PRERENDER.name),
        suppress_callback_exceptions=True,  # the page's parts come with its first rendering
        add_log_handler=False,
        enable_mcp=False,
    )
    app.site, app.pages = site, listed
    paths = tuple(page.path for page in listed)
    app.layout = leading.layout(site, paths)
    leading.register(app)
    _add_routes(server, site, app.pages)
    _add_contents(server, app)
    policy = content_security_policy(app.csp_hashes())
    files = [table_of(page.path) for page in app.pages if page.table]
    secure(server, [*paths, *map(content_of, paths), *files], policy, not_found_page(settings.language))
    return app


class _Dash(Dash):
    """What a page holds comes with its frame, as HTML."""

    site: Site
    pages: tuple[Page, ...]

    def prepare(self, path: str) -> PreparedPage:
        """The page at a path with the query of this request."""
        query = request.query_string.decode("utf-8", "replace")
        return prepare(self.site, self.pages, path, current_viewer(), query)

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        page = self.prepare(request.path)
        query = request.query_string.decode("utf-8", "replace")
        content = content_of(request.path) + (f"?{query}" if query else "")
        return _INDEX.format(**{
            **parts,
            "scripts": _TABLE.sub("", parts["scripts"]),
            "language": page.language,
            "title": escape(page.title),
            "preloads": _preloads([*page.shapes, content]),
            "patterns": PATTERNS,
            "page": page.html,
            "plotly": bundle.address(),
            "prerender": f"/assets/js/{_PRERENDER.name}?m={_PRERENDER.stat().st_mtime}",
            "without_scripts": escape(text_for(page.language)("without-scripts")),
        })  # fmt: skip


def _preloads(addresses: Iterable[str]) -> str:
    """What the browser begins to fetch at once: what the first picture needs, and what the application begins with."""
    return "\n".join(f'<link rel="preload" as="fetch" href="{escape(address)}" crossorigin>' for address in addresses)


def packaged_pages() -> tuple[Page, ...]:
    """The pages there are, in the order of the navigation."""
    return (
        home.PAGE,
        map_page.PAGE,
        trend.PAGE,
        compare.PAGE,
        region.PAGE,
        cases.PAGE,
        meeting.PAGE,
        quality.PAGE,
        method.PAGE,
    )


def _add_contents(server: Flask, app: _Dash) -> None:
    for page in app.pages:

        def shown(path: str = page.path) -> WerkzeugResponse:
            return respond_brotli(app.prepare(path).content, "application/json")

        server.add_url_rule(content_of(page.path), f"content-{page.name}", shown)


def _keep_what_stays(response: Response) -> Response:
    """Files whose address names their state need not be asked for again; the icon not at every step."""
    if response.status_code == 200 and request.path.startswith("/assets/") and "m" in request.args:
        response.headers["Cache-Control"] = FOR_EVER
    elif request.path == "/_favicon.ico":
        response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _add_routes(server: Flask, site: Site, pages: Sequence[Page]) -> None:
    server.after_request(_keep_what_stays)
    server.add_url_rule("/maps/<name>", "map", site.maps.serve)
    server.add_url_rule("/plotly/<name>", "plotly", bundle.serve)
    server.add_url_rule("/topojson/<name>", "topology", serve_topology)
    server.add_url_rule("/healthz", "health", lambda: Response("ok\n", mimetype="text/plain"))
    register_download(server, site)
    register_print(server, site)
    register_tables(server, site, pages)
