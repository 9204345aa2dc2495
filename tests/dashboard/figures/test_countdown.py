"""Elections laid over one another by the days to voting, months of growth, and where institutions took over."""

import datetime as dt

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.breaks import breaks_of
from dashboard.figures.countdown import draw_countdown
from dashboard.figures.lines import lines_of
from dashboard.figures.monthly import monthly_growth
from dashboard.i18n import text_for
from dashboard.reference import institution_changes, voting_days
from etl.indicators.registry import packaged

VOTING = {"Pemilu 2024": dt.date(2024, 2, 14), "Pilkada 2024": dt.date(2024, 11, 27)}
FIRST = dt.date(2024, 1, 10)


def row(election: str, day: dt.date, value: float | None) -> dict[str, object]:
    return {"election": election, "as_of": day, "value": value, "status": "missing" if value is None else "reported",
            "citation": "https://example.org/a"}  # fmt: skip


def test_each_election_stands_by_its_own_voting_day() -> None:
    frame = pd.DataFrame(
        [
            row("Pemilu 2024", dt.date(2024, 2, 4), 3),
            row("Pilkada 2024", dt.date(2024, 11, 27), 7),
            row("Pilkada 2024", dt.date(2024, 12, 7), 9),
            row("Pilkada 1999", dt.date(1999, 1, 1), 5),
        ]
    )
    drawing = draw_countdown(
        frame, VOTING, packaged()["sanction_count"], "kasus", text=text_for("en"), title="Sanctions", place="Konawe",
        simulated=True, version=2,
    )  # fmt: skip
    assert {trace.name: list(trace.x) for trace in drawing.figure.data} == {
        "Pemilu 2024": [-10], "Pilkada 2024": [0, 10],
    }  # fmt: skip
    assert "Pemilu 2024: 3 cases, 10 days before voting." in drawing.sentence
    assert "Pilkada 2024: 7 cases, voting." in drawing.sentence, "the last figure until that day"
    assert "DATA SIMULASI" in drawing.marks or text_for("en")("mark-simulated") in drawing.marks
    assert voting_days()["Pilkada 2024"] == VOTING["Pilkada 2024"]


GROWTH = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5)), min_size=1, max_size=12, unique_by=lambda x: x[0])


@given(GROWTH, st.integers(0, 220))
def test_months_of_growth_sum_to_what_whole_months_saw(added: list[tuple[int, int]], last: int) -> None:
    days = sorted(added)
    total, rows = 0.0, []
    for day, more in days:
        total += more
        rows.append((FIRST + dt.timedelta(days=day), total))
    history = pd.DataFrame(rows, columns=["as_of", "value"])
    end = FIRST + dt.timedelta(days=last)
    for month, grown in monthly_growth(history, FIRST, end):
        following = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        assert month >= FIRST
        assert following - dt.timedelta(days=1) <= end
        slow = sum(more for day, more in days if month <= FIRST + dt.timedelta(days=day) < following)
        assert grown == slow


def test_the_month_in_which_the_count_breaks_off_is_left_out() -> None:
    history = pd.DataFrame({"as_of": [dt.date(2024, 2, 10)], "value": [4.0]})
    found = monthly_growth(history, FIRST, dt.date(2024, 3, 30))
    assert [(month.month, month.grown) for month in found] == [(dt.date(2024, 2, 1), 4.0)]
    assert monthly_growth(history.assign(value=float("nan")), FIRST, dt.date(2024, 3, 30)) == []


def test_a_takeover_concerns_figures_of_its_sources_alone() -> None:
    days = [dt.date(2024, 6, 1), dt.date(2024, 12, 1)]
    frame = pd.DataFrame({"series": "region", "region_code": "74.02", "region_name": "Konawe", "as_of": days,
                          "value": [1.0, 2.0], "status": "reported"})  # fmt: skip
    lines, known = lines_of(frame), institution_changes("en")
    assert [each.label for each in breaks_of(lines, known, ["case_outcome"])] == ["KASN to BKN"]
    assert breaks_of(lines, known, ["pact_recap"]) == []
    before = lines_of(frame.assign(as_of=[dt.date(2024, 6, 1), dt.date(2024, 8, 1)]))
    assert breaks_of(before, known, ["case_outcome"]) == []
