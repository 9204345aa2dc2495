"""A person's number (NIP) in a cell: what it may look like, and its pseudonym, of many rows at once.

A NIP has 18 digits: date of birth (8), year and month of appointment (6), sex (1 or 2), serial (3, from 001); Peraturan
Kepala BKN 22/2007. A PPPK has the same form with another pair of digits for the month, which therefore may be any.
"""

from binascii import unhexlify

import polars as pl
import polars_hash  # noqa: F401  (gives expressions their `chash`)
import pyarrow as pa

from etl.masking import MASK
from etl.people.keys import PREFIX, SIZE, TAG, Keys

NIP = "nip"
DIGITS = 18
AS_LONG = "0" * DIGITS
# Nobody is appointed before eighteen; three years are left for what registers put down of the date.
YOUNGEST = 15
# What offices type between the groups of a number, and the apostrophe that makes it text.
_BETWEEN = r"[\s.'`’-]"
# A pseudonym that a corrected reject repeats in place of the number, as `with_numbers` leaves it.
REPEATED = f"{PREFIX.replace('-', '')}[A-Pa-p]{{{TAG + SIZE}}}"


def with_numbers(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Rows with a column `nip`, with `plain` (the number without what parts its groups) and whether it is `possible`.

    `possible` is never null. A shown pseudonym is not; `repeated` knows it.
    """
    cell, plain, digits = pl.col(NIP), pl.col("plain"), pl.col("digits")
    bare = cell.str.replace_all(_BETWEEN, "")
    born, appointed = digits // 10**10, digits // 10**6 % 10_000
    year = born // 10_000
    possible = (
        (plain.str.len_bytes() == DIGITS)
        & year.is_between(1930, 2015)
        & _is_day(year, born // 100 % 100, born % 100)
        & (appointed >= year + YOUNGEST)
        & appointed.is_between(1950, 2099)
        & (digits // 1000 % 10).is_between(1, 2)
        & (digits % 1000 > 0)
    )
    return (
        rows.with_columns(plain=bare)
        .with_columns(digits=plain.cast(pl.UInt64, strict=False))
        .with_columns(possible=possible.fill_null(False))
        .drop("digits")
    )


def _is_day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Whether there is such a day, of years among which each fourth is a leap year (1901 to 2099)."""
    is_long = (month + month // 8) % 2 == 1
    in_february = (day <= 28) | ((day == 29) & (year % 4 == 0))
    in_another = (day <= 30) | ((day == 31) & is_long)
    return month.is_between(1, 12) & (day >= 1) & pl.when(month == 2).then(in_february).otherwise(in_another)


def pseudonym(numbers: pl.Expr, keys: Keys) -> pl.Expr:
    """`Keys.pseudonym` of many texts, by a library in Rust: the 16 bytes of a UUID."""
    for key in keys.chain:
        numbers = numbers.chash.hmac_sha256(key=key).str.head(SIZE)  # type: ignore[attr-defined]
    return numbers.map_batches(_bytes, return_dtype=pl.Binary, is_elementwise=True)


def _bytes(hexadecimal: pl.Series) -> pl.Series:
    """Texts of SIZE hexadecimal digits as bytes, all in one call: a seventh of what `str.decode` costs."""
    digits = hexadecimal.fill_null("0" * SIZE).to_arrow(compat_level=pl.CompatLevel.oldest())
    _, _, text = digits.buffers()  # one behind the other
    raw = pa.py_buffer(unhexlify(text))
    array = pa.FixedSizeBinaryArray.from_buffers(pa.binary(SIZE // 2), len(digits), [None, raw])
    found = pl.Series(hexadecimal.name, array)
    return found.set(hexadecimal.is_null(), None) if hexadecimal.null_count() else found


def left(plain: pl.Expr) -> pl.Expr:
    """What is kept of a cell that holds no number: a shown pseudonym, that it is empty, or whether it has 18 digits.

    Of what offices mistype, most is still somebody's number.
    """
    is_shown = plain.str.contains(f"^(?i:{REPEATED})$")
    as_long = pl.when(plain.str.contains(f"^[0-9]{{{DIGITS}}}$")).then(pl.lit(AS_LONG)).otherwise(pl.lit(MASK))
    return pl.when(is_shown | (plain == "")).then(plain).otherwise(as_long)


def repeated(plain: pl.Series, keys: Keys) -> pl.Series:
    """The pseudonyms that texts repeat as rejects show them, as `pseudonym` gives them; null for every other text.

    Few rows do, and each is looked at by itself.
    """
    shown = plain.str.contains(f"^(?i:{REPEATED})$")
    found = [keys.meant(text.lower()) if is_one else None for text, is_one in zip(plain, shown, strict=True)]
    return pl.Series("person", [bytes.fromhex(each) if each else None for each in found], pl.Binary)


def persons_in(cells: pl.Series, keys: Keys) -> pl.Series:
    """The pseudonym of each cell, of a number or of a pseudonym; null for what is neither."""
    frame = with_numbers(pl.LazyFrame({NIP: cells})).with_columns(person=pseudonym(pl.col("plain"), keys)).collect()
    numbers = frame.select(pl.when("possible").then("person")).to_series()
    return numbers.zip_with(frame["possible"], repeated(frame["plain"], keys))
