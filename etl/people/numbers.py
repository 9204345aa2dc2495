"""A person's number (NIP) in a cell: what it may look like, and its pseudonym, in SQL over many rows.

A NIP has 18 digits: date of birth (8), year and month of appointment (6), sex (1 or 2), serial (3, from 001); Peraturan
Kepala BKN 22/2007. A PPPK has the same form with another pair of digits for the month.
"""

import binascii
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import numpy as np
import polars as pl
import polars_hash  # noqa: F401  (gives expressions their `chash`)
import pyarrow as pa
from duckdb.func import PythonUDFType
from duckdb.sqltypes import UUID, VARCHAR

from etl.people.keys import PREFIX, SIZE, TAG, Keys

_DIGEST_BYTES = 32
# A number as offices type it, without what parts its groups and without the apostrophe that makes it text.
_PLAIN = "case when length(nip) = 18 then nip else regexp_replace(nip, '[\\s.''`’-]', '', 'g') end"
_BORN = "digits // 10000000000"
POSSIBLE = f"""(
    length(plain) = 18 and digits is not null
    and ({_BORN}) // 10000 between 1930 and 2015 and (({_BORN}) // 100) % 100 between 1 and 12
    and ({_BORN}) % 100 between 1 and 31
    and (digits // 1000000) % 10000 between 1950 and 2099
    and (digits // 1000) % 10 between 1 and 2 and digits % 1000 > 0
)"""
# A pseudonym that a corrected reject repeats in place of the number, as `_PLAIN` leaves it.
REPEATED = f"{PREFIX.replace('-', '')}[A-Pa-p]{{{TAG + SIZE}}}"
# Whether `plain` stands for a person: their number, or a pseudonym under keys of ours. Never null; needs `digits`, and
# `known_keys` of `pseudonyms_in`.
NUMBER = f"""coalesce({POSSIBLE}, false) or (
    regexp_full_match(plain, '(?i:{REPEATED})') and known_keys(lower(right(plain, {TAG + SIZE})[:{TAG}]))
)"""

# The pseudonym (UUID) of `plain` where NUMBER holds; needs the functions of `pseudonyms_in`.
PERSON = "case when length(plain) = 18 then pseudonym(plain) else repeated(plain)::uuid end"
PERSON_IF_ANY = f"case when {NUMBER} then {PERSON} end"


def with_digits(rows: str) -> str:
    """A query of rows with a column `nip`, with `plain` (the number without what parts its groups) and `digits`."""
    return f"select *, try_cast(plain as ubigint) as digits from (select *, {_PLAIN} as plain from ({rows}))"


@contextmanager
def pseudonyms_in(connection: duckdb.DuckDBPyConnection, keys: Keys) -> Iterator[None]:
    """Let a connection call what turns cells into persons.

    `pseudonym(text)` is a UUID: `Keys.pseudonym` over whole vectors, by a library in Rust. `repeated(text)` is that of
    a pseudonym which stands in the place of a number (few do), and `known_keys(tag)` whether we know its keys.
    """

    def pseudonym(numbers: pa.Array) -> pa.Array:
        texts = pl.lit(pl.from_arrow(numbers))
        for key in keys.chain[:-1]:
            texts = texts.chash.hmac_sha256(key=key).str.head(SIZE)  # type: ignore[attr-defined]
        texts = texts.chash.hmac_sha256(key=keys.chain[-1])  # type: ignore[attr-defined]
        return _uuids(pl.select(texts).to_series().to_arrow(compat_level=pl.CompatLevel.oldest()))

    def repeated(written: pa.Array) -> pa.Array:
        return pa.array([keys.meant(text.lower()) for text in written.to_pylist()], pa.string())

    tags = ", ".join(f"'{tag}'" for tag in keys.tags())
    connection.execute(f"create or replace macro known_keys(tag) as tag in ({tags})")
    connection.create_function("pseudonym", pseudonym, [VARCHAR], UUID, type=PythonUDFType.ARROW)
    connection.create_function("repeated", repeated, [VARCHAR], VARCHAR, type=PythonUDFType.ARROW)
    try:
        yield
    finally:
        connection.remove_function("pseudonym")
        connection.remove_function("repeated")


def _uuids(digests: pa.LargeStringArray) -> pa.Array:
    """The first SIZE digits of SHA-256 in hexadecimal, none missing, as UUIDs, all at once."""
    digits = memoryview(digests.buffers()[2])[: 2 * _DIGEST_BYTES * len(digests)]
    whole = np.frombuffer(binascii.unhexlify(digits), dtype=np.uint8).reshape(-1, _DIGEST_BYTES)
    values = pa.py_buffer(whole[:, : SIZE // 2].tobytes())
    return pa.Array.from_buffers(pa.uuid(), len(digests), [None, values])
