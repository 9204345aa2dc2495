"""A small warehouse with rows of its own, for tests that want to know every number in it.

Version 1: a recap of Sulawesi Tenggara of 14 Oct 2024 in which Baubau is silent, and its stated total. Version 2:
Konawe's figure is corrected from 11 to 12.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, insert

from etl.warehouse.schema import conflict, event, indicator_value, meta, metadata, record, run, version

RECAP, LATER = dt.date(2024, 10, 14), dt.date(2024, 11, 6)
SERIES = {"indicator": "violation_count", "unit": "orang ASN", "election": "Pilkada 2024"}
MOMENT = dt.datetime(2024, 11, 6, tzinfo=dt.UTC)


def seeded(folder: Path, *, nature: str = "real", name: str = "terdokumentasi") -> str:
    """Make the warehouse as a file `<name>.sqlite` of the folder; its URL."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / name}.sqlite"
    fill(create_engine(url), nature)
    return url


def fill(engine: Engine, nature: str = "real") -> None:
    """The tables and rows of the small warehouse."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(meta), [{"key": "nature", "value": nature}])
        for number in (1, 2):
            _version(connection, number)
        provenance = "simulated" if nature == "simulated" else "documented"
        rows = [{**row, "provenance": provenance} for row in _figures()]
        connection.execute(insert(indicator_value), rows)
        _events(connection, provenance)
    engine.dispose()


def _version(connection: Connection, number: int) -> None:
    moments = {"started_at": MOMENT, "finished_at": MOMENT}
    connection.execute(insert(run), [{"run_id": f"r{number}", "version": number, **moments}])
    connection.execute(insert(version), [{"version": number, "run_id": f"r{number}", "published_at": MOMENT}])


def figure(code: str, value: float | None, **changes: Any) -> dict[str, Any]:
    """A row of `indicator_value`: a government's published count at the recap's date."""
    level = "national" if code == "00" else "province" if len(code) == 2 else "regency"
    status = "missing" if value is None else "zero" if value == 0 else "reported"
    row: dict[str, Any] = dict.fromkeys(("denominator", "ci_low", "ci_high", "coverage_n", "coverage_of", "version_to"))
    row |= {
        **SERIES, "region_code": code, "level": level, "extent": "government", "origin": "published",
        "category": "total", "period_start": RECAP, "period_end": RECAP, "as_of": RECAP, "numerator": value,
        "value": value, "status": status, "evidence": "unknown", "citation": "https://example.org/recap",
        "version_from": 1,
    }  # fmt: skip
    return row | changes


def _figures() -> list[dict[str, Any]]:
    area = {"extent": "area", "origin": "computed"}
    late = {"as_of": LATER, "period_start": LATER, "period_end": LATER}
    return [
        figure("74.02", 11, version_to=2),
        figure("74.02", 12, version_from=2),
        figure("74.02", 6, category="kode_etik"),
        figure("74.02", 5, category="administrasi"),
        figure("74.05", 5),
        figure("74.05", 7, **late),
        figure("74.71", 0),
        figure("74.72", None),
        figure("74", 3),
        figure("74", 40, **area, coverage_n=14, coverage_of=18),
        figure("74", 41, **area | {"origin": "published"}),
        figure("73.71", 2.5, citation="=cmd()"),
        figure("73", 2, **area, coverage_n=1, coverage_of=25),
        figure("00", 42, **area, coverage_n=15, coverage_of=546),
    ]


def _events(connection: Connection, provenance: str) -> None:
    kept = {"provenance": provenance, "as_of": RECAP, "version_from": 1}
    for number, (code, use, title) in enumerate(
        [("74.72", "event", "Pakta integritas"), ("74.72", "value", "rekap"), ("73.71", "event", "Deklarasi")], start=1
    ):
        stored = {
            "record_id": number, "source": "event", "record_key": str(number), "region_code": code, "agency": "",
            "content_hash": "", "path": "", "sheet": "", "row": number, "slice_key": "", "run_id": "r1", **kept,
        }  # fmt: skip
        connection.execute(insert(record), [stored])
        told = {
            "record_id": number, "event_id": f"EV-{number}", "kind": "pact_signing", "use": use, "title": title,
            "number": None, "denominator": None, "unit": "", "evidence": "", "scope": "all", "covers": "government",
            "region_code": code, "election": "Pilkada 2024", "period_start": RECAP, "period_end": RECAP,
            "precision": "day", "institution": "", "citation": "Datasultra.com 17 Sep 2024", "confidence": "high",
            **kept,
        }  # fmt: skip
        connection.execute(insert(event), [told])
    found = {
        "kind": "parts_differ", "measure": "violation_count", "unit": "orang ASN", "category": "total",
        "election": "Pilkada 2024", "region_code": "74", "as_of": RECAP, "stated": "41", "found": "40",
        "detail": {"listed": 14, "governments": 18}, "version_from": 1,
    }  # fmt: skip
    headcount = {
        "kind": "kinds_differ", "measure": "employment", "unit": "orang ASN", "category": "total", "election": "",
        "region_code": "74.71", "as_of": RECAP, "stated": "900", "found": "890", "detail": {}, "version_from": 1,
    }  # fmt: skip
    connection.execute(insert(conflict), [found, headcount])
