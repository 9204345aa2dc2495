"""What is said beside the rows: the region, the date and the agency of a title, a sheet name or a file name."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from etl.contracts import Contract, Kind
from etl.grid import Given, Note
from etl.headers import readings
from etl.layout.page import Page
from etl.layout.periods import Span, most_precise, spans_in, spans_in_name, without_days, years_in, years_in_name
from etl.layout.places import Place, called, inside, labels, place_of, places_in, places_in_name
from etl.masking import shown
from etl.problems import Problem
from geo.regions import NATION, RegionIndex

What = Literal["region", "date", "agency", "province"]
Where = Literal["title", "sheet_name", "file_name", "heading", "header", "given", "other_sheet"]


class Finding(NamedTuple):
    """One statement: `value` is a Place, a Span or an agency's name; `row` is that of the spreadsheet, 0 for a name.

    `kept_by`: a region that a text names as that of the supervisor who wrote it, whose rows may be about others.
    """

    what: What
    where: Where
    at: str
    row: int
    text: str
    value: Place | Span | str
    sure: bool = True
    kept_by: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every row of a table, unless the row says otherwise; each with where it was found."""

    region: Finding | None = None
    date: Finding | None = None
    agency: Finding | None = None

    def notes(self, sheet: str, index: RegionIndex, used: Collection[What]) -> Iterator[Note]:
        """Where each was found that the rows do not say themselves, for the receipt."""
        for finding in (self.region, self.date, self.agency):
            if finding and finding.what in used:
                detail = {"what": finding.what, "value": worded(finding, index)}
                yield Note(sheet, finding.row, f"found_in_{finding.where}", detail)


def worded(finding: Finding, index: RegionIndex) -> str:
    """What a finding says, as messages name it."""
    value = finding.value
    if isinstance(value, Place):
        return labels((value.code,) if value.code else value.candidates, index)[0] if value.code else value.text
    return value.iso if isinstance(value, Span) else shown(value)


def quoted(finding: Finding, index: RegionIndex) -> str:
    """A finding with its words and its place: `Kabupaten Muna (74.03): "KAB MUNA", Sheet1:2`."""
    return f'{worded(finding, index)}: "{shown(finding.text)}", {finding.at}'


# ------------------------------------------------------------------------------------------------------------ titles


def in_titles(
    page: Page, rows: Sequence[int], contract: Contract, index: RegionIndex, year: int | None
) -> list[Finding]:
    """What some title rows say. The date of the letter to which a table is attached is not the table's."""
    found: list[Finding] = []
    kept = False
    for row, texts, pairs, letter in _said(page, rows, contract):
        at = f"{page.grid.label}:{page.number(row)}" if page.grid.label else str(page.number(row))
        number = page.number(row)
        labelled = {pair.cell for pair in pairs}
        keeper, kept = kept, any(map(_is_supervisor, texts))  # its name and its region often stand in two rows
        for pair in pairs:
            if not (pair.kind == "date" and letter):
                said = _labelled(pair, index, year)
                found += [Finding(what, "title", at, number, text, value) for what, text, value in said]
        for text in texts:
            if text in labelled:
                continue
            for place in places_in(text, index):
                found.append(Finding("region", "title", at, number, place.text, place, kept_by=kept or keeper))
            if not letter:
                found += [Finding("date", "title", at, number, s.text, s.span, s.sure) for s in spans_in(text, year)]
    return found


def lines_in(page: Page, rows: Sequence[int], contract: Contract) -> list[str]:
    """The lines of title rows from which the year of a table may be taken: not the date of the letter that it is in."""
    found: list[str] = []
    for _, texts, pairs, letter in _said(page, rows, contract):
        dates = {pair.cell for pair in pairs if pair.kind == "date"}
        own = [text for text in texts if text not in dates] if letter else texts
        found += [" ".join(own)] if letter else own
    return found


def _said(page: Page, rows: Sequence[int], contract: Contract) -> "Iterator[tuple[int, list[str], list[_Pair], bool]]":
    """The texts and the labels of each title row, and whether it is about the letter to which the table is attached."""
    letter = False
    for row in rows:
        texts = page.texts(row)
        pairs = list(_pairs(texts, contract))
        letter = _of_letter(texts) or (letter and bool(pairs) and all(pair.kind == "date" for pair in pairs))
        yield row, texts, pairs, letter


_SUPERVISOR = re.compile(r"\b(?:bawaslu|panwas(?:lu|lih|cam)?|pengawas pemilihan|pengawas pemilu)\b", re.IGNORECASE)


def _is_supervisor(text: str) -> bool:
    """Whether a text names a supervisor of elections."""
    return _SUPERVISOR.search(text.replace("_", " ")) is not None


_LETTER = ("nomor", "lampiran", "surat")


def _of_letter(texts: Sequence[str]) -> bool:
    """Whether a row names the letter to which a table is attached: `Lampiran Surat ...`, `Nomor : 800/123`."""
    first = texts[0].casefold() if texts else ""
    return first.startswith(_LETTER)


class _Pair(NamedTuple):
    """A label of a title and what follows it, in its cell or the next one."""

    kind: Kind
    label: str
    value: str
    cell: str


def _pairs(texts: Sequence[str], contract: Contract) -> Iterator[_Pair]:
    """Labels that the contract knows as headers: `Unit Kerja : Dinas Kesehatan`."""
    for place, text in enumerate(texts):
        label, colon, value = text.partition(":")
        kind = _kind_of(label, contract)
        if kind is None:
            continue
        if not value.strip(" :"):
            after = [cell.strip(" :") for cell in texts[place + 1 :]]
            value = next((cell for cell in after if cell), "") if colon or any(":" in cell for cell in texts) else ""
        if value.strip(" :"):
            yield _Pair(kind, label.strip(), value.strip(" :"), text)


_LONGEST_LABEL = 60
_LABELS: dict[str, Kind] = {
    "kabupaten": "region", "kota": "region", "kabupatenkota": "region", "pemerintahdaerah": "region",
    "provinsi": "region", "tanggal": "date", "periode": "date", "bulan": "date", "keadaanper": "date",
    "posisi": "date", "unitkerja": "agency", "opd": "agency", "skpd": "agency", "perangkatdaerah": "agency",
    "satuankerja": "agency", "namaopd": "agency",
}  # fmt: skip


def _kind_of(label: str, contract: Contract) -> Kind | None:
    if len(label) > _LONGEST_LABEL:
        return None
    column = contract.column_of(label)
    if column and column.kind in ("region", "province", "region_code", "date", "agency"):
        return column.kind
    return next((_LABELS[reading] for reading in readings(label) if reading in _LABELS), None)


def _labelled(pair: _Pair, index: RegionIndex, year: int | None) -> Iterator[tuple[What, str, Place | Span | str]]:
    if pair.kind == "date":
        for stated in spans_in(pair.value, year):
            yield "date", stated.text, stated.span
        return
    if pair.kind == "agency":
        yield "agency", pair.value, pair.value
        places = [place for place in places_in(pair.value, index) if place.text != pair.value]
    else:
        places = _labelled_places(pair, index)
    for place in places:
        yield "region", place.text, place


def _labelled_places(pair: _Pair, index: RegionIndex) -> list[Place]:
    """The label may say of what type the region is: `Kabupaten : Bima`."""
    if pair.kind == "region_code":
        return [Place(pair.value, pair.value)] if pair.value in index else []
    typed = place_of(f"{pair.label} {pair.value}", index)
    return [typed] if typed and typed.code else places_in(pair.value, index)


# ------------------------------------------------------------------------------------------------------------- names


def in_name(name: str, where: Where, index: RegionIndex, year: int | None) -> list[Finding]:
    """What the name of a sheet or a file says."""
    places = places_in_name(without_days(name), index)
    kept = _is_supervisor(name)
    found = [Finding("region", where, f"[{shown(name)}]", 0, place.text, place, kept_by=kept) for place in places]
    return found + [
        Finding("date", where, f"[{shown(name)}]", 0, stated.text, stated.span) for stated in spans_in_name(name, year)
    ]


def year_of(titles: Iterable[str], *names: str) -> int | None:
    """The one year that titles name, or the names of sheet and file; None where there are several or none."""
    stated: set[int] = set()
    for line in titles:
        stated |= years_in(line) | {stated.span.end.year for stated in spans_in(line)}
    for found in (stated, *({*years_in_name(name), *(s.span.end.year for s in spans_in_name(name))} for name in names)):
        if found:
            return found.pop() if len(found) == 1 else None
    return None


# ---------------------------------------------------------------------------------------------------------- verdicts


def region_of(findings: Sequence[Finding], given: Given, index: RegionIndex) -> Finding | Problem | None:
    """The one region that all statements leave: the narrowest, if each other is the same or holds it."""
    stated = [finding for finding in findings if finding.what == "region" and isinstance(finding.value, Place)]
    if given.region_code:
        stated.append(_given_region(given.region_code, index))
    known = [finding for finding in stated if _place(finding).code]
    narrow = max(known, key=lambda finding: len(_place(finding).code.replace(NATION, "")), default=None)
    for other in stated:
        if narrow and not _fits(_place(narrow).code, _place(other), index):
            return Problem("region_contradicts", {"one": quoted(narrow, index), "other": quoted(other, index)})
    if narrow is None and stated:
        regions = labels(_place(stated[0]).candidates, index)
        return Problem("region_shared", {"text": quoted(stated[0], index), "regions": regions})
    if narrow and given.region_code == _place(narrow).code and narrow.where != "given":
        return stated[-1]
    return narrow


def _place(finding: Finding) -> Place:
    assert isinstance(finding.value, Place)
    return finding.value


def _fits(code: str, other: Place, index: RegionIndex) -> bool:
    return inside(code, other.code, index) if other.code else code in other.candidates


def _given_region(code: str, index: RegionIndex) -> Finding:
    return Finding("region", "given", "--region", 0, called(code, index), Place(code, called(code, index)))


def date_of(findings: Sequence[Finding], given: Given, index: RegionIndex) -> Finding | Problem | None:
    """The one date that all statements leave: the most precise, if every other agrees with it."""
    stated = [finding for finding in findings if finding.what == "date" and isinstance(finding.value, Span)]
    stated = [finding for finding in stated if finding.sure] or stated
    if given.date:
        day = Span(given.date, given.date, "day")
        stated.append(Finding("date", "given", "--date", 0, day.iso, day))
    if not stated:
        return None
    best = most_precise([_span(finding) for finding in stated])
    chosen = next(finding for finding in reversed(stated) if _span(finding) == best)
    for other in stated:
        if not best.agrees(_span(other)):
            return Problem("date_contradicts", {"one": quoted(chosen, index), "other": quoted(other, index)})
    return chosen if chosen.where == "given" else next(finding for finding in stated if _span(finding) == best)


def _span(finding: Finding) -> Span:
    assert isinstance(finding.value, Span)
    return finding.value


def agency_of(findings: Sequence[Finding]) -> Finding | None:
    """The agency of a title; titles of one table that name two are read as the last, nearest to the rows."""
    return next((finding for finding in reversed(findings) if finding.what == "agency"), None)
