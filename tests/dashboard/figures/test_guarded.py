"""Small numbers by agency that we counted from persons are withheld, and cannot be found from the total."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.guarded import SMALL, withheld

ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["pact_register", "pact_recap"])),
    min_size=1, max_size=8,
)  # fmt: skip


def frame(rows: list[tuple[int, int, str]]) -> pd.DataFrame:
    told = [(signed, signed + left, source) for signed, left, source in rows]
    return pd.DataFrame(told, columns=["value", "base", "source"]).astype({"value": "float64", "base": "float64"})


@given(ROWS)
def test_no_small_number_of_ours_is_shown(rows: list[tuple[int, int, str]]) -> None:
    hidden = withheld(frame(rows)).tolist()
    for (signed, left, source), is_hidden in zip(rows, hidden, strict=True):
        small = 0 < left < SMALL or 0 < signed < SMALL
        assert is_hidden or source == "pact_recap" or not small
        assert not (is_hidden and source == "pact_recap"), "what was published is not touched"


@given(ROWS)
def test_what_is_hidden_cannot_be_told_from_the_total(rows: list[tuple[int, int, str]]) -> None:
    hidden = withheld(frame(rows)).tolist()
    if not any(hidden):
        return
    others = [left for (_, left, source), each in zip(rows, hidden, strict=True)
              if not each and source == "pact_register" and left > 0]  # fmt: skip
    together = sum(left for (_, left, _), each in zip(rows, hidden, strict=True) if each)
    assert (sum(hidden) > 1 and together >= SMALL) or not others, "all that could be hidden is"
