"""Headings above groups of rows, and merged cells beside them: what they say holds for each row of the group."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.layout.body import Body, heading_text
from etl.layout.context import What
from etl.layout.page import Page
from etl.layout.periods import span_of
from etl.layout.places import called, places_in
from etl.layout.words import without_number
from geo.regions import RegionIndex

Texts = NDArray[np.object_]
_PROVINCE = re.compile(r"prov(?:insi|\.)?\b", re.IGNORECASE)


class Heading(NamedTuple):
    """A heading row (of the page) and what it says."""

    row: int
    what: What
    text: str


def headings(
    page: Page, bodies: Sequence[Body], wanted: Collection[What], index: RegionIndex, year: int | None
) -> list[Heading]:
    """The headings that say something the table's columns do not, in order of row."""
    rows = [row for body in bodies for row in body.rows("heading_row")]
    found = (_heading(row, without_number(heading_text(page.row(row))), wanted, index, year) for row in rows)
    return [heading for heading in found if heading]


def _heading(row: int, text: str, wanted: Collection[What], index: RegionIndex, year: int | None) -> Heading | None:
    places = places_in(text, index)
    code = places[0].code if len(places) == 1 and len(places[0].text) == len(text) else ""
    if code and "region" in wanted:
        return Heading(row, "region", called(code, index))
    if "province" in wanted and (province := province_of(text, index)):
        return Heading(row, "province", called(province, index))
    if "date" in wanted and (span := span_of(text, year)):
        return Heading(row, "date", span.iso)
    name = text.partition(":")[2].strip() or text
    return Heading(row, "agency", name) if "agency" in wanted else None


def province_of(text: str, index: RegionIndex) -> str:
    """The code of the province that a text is, whole; empty for any other."""
    places = places_in(f"Provinsi {text}" if text and not _PROVINCE.match(text) else text, index)
    code = places[0].code if len(places) == 1 else ""
    return code if code and index.province_of(code) == code else ""


def texts_over(rows: Sequence[int], found: Sequence[Heading], what: What) -> Texts:
    """For each row the last heading above it that says `what`; a new region ends the agency of the one before."""
    own = [(heading.row, heading.text if heading.what == what else "") for heading in found if _ends(heading, what)]
    if not own:
        return np.full(len(rows), "", dtype=object)
    starts = np.array([row for row, _ in own])
    texts = np.array(["", *(text for _, text in own)], dtype=object)
    return texts[np.searchsorted(starts, np.asarray(rows), side="right")]


def _ends(heading: Heading, what: What) -> bool:
    return heading.what == what or (what == "agency" and heading.what in ("region", "province"))


def fill_merged(page: Page, place: int, rows: Sequence[int], texts: Texts) -> tuple[Texts, int]:
    """A column with the text of each merged cell in all the rows that it spans, and how many merged cells did so."""
    filled, count = texts.copy(), 0
    at = {row: position for position, row in enumerate(rows)}
    for merge in page.grid.merged:
        if merge.left != place or merge.bottom == merge.top:
            continue
        text = page.columns[place][merge.top].as_py()
        inside = [at[row] for row in range(merge.top, merge.bottom + 1) if row in at]
        filled[inside] = text
        count += len(inside) > 1 and bool(text)
    return filled, count


def fill_below(texts: Texts) -> Texts | None:
    """A column that is written once a group and left blank below, filled down; None if it does not look so.

    It does when no value stands twice in a row and more cells are blank than filled, the first not among them.
    """
    filled = np.flatnonzero(texts != "")
    if len(filled) < 2 or filled[0] != 0 or 2 * len(filled) > len(texts):
        return None
    values = texts[filled]
    if (values[1:] == values[:-1]).any():
        return None
    return values[np.searchsorted(filled, np.arange(len(texts)), side="right") - 1]
