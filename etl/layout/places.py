"""Regions as titles, sheet names and file names write them. A name is taken whole or not at all, never for likeness."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.regions import LONGEST_TEXT, NATION, Level, RegionIndex


class Place(NamedTuple):
    """A region that a text names. Without a `code` the name is shared by `candidates`."""

    code: str
    text: str
    candidates: tuple[str, ...] = ()


_TYPES = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten",
    "kota": "kota", "kotamadya": "kota", "kodya": "kota", "pemkot": "kota", "pemko": "kota",
    "provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi", "pemprov": "provinsi", "pemprop": "provinsi",
}  # fmt: skip
_WORD = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")
_CODE = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{2}(?![0-9.])")
_MOST_WORDS = 6
_ALL_OF = re.compile(r"\bse[- ](?=kab|kota|prov)", re.IGNORECASE)
_SHARED = "shared name"


def called(code: str, index: RegionIndex) -> str:
    """The name of a region by which it is told from every other: with its type."""
    region = index[code]
    return f"Provinsi {region.name}" if region.level is Level.province else region.name


def place_of(text: str, index: RegionIndex, province: str | None = None) -> Place | None:
    """The region or regions that a text names which holds nothing else."""
    text = text.strip(" .,:;()")
    if not re.search(r"[^\W\d_]{2}", text) or len(text) > LONGEST_TEXT:
        return None
    found = index.resolve(text, province=province)
    if found.region_code:
        return Place(found.region_code, text)
    shared = tuple(candidate.region_code for candidate in found.candidates if candidate.why == _SHARED)
    return Place("", text, shared) if len(shared) > 1 else None


def places_in(line: str, index: RegionIndex) -> list[Place]:
    """The regions that a line of prose names with their type (`... KOTA KENDARI`), or that are the whole line."""
    whole = place_of(line, index)
    return [whole] if whole and _means_it(whole, index) else list(_typed(line, index))


def _typed(line: str, index: RegionIndex) -> Iterator[Place]:
    """A name begins after its type word and is as long as it can be, so that Muna Barat is not read as Muna."""
    line = _ALL_OF.sub("", line)
    words = list(_WORD.finditer(line))
    at = 0
    while at < len(words):
        kind = _TYPES.get(words[at][0].casefold())
        place, count = _longest(line, words[at:], kind, index) if kind else (None, 0)
        at += 1
        if place is None:
            continue
        yield place
        at += count - 1
        if at + 1 < len(words) and words[at][0].casefold() in ("dan", "serta") and kind:
            more, count = _longest(line, [words[at], *words[at + 1 :]], kind, index, word=kind)
            if more:
                yield more
                at += count


def _longest(
    line: str, words: list[re.Match[str]], kind: str | None, index: RegionIndex, word: str = ""
) -> tuple[Place | None, int]:
    """The longest name that begins with words[1], its type being words[0] or `word`; and how many words it took."""
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if words[count][0].casefold() in ("dan", "serta", "di", "tahun"):
            continue
        name = line[words[1].start() : words[count].end()]
        found = index.resolve(f"{word or words[0][0]} {name}")
        if found.region_code and index[found.region_code].kind == kind:
            return Place(found.region_code, f"{word or words[0][0]} {name}"), count + 1
    return None, 0


def places_in_name(name: str, index: RegionIndex) -> list[Place]:
    """The regions that the name of a sheet or a file holds, with or without their type, or by code (`74.13`)."""
    text = " ".join(re.sub(r"[_\s]+", " ", name).split())
    if whole := place_of(text, index):
        return [whole]
    found = [Place(code, code) for code in _CODE.findall(text) if code in index]
    text = re.sub(r"[-.]+", " ", _CODE.sub(" ", text))
    if typed := list(_typed(text, index)):
        return found + typed
    return found + _untyped([word[0] for word in _WORD.finditer(text)], index)


def _untyped(words: list[str], index: RegionIndex) -> list[Place]:
    """Names without a type word, the longest first; a name that several regions share counts as it is."""
    found: list[Place] = []
    at = 0
    while at < len(words):
        here = ((count, _exact(" ".join(words[at : at + count]), index)) for count in range(_MOST_WORDS, 0, -1))
        count, place = next(((count, place) for count, place in here if place), (1, None))
        found += [place] if place else []
        at += count
    return found


def _exact(text: str, index: RegionIndex) -> Place | None:
    """The place of this name, but not one that only a joined spelling gives (`kota baru` is no Kotabaru)."""
    if len(text) < 4 or text.casefold() in _TYPES:
        return None
    place = place_of(text, index)
    return place if place and _means_it(place, index) else None


def _means_it(place: Place, index: RegionIndex) -> bool:
    """Whether the region is of the type that the text begins with, if it does."""
    kind = _TYPES.get(place.text.split()[0].casefold())
    return kind is None or (bool(place.code) and index[place.code].kind == kind)


def inside(code: str, wider: str, index: RegionIndex) -> bool:
    """Whether a region is another or lies in it."""
    return wider in (code, NATION, index.province_of(code))


def labels(codes: tuple[str, ...], index: RegionIndex) -> list[str]:
    """Regions as messages name them."""
    return [f"{called(code, index)} ({code})" for code in codes]
