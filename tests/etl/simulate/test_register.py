"""The simulated register: NIPs of the official form that nobody has, people listed twice, and exact sizes."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.errors import NetralitasError, UnknownNameError
from etl.simulate import simulate
from etl.simulate.people import PNS, PPPK, nips
from etl.simulate.register import COLUMNS
from etl.simulate.staffing import AGENCIES
from geo.regions import RegionIndex

ROWS = 60_000
NIP = r"(?P<born>\d{8})(?P<year>\d{4})(?P<month>\d{2})(?P<sex>[12])(?P<serial>9\d\d)"


def _read(*paths: Path) -> pd.DataFrame:
    return pd.concat([pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths], ignore_index=True)


def _register(out: Path, *, seed: int = 7, rows: int = ROWS, regions: int = 514, **options: bool) -> list[Path]:
    return simulate(out, regions=regions, seed=seed, sources=["pact_register"], rows=rows, **options)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return _register(tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="module")
def register(files: list[Path]) -> pd.DataFrame:
    return _read(*files)


def test_one_national_file_of_exactly_so_many_rows(files: list[Path], register: pd.DataFrame) -> None:
    assert [path.name for path in files] == ["nasional.csv"]
    assert tuple(register.columns) == COLUMNS
    assert len(register) == ROWS
    assert set(register["provenance"]) == {"simulated"}
    assert set(register["region_code"]) == set(RegionIndex.packaged().governments("00"))
    assert len(set(AGENCIES)) == 40
    assert set(register["agency"]) == set(AGENCIES)


def test_a_seed_decides_every_byte(files: list[Path], tmp_path: Path) -> None:
    digests = [
        sha256(path.read_bytes()).digest()
        for path in (*files, *_register(tmp_path / "same"), *_register(tmp_path / "other", seed=8))
    ]
    assert digests[0] == digests[1] != digests[2]


def test_a_nip_has_the_official_form_and_says_that_it_is_invented(register: pd.DataFrame) -> None:
    parts = register["nip"].str.extract(f"^{NIP}$")
    assert parts.notna().all(axis=None)
    born = pd.to_datetime(parts["born"], format="%Y%m%d")
    pppk = register["kind"] == "PPPK"
    assert 0.15 < pppk.mean() < 0.3
    assert set(register["kind"]) == {"PNS", "PPPK"}
    assert set(parts.loc[pppk, "month"]) == {"21"}
    assert parts.loc[~pppk, "month"].astype(int).between(1, 12).all()
    age = parts["year"].astype(int) - born.dt.year
    assert age[~pppk].between(20, 30).all()
    assert age[pppk].between(22, 53).all()


def test_a_person_has_one_name_and_one_kind(register: pd.DataFrame) -> None:
    persons = register.drop_duplicates(["nip", "name", "kind"])
    assert len(persons) == register["nip"].nunique()
    assert register["name"].str.fullmatch(r"([XQZV][a-z]{6,8}) ([XQZV][a-z]{8,10})").all()
    assert persons["name"].nunique() > 0.9 * len(persons)


def test_status_and_date_agree(register: pd.DataFrame) -> None:
    signed = register["signed_on"] != ""
    assert (signed == (register["status"] == "sudah")).all()
    assert set(register["status"]) == {"sudah", "belum"}
    assert register.loc[signed, "signed_on"].between("2024-03-01", "2024-11-25").all()
    assert 0.75 < signed.mean() < 0.95


def test_some_sign_twice_and_some_are_listed_in_two_places(register: pd.DataFrame) -> None:
    by_person = register.groupby("nip")
    again = by_person.size().loc[lambda size: size > 1]
    assert 0.005 < len(again) / by_person.ngroups < 0.015
    spread = by_person[["region_code", "agency", "signed_on"]].nunique().loc[again.index]
    assert (spread["region_code"] > 1).sum() > 50
    assert ((spread["region_code"] == 1) & (spread["agency"] > 1)).sum() > 100
    twice = (spread["region_code"] == 1) & (spread["agency"] == 1) & (spread["signed_on"] > 1)
    assert twice.sum() > 80


def test_one_file_a_government_holds_the_same_rows(register: pd.DataFrame, tmp_path: Path) -> None:
    files = _register(tmp_path, per_region=True)
    assert len(files) == register["region_code"].nunique()
    assert [path.stem for path in files] == sorted(register["region_code"].unique())
    pd.testing.assert_frame_equal(_read(*files), register)


def test_fewer_regions_are_a_part_of_more(register: pd.DataFrame, tmp_path: Path) -> None:
    few = _read(*_register(tmp_path, regions=5))
    assert few["region_code"].nunique() == 5
    same = register[register["region_code"].isin(few["region_code"])]
    pd.testing.assert_frame_equal(few, same.reset_index(drop=True))


def test_faults_damage_only_rows_that_repeat_another(register: pd.DataFrame, tmp_path: Path) -> None:
    faulty = _read(*_register(tmp_path, faults=True))
    damaged = faulty["nip"] != register["nip"]
    assert 30 < damaged.sum() < 90
    pd.testing.assert_frame_equal(faulty.drop(columns="nip"), register.drop(columns="nip"))
    parts = faulty.loc[damaged, "nip"].str.extract(f"^{NIP}$")
    assert (parts["born"].isna() | pd.to_datetime(parts["born"], format="%Y%m%d", errors="coerce").isna()).all()
    same = ["region_code", "agency", "nip", "signed_on"]
    assert register.duplicated(same, keep=False)[damaged].all()


def test_no_two_of_many_persons_share_a_nip() -> None:
    pns = nips(PNS, np.arange(1_200_000), seed=2024)
    pppk = nips(PPPK, np.arange(400_000), seed=2024)
    assert len(np.unique(np.concatenate([pns, pppk]))) == 1_600_000


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetralitasError, match="PPPK can be told apart"):
        nips(PPPK, np.array([100_000_000]), seed=1)
    with pytest.raises(UnknownNameError, match="no source 'pact'"):
        simulate(tmp_path, sources=["pact"])
    _register(tmp_path, regions=2, rows=5_460)
    with pytest.raises(NetralitasError, match="is not of this simulation"):
        _register(tmp_path, regions=2, rows=5_460, per_region=True)
