"""The simulated nation: files of every source about real governments, with invented facts.

Everything follows from the seed. The whole nation is drawn at once and then cut to the governments asked for, so that
what a government reports does not depend on how many others are asked for. Nothing is copied from a real recap, every
institution and every person is fictitious, and every row says `simulated`.

What it imitates: governments that never report or begin late, agencies without a number, a cumulative
count that is once restated downwards, true zeros, provinces whose published total differs from the sum of its parts,
people who sign twice.
"""

from collections.abc import Iterable
from pathlib import Path

from numpy.random import SeedSequence, default_rng

from etl.errors import NetralitasError, UnknownNameError
from etl.simulate import events, files, pacts, register
from etl.simulate.nation import ALL_REGIONS, chosen_of, governments_of
from etl.simulate.staffing import ROWS, staffing
from geo.regions import RegionIndex

PUBLISHED = ("pact_recap", "event")
SOURCES = (*PUBLISHED, "pact_register")


def simulate(
    out: Path,
    *,
    regions: int = ALL_REGIONS,
    seed: int = 1,
    sources: Iterable[str] = PUBLISHED,
    rows: int = ROWS,
    per_region: bool = False,
    faults: bool = False,
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
    Returns:
        the files written, in the order of source and province.
    Raises:
        NetralitasError: fewer than one region, a negative seed, or a folder that holds other files.
        UnknownNameError: no source is called so.
    """
    if regions < 1 or seed < 0:
        raise NetralitasError(
            "A simulation needs at least one region and a seed from 0.", "Try --regions 514 --seed 1."
        )
    wanted = _known(sources)
    governments = governments_of(RegionIndex.packaged())
    # The order of these is part of the seed: what is new comes last.
    pact, occasion, count, order, staff = (default_rng(each) for each in SeedSequence(seed).spawn(5))
    chosen = chosen_of(governments, regions, order)
    texts: dict[Path, str] = {}
    if "pact_recap" in wanted:
        recap = pacts.pact_recap(governments, seed, pact)
        recap = recap[recap["region_code"].isin(chosen)]
        texts |= files.by_province(out / "pact_recap", recap, pacts.COLUMNS)
    if "event" in wanted:
        texts |= files.by_province(
            out / "event", events.event(governments, chosen, seed, occasion, count), events.COLUMNS
        )
    registers: list[Path] = []
    if "pact_register" in wanted:
        codes = [code for code in governments["region_code"] if code in chosen]
        registers = register.paths(out / "pact_register", codes, per_region=per_region)
    files.refuse_others((out / source for source in wanted), (*texts, *registers))
    written = files.write(texts)
    if registers:
        employed = staffing(governments, staff, rows=rows)
        written += register.write(
            out / "pact_register", governments, chosen, employed, seed, per_region=per_region, faults=faults
        )
    return written


def _known(sources: Iterable[str]) -> list[str]:
    """The wanted sources in the order of SOURCES."""
    wanted = set(sources)
    if unknown := sorted(wanted - set(SOURCES)):
        raise UnknownNameError(f"There is no source {unknown[0]!r}.", f"Known are: {', '.join(SOURCES)}.")
    return [source for source in SOURCES if source in wanted]
