"""Agencies of one government that may be one: a name of one word that the words of another could be shortened to."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

import pandas as pd

_LONGEST: Final = 10
_JOINING: Final = frozenset({"dan", "serta", "di", "pada", "untuk", "atau"})
_WORD = re.compile(r"[^\W\d_]+")


def abbreviated(agencies: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of a short name and a long one that it may stand for, of `agency` in one `region_code`."""
    named = agencies.loc[agencies["agency"] != "", ["region_code", "agency"]].drop_duplicates()
    found: dict[tuple[str, str], None] = {}
    # Schools are many, and told apart by their numbers.
    alike = [named["region_code"], named["agency"].map(_numbers)]
    for _, names in named.groupby(alike, sort=False)["agency"]:
        shorts = [name for name in names if len("".join(_words(name))) <= _LONGEST and len(_words(name)) <= 2]
        pairs = ((short, name) for short, name in product(shorts, names) if stands_for(short, name))
        found |= dict.fromkeys(pairs)
    return list(found)


def _numbers(name: str) -> str:
    return " ".join(re.findall("[0-9]+", name))


def stands_for(short: str, name: str) -> bool:
    """Whether a short name takes something in order from every word of a longer one: its beginning, or a syllable.

    So do initials (`BKPSDM`) and syllables (`Dinkes`, `Disdik`), with or without the leading `Dinas`. Of the first word
    also letters may be left out (`Setda`, `Disdik`).
    """
    letters, words = "".join(_words(short)), [word for word in _words(name) if word not in _JOINING]
    if not letters or len(words) < 2 or len(_words(short)) >= len(words) or 2 * len(letters) > sum(map(len, words)) + 2:
        return False
    return any(rest and _begins(letters, rest) for rest in (words, _undirected(words)))


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def _undirected(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if words[0] == "dinas" and len(words) > 2 else ()


def _begins(letters: str, words: Sequence[str]) -> bool:
    counts = range(1, len(letters))
    return letters[0] == words[0][0] and any(
        _in_order(letters[:count], words[0]) and _taken_from(letters[count:], words[1:]) for count in counts
    )


def _taken_from(letters: str, words: Sequence[str]) -> bool:
    if not words or not letters:
        return not words and not letters
    return any(
        (words[0].startswith(letters[:count]) or (count > 1 and letters[:count] in words[0]))
        and _taken_from(letters[count:], words[1:])
        for count in range(1, len(letters) + 1)
    )


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
