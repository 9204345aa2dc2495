"""The simulated nation: the same bytes for a seed, plausible, and marked as simulated on every row."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import NetralitasError
from etl.simulate import simulate
from etl.stage import stage
from geo.regions import RegionIndex


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return simulate(tmp_path_factory.mktemp("nation"), regions=546, seed=7)


def _read(paths: list[Path], source: str) -> pd.DataFrame:
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths if path.parent.name == source]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def recap(nation: list[Path]) -> pd.DataFrame:
    return _read(nation, "pact_recap")


@pytest.fixture(scope="module")
def events(nation: list[Path]) -> pd.DataFrame:
    return _read(nation, "event")


def _digest(paths: list[Path]) -> list[tuple[str, str]]:
    return [(f"{path.parent.name}/{path.name}", sha256(path.read_bytes()).hexdigest()) for path in paths]


def test_a_seed_decides_every_byte(nation: list[Path], tmp_path: Path) -> None:
    assert _digest(simulate(tmp_path / "same", regions=546, seed=7)) == _digest(nation)
    assert _digest(simulate(tmp_path / "other", regions=546, seed=8)) != _digest(nation)


def test_a_file_for_each_province_and_source(nation: list[Path]) -> None:
    provinces = [region.code for region in RegionIndex.packaged().level("province")]
    assert [f"{path.parent.name}/{path.stem}" for path in nation] == [
        f"{source}/{code}" for source in ("pact_recap", "event") for code in provinces
    ]


def test_every_row_says_simulated(recap: pd.DataFrame, events: pd.DataFrame) -> None:
    assert set(recap["provenance"]) == set(events["provenance"]) == {"simulated"}
    assert set(recap["source"]) == set(events["source"]) == {"Simulasi Netralitas (seed 7)"}
    assert set(events["reporting_institution"]) == {"Pengawas Simulasi", "Pemerintah Simulasi"}
    assert events["event_id"].is_unique
    assert events["event_id"].str.startswith("SIM-7-").all()


def test_the_totals_are_plausible(recap: pd.DataFrame) -> None:
    counts = recap[["employed", "signed"]].apply(pd.to_numeric)
    assert not (counts["signed"] > counts["employed"]).any()
    assert (counts["employed"] > 0).all()
    rows = recap.assign(**counts).sort_values("date", kind="stable")
    last = rows.groupby(["region_code", "agency"])[["employed", "signed"]].last()
    assert 3_400_000 < last["employed"].sum() < 4_700_000
    assert 0.7 < last["signed"].sum() / last["employed"].sum() < 0.95
    assert 0.02 < (last["signed"] == last["employed"]).mean() < 0.4


def test_pacts_grow_toward_the_vote(recap: pd.DataFrame) -> None:
    rows = recap[(recap["date"] > "2024-03-01") & (recap["signed"] != "")]
    sums = rows.assign(**rows[["employed", "signed"]].astype(int)).groupby("date")[["employed", "signed"]].sum()
    rates = sums["signed"] / sums["employed"]
    assert rates.is_monotonic_increasing
    assert rates.iloc[0] < 0.1 < 0.75 < rates.iloc[-1]


def test_some_governments_never_report(recap: pd.DataFrame, events: pd.DataFrame) -> None:
    governments = set(RegionIndex.packaged().governments("00"))
    assert set(recap["region_code"]) | set(events["kemendagri_code"]) <= governments
    assert 0.04 < 1 - recap["region_code"].nunique() / len(governments) < 0.12
    assert (recap["signed"] == "").any()
    assert (recap["agency"] == "").any()


def test_counts_have_true_zeros_and_never_fall(events: pd.DataFrame) -> None:
    counts = events[(events["use"] == "value") & (events["covers"] == "government")]
    counts = counts.assign(number=counts["number"].astype(int)).sort_values("date", kind="stable")
    assert (counts["number"] == 0).any()
    steps = counts.groupby(["kemendagri_code", "election", "unit", "metric"])["number"].diff().dropna()
    assert (steps >= 0).all()
    assert set(counts["kind"]) == {"report_count", "violation_count"}
    assert set(counts["evidence"]) == {"alleged", "proven"}
    assert set(counts.loc[counts["kind"] == "report_count", "evidence"]) == {"alleged"}


def test_some_published_totals_differ_from_their_parts(events: pd.DataFrame) -> None:
    reports = events[(events["unit"] == "laporan") & (events["election"] == "Pilkada 2024")]
    reports = reports[reports["date"] <= "2024-09-30"].assign(number=lambda rows: rows["number"].astype(int))
    differs = []
    for total in reports[reports["covers"] == "area"].itertuples():
        parts = reports[(reports["covers"] == "government") & (reports["province"] == total.province)]
        by_date = parts.groupby(["kemendagri_code", "date"])["number"].sum()
        listed = by_date.groupby("kemendagri_code").last().sum()
        differs.append(bool(total.number != listed))
    assert sum(differs) >= 3
    assert sum(not each for each in differs) >= 3


def test_the_sources_take_every_row(nation: list[Path]) -> None:
    index = RegionIndex.packaged()
    for path in nation[::4]:  # for the demonstration every file of another seed is loaded (tests/browser)
        staged = stage(path, index=index)
        assert staged.error is None
        assert staged.source == path.parent.name
        assert staged.rejects.empty, staged.rejects
        assert staged.read == len(staged.records) == len(path.read_text("utf-8").splitlines()) - 1
        assert staged.superseded == 0
        assert staged.conflicts.empty, staged.conflicts
        assert not set(staged.dropped_columns) - {"note"}


def test_fewer_regions_are_a_part_of_more(recap: pd.DataFrame, tmp_path: Path) -> None:
    few, more = (_read(simulate(tmp_path / str(n), regions=n, seed=7), "pact_recap") for n in (40, 80))
    codes = set(few["region_code"])
    assert 30 <= len(codes) <= 40
    for larger in (more, recap):
        same = larger[larger["region_code"].isin(codes)]
        pd.testing.assert_frame_equal(same.reset_index(drop=True), few)


def test_one_region_is_enough(tmp_path: Path) -> None:
    assert simulate(tmp_path, regions=1, seed=7)


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetralitasError, match="at least one region"):
        simulate(tmp_path, regions=0, seed=1)
    with pytest.raises(NetralitasError, match="seed from 0"):
        simulate(tmp_path, regions=1, seed=-1)


def test_files_of_another_simulation_are_not_mixed_in(tmp_path: Path) -> None:
    simulate(tmp_path, regions=80, seed=7)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    with pytest.raises(NetralitasError, match="is not of this simulation"):
        simulate(tmp_path, regions=1, seed=7)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv")} == before


def test_told_once_no_government_has_a_recap_and_a_register(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=546, seed=7, sources=("pact_recap", "pact_register"), rows=40_000, once=True)
    recap, register = _read(files, "pact_recap"), _read(files, "pact_register")
    assert not {*recap["region_code"]} & {*register["region_code"]}
    # Some have neither: a nation in which everybody reports would show nothing missing.
    assert 0 < register["region_code"].nunique() < 546 - recap["region_code"].nunique()


def test_told_once_few_publish_a_count_beside_their_log(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=60, seed=7, sources=("event", "report_log"), once=True)
    events, log = _read(files, "event"), _read(files, "report_log")
    published = events[(events["kind"] == "report_count") & (events["unit"] == "laporan")]
    assert set(published["covers"]) == {"government"}
    assert 0 < len({*published["kemendagri_code"]} & {*log["region_code"]}) <= 6


def test_told_once_a_few_governments_may_keep_no_register(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=1, seed=7, sources=("pact_recap", "pact_register"), rows=40_000, once=True)
    assert {path.parent.name for path in files} == {"pact_recap"}
