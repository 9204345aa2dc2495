"""Reads Dash components and the HTML inside them as a person or a screen reader would."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any


def walk(part: Any) -> Iterator[Any]:
    """The part and all in it, from the top, components and words."""
    if part is None:
        return
    if isinstance(part, list | tuple):
        for each in part:
            yield from walk(each)
        return
    yield part
    yield from walk(getattr(part, "children", None))


def words(part: Any) -> str:
    """All that is said, in order."""
    return " ".join(str(each) for each in walk(part) if isinstance(each, str | int | float)).strip()


def find(part: Any, kind: str) -> list[Any]:
    """The components of a type (`Li`, `A`, `Link`)."""
    return [each for each in walk(part) if type(each).__name__ == kind]


def by_class(part: Any, css: str) -> list[Any]:
    return [each for each in walk(part) if css in str(getattr(each, "className", "") or "").split()]


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[list[tuple[str, dict[str, str | None], str]]] = []
        self.links: list[dict[str, str | None]] = []
        self.caption = ""
        self.tags: set[str] = set()
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.cells.append([])
        if tag in ("th", "td"):
            self.cells[-1].append((tag, dict(attrs), ""))
            self._in = "cell"
        if tag == "caption":
            self._in = "caption"
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "caption"):
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "caption":
            self.caption += data
        elif self._in == "cell":
            tag, attrs, said = self.cells[-1][-1]
            self.cells[-1][-1] = (tag, attrs, said + data)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[dict[str, str | None]] = []
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        each: dict[str, str | None] = {"tag": tag, "words": "", **dict(attrs)}
        self.open.append(each)
        self.found.append(each)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each["words"] = f"{each['words']} {data}".strip()


def tags_of(part: Any, css: str) -> list[dict[str, str | None]]:
    """The elements with a class in a component's HTML: `tag`, `words`, and their attributes."""
    (markup,) = [getattr(each, "data-markup") for each in walk(part) if hasattr(each, "data-markup")]
    read = _Tags()
    read.feed(markup)
    return [each for each in read.found if css in str(each.get("class", "")).split()]


def table_of(part: Any) -> _Rows:
    """The table in a component's HTML: rows of (tag, attributes, words), links, caption."""
    (markup,) = [getattr(each, "data-markup") for each in walk(part) if hasattr(each, "data-markup")]
    rows = _Rows()
    rows.feed(markup)
    return rows
