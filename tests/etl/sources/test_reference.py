"""The packaged lists of states, sanctions and forms of violation are the shared facts, with spellings beside them."""

import csv
from pathlib import Path

import pytest

from etl.cases import sanctions, violations
from etl.elections import confirmation_day, election_after, elections
from etl.headers import bare
from etl.sources import contracts

REFERENCE = Path(__file__).parents[3] / "etl" / "reference"


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_states_are_the_shared_ones_and_the_two_of_a_block(shared_dir: Path) -> None:
    theirs = {row["state_code"].lower(): row for row in lines(shared_dir / "data/reference/case_states.csv")}
    ours = {row["state"]: row for row in lines(REFERENCE / "case_states.csv")}
    assert set(ours) - set(theirs) == {"blocked", "unblocked"}
    assert set(theirs) <= set(ours)
    yes = {"ya": "yes", "tidak": "no"}
    for code, row in theirs.items():
        mine = ours[code]
        for name in ("order", "owner", "system", "source", "confidence", "deadline", "deadline_source"):
            assert mine[name] == row[name], (code, name)
        assert mine["terminal"] == yes[row["terminal"]]
        assert mine["counts_as_followed_up"] == yes[row["counts_as_followed_up"]]
    assert all(row["source"].startswith("https://") for row in ours.values())


def test_sanctions_are_the_shared_ones(shared_dir: Path) -> None:
    theirs = lines(shared_dir / "data/reference/sanction_types.csv")
    ours = lines(REFERENCE / "sanction_types.csv")
    assert [{name: value for name, value in row.items() if name != "spellings"} for row in ours] == theirs
    levels = {kind.level for kind in sanctions().values() if kind.is_sanction}
    assert levels == {"moral", "ringan", "sedang", "berat", "pemberhentian"}
    assert {code for code, kind in sanctions().items() if not kind.is_sanction} == {"KD-1", "KD-2"}


def test_violations_are_the_shared_ones(shared_dir: Path) -> None:
    name = "violation_types.csv"
    assert (REFERENCE / name).read_bytes() == (shared_dir / "data/reference" / name).read_bytes()
    assert {form.category for form in violations().values()} == {
        "kode_etik", "disiplin", "pidana_pemilihan", "tidak_diklasifikasi",
    }  # fmt: skip


@pytest.mark.parametrize("source", ["headcount", "report_log", "case_outcome"])
def test_no_spelling_means_two_choices(source: str) -> None:
    for column in contracts()[source].columns:
        seen: dict[str, str] = {}
        for code, words in column.choices.items():
            for word in (code, *words):
                assert seen.setdefault(bare(word), code) == code, (column.name, word)


def test_elections_of_cases() -> None:
    """The election of the day, or the last one before it: not for ever, and only where it was held."""
    days = {
        day: election_after(day, "74.02") for election in elections() for day in (election.first_day, election.last_day)
    }
    assert None not in days.values()
    pilkada = next(election for election in elections() if election.name == "Pilkada 2024")
    assert election_after(pilkada.last_day.replace(year=2025), "74.02") == "Pilkada 2024"
    assert election_after(pilkada.last_day.replace(year=2026), "74.02") is None
    assert election_after(pilkada.last_day.replace(month=8, year=2025), "19.71") == "Pilkada Ulang 2025"
    assert election_after(pilkada.last_day.replace(month=8, year=2025), "74.02") == "Pilkada 2024"


def test_the_day_candidates_were_confirmed_is_that_of_the_calendar() -> None:
    assert str(confirmation_day("Pilkada 2024")) == "2024-09-22"
    assert str(confirmation_day("Pilkada Ulang 2025")) == "2025-07-22"
    assert confirmation_day("Pemilu 2024") is None
