"""Where a figure comes from: texts as they were typed, taken apart into addresses and what has none."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

_SEPARATOR = re.compile(r"\s+;\s+|\s+;$|^;\s+")
_ADDRESS = re.compile(r"^(?P<address>https?://\S+)(?P<note>.*)$", re.IGNORECASE | re.DOTALL)

_LONGEST_END = 32


@dataclass(frozen=True)
class Citation:
    """One source. `address` is None where the text holds no http(s) address; `label` is never empty."""

    label: str
    address: str | None


def citations(texts: Iterable[str]) -> list[Citation]:
    """The sources in texts like `https://a.example/x ; Datasultra.com 17 Sep 2024`, each once, in order.

    Only http and https become addresses: any other scheme stays a text, and a text is never made clickable. Of several
    addresses with one label each is called by the end of its path as well, lest a reader take them for one.
    """
    parts = (part.strip() for text in texts for part in _SEPARATOR.split(text))
    found = list(dict.fromkeys(_citation(part) for part in parts if part))
    several = Counter(each.label for each in found)
    return [_told_apart(each) if several[each.label] > 1 else each for each in found]


def _told_apart(citation: Citation) -> Citation:
    if citation.address is None:
        return citation
    parts = urlsplit(citation.address)
    path = f"{parts.path}{f'?{parts.query}' if parts.query else ''}".strip("/")
    end = path if len(path) <= _LONGEST_END else f"…{path[-_LONGEST_END:]}"
    return replace(citation, label=f"{citation.label} ({end})") if end else citation


def _citation(part: str) -> Citation:
    found = _ADDRESS.match(part)
    host = _host(found["address"]) if found else ""
    if found is None or not host:
        return Citation(part, None)
    return Citation(f"{host}{found['note']}", found["address"])


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
