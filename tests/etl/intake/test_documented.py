"""The real input: the documented events as packaged."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from etl.masking import looks_like_person
from etl.staged import Staged
from tests.etl.intake.writing import staged


@pytest.fixture(scope="module")
def packaged() -> Path:
    return Path(__file__).parents[3] / "etl" / "reference" / "documented_events.csv"


@pytest.fixture(scope="module")
def documented(packaged: Path) -> Staged:
    return staged(packaged)


def test_all_rows_are_accepted(documented: Staged) -> None:
    assert documented.error is None
    assert (documented.source, documented.read, len(documented.records)) == ("event", 290, 290)
    assert (documented.rejected, documented.superseded, documented.skipped) == (0, 0, ())
    assert documented.dropped_columns == ("note",)
    assert documented.conflicts.empty
    assert len(documented.events) == 290


def test_packaged_facts_are_the_shared_ones(packaged: Path, shared_dir: Path) -> None:
    assert packaged.read_bytes() == (shared_dir / "data/documented/documented_events.csv").read_bytes()


def test_packaged_facts_hold_nobody(packaged: Path) -> None:
    cells = [cell for row in csv.reader(packaged.read_text(encoding="utf-8").splitlines()) for cell in row]
    assert not [cell for cell in cells if looks_like_person(cell)]


def test_every_row_is_a_record_for_each_of_its_elections(documented: Staged) -> None:
    records = documented.observations.query("measure == 'record'")
    assert len(records) == 291  # one circular is about both elections of 2024
    assert (records["value"] == 1).all()
    both = records[records["record_key"] == "EV-106"]
    assert sorted(both["election"]) == ["Pemilu 2024", "Pilkada 2024"]
    assert documented.events.set_index("event_id").loc["EV-106", "election"] == "Pemilu dan Pilkada 2024"


def test_values_are_those_of_the_file(documented: Staged, packaged: Path) -> None:
    """Against the csv module and plain arithmetic."""
    with packaged.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["use"] == "value"]
    counts = documented.observations.query("measure != 'record'").set_index("record_key")
    assert len(counts) == len(rows) == 127
    for row in rows:
        found = counts.loc[row["event_id"]]
        assert found["value"] == float(row["number"])
        for ours, theirs in {"measure": "kind", "unit": "unit", "region_code": "kemendagri_code"}.items():
            assert found[ours] == row[theirs]


def test_sulawesi_tenggara(documented: Staged) -> None:
    """Konawe 6 + 5 in two categories; regencies 37; the provincial government 3."""
    counts = documented.observations.query("measure == 'violation_count'")
    recap = counts[(counts["as_of"] == pd.Timestamp("2024-10-14")) & counts["region_code"].str.startswith("74")]
    konawe = recap[recap["region_code"] == "74.02"].set_index("category")["value"]
    assert konawe.to_dict() == {"kode_etik": 6.0, "netralitas": 5.0}
    assert recap[recap["region_code"].str.len() == 5]["value"].sum() == 37
    assert recap[recap["region_code"] == "74"]["value"].sum() == 3
    assert set(recap["category"]) == {
        "administrasi",
        "kode_etik",
        "netralitas",
        "pidana_pemilihan",
        "tidak_diklasifikasi",
    }


def test_reports_and_findings_of_one_place_are_categories(documented: Staged) -> None:
    konut = documented.observations.query("measure == 'report_count' and region_code == '74.09' and unit == 'kasus'")
    latest = konut[konut["as_of"] == konut["as_of"].max()]
    assert latest.set_index("category")["value"].to_dict() == {"report": 8.0, "finding": 6.0}


def test_a_spoken_zero_is_zero_and_a_pact_has_no_number(documented: Staged) -> None:
    makassar = documented.observations.query("record_key == 'EV-117' and measure == 'report_count'")
    assert makassar["value"].to_list() == [0.0]
    baubau = documented.events.set_index("event_id").loc["EV-201"]
    assert (baubau["scope"], pd.isna(baubau["number"]), baubau["as_of"]) == ("all", True, pd.Timestamp("2024-09-17"))


def test_dates_keep_their_precision(documented: Staged) -> None:
    events = documented.events.set_index("event_id")
    year, month = events.loc["EV-001"], events.loc["EV-022"]
    assert (year["precision"], year["period_start"], year["as_of"]) == (
        "year",
        pd.Timestamp("2020-01-01"),
        pd.Timestamp("2020-12-31"),
    )
    assert (month["precision"], month["as_of"]) == ("month", pd.Timestamp("2020-10-31"))


def test_the_free_text_is_nowhere(documented: Staged) -> None:
    frames = (documented.records, documented.observations, documented.events)
    held = "".join(frame.to_csv() for frame in frames)
    assert "representatives signed" not in held
    assert "note" not in {column for frame in frames for column in frame.columns}
