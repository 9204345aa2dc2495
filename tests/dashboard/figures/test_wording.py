"""How a figure is said, and why there is none: the same words in ranking, table, panel and legend."""

from typing import Any

import pytest

from dashboard.figures.choropleth import Ground, draw_map
from dashboard.figures.wording import coverage_words, evidence_words, figure_words, limits_words, status_of, titled
from dashboard.i18n import Language, text_for
from etl.indicators import reasons
from etl.indicators.registry import packaged
from tests.dashboard.figures.test_choropleth import AT, BOX
from tests.dashboard.frames import map_frame, map_row, rates, reported

MEDIAN = packaged()["median_days_to_sanction"]


def missing(reason: str, **other: Any) -> dict[str, Any]:
    return {"status": "missing", "value": None, "reason": reason, "has_government": True, **other}


@pytest.mark.parametrize(
    ("reason", "words", "why"),
    [
        (reasons.NOT_REACHED, "belum tercapai", "belum tercapai: kurang dari separuh"),
        (reasons.NO_DEADLINE, "tanpa tenggat", "tenggatnya tidak diketahui"),
        (reasons.NO_DENOMINATOR, "tanpa penyebut", "penyebutnya tidak diketahui"),
        (reasons.NO_HOLIDAYS, "tenggat tak terhitung", "tenggatnya dalam hari kerja"),
        ("", "tidak ada catatan", "tidak ada catatan"),
    ],
)
def test_who_has_no_figure_has_not_always_kept_silent(reason: str, words: str, why: str) -> None:
    row = missing(reason)
    assert figure_words(row, MEDIAN, "hari", text_for("id")) == words
    assert status_of(row, MEDIAN, text_for("id")).startswith(why)


def test_only_who_is_asked_to_report_can_keep_silent() -> None:
    row, text = missing(reasons.NOT_REPORTED, coverage_n=13, coverage_of=18), text_for("en")
    recap, cases = packaged()["pact_signing_rate"], packaged()["overdue_case_count"]
    assert figure_words(row, recap, "%", text) == "not reported"
    assert coverage_words(row, recap, text) == "13 of 18 governments reported"
    assert figure_words(row, cases, "kasus", text) == "no record"
    assert coverage_words(row, cases, text) == "records of 13 of 18 governments"


def test_an_area_that_employs_nobody_has_its_reason_too() -> None:
    row = missing(reasons.NO_DEADLINE, has_government=False)
    assert status_of(row, MEDIAN, text_for("en")).startswith("no deadline is known")
    assert status_of(missing("", has_government=False), MEDIAN, text_for("en")) == "not a government of its own"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(5.98, 6.12, "5,98 sampai 6,12"), (5.98, None, "dari 5,98"), (None, 6.12, "sampai 6,12"), (None, None, "")],
)
def test_limits(low: float | None, high: float | None, words: str) -> None:
    indicator = packaged()["reports_per_1000_asn"]
    assert limits_words({"ci_low": low, "ci_high": high}, indicator, text_for("id")) == words


@pytest.mark.parametrize(
    ("language", "why", "words"),
    [
        ("id", (reasons.NOT_REACHED, reasons.NOT_REACHED), "belum tercapai"),
        ("id", (reasons.NOT_REACHED, ""), "tanpa angka"),
        ("en", ("", ""), "no record"),
    ],
)
def test_the_legend_says_what_those_without_a_figure_have_in_common(
    language: Language, why: tuple[str, str], words: str
) -> None:
    frame = map_frame(map_row("74.02", "Konawe", reason=why[0]), map_row("74.05", "Konawe Selatan", reason=why[1]))
    drawing = draw_map(
        frame, MEDIAN, "hari", text=text_for(language), title="Median", at=AT, place="Sulawesi Tenggara",
        ground=Ground("/m.json", BOX), simulated=False, version=1,
    )  # fmt: skip
    assert [(entry.label, entry.count) for entry in drawing.legend if entry.kind == "missing"] == [(words, 2)]


@pytest.mark.parametrize("doubted", [0, 1])
def test_one_doubtful_figure_on_the_screen_makes_the_title_of_all_suspected(doubted: int) -> None:
    frames = [map_frame(map_row("74", "Sultra", **reported(3, evidence="proven"))) for _ in range(2)]
    overdue = packaged()["overdue_case_count"]
    assert "dugaan" not in titled(overdue, text_for("id"), *frames)
    frames[doubted]["evidence"] = "found"
    assert titled(overdue, text_for("id"), *frames) == "Perkara melewati batas waktu (dugaan)"
    frames[doubted]["status"] = "missing"
    assert "dugaan" not in titled(overdue, text_for("id"), *frames, rates())


def test_a_zero_that_a_log_gives_was_reported_by_nobody() -> None:
    zero = {"status": "zero", "value": 0.0}
    assert status_of(zero, packaged()["overdue_case_count"], text_for("en")) == "zero by the records"
    assert status_of(zero, packaged()["violation_count"], text_for("en")) == "reported zero"


def test_evidence_is_of_a_figure_alone() -> None:
    row = {"status": "missing", "evidence": "alleged"}
    assert evidence_words(row, text_for("en")) == ""
    assert evidence_words({**row, "status": "reported"}, text_for("en")) == "suspected"
