"""Simulated terms, statements and questions: plausible, whole, of nobody, and the same for a seed."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from etl.masking import looks_like_person
from etl.simulate import LIGHT, simulate
from etl.stage import stage
from geo.regions import RegionIndex

BESIDE = ("office_terms", "statements", "meetings")
# The last day of the simulated facts, and two days between which the campaign of 2024 lies.
END, BEFORE, DURING = "2025-01-31", "2024-08-31", "2024-10-15"


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return simulate(tmp_path_factory.mktemp("nation"), regions=546, seed=7, sources=BESIDE)


def _read(paths: list[Path], source: str) -> pd.DataFrame:
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths if path.parent.name == source]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def terms(nation: list[Path]) -> pd.DataFrame:
    return _read(nation, "office_terms")


def _in_office(terms: pd.DataFrame, day: str) -> pd.DataFrame:
    return terms[(terms["start"] <= day) & ((terms["end"] == "") | (terms["end"] > day))]


def _digests(paths: list[Path]) -> list[str]:
    return [sha256(path.read_bytes()).hexdigest() for path in paths]


def test_the_demonstration_has_them() -> None:
    assert set(BESIDE) < set(LIGHT)


def test_a_seed_decides_every_byte(nation: list[Path], tmp_path: Path) -> None:
    assert _digests(simulate(tmp_path / "same", regions=546, seed=7, sources=BESIDE)) == _digests(nation)
    other = simulate(tmp_path / "other", regions=546, seed=8, sources=BESIDE)
    assert not set(_digests(other)) & set(_digests(nation))


@pytest.mark.parametrize("messy", [False, True])
def test_the_sources_take_every_row(nation: list[Path], tmp_path: Path, messy: bool) -> None:
    files = simulate(tmp_path, regions=546, seed=7, sources=BESIDE, messy=True)[::3] if messy else nation
    index = RegionIndex.packaged()
    for path in files:
        staged = stage(path, index=index)
        assert (staged.error, staged.source) == (None, path.parent.name)
        assert staged.rejects.empty, staged.rejects
        assert staged.conflicts.empty, staged.conflicts
        assert (staged.superseded, staged.dropped_columns, staged.declared_provenance) == (0, (), "simulated")
        assert len(staged.annotations) == staged.read


def test_every_government_has_a_head_on_every_day(terms: pd.DataFrame) -> None:
    for day in ("2023-04-01", BEFORE, DURING, END):
        assert _in_office(terms, day)["region_code"].is_unique
        assert _in_office(terms, day)["region_code"].nunique() == 546
    assert set(terms["provenance"]) == {"simulated"}
    by_region = terms.sort_values(["region_code", "start"]).groupby("region_code")
    assert (by_region["end"].shift() == terms["start"]).sum() == len(terms) - 546  # no gap, no overlap
    assert (by_region["end"].last() == "").all()


def test_nearly_all_are_acting_before_the_vote(terms: pd.DataFrame) -> None:
    share = _in_office(terms, BEFORE)["status"].value_counts(normalize=True)
    assert 0.8 < share["acting"] < 0.95
    assert (_in_office(terms, "2022-05-01")["status"] == "elected").all()
    assert "temporary" in set(_in_office(terms, DURING)["status"])
    assert "temporary" not in set(_in_office(terms, BEFORE)["status"]) | set(_in_office(terms, END)["status"])
    assert set(terms["status"]) == {"elected", "acting", "temporary", "executor", "daily"}
    bridged = terms[terms["status"] == "daily"]
    days = (pd.to_datetime(bridged["end"]) - pd.to_datetime(bridged["start"])).dt.days
    assert days.between(2, 9).all()


def test_a_new_province_has_no_head_before_it_was_founded(terms: pd.DataFrame) -> None:
    for code in ("93", "94", "95", "96"):
        assert set(terms.loc[terms["region_code"] == code, "status"]) == {"acting"}
    assert terms.loc[terms["region_code"] == "34", "status"].to_list() == ["elected"]


def test_some_dozens_speak_of_their_figures(nation: list[Path]) -> None:
    said = _read(nation, "statements")
    assert 48 <= len(said) <= 96
    assert said["region_code"].nunique() == 60
    assert set(said["indicator"]) == {"pact_signing_rate", "report_count", "follow_up_rate"}
    dated = said[said["figure_date"] != ""]
    assert 0 < len(dated) < len(said)
    assert (dated["date"] > dated["figure_date"]).all()
    assert said["date"].max() <= END


def test_who_speaks_of_signing_has_sent_the_recap(nation: list[Path], tmp_path: Path) -> None:
    said = _read(nation, "statements")
    recap = _read(simulate(tmp_path, regions=546, seed=7, sources=["pact_recap"]), "pact_recap")
    signing = said[said["indicator"] == "pact_signing_rate"].rename(columns={"date": "stated", "figure_date": "date"})
    sent = recap[["region_code", "date"]].drop_duplicates()
    found = signing.merge(sent, on=["region_code", "date"], how="left", indicator=True)
    assert ((found["_merge"] == "both") == (found["date"] != "")).all()


def test_questions_are_open_or_answered(nation: list[Path]) -> None:
    asked = _read(nation, "meetings")
    assert asked["region_code"].nunique() == 36
    assert not asked.duplicated(["region_code", "date", "number"]).any()
    is_open = asked["answered_on"] == ""
    assert 0.2 < is_open.mean() < 0.6
    assert ((asked["answer"] == "") == is_open).all()
    assert (asked.loc[~is_open, "answered_on"] > asked.loc[~is_open, "date"]).all()
    assert asked[["date", "answered_on"]].max().max() <= END
    assert pd.to_datetime(asked["date"]).dt.day_of_week.max() < 5
    assert ((asked["due"] != "") & is_open & (asked["due"] < END)).any()  # overdue


def test_nobody_is_in_them(nation: list[Path]) -> None:
    for source in BESIDE:
        cells = pd.unique(_read(nation, source).to_numpy().ravel())
        assert not [cell for cell in cells if looks_like_person(cell)]


def test_fewer_regions_are_a_part_of_more(nation: list[Path], tmp_path: Path) -> None:
    """And a single government has all three."""
    for number in (1, 30):
        few = simulate(tmp_path / str(number), regions=number, seed=7, sources=BESIDE)
        for source in BESIDE:
            part, whole = _read(few, source), _read(nation, source)
            same = whole[whole["region_code"].isin(part["region_code"])]
            pd.testing.assert_frame_equal(part, same.reset_index(drop=True))
