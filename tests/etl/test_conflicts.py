"""What two numbers that do not agree are told by."""

import pytest

from etl.conflicts import MESSAGES, explain
from etl.settings import Language


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", MESSAGES)
def test_every_kind_has_a_sentence_whatever_else_is_known(kind: str, language: Language) -> None:
    sentence = explain(kind, "117", "101", {}, language)
    assert "117" in sentence
    assert ("101" in sentence) == (kind != "sanction_unrecommended")
    assert "{" not in sentence


def test_what_is_known_stands_in_it() -> None:
    detail = {"column": "Sudah TTD", "first": 4, "last": 9}
    assert explain("total_differs", "200", "193", detail, "en") == (
        "Sudah TTD: a totals row states 200, rows 4 to 9 above it sum to 193."
    )
