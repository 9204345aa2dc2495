"""Reading a PDF back: its text, its tags, and what a telephone sees in its QR code."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from dashboard.printing.report import Foot, Report

NOW = dt.datetime(2026, 11, 28, 1, 5, tzinfo=dt.UTC)


def bare_report(**changes: Any) -> Report:
    """A report without figures."""
    foot = Foot("Data: uji.", "Sumber: uji", "Versi 1", "dicetak", "0000-0000", "http://localhost/?data=uji")
    fields: dict[str, Any] = {
        "language": "id", "title": "Judul", "subtitle": "orang", "simulated": False, "headlines": (), "others": (),
        "absence": (),
        "definition": "Definisi", "map": None, "trend": None, "trend_page": 2, "table": None,
        "among": "", "decisions": (), "questions": (),
        "asked": 0, "foot": foot, "printed_at": NOW,
    }  # fmt: skip
    return Report(**{**fields, **changes})


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text of a page, or of all; broken lines joined."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 2
    chosen = pages if page is None else [pages[page - 1]]
    return " ".join(" ".join(each.extract_text().split()) for each in chosen)


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Every tag of the document in its order, with what stands for it where it cannot be seen."""
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return list(_tags(root["/StructTreeRoot"]))


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _tags(node["/K"])


def language_of(pdf: bytes) -> str:
    """The language in which it is read aloud."""
    return str(PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"])


def links_of(pdf: bytes) -> list[str]:
    """Where a click leads, page by page."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [str(each.get_object()["/A"]["/URI"]) for page in pages for each in page.get("/Annots", [])]


def addresses_of(pdf: bytes) -> list[str]:
    """What is read from the QR codes of each page, at the resolution of a cheap printer."""
    pages = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=150 / 72).to_numpy() for page in pages]
    return [found.text for image in images for found in zxingcpp.read_barcodes(image)]
