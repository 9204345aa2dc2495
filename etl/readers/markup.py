"""XML of files that nobody vouches for, element by element, in pieces; nothing is expanded and nothing is fetched."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

OnStart = Callable[[str, dict[str, str]], None]
OnEnd = Callable[[str], None]


class MarkupError(ValueError):
    """XML that cannot be read, or that declares entities, which no spreadsheet does."""


def walk(pieces: Iterable[bytes], start: OnStart, end: OnEnd | None = None, text: OnEnd | None = None) -> None:
    """Tell of each element as it begins and ends, and of the text between; names as written, prefix and all.

    Raises:
        MarkupError: the XML is broken or has a document type.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.buffer_text = True
        parser.CharacterDataHandler = text
    with _told(parser):
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise MarkupError("document type declared")


@contextmanager
def _told(parser: "expat.XMLParserType") -> Iterator[None]:
    try:
        yield
    except expat.ExpatError as error:
        raise MarkupError(f"XML: {error}") from None
