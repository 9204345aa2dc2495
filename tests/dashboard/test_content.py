"""What the page says around its figures."""

from typing import Any

import pytest

from dashboard.i18n import text_for
from dashboard.pages.content import notices
from dashboard.screen import Look
from dashboard.selection import Notice, Selection
from tests.dashboard.components.reading import words


def look(count: int) -> Look:
    given: Any = {"offer": None, "indicator": None, "screen": None, "version": 1, "simulated": False}
    told = tuple(Notice(f"p{n}", "?", "unknown") for n in range(count))
    return Look(
        selection=Selection("terdokumentasi", "00", "province", "violation_count", "kasus", ""), notices=told, **given
    )


@pytest.mark.parametrize(
    ("count", "said"), [(1, ""), (3, ""), (4, "And 1 more part of the address."), (5, "And 2 more parts")]
)
def test_what_of_the_address_is_not_told_is_counted(count: int, said: str) -> None:
    told = words(notices(look(count), text_for("en"))[0])
    assert told.count("is not known") == min(count, 3)
    assert said in told
    assert bool(said) == ("more part" in told)
