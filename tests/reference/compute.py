"""A slow, obvious second version of etl/compute.py: dictionaries and loops, one figure after the other.

Written from the rules (DOMAIN, the docstrings of etl/compute.py and etl/aggregate.py), not from the code. Where the
rules are silent, a comment says what is taken for granted here.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geo

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
    source: str = ""
    origin: str = "published"
    reason: str = ""  # why there is no value, where that is known beforehand
    counted: bool = False  # by us, from the rows of a log
    usable: bool = True  # in an area


@dataclass
class Result:
    """`values`: key (unit, region, extent, origin, category, election, as_of) -> the figure. `conflicts`: a set."""

    values: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    conflicts: set[tuple[Any, ...]] = field(default_factory=set)


def level(code: str) -> str:
    return "national" if code == "00" else "province" if len(code) == 2 or "@" in code else "regency"


def _moves() -> list[tuple[str, str, str, date]]:
    """Province before and after, today's regency, and the day from which it lay in the latter."""
    with (Path(geo.__file__).parent / "reference" / "code_changes.csv").open(encoding="utf-8") as file:
        rows = [(r["old_code"][:2], r["new_code"][:2], r["new_code"], r["date"]) for r in csv.DictReader(file)]
    return [(old, new, code, date.fromisoformat(day)) for old, new, code, day in rows]


def _founded() -> dict[str, date]:
    """The day from which there is a government, of those that were founded late."""
    with (Path(geo.__file__).parent / "reference" / "regions.csv").open(encoding="utf-8") as file:
        return {r["region_code"]: date.fromisoformat(r["valid_from"]) for r in csv.DictReader(file) if r["valid_from"]}


MOVES = _moves()
BEGUN = _founded()
SPLIT = {old: day for old, _, _, day in MOVES}  # the province of that code was larger before that day


def province_then(code: str, day: date) -> str | None:
    """The former province (`91@2022-07-25`) in which a government lay on a day, None where there was no other."""
    if "@" in code:
        return code
    for old, _, moved, split in MOVES:
        if day < split and (code == moved or code[:2] == old):
            return f"{old}@{split}"
    return None


def areas_of(code: str, day: date) -> list[str]:
    """Every area that a figure of a region counts in: its province of today, of then, the nation."""
    now = [code[:2]] if code != "00" and "@" not in code else []
    then = province_then(code, day)
    return ["00", *now, *([then] if then else [])]


def published_of(observation: Observation) -> Observation:
    """Who published a figure of a province meant it as it was on that day; its government is the same one."""
    code, day = observation["region_code"], observation["as_of"]
    if code in SPLIT and observation["covers"] != "government" and day < SPLIT[code]:
        return {**observation, "region_code": f"{code}@{SPLIT[code]}"}
    return observation


def governments_of(codes: Iterable[str], area: str) -> list[str]:
    """The governments that count in an area; one that came with a split lay in no former province."""
    if "@" not in area:
        return [code for code in governments(codes) if area in ("00", code[:2])]
    day = SPLIT[area[:2]] - timedelta(days=1)
    return [code for code in governments(codes) if province_then(code, day) == area]


def governments_on(codes: Iterable[str], area: str, day: date) -> list[str]:
    """Those of them that were there on a day."""
    return [code for code in governments_of(codes, area) if BEGUN.get(code, day) <= day]


def governments(codes: Iterable[str]) -> list[str]:
    """Everybody who employs: provinces, regencies and cities, but not the six of Jakarta."""
    return sorted(code for code in codes if code != "00" and not (code.startswith(JAKARTA + ".")))


def last_of_month(day: date) -> date:
    while (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    return day


def months_apart(one: date, other: date, most: int) -> bool:
    """Whether two days are at most so many months apart; the 29th of February of a year that has none is the 28th."""

    def moved(day: date, months: int) -> date:
        whole = day.year * 12 + day.month - 1 + months
        year, month = whole // 12, whole % 12 + 1
        return date(year, month, min(day.day, last_of_month(date(year, month, 1)).day))

    return moved(one, -most) <= other <= moved(one, most)


def weakest(words: Iterable[str], order: list[str]) -> str:
    return order[max(order.index(word) for word in words)]


# -- what counts ---------------------------------------------------------------------------------------------------


def counted(observation: Observation, indicator: Any) -> tuple[str, Part] | None:
    """The unit and the number that an indicator takes from an observation, or None: it does not count it."""
    top, bottom = indicator.numerator, indicator.denominator
    if top.measure == "*" and (observation["measure"] == "record" or observation["election"] == ""):
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
    if bottom is not None and top.take != "governments" and bottom.within_months is None:
        base = taken(observation, bottom)
        if number is None or base is None:
            number = base = None
    as_of, start, end = observation["as_of"], observation["period_start"], observation["period_end"]
    if indicator.period == "month":
        start, end = as_of.replace(day=1), last_of_month(as_of)
    part = Part(
        as_of, start, end, number, base, observation["evidence"], observation["provenance"],
        frozenset({observation["citation"]} - {""}), observation["reporter"], observation["agency"],
        observation["category"], observation["source"],
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
        self.muted, self.measured = False, indicator.id
        self.governments = governments(self.codes)
        self.result = Result()

    def run(self, observations: list[Observation]) -> Result:
        self.observations = observations = [published_of(each) for each in observations]
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
        return governments_of(self.codes, area)

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
        # A count whose denominator is another's has an indicator of its own, which says what contradicts itself.
        borrowed = self.indicator.denominator is not None and self.indicator.denominator.within_months is not None
        self.muted = borrowed
        figures = {key: self.figures_of(key, parts) for key, parts in own.items()}
        totals = {key: self.figures_of(key, parts) for key, parts in stated.items()}
        for these in (figures, totals):
            self.units(these)
            for key, parts in these.items():
                self.falls(key, parts)
        if self.indicator.numerator.take == "value":
            for key, parts in own.items():
                self.agency_falls(key, parts)
        figures, beside = self.logged(figures)
        self.muted = False
        figures = self.lent(figures)
        for key, parts in figures.items():
            for part in parts:
                self.put(key, part, "government")
        for these, extent in ((beside, "government"), (totals, "area")):
            for key, parts in these.items():
                for part in parts:
                    if not borrowed:
                        self.put(key, replace(part, origin="published"), extent)
        self.silent(figures)
        if self.indicator.aggregate != "none":
            self.areas(figures)
            self.beside()

    def units(self, figures: Mapping[Series, list[Part]]) -> None:
        """Two totals of one place and date in two units, with two numbers."""
        for one, parts in figures.items():
            for other, its_parts in figures.items():
                if one[1:] != other[1:] or not one[0] < other[0]:
                    continue
                for part in parts:
                    for its_part in its_parts:
                        if part.as_of == its_part.as_of and part.category == its_part.category == "total":
                            self.differ("units_differ", one, part, its_part)

    def logged(self, figures: dict[Series, list[Part]]) -> tuple[dict[Series, list[Part]], dict[Series, list[Part]]]:
        """From the first report of a log on it counts, at its dates and at those of what is published beside it.

        That there was none counts only until a count is published or the first report is there.
        """
        indicator, log = self.indicator, self.indicator.log
        if log is None:
            return figures, {}
        entries: dict[Series, list[tuple[str, Part]]] = {}
        for row in self.observations:
            fits = row["measure"] == log.measure and row["source"] in indicator.sources
            fits &= all(row[column] in allowed for column, allowed in log.where.items())
            if (
                not fits
                or row["covers"] not in indicator.adds
                or (indicator.denominator is None and row["unit"] not in indicator.units)
            ):
                continue
            unit = row["unit"] if indicator.denominator is None else indicator.units[0]
            if row["covers"] == "government" or level(row["region_code"]) == "regency":
                part = Part(
                    row["as_of"], row["period_start"], row["period_end"], row["value"] or 0.0, None, row["evidence"],
                    row["provenance"], frozenset({row["citation"]} - {""}),
                )  # fmt: skip
                key = (unit, row["election"], row["region_code"])
                entries.setdefault(key, []).append((row["category"], part))
        found, beside = dict(figures), {}
        for key, rows in entries.items():
            published = figures.get(key, [])
            begin = min((part.as_of for _, part in rows if part.number), default=date.max)
            stated = min((part.as_of for part in published if part.number is not None), default=date.max)
            rows = [(name, part) for name, part in rows if part.number or begin <= part.as_of or part.as_of < stated]
            if not rows:
                continue
            beside[key] = [part for part in published if part.as_of >= begin]
            days = {part.as_of for _, part in rows} | {p.as_of for p in beside[key] if p.category == "total"}
            counted = []
            for day in sorted(days):
                past = [part for _, part in rows if part.as_of <= day]
                latest = max(part.as_of for part in past if part.citations) if any(p.citations for p in past) else day
                today = [part for part in past if part.as_of == day]
                first = self.first_days.get(key[1])
                start = first if first is not None and first < day else min([p.start for p in today], default=day)
                # On a date of the published number alone, the period ends there.
                also = [part.as_of for part in beside[key] if part.as_of == day and part.category == "total"]
                end = max([*(part.end for part in today), *also])
                if start == day and also:
                    start = min([day, *(part.start for part in today)])
                total = replace(
                    added(past, day), start=start, end=end, counted=True, reporter=key[2],
                    citations=frozenset().union(*(p.citations for p in past if p.as_of == latest)),
                )  # fmt: skip
                counted.append(total)
                for part in beside[key]:
                    if part.as_of == day and part.category == "total":
                        self.differ("log_differs", key, total, part)
            earlier = [part for part in published if part.as_of < begin and part.category == "total"]
            last = max((part for part in earlier if part.number is not None), key=lambda part: part.as_of, default=None)
            for total in counted:
                if last and total.as_of == begin and (last.number or 0) > (total.number or 0):
                    self.differ("log_differs", key, total, last)
            for category in indicator.categories:
                number = sum((part.number or 0.0) for name, part in rows if name == category)
                counted.append(replace(counted[len(days) - 1], category=category, number=number))
            found[key] = [part for part in published if part.as_of < begin] + counted
        return found, beside

    def lent(self, figures: dict[Series, list[Part]]) -> dict[Series, list[Part]]:
        """Figures of governments with the denominators of another measure."""
        indicator = self.indicator
        terms = [indicator.denominator, indicator.fallback_denominator]
        term = next((each for each in terms if each is not None and each.within_months is not None), None)
        if term is None:
            return figures
        stated = self.stated_of(term)
        if term is indicator.denominator:
            return {
                key: [self.over(part, stated.get(key[2], []), term) for part in parts if part.category == "total"]
                for key, parts in figures.items()
            }
        alone: dict[Series, list[Part]] = {}
        paired = set()
        for row in self.observations:
            number, base = taken(row, indicator.numerator), taken(row, indicator.denominator)
            fits = row["measure"] == indicator.numerator.measure and row["source"] in indicator.sources
            if not fits or number is None or row["covers"] not in indicator.adds:
                continue
            key = (indicator.units[0], row["election"], row["region_code"])
            if base is not None:
                paired.add((key, row["as_of"]))
                continue
            part = Part(
                row["as_of"], row["period_start"], row["period_end"], number, None, row["evidence"], row["provenance"],
                frozenset({row["citation"]} - {""}), row["reporter"], row["agency"], row["category"],
            )  # fmt: skip
            alone.setdefault(key, []).append(part)
        found = dict(figures)
        for key, parts in alone.items():
            parts = [part for part in parts if (key, part.as_of) not in paired]
            lent = [self.over(part, stated.get(key[2], []), term) for part in self.figures_of(key, parts)]
            has = {part.as_of for part in figures.get(key, []) if part.number is not None}
            lent = [part for part in lent if part.category == "total" and part.as_of not in has]
            gone = {part.as_of for part in lent}
            kept = [part for part in figures.get(key, []) if part.number is not None or part.as_of not in gone]
            found[key] = kept + lent
        return found

    def stated_of(self, term: Any) -> dict[str, list[Part]]:
        """Each government's statements of a denominator: in all, or all the categories that are needed, of one date."""
        rows: dict[Series, list[Part]] = {}
        for row in self.observations:
            fits = row["measure"] == term.measure and row["source"] in self.indicator.sources
            fits &= all(row[column] in allowed for column, allowed in term.where.items())
            if fits and row["value"] is not None and row["covers"] in self.indicator.adds:
                if self.indicator.denominator is None and row["unit"] not in self.indicator.units:
                    continue
                part = Part(
                    row["as_of"], row["period_start"], row["period_end"], row["value"], None, row["evidence"],
                    row["provenance"], frozenset({row["citation"]} - {""}), row["reporter"], row["agency"],
                    row["category"],
                )  # fmt: skip
                rows.setdefault((row["unit"], row["election"], row["region_code"]), []).append(part)
        found: dict[str, list[Part]] = {}
        noted, self.measured = self.measured, term.measure
        for key, parts in rows.items():
            whole = [part for part in parts if part.category == "total"]
            for agency, day in sorted({(part.agency, part.as_of) for part in parts}):
                same = [part for part in parts if (part.agency, part.as_of) == (agency, day)]
                kinds = [[part for part in same if part.category == name] for name in term.needs]
                one_each = [self.one(key, kind) for kind in kinds if kind]
                if term.needs and len(one_each) == len(kinds) and not any(p.category == "total" for p in same):
                    whole.append(added(one_each, day, reporter=key[2], agency=agency))
            found[key[2]] = [part for part in self.figures_of(key, whole) if part.number is not None]
        self.measured = noted
        return found

    def over(self, part: Part, stated: list[Part], term: Any) -> Part:
        """A number over the statement that is nearest in time, of two as near the earlier."""
        if part.number is None:
            return replace(part, usable=False)
        near = [each for each in stated if months_apart(part.as_of, each.as_of, term.within_months)]
        if not near:
            reason = "denominator_too_far" if stated else "no_denominator"
            return replace(part, reason=reason, usable=False)
        best = min(near, key=lambda each: (abs((each.as_of - part.as_of).days), each.as_of))
        return replace(
            part, base=best.number, provenance=weakest([part.provenance, best.provenance], PROVENANCE),
            citations=part.citations | best.citations, usable=bool(best.number),
            reason="" if best.number else "denominator_zero",
        )  # fmt: skip

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
                self.result.conflicts.add(
                    ("parts_differ", self.measured, unit, category, election, region, day, *texts)
                )

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
                told = part.category == "total" and part.number is not None and not part.counted
                if told and region != "00" and "@" not in region:
                    heard.setdefault((unit, election, region[:2], part.as_of), []).append((region, part))
        for (unit, election, province, day), spoken in heard.items():
            # Silent rule: the row cites nobody, and has the provenance of the first of those heard, by code.
            first = min(spoken, key=lambda each: each[0])[1]
            for code in self.inside(province):
                before = figures.get((unit, election, code), [])
                if any(part.category == "total" and part.as_of <= day for part in before) or day < BEGUN.get(code, day):
                    continue
                start = min(part.start for _, part in spoken)
                end = max(part.end for _, part in spoken)
                nothing = Part(day, start, end, None, None, "", first.provenance, frozenset(), reason="not_reported")
                self.put((unit, election, code), nothing, "government")

    # -- areas --

    def areas(self, figures: Mapping[Series, list[Part]]) -> None:
        for unit, election in sorted({(unit, election) for unit, election, _ in figures}):
            days = {part.as_of for parts in figures.values() for part in parts}
            for area in sorted({area for _, _, code in figures for day in days for area in areas_of(code, day)}):
                self.area(unit, election, area, figures)

    def area(self, unit: str, election: str, area: str, figures: Mapping[Series, list[Part]]) -> None:
        members = {
            code: [p for p in parts if p.number is not None and p.usable and area in areas_of(code, p.as_of)]
            for (its_unit, its_election, code), parts in figures.items()
            if (its_unit, its_election) == (unit, election) and code != "00"
        }

        def province(code: str) -> str:
            return area if area != "00" or "@" in code else code[:2]

        totals = {code: [part for part in parts if part.category == "total"] for code, parts in members.items()}
        published = [(province(code), part.reporter, part.as_of) for code, parts in totals.items() for part in parts]
        for day in sorted({part.as_of for parts in totals.values() for part in parts}):
            latest: dict[str, Part] = {}
            for code, parts in totals.items():
                past = [part for part in parts if part.as_of <= day]
                if not past:
                    continue
                part = max(past, key=lambda each: each.as_of)
                newer = (
                    whose == province(code) and reporter == part.reporter and part.as_of < when <= day
                    for whose, reporter, when in published
                )  # fmt: skip
                if not any(newer):
                    latest[code] = part
            total = added(list(latest.values()), day)
            of_category: dict[str, list[Part]] = {}
            # A breakdown is of one basis; one that we count stands at the last date alone.
            bases = {part.counted for part in latest.values()}
            last = day == max(part.as_of for parts in totals.values() for part in parts)
            for code, part in latest.items():
                for each in members[code]:
                    if (
                        each.category != "total"
                        and each.as_of == part.as_of
                        and (bases == {False} or (bases == {True} and last and "@" not in area))
                    ):
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
            summed = self.indicator.aggregate != "none"
            where = [("area", area) for area in areas_of(code, part.as_of)] if summed else []
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
            for area in sorted({area for code in self.governments for area in areas_of(code, beginning)}):
                members = self.inside(area)
                founded = {BEGUN[code] for code in members if BEGUN.get(code, beginning) > beginning}
                for day in sorted({beginning} | founded | {first[code].as_of for code in members if code in first}):
                    if "@" in area and day >= SPLIT[area[:2]]:
                        continue
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
        number, of_all = float(len(heard)), float(len(governments_on(self.codes, area, day)))
        figure = replace(total, number=number, base=of_all, origin="computed", evidence="")
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
        reason = part.reason or ("denominator_zero" if base == 0 else "not_stated")
        low, high = indicator.valid_range
        if value is not None and (value < low or (high is not None and value > high)):
            found = f"{low:g}–{'' if high is None else f'{high:g}'}"
            self.conflict("outside_range", key, part, f"{value:.10g}", found)
            value, reason = None, "outside_range"
        origin = part.origin
        place = (unit, region, extent, origin, part.category, election, part.as_of)
        assert place not in self.result.values, place
        self.result.values[place] = {
            "numerator": number,
            "denominator": base,
            "value": value,
            "status": "missing" if value is None else "zero" if value == 0 else "reported",
            "reason": reason if value is None else "",
            "coverage_n": reported,
            "coverage_of": None if reported is None else len(governments_on(self.codes, region, part.as_of)),
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

    def agency_falls(self, key: Series, parts: list[Part]) -> None:
        """The same of one agency, but not of one that is counted from a register: people leave it for another."""
        before: dict[tuple[str, str, str], float] = {}
        days: dict[tuple[date, str, str], list[Part]] = {}
        for part in parts:
            if part.agency != "":
                days.setdefault((part.as_of, part.agency, part.category), []).append(part)
        for (_, agency, category), same in sorted(days.items()):
            part = sorted(same, key=rank)[-1]
            if part.number is None or part.source == "pact_register":
                continue
            last = before.get((agency, category, part.reporter), 0)
            if part.number < last:
                self.conflict("agency_falls", key, part, f"{agency}: {part.number:.10g}", f"{last:.10g}")
            before[agency, category, part.reporter] = part.number

    def differ(self, kind: str, key: Series, stated: Part, found: Part) -> None:
        """A conflict where both say a number and it is not the same one."""
        if stated.number is not None and found.number is not None and stated.number != found.number:
            self.conflict(kind, key, stated, f"{stated.number:.10g}", f"{found.number:.10g}")

    def conflict(self, kind: str, key: Series, part: Part, stated: str, found: str) -> None:
        unit, election, region = key
        if unit == "%" and kind != "outside_range":
            counts_agencies = self.indicator.numerator.take == "complete_agencies"
            unit = "perangkat daerah" if counts_agencies else "orang ASN"
        if not self.muted:
            self.result.conflicts.add(
                (kind, self.measured, unit, part.category, election, region, part.as_of, stated, found)
            )


def compute(
    observations: Iterable[Observation], indicator: Any, codes: Iterable[str], first_days: Mapping[str, date]
) -> Result:
    """All figures and conflicts of one indicator, from observations as dictionaries (None: missing)."""
    return Reckoning(indicator, codes, first_days).run(list(observations))
