"""Recaps of the pact: how many of a government's agencies have signed, date after date, in two elections."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.simulate.nation import PEMILU, PILKADA, Bools, Floats, Ints, citation, sending

COLUMNS = ("region_code", "government", "agency", "date", "employed", "signed", "scope", "source", "provenance")

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


def pact_recap(governments: pd.DataFrame, seed: int, rng: Generator) -> pd.DataFrame:
    """Recap rows of both elections: one for an agency and date, or for a whole government that lists no agencies."""
    agencies = _agencies(governments, rng)
    reluctance = rng.random(len(governments))  # one for both elections: who keeps silent does so again
    recaps = [
        _recap(agencies, governments, election, reluctance < PACT_REPORTING[election], rng)
        for election in (PEMILU, PILKADA)
    ]
    rows = pd.concat(recaps, ignore_index=True).merge(governments, on="region_code")
    return rows.assign(government=rows["region"], source=citation(seed), provenance="simulated")


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
    sent = sending(reports, steps, rng)[row]
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


def _signing(n: int, row: Ints, steps: int, rng: Generator) -> Floats:
    """Share of an agency that has signed by each date (agencies, steps): logistic, and once in a while restated."""
    middle = rng.normal(0.5, 0.18, n)[row] + rng.normal(0.0, 0.06, len(row))
    pace = rng.uniform(5.0, 14.0, n)[row]
    ceiling = np.minimum(rng.beta(9.0, 1.1, n)[row] + rng.normal(0.02, 0.03, len(row)), 1.0)
    time = np.linspace(0.0, 1.0, steps)
    rate = ceiling[:, None] / (1.0 + np.exp(-pace[:, None] * (time - middle[:, None])))
    restated = (rng.random((len(row), 1)) < 0.01) & (time > 0.7)
    return np.clip(np.where(restated, rate * 0.94, rate), 0.0, 1.0)
