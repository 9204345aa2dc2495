"""How long a case has stood at each of its steps: a bar as long as its age, and the same in words."""

import datetime as dt
from collections.abc import Sequence

from dashboard.components.markup import Markup, tag
from dashboard.i18n import Text
from etl.cases import states

Step = tuple[str, dt.date]
"""A state's code, and the day on which it was reached."""


def state_name(code: str, text: Text) -> str:
    """A state of a case as etl/reference/case_states.csv calls it."""
    state = states()[code]
    return state.name_id if text.language == "id" else state.name_en


def clock(steps: Sequence[Step], at: dt.date, longest: int, text: Text) -> Markup:
    """A piece for each step, from the first to the day of the figures; the last one is where the case stands.

    Args:
        steps: in the order of their days.
        longest: days of the longest bar beside which this one stands.
    """
    ends = [*(day for _, day in steps[1:]), at]
    days = [(end - day).days for (_, day), end in zip(steps, ends, strict=True)]
    words = [
        text("clock-step", state=state_name(state, text), date=text.short_date(day), days=text("n-days", n=passed))
        for (state, day), passed in zip(steps, days, strict=True)
    ]
    pieces = [
        tag("span", class_=css, style=f"width: {100 * passed / max(longest, 1):.2f}%", title=said)
        for passed, said, css in zip(days, words, _css(len(steps)), strict=True)
    ]
    return tag("span", *pieces, tag("span", "; ".join(words), class_="only-read"), class_="clock")


def _css(steps: int) -> list[str]:
    return ["clock__piece"] * (steps - 1) + ["clock__piece is-last"]
