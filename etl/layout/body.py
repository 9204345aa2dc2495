"""What each row under a header is: data, blank, a total, a heading, or a note below the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from etl.contracts import Contract, Kind
from etl.layout.header import Header, is_header_word
from etl.layout.nil import nil_rows
from etl.layout.page import Mask, Page
from etl.layout.words import ORDINAL, SHARE, TOTAL, is_note, is_numbering, is_signature
from etl.parse import agency_key

RowKind = Literal[
    "data", "blank_row", "numbering_row", "totals_row", "heading_row", "note_row", "signature_row", "header_row"
]  # fmt: skip
IDENTITY: Final[tuple[Kind, ...]] = ("agency", "region", "region_code", "bps_code", "province", "key", "date")
_PLAIN = r"^-?[0-9][0-9.,]{0,14}$"
# What _PLAIN matches, and much more; long in the making, for a class of all letters stands in it two dozen times.
_COUNT = (
    r"^-?[0-9][0-9.,]{0,14}( ?[\pL]{1,12}( [\pL]{1,12})?)?$|^[-–—]+$|^#|"
    r"^(nihil|nol|kosong|n/?a|t\.?a\.?d\.?|(belum|tidak) ada( data)?|belum)$"
)
_FEW_CELLS = 3
_LABELLED = re.compile(r"[^\W\d_][^:0-9]{1,40}:\s*[^\W_]")


@dataclass(frozen=True, slots=True)
class Body:
    """The rows `first` to `end` (not included) under a header, and what each is."""

    header: Header
    first: int
    end: int
    kinds: tuple[RowKind, ...]

    def rows(self, kind: RowKind) -> list[int]:
        """The rows of one kind, in order."""
        return [self.first + place for place, found in enumerate(self.kinds) if found == kind]

    @property
    def last_of_table(self) -> int:
        """The last row that belongs to the table, or the header's."""
        table = (self.first + place for place, kind in enumerate(self.kinds) if kind in ("data", "totals_row"))
        return max(table, default=self.header.bottom)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns stand that tell rows apart."""

    counts: tuple[int, ...]
    identity: tuple[int, ...]
    named: tuple[int, ...]
    persons: tuple[int, ...]
    labels: tuple[int, ...]


def layout_of(header: Header, width: int) -> Layout:
    """The columns of a header by what they are for; `labels` are those in which a row may say that it is a total."""
    columns = {column.name: column for column in header.contract.columns}
    kinds = {place: columns[name].kind for place, name in header.named.items()}
    counts = tuple(place for place, kind in kinds.items() if kind in ("count", "number"))
    identity = tuple(place for place, kind in kinds.items() if kind in IDENTITY)
    before = min(counts, default=width)
    labels = tuple(p for p in range(width) if p in identity or (p not in kinds and p < before))
    named = tuple(place for place, kind in kinds.items() if kind != "free_text")
    return Layout(counts, identity, named, tuple(p for p, kind in kinds.items() if kind == "person"), labels)


def body_of(page: Page, header: Header, end: int) -> Body:
    """Tell what the rows between a header and `end` are."""
    first = header.bottom + 1
    where = layout_of(header, page.width)
    filled = page.filled[first:end]
    kinds = np.full(end - first, "", dtype=object)
    totals = _totals(page, first, end, where)
    solid = (_solid(page, first, end, where) & ~totals) | nil_rows(page, first, end, header)
    kinds[solid] = "data"
    kinds[totals] = "totals_row"
    kinds[~filled.any(axis=1)] = "blank_row"
    _first_rows(page, first, kinds, header)
    _others(page, first, kinds, where, header.contract)
    return Body(header, first, end, tuple(kinds))


def _solid(page: Page, first: int, end: int, where: Layout) -> Mask:
    """Rows with values: counts; in a table without counts a person or a key, or most of the columns."""
    filled = page.filled[first:end]
    if where.counts:
        plain = page.matches(_PLAIN, where.counts)[first:end].any(axis=1)
        if not (filled[:, list(where.counts)].any(axis=1) & ~plain).any():
            return np.asarray(plain)
        return np.asarray(page.matches(_COUNT, where.counts)[first:end].any(axis=1))
    named = filled[:, list(where.named)].sum(axis=1)
    signed = page.matches(r"^(nip|nrp|pangkat|mengetahui)\b", range(page.width))[first:end].any(axis=1)
    most: Mask = named >= min(_FEW_CELLS, max(len(where.named) - 1, 2))
    return most & ~signed


def _totals(page: Page, first: int, end: int, where: Layout) -> Mask:
    """Rows that say in a column of labels that they sum others; `Total pemerintah` is the government's own row."""
    labels = where.labels
    if not labels:
        return np.zeros(end - first, dtype=bool)
    found = (page.matches(TOTAL, labels) | page.matches(SHARE, labels))[first:end]
    for row, column in np.argwhere(found):
        if agency_key(page.columns[labels[column]][first + int(row)].as_py()) == "":
            found[row, column] = False
    few = page.filled[first:end].sum(axis=1) <= _FEW_CELLS
    rows = np.asarray(found.any(axis=1))
    return rows if where.counts else rows & few


def _first_rows(page: Page, first: int, kinds: "np.ndarray[tuple[int], np.dtype[np.object_]]", header: Header) -> None:
    """Directly under a header: units that still belong to it, and the numbers of its columns."""
    for place, kind in enumerate(kinds):
        if kind == "blank_row":
            continue
        texts = page.texts(first + place)
        if is_numbering(texts) and _no_data(page, first + place, header):
            kinds[place] = "numbering_row"
        elif all(is_header_word(text, header.contract) or _is_unit(text) for text in texts):
            kinds[place] = "header_row"
            continue
        return


def _is_unit(text: str) -> bool:
    return text.startswith("(") and text.endswith(")") and not any(sign.isdigit() for sign in text)


def _no_data(page: Page, row: int, header: Header) -> bool:
    """Whether a row of small numbers can be no data: its words are numbers too, or they stand in brackets."""
    texts = page.row(row)
    columns = {column.name: column.kind for column in header.contract.columns}
    words = [texts[place] for place, name in header.named.items() if columns[name] not in ("count", "number")]
    return any(words) or any("(" in text or "=" in text for text in texts)


def _others(
    page: Page, first: int, kinds: "np.ndarray[tuple[int], np.dtype[np.object_]]", where: Layout, contract: Contract
) -> None:
    """Rows without values: headings among the data, notes and signatures below them, else data with nothing in it."""
    solid = np.flatnonzero([kind in ("data", "totals_row") for kind in kinds])
    last = int(solid[-1]) if len(solid) else -1
    closed = last >= 0 and kinds[last] == "totals_row"
    below: RowKind | None = None
    gap = False
    for place, kind in enumerate(kinds):
        if kind == "blank_row":
            gap = gap or place > last
        if kind:
            continue
        texts = page.row(first + place)
        if place > last:
            below = _begins(texts, where, closed, gap) or below
            kinds[place] = below or "data"
        elif _is_heading(page, first + place, texts, where, contract):
            kinds[place] = "heading_row"
        else:
            kinds[place] = "note_row" if is_note(_first(texts)) or _nothing(texts, where) else "data"


def _begins(texts: list[str], where: Layout, closed: bool, gap: bool) -> RowKind | None:
    """What begins below the table with a row, if anything does."""
    filled = [text for text in texts if text]
    if any(map(is_signature, filled)):
        return "signature_row"
    if (
        any(map(is_note, filled))
        or _is_labelled(filled)
        or closed
        or _nothing(texts, where)
        or (gap and not _in_identity(texts, where))
    ):
        return "note_row"
    return None


def _is_labelled(filled: Sequence[str]) -> bool:
    """Whether a row says what belongs to it, as titles of the next table do: `Unit Kerja : Dinas Kesehatan`."""
    return len(filled) <= 2 and _LABELLED.match(" ".join(filled)) is not None


def _nothing(texts: list[str], where: Layout) -> bool:
    """Whether a row has nothing in any column of the table."""
    return not any(texts[place] for place in where.named)


def _in_identity(texts: list[str], where: Layout) -> bool:
    return any(texts[place] for place in where.identity)


def _first(texts: list[str]) -> str:
    return next((text for text in texts if text), "")


def _is_heading(page: Page, row: int, texts: list[str], where: Layout, contract: Contract) -> bool:
    """One text alone in its row, besides a number before it, that no column of the table can claim for itself."""
    filled = [(place, text) for place, text in enumerate(texts) if text]
    if len(filled) == 2 and ORDINAL.fullmatch(filled[0][1]) and filled[0][0] not in where.named:
        ordinal, filled = filled[0][1], filled[1:]
    else:
        ordinal = ""
    if len(filled) != 1 or not any(sign.isalpha() for sign in filled[0][1]):
        return False
    place = filled[0][0]
    if any(merge.left <= place <= merge.right and merge.right > merge.left for merge in page.merges(row, row)):
        return True
    return place not in where.identity or (bool(ordinal) and not ordinal.strip("().").isdigit())


def heading_text(texts: Sequence[str]) -> str:
    """What a heading row says, without its number."""
    return max((text for text in texts if text), key=len)
