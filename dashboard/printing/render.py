"""A report as PDF: set by Typst from the template beside this file, tagged as PDF/UA-1 asks."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3 as font
import segno
import typst

from dashboard.figures.palette import colour
from dashboard.i18n import Text, text_for
from dashboard.printing.letters import legible
from dashboard.printing.report import Figure, Report
from dashboard.printing.svg import FAMILY

TEMPLATE = Path(__file__).with_name("template.typ")
_COLOURS = ("ink", "ink-2", "ink-3", "line", "line-strong", "warn", "warn-pale", "warn-line", "watermark")
_REGIONS: Mapping[str, str] = {"id": "ID", "en": "GB"}
_PAGES = 2


def render(report: Report) -> bytes:
    """The two pages. The same report gives the same bytes.

    Whatever stands in the report reaches Typst as JSON and is set as text, never read as markup.
    """
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(_legible(_told(report)), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(report.printed_at.timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    """The one family that the print is set in, whatever else the machine has."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font.ROOT / "files"])


def _told(report: Report) -> dict[str, Any]:
    text = text_for(report.language)
    return {
        **asdict(report),
        "printed_at": None,
        "trend-page": report.trend_page,
        "map": _drawn(report.map),
        "trend": _drawn(report.trend),
        "family": FAMILY,
        "qr": qr_svg(report.foot.address),
        "colours": {name: colour(name) for name in _COLOURS},
        "words": _words(report, text),
    }


def _legible(told: Any) -> Any:
    match told:
        case str():
            return legible(told)
        case dict():
            return {key: _legible(value) for key, value in told.items()}
        case list() | tuple():
            return [_legible(each) for each in told]
    return told


def _drawn(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else {**asdict(figure), "picture": figure.picture.svg}


def qr_svg(address: str) -> str:
    """The QR code of an address as SVG, with its quiet zone; a seventh of it may be dirty."""
    drawn = BytesIO()
    segno.make(address, micro=False, error="m", boost_error=False).save(
        drawn, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, light=colour("surface")
    )
    return drawn.getvalue().decode()


def _words(report: Report, text: Text) -> dict[str, Any]:
    return {
        "region": _REGIONS[report.language],
        "brand": text("brand"),
        "simulated": text("mark-simulated"),
        "simulated-words": text("simulated-words"),
        "summary": text("print-summary"),
        "table": text("print-table"),
        "others": text("print-others"),
        "decisions": text("print-decisions"),
        "rest": text("print-rest"),
        "rest-one": text("print-rest-one"),
        "questions": text("print-questions"),
        "no-questions": text("print-no-questions"),
        "questions-rest": text("print-questions-rest"),
        "questions-rest-one": text("print-questions-rest-one"),
        "fingerprint": text("print-fingerprint", digits=report.foot.fingerprint),
        "qr": text("print-qr", address=report.foot.address),
        "scan": text("print-scan"),
        "pages": [text("print-page", n=n, of=_PAGES) for n in range(1, _PAGES + 1)],
    }
