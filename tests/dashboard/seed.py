"""A small warehouse with rows of its own, for tests that want to know every number in it.

Version 1: a recap of Sulawesi Tenggara of 14 Oct 2024 in which Baubau is silent, and its stated total. Version 2:
Konawe's figure is corrected from 11 to 12.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, insert

from etl.warehouse.schema import (
    annotation,
    case_step,
    conflict,
    event,
    indicator_value,
    meta,
    metadata,
    observation,
    record,
    run,
    version,
)

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
        _cases(connection, provenance)
        _recaps(connection, provenance)
        _annotations(connection, provenance)
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


def _record(number: int, source: str, code: str, provenance: str) -> dict[str, Any]:
    return {
        "record_id": number, "source": source, "record_key": str(number), "region_code": code, "agency": "",
        "content_hash": "", "path": "", "sheet": "", "row": number, "slice_key": "", "run_id": "r1",
        "provenance": provenance, "as_of": RECAP, "version_from": 1,
    }  # fmt: skip


# Two cases that wait for the head of Konawe's government, one that has ended there, one of another election elsewhere.
STEPS = [
    ("K-1", "received", 10, "2024-08-01", "74.02"), ("K-1", "recommended", 90, "2024-09-05", "74.02"),
    ("K-1", "waiting_ppk", 100, "2024-09-10", "74.02"), ("K-2", "received", 10, "2024-09-01", "74.02"),
    ("K-2", "recommended", 90, "2024-10-30", "74.02"), ("K-3", "received", 10, "2024-09-02", "74.02"),
    ("K-3", "not_proven", 83, "2024-09-20", "74.02"), ("K-4", "received", 10, "2024-01-02", "73.71"),
]  # fmt: skip


def _cases(connection: Connection, provenance: str) -> None:
    for number, (case, state, order, day, code) in enumerate(STEPS, start=100):
        connection.execute(insert(record), [_record(number, "case_outcome", code, provenance)])
        told = {
            "record_id": number, "case_id": case, "state": state, "state_order": order,
            "as_of": dt.date.fromisoformat(day), "region_code": code, "agency": "", "category": "netralitas",
            "election": "Pemilu 2024" if case == "K-4" else "Pilkada 2024", "sanction_code": "", "sanction_level": "",
            "subjects": None, "citation": "", "provenance": provenance, "version_from": 1,
        }  # fmt: skip
        connection.execute(insert(case_step), [told])


# Signed of employed, by agency of Konawe; the second recap of Dinas A is the newer one.
AGENCIES = [("Dinas A", 10, 40, "2024-09-01"), ("Dinas A", 30, 40, "2024-10-01"), ("Dinas B", 25, 25, "2024-10-01")]


def _recaps(connection: Connection, provenance: str) -> None:
    for number, (agency, signed, employed, text) in enumerate(AGENCIES, start=200):
        day = dt.date.fromisoformat(text)
        connection.execute(insert(record), [_record(number, "pact_recap", "74.02", provenance)])
        told = {
            "record_id": number, "source": "pact_recap", "measure": "pact", "unit": "orang ASN", "category": "total",
            "election": "Pilkada 2024", "region_code": "74.02", "agency": agency, "covers": "government",
            "scope": "all", "evidence": "", "reporter": "74.02", "value": signed, "base": employed, "as_of": day,
            "period_start": day, "period_end": day, "citation": "", "provenance": provenance, "version_from": 1,
        }  # fmt: skip
        connection.execute(insert(observation), [told])


# Konawe: an acting head of government, then an elected one; a reply to its figure; an answered and an open question.
ANNOTATIONS = [
    ("office_term", "acting", "Penjabat Bupati", "2023-09-24", {"ends_on": "2024-10-20"}),
    ("office_term", "elected", "Bupati", "2024-10-20", {}),
    ("statement", "violation_count", "Dua dari dua belas masih diklarifikasi.", "2024-10-16",
     {"about_on": "2024-10-14"}),
    ("question", "", "Kapan rekap penandatanganan lengkap?", "2024-10-01",
     {"due_on": "2024-10-15", "institution": "Komisi I"}),
    ("question", "", "Berapa perkara menunggu?", "2024-10-01",
     {"ends_on": "2024-10-09", "reply": "Dua perkara.", "institution": "Komisi I"}),
]  # fmt: skip


def _annotations(connection: Connection, provenance: str) -> None:
    for number, (kind, subject, words, day, dates) in enumerate(ANNOTATIONS, start=300):
        connection.execute(insert(record), [_record(number, kind, "74.02", provenance)])
        days = {name: dt.date.fromisoformat(dates[name]) if name in dates else None
                for name in ("about_on", "due_on", "ends_on")}  # fmt: skip
        told = {
            "record_id": number, "annotation_id": str(number), "kind": kind, "subject": subject, "text": words,
            "reply": dates.get("reply", ""), "region_code": "74.02", "agency": "", "election": "",
            "as_of": dt.date.fromisoformat(day), "institution": dates.get("institution", ""), "citation": "surat",
            "provenance": provenance, "version_from": 1, **days,
        }  # fmt: skip
        connection.execute(insert(annotation), [told])


def _events(connection: Connection, provenance: str) -> None:
    kept = {"provenance": provenance, "as_of": RECAP, "version_from": 1}
    for number, (code, use, title) in enumerate(
        [("74.72", "event", "Pakta integritas"), ("74.72", "value", "rekap"), ("73.71", "event", "Deklarasi")], start=1
    ):
        connection.execute(insert(record), [_record(number, "event", code, provenance)])
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
