"""A slow, obvious second version of etl/compute.py: dictionaries and loops, one figure after the other.

Written from the rules (DOMAIN, the docstrings of etl/compute.py and etl/aggregate.py), not from the code. Where the
rules are silent, a comment says what is taken for granted here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

EVIDENCE = ["", "proven", "found", "unknown", "alleged"]  # from strong to weak
PROVENANCE = ["official", "documented", "simulated"]
JAKARTA = "31"

Observation = Mapping[str, Any]
Series = tuple[str, str, str]  # unit, election, region


@dataclass(frozen=True)
class Part:
    """A number with what goes with it. `number` and `base` None: the source says that it is missing."""

    as_of: date
    start: date
    end: date
    number: float | None
    base: float | None
    evidence: str
    provenance: str
    citations: frozenset[str]
    reporter: str = ""
    agency: str = ""
    category: str = "total"
    origin: str = "published"


@dataclass
class Result:
    """`values`: key (unit, region, extent, origin, category, election, as_of) -> the figure. `conflicts`: a set."""

    values: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    conflicts: set[tuple[Any, ...]] = field(default_factory=set)


def level(code: str) -> str:
    return "national" if code == "00" else "province" if len(code) == 2 else "regency"


def governments(codes: Iterable[str]) -> list[str]:
    """Everybody who employs: provinces, regencies and cities, but not the six of Jakarta."""
    return sorted(code for code in codes if code != "00" and not (code.startswith(JAKARTA + ".")))


def last_of_month(day: date) -> date:
    while (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    return day


def weakest(words: Iterable[str], order: list[str]) -> str:
    return order[max(order.index(word) for word in words)]


# -- what counts ---------------------------------------------------------------------------------------------------


def counted(observation: Observation, indicator: Any) -> tuple[str, Part] | None:
    """The unit and the number that an indicator takes from an observation, or None: it does not count it."""
    top, bottom = indicator.numerator, indicator.denominator
    if top.measure == "*" and observation["measure"] == "record":
        return None
    if top.measure not in ("*", observation["measure"]):
        return None
    if "*" not in indicator.sources and observation["source"] not in indicator.sources:
        return None
    if bottom is None and observation["unit"] not in indicator.units:
        return None
    if top.take in ("agencies", "complete_agencies") and observation["agency"] == "":
        return None
    if any(observation[column] not in allowed for column, allowed in top.where.items()):
        return None
    number = taken(observation, top)
    base = None
    if bottom is not None and top.take != "governments":
        base = taken(observation, bottom)
        if number is None or base is None:
            number = base = None
    as_of, start, end = observation["as_of"], observation["period_start"], observation["period_end"]
    if indicator.period == "month":
        start, end = as_of.replace(day=1), last_of_month(as_of)
    part = Part(
        as_of, start, end, number, base, observation["evidence"], observation["provenance"],
        frozenset({observation["citation"]} - {""}), observation["reporter"], observation["agency"],
        observation["category"],
    )  # fmt: skip
    return (indicator.units[0] if bottom is not None else observation["unit"]), part


def taken(observation: Observation, term: Any) -> float | None:
    if any(observation[column] not in allowed for column, allowed in term.where.items()):
        return None
    value, base = observation["value"], observation["base"]
    if term.take in ("value", "governments"):
        return value
    if term.take == "base":
        return base
    if value is None or base is None:
        return None
    return 1.0 if term.take == "agencies" or value == base else 0.0


def added(parts: list[Part], on: date, **changes: Any) -> Part:
    """Numbers added, the weakest of their words, every source; the period is that of the parts of the date itself."""
    numbers = [part.number for part in parts if part.number is not None]
    bases = [part.base for part in parts if part.base is not None]
    today = [part for part in parts if part.as_of == on]
    total = Part(
        as_of=on,
        start=min((part.start for part in today), default=on),
        end=max((part.end for part in today), default=on),
        number=sum(numbers) if numbers else None,
        base=sum(bases) if bases else None,
        evidence=weakest([part.evidence for part in parts], EVIDENCE),
        provenance=weakest([part.provenance for part in parts], PROVENANCE),
        citations=frozenset().union(*(part.citations for part in parts)),
        origin="computed",
    )
    return replace(total, **changes)


def rank(part: Part) -> tuple[Any, ...]:
    """The order of records of one date: the last one counts, in whatever order they were loaded."""
    numbers = (-1.0 if number is None else number for number in (part.number, part.base))
    return (
        part.number is not None, part.reporter, " ; ".join(sorted(part.citations)), *numbers,
        EVIDENCE.index(part.evidence), PROVENANCE.index(part.provenance), -part.start.toordinal(),
    )  # fmt: skip


# -- one indicator -------------------------------------------------------------------------------------------------


class Reckoning:
    """All figures of one indicator."""

    def __init__(self, indicator: Any, codes: Iterable[str], first_days: Mapping[str, date]) -> None:
        self.indicator, self.first_days, self.codes = indicator, first_days, list(codes)
        self.governments = governments(self.codes)
        self.result = Result()

    def run(self, observations: Iterable[Observation]) -> Result:
        rows: list[tuple[str, Observation, Part]] = []
        for observation in observations:
            found = counted(observation, self.indicator)
            if found is not None:
                rows.append((found[0], observation, found[1]))
        if self.indicator.numerator.take == "governments":
            self.coverage(rows)
        elif self.indicator.kind == "flow":
            self.flow(rows)
        else:
            self.stock(rows)
        return self.result

    def inside(self, area: str) -> list[str]:
        return [code for code in self.governments if area in ("00", code[:2])]

    # -- stock --

    def stock(self, rows: list[tuple[str, Observation, Part]]) -> None:
        own: dict[Series, list[Part]] = {}
        stated: dict[Series, list[Part]] = {}
        for unit, row, part in rows:
            key = (unit, row["election"], row["region_code"])
            if row["covers"] in self.indicator.adds:
                own.setdefault(key, []).append(part)
            elif row["covers"] == "area":
                stated.setdefault(key, []).append(part)
        figures = {key: self.figures_of(key, parts) for key, parts in own.items()}
        for key, parts in figures.items():
            self.falls(key, parts)
            for part in parts:
                self.put(key, part, "government")
        for key, parts in stated.items():
            found = self.figures_of(key, parts)
            self.falls(key, found)
            for part in found:
                self.put(key, replace(part, origin="published"), "area")
        self.silent(figures)
        if self.indicator.aggregate != "none":
            self.areas(figures)
            self.beside()

    def beside(self) -> None:
        """A total stated for an area and the sum of its governments, on the same date: both stand, and differ."""
        for key, stated in self.result.values.items():
            unit, region, extent, origin, category, election, day = key
            found = self.result.values.get((unit, region, extent, "computed", category, election, day))
            if (extent, origin, category) != ("area", "published", "total") or found is None:
                continue
            numbers = stated["numerator"], found["numerator"]
            if None not in numbers and numbers[0] != numbers[1]:
                texts = (f"{number:.10g}" for number in numbers)
                self.result.conflicts.add(("parts_differ", unit, category, election, region, day, *texts))

    def figures_of(self, key: Series, parts: list[Part]) -> list[Part]:
        """Total and categories of each date: stated for the whole, else its categories added, else its agencies."""
        whole = [part for part in parts if part.agency == ""]
        agencies = [part for part in parts if part.agency != ""]
        figures: list[Part] = []
        employed: float | None = None  # as the government last stated for its whole
        for day in sorted({part.as_of for part in parts}):
            today = {}
            for category in sorted({part.category for part in whole if part.as_of == day}):
                today[category] = self.one(
                    key, [part for part in whole if part.as_of == day and part.category == category]
                )
            categories = [part for category, part in today.items() if category != "total"]
            figures += categories
            stated = today.get("total")
            by_category = added(categories, day, reporter=categories[0].reporter) if categories else None
            by_agency = self.of_agencies(key, agencies, day)
            if stated is not None and by_category is not None:
                self.differ("categories_differ", key, stated, by_category)
            # Silent rule: a total without a number states nothing, and the next way of reckoning is taken.
            ways = [part for part in (stated, by_category, by_agency) if part is not None]
            best = next((part for part in ways if part.number is not None), ways[0])
            if by_agency is not None and best is not by_agency:
                self.differ("agencies_differ", key, best, by_agency)
            # One agency that mails later is not the government: its agencies must employ as many as it stated.
            if best is not by_agency or best.base is None or employed is None or best.base >= employed:
                figures.append(best)
            elif stated is not None:
                figures.append(stated)
            if stated is not None and stated.base is not None:
                employed = stated.base
        return figures

    def of_agencies(self, key: Series, agencies: list[Part], day: date) -> Part | None:
        """The latest number of each agency, on a date on which any agency has a row."""
        today = [part for part in agencies if part.as_of == day]
        if not today:
            return None
        for name in sorted({part.agency for part in today}):
            self.one(key, [part for part in today if part.agency == name])
        latest = []
        for name in sorted({part.agency for part in agencies}):
            for when in sorted({p.as_of for p in agencies if p.agency == name and p.as_of <= day}, reverse=True):
                part = self.one(key, [p for p in agencies if p.agency == name and p.as_of == when])
                if part.number is not None:
                    latest.append(part)
                    break
        # On a date on which no agency has a number there is none either (etl/aggregate.py, carry_sum).
        if not any(part.as_of == day for part in latest):
            return added(today, day, number=None, base=None, reporter=key[2])
        return added(latest, day, reporter=key[2])

    def one(self, key: Series, same: list[Part]) -> Part:
        """Of several records of one date the last by name of its reporter, then by its source, then the largest.

        Silent rule: a record with a number goes before one without.
        """
        *others, kept = sorted(same, key=rank)
        for other in others:
            self.differ("sources_differ", key, kept, other)
        return kept

    def silent(self, figures: Mapping[Series, list[Part]]) -> None:
        """Whoever had said nothing when another government of the province had a number."""
        heard: dict[tuple[str, str, str, date], list[tuple[str, Part]]] = {}
        for (unit, election, region), parts in figures.items():
            for part in parts:
                if part.category == "total" and part.number is not None and region != "00":
                    heard.setdefault((unit, election, region[:2], part.as_of), []).append((region, part))
        for (unit, election, province, day), spoken in heard.items():
            # Silent rule: the row cites the first of those heard, by code, and has its provenance.
            first = min(spoken, key=lambda each: each[0])[1]
            for code in self.inside(province):
                before = figures.get((unit, election, code), [])
                if any(part.category == "total" and part.as_of <= day for part in before):
                    continue
                start = min(part.start for _, part in spoken)
                end = max(part.end for _, part in spoken)
                nothing = Part(day, start, end, None, None, "", first.provenance, first.citations)
                self.put((unit, election, code), nothing, "government")

    # -- areas --

    def areas(self, figures: Mapping[Series, list[Part]]) -> None:
        for unit, election in sorted({(unit, election) for unit, election, _ in figures}):
            for area in sorted({"00", *(code[:2] for _, _, code in figures)}):
                self.area(unit, election, area, figures)

    def area(self, unit: str, election: str, area: str, figures: Mapping[Series, list[Part]]) -> None:
        members = {
            code: [part for part in parts if part.number is not None]
            for (its_unit, its_election, code), parts in figures.items()
            if (its_unit, its_election) == (unit, election) and code != "00" and area in ("00", code[:2])
        }
        totals = {code: [part for part in parts if part.category == "total"] for code, parts in members.items()}
        published = [(code[:2], part.reporter, part.as_of) for code, parts in totals.items() for part in parts]
        for day in sorted({part.as_of for parts in totals.values() for part in parts}):
            latest: dict[str, Part] = {}
            for code, parts in totals.items():
                past = [part for part in parts if part.as_of <= day]
                if not past:
                    continue
                part = max(past, key=lambda each: each.as_of)
                newer = (
                    province == code[:2] and reporter == part.reporter and part.as_of < when <= day
                    for province, reporter, when in published
                )  # fmt: skip
                if not any(newer):
                    latest[code] = part
            total = added(list(latest.values()), day)
            of_category: dict[str, list[Part]] = {}
            for code, part in latest.items():
                for each in members[code]:
                    if each.category != "total" and each.as_of == part.as_of:
                        of_category.setdefault(each.category, []).append(each)
            sums = [total] + [added(parts, day, category=category) for category, parts in of_category.items()]
            # An area's date has one period: that of what was published on it, whatever the category.
            today = [part for parts in ([*latest.values()], *of_category.values()) for part in parts]
            today = [part for part in today if part.as_of == day]
            start, end = min(part.start for part in today), max(part.end for part in today)
            for part in sums:
                self.put((unit, election, area), replace(part, start=start, end=end), "area", len(latest))

    # -- flow --

    def flow(self, rows: list[tuple[str, Observation, Part]]) -> None:
        rows = [each for each in rows if each[1]["covers"] in self.indicator.adds]
        places: dict[tuple[str, str, str, str], list[tuple[Observation, Part]]] = {}
        for unit, row, part in rows:
            code, election = row["region_code"], row["election"]
            where = [("area", "00")] if self.indicator.aggregate != "none" else []
            if where and code != "00":
                where.append(("area", code[:2]))
            if level(code) == "regency" or row["covers"] == "government":
                where.append(("government", code))
            for extent, place in where:
                places.setdefault((unit, election, extent, place), []).append((row, part))
        for (unit, election, extent, place), found in places.items():
            for day in sorted({part.as_of for _, part in found}):
                self.cumulated(unit, election, extent, place, [each for each in found if each[1].as_of <= day], day)

    def cumulated(
        self, unit: str, election: str, extent: str, place: str, past: list[tuple[Observation, Part]], day: date
    ) -> None:
        total = added([part for _, part in past], day)
        # Silent rule: a cumulated figure cites what came on its own date.
        today = added([part for _, part in past if part.as_of == day], day)
        first = self.first_days.get(election)
        start = first if first is not None and first < day else today.start
        reported = {
            row["region_code"]
            for row, _ in past
            if row["region_code"] in self.governments
            and (level(row["region_code"]) == "regency" or row["covers"] == "government")
        }
        figure = replace(total, start=start, end=today.end, citations=today.citations, base=None)
        self.put((unit, election, place), figure, extent, len(reported) if extent == "area" else None)

    # -- coverage --

    def coverage(self, rows: list[tuple[str, Observation, Part]]) -> None:
        spoken: dict[tuple[str, str], list[tuple[str, Part]]] = {}
        for unit, row, part in rows:
            if row["region_code"] in self.governments and row["covers"] == "government" and part.number is not None:
                spoken.setdefault((unit, row["election"]), []).append((row["region_code"], part))
        for (unit, election), found in spoken.items():
            first: dict[str, Part] = {}
            for code in {code for code, _ in found}:
                day = min(part.as_of for each, part in found if each == code)
                # Silent rule: a government's first report is everything that it said on its first date.
                first[code] = added([part for each, part in found if each == code and part.as_of == day], day)
            beginning = min(part.as_of for part in first.values())
            for area in ["00", *sorted({code[:2] for code in self.governments})]:
                members = self.inside(area)
                days = sorted({beginning} | {first[code].as_of for code in members if code in first})
                for day in days:
                    heard = [first[code] for code in members if code in first and first[code].as_of <= day]
                    self.covered(unit, election, area, day, heard, found)

    def covered(
        self, unit: str, election: str, area: str, day: date, heard: list[Part], found: list[tuple[str, Part]]
    ) -> None:
        nobody = Part(day, day, day, 0.0, None, "", "official", frozenset())
        if not heard:
            # Where nobody spoke the zero is as good as what it was found in.
            nobody = replace(nobody, provenance=weakest([part.provenance for _, part in found], PROVENANCE))
        total = added(heard, day) if heard else nobody
        number = float(len(heard))
        figure = replace(total, number=number, base=float(len(self.inside(area))), origin="computed", evidence="")
        self.put((unit, election, area), figure, "area", len(heard))

    # -- figures and conflicts --

    def put(self, key: Series, part: Part, extent: str, reported: int | None = None) -> None:
        unit, election, region = key
        indicator = self.indicator
        if level(region) not in indicator.levels:
            return
        if part.category != "total" and part.category not in indicator.categories:
            return
        number, base = part.number, part.base if indicator.denominator is not None else None
        value = None
        if number is not None and indicator.denominator is None:
            value = number * indicator.multiplier
        elif number is not None and base is not None and base > 0:
            value = number / base * indicator.multiplier
        low, high = indicator.valid_range
        if value is not None and (value < low or (high is not None and value > high)):
            found = f"{low:g}–{'' if high is None else f'{high:g}'}"
            self.conflict("outside_range", key, part, f"{value:.10g}", found)
            value = None
        origin = part.origin
        place = (unit, region, extent, origin, part.category, election, part.as_of)
        assert place not in self.result.values, place
        self.result.values[place] = {
            "numerator": number,
            "denominator": base,
            "value": value,
            "status": "missing" if value is None else "zero" if value == 0 else "reported",
            "coverage_n": reported,
            "coverage_of": None if reported is None else len(self.inside(region)),
            "evidence": part.evidence,
            "provenance": part.provenance,
            "citation": " ; ".join(sorted(part.citations)),
            "period_start": part.start,
            "period_end": part.end,
        }

    def falls(self, key: Series, figures: list[Part]) -> None:
        """A cumulative count that is lower than the one before it of the same reporter."""
        before: dict[str, float] = {}
        for part in sorted(figures, key=lambda each: each.as_of):
            if part.category != "total" or part.number is None:
                continue
            if part.number < before.get(part.reporter, 0):
                earlier = replace(part, number=before[part.reporter])
                self.differ("count_falls", key, part, earlier)
            before[part.reporter] = part.number

    def differ(self, kind: str, key: Series, stated: Part, found: Part) -> None:
        """A conflict where both say a number and it is not the same one."""
        if stated.number is not None and found.number is not None and stated.number != found.number:
            self.conflict(kind, key, stated, f"{stated.number:.10g}", f"{found.number:.10g}")

    def conflict(self, kind: str, key: Series, part: Part, stated: str, found: str) -> None:
        unit, election, region = key
        self.result.conflicts.add((kind, unit, part.category, election, region, part.as_of, stated, found))


def compute(
    observations: Iterable[Observation], indicator: Any, codes: Iterable[str], first_days: Mapping[str, date]
) -> Result:
    """All figures and conflicts of one indicator, from observations as dictionaries (None: missing)."""
    return Reckoning(indicator, codes, first_days).run(list(observations))
