"""The texts in a query that could be names of persons: `where nama = '...'`."""

from collections.abc import Iterator

import duckdb

from etl.masking import MASK, SHOWN_LENGTH, looks_like_person

_COMPARES = ("=", "<>", "!=", "like", "ilike")


def without_names(query: str) -> str:
    """A query without its comments, on one line, each text in it masked that nobody here knows: that is no agency,
    region, day or choice. Numbers of persons are masked too."""
    told: list[str] = []
    for kind, token in _tokens(query.encode()):
        if kind == duckdb.token_type.comment:
            continue
        text = token.strip()
        is_text = kind == duckdb.token_type.string_const or (text.startswith('"') and _compared(told))
        hidden = _could_name(text) if is_text else looks_like_person(text)
        told.append(token.replace(text, f"'{MASK}'") if hidden else token)
    line = " ".join("".join(told).split())
    return MASK if looks_like_person(line.replace(MASK, "")) else line[:SHOWN_LENGTH]


def _tokens(written: bytes) -> Iterator[tuple["duckdb.token_type", str]]:
    """Each token with its kind, and the space behind it."""
    found = duckdb.tokenize(written.decode())
    ends = [*(start for start, _ in found), len(written)][1:]
    for (start, kind), end in zip(found, ends, strict=True):
        yield kind, written[start:end].decode()


def _compared(told: list[str]) -> bool:
    """Whether a value comes next: SQLite takes `nama = "Siti"` for a text where no column is called so."""
    before = [token.strip().casefold() for token in told]
    listed = next((place for place in reversed(range(len(before))) if before[place][:1] not in ('"', "'", ",")), 0)
    is_list = before[listed - 1 : listed + 1] == ["in", "("] or before[listed : listed + 1] == ["in("]
    return is_list or (before[-1:] != [] and before[-1].endswith(_COMPARES))


def _could_name(text: str) -> bool:
    from etl.interpret.strangers import is_known
    from etl.layout.words import is_agency

    plain = text.strip("'\"%$")
    return looks_like_person(plain) or not (is_known(plain) or is_agency(plain))
