"""Short names of agencies, found by comparing each name with every other."""

import re
from collections.abc import Iterable

JOINING = {"dan", "serta", "di", "pada", "untuk", "atau"}


def abbreviated(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a short name and a longer one of one government, first in the order of the short ones."""
    names = list(names)
    return [
        (short, name)
        for short in names
        for name in names
        if len("".join(words(short))) <= 10
        and len(words(short)) <= 2
        and numbers(short) == numbers(name)
        and stands_for(short, name)
    ]


def stands_for(short: str, name: str) -> bool:
    """Whether a short name takes something in order from every word of a longer one: its beginning, or a syllable."""
    letters, telling = "".join(words(short)), [word for word in words(name) if word not in JOINING]
    if not letters or len(telling) < 2 or len(words(short)) >= len(telling):
        return False
    if 2 * len(letters) > sum(map(len, telling)) + 2:
        return False
    undirected = telling[1:] if telling[0] == "dinas" and len(telling) > 2 else []
    return any(rest and begins(letters, rest) for rest in (telling, undirected))


def words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.casefold())


def numbers(name: str) -> list[str]:
    return re.findall("[0-9]+", name)


def begins(letters: str, telling: list[str]) -> bool:
    return letters[0] == telling[0][0] and any(
        in_order(letters[:count], telling[0]) and taken_from(letters[count:], telling[1:])
        for count in range(1, len(letters))
    )


def taken_from(letters: str, telling: list[str]) -> bool:
    if not telling or not letters:
        return not telling and not letters
    return any(
        (telling[0].startswith(letters[:count]) or (count > 1 and letters[:count] in telling[0]))
        and taken_from(letters[count:], telling[1:])
        for count in range(1, len(letters) + 1)
    )


def in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
