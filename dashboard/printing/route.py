"""`/print.pdf?<selection>`: the look of an address on two pages."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, request

from dashboard.download import refusal
from dashboard.i18n import Language, text_for
from dashboard.printing.report import report_of
from dashboard.screen import looking
from dashboard.security import current_viewer
from dashboard.selection import read_parameters, take_language
from dashboard.site import Site
from etl.errors import WarehouseError


def _now() -> datetime:
    return datetime.now(UTC)


def register_print(server: Flask, site: Site, clock: Callable[[], datetime] = _now) -> None:
    """Serve the print. `clock` says when it is printed."""

    @server.get("/print.pdf")
    def printed() -> Response:
        # Typst is large, and most who look never print.
        from dashboard.printing.render import render

        parameters = read_parameters(request.query_string.decode("utf-8", "replace"))
        language: Language = take_language(parameters, site.settings.language)
        text = text_for(language)
        try:
            with looking(site, current_viewer(), parameters, language) as (look, _):
                pass  # a look holds all frames: the warehouse need not wait for the drawing
        except WarehouseError as error:
            return Response(f"{error.message.of(language)}\n", 503, mimetype="text/plain")
        if parameters.notices:
            return refusal(parameters, text)
        pdf = render(report_of(site, look, text=text, now=clock(), root=request.url_root))
        name = f'inline; filename="{look.file_name}.pdf"'
        return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": name})
