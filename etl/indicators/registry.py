"""Every indicator is one TOML file in this folder; this module reads them and knows what a file may say."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from etl.cases import states
from etl.errors import NetralitasError, UnknownNameError
from etl.indicators.units import AGENCIES
from etl.said import Text

FOLDER = Path(__file__).parent
TOTAL = "total"
ANY_MEASURE = "*"

Level = Literal["national", "province", "regency"]
Covers = Literal["government", "area", "unknown"]
Take = Literal["value", "base", "agencies", "complete_agencies", "governments", "cases", "overdue", "median_days"]
CASE = "case"
OF_CASES = ("cases", "overdue", "median_days")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Strict):
    """A text in Indonesian and English."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.id


class Term(_Strict):
    """What is counted: one measure, which number of its rows, and under which conditions.

    `take`: `value` and `base` sum the published number and the denominator published beside it; `agencies` counts
    the agencies that state both; `complete_agencies` those of them where both are equal; `governments` counts
    governments (as a numerator those that reported, as a denominator all there are).
    `where`: column of the observation -> the values that count.

    Measure `case` is counted from the steps of cases, each case once: `cases` those that have reached a state of
    `where`, from the first such step on and until a later step of `unless`; `overdue` those that stay in a state
    longer than its deadline; `median_days` is the median time from the first step of `where` to the first of `until`,
    those that have not come there censored at the last date of the data, or at a step of `unless`.
    `by`: the column of a case that tells its category.

    A denominator of another measure is a government's latest or next statement within `within_months` of the figure's
    date. `needs`: the categories that sum to a total only when all of them are stated for one date.
    """

    measure: str = Field(min_length=1)
    take: Take = "value"
    where: Mapping[Literal["scope", "evidence", "unit", "state"], tuple[str, ...]] = Field(default_factory=dict)
    unless: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    by: Literal["category", "sanction_level"] = "category"
    needs: tuple[str, ...] = ()
    within_months: int | None = Field(default=None, ge=0, le=120)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.measure == CASE) != (self.take in OF_CASES):
            raise ValueError("cases are taken as cases, overdue or median_days, and nothing else is")
        if self.take in ("cases", "median_days") and not self.where.get("state"):
            raise ValueError("which cases count is said by where = { state = [...] }")
        if (self.take == "median_days") != bool(self.until):
            raise ValueError("until is where a median of days ends, and only that")
        if self.measure != CASE and (self.unless or "state" in self.where or self.by != "category"):
            raise ValueError("unless, by and a state are of cases alone")
        if self.measure == CASE and set(self.where) - {"state"}:
            raise ValueError("of cases only the state can be chosen")
        unknown = {*self.where.get("state", ()), *self.unless, *self.until} - set(states())
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))} is no state of a case; known are {', '.join(states())}")
        return self


class Indicator(_Strict):
    """One indicator, as its file declares it. Each field changes something that can be seen; a test holds that."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Bilingual
    definition: Bilingual
    numerator: Term
    denominator: Term | None = None
    fallback_denominator: Annotated[
        Term | None, Field(description="For figures of a government that states no denominator itself.")
    ] = None
    log: Annotated[
        Term | None, Field(description="Rows of a log which, cumulated, go before the published numerator.")
    ] = None
    multiplier: float = Field(default=1, gt=0)
    units: tuple[str, ...] = Field(min_length=1)
    decimals: int = Field(default=0, ge=0, le=6)
    kind: Literal["stock", "flow"]
    period: Literal["day", "month"] = "day"
    interval: Literal["none", "wilson", "poisson", "log_log"] = "none"
    polarity: Literal["higher_better", "lower_better", "neutral"]
    target: Annotated[
        float | None, Field(description="What values are held against; without it the value of the nation.")
    ] = None
    thresholds: Annotated[
        tuple[float, ...], Field(description="Where fixed classes of a map begin, beside the least value, in the unit.")
    ] = ()
    aggregate: Literal["sum", "sum_then_divide", "recompute", "none"]
    adds: tuple[Covers, ...] = Field(
        default=("government",), description="Which rows a province and the nation add up."
    )
    categories: Mapping[str, Bilingual] = Field(default_factory=dict)
    levels: tuple[Level, ...] = ("national", "province", "regency")
    sources: tuple[str, ...] = Field(min_length=1)
    legal_basis: tuple[str, ...] = Field(min_length=1)
    valid_range: tuple[float, float | None] = (0, None)
    suppression_threshold: int = Field(default=0, ge=0)
    owner: str = Field(min_length=1)
    reviewed_on: date
    order: Annotated[int, Field(description="Place in lists.")] = 100

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.denominator is None) != (self.aggregate != "sum_then_divide") and self.aggregate != "none":
            raise ValueError("a rate is aggregated by sum_then_divide, a count by sum")
        if (self.numerator.take == "median_days") != (self.aggregate == "recompute") and self.aggregate != "none":
            raise ValueError("a median is recomputed from the cases of an area, and only a median")
        if self.denominator is not None and len(self.units) != 1:
            raise ValueError("a rate has one unit")
        terms = (self.denominator, self.fallback_denominator)
        if any(term and (term.measure != self.numerator.measure) != (term.within_months is not None) for term in terms):
            raise ValueError(
                "numerator and denominator are two numbers of the same rows, so their measure is one; a denominator of "
                "another measure says within how many months of the figure"
            )
        if self.fallback_denominator and (not self.denominator or self.denominator.measure != self.numerator.measure):
            raise ValueError("a fallback_denominator stands in for a denominator of the numerator's own rows")
        if self.log is not None and self.kind != "stock":
            raise ValueError("a log goes before a published stock")
        if self.of_cases and (self.kind == "stock") != (self.numerator.take != "cases"):
            raise ValueError("cases are counted as a flow; overdue and median_days hold at one date, as a stock")
        counts_a_unit = not self.counts_governments and not self.of_cases
        if self.is_rate and counts_a_unit and len(self.numerator.where.get("unit", ())) != 1:
            raise ValueError("a rate names the unit that it counts: where = { unit = [...] }")
        if any(not low < high for low, high in pairwise((0, *self.thresholds))):
            raise ValueError("thresholds rise from above zero on")
        if self.interval == "wilson" and self.denominator is None:
            raise ValueError("a Wilson interval needs a denominator")
        if self.interval != "none" and (self.interval == "log_log") != self.is_median:
            raise ValueError("log_log is the interval of a median, and a median has no other")
        return self

    @property
    def is_rate(self) -> bool:
        return self.denominator is not None

    @property
    def of_cases(self) -> bool:
        """Whether the figure is reckoned from the steps of cases, not from observations."""
        return self.numerator.measure == CASE

    @property
    def is_cumulative(self) -> bool:
        """Whether the figure adds up everything until its date: a count of which nothing ends again.

        A rate or median is as it stands at its date, and so is a number that can fall: who waits, what is blocked.
        """
        return (
            not self.is_rate and not self.is_median and not self.numerator.unless and self.numerator.take != "overdue"
        )

    @property
    def is_median(self) -> bool:
        """Whether the figure is a median of days: its numerator and denominator are cases that came there, and all."""
        return self.numerator.take == "median_days"

    @property
    def is_of_one_date(self) -> bool:
        """Whether it is reckoned at the last date of the data alone, and so has no course over time."""
        return self.numerator.take in ("overdue", "median_days")

    @property
    def is_of_a_log(self) -> bool:
        """Whether it counts what is written down when it happens. Nobody is asked to report to a log, so who does not
        stand in it has not kept silent."""
        return self.kind == "flow" or self.of_cases

    @property
    def borrows(self) -> Term | None:
        """The denominator that comes from rows of another measure, if there is one."""
        return next(
            (term for term in (self.denominator, self.fallback_denominator) if term and term.within_months is not None),
            None,
        )

    @property
    def counted_in(self) -> str:
        """The unit of the numbers that a rate divides; of what is no rate its own."""
        if "agencies" in self.numerator.take:
            return AGENCIES
        return self.numerator.where.get("unit", self.units)[0]

    @property
    def measures(self) -> frozenset[str]:
        """The measures that its figures are made of; `*` for all."""
        terms = (self.numerator, self.denominator, self.fallback_denominator, self.log)
        return frozenset(term.measure for term in terms if term is not None)

    @property
    def counts_governments(self) -> bool:
        """Whether the figure is about who reported, and so exists for areas alone."""
        return self.numerator.take == "governments"


class Registry(Mapping[str, Indicator]):
    """The indicators by id, in the order in which people see them."""

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self._by_id = {each.id: each for each in sorted(indicators, key=lambda each: (each.order, each.id))}

    def __getitem__(self, key: str) -> Indicator:
        if key not in self._by_id:
            known = ", ".join(self._by_id)
            raise UnknownNameError(
                Text(f"Tidak ada indikator {key!r}.", f"There is no indicator {key!r}."),
                Text(f"Yang ada: {known}.", f"Known are: {known}."),
            )
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        return key in self._by_id


def read_indicator(path: Path) -> Indicator:
    """The indicator in one TOML file.

    Raises:
        NetralitasError: not TOML, an unknown key, a value that cannot be, or an id that is not the file's name.
    """
    try:
        indicator = Indicator.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NetralitasError(f"{path.name} is not TOML: {error}.", "Mend the file.") from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'file'}: {each['msg']}" for each in error.errors())
        raise NetralitasError(
            f"{path.name}: {faults}.", "See etl/indicators/registry.py for what a file may say."
        ) from None
    if indicator.id != path.stem:
        raise NetralitasError(
            f"{path.name} declares the id {indicator.id!r}.", "The file is called after its indicator."
        )
    return indicator


def read_registry(folder: Path) -> Registry:
    """All indicators of a folder; see `read_indicator` for what is refused."""
    return Registry(tuple(read_indicator(path) for path in sorted(folder.glob("*.toml"))))


@cache
def packaged() -> Registry:
    """The indicators of this distribution."""
    return read_registry(FOLDER)
