"""Which regions a name means, found by writing out every whole name and comparing them one by one."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "geo" / "reference"

BEFORE = {
    "kabupaten": [
        "Kabupaten",
        "Kab.",
        "Pemkab",
        "Pemerintah Kabupaten",
        "Pemda Kab.",
        "Kabupaten Administrasi",
        "Kab. Adm.",
    ],
    "kota": ["Kota", "Kotamadya", "Kodya", "Pemkot", "Pemko", "Pemerintah Kota", "Kota Administrasi", "Kota Adm."],
    "provinsi": ["Provinsi", "Prov.", "Propinsi", "Pemprov", "Pemerintah Provinsi"],
    "negara": [],
}


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def letters(text: str) -> str:
    """Only the letters and digits, small, with the words that have two spellings in one of them."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    same = {"kep": "kepulauan", "sumatra": "sumatera", "tj": "tanjung", "tg": "tanjung", "dan": ""}
    return "".join(same.get(word, word) for word in words)


def bare(name: str, kind: str) -> str:
    """The name without the longest beginning that says its kind."""
    found = [before for before in BEFORE[kind] if name.lower().startswith(before.lower() + " ")]
    return name[len(max(found, key=len)) :].strip() if found else name


def whole_names() -> Iterator[tuple[str, str]]:
    """(whole name, region code) for each region, each of its names, with and without each word for its kind."""
    kinds = {row["region_code"]: row["kind"] for row in rows("regions.csv")}
    named = [(row["name"], row["region_code"], "no") for row in rows("regions.csv")]
    named += [(row["alias"], row["region_code"], row["needs_type"]) for row in rows("aliases.csv")]
    for name, code, needs_type in named:
        short = bare(name, kinds[code])
        if needs_type == "no":
            yield short, code
        for before in BEFORE[kinds[code]]:
            yield f"{before} {short}", code


def regions_of(text: str, names: list[tuple[str, str]]) -> set[str]:
    """The codes of all regions that bear exactly this name."""
    return {code for name, code in names if letters(name) == letters(text)}
