"""Letters: those that the font has, and what stands for the others."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.printing.letters import OTHERS, RANGES, STAND_IN, legible
from dashboard.printing.render import render
from tests.dashboard.printing.reading import bare_report, text_of


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Bawaslu Muna Barat (17 Sep 2024) – “netral”", "Bawaslu Muna Barat (17 Sep 2024) – “netral”"),
        ("satu\tdua\ntiga\u2003empat", "satu dua tiga empat"),
        ("e\u0301", "é"),
        ("\u202eabc\x00\u200b", "abc"),
        ("中 😀 \ue000", f"{STAND_IN} {STAND_IN} {STAND_IN}"),
    ],
)
def test_what_the_font_lacks_is_a_box_and_what_steers_is_left_out(words: str, shown: str) -> None:
    assert legible(words) == shown


@given(st.text())
def test_to_make_legible_twice_changes_nothing_more(words: str) -> None:
    assert legible(legible(words)) == legible(words)


def test_the_font_has_every_letter_that_is_let_through() -> None:
    """A PDF/UA with a letter that its font lacks is refused."""
    every = "".join(chr(code) for first, last in RANGES for code in range(first, last + 1)) + OTHERS
    shown = text_of(render(dataclasses.replace(bare_report(), headlines=("A", " ".join(every)))))
    assert "ž" in shown
    assert "Ж" in shown
    assert "≥" in shown
