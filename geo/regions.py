"""What a region is, and which region a text means.

A text is resolved to one region, to candidates, or to nothing. Only an exact reading of a name that one region bears
is taken; whatever is shared, damaged, or merely similar stays a candidate for a person to decide.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, process

from geo.former import FormerProvince, former_provinces

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = Path(__file__).parent / "reference"
NATION = "00"
CHANGES = "code_changes.csv"
LONGEST_TEXT = 200  # no name with its type words comes near; longer text is not worth the time it costs
CUTOFF = 85.0  # similarity (0-100) from which a name is a candidate
CUTOFF_IN_PROVINCE = 75.0  # fewer names compete, so a fainter likeness is worth showing
MOST_CANDIDATES = 5
SHARED_NAME = "shared name"  # why a candidate is thought of whose very name was written

CodeSystem = Literal["kemendagri", "bps"]
Status = Literal["one", "several", "none"]


class Level(StrEnum):
    """The three levels that have figures and shapes."""

    national = "national"
    province = "province"
    regency = "regency"


@dataclass(frozen=True, slots=True)
class Region:
    """One area. Codes are Kemendagri's of 2025: `00`, `NN` or `NN.NN`. Coordinates are the capital's, in degrees."""

    code: str
    level: Level
    name: str
    kind: str
    parent_code: str | None
    is_government: bool
    capital: str | None
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    population_2024: int | None
    valid_from: date | None
    valid_to: date | None

    @property
    def short_name(self) -> str:
        """`Muna Barat`, `Kota Kendari`, `DKI Jakarta`: a kabupaten without its type, a kota with it."""
        name = self.name.replace("Administrasi ", "").removeprefix("Kabupaten ")
        return name.replace("Daerah Khusus Ibukota", "DKI").replace("Daerah Istimewa", "DI")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region that a text may mean, and why it is thought of."""

    region_code: str
    region_name: str
    why: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means. `region_code` is set only for `one`; `several` has candidates, even a single one."""

    text: str
    status: Status
    region_code: str | None
    region_name: str | None
    candidates: tuple[Candidate, ...]


_Answer = tuple[Status, tuple[Candidate, ...]]
_Readings = tuple[tuple[str | None, str], ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to write a region. `kind` is set where the name is the region's only together with that type word."""

    region_code: str
    kind: str | None


# Words before a name that say what sort of region is meant; an empty kind says only that it is a government.
_SECOND_TIER = ("", "adm", "administrasi", "administratif", "daerahtingkatii", "dati2", "datiii", "dtii")
_FIRST_TIER = ("", "daerahtingkati", "dati1", "datii", "dti")
_TYPE_STEMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("kabupaten", ("kabupaten", "kab", "kabupatan", "pemkab"), _SECOND_TIER),
    ("kota", ("kota", "kotamadya", "kotamadia", "kodya", "pemkot", "pemko", "pemkod"), _SECOND_TIER),
    ("provinsi", ("provinsi", "propinsi", "prov", "prop", "pemprov", "pemprop"), _FIRST_TIER),
)
_GOVERNMENTS = ("", "pemerintah", "pemerintahdaerah", "pemda")


def _type_words() -> dict[str, str | None]:
    words: dict[str, str | None] = {word: None for word in _GOVERNMENTS if word}
    for kind, stems, tiers in _TYPE_STEMS:
        words |= {before + stem + tier: kind for before in _GOVERNMENTS for stem in stems for tier in tiers}
    return words


_TYPE_WORDS = _type_words()
# Longest first, so that `pemerintahkabupaten` is not read as `pemerintah` of a place called `kabupaten...`.
_LENGTHS = sorted(set(map(len, _TYPE_WORDS)), reverse=True)

# Words of a name that are written in two ways, and the one that is often dropped.
_WORDS = {"kep": "kepulauan", "sumatra": "sumatera", "tj": "tanjung", "tg": "tanjung", "dan": ""}


def _key(text: str) -> str:
    """The letters and digits of a text, joined: case, dots, hyphens, blanks and spaced letters no longer matter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[^\W_]+", plain)
    return "".join(_WORDS.get(word, word) for word in words)


def _readings(key: str) -> _Readings:
    """(kind or None, bare key) for each way to split a type word off; the unsplit key comes first (`kotabaru`)."""
    words = [key[:size] for size in _LENGTHS if size < len(key) and key[:size] in _TYPE_WORDS]
    split = [(_TYPE_WORDS[word], key[len(word) :]) for word in words]
    return ((None, key), *split)


# `Bima Kota`, and `Kota Bima, NTB` or `Kota Bima (NTB)`: orders and additions that are read, but not trusted.
_TYPE_LAST = re.compile(r"(.+?)[\s,(]+(kota|kab|kabupaten|prov|provinsi)[.)]*", re.IGNORECASE)
_ADDITION = re.compile(r"([^,(]*[^,(\s])\s*[,(].*")


def _put_right(text: str) -> str | None:
    """The text with its type word first, and without what follows a comma or a bracket; None if that is the same."""
    if type_last := _TYPE_LAST.fullmatch(text):
        return f"{type_last[2]} {type_last[1]}"
    addition = _ADDITION.fullmatch(text)
    return addition[1] if addition else None


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_region(aliases: Iterable[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in aliases:
        found.setdefault(row["region_code"], set()).add(row["alias"])
    return {code: tuple(sorted(names, key=lambda name: (len(name), name))) for code, names in found.items()}


def _region(row: dict[str, str]) -> Region:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    def number(text: str) -> float | None:
        return float(text) if text else None

    return Region(
        code=row["region_code"],
        level=Level(row["level"]),
        name=row["name"],
        kind=row["kind"],
        parent_code=row["parent_code"] or None,
        is_government=row["is_government"] == "yes",
        capital=row["capital"] or None,
        latitude=number(row["capital_lat"]),
        longitude=number(row["capital_lon"]),
        area_km2=number(row["area_km2"]),
        population_2024=int(row["population_2024"]) if row["population_2024"] else None,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
    )


class _Codes:
    """Every code list that a text may follow: Kemendagri now and before 2022, BPS of 2020 and of 2023."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.current = {region.code for region in regions}
        rows = _rows("crosswalk.csv")
        self.former = {row["old_code"]: row["new_code"] for row in _rows(CHANGES)}
        self.bps = {
            year: {f"{row[f'bps_{year}'][:2]}.{row[f'bps_{year}'][2:]}": row["region_code"] for row in rows}
            for year in ("2020", "2023")
        }
        # BPS codes of provinces follow from those of their regencies: in the list of 2023 they agree one to one.
        self.bps["2023"] |= {row["bps_2023"][:2]: row["region_code"][:2] for row in rows} | {NATION: NATION}

    def found(self, code: str, system: CodeSystem) -> dict[str, str]:
        """region code -> why, for the regions that bear this code (`NN` or `NN.NN`) in the system."""
        if system == "kemendagri":
            if code in self.current:
                return {code: f"code {code}"}
            return {self.former[code]: f"{code} was its code until 2022"} if code in self.former else {}
        return {
            found: f"code {code} in the BPS list of {year}"
            for year, codes in self.bps.items()
            if (found := codes.get(code))
        }

    def near(self, code: str, system: CodeSystem) -> dict[str, str]:
        """region code -> why, for what a damaged code, or one of the other system, may have been."""
        near: dict[str, str] = {}
        head, _, tail = code.partition(".")
        if len(tail) == 1:
            near |= dict.fromkeys(self.found(f"{head}.{tail}0", system), f"{head}.{tail}0 without its last zero")
            near |= dict.fromkeys(self.found(f"{head}.0{tail}", system), f"{head}.0{tail} without its zero")
        if tail in ("0", "00"):
            near |= dict.fromkeys(self.found(head, system), f"{head} with zeros after it")
        if system == "kemendagri" and not near:
            near = {found: f"{why}; no such Kemendagri code" for found, why in self.found(code, "bps").items()}
        return dict(sorted(near.items()))


# `74`, `74.72`, `7472`, `74,72`, a damaged `74.1`, and `7472.0` as a spreadsheet makes it of a number.
_CODE = re.compile(r"([0-9]{2})(?:[.,\- ]([0-9]{1,2})|([0-9]{2})(?:[.,]0+)?)?")


def _code(text: str) -> str | None:
    """The text as `NN` or `NN.NN` (`NN.N` where a digit is lost), or None where it is no code."""
    if not (match := _CODE.fullmatch(text)):
        return None
    head, apart, joined = match.groups()
    tail = apart or joined
    return f"{head}.{tail}" if tail else head


class RegionIndex:
    """All regions with their hierarchy, and the one place where text becomes a region."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions = {region.code: region for region in sorted(regions, key=lambda region: region.code)}
        self._codes = _Codes(self._regions.values())
        self._children: dict[str, tuple[Region, ...]] = {}
        for region in self:
            if region.parent_code is not None:
                self._children[region.parent_code] = (*self._children.get(region.parent_code, ()), region)
        self.former = self._former()
        rows = _rows("aliases.csv")
        self._aliases = _by_region(rows)
        self._names = self._index_names(rows)
        self._keys_within: dict[str | None, list[str]] = {}
        self._answer = lru_cache(maxsize=16384)(self._resolve)

    @classmethod
    def packaged(cls) -> "RegionIndex":
        """The index of the packaged reference files, built once a process."""
        return _packaged()

    def __getitem__(self, code: str) -> Region:
        return self._regions[code]

    def __contains__(self, code: object) -> bool:
        return code in self._regions

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def __len__(self) -> int:
        return len(self._regions)

    def level(self, level: Level | str) -> tuple[Region, ...]:
        """The regions of a level, by code. Raises ValueError for a level that does not exist."""
        wanted = Level(level)
        return tuple(region for region in self if region.level is wanted)

    def children(self, code: str) -> tuple[Region, ...]:
        """Regencies of a province, provinces of the nation, nothing for a regency. Raises KeyError."""
        return self._children.get(self[code].code, ())

    def names(self, code: str) -> tuple[str, ...]:
        """Other ways to write a region's name, shortest first. Raises KeyError."""
        return self._aliases.get(self[code].code, ())

    def governments(self, within: str = NATION) -> tuple[str, ...]:
        """Codes of the governments inside a region, itself included, in order of code. Raises KeyError."""
        home = self[within]
        inside = self if home.level is Level.national else (home, *self.children(within))
        return tuple(region.code for region in inside if region.is_government)

    def province_of(self, code: str) -> str | None:
        """The province a region lies in (a province lies in itself), None for the nation. Raises KeyError."""
        region = self[code]
        return {Level.national: None, Level.province: region.code, Level.regency: region.parent_code}[region.level]

    def area(self, code: str) -> Region | FormerProvince:
        """The region, or the former province, of a code. Raises KeyError."""
        former = {each.code: each for each in self.former}
        return former[code] if code in former else self[code]

    def former_on(self, code: str, day: date) -> FormerProvince | None:
        """The former province in which a region's area lay on a day, None where it was what it is today.

        The area of a province of today lay in the one that it came of. Raises KeyError.
        """
        province = self.province_of(code)
        inside = (each for each in self.former if code in each.regencies or code == province in each.provinces)
        return next((each for each in inside if day < each.valid_to), None)

    def province_on(self, code: str, day: date) -> str | None:
        """The code of the province in which a region lay on a day, None for the nation. Raises KeyError."""
        former = self.former_on(code, day)
        return former.code if former else self.province_of(code)

    def provinces_on(self, day: date) -> tuple[Region | FormerProvince, ...]:
        """The provinces that there were on a day, by code: 34 before the first split of 2022, 38 today."""
        codes = {self.province_on(region.code, day) for region in self.level(Level.province)}
        return tuple(self.area(code) for code in sorted(code for code in codes if code))

    def frame(self) -> "pd.DataFrame":
        """One row a region, in order of code.

        Columns: region_code, level, name, short_name, kind, parent_code, is_government, capital, latitude, longitude
        (degrees), area_km2, population_2024 (Int64), valid_from, valid_to.
        """
        import pandas as pd  # heavy, and who only resolves names does not need it

        fields = [name for name in Region.__slots__ if name != "code"]
        columns = ["region_code", *fields[:2], "short_name", *fields[2:]]
        records = [tuple(getattr(region, "code" if c == "region_code" else c) for c in columns) for region in self]
        frame = pd.DataFrame.from_records(records, columns=columns)
        return frame.assign(level=frame["level"].map(str), population_2024=frame["population_2024"].astype("Int64"))

    def resolve(self, text: str, *, code_system: CodeSystem = "kemendagri", province: str | None = None) -> Resolution:
        """Say which region a text means.

        With `province` (its Kemendagri code) only that province and what lies in it are thought of. Digits are read as
        codes of `code_system`. Raises KeyError where `province` is no province, ValueError for another code system.
        """
        if code_system not in ("kemendagri", "bps"):
            raise ValueError(f"unknown code system {code_system!r}: kemendagri or bps")
        if province is not None and self[province].level is not Level.province:
            raise KeyError(province)
        stripped = text.strip()
        if not stripped or len(stripped) > LONGEST_TEXT:
            return Resolution(text, "none", None, None, ())
        status, candidates = self._answer(stripped, code_system, province)
        if status == "one":
            return Resolution(text, status, candidates[0].region_code, candidates[0].region_name, ())
        return Resolution(text, status, None, None, candidates)

    def bearers(self, code: str, code_system: CodeSystem = "kemendagri") -> tuple[str, ...]:
        """The regions that bear a code, whole and rightly written (`00`, `NN` or `NN.NN`), in that system.

        Several where the two lists of BPS give a code to different regions; none where no list has it. A code of
        Kemendagri of before 2022 is borne by the region that has left it.
        """
        return tuple(self._codes.found(code, code_system))

    # -- how it is done

    def _former(self) -> tuple[FormerProvince, ...]:
        provinces = [region for region in self if region.level is Level.province]
        names = {region.code: (region.name, region.short_name) for region in provinces}
        inside = {region.code: tuple(each.code for each in self.children(region.code)) for region in provinces}
        return former_provinces((row for row in _rows(CHANGES) if row["new_code"] in self), names, inside)

    def _index_names(self, aliases: Iterable[dict[str, str]]) -> dict[str, tuple[_Name, ...]]:
        index: dict[str, dict[_Name, None]] = {}

        def add(text: str, code: str, needs_type: bool) -> None:
            bare = self._bare(_key(text), self[code].kind)
            index.setdefault(bare, {})[_Name(code, self[code].kind if needs_type else None)] = None

        for region in self:
            add(region.name, region.code, needs_type=False)
        for row in aliases:
            add(row["alias"], row["region_code"], needs_type=row["needs_type"] == "yes")
        return {key: tuple(names) for key, names in index.items()}

    @staticmethod
    def _bare(key: str, kind: str) -> str:
        """The key without the longest type word of its own kind."""
        return next((bare for found, bare in _readings(key) if found == kind), key)

    def _inside(self, code: str, province: str | None) -> bool:
        return province is None or self.province_of(code) == province

    def _candidates(self, whys: dict[str, str]) -> tuple[Candidate, ...]:
        return tuple(Candidate(code, self[code].name, why) for code, why in whys.items())

    def _resolve(self, text: str, system: CodeSystem, province: str | None) -> _Answer:
        if code := _code(text):
            return self._resolve_code(code, system, province)
        readings = _readings(_key(text))
        exact = self._exact(readings, province)
        if len(exact) == 1:
            return "one", self._candidates(exact)
        near = exact or self._wrong_type(readings, province)
        near = near or self._rearranged(text, province) or self._similar(readings, province)
        return ("several" if near else "none"), self._candidates(near)

    def _resolve_code(self, code: str, system: CodeSystem, province: str | None) -> _Answer:
        found = {c: why for c, why in self._codes.found(code, system).items() if self._inside(c, province)}
        if len(found) == 1:
            return "one", self._candidates(found)
        near = found or {c: why for c, why in self._codes.near(code, system).items() if self._inside(c, province)}
        return ("several" if near else "none"), self._candidates(near)

    def _exact(self, readings: _Readings, province: str | None) -> dict[str, str]:
        """region code -> why, for the regions of this very name that are of the type written, if one is."""
        found = [
            name.region_code
            for kind, key in readings
            for name in self._names.get(key, ())
            if self._inside(name.region_code, province)
            and (kind == self[name.region_code].kind if kind or name.kind else True)
        ]
        return dict.fromkeys(sorted(found), SHARED_NAME)

    def _wrong_type(self, readings: _Readings, province: str | None) -> dict[str, str]:
        """region code -> why, for the regions that bear the name but are of another type than the text says."""
        return {
            name.region_code: f"there is no {kind} of this name, it is a {self[name.region_code].kind}"
            for kind, key in readings
            if kind
            for name in self._names.get(key, ())
            if name.kind is None and self._inside(name.region_code, province)
        }

    def _rearranged(self, text: str, province: str | None) -> dict[str, str]:
        """region code -> why, for the regions that the text names once its words are put in the usual order."""
        if not (usual := _put_right(text)):
            return {}
        return dict.fromkeys(self._exact(_readings(_key(usual)), province), f"read as {usual}")

    def _similar(self, readings: _Readings, province: str | None) -> dict[str, str]:
        """region code -> why, for the few most similar names, best first."""
        cutoff = CUTOFF if province is None else CUTOFF_IN_PROVINCE
        keys = self._keys_of(province)
        hits: dict[str, float] = {}
        for kind, bare in readings:
            for key, score, _ in process.extract(bare, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=10):
                for name in self._names[key]:
                    code = name.region_code
                    if self._inside(code, province) and kind in (None, self[code].kind) and name.kind in (None, kind):
                        hits[code] = max(score, hits.get(code, 0.0))
        best = sorted(hits, key=lambda code: (-hits[code], code))[:MOST_CANDIDATES]
        return {code: f"similar spelling {hits[code]:.0f}" for code in best}

    def _keys_of(self, province: str | None) -> list[str]:
        if province not in self._keys_within:
            self._keys_within[province] = [
                key
                for key, names in self._names.items()
                if any(self._inside(name.region_code, province) for name in names)
            ]
        return self._keys_within[province]


@cache
def _packaged() -> RegionIndex:
    return RegionIndex(_region(row) for row in _rows("regions.csv"))
