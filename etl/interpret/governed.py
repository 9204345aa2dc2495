"""Agencies that differ in nothing but their government's own name behind them (`Dinas Kesehatan Kab. Bombana`)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from etl.parse import agency_key
from geo.regions import Region

# Of another kind is another government: in Kota Bima an agency of `Kab. Bima` is not its own.
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "kabupaten": frozenset({"kabupaten", "kab", "pemkab"}),
    "kota": frozenset({"kota", "kotamadya", "pemkot"}),
    "provinsi": frozenset({"provinsi", "propinsi", "prov", "pemprov"}),
}
_BESIDE_KINDS: Final = frozenset({"pemerintah", "administrasi", "adm"})


def named_with_government(names: Iterable[str], region: Region) -> list[tuple[str, str]]:
    """Pairs of a name and one that is the same but for the government's own name; the plainest comes first."""
    kinds = _KINDS.get(region.kind, frozenset()) | _BESIDE_KINDS
    places = {tuple(_behind(_words(name), kinds)) for name in (region.name, region.short_name)}
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        plain = agency_key(" ".join(_without(_words(name), places, kinds)))
        alike[plain].setdefault(agency_key(name), name)  # what has one key counts as one already
    alike.pop("", None)
    groups = (sorted(group.values(), key=lambda name: len(_words(name))) for group in alike.values())
    return [(plainest, other) for plainest, *others in groups for other in others]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _behind(words: Sequence[str], kinds: Collection[str]) -> Sequence[str]:
    """The words behind those for a kind of government."""
    while words and words[0] in kinds:
        words = words[1:]
    return words


def _without(words: Sequence[str], places: Iterable[Sequence[str]], kinds: Collection[str]) -> Sequence[str]:
    """The words before the name of a place that they end with, and before the kind of government it is."""
    for place in places:
        if place and tuple(words[-len(place) :]) == place:
            words = words[: -len(place)]
            while words and words[-1] in kinds:
                words = words[:-1]
    return words
