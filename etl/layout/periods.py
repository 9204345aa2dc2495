"""Days, weeks, months and quarters as titles, headers and names of sheets and files write them."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from etl.layout.citations import without_citations
from etl.parse.calendar_words import MONTH_NAMES, MONTHS
from etl.parse.dates import FIRST_YEAR, LAST_YEAR, Period, is_serial, parse_date

Precision = Literal["day", "week", "month", "quarter", "year"]


class Span(NamedTuple):
    """The days that a text states, both included."""

    start: date
    end: date
    precision: Precision

    @property
    def iso(self) -> str:
        """What a column of dates would hold: the year, the month, or the last day."""
        if self.precision == "year":
            return f"{self.end:%Y}"
        return f"{self.end:%Y-%m}" if self.precision == "month" else self.end.isoformat()

    def agrees(self, other: "Span") -> bool:
        """Whether two statements can both be true: the same last day, or one within a month or quarter of the other."""
        return self.end == other.end or self._holds(other) or other._holds(self)

    def _holds(self, other: "Span") -> bool:
        return self.precision in ("month", "quarter") and self.start <= other.end <= self.end


_ORDER: tuple[Precision, ...] = ("day", "week", "month", "quarter", "year")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5} | {str(number): number for number in range(1, 6)}
_NUMBER = r"(?P<n>[1-5]|i{1,3}|iv|v)\b"
_WEEK = re.compile(
    rf"(?P<before>.*?)[ ,/(-]*\b(?P<word>minggu|pekan|mgg|week|m)[ .-]*(?P<ke>ke[ .-]*)?{_NUMBER}[ ,/)-]*(?P<after>.*)"
)
_WEEK_ALONE = rf"(?:minggu|pekan|mgg|week|m)[ .-]*(?:ke[ .-]*)?{_NUMBER}"
_QUARTER = re.compile(
    rf"(?P<word>triwulan|trw|tw|kuartal|semester|smt)[ .-]*(?:ke[ .-]*)?{_NUMBER}[ ,/-]*(?P<year>[0-9]{{4}})?"
)
_SHORT_YEAR = re.compile(r"([a-z]+)[. ]+([0-9]{2})")
_LEAD = re.compile(r"(?:(?:bulan|bln|data|rekap|posisi|keadaan|kondisi|per|tanggal|tgl|cut[ -]?off)\b[ .:]*)+")
_YEAR_ALONE = re.compile(
    r"(?:bulan|bln)?[ (]*(?:(?:tahun|thn|ta|t\.a\.?)[ .:]*)?(?P<year>20[0-9]{2})\)?", re.IGNORECASE
)
_WITH_YEAR = re.compile(r"(?P<what>.*?[^\W\d_].*?)[ ,(]+(?:tahun|thn)[ .:]*(?P<year>20[0-9]{2})\)?", re.IGNORECASE)
_YEAR_WORD = re.compile(r"\b(?:tahun|thn|ta|t\.a\.?)[ .:]*(?=[0-9]{4})")


def most_precise(spans: list[Span]) -> Span:
    """Of statements that agree the one that says most."""
    return min(spans, key=lambda span: _ORDER.index(span.precision))


@lru_cache(maxsize=8192)
def span_of(text: str, year: int | None = None) -> Span | None:
    """The days that a text states which holds nothing else; `year` is that of a text which names none."""
    word = _YEAR_WORD.sub("", " ".join(text.casefold().split()).strip(" ()[]:;.,"))
    if not word or len(word) > 80 or is_serial(word):
        return None
    word = re.sub(r"(?<=[a-z])\.(?= ?[0-9]{4})", "", word)
    return _plain(word, year) or _week(word, year) or _quarter(word, year)


def is_part_of_days(text: str) -> bool:
    """Whether a text is a year, or a week without its month: days only with what stands above it."""
    return is_week(text) or bool(year_of(text))


def year_of(text: str) -> str:
    """The year that a header consists of: `2024`, `Tahun 2024`, `Bulan (Tahun 2024)`; empty if it is none."""
    found = _YEAR_ALONE.fullmatch(text)
    return found["year"] if found else ""


def with_year(text: str) -> tuple[str, str] | None:
    """What a header says beside a year: `Sudah TTD Tahun 2024` -> `Sudah TTD`, `2024`."""
    found = _WITH_YEAR.fullmatch(text)
    return (found["what"].strip(" ,("), found["year"]) if found else None


def year_span(text: str) -> Span | None:
    """The days of a year that a header consists of."""
    year = year_of(text)
    return Span(date(int(year), 1, 1), date(int(year), 12, 31), "year") if year else None


def is_week(text: str) -> bool:
    """Whether a text is a week without its month."""
    return re.fullmatch(_WEEK_ALONE, text.casefold().strip(" ()")) is not None


def span_within(text: str, year: int | None, month: Span | None) -> Span | None:
    """The days of a column: a week without its month is one of the month that the title states."""
    if is_week(text) and month and month.precision == "month" and month.start.month == month.end.month:
        return span_of(f"{text} {MONTH_NAMES[month.end.month - 1]} {month.end.year}")
    return year_span(text) or span_of(text, year)


def needs_year(text: str) -> bool:
    """Whether a text states days of a year that it does not name."""
    return span_of(text) is None and span_of(text, 2024) is not None


def _plain(word: str, year: int | None) -> Span | None:
    bare = _LEAD.sub("", word) if _LEAD.match(word) else word
    if (short := _SHORT_YEAR.fullmatch(bare)) and short[1] in MONTHS:
        bare = f"{short[1]} 20{short[2]}"
    texts = [bare] if year is None else [bare, f"{bare} {year}"]
    for text in texts:
        found = parse_date(text)
        if isinstance(found, Period) and found.precision != "year" and not found.weekday_differs:
            return Span(found.start, found.end, "month" if found.precision == "month" else "day")
    return None


def _week(word: str, year: int | None) -> Span | None:
    """The n-th week of a month: its days 7n-6 to 7n, the fifth to the month's end."""
    found = _WEEK.fullmatch(word)
    if not found:
        return None
    month = _plain(f"{found['before']} {found['after']}".strip(" ,/()-"), year)
    if month is None or month.precision != "month":
        return None
    first = 7 * _NUMBERS[found["n"]] - 6
    last = calendar.monthrange(month.end.year, month.end.month)[1]
    if first > last:
        return None
    return Span(month.start.replace(day=first), month.start.replace(day=min(first + 6, last)), "week")


def _quarter(word: str, year: int | None) -> Span | None:
    found = _QUARTER.fullmatch(word)
    if not found or not (stated := int(found["year"]) if found["year"] else year):
        return None
    months = 6 if found["word"] in ("semester", "smt") else 3
    last = months * _NUMBERS[found["n"]]
    if last > 12 or not FIRST_YEAR <= stated <= LAST_YEAR:
        return None
    end = date(stated, last, calendar.monthrange(stated, last)[1])
    return Span(date(stated, last - months + 1, 1), end, "quarter")


def months_of(spans: Mapping[str, Span]) -> dict[str, Span] | None:
    """Several headers that are all the first of a month are months: a spreadsheet keeps `Sep-24` as 2024-09-01."""
    days = [span.end for span in spans.values()]
    firsts = all(span.precision == "day" and span.start == span.end and span.end.day == 1 for span in spans.values())
    if len(set(days)) < 2 or not firsts:
        return None
    return {text: found for text, span in spans.items() if (found := span_of(f"{span.end:%Y-%m}"))}


_HALF_A_YEAR = 6


def runs_over(spans: Sequence[Span]) -> bool:
    """Whether days of one year, in the order in which they stand, run from its end on into its beginning.

    November, December, January do, and February, January, December; October before September does not, for that way is
    the shorter one.
    """
    steps = [pair for pair in pairwise(span.end.month for span in spans) if pair[0] != pair[1]]
    onward = any(later < earlier and (later - earlier) % 12 < _HALF_A_YEAR for earlier, later in steps)
    back = any(later > earlier and (earlier - later) % 12 < _HALF_A_YEAR for earlier, later in steps)
    return onward or (back and any(0 < earlier - later < _HALF_A_YEAR for earlier, later in steps))


# ------------------------------------------------------------------------------------------------------------- prose

_STATED = re.compile(
    r"\b(?:keadaan|kondisi|posisi|per|s\. ?d\b|sd|s/d|sampai|hingga|periode|bulan|bln|minggu|pekan|triwulan|trw|tw|"
    r"kuartal|semester|cut[ -]?off)\b"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_AT_END = re.compile(rf"(?P<before>.*?)[ ,(-]+(?P<month>(?:{_MONTH})\.? (?:tahun )?[0-9]{{4}})\)?")
# Before a month at the end of a title: it is then that of a vote, or part of a day.
_OF_SOMETHING_ELSE = re.compile(r"(?:[0-9]|pilkada|pemilu|pemilihan|serentak|tanggal|sejak|mulai|nomor)$")
_MOST_WORDS = 9


class Stated(NamedTuple):
    """A statement of days in a line. `sure` is False for a month that merely ends a title."""

    span: Span
    text: str
    sure: bool = True


def spans_in(line: str, year: int | None = None) -> Iterator[Stated]:
    """Where a line of prose says as of when it speaks; a date that stands there for another reason is left alone."""
    if whole := span_of(line, year):
        yield Stated(whole, line.strip())
        return
    folded = " ".join(line.casefold().split())
    end = 0
    for found in _STATED.finditer(folded):
        if found.start() < end:
            continue
        if stated := _after(folded[found.start() :], year):
            end = found.start() + len(stated.text)
            yield stated
    month = None if end else _MONTH_AT_END.fullmatch(folded)
    if month and not _OF_SOMETHING_ELSE.search(month["before"]) and (span := span_of(month["month"], year)):
        yield Stated(span, month["month"], sure=False)


def _after(text: str, year: int | None) -> Stated | None:
    """The longest beginning of a text that states days."""
    words = text.split()[:_MOST_WORDS]
    for count in range(len(words), 1, -1):
        said = " ".join(words[:count])
        if span := span_of(said, year):
            return Stated(span, said)
    return None


_YEAR_STATED = re.compile(
    r"\b(?:tahun|thn|ta|t\.a\.?|pilkada|pemilu|pemilihan|bulan [a-z]+)[ .:]*20[0-9]{2}\b"
    r"(?: ?(?:[/–-]|s\.? ?/?d\.?|sampai(?: dengan)?|dan|&|,) ?20[0-9]{2}\b|/[0-9]{2}\b)*"
)
_YEAR = re.compile(r"20[0-9]{2}|(?<=/)[0-9]{2}\b")


def years_in(line: str) -> set[int]:
    """The years that a title names, both of `2023/2024`; not those of rules that it cites (`Nomor 5 Tahun 2014`)."""
    folded = without_citations(line).strip()
    alone = re.fullmatch(r"\(?(20[0-9]{2})\)?", folded)
    stated = [alone[1]] if alone else [year for found in _YEAR_STATED.findall(folded) for year in _YEAR.findall(found)]
    return {2000 + int(year[-2:]) for year in stated}


# ------------------------------------------------------------------------------------------- names of sheets and files

_IN_NAME = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<y>20[0-9]{2})[ .-]?(?P<m>0[1-9]|1[0-2])[ .-]?(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|(?P<d2>[0-9]{1,2})[ .-](?P<m2>[0-9]{1,2})[ .-](?P<y2>20[0-9]{2}|[0-9]{2})(?![0-9])"
    r"|(?P<d3>0[1-9]|[12][0-9]|3[01])(?P<m3>0[1-9]|1[0-2])(?P<y3>20[0-9]{2})(?![0-9])"
    r"|(?P<y4>20[0-9]{2})-(?P<m4>0[1-9]|1[0-2])(?![0-9])"
    r")"
    rf"|\b(?:(?:(?P<d5>[0-9]{{1,2}})[ .-]?)?(?P<name>{_MONTH})[ .'-]{{0,2}}"
    r"(?P<y5>20[0-9]{2}|(?<=['-])[0-9]{2}(?![0-9]))?)(?![a-z0-9])"
)


def spans_in_name(name: str, year: int | None = None) -> Iterator[Stated]:
    """What the name of a sheet or a file says of days: `Sept 2024`, `rekap_2024-09-30`, `rekap 30092024`."""
    text = " ".join(re.sub(r"_+", " ", name.casefold()).split())
    if whole := span_of(text, year):
        yield Stated(whole, name)
        return
    for found in _IN_NAME.finditer(text):
        parts = {key.rstrip("0123456789"): value for key, value in found.groupdict().items() if value}
        month = parts.get("name", parts.get("m", ""))
        words = [parts.get("d", ""), month, parts.get("y", "")]
        sign = " " if "name" in parts else "-"
        if span := span_of(sign.join(word for word in (words if "d" in parts else words[1:]) if word), year):
            yield Stated(span, found[0])
            continue
        if "d" not in parts and "m" in parts and (span := span_of(f"{parts['y']}-{month}")):
            yield Stated(span, found[0])


def years_in_name(name: str) -> set[int]:
    """The years that stand in a name by themselves; not those of rules that it cites."""
    plain = without_citations(name.replace("_", " "))
    return {int(year) for year in re.findall(r"(?<![0-9])(20[0-9]{2})(?![0-9])", plain)}


def without_days(name: str) -> str:
    """A name without its days, so that `17.08` in it is not taken for a region's code."""
    return _IN_NAME.sub(" ", re.sub(r"_+", " ", name.casefold()))
