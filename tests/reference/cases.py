"""A slow, obvious second version of what is counted from the steps of cases (etl/compute/cases.py, waiting.py)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.reference.compute import EVIDENCE, PROVENANCE, areas_of, governments_of, governments_on, level, weakest

Step = Mapping[str, Any]
FINAL = ("not_registered", "not_violation", "rejected", "cancelled", "moot", "not_proven", "criminal")
BESIDE = ("control_action", "blocked", "unblocked", "criminal")  # beside the way of a case
PROVEN = ("recommended", "waiting_ppk", "followed_up", "control_action", "blocked", "unblocked")


def cases_of(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps of each case in time; a final state is the last of its day; moot is nothing where a sanction is."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step["case_id"], []).append(step)
    return [
        sorted(
            (s for s in case if s["state"] != "moot" or all(other["state"] != "followed_up" for other in case)),
            key=turn,
        )
        for case in found.values()
    ]


def turn(step: Step) -> tuple[Any, ...]:
    return step["as_of"], step["state"] in FINAL, step["state_order"], step["state"]


def counts_from(case: list[Step], term: Any) -> tuple[Step | None, date | None]:
    """The step from which a case counts, and the day from which it counts no longer."""
    inside = [step for step in case if step["state"] in term.where["state"]]
    if not inside:
        return None, None
    left = [step for step in case if step["state"] in term.unless and turn(step) > turn(inside[-1])]
    return inside[0], left[0]["as_of"] if left else None


def places(step: Step, aggregate: bool) -> list[tuple[str, str]]:
    """Whose figure a step is part of: the region's own, its province's of today and of then, the nation's."""
    code = step["region_code"]
    areas = [("area", area) for area in areas_of(code, step["as_of"])]
    return [("government", code), *(areas if aggregate else [])]


def flow(steps: list[Step], indicator: Any, codes: list[str], first_days: Mapping[str, date]) -> dict[Any, Any]:
    """Every cumulated figure: key as tests/reference/compute.py -> the figure."""
    entries: list[dict[str, Any]] = []
    for case in cases_of(steps):
        for name, term in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
            first, left = counts_from(case, term) if term is not None else (None, None)
            if first is None:
                continue
            own = {"election": case[0]["election"], "region_code": case[-1]["region_code"], "name": name}
            category = first["sanction_level"] or "unknown" if term.by == "sanction_level" else case[-1]["category"]
            evidence = evidence_of(first["state"]) if name == "numerator" else ""
            entry = {**first, **own, "category": category, "evidence": evidence, "sign": 1}
            entries.append(entry)
            if left is not None:
                entries.append({**entry, "as_of": left, "sign": -1})
    found = {}
    wheres = {(e["election"], *place) for e in entries for place in places(e, indicator.aggregate != "none")}
    for election, extent, place in wheres:
        own = [e for e in entries if e["election"] == election and (extent, place) in places(e, True)]
        days = sorted({e["as_of"] for e in own})
        for day in days:
            past = [e for e in own if e["as_of"] <= day]
            categories = ["total", *(indicator.categories if day == days[-1] and "@" not in place else [])]
            for category in categories:
                found[indicator.units[0], place, extent, "computed", category, election, day] = cumulated(
                    past, category, day, indicator, election, extent, place, codes, first_days
                )
    return {key: figure for key, figure in found.items() if level(key[1]) in indicator.levels}


def evidence_of(state: str) -> str:
    return "proven" if state in PROVEN else "alleged"


def cumulated(
    past: list[dict[str, Any]], category: str, day: date, indicator: Any, election: str, extent: str, place: str,
    codes: list[str], first_days: Mapping[str, date],
) -> dict[str, Any]:  # fmt: skip
    def count(name: str) -> float:
        return float(sum(e["sign"] for e in past if e["name"] == name and category in ("total", e["category"])))

    number, base = count("numerator"), count("denominator") if indicator.denominator is not None else None
    value = number * indicator.multiplier if base is None else number / base * indicator.multiplier if base else None
    first = first_days.get(election)
    reported = {e["region_code"] for e in past} & set(governments_of(codes, "00"))
    return {
        "numerator": number, "denominator": base, "value": value,
        "status": "missing" if value is None else "zero" if value == 0 else "reported",
        "reason": "denominator_zero" if value is None else "",
        "coverage_n": len(reported) if extent == "area" else None,
        "coverage_of": len(governments_on(codes, place, day)) if extent == "area" else None,
        "evidence": weakest([e["evidence"] for e in past], EVIDENCE),
        "provenance": weakest([e["provenance"] for e in past], PROVENANCE),
        "citation": " ; ".join(sorted({e["citation"] for e in past if e["as_of"] == day} - {""})),
        "period_start": first if first is not None and first < day else day, "period_end": day,
    }  # fmt: skip


def kaplan_meier(times: list[tuple[int, bool]]) -> int | None:
    """The first day at which at most half are still waiting; None if that never comes."""
    share, numerator = 1, 1
    for day in sorted({days for days, _ in times}):
        waiting = sum(days >= day for days, _ in times)
        ended = sum(days == day and done for days, done in times)
        numerator, share = numerator * (waiting - ended), share * waiting
        if 2 * numerator <= share:
            return day
    return None


def waiting(
    steps: list[Step], indicator: Any, codes: list[str], first_days: Mapping[str, date], days_of: Mapping[str, int]
) -> dict[Any, Any]:
    """What holds at the last date of the data; `days_of` are deadlines in calendar days, by state."""
    at = max(step["as_of"] for step in steps)
    found: dict[Any, dict[str, Any]] = {}
    cases = cases_of(steps)
    own: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for case in cases:
        told = median_of(case, indicator.numerator, at)
        if indicator.numerator.take == "overdue":
            told = overdue_of(case, indicator.numerator, at, days_of)
        if told is not None:
            told = {**told, "as_of": at, "region_code": case[-1]["region_code"], "election": case[0]["election"]}
            for place in places(told, indicator.aggregate != "none"):
                own.setdefault((told["election"], *place), []).append(told)
    for (election, extent, place), told in own.items():
        if level(place) not in indicator.levels:
            continue
        if indicator.numerator.take == "overdue":
            late, waits = sum(each["late"] for each in told), [each for each in told if each["waits"]]
            unknown = bool(waits) and not any(each["dated"] for each in waits)
            value, numbers = (None, (None, None)) if unknown else (float(late), (float(late), None))
            reason = "no_deadline"
        else:
            value = kaplan_meier([(each["days"], each["ended"]) for each in told])
            numbers, reason = (float(sum(each["ended"] for each in told)), float(len(told))), "not_reached"
        first = first_days.get(election)
        heard = {each["region_code"] for each in told} & set(governments_of(codes, "00"))
        found[indicator.units[0], place, extent, "computed", "total", election, at] = {
            "numerator": numbers[0], "denominator": numbers[1], "value": value,
            "status": "missing" if value is None else "zero" if value == 0 else "reported",
            "reason": reason if value is None else "",
            "coverage_n": len(heard) if extent == "area" else None,
            "coverage_of": len(governments_on(codes, place, at)) if extent == "area" else None,
            "evidence": weakest([each["evidence"] for each in told], EVIDENCE),
            "provenance": weakest([each["provenance"] for each in told], PROVENANCE),
            "citation": " ; ".join(sorted({each["citation"] for each in told} - {""})),
            "period_start": min(first or at, at), "period_end": at,
        }  # fmt: skip
    return found


def median_of(case: list[Step], term: Any, at: date) -> dict[str, Any] | None:
    if term.take != "median_days":
        return None
    first, left = counts_from(case, term)
    if first is None:
        return None
    ends = [step["as_of"] for step in case if step["state"] in term.until]
    days = ((ends[0] if ends else left or at) - first["as_of"]).days
    if days < 0:
        return None
    told = {name: first[name] for name in ("provenance", "citation")}
    return {"days": days, "ended": bool(ends), "evidence": evidence_of(first["state"]), **told}


def overdue_of(case: list[Step], term: Any, at: date, days_of: Mapping[str, int]) -> dict[str, Any] | None:
    way = [step for step in case if step["state"] not in BESIDE]
    if not way:
        return None
    now = way[-1]
    waits = now["state"] not in (*FINAL, "followed_up") and now["state"] in term.where.get("state", (now["state"],))
    due = now["as_of"] + timedelta(days_of[now["state"]]) if now["state"] in days_of else None
    told = {name: now[name] for name in ("provenance", "citation")}
    return {
        "waits": waits, "dated": waits and due is not None, "late": waits and due is not None and due < at,
        "evidence": evidence_of(now["state"]), **told,
    }  # fmt: skip
