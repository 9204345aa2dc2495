"""Frames as the queries hand them over, small enough to read."""

from datetime import date
from typing import Any

import pandas as pd

SOURCE = "https://example.go.id/rekap"


def map_row(code: str, name: str, **fields: Any) -> dict[str, Any]:
    """One region of the map frame; missing unless told otherwise."""
    return {
        "region_code": code, "region_name": name, "value": None, "numerator": None, "denominator": None,
        "ci_low": None, "ci_high": None, "status": "missing", "as_of": None, "extent": "government",
        "origin": "published", "evidence": "", "coverage_n": None, "coverage_of": None, "provenance": "documented",
        "citation": "", "other_value": None, "other_as_of": None, "has_government": True, **fields,
    }  # fmt: skip


def map_frame(*rows: dict[str, Any]) -> pd.DataFrame:
    numbers = ["value", "numerator", "denominator", "coverage_n", "coverage_of", "other_value"]
    return pd.DataFrame(list(rows)).astype(dict.fromkeys(numbers, float))


def reported(value: float, **fields: Any) -> dict[str, Any]:
    return {
        "value": value, "numerator": value, "status": "reported", "as_of": pd.Timestamp(2024, 10, 14),
        "evidence": "unknown", "citation": SOURCE, **fields,
    }  # fmt: skip


def counts() -> pd.DataFrame:
    """Violations in five places: two numbers, a zero, a missing one, a suppressed one."""
    return map_frame(
        map_row("74.02", "Konawe", **reported(11)),
        map_row("74.05", "Konawe Selatan", **reported(5)),
        map_row("74.09", "Konawe Utara", **reported(0, status="zero", evidence="alleged")),
        map_row("74.72", "Kota Bau Bau"),
        map_row("74.10", "Buton Utara", status="suppressed", as_of=pd.Timestamp(2024, 10, 14)),
    )


def rates() -> pd.DataFrame:
    """Pact signing: a region without a government of its own, one rate of many, one of few."""
    return map_frame(
        map_row("31.71", "Kota Jakarta Pusat", has_government=False),
        map_row("74.02", "Konawe", **reported(1234 / 2310 * 100, numerator=1234, denominator=2310, evidence="")),
        map_row("74.05", "Konawe Selatan", **reported(50, numerator=12, denominator=24, evidence="")),
    )


def events(*kinds: str, day: date = date(2024, 9, 17)) -> pd.DataFrame:
    """Events of one day in Baubau."""
    return pd.DataFrame(
        [
            {
                "event_id": f"EV-{n}", "region_code": "74.72", "kind": kind, "title": "pakta_integritas",
                "number": None, "denominator": None, "unit": "", "evidence": "", "scope": "all",
                "election": "Pilkada 2024",
                "as_of": pd.Timestamp(day), "precision": "day", "institution": "Pemkot Baubau",
                "citation": "Datasultra.com 17 Sep 2024", "confidence": "high", "provenance": "documented",
            }
            for n, kind in enumerate(kinds)
        ]
    )  # fmt: skip


def no_events() -> pd.DataFrame:
    return events("pact_signing").iloc[:0]
