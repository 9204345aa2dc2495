"""Numbers, against examples and against a slow version that writes every number out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse import Count, parse_count, parse_counts, parse_numbers
from etl.rules import Breach
from tests.reference import cells as slow

STAFF = ("orang", "org", "ASN", "orang ASN")


def said(found: Count | Breach) -> float | str:
    """The value, or the rule broken."""
    return found.rule.code if isinstance(found, Breach) else found.value


def count(text: str) -> float | str:
    return said(parse_count(text, STAFF))


def counts(*column: str) -> list[float | str]:
    return [said(found) for found in parse_counts(column, STAFF)]


def numbers(*column: str) -> list[float | str]:
    return [said(found) for found in parse_numbers(column, ("%", "persen"))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("007", 7), ("1234", 1234), ("1.234", 1234), ("1,234", 1234), ("1.234.567", 1234567),
        ("1,234,567", 1234567), ("1.234,0", 1234), ("1,234.00", 1234), ("1234,0", 1234), ("1234.0", 1234),
        ("1234,000", 1234), ("1 234", 1234), ("1'234", 1234), ("1’234", 1234), ("12,0000", 12),
        ("12 orang", 12), ("12 org.", 12), ("12 Orang ASN", 12), ("12orang", 12), ("1.234 orang", 1234),
        ("nihil", 0), ("NIHIL", 0), ("nol", 0), ("-0", 0), ("１２３", 123), ("１．２３４", 1234),
    ],
)  # fmt: skip
def test_counts(text: str, value: float) -> None:
    assert count(text) == value


@pytest.mark.parametrize("text", [*slow.NO_DATA, "N/A", "Belum Ada Data", "BELUM LAPOR"])
def test_missing_counts(text: str) -> None:
    """A hyphen too: not reported is not zero."""
    assert math.isnan(float(count(text)))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.234,5", "not_a_count"), ("1,234.5", "not_a_count"), ("1,2340", "not_a_count"), ("1.5", "not_a_count"),
        ("12,5", "not_a_count"), ("0.234", "not_a_count"), ("1.2345", "not_a_count"), ("1234.567", "not_a_count"),
        ("12 kambing", "not_a_count"), ("98%", "not_a_count"), ("98 %", "not_a_count"), ("dua", "not_a_count"),
        ("12 34", "not_a_count"), ("1.23.456", "not_a_count"), ("1.234.56", "not_a_count"), ("1,234,56", "not_a_count"),
        ("1.234.", "not_a_count"), (".5", "not_a_count"), ("1e3", "not_a_count"), ("XII", "not_a_count"),
        ("٣", "not_a_count"), ("²", "not_a_count"), ("12²", "not_a_count"), ("=1+1", "not_a_count"),
        ("Rp 5", "not_a_count"), ("±5", "not_a_count"), ("9" * 60, "not_a_count"),
        ("-5", "negative_count"), ("− 5", "negative_count"), ("-1.234", "negative_count"),
        ("100000000", "count_too_large"), ("198001012005011001", "count_too_large"),
    ],
)  # fmt: skip
def test_what_is_no_count(text: str, rule: str) -> None:
    assert count(text) == rule


@given(st.text(alphabet="0123456789.,", max_size=11) | st.text(alphabet="01 '.,", max_size=9))
def test_counts_against_the_slow_version(text: str) -> None:
    if text != " ".join(text.split()):  # a parser is given tidy text
        return
    quick, right = count(text) if text else math.nan, slow.count(text)
    if right is None:
        assert isinstance(quick, str), (text, quick)
    else:
        assert quick == right or (math.isnan(right) and math.isnan(float(quick))), text


@given(st.integers(0, 99_999_999), st.data())
def test_every_way_of_writing_a_count_reads_back(number: int, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(slow.counts_written(number))))
    suffix = data.draw(st.sampled_from(["", " orang", " ASN", "org"]))
    assert count(text + suffix) == count(slow.wide(text)) == number


# ------------------------------------------------------------------------------------------- what the column decides


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (("1.234", "1,234"), [1234, 1234]),  # the contract decides each
        (("12.000", "1.234"), [12000, 1234]),
        (("12.000", "1,234.000"), [12, 1234]),  # three decimals throughout, as one cell proves
        (("12,000", "1.234,000"), [12, 1234]),
        (("1.234", "1,234.0"), ["number_ambiguous", 1234]),  # as a decimal it would be no whole number
        (("1.234,0", "1,234.0", "1.234", "1,234", "12"), [1234, 1234, "number_ambiguous", "number_ambiguous", 12]),
        (("1.234", "nihil", "-0", "abc"), [1234, 0, 0, "not_a_count"]),
        (("1.234", "12,5"), [1234, "not_a_count"]),
    ],
)
def test_a_column_of_counts(column: tuple[str, ...], expected: list[float | str]) -> None:
    assert counts(*column) == expected
    assert counts(*reversed(column)) == expected[::-1]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (("98,5", "1.234"), [98.5, 1234]),
        (("98.5", "1.234"), [98.5, 1.234]),
        (("98.5", "1,234"), [98.5, 1234]),
        (("1,2340", "1.234"), [1.234, 1234]),  # a workbook's own decimal is certain
        (("1.234", "12"), ["number_ambiguous", 12]),
        (("1.234", "1,234"), ["number_ambiguous", "number_ambiguous"]),
        (("1.234,5", "1,234.5", "1.234", "7"), [1234.5, 1234.5, "number_ambiguous", 7]),
        (("98,5 %", "100%", "12 persen", "12 orang"), [98.5, 100, 12, "not_a_number"]),
        (("-5,5", "nihil"), ["negative_count", 0]),
    ],
)
def test_a_column_of_numbers(column: tuple[str, ...], expected: list[float | str]) -> None:
    assert numbers(*column) == expected
    assert numbers(*reversed(column)) == expected[::-1]


def test_an_ambiguous_number_shows_both_readings() -> None:
    for parse in (parse_counts, parse_numbers):
        found = parse(["12.340", "1.234,5", "1,234.5"])[0]
        assert isinstance(found, Breach)
        assert found.detail == {"grouped": "12340", "decimal": "12,34"}
        assert "12340" in found.rule.explain(found.detail, "id")[0]


@given(st.lists(st.decimals(0, 99_999, places=1), min_size=1), st.sampled_from([".,", ",."]))
def test_numbers_of_one_convention_read_back(values: list[float], signs: str) -> None:
    """One decimal each, so that the column proves its convention."""
    column = [f"{value:,.1f}".translate({ord(","): signs[0], ord("."): signs[1]}) for value in values]
    assert numbers(*column) == [float(value) for value in values]
