"""Dates, against examples and against a slow version that writes every day out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parse import Period, parse_date, parse_dates
from etl.rules import Breach
from tests.reference import cells as slow

DAYS = st.dates(date(1999, 1, 1), date(2040, 12, 31))
SEVENTEENTH = Period(date(2024, 9, 17), date(2024, 9, 17), "day")


def said(found: Period | Breach) -> Period | str:
    return found.rule.code if isinstance(found, Breach) else found


def day(text: str) -> Period | str:
    return said(parse_date(text))


@pytest.mark.parametrize(
    "text",
    [
        "17 September 2024", "17 Sept 2024", "17 Sept. 2024", "17-09-2024", "17/9/24", "2024-09-17", "45552", "45552,5",
        "45552.0", "17.9.2024", "17 - 09 - 2024", "17-Sep-24", "2024/09/17", "September 17, 2024", "17 SEPTEMBER 2024",
        "１７／９／２０２４", "per 17 September 2024", "Tgl. 17/09/2024",
        "s.d. 17 September 2024", "sampai dengan 17 Sept 2024", "Keadaan per tanggal 17 September 2024",
    ],
)  # fmt: skip
def test_one_day(text: str) -> None:
    assert day(text) == SEVENTEENTH


@pytest.mark.parametrize(
    "text", ["Selasa, 17 September 2024", "SELASA 17/9/24", "Sel, 17-09-2024", "Tuesday, 2024-09-17",
             "Hari Selasa, tanggal 17 September 2024"],
)  # fmt: skip
def test_a_right_weekday(text: str) -> None:
    found = day(text)
    assert isinstance(found, Period)
    assert (found.start, found.weekday, found.weekday_differs) == (SEVENTEENTH.start, 1, False)


@pytest.mark.parametrize("text", ["Rabu, 17 September 2024", "wednesday 17/09/2024", "Jum'at, 2024-09-17"])
def test_a_wrong_weekday_leaves_the_date(text: str) -> None:
    found = day(text)
    assert isinstance(found, Period)
    assert (found.start, found.weekday_differs) == (date(2024, 9, 17), True)


@given(DAYS, st.data())
def test_every_way_of_writing_a_day_reads_back(when: date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(slow.written(when)))
    for way in (text, text.upper(), text.title()):
        found = day(way)
        assert isinstance(found, Period), way
        assert (found.start, found.end, found.precision, found.weekday_differs) == (when, when, "day", False), way


@given(st.integers(1999, 2040), st.integers(1, 12), st.data())
def test_months_and_years(year: int, month: int, data: st.DataObject) -> None:
    days = slow.days_of_month(year, month)
    text = data.draw(st.sampled_from(slow.months_written(year, month)))
    for way in (text, text.title(), text.upper()):
        assert day(way) == Period(days[0], days[-1], "month"), way
    assert day(str(year)) == Period(date(year, 1, 1), date(year, 12, 31), "year")


@pytest.mark.parametrize(
    "time", [" 00:00:00", "T00:00:00", " 08:30", " 8.30 WIB", ", pukul 08.30 WITA", " 08:30:00.125"]
)
def test_a_time_of_day_is_dropped(time: str) -> None:
    assert day(f"2024-09-17{time}") == day(f"17/9/24{time}") == day(f"17 Sept 2024{time}") == SEVENTEENTH


@given(st.integers(0, 40), st.integers(0, 20), st.integers(1990, 2050))
def test_days_that_are_not(number: int, month: int, year: int) -> None:
    try:
        expected: date | None = date(year, month, number)
    except ValueError:
        expected = None
    found = day(f"{number:02}/{month:02}/{year}")
    if expected and 1999 <= year <= 2040:
        assert isinstance(found, Period) and found.start == expected
    else:
        assert found in ("date_impossible", "date_out_of_range", "date_month_first")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31-02-2024", "date_impossible"), ("31 Februari 2024", "date_impossible"), ("2024-13", "date_impossible"),
        ("2024-00", "date_impossible"), ("2024-00-01", "date_impossible"), ("13/13/2024", "date_impossible"),
        ("13/2024", "date_impossible"),
        ("09/17/2024", "date_month_first"), ("09-17-24", "date_month_first"), ("02/30/2024", "date_impossible"),
        ("1998-12-31", "date_out_of_range"), ("2041", "date_out_of_range"), ("17/9/41", "date_out_of_range"),
        ("17 September 2029x", "date_unreadable"), ("17 September 2024 2", "date_unreadable"),
        ("kemarin", "date_unreadable"), ("17/09-2024", "date_unreadable"), ("Sept 24", "date_unreadable"),
        ("Selasa, September 2024", "date_unreadable"), ("Selasa, 2024", "date_unreadable"),
        ("17 Foo 2024", "date_unreadable"), ("٢٠٢٤", "date_unreadable"), ("17 September", "date_unreadable"),
        ("36160", "date_unreadable"), ("51502", "date_unreadable"), ("4555", "date_out_of_range"),
        ("455520", "date_unreadable"), ("1" * 200, "date_unreadable"), ("17 s.d. 2024", "date_unreadable"),
        ("30 s.d. 17 September 2024", "period_reversed"), ("31 s.d. 30 September 2024", "date_impossible"),
        ("17 s.d. 31 September 2024", "date_impossible"),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, rule: str) -> None:
    assert day(text) == rule


def test_two_figures_of_a_year_are_of_this_century() -> None:
    found = {text: day(f"1/2/{text}") for text in ("00", "24", "40", "99")}
    years = {text: period.start.year for text, period in found.items() if isinstance(period, Period)}
    assert years == {"00": 2000, "24": 2024, "40": 2040, "99": 1999}


def test_a_month_first_is_shown_as_what_it_may_mean() -> None:
    found = parse_date("09/17/2024")
    assert isinstance(found, Breach)
    assert found.detail == {"month": 17, "reading": "17 September 2024"}


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("17 s.d. 30 September 2024", date(2024, 9, 17), date(2024, 9, 30), "day"),
        ("Periode: 1 s.d. 30 Sept 2024", date(2024, 9, 1), date(2024, 9, 30), "day"),
        ("17 s/d 30 September 2024", date(2024, 9, 17), date(2024, 9, 30), "day"),
        ("17-30 September 2024", date(2024, 9, 17), date(2024, 9, 30), "day"),
        ("17 – 30 September 2024", date(2024, 9, 17), date(2024, 9, 30), "day"),
        ("17 September s.d. 2 Oktober 2024", date(2024, 9, 17), date(2024, 10, 2), "day"),
        ("28 Desember 2023 sampai dengan 3 Januari 2024", date(2023, 12, 28), date(2024, 1, 3), "day"),
        ("01/09/2024 - 30/09/2024", date(2024, 9, 1), date(2024, 9, 30), "day"),
        ("September s.d. Oktober 2024", date(2024, 9, 1), date(2024, 10, 31), "month"),
        ("2023 s.d. 2024", date(2023, 1, 1), date(2024, 12, 31), "year"),
    ],
)
def test_periods(text: str, start: date, end: date, precision: str) -> None:
    assert day(text) == Period(start, end, precision)


@given(DAYS, DAYS, st.sampled_from([" s.d. ", " s/d ", " sampai dengan ", " hingga ", " - ", " – "]), st.data())
def test_any_two_days_make_a_period(one: date, other: date, until: str, data: st.DataObject) -> None:
    start, end = sorted((one, other))
    text = until.join(
        f"{day.day} {data.draw(st.sampled_from(slow.MONTHS[day.month]))} {day.year}" for day in (start, end)
    )
    assert day(text) == Period(start, end, "day")


# --------------------------------------------------------------------------------------- order of day and month


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (("09/10/2024", "17/09/2024"), ["2024-10-09", "2024-09-17"]),
        (("09/10/2024", "09/17/2024"), ["date_order_unclear", "date_month_first"]),
        (("9/10/24", "10-10-2024", "9 Oktober 2024", "09/17/2024"),
         ["date_order_unclear", "2024-10-10", "2024-10-09", "date_month_first"]),
        (("09/10/2024", "09/17/2024", "17/09/2024"), ["2024-10-09", "date_month_first", "2024-09-17"]),
    ],
)  # fmt: skip
def test_a_column_with_the_month_first(column: tuple[str, ...], expected: list[str]) -> None:
    """One slip among days that are certain is one reject; a column that may be American throughout is not guessed."""
    found = [said(item) for item in parse_dates(column)]
    assert [item.start.isoformat() if isinstance(item, Period) else item for item in found] == expected


def test_both_orders_are_shown() -> None:
    found = parse_dates(["09/10/2024", "09/17/2024"])[0]
    assert isinstance(found, Breach)
    assert found.detail == {"day_first": "9 Oktober 2024", "month_first": "10 September 2024"}
