"""The simulated nation: files of every source about real governments, with invented facts.

Everything follows from the seed. The whole nation is drawn at once and then cut to the governments asked for, so that
what a government reports does not depend on how many others are asked for. Nothing is copied from a real recap, every
institution and every person is fictitious, and every row says `simulated`.

What it imitates: governments that never report or begin late, agencies without a number, a cumulative
count that is once restated downwards, true zeros, provinces whose published total differs from the sum of its parts,
people who sign twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd
from numpy.random import Generator, SeedSequence, default_rng

from etl.errors import NetralitasError, UnknownNameError
from etl.said import Text
from etl.simulate import cases, events, files, headcount, pacts, register, reports, talk, terms
from etl.simulate import messy as mailed
from etl.simulate.messy import FROM_ONE_HAND
from etl.simulate.nation import ALL_REGIONS, chosen_of, governments_of, order_of
from etl.simulate.staffing import ROWS, Staffing, staffing
from geo.regions import RegionIndex

# What others publish, which is little; with the logs, and what stands beside the figures; and with the register, which
# is as large as the nation.
PUBLISHED = ("pact_recap", "event")
LIGHT = (*PUBLISHED, "headcount", "report_log", "case_outcome", "office_terms", "statements", "meetings")
SOURCES = (*LIGHT, "pact_register")
_BOTH = 10  # one government in so many publishes a count of reports beside its log
COLUMNS = {
    "pact_recap": pacts.COLUMNS,
    "event": events.COLUMNS,
    "headcount": headcount.COLUMNS,
    "report_log": reports.LOG_COLUMNS,
    "case_outcome": cases.COLUMNS,
    "office_terms": terms.COLUMNS,
    "statements": talk.STATEMENT_COLUMNS,
    "meetings": talk.MEETING_COLUMNS,
}


def simulate(
    out: Path,
    *,
    regions: int = ALL_REGIONS,
    seed: int = 1,
    sources: Iterable[str] = PUBLISHED,
    rows: int = ROWS,
    per_region: bool = False,
    faults: bool = False,
    messy: bool = False,
    once: bool = False,
) -> list[Path]:
    """Write the simulated nation, a folder a source: `out/pact_recap/NN.csv`, one file a province, and so on.

    Args:
        out: folder of the files; made if absent.
        regions: how many governments, drawn by the seed; 514 or more means all 546.
        seed: the same seed gives the same bytes.
        sources: which of SOURCES to write.
        rows: of the register of the whole nation, `out/pact_register/nasional.csv`.
        per_region: one file a government instead: `out/pact_register/NN.NN.csv`.
        faults: mistype some rows of the register, which a load then rejects and no count depends on.
        messy: the same facts as offices mail them, one file a government, the register with its faults
            (etl/simulate/messy).
        once: no government tells one thing in two sources, but for one in ten that publishes a count beside its log.
            What it tells in another source is left out, for both are invented and would never agree.
    Returns:
        the files written, in the order of source and province.
    Raises:
        NetralitasError: fewer than one region, a negative seed, or a folder that holds other files.
        UnknownNameError: no source is called so.
    """
    if regions < 1 or seed < 0:
        raise NetralitasError(
            Text(
                "Simulasi membutuhkan sedikitnya satu daerah, dan benih acak mulai 0.",
                "A simulation needs at least one region and a seed from 0.",
            ),
            Text("Coba --regions 514 --seed 1.", "Try --regions 514 --seed 1."),
        )
    wanted = _known(sources)
    nation = Nation(seed, regions, rows, once=once)
    if messy:
        return _mailed(nation, out, wanted)
    texts: dict[Path, str] = {}
    for source in wanted:
        if source in COLUMNS:
            texts |= files.by_province(out / source, nation.rows(source), COLUMNS[source])
    folder = out / "pact_register"
    keepers = nation.registered if folder.name in wanted else []
    registers = register.paths(folder, keepers, per_region=per_region) if keepers else []
    files.refuse_others((out / source for source in wanted), (*texts, *registers))
    written = files.write(texts)
    if registers:
        register.write(folder, nation.governments, {*keepers}, nation.staff, seed, per_region=per_region, faults=faults)
    return [*written, *registers]


def _mailed(nation: "Nation", out: Path, wanted: Sequence[str]) -> list[Path]:
    """Every file of every office."""
    governments, seed = nation.governments, nation.seed
    mine = [
        mailed.path_of(mailed.office_of(governments, source, code, seed), out / source)
        for source in wanted
        for code in nation.reporting(source)
    ]
    files.refuse_others((out / source for source in wanted), mine)
    written = (mailed.write(source, nation.parts(source), governments, seed, out / source) for source in wanted)
    return [path for paths in written for path in paths]


class Nation:
    """The facts of a seed: every source draws its own, so that what one says does not depend on which are asked for."""

    def __init__(self, seed: int, regions: int, rows: int = ROWS, *, once: bool = False) -> None:
        self.seed, self._rows, self._once = seed, rows, once
        self.governments = governments_of(RegionIndex.packaged())
        # The order of these is part of the seed: what is new comes last.
        self._seeds = SeedSequence(seed).spawn(11)
        self._order = order_of(self.governments, self._rng(3))
        self.chosen = chosen_of(self.governments, regions, self._order)

    def _rng(self, number: int) -> Generator:
        return default_rng(self._seeds[number])

    @property
    def codes(self) -> list[str]:
        """The chosen governments in order."""
        return [code for code in self.governments["region_code"] if code in self.chosen]

    @cached_property
    def registered(self) -> list[str]:
        """Those of `codes` that keep a register; told once, every other one that sends no recap."""
        if not self._once:
            return self.codes
        sending = {*self.rows("pact_recap")["region_code"]}
        return [code for code in self.codes if code not in sending][::2]

    @cached_property
    def staff(self) -> Staffing:
        return staffing(self.governments, self._rng(4), rows=self._rows)

    @cached_property
    def _reports(self) -> reports.Reports:
        return reports.reports(self.governments, self.seed, self._rng(6))

    @cached_property
    def _steps(self) -> pd.DataFrame:
        return cases.cases(self._reports, self.seed, self._rng(7))

    def rows(self, source: str) -> pd.DataFrame:
        """The rows of a source (COLUMNS) about the chosen governments, with `province_code`."""
        governments, seed = self.governments, self.seed
        if source == "event":
            found = events.event(governments, self.chosen, seed, self._rng(1), self._rng(2))
            return self._beside_log(found) if self._once else found
        if source == "pact_recap":
            found = pacts.pact_recap(governments, seed, self._rng(0))
        elif source == "headcount":
            found = headcount.headcount(governments, self.staff, seed, self._rng(5))
        elif source == "report_log":
            found = reports.log(self._reports, cases.last_states(self._steps))
        elif source == "office_terms":
            found = terms.office_terms(governments, seed, self._rng(8))
        elif source == "statements":
            recap = pacts.pact_recap(governments, seed, self._rng(0))
            found = talk.statements(governments, self._order, recap, seed, self._rng(9))
        elif source == "meetings":
            found = talk.meetings(governments, self._order, seed, self._rng(10))
        else:
            found = self._steps
        return found[found["region_code"].isin(self.chosen)]

    def _beside_log(self, published: pd.DataFrame) -> pd.DataFrame:
        """Events without the counts of reports of those whose log tells them, and of areas that hold such."""
        logged = sorted({*self._reports.rows["region_code"]} & self.chosen)
        counted = (published["kind"] == "report_count") & (published["unit"] == "laporan")
        told = ~published["region_code"].isin(logged) | published["region_code"].isin(logged[::_BOTH])
        return published[~counted | (told & (published["covers"] == "government"))]

    def parts(self, source: str) -> Iterator[tuple[str, pd.DataFrame]]:
        """The rows of each government that has any, in order of code; what comes from one hand by province."""
        if source == "pact_register":
            parts = register.tables(self.governments, {*self.registered}, self.staff, self.seed, faults=True)
            yield from ((code, register.as_text(part)) for code, part in parts)
            return
        rows = self.rows(source)
        by = _sent_by(source)
        columns = [*COLUMNS[source]]
        yield from ((str(code), part[columns]) for code, part in rows.groupby(rows[by].to_numpy()))

    def reporting(self, source: str) -> list[str]:
        """The codes of `parts`."""
        if source == "pact_register":
            return self.registered
        return sorted(self.rows(source)[_sent_by(source)].unique())


def _sent_by(source: str) -> str:
    """The column of whose files those of a source are."""
    return "province_code" if source in FROM_ONE_HAND else "region_code"


def _known(sources: Iterable[str]) -> list[str]:
    """The wanted sources in the order of SOURCES."""
    wanted = set(sources)
    if unknown := sorted(wanted - set(SOURCES)):
        known = ", ".join(SOURCES)
        raise UnknownNameError(
            Text(f"Tidak ada sumber {unknown[0]!r}.", f"There is no source {unknown[0]!r}."),
            Text(f"Yang ada: {known}.", f"Known are: {known}."),
        )
    return [source for source in SOURCES if source in wanted]
