"""Who employs how many: 40 agencies in each government, PNS and PPPK. The register and the headcount rest on it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.simulate.nation import Ints

ROWS = 4_700_000
# Of the rows of a register, those that list again who is already listed: signed twice, in another agency, in another
# government, typed again. The last are mistyped where a register is asked for with its faults.
TWICE, MOVED, TRANSFERRED, RETYPED = 0.003, 0.003, 0.002, 0.001
PPPK_SHARE = 0.23

# Share of the staff; what remains is divided among the districts.
OFFICES: tuple[tuple[str, float], ...] = (
    ("Dinas Pendidikan dan Kebudayaan", 0.34),
    ("Dinas Kesehatan", 0.13),
    ("Rumah Sakit Umum Daerah", 0.07),
    ("Sekretariat Daerah", 0.035),
    ("Sekretariat DPRD", 0.01),
    ("Inspektorat", 0.009),
    ("Badan Perencanaan Pembangunan Daerah", 0.009),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", 0.011),
    ("Badan Pengelola Keuangan dan Aset Daerah", 0.014),
    ("Badan Pendapatan Daerah", 0.012),
    ("Badan Penanggulangan Bencana Daerah", 0.011),
    ("Badan Kesatuan Bangsa dan Politik", 0.007),
    ("Badan Riset dan Inovasi Daerah", 0.006),
    ("Satuan Polisi Pamong Praja", 0.025),
    ("Dinas Pemadam Kebakaran dan Penyelamatan", 0.018),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", 0.025),
    ("Dinas Perumahan dan Kawasan Permukiman", 0.012),
    ("Dinas Perhubungan", 0.018),
    ("Dinas Sosial", 0.01),
    ("Dinas Tenaga Kerja dan Transmigrasi", 0.009),
    ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", 0.008),
    ("Dinas Pengendalian Penduduk dan Keluarga Berencana", 0.012),
    ("Dinas Pemberdayaan Masyarakat dan Desa", 0.009),
    ("Dinas Kependudukan dan Pencatatan Sipil", 0.011),
    ("Dinas Lingkungan Hidup", 0.018),
    ("Dinas Komunikasi dan Informatika", 0.01),
    ("Dinas Koperasi dan Usaha Kecil Menengah", 0.009),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", 0.008),
    ("Dinas Kepemudaan dan Olahraga", 0.007),
    ("Dinas Pariwisata", 0.008),
    ("Dinas Perpustakaan dan Kearsipan", 0.009),
    ("Dinas Pertanian", 0.022),
    ("Dinas Ketahanan Pangan", 0.007),
    ("Dinas Perikanan", 0.009),
    ("Dinas Perdagangan", 0.011),
    ("Dinas Perindustrian", 0.007),
)
DISTRICTS = tuple(f"Kecamatan Simulasi {number}" for number in ("Satu", "Dua", "Tiga", "Empat"))
AGENCIES = (*(name for name, _ in OFFICES), *DISTRICTS)


@dataclass(frozen=True, slots=True)
class Again:
    """How many rows of each government list somebody again (governments,)."""

    twice: Ints
    moved: Ints
    transferred: Ints
    retyped: Ints


@dataclass(frozen=True)
class Staffing:
    """Staff by government and agency (governments, AGENCIES); `again` tells the further rows of a register."""

    pns: Ints
    pppk: Ints
    again: Again

    @cached_property
    def employed(self) -> Ints:
        """Persons by government and agency."""
        return np.asarray(self.pns + self.pppk)

    @cached_property
    def first_pns(self) -> Ints:
        """How many PNS of the nation come before those of each agency."""
        return _before(self.pns)

    @cached_property
    def first_pppk(self) -> Ints:
        """How many PPPK of the nation come before those of each agency."""
        return _before(self.pppk)


def _before(counts: Ints) -> Ints:
    return np.asarray(counts.cumsum().reshape(counts.shape) - counts)


def staffing(governments: pd.DataFrame, rng: Generator, *, rows: int = ROWS) -> Staffing:
    """Staff of all governments, such that a register of them has exactly so many rows."""
    n = len(governments)
    size = (governments["population"].to_numpy() / 500_000) ** 0.5 * rng.lognormal(0.0, 0.22, n)
    size *= np.where(governments["is_province"], 1.15, 1.0)
    lines = apportioned(rows, size)
    again = Again(*(apportioned(round(rows * share), size) for share in (TWICE, MOVED, TRANSFERRED, RETYPED)))
    persons = lines - again.twice - again.moved - again.transferred - again.retyped
    known = np.array([share for _, share in OFFICES])
    districts = np.full(len(DISTRICTS), (1.0 - known.sum()) / len(DISTRICTS))
    weights = np.concatenate([known, districts]) * rng.gamma(25.0, 1 / 25.0, (n, len(AGENCIES)))
    employed = np.array([apportioned(int(total), each) for total, each in zip(persons, weights, strict=True)])
    pppk = rng.binomial(employed, np.clip(rng.normal(PPPK_SHARE, 0.05, (n, 1)), 0.08, 0.4))
    return Staffing(employed - pppk, pppk, again)


def apportioned(total: int, weights: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Ints:
    """A whole number divided by weights, the largest remainders rounded up, so that the parts sum to it."""
    exact = total * weights / weights.sum()
    parts = np.floor(exact).astype(np.int64)
    upward = np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]
    parts[upward] += 1
    return np.asarray(parts)
