"""Agencies of one government that may be one: a name of one word that the words of another could be shortened to, or
names of which one has the government's own behind it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

import pandas as pd

from etl.interpret.governed import named_with_government
from geo.regions import RegionIndex

_LONGEST: Final = 10
_JOINING: Final = frozenset({"dan", "serta", "di", "pada", "untuk", "atau"})
_WORD = re.compile(r"[^\W\d_]+")


def abbreviated(agencies: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of a short name and a long one that it may stand for, of `agency` in one `region_code`.

    An abbreviation takes something in order from every word of the longer one: its beginning, or a syllable. So do
    initials (`BKPSDM`) and syllables (`Dinkes`, `Disdik`), with or without the leading `Dinas`. Of the first word also
    letters may be left out (`Setda`, `Disdik`). And a name stands for itself with the government's behind it.
    """
    named = agencies.loc[agencies["agency"] != "", ["region_code", "agency"]].drop_duplicates()
    found: dict[tuple[str, str], None] = {}
    # Schools are many, and told apart by their numbers.
    alike = [named["region_code"], named["agency"].map(_numbers)]
    for _, names in named.groupby(alike, sort=False)["agency"]:
        found |= dict.fromkeys(_shortened(list(names)))
    index = RegionIndex.packaged()
    for code, names in named.groupby("region_code", sort=False)["agency"]:
        found |= dict.fromkeys(named_with_government(names, index[str(code)]) if code in index else [])
    return list(found)


@dataclass(slots=True)
class _Node:
    """What names go on with after the words that lead here. Many begin alike, and each beginning is compared once.

    names: the places of those that end here.
    below: the letters of all next words and the words behind them.
    words: the nodes behind each next word.
    by_piece: the next words that begin with a letter, and those in which two letters stand together.
    """

    names: list[int] = field(default_factory=list)
    below: set[str] = field(default_factory=set)
    words: dict[str, "_Node"] = field(default_factory=dict)
    by_piece: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def behind(self, word: str) -> "_Node":
        """The node behind a word, new if no name had it here."""
        if word not in self.words:
            self.words[word] = _Node()
            for piece in {word[0], *(word[start : start + 2] for start in range(len(word) - 1))}:
                self.by_piece[piece].append(word)
        return self.words[word]


def _shortened(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a short name and a longer one, in the order of the names, first of the short ones."""
    tree = _tree(names)
    for short in names:
        words, letters = _words(short), "".join(_words(short))
        if 0 < len(letters) <= _LONGEST and len(words) <= 2:
            for place in sorted(set(_taken(tree, letters))):
                if _is_longer(_telling(names[place]), words, letters):
                    yield short, names[place]


def _tree(names: Sequence[str]) -> _Node:
    root = _Node()
    for place, name in enumerate(names):
        words = _telling(name)
        ways = [words, words[1:]] if words[:1] == ["dinas"] else [words]
        for way in (way for way in ways if len(way) > 1):
            node = root
            for number, word in enumerate(way):
                node.below.update(*way[number:])
                node = node.behind(word)
            node.names.append(place)
    return root


def _is_longer(words: Sequence[str], short: Sequence[str], letters: str) -> bool:
    return len(words) > max(1, len(short)) and 2 * len(letters) <= sum(map(len, words)) + 2


def _taken(tree: _Node, letters: str) -> Iterator[int]:
    """The places of the names of two words at least of which letters take from every word."""
    for word in tree.by_piece.get(letters[0], ()):
        for count in range(1, min(_in_order(letters, word), len(letters) - 1) + 1):
            yield from _taken_on(tree.words[word], letters[count:])


def _taken_on(node: _Node, letters: str) -> Iterator[int]:
    if not letters:
        yield from node.names
    if not node.below.issuperset(letters):
        return
    for count in range(1, len(letters) + 1):
        piece = letters[:count]
        for word in node.by_piece.get(piece[:2], ()):
            if piece in word:
                yield from _taken_on(node.words[word], letters[count:])


def _in_order(letters: str, word: str) -> int:
    """How many letters, from the first, stand in a word in their order."""
    rest = iter(word)
    return sum(1 for _ in takewhile(lambda letter: letter in rest, letters))


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def _telling(name: str) -> list[str]:
    """The words from which an abbreviation takes something."""
    return [word for word in _words(name) if word not in _JOINING]


def _numbers(name: str) -> str:
    return " ".join(re.findall("[0-9]+", name))
