"""What two numbers that do not agree are told by."""

import pytest

from etl.conflicts import MESSAGES, explain
from etl.settings import Language


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", MESSAGES)
def test_every_kind_has_a_sentence_whatever_else_is_known(kind: str, language: Language) -> None:
    sentence = explain(kind, "117", "101", "kasus", {}, language)
    assert "117" in sentence
    assert ("101" in sentence) == (kind != "sanction_unrecommended")
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("stated", "unit", "said"),
    [
        ("90", "orang ASN", "90 orang ASN"),
        ("118 / 120", "orang ASN", "118 / 120 orang ASN"),
        ("612", "%", "612%"),
        ("Senin", "orang ASN", "Senin"),
        ("", "kasus", ""),
    ],
)
def test_a_number_is_told_with_its_unit(stated: str, unit: str, said: str) -> None:
    assert explain("sources_differ", stated, "-", unit, {}, "id") == (
        f"Dua catatan untuk tanggal yang sama: {said} dan -; yang ditampilkan {said}."
    )


def test_each_of_two_units_stands_at_its_number() -> None:
    words = explain("units_differ", "54", "56", "kasus", {"this_unit": "kasus", "other_unit": "orang ASN"}, "id")
    assert words.startswith("Untuk tanggal yang sama dinyatakan 54 kasus dan 56 orang ASN;")


def test_percentages_are_no_persons() -> None:
    assert explain("percent_differs", "60", "75", "orang ASN", {}, "en").startswith("60 per cent are stated;")


def test_what_is_known_stands_in_it() -> None:
    detail = {"column": "Sudah TTD", "first": 4, "last": 9}
    assert explain("total_differs", "200", "193", "orang ASN", detail, "en") == (
        "Sudah TTD: a totals row states 200 orang ASN, rows 4 to 9 above it sum to 193 orang ASN."
    )
