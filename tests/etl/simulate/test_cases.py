"""Simulated headcounts, reports and cases: as many as the issue asks for, and they do not contradict each other."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from etl.cases import sanctions, states
from etl.simulate import SOURCES, simulate
from etl.stage import stage
from geo.regions import RegionIndex

LOGS = ("headcount", "report_log", "case_outcome")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return simulate(tmp_path_factory.mktemp("nation"), regions=514, seed=7, sources=LOGS)


def _read(paths: list[Path], source: str) -> pd.DataFrame:
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths if path.parent.name == source]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def log(nation: list[Path]) -> pd.DataFrame:
    return _read(nation, "report_log")


@pytest.fixture(scope="module")
def steps(nation: list[Path]) -> pd.DataFrame:
    return _read(nation, "case_outcome")


def test_a_nation_has_40_000_reports_and_12_000_cases(log: pd.DataFrame, steps: pd.DataFrame) -> None:
    assert len(log) == log["report_id"].nunique() == 40_000
    assert steps["case_id"].nunique() == 12_000
    assert not steps.duplicated(["case_id", "state"]).any()
    assert set(log["provenance"]) == set(steps["provenance"]) == {"simulated"}
    assert log["report_id"].str.startswith("SIM-7/").all()


def test_a_seed_decides_every_byte(nation: list[Path], tmp_path: Path) -> None:
    again = simulate(tmp_path / "again", regions=514, seed=7, sources=LOGS)
    other = simulate(tmp_path / "other", regions=514, seed=8, sources=LOGS)
    digests = [[sha256(path.read_bytes()).hexdigest() for path in paths] for paths in (nation, again, other)]
    assert digests[0] == digests[1]
    assert not set(digests[0]) & set(digests[2])


def test_the_sources_take_every_row(nation: list[Path]) -> None:
    index = RegionIndex.packaged()
    for path in nation[::4]:  # for the demonstration every file of another seed is loaded (tests/browser)
        staged = stage(path, index=index)
        assert (staged.error, staged.source) == (None, path.parent.name)
        assert staged.rejects.empty, staged.rejects
        assert staged.read == len(staged.records) == len(path.read_text("utf-8").splitlines()) - 1
        assert staged.dropped_columns == ()
        assert set(staged.conflicts["kind"]) <= {"category_unfit"}
        assert len(staged.conflicts) < 0.02 * staged.read + 3


def test_a_case_goes_through_its_states_in_order(steps: pd.DataFrame) -> None:
    on_the_way = steps[[states()[state].track == "case" for state in steps["state"]]]
    order = on_the_way["state"].map({code: state.order for code, state in states().items()})
    by_case = on_the_way.groupby("case_id")
    before = by_case["date"].shift()
    assert (before.isna() | (before <= on_the_way["date"])).all()
    # A case may become moot at any point of the way, while it waits for its sanction too.
    straight = on_the_way.assign(order=order)[on_the_way["state"] != "moot"]
    before = straight.groupby("case_id")["order"].shift()
    assert (before.isna() | (before <= straight["order"])).all()
    assert (by_case["state"].first() == "received").all()
    assert steps["date"].max() <= "2025-01-31"


def test_sanctions_controls_and_moot_cases_are_told_apart(steps: pd.DataFrame) -> None:
    by_state = {state: set(part["case_id"]) for state, part in steps.groupby("state")}
    assert by_state["followed_up"] <= by_state["waiting_ppk"] <= by_state["recommended"]
    assert 0.4 < len(by_state["followed_up"]) / len(by_state["recommended"]) < 0.8
    assert by_state["unblocked"] <= by_state["blocked"] & by_state["followed_up"]
    assert by_state["blocked"] <= by_state["control_action"] <= by_state["waiting_ppk"]
    assert len(by_state["moot"]) > 50
    assert not by_state["moot"] & by_state["followed_up"]
    assert not by_state["not_proven"] & by_state["recommended"]
    imposed = steps[steps["sanction"] != ""]
    assert set(imposed["state"]) == {"followed_up"}
    assert (steps.loc[steps["state"] == "followed_up", "sanction"] != "").all()
    assert {sanctions()[code].level for code in imposed["sanction"]} >= {"moral", "ringan", "sedang", "berat"}


def test_bkn_verifies_what_kasn_did_not(steps: pd.DataFrame) -> None:
    forwarded = steps[steps["state"] == "forwarded"].set_index("case_id")["date"]
    verified = forwarded.index.isin(steps.loc[steps["state"] == "taskforce_verify", "case_id"])
    assert forwarded[verified].min() >= "2024-09-01"
    assert forwarded[~verified].max() < "2025-02-01"
    assert (forwarded[~verified] < "2024-09-01").mean() > 0.95


def test_reports_stand_where_their_cases_do(log: pd.DataFrame, steps: pd.DataFrame) -> None:
    on_the_way = steps[[states()[state].track != "control" for state in steps["state"]]]
    cases = on_the_way.groupby("case_id").agg(
        {"date": "first", "state": "last", "region_code": "first", "agency": "first", "form": "first"}
    )
    about = ["region_code", "date", "agency", "form", "state"]
    reports = log.rename(columns={"stage": "state"}).drop_duplicates(about)
    found = cases.merge(reports[about], on=about, how="left", indicator=True)
    assert (found["_merge"] == "both").all()
    with_case = log["stage"].isin(["followed_up", "waiting_ppk", "not_proven", "moot", "recommended"])
    assert (log.loc[with_case, "registered"] == "yes").all()
    assert set(log.loc[log["registered"] == "no", "stage"]) == {"not_registered"}


def test_a_form_fits_the_day_it_is_said_to_have_happened(log: pd.DataFrame) -> None:
    pilkada = log[(log["election"] == "Pilkada 2024") & (log["violation_date"] != "")]
    ethics = pilkada[pilkada["form"].str.startswith("KE")]
    assert ethics["violation_date"].max() < "2024-09-22"
    assert pilkada.loc[pilkada["form"] == "DI-01", "violation_date"].min() >= "2024-09-22"
    assert (pilkada["violation_date"] <= pilkada["date"]).all()


def test_a_headcount_is_the_persons_of_the_register(nation: list[Path], tmp_path: Path) -> None:
    few = simulate(tmp_path, regions=4, seed=7, sources=["pact_register"], rows=470_000)
    counts = _read(simulate(tmp_path, regions=4, seed=7, sources=["headcount"], rows=470_000), "headcount")
    register = _read(few, "pact_register")
    own = register.drop_duplicates("nip").groupby("region_code")["nip"].size()
    latest = counts[counts["date"] == "2024-06-30"].set_index("region_code")["headcount"].astype(int)
    assert ((own[latest.index] - latest).abs() <= 0.01 * latest).all()
    whole = _read(nation, "headcount")
    assert 0.9 * 546 < whole["region_code"].nunique() < 546
    stated = whole[whole["pns"] != ""].assign(**{name: whole[name] for name in ("pns", "pppk", "headcount")})
    assert (stated["pns"].astype(int) + stated["pppk"].astype(int) == stated["headcount"].astype(int)).all()
    assert (whole["pns"] == "").any()


def test_fewer_regions_are_a_part_of_more(log: pd.DataFrame, steps: pd.DataFrame, tmp_path: Path) -> None:
    few = simulate(tmp_path, regions=30, seed=7, sources=LOGS)
    for source, whole in (("report_log", log), ("case_outcome", steps)):
        part = _read(few, source)
        same = whole[whole["region_code"].isin(part["region_code"])]
        pd.testing.assert_frame_equal(part, same.reset_index(drop=True))


def test_every_source_can_be_had_at_once(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=3, seed=7, sources=SOURCES, rows=54_600)
    assert list(dict.fromkeys(path.parent.name for path in files)) == list(SOURCES)
