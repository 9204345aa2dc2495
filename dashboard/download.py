"""What of a screen is fetched by itself: its figures as CSV, and its map at every date."""

from flask import Flask, Response, request

from dashboard.exports import export_screen
from dashboard.i18n import Text, text_for
from dashboard.screen import choosing, looking, read_periods
from dashboard.security import current_viewer
from dashboard.selection import Parameters, read_parameters, take_language
from dashboard.site import Site
from etl.errors import WarehouseError

_PRIVATE_FOR_EVER = "private, max-age=31536000, immutable"
"""Whoever may see fewer regions gets other content at another address; no cache between may mix the two up."""


def register_download(server: Flask, site: Site) -> None:
    """Serve `/export.csv?<selection>` and `/periods/<fingerprint>.json?<selection>`."""

    _serve_periods(server, site)

    @server.get("/export.csv")
    def export() -> Response:
        parameters = read_parameters(request.query_string.decode("utf-8", "replace"))
        language = take_language(parameters, site.settings.language)
        try:
            with looking(site, current_viewer(), parameters, language) as (look, r):
                series, figures = look.screen.series, look.screen.figures
                level = look.selection.level
                pieces = export_screen(r, series, figures, indicator=look.indicator, level=level, language=language)
                # At most 552 regions: whole before the first byte, so that a failure is no half a file.
                lines = list(pieces)
        except WarehouseError as error:
            return Response(f"{error.message.of(language)}\n", 503, mimetype="text/plain")
        if parameters.notices:
            return refusal(parameters, text_for(language))
        return Response(
            lines, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{look.file_name}.csv"'}
        )


def refusal(parameters: Parameters, text: Text) -> Response:
    """What comes instead of a file whose address could not be taken as it stands.

    A page says what it shows instead; a file of other figures than were asked for could not.
    """
    unheard = text("download-unheard")
    names = {unheard if each.why == "unheard" else each.parameter for each in parameters.notices}
    words = text("download-refused", names=", ".join(sorted(names)))
    return Response(f"{words}\n", 400, mimetype="text/plain")


def _serve_periods(server: Flask, site: Site) -> None:
    @server.get("/periods/<fingerprint>.json")
    def periods(fingerprint: str) -> Response:
        parameters = read_parameters(request.query_string.decode("utf-8", "replace"))
        try:
            with choosing(site, current_viewer(), parameters, site.settings.language) as (selection, _, r):
                found = read_periods(r, selection, site.regions, site.kept)
        except WarehouseError as error:
            return Response(f"{error.message}\n", 503, mimetype="text/plain")
        if found.fingerprint != fingerprint:
            # A newer version stands by now: the page that asks has to come anew, with the figures of that one.
            return Response("", 410, headers={"Cache-Control": "no-store"})
        return Response(found.content, mimetype="application/json", headers={"Cache-Control": _PRIVATE_FOR_EVER})
