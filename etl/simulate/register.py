"""The national register: a row for each civil servant, whether they have signed or not, made government by government.

Most people stand in it once. Some signed twice, some are listed in a second agency or government, some were typed
again; `faults` mistypes these last ones, so that what a load has to reject changes no count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
from numpy.random import Generator, SeedSequence, default_rng
from numpy.typing import NDArray

from etl.simulate.nation import Bools, Ints
from etl.simulate.people import PNS, PPPK, names, nips
from etl.simulate.staffing import AGENCIES, Staffing

COLUMNS = ("region_code", "government", "agency", "nip", "name", "kind", "signed_on", "status", "provenance")
SIGNED, NOT_SIGNED = "sudah", "belum"
NATIONAL = "nasional.csv"
FIRST_DAY, LAST_DAY = np.datetime64("2024-03-01", "D"), np.datetime64("2024-11-25", "D")
_UNSIGNED = np.datetime64("NaT", "D")
_FORMAT = pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none")


def paths(folder: Path, codes: list[str], *, per_region: bool) -> list[Path]:
    """The files of a register: one of the nation, or one a government."""
    return [folder / f"{code}.csv" for code in codes] if per_region else [folder / NATIONAL]


def write(
    folder: Path,
    governments: pd.DataFrame,
    chosen: set[str],
    staff: Staffing,
    seed: int,
    *,
    per_region: bool = False,
    faults: bool = False,
) -> list[Path]:
    """Write the register of the chosen governments in order of code; returns its files.

    Memory holds one government at a time. `faults` mistypes the rows that repeat another one (see the module).
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = tables(governments, chosen, staff, seed, faults=faults)
    if per_region:
        return [_write(folder / f"{code}.csv", [part]) for code, part in parts]
    return [_write(folder / NATIONAL, (part for _, part in parts))]


def _write(path: Path, parts: "Iterator[pa.Table] | list[pa.Table]") -> Path:
    each = iter(parts)
    first = next(each)
    with pyarrow.csv.CSVWriter(path, first.schema, write_options=_FORMAT) as writer:
        writer.write_table(first)
        for part in each:
            writer.write_table(part)
    return path


def tables(
    governments: pd.DataFrame, chosen: set[str], staff: Staffing, seed: int, *, faults: bool = False
) -> Iterator[tuple[str, pa.Table]]:
    """The rows (COLUMNS) of each chosen government, with its code."""
    seeds = SeedSequence(seed, spawn_key=(4,)).spawn(len(governments))
    for row, (code, name) in enumerate(zip(governments["region_code"], governments["region"], strict=True)):
        if code in chosen:
            lines = _lines(row, staff, default_rng(seeds[row]))
            yield code, _table(code, name, lines, staff, seed, faults=faults)


def as_text(table: pa.Table) -> pd.DataFrame:
    """The rows as text, empty where there is none."""
    return pd.DataFrame({name: table[name].cast("string").fill_null("").to_pandas() for name in table.column_names})


@dataclass(frozen=True, slots=True)
class _Lines:
    """Rows of one government: whose (number among the PNS or PPPK), under which agency, signed when (NaT: not)."""

    number: Ints
    is_pns: Bools
    agency: Ints
    day: NDArray[np.datetime64]
    mistyped: Bools

    def take(self, chosen: "Ints | Bools") -> "_Lines":
        return _Lines(*(getattr(self, name)[chosen] for name in self.__slots__))


def _joined(parts: list[_Lines]) -> _Lines:
    return _Lines(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Lines.__slots__))


def _staff_of(row: int, staff: Staffing) -> _Lines:
    """Everybody employed by a government, agency by agency, not signed."""
    numbers, agencies, kinds = [], [], []
    for counts, firsts, is_pns in ((staff.pns, staff.first_pns, True), (staff.pppk, staff.first_pppk, False)):
        total = int(counts[row].sum())
        numbers.append(firsts[row, 0] + np.arange(total))
        agencies.append(np.repeat(np.arange(len(AGENCIES)), counts[row]))
        kinds.append(np.full(total, is_pns))
    agency = np.concatenate(agencies)
    order = np.argsort(agency, kind="stable")
    number = np.concatenate(numbers)[order]
    day = np.full(len(order), _UNSIGNED)
    return _Lines(number, np.concatenate(kinds)[order], agency[order], day, np.zeros(len(order), dtype=bool))


def _lines(row: int, staff: Staffing, rng: Generator) -> _Lines:
    own = _signed(_staff_of(row, staff), rng)
    again = staff.again
    done = np.flatnonzero(~np.isnat(own.day))
    twice = own.take(_drawn(done, again.twice[row], rng))
    moved = own.take(_drawn(np.arange(len(own.day)), again.moved[row], rng))
    others = _staff_of(row - 1 if row else len(staff.pns) - 1, staff)
    transferred = _signed(others.take(_drawn(np.arange(len(others.day)), again.transferred[row], rng)), rng)
    retyped = own.take(_drawn(np.arange(len(own.day)), again.retyped[row], rng))
    lines = _joined(
        [
            own,
            _with(twice, day=_later(twice.day, rng)),
            _with(moved, agency=(moved.agency + 1 + rng.integers(0, 5, len(moved.agency))) % len(AGENCIES)),
            transferred,
            _with(retyped, mistyped=np.ones(len(retyped.day), dtype=bool)),
        ]
    )
    return lines.take(np.argsort(lines.agency, kind="stable"))


def _with(lines: _Lines, **changed: "NDArray[np.generic]") -> _Lines:
    return _Lines(**{name: changed.get(name, getattr(lines, name)) for name in _Lines.__slots__})


def _drawn(among: Ints, size: int, rng: Generator) -> Ints:
    """So many, with repetition; none if there is nobody to draw from."""
    return rng.choice(among, size) if len(among) else among[:0]


def _later(day: NDArray[np.datetime64], rng: Generator) -> NDArray[np.datetime64]:
    return np.asarray(np.minimum(day + rng.integers(1, 60, len(day)).astype("timedelta64[D]"), LAST_DAY))


def _signed(lines: _Lines, rng: Generator) -> _Lines:
    """Who has signed and when: a share of each agency, around a day of the government's own."""
    ceiling = np.clip(rng.beta(9.0, 1.1) + rng.normal(0.0, 0.04, len(AGENCIES)), 0.0, 1.0)
    days = int((LAST_DAY - FIRST_DAY) / np.timedelta64(1, "D"))
    middle = rng.uniform(0.3, 0.7)
    share = rng.beta(8.0 * middle, 8.0 * (1.0 - middle), len(lines.day))
    day = FIRST_DAY + np.round(share * days).astype("timedelta64[D]")
    has = rng.random(len(lines.day)) < ceiling[lines.agency]
    return _with(lines, day=np.where(has, day, _UNSIGNED))


def _table(code: str, name: str, lines: _Lines, staff: Staffing, seed: int, *, faults: bool) -> pa.Table:
    size = len(lines.day)
    nip = np.empty(size, dtype=np.int64)
    nip[lines.is_pns] = nips(PNS, lines.number[lines.is_pns], seed)
    nip[~lines.is_pns] = nips(PPPK, lines.number[~lines.is_pns], seed)
    if faults:
        nip = np.where(lines.mistyped, _mistyped(nip), nip)
    signed = ~np.isnat(lines.day)
    columns = {
        "region_code": _constant(code, size),
        "government": _constant(name, size),
        "agency": pa.array(AGENCIES).take(pa.array(lines.agency)),
        "nip": pa.array(nip),
        "name": _names(lines, seed),
        "kind": pa.array((PPPK.name, PNS.name)).take(pa.array(lines.is_pns.astype(np.int8))),
        "signed_on": pa.array(lines.day),
        "status": pa.array((NOT_SIGNED, SIGNED)).take(pa.array(signed.astype(np.int8))),
        "provenance": _constant("simulated", size),
    }
    return pa.table({column: columns[column] for column in COLUMNS})


def _constant(text: str, size: int) -> pa.Array:
    return pa.repeat(text, size)


def _names(lines: _Lines, seed: int) -> pa.Array:
    """Names in the order of the lines."""
    order = np.argsort(~lines.is_pns, kind="stable")
    pns = int(lines.is_pns.sum())
    both = pa.concat_arrays([names(PNS, lines.number[order[:pns]], seed), names(PPPK, lines.number[order[pns:]], seed)])
    return both.take(pa.array(np.argsort(order, kind="stable")))


def _mistyped(nip: Ints) -> Ints:
    """A digit lost, a month of birth that does not exist, or a sex that does not: by turns of the last digit."""
    impossible_month = nip // 10**14 * 10**14 + 13 * 10**12 + nip % 10**12
    return np.choose(nip % 3, [nip // 10, impossible_month, nip + 5000])
