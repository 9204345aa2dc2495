"""Receipts add up, whatever a file holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contracts import rules_of
from etl.parse import agency_key
from etl.sources import contracts
from etl.staged import ReceiptError, Staged
from tests.etl.intake.writing import RECAP, staged, write
from tests.examples import examples
from tests.reference import cells as slow

GOVERNMENTS = {"Kab. Konawe": "74.02", "74.72": "74.72", "Sulawesi Tenggara": "74", "Bima": None, "Jakarta Pusat": None}
DATES = {"2024-09-30": "2024-09-30", "September 2024": "2024-09-30", "31-02-2024": None, "2024": None, "": None}

recaps = st.lists(
    st.fixed_dictionaries(
        {
            "government": st.sampled_from(list(GOVERNMENTS)),
            "agency": st.sampled_from(["", "Dinas A", "DINAS A", "Dinas B", "Seluruh OPD"]),
            "date": st.sampled_from(list(DATES)),
            "employed": st.sampled_from(["", "0", "10", "1.000", "x"]),
            "signed": st.sampled_from(["", "nihil", "10", "20", "1,5"]),
        }
    ),
    min_size=1,
    max_size=12,
)


def key_of(row: dict[str, str]) -> str | None:
    """The key of a recap row by plain rules, None where it breaks one."""
    region, day = GOVERNMENTS[row["government"]], DATES[row["date"]]
    employed, signed = slow.count(row["employed"]), slow.count(row["signed"])
    if region is None or day is None or employed is None or signed is None or employed == 0 or signed > employed:
        return None
    scope = "all" if employed == employed and signed == signed else "unknown"
    return f"{region}|{agency_key(row['agency'])}|{day}|{scope}"


@pytest.mark.random
@given(recaps)
@examples(25)
def test_recaps_add_up(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]) -> None:
    """Counts, keys and sums against rows counted one by one."""
    file = staged(write(tmp_path_factory.getbasetemp() / "recaps.csv", rows))
    keys = [key_of(row) for row in rows]
    assert (len(file.records), file.rejected, file.superseded) == slow.receipt(rows, keys)
    last = {key: row for key, row in zip(keys, rows, strict=True) if key}
    assert set(file.records["record_key"]) == set(last)
    numbers = [slow.count(row["signed"]) for row in last.values()]
    assert file.observations["value"].sum() == sum(number for number in numbers if number and number == number)
    assert len(file.observations) == len(file.records)


@pytest.mark.random
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(RECAP, st.text(max_size=12))), min_size=1, max_size=5))
@examples(25)
def test_any_text_in_any_cell_adds_up(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]) -> None:
    rows = [{name: cell.replace("\0", "") for name, cell in row.items()} for row in rows]
    file = staged(write(tmp_path_factory.getbasetemp() / "any.csv", rows))
    assert file.error is None
    said = [bool("".join(row.values()).strip()) for row in rows]  # blank rows at the end are no rows of a sheet
    assert file.read + len(file.skipped) == len(rows) - said[::-1].index(True) if any(said) else not file.read
    assert set(file.rejects["rule"]) <= set(rules_of(contracts()["pact_recap"]))


def test_a_receipt_that_does_not_add_up_is_a_failure() -> None:
    with pytest.raises(ReceiptError, match="1 rows read, but 0 accepted"):
        Staged("x.csv", read=1)


def test_every_row_may_be_bad(tmp_path: Path) -> None:
    rows = [RECAP | {"government": f"Kabupaten X{number}", "agency": "a" * number} for number in range(300)]
    file = staged(write(tmp_path / "names.csv", rows))
    assert (file.read, file.rejected, len(file.records)) == (300, 300, 0)


@pytest.mark.parametrize("piece", ["a dan ", "x", "1.", "@a", "0 8", "1234 ", "Selasa, ", "Kabupaten "])
def test_a_long_cell_in_every_column_is_only_rejected(tmp_path: Path, piece: str) -> None:
    """No pattern may take more than the length of a cell; one that does would not come to an end here."""
    long = piece * (120_000 // len(piece))
    file = staged(write(tmp_path / "long.csv", [dict.fromkeys([*RECAP, "election", "source"], long)]))
    assert file.rejected == 1
    assert file.rejects["value"].str.len().max() <= 200
