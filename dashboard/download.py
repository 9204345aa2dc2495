"""The CSV button: the figures of a screen."""

from flask import Flask, Response, request

from dashboard.exports import export_screen
from dashboard.i18n import text_for
from dashboard.screen import Look, looking
from dashboard.security import current_viewer
from dashboard.selection import read_parameters, take_language
from dashboard.site import Site
from etl.errors import WarehouseError


def register_download(server: Flask, site: Site) -> None:
    """Serve `/export.csv?<selection>`."""

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
            # A page says what it shows instead; a file of other figures than were asked for could not.
            text = text_for(language)
            unheard = text("download-unheard")
            names = {unheard if each.why == "unheard" else each.parameter for each in parameters.notices}
            words = text("download-refused", names=", ".join(sorted(names)))
            return Response(f"{words}\n", 400, mimetype="text/plain")
        return Response(lines, mimetype="text/csv", headers={"Content-Disposition": _attached(look)})


def _attached(look: Look) -> str:
    day = look.screen.at.isoformat() if look.screen.at else "tanpa-tanggal"
    mark = "-SIMULASI" if look.simulated else ""
    return f'attachment; filename="{look.indicator.id}-{look.selection.region}-{day}{mark}.csv"'
