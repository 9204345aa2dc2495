"""Dated events, and counts as supervisors publish them: cumulative, in three units, some of whole areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.simulate.nation import CITY_HALL, PEMILU, PILKADA, SUPERVISOR, Bools, Ints, citation, sending

COLUMNS = (
    *("event_id", "date", "date_precision", "region", "kemendagri_code", "province", "covers", "kind", "use"),
    *("metric", "number", "denominator", "unit", "evidence", "scope", "election", "reporting_institution"),
    *("source", "confidence", "note", "provenance"),
)

# How the reports of one election spread over its recap dates: they peak when candidates register and in the campaign.
REPORT_PROFILE: Mapping[str, Mapping[str, float]] = {
    PEMILU: {"2023-11-30": 0.3, "2023-12-31": 0.3, "2024-01-31": 0.4},
    PILKADA: {
        "2024-04-30": 0.03,
        "2024-05-31": 0.05,
        "2024-06-30": 0.06,
        "2024-07-31": 0.09,
        "2024-08-31": 0.19,
        "2024-09-30": 0.2,
        "2024-10-31": 0.2,
        "2024-11-25": 0.18,
    },
}
REPORTS_PER_GOVERNMENT = {PEMILU: 4.0, PILKADA: 9.0}
REPORT_REPORTING = {PEMILU: 0.6, PILKADA: 0.88}
CATEGORIES: Mapping[str, float] = {
    "kode_etik": 0.38,
    "netralitas": 0.42,
    "administrasi": 0.1,
    "pidana": 0.05,
    "hukum_lain": 0.05,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of dated event: how many a government has in an election, what it is called, which scopes it may have."""

    kind: str
    mean: float
    metrics: tuple[str, ...]
    scopes: tuple[str, ...] = ("",)
    unit: str = ""
    by: str = CITY_HALL


OCCASIONS = (
    Occasion(
        "declaration", 0.8, ("deklarasi netralitas ASN", "ikrar netralitas ASN"), ("leaders", "unknown", "symbolic")
    ),
    Occasion("circular_letter", 0.9, ("surat edaran netralitas ASN",), unit="surat"),
    Occasion("socialisation", 1.7, ("sosialisasi netralitas ASN", "pembekalan netralitas bagi pejabat pengawas")),
    Occasion("coordination_meeting", 1.1, ("rapat koordinasi pengawasan netralitas ASN",), unit="rapat", by=SUPERVISOR),
    Occasion(
        "pact_signing",
        1.3,
        ("pakta integritas netralitas ASN ditandatangani", "ikrar dan pakta integritas netralitas"),
        ("leaders", "symbolic", "one_unit", "unknown", "all"),
    ),
)
OCCASION_WINDOW = {PEMILU: ("2023-08-01", "2024-02-10"), PILKADA: ("2024-03-01", "2024-11-24")}
OCCASION_SHARE = {PEMILU: 0.35, PILKADA: 1.0}


def event(
    governments: pd.DataFrame, chosen: set[str], seed: int, occasion: Generator, count: Generator
) -> pd.DataFrame:
    """Rows of the source `event` about the chosen governments, and the totals of areas made of them."""
    events = _numbered(_dated(governments, occasion), _counted(governments, count), governments, seed)
    parts = events[events["region_code"].isin(chosen)]
    return pd.concat([parts, _area_totals(parts, governments, seed)], ignore_index=True)


def _dated(governments: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Events without a count: declarations, letters, meetings, ceremonies."""
    frames = [
        _occasions(governments, occasion, election, rng) for election in (PEMILU, PILKADA) for occasion in OCCASIONS
    ]
    return pd.concat(frames, ignore_index=True)


def _occasions(governments: pd.DataFrame, occasion: Occasion, election: str, rng: Generator) -> pd.DataFrame:
    row = np.repeat(
        np.arange(len(governments)), rng.poisson(occasion.mean * OCCASION_SHARE[election], len(governments))
    )
    first, last = (np.datetime64(day, "D") for day in OCCASION_WINDOW[election])
    days = int((last - first) / np.timedelta64(1, "D"))
    day = (first + (rng.beta(3.0, 1.8, len(row)) * days).astype("timedelta64[D]")).astype(str)
    monthly = rng.random(len(row)) < 0.05
    return pd.DataFrame(
        {
            "row": row,
            "date": np.where(monthly, day.astype("U7"), day),
            "date_precision": np.where(monthly, "month", "day"),
            "kind": occasion.kind,
            "use": "event",
            "metric": rng.choice(np.array(occasion.metrics), len(row)),
            "number": 1.0 if occasion.unit else np.nan,
            "unit": occasion.unit,
            "evidence": "",
            "scope": rng.choice(np.array(occasion.scopes), len(row)),
            "election": election,
            "reporting_institution": occasion.by,
        }
    )


def _counted(governments: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Published counts of both elections, cumulative by date: reports, and the violations that came of them."""
    reluctance = rng.random(len(governments))
    frames = []
    for election in (PEMILU, PILKADA):
        reports = _reports(governments, election, rng)
        sent = sending(reluctance < REPORT_REPORTING[election], reports.shape[1], rng)
        frames += [_report_rows(reports, sent, election, rng), _violation_rows(reports, sent, election, rng)]
    return pd.concat(frames, ignore_index=True)


def _reports(governments: pd.DataFrame, election: str, rng: Generator) -> Ints:
    """New reports by government and date (n, steps): Poisson with a rate that differs widely between governments."""
    size = (governments["population"] / governments["population"].median()).to_numpy() ** 0.4
    level = size * rng.gamma(0.8, 1 / 0.8, len(governments)) * REPORTS_PER_GOVERNMENT[election]
    return np.asarray(rng.poisson(level[:, None] * np.array(list(REPORT_PROFILE[election].values()))))


def _report_rows(reports: Ints, sent: Bools, election: str, rng: Generator) -> pd.DataFrame:
    """Reports as published: a total of reports; beside it some count cases, brought by the public and found apart."""
    alleged = np.full(reports.shape, "alleged")
    total = _Count("report_count", "laporan", election, alleged)
    cases = _Count("report_count", "kasus", election, alleged)
    counts_cases = sent & (rng.random((len(reports), 1)) < 0.3)
    brought = rng.binomial(reports, 0.7).cumsum(axis=1)  # several reports may concern one case
    found = rng.poisson(reports * 0.4).cumsum(axis=1)
    return pd.concat(
        [
            total.rows(reports.cumsum(axis=1), sent, "dugaan pelanggaran netralitas ASN"),
            cases.rows(brought, counts_cases, "laporan dugaan netralitas ASN"),
            cases.rows(found, counts_cases, "temuan dugaan netralitas ASN"),
        ],
        ignore_index=True,
    )


def _violation_rows(reports: Ints, sent: Bools, election: str, rng: Generator) -> pd.DataFrame:
    """Violations as published, persons by category; where there is none at all yet, one row that says zero."""
    n, steps = reports.shape
    persons = rng.poisson(np.hstack([np.zeros((n, 1)), reports[:, :-1]]) * rng.beta(2.0, 3.0, (n, 1)))
    by_category = rng.multinomial(persons, list(CATEGORIES.values())).cumsum(axis=1)
    publishes = sent & (rng.random((n, 1)) < 0.7)
    publishes[:, 0] = False
    proven = rng.uniform(0.5, 1.6, (n, 1)) < np.linspace(0.0, 1.0, steps)
    base = _Count("violation_count", "orang ASN", election, np.where(proven, "proven", "alleged"))
    none = by_category.sum(axis=2) == 0
    frames = [base.rows(np.zeros((n, steps)), publishes & none, "pelanggaran netralitas ASN")]
    for position, category in enumerate(CATEGORIES):
        counted = by_category[:, :, position]
        frames.append(base.rows(counted, publishes & (counted > 0), f"pelanggaran ASN: {category}"))
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True, slots=True)
class _Count:
    """What the rows of one published count have in common; `evidence` is (governments, dates)."""

    kind: str
    unit: str
    election: str
    evidence: NDArray[np.str_]

    def rows(self, number: NDArray[np.generic], sent: Bools, metric: str) -> pd.DataFrame:
        """A row wherever `sent` (governments, dates) holds."""
        row, step = np.nonzero(sent)
        return pd.DataFrame(
            {
                "row": row,
                "date": np.array(list(REPORT_PROFILE[self.election]))[step],
                "date_precision": "day",
                "kind": self.kind,
                "use": "value",
                "metric": metric,
                "number": number[row, step].astype("float64"),
                "unit": self.unit,
                "evidence": self.evidence[row, step],
                "scope": "",
                "election": self.election,
                "reporting_institution": SUPERVISOR,
            }
        )


def _numbered(dated: pd.DataFrame, counted: pd.DataFrame, governments: pd.DataFrame, seed: int) -> pd.DataFrame:
    """All rows of governments, complete, in the order of government and date; ids follow that order."""
    rows = pd.concat([dated, counted], ignore_index=True).sort_values(["row", "date"], kind="stable", ignore_index=True)
    about = governments.iloc[rows["row"]].reset_index(drop=True)
    return _completed(
        pd.concat([rows, about], axis=1), "government", [f"SIM-{seed}-{i:06d}" for i in range(len(rows))], seed
    )


def _completed(rows: pd.DataFrame, covers: str, ids: Sequence[str], seed: int) -> pd.DataFrame:
    return rows.assign(
        event_id=ids,
        kemendagri_code=rows["region_code"],
        covers=covers,
        denominator="",
        source=citation(seed),
        confidence="low",
        note="",
        provenance="simulated",
    )


def _area_totals(parts: pd.DataFrame, governments: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Totals that some provinces publish for their whole area: every other one is not the sum of its parts."""
    taken = dict.fromkeys(("kind", "use", "unit", "scope", "election"), "first") | {"number": "sum"}
    frames = []
    for unit, metric, day, every in (
        ("laporan", "dugaan pelanggaran netralitas ASN", "2024-09-30", 5),
        ("orang ASN", "pelanggaran netralitas ASN", "2024-11-25", 7),
    ):
        known = parts[(parts["unit"] == unit) & (parts["election"] == PILKADA) & (parts["date"] <= day)]
        latest = known[known["date"] == known.groupby("region_code")["date"].transform("max")]
        totals = latest.groupby("province_code", as_index=False).agg(taken).iloc[::every]
        differs = np.arange(len(totals)) % 2 * np.maximum(np.ceil(totals["number"] * 0.06), 1.0)
        frames.append(totals.assign(number=totals["number"] + differs, date=day, metric=metric))
    totals = pd.concat(frames, ignore_index=True)
    province = governments.groupby("province_code")["province"].first()
    totals = totals.assign(
        region_code=totals["province_code"],
        province=totals["province_code"].map(province),
        region="Provinsi " + totals["province_code"].map(province),
        date_precision="day",
        evidence="alleged",
        reporting_institution=SUPERVISOR,
    )
    return _completed(totals, "area", [f"SIM-{seed}-A{i:04d}" for i in range(len(totals))], seed)
