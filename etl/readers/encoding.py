"""Bytes -> text: which of the encodings in use a text file has."""

import codecs
import re
from typing import NamedTuple

from etl.problems import Problem

# What people load by mistake, by its first bytes. Spreadsheets are told apart before a file is taken for text.
_OTHER_FORMATS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
    b"PAR1": "Parquet",
    b"SQLite format 3\0": "SQLite",
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0": "OLE",
}
_MARKUP = {b"<!doctype html": "HTML", b"<html": "HTML", b"<table": "HTML", b"<?xml": "XML"}
# Signs that no table has: a file that is no UTF-8 and holds them is no text at all.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_LONGEST_LOOK = 4096


class Decoded(NamedTuple):
    """The text of a file without its byte order mark, and the name of its encoding as people know it."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded | Problem:
    """UTF-8, UTF-16 (either order, marked or not) or Windows-1252; else why it cannot be told."""
    other = other_format(raw)
    if other:
        return Problem("other_format", {"format": other})
    encoding, start = _encoding(raw)
    try:
        text = raw[start:].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or start or _has_longer_signs(raw):
            return _broken(raw, encoding, start, error)
        text, encoding = raw.decode("cp1252", errors="replace"), "cp1252"
        if "\ufffd" in text or _CONTROLS.search(text):
            return _broken(raw, "utf-8", 0, error)
    if "\0" in text:
        return Problem("not_text", {"line": _line(text[: text.index("\0")])})
    return Decoded(text, _NAMES[encoding]) if text.strip() else Problem("file_empty")


_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "cp1252": "Windows-1252"}


def other_format(raw: bytes) -> str | None:
    """The name of a format that is no text table, told by the first bytes."""
    for magic, name in _OTHER_FORMATS.items():
        if raw.startswith(magic):
            return name
    start = raw[:_LONGEST_LOOK].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((name for magic, name in _MARKUP.items() if start.startswith(magic)), None)


def _encoding(raw: bytes) -> tuple[str, int]:
    """The likeliest encoding and the length of the mark in front. Latin text in UTF-16 has a zero in every sign."""
    for mark, name in {
        codecs.BOM_UTF8: "utf-8",
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
    }.items():
        if raw.startswith(mark):
            return name, len(mark)
    look = raw[:_LONGEST_LOOK]
    low, high = look[::2].count(0), look[1::2].count(0)
    if max(low, high) * 2 > len(look) // 2 > 0 and min(low, high) * 8 <= max(low, high):
        return ("utf-16-le", 0) if high > low else ("utf-16-be", 0)
    return "utf-8", 0


def _has_longer_signs(raw: bytes) -> bool:
    """Whether UTF-8 signs of several bytes stand in it: then it is damaged UTF-8, for in Windows-1252 none do."""
    return bool(re.search(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}", raw))


def _broken(raw: bytes, encoding: str, start: int, error: UnicodeDecodeError) -> Problem:
    before = raw[start : start + error.start].decode(encoding, errors="ignore")
    position = start + error.start + 1
    return Problem("broken_encoding", {"encoding": _NAMES[encoding], "position": position, "line": _line(before)})


def _line(before: str) -> int:
    """The number of the text line that follows; a lone CR ends one too."""
    return len(re.findall(r"\r\n?|\n", before)) + 1
