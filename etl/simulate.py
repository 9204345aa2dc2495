"""The simulated nation: files of the sources `pact_recap` and `event` about real governments, with invented facts.

Everything follows from the seed. The whole nation is drawn at once and then cut to the governments asked for, so that
what a government reports does not depend on how many others are asked for. Nothing is copied from a real recap, no
person appears, every institution is fictitious, and every row says `simulated`.

What it imitates: governments that never report or begin late, agencies without a number, a cumulative
count that is once restated downwards, true zeros, provinces whose published total differs from the sum of its parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import Generator, SeedSequence, default_rng
from numpy.typing import NDArray

from etl.errors import NetralitasError
from geo.regions import NATION, Level, RegionIndex

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ALL_REGIONS = 514
PILKADA, PEMILU = "Pilkada 2024", "Pemilu 2024"
SUPERVISOR = "Pengawas Simulasi"
CITY_HALL = "Pemerintah Simulasi"

# Share of the staff in each agency; the last column says whether a provincial government has it.
AGENCIES: tuple[tuple[str, float, bool], ...] = (
    ("Dinas Pendidikan", 0.44, True),
    ("Dinas Kesehatan", 0.16, True),
    ("Sekretariat Daerah", 0.07, True),
    ("Rumah Sakit Umum Daerah", 0.08, True),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", 0.05, True),
    ("Satuan Polisi Pamong Praja", 0.04, True),
    ("Badan Pengelola Keuangan dan Aset Daerah", 0.03, True),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", 0.02, True),
    ("Dinas Pertanian dan Ketahanan Pangan", 0.03, True),
    ("Kecamatan dan Kelurahan", 0.08, False),
)
MOST_AGENCIES = len(AGENCIES)

PACT_DATES: Mapping[str, tuple[str, ...]] = {
    PEMILU: ("2023-10-31", "2023-11-30", "2023-12-31", "2024-01-31"),
    PILKADA: (
        *("2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2024-08-31"),
        *("2024-09-15", "2024-09-30", "2024-10-15", "2024-10-31", "2024-11-15", "2024-11-25"),
    ),
}
PACT_REPORTING = {PEMILU: 0.55, PILKADA: 0.92}  # share of governments that ever send a recap

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

COLUMNS: Mapping[str, Sequence[str]] = {
    "pact_recap": (
        *("region_code", "government", "agency", "date", "employed", "signed", "scope", "source", "provenance"),
    ),
    "event": (
        *("event_id", "date", "date_precision", "region", "kemendagri_code", "province", "covers", "kind", "use"),
        *("metric", "number", "denominator", "unit", "evidence", "scope", "election", "reporting_institution"),
        *("source", "confidence", "note", "provenance"),
    ),
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


def simulate(out: Path, *, regions: int = ALL_REGIONS, seed: int = 1) -> list[Path]:
    """Write the simulated nation as `out/pact_recap/NN.csv` and `out/event/NN.csv`, one file a province and source.

    Args:
        out: folder of the files; made if absent.
        regions: how many governments, drawn by the seed; 514 or more means all 546.
        seed: the same seed gives the same bytes.
    Returns:
        the files written, in the order of source and province.
    Raises:
        NetralitasError: fewer than one region, a negative seed, or a folder that holds other files of this kind.
    """
    if regions < 1 or seed < 0:
        raise NetralitasError(
            "A simulation needs at least one region and a seed from 0.", "Try --regions 514 --seed 1."
        )
    governments = _governments(RegionIndex.packaged())
    pact, occasion, count, order = (default_rng(each) for each in SeedSequence(seed).spawn(4))
    chosen = _chosen(governments, regions, order)
    recap = _pact_recap(governments, seed, pact)
    recap = recap[recap["region_code"].isin(chosen)]
    events = _numbered(_dated(governments, occasion), _counted(governments, count), governments, seed)
    parts = events[events["region_code"].isin(chosen)]
    events = pd.concat([parts, _area_totals(parts, governments, seed)], ignore_index=True)
    return _write(out, {"pact_recap": recap, "event": events})


def _governments(index: RegionIndex) -> pd.DataFrame:
    """All governments by code: region_code, region, province_code, province, is_province, staff size before chance."""
    rows = []
    for code in index.governments(NATION):
        region = index[code]
        province = index[index.province_of(code) or code]
        is_province = region.level == Level.province
        name = f"Provinsi {region.name}" if is_province else region.name
        rows.append((code, name, province.code, province.name, is_province, region.population_2024))
    frame = pd.DataFrame(
        rows, columns=["region_code", "region", "province_code", "province", "is_province", "population"]
    ).sort_values("region_code", ignore_index=True)
    typical = frame.groupby("is_province")["population"].transform("median")
    return frame.assign(population=frame["population"].astype("float64").fillna(typical))


def _chosen(governments: pd.DataFrame, regions: int, rng: Generator) -> set[str]:
    """Codes of the first so many governments in an order that only the seed decides."""
    shuffled = governments["region_code"].to_numpy()[rng.permutation(len(governments))]
    return set(shuffled if regions >= ALL_REGIONS else shuffled[:regions])


def _citation(seed: int) -> str:
    return f"Simulasi Netralitas (seed {seed})"


# ------------------------------------------------------------------------------------------------------------- pacts


def _pact_recap(governments: pd.DataFrame, seed: int, rng: Generator) -> pd.DataFrame:
    """Recap rows of both elections: one for an agency and date, or for a whole government that lists no agencies."""
    agencies = _agencies(governments, rng)
    reluctance = rng.random(len(governments))  # one for both elections: who keeps silent does so again
    recaps = [
        _recap(agencies, governments, election, reluctance < PACT_REPORTING[election], rng)
        for election in (PEMILU, PILKADA)
    ]
    rows = pd.concat(recaps, ignore_index=True).merge(governments, on="region_code")
    return rows.assign(government=rows["region"], source=_citation(seed), provenance="simulated")


def _agencies(governments: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Who employs how many: government (row of `governments`), agency (empty: the whole), employed."""
    n = len(governments)
    is_province = governments["is_province"].to_numpy()
    scale = np.where(is_province, 9_500.0, 6_300.0) * (governments["population"].to_numpy() / 500_000) ** 0.5
    staff = scale * rng.lognormal(0.0, 0.22, n) * np.where(is_province, 0.75, 1.0)
    shares = np.array([share for _, share, _ in AGENCIES])
    has = np.ones((n, MOST_AGENCIES), dtype=bool)
    has[is_province] = [provincial for *_, provincial in AGENCIES]
    has[:, 3:] &= rng.random((n, MOST_AGENCIES - 3)) > 0.06
    parts = shares * rng.gamma(25.0, 1 / 25.0, (n, MOST_AGENCIES)) * has
    employed = np.ceil(staff[:, None] * parts / parts.sum(axis=1, keepdims=True))
    whole = rng.random(n) < 0.08
    row, column = np.nonzero(has & ~whole[:, None])
    names = np.array([name for name, *_ in AGENCIES])
    listed = pd.DataFrame({"row": row, "agency": names[column], "employed": employed[row, column]})
    summed = pd.DataFrame({"row": np.flatnonzero(whole), "agency": "", "employed": employed[whole].sum(axis=1)})
    return pd.concat([listed, summed], ignore_index=True).sort_values("row", kind="stable", ignore_index=True)


def _recap(
    agencies: pd.DataFrame, governments: pd.DataFrame, election: str, reports: Bools, rng: Generator
) -> pd.DataFrame:
    """One election's rows: region_code, agency, date, employed, signed (NaN: not stated), scope."""
    dates = PACT_DATES[election]
    n, steps = len(governments), len(dates)
    row = agencies["row"].to_numpy()
    sent = _sending(reports, steps, rng)[row]
    rate = _signing(n, row, steps, rng)
    employed = np.broadcast_to(agencies["employed"].to_numpy()[:, None], rate.shape)
    signed = np.where(rate > 0.985, employed, np.floor(employed * rate))
    unstated = rng.random(rate.shape) < 0.012
    at, step = np.nonzero(sent)
    return pd.DataFrame(
        {
            "region_code": governments["region_code"].to_numpy()[row[at]],
            "agency": agencies["agency"].to_numpy()[at],
            "date": np.array(dates)[step],
            "employed": employed[at, step],
            "signed": np.where(unstated, np.nan, signed)[at, step],
            "scope": np.where(unstated, "unknown", "all")[at, step],
        }
    )


def _sending(ever: Bools, steps: int, rng: Generator) -> Bools:
    """Which government sends which recap (n, steps): some never, some begin late, a few stop, all forget at times."""
    n = len(ever)
    step = np.arange(steps)
    begins = np.minimum(rng.geometric(0.5, n) - 1, steps - 1)
    ends = np.where(rng.random(n) < 0.06, rng.integers(steps // 2, steps, n), steps)
    running = (step >= begins[:, None]) & (step < ends[:, None]) & ever[:, None]
    return np.asarray(running & (rng.random((n, steps)) > 0.05))


def _signing(n: int, row: NDArray[np.int64], steps: int, rng: Generator) -> Floats:
    """Share of an agency that has signed by each date (agencies, steps): logistic, and once in a while restated."""
    middle = rng.normal(0.5, 0.18, n)[row] + rng.normal(0.0, 0.06, len(row))
    pace = rng.uniform(5.0, 14.0, n)[row]
    ceiling = np.minimum(rng.beta(9.0, 1.1, n)[row] + rng.normal(0.02, 0.03, len(row)), 1.0)
    time = np.linspace(0.0, 1.0, steps)
    rate = ceiling[:, None] / (1.0 + np.exp(-pace[:, None] * (time - middle[:, None])))
    restated = (rng.random((len(row), 1)) < 0.01) & (time > 0.7)
    return np.clip(np.where(restated, rate * 0.94, rate), 0.0, 1.0)


# ------------------------------------------------------------------------------------------------------------ events


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
        sent = _sending(reluctance < REPORT_REPORTING[election], reports.shape[1], rng)
        frames += [_report_rows(reports, sent, election, rng), _violation_rows(reports, sent, election, rng)]
    return pd.concat(frames, ignore_index=True)


def _reports(governments: pd.DataFrame, election: str, rng: Generator) -> NDArray[np.int64]:
    """New reports by government and date (n, steps): Poisson with a rate that differs widely between governments."""
    size = (governments["population"] / governments["population"].median()).to_numpy() ** 0.4
    level = size * rng.gamma(0.8, 1 / 0.8, len(governments)) * REPORTS_PER_GOVERNMENT[election]
    return np.asarray(rng.poisson(level[:, None] * np.array(list(REPORT_PROFILE[election].values()))))


def _report_rows(reports: NDArray[np.int64], sent: Bools, election: str, rng: Generator) -> pd.DataFrame:
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


def _violation_rows(reports: NDArray[np.int64], sent: Bools, election: str, rng: Generator) -> pd.DataFrame:
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
        source=_citation(seed),
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


# ------------------------------------------------------------------------------------------------------------- files


def _write(out: Path, frames: Mapping[str, pd.DataFrame]) -> list[Path]:
    """One file a source and province. A file of an earlier simulation that this one would not write is refused."""
    texts = {
        out / source / f"{province}.csv": _csv(rows, COLUMNS[source])
        for source, frame in frames.items()
        for province, rows in frame.groupby("province_code")
    }
    stale = sorted(path for source in frames for path in (out / source).glob("*.csv") if path not in texts)
    if stale:
        raise NetralitasError(f"{stale[0]} is not of this simulation.", "Give an empty folder with --out.")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return list(texts)


def _csv(rows: pd.DataFrame, columns: Sequence[str]) -> str:
    counts = {name: rows[name].astype("Int64") for name in ("employed", "signed", "number") if name in columns}
    return str(rows.assign(**counts).to_csv(columns=list(columns), index=False, lineterminator="\n"))
