"""Random small worlds of observations, such as the two sources can yield, for hypothesis."""

from datetime import date
from typing import Any

import pandas as pd
from hypothesis import strategies as st

# A province with its own staff, two regencies of it, two other provinces, and the nation; Jakarta's 31.71 is no
# government: its staff are the province's.
ELSEWHERE = ("00", "31", "31.71", "73.71", "74", "74.02", "74.71")
# Papua and what came of it, two regencies that stayed and two that left it; Papua Barat was split later.
SPLIT = ("91", "91.03", "91.71", "92", "93", "93.01", "95.01", "96.71")
CODES = (*ELSEWHERE, *SPLIT)
GOVERNMENTS = tuple(code for code in CODES if code not in ("00", "31.71"))
ELECTIONS = ("Pemilu 2024", "Pilkada 2024")
REPORTERS = ("Bawaslu", "KASN")
AGENCIES = ("", "Dinas A", "Dinas B")
CATEGORIES = {
    "report_count": ("total", "finding", "report"),
    "violation_count": ("total", "kode_etik", "netralitas", "kode_etik_penyelenggara"),
}
UNITS = {"report_count": ("kasus", "laporan"), "violation_count": ("kasus", "kasus", "orang ASN")}
# Before the law that split Papua, on its day, between it and the one that split Papua Barat, and after both.
LAWS = (date(2021, 6, 30), date(2022, 7, 24), date(2022, 7, 25), date(2022, 12, 7), date(2022, 12, 8))
# as_of, start and end: days, months known to the month alone, and a year; the last of a month may be all of them.
PERIODS = (
    (date(2024, 1, 31), date(2024, 1, 31)),
    (date(2024, 1, 1), date(2024, 1, 31)),
    (date(2024, 3, 5), date(2024, 3, 5)),
    (date(2024, 3, 20), date(2024, 3, 20)),
    (date(2024, 9, 17), date(2024, 9, 17)),
    (date(2024, 1, 1), date(2024, 12, 31)),
)
COLUMNS = (
    "source", "measure", "unit", "category", "election", "region_code", "agency", "covers", "scope", "evidence",
    "reporter", "value", "base", "as_of", "period_start", "period_end", "citation", "provenance",
)  # fmt: skip
DATES = ("as_of", "period_start", "period_end")
Observation = dict[str, Any]


def _split(draw: st.DrawFn, row: Observation) -> Observation:
    """A row about Papua or Papua Barat, mostly on a day around the laws that split them."""
    if row["region_code"] not in SPLIT or draw(st.integers(0, 4)) == 0:
        return row
    day = draw(st.sampled_from(LAWS))
    return {**row, **_common((day, day))}


def _common(period: tuple[date, date]) -> Observation:
    return {"as_of": period[1], "period_start": period[0], "period_end": period[1]}


@st.composite
def _place(draw: st.DrawFn, regions: tuple[str, ...]) -> Observation:
    """A region, and whose count it is: only a government's own staff can be counted as a government's."""
    region = draw(st.sampled_from(regions))
    covers = draw(st.sampled_from(("government", "government", "government", "area", "unknown")))
    return {"region_code": region, "covers": "area" if covers == "government" and region not in GOVERNMENTS else covers}


@st.composite
def _count(draw: st.DrawFn, measure: str, regions: tuple[str, ...]) -> Observation:
    """A published count, whole or by category, of one government or of an area."""
    row = {
        **_common(draw(st.sampled_from(PERIODS))),
        **draw(_place(regions)),
        "source": "event", "measure": measure, "unit": draw(st.sampled_from(UNITS[measure])),
        "category": draw(st.sampled_from(CATEGORIES[measure])), "election": draw(_election), "agency": "", "scope": "",
        "evidence": draw(st.sampled_from(("alleged", "found", "proven", "unknown"))),
        "reporter": draw(st.sampled_from(REPORTERS)),
        "value": draw(st.sampled_from((None, 0.0, 1.0, 2.0, 5.0, 11.0))), "base": None,
        "citation": draw(st.sampled_from(("a", "b", "c"))),
        "provenance": draw(st.sampled_from(("official", "documented"))),
    }  # fmt: skip
    return _split(draw, row)


@st.composite
def _report(draw: st.DrawFn, regions: tuple[str, ...]) -> Observation:
    """One report of a log."""
    region = draw(st.sampled_from(regions))
    row = {
        **_common(draw(st.sampled_from(PERIODS))),
        "source": "report_log", "measure": "report", "unit": "laporan",
        "category": draw(st.sampled_from(("report", "report", "finding"))), "election": draw(_election),
        "region_code": region, "agency": draw(st.sampled_from(AGENCIES)), "covers": "government", "scope": "",
        "evidence": "alleged", "reporter": region, "value": draw(st.sampled_from((0.0, 1.0, 1.0))), "base": None,
        "citation": draw(st.sampled_from(("", "d", "e"))),
        "provenance": draw(st.sampled_from(("official", "documented"))),
    }  # fmt: skip
    return _split(draw, row)


HEADCOUNT_DAYS = (date(2022, 12, 31), date(2023, 1, 31), date(2023, 9, 16), date(2024, 3, 6), date(2025, 3, 31))


@st.composite
def _headcount(draw: st.DrawFn, regions: tuple[str, ...]) -> Observation:
    """Staff of a government or of one agency, in all or by kind; of no election."""
    region = draw(st.sampled_from([code for code in regions if code in GOVERNMENTS] or GOVERNMENTS))
    day = draw(st.sampled_from(HEADCOUNT_DAYS))
    row = {
        **_common((day, day)),
        "source": "headcount", "measure": "headcount", "unit": "orang ASN",
        "category": draw(st.sampled_from(("total", "total", "pns", "pppk", "part"))), "election": "",
        "region_code": region, "agency": draw(st.sampled_from(("", "", "", "Dinas A", "Dinas B"))),
        "covers": draw(st.sampled_from(("government", "government", "government", "area"))),
        "scope": draw(st.sampled_from(("all", "all", "all", "central"))), "evidence": "", "reporter": region,
        "value": draw(st.sampled_from((0.0, 8.0, 100.0, 250.0))), "base": None,
        "citation": draw(st.sampled_from(("", "h", "i"))),
        "provenance": draw(st.sampled_from(("official", "documented"))),
    }  # fmt: skip
    return _split(draw, row)


@st.composite
def _record(draw: st.DrawFn, regions: tuple[str, ...]) -> Observation:
    """One row of the event source, as a record."""
    found = draw(_count("violation_count", regions))
    return {**found, "measure": "record", "unit": "records", "category": "total", "value": 1.0}


@st.composite
def _pact(draw: st.DrawFn, regions: tuple[str, ...]) -> Observation:
    """A row of a recap, an agency or a whole government, by the government itself, or the same from a register."""
    region = draw(st.sampled_from([code for code in regions if code in GOVERNMENTS] or GOVERNMENTS))
    row = {
        **_common(draw(st.sampled_from(PERIODS[:-1]))),
        "source": draw(st.sampled_from(("pact_recap", "pact_recap", "pact_register"))),
        "measure": "pact", "unit": "orang ASN", "category": "total",
        "election": draw(_election), "region_code": region, "agency": draw(st.sampled_from(AGENCIES)),
        "covers": "government", "scope": draw(st.sampled_from(("all", "all", "all", "all", "leaders", "unknown"))),
        "evidence": "unknown", "reporter": region, "value": draw(st.sampled_from((None, 0.0, 3.0, 5.0, 5.0))),
        "base": draw(st.sampled_from((None, 5.0, 10.0, 20.0))), "citation": draw(st.sampled_from(("", "a", "b"))),
        "provenance": draw(st.sampled_from(("official", "documented"))),
    }  # fmt: skip
    return _split(draw, row)


_election = st.sampled_from((*ELECTIONS, ELECTIONS[1], ELECTIONS[1]))
_regions = st.one_of(
    st.lists(st.sampled_from(codes), min_size=1, max_size=4, unique=True).map(tuple)
    for codes in (ELSEWHERE, SPLIT, CODES)
)


@st.composite
def worlds(draw: st.DrawFn, *kinds: str) -> list[Observation]:
    """Observations in any order, of the kinds `headcount`, `pact`, `record`, `report`, `report_count`,
    `violation_count`.

    Few regions and dates, so that rows meet: two reporters on one date, parts beside totals, newer recaps.
    """
    regions = draw(_regions)
    rows = {
        "headcount": _headcount(regions),
        "pact": _pact(regions),
        "record": _record(regions),
        "report": _report(regions),
        "report_count": _count("report_count", regions),
        "violation_count": _count("violation_count", regions),
    }
    row = st.one_of([rows[kind] for kind in kinds])
    return draw(st.lists(row, min_size=1, max_size=12, unique_by=_key))


def _key(row: Observation) -> object:
    """Rows of a recap have one key a government, agency, date and scope; events are many to a date."""
    if row["measure"] != "pact":
        return id(row)
    return row["election"], row["region_code"], row["agency"], row["as_of"], row["scope"]


def as_frame(world: list[Observation]) -> pd.DataFrame:
    """Observations as etl.compute gets them: dates as datetime64[s], missing numbers as NaN."""
    frame = pd.DataFrame(world, columns=list(COLUMNS))
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    texts = [column for column in COLUMNS if column not in (*DATES, "value", "base")]
    return frame.astype({**dict.fromkeys(("value", "base"), "float64"), **dict.fromkeys(texts, "str")})


STATE_ORDER = {
    "received": 10, "clarification": 40, "cancelled": 81, "moot": 82, "not_proven": 83, "recommended": 90,
    "waiting_ppk": 100, "followed_up": 110, "blocked": 116, "unblocked": 117, "criminal": 120,
}  # fmt: skip
STEP_DAYS = (date(2024, 1, 31), date(2024, 3, 5), date(2024, 3, 20), date(2024, 9, 17), date(2024, 9, 18))
EARLY_DAYS = (date(2021, 6, 30), date(2022, 7, 24), date(2022, 7, 25), date(2022, 12, 7))
_CASE_PLACES = ("31", "31.71", "73.71", "74", "91.71", "95.01", "91", "96.71")
STEP_COLUMNS = (
    "case_id", "state", "state_order", "as_of", "region_code", "agency", "election", "category", "sanction_code",
    "sanction_level", "subjects", "provenance", "citation",
)  # fmt: skip


@st.composite
def _step(draw: st.DrawFn, days: tuple[date, ...]) -> dict[str, Any]:
    """A step of one of a few cases. Its case may move, and its steps stand in any order of time."""
    case, state = draw(st.sampled_from("ABCDEF")), draw(st.sampled_from(sorted(STATE_ORDER)))
    usual = _CASE_PLACES[ord(case) % len(_CASE_PLACES)]
    return {
        "case_id": case, "state": state, "state_order": STATE_ORDER[state], "as_of": draw(st.sampled_from(days)),
        "region_code": draw(st.sampled_from((usual, usual, usual, "74.02", "93.01"))), "agency": "",
        "election": draw(st.sampled_from(("Pilkada 2024", "Pilkada 2024", "Pemilu 2024"))),
        "category": draw(st.sampled_from(("total", "kode_etik"))), "sanction_code": "",
        "sanction_level": draw(st.sampled_from(("", "moral", "berat"))) if state == "followed_up" else "",
        "subjects": None, "provenance": draw(st.sampled_from(("official", "documented"))),
        "citation": draw(st.sampled_from(("", "a", "b"))),
    }  # fmt: skip


# All of the data may be of before the splits, or reach over them.
case_worlds = st.one_of(
    st.lists(_step(days), min_size=1, max_size=14, unique_by=lambda step: (step["case_id"], step["state"]))
    for days in (STEP_DAYS, (*EARLY_DAYS, *STEP_DAYS), EARLY_DAYS)
)


def as_steps(world: list[dict[str, Any]]) -> pd.DataFrame:
    """Steps as etl.compute gets them."""
    frame = pd.DataFrame(world, columns=list(STEP_COLUMNS))
    frame["as_of"] = pd.to_datetime(frame["as_of"]).astype("datetime64[s]")
    numbers = dict.fromkeys(("state_order", "subjects"), "float64")
    texts = [column for column in STEP_COLUMNS if column not in (*numbers, "as_of")]
    return frame.astype({**numbers, **dict.fromkeys(texts, "str")})
