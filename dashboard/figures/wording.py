"""How one figure of one region is said: shared by hover texts, ranking, table and side panel, so that they agree."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.i18n import Text
from etl.indicators import reasons
from etl.indicators.registry import Indicator

MOST_NAMED = 12
NO_GOVERNMENT = "no_government"
DOUBTFUL = ("alleged", "found", "unknown")


def as_date(value: Any) -> date | None:
    """A day from what frames hold: Timestamp, datetime, date, ISO text; None for none."""
    if value is None or value is pd.NaT or value != value or value == "":
        return None
    if isinstance(value, date) and not hasattr(value, "hour"):
        return value
    return pd.Timestamp(value).date()


def as_number(value: Any) -> float | None:
    """A finite number, or None."""
    if value is None or value is pd.NA:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts by column."""
    names, columns = [str(name) for name in frame], [frame[name].tolist() for name in frame]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def shown_status(row: Mapping[str, Any]) -> str:
    """The row's status; `no_government` for an area that employs nobody itself and of which nothing is known."""
    if row["status"] == "missing" and not bool(row.get("has_government", True)):
        return NO_GOVERNMENT
    return str(row["status"])


def value_words(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    """`11`, `55,9`, or in a few words why there is none: `tidak melapor`, `belum tercapai`."""
    status = shown_status(row)
    value = as_number(row["value"])
    if status in ("reported", "zero") and value is not None:
        return text.number(value, indicator.decimals)
    reason = row.get("reason")
    return text(_IN_SHORT[str(reason)]) if reason in _IN_SHORT else status_words(status, indicator, text)


# Those who have no figure have not all kept silent.
_IN_SHORT = {
    reasons.NOT_REACHED: "short-not-reached",
    reasons.NOT_STATED: "short-not-stated",
    reasons.NO_DEADLINE: "short-no-deadline",
    reasons.NO_HOLIDAYS: "short-deadline-unreckoned",
    reasons.HOLIDAYS_END: "short-deadline-unreckoned",
    reasons.NO_DENOMINATOR: "short-no-denominator",
    reasons.DENOMINATOR_TOO_FAR: "short-no-denominator",
    reasons.DENOMINATOR_ZERO: "short-no-denominator",
    reasons.OUTSIDE_RANGE: "short-outside-range",
}


def status_of(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    """The status of a figure in words, with the reason where there is none."""
    reason = row.get("reason")
    if row["status"] == "missing" and reason in _IN_SHORT:
        return text(f"reason-{str(reason).replace('_', '-')}")
    return status_words(shown_status(row), indicator, text)


def limits_words(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    """`5,98 sampai 6,12` of a figure with limits; `dari 87` where there is no upper one; empty without any."""
    limits = {"low": as_number(row.get("ci_low")), "high": as_number(row.get("ci_high"))}
    told = {name: text.number(limit, indicator.decimals) for name, limit in limits.items() if limit is not None}
    if not told:
        return ""
    return text("limits-both" if len(told) == 2 else f"limits-{next(iter(told))}", **told)


_OF_A_LOG = {"missing": "status-no-record", "reported": "status-record", "zero": "status-record-zero"}


def status_words(status: str, indicator: Indicator, text: Text) -> str:
    """`tidak melapor`; of a log that nobody is asked to report to, `tidak ada catatan`."""
    if status == NO_GOVERNMENT:
        return text("status-no-government")
    if indicator.is_of_a_log and status in _OF_A_LOG:
        return text(_OF_A_LOG[status])
    return text.status(status)


def figure_words(row: Mapping[str, Any], indicator: Indicator, unit: str, text: Text) -> str:
    """`11 orang ASN`, `55,9%`, or the status in words."""
    words = value_words(row, indicator, text)
    return with_unit(words, unit, text) if shown_status(row) in ("reported", "zero") else words


def with_unit(number: str, unit: str, text: Text) -> str:
    """`11 orang ASN`; a percent sign stands at the number."""
    if unit == "%":
        return f"{number}%"
    one = f"unit-one-{unit.casefold().replace(' ', '-')}"
    return f"{number} {text(one) if number == '1' and text.has(one) else text.unit(unit)}"


def parts_words(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    """`1.204 dari 2.310` of a rate, `2.607 dari 5.297 perkara sudah sampai` of a median; empty for a count."""
    numerator, denominator = as_number(row.get("numerator")), as_number(row.get("denominator"))
    if numerator is None or denominator is None:
        return ""
    message = "n-of-m-cases" if indicator.is_median else "n-of-m"
    return text(message, n=text.number(numerator), m=text.number(denominator))


def coverage_words(row: Mapping[str, Any], indicator: Indicator, text: Text) -> str:
    """`14 dari 18 pemerintah melapor`; empty where a figure has no coverage."""
    reported, governments = as_number(row.get("coverage_n")), as_number(row.get("coverage_of"))
    if reported is None or governments is None:
        return ""
    return coverage_of(reported, governments, indicator, text)


def coverage_of(reported: float, governments: float, indicator: Indicator, text: Text) -> str:
    """`14 dari 18 pemerintah melapor`; nobody reports to a log, it has records of some."""
    message = "coverage-recorded" if indicator.is_of_a_log else "coverage-governments"
    return text(message, n=text.number(reported), m=text.number(governments))


def evidence_words(row: Mapping[str, Any], text: Text) -> str:
    """The level of evidence in words; empty for a figure that has none, and where there is no figure."""
    evidence = row.get("evidence") if row.get("status") != "missing" else None
    return text.evidence(evidence) if isinstance(evidence, str) else ""


def other_words(row: Mapping[str, Any], indicator: Indicator, unit: str, text: Text) -> str:
    """The second figure of an area that has one: stated beside computed. Empty where there is none."""
    value, day = as_number(row.get("other_value")), as_date(row.get("other_as_of"))
    if value is None or day is None:
        return ""
    number = with_unit(text.number(value, indicator.decimals), unit, text)
    message = "other-computed" if row.get("origin") == "published" else "other-published"
    return text(message, figure=number, date=text.short_date(day))


def hover_lines(row: Mapping[str, Any], indicator: Indicator, unit: str, text: Text) -> list[str]:
    """What the pointer shows of a region: name, figure, its own date, evidence, coverage, the second figure."""
    day = as_date(row.get("as_of"))
    has_value = shown_status(row) in ("reported", "zero")
    lines = [f"<b>{escape(str(row['region_name']))}</b>", figure_words(row, indicator, unit, text)]
    if has_value:
        small, limits = is_faint(row, indicator), limits_words(row, indicator, text)
        lines += [
            parts_words(row, indicator, text),
            f"{text('fact-limits')}: {limits}" if limits else "",
            text("as-of", date=text.date(day)) if day else "",
            evidence_words(row, text),
            coverage_words(row, indicator, text),
            other_words(row, indicator, unit, text),
            text("small-denominator", n=SMALL) if small else "",
        ]
    return [lines[0], *[escape(line) for line in lines[1:] if line]]


SMALL = 30
"""Below this many, one person more or less moves a rate by more than three points: drawn at half strength."""


def is_faint(row: Mapping[str, Any], indicator: Indicator) -> bool:
    """Whether the rate stands on so few that it is drawn pale. Governments counted are few by nature and are not."""
    denominator = as_number(row.get("denominator"))
    return indicator.is_rate and not indicator.counts_governments and denominator is not None and denominator < SMALL


def escape(words: str) -> str:
    """Names come from files: nothing of them may become a tag in plotly's texts."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def titled(indicator: Indicator, text: Text, *frames: pd.DataFrame) -> str:
    """The indicator's title; numbers that are not all proven are called suspected, unless it says so already.

    Args:
        frames: all figures that stand under it (columns `status` and `evidence`): one title for the whole screen.
    """
    title = indicator.title[text.language]
    suspected = text("word-suspected")
    if any(_is_doubtful(frame) for frame in frames) and suspected.casefold() not in title.casefold():
        return f"{title} ({suspected})"
    return title


def _is_doubtful(frame: pd.DataFrame) -> bool:
    return bool(frame.loc[frame["status"].isin(["reported", "zero"]), "evidence"].isin(DOUBTFUL).any())


def some_of(names: Sequence[str], text: Text, most: int = MOST_NAMED) -> str:
    """`Konawe, Muna dan 3 daerah lain`; a single one more takes no more room than to count it."""
    rest = len(names) - most
    return text("and-others", name=", ".join(names[:most]), n=rest) if rest > 1 else ", ".join(names)
