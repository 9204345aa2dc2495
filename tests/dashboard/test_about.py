"""What an indicator is, in words that follow from its file."""

import re

import pytest

from dashboard.i18n import LANGUAGES, Language, text_for
from dashboard.pages.about import formula
from etl.cases import states
from etl.indicators.registry import packaged

IN_ENGLISH_TOO = {"moot", "recommended", "blocked"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_holds_no_name_of_ours(language: Language) -> None:
    words = " ".join(formula(each, text_for(language)) for each in packaged().values())
    assert not re.search(r"_|\((value|base|cases|overdue)\)|case \(", words)
    assert {code for code in states() if re.search(rf"\b{code}\b", words)} <= IN_ENGLISH_TOO


def test_a_formula_says_what_begins_what_ends_and_what_is_left_out() -> None:
    text = text_for("en")
    assert formula(packaged()["blocked_record_count"], text) == "number of cases (record blocked; less block lifted)"
    assert formula(packaged()["median_days_to_sanction"], text) == (
        "median days (Kaplan-Meier) from recommended to sanction imposed"
    )
    assert formula(packaged()["sanction_count"], text).endswith("cumulated from the first day of the election")
