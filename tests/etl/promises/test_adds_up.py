"""Every receipt adds up, and the sum over regions is that over accepted rows: whatever the files hold, and again."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select

from etl.receipt import Counts
from etl.warehouse import load as loading
from etl.warehouse.connect import reading
from etl.warehouse.schema import observation, record
from tests.etl.loading import load_for_none as load
from tests.etl.loading import place_in, recap, write_csv
from tests.examples import examples

RECAP = ("Kab/Kota", "OPD", "Tanggal", "Jml ASN", "Sudah TTD", "Lingkup", "Keterangan")
REGIONS = ("Kabupaten Konawe", "Kota Kendari", "Bima", "Konawee", "74.02", "", "Jumlah", "Provinsi Gorontalo")
AGENCIES = ("Dinas A", "dinas a", "Dinas B", "", "Seluruh OPD", "198001012005011001")
DAYS = ("2024-09-30", "30 September 2024", "Selasa, 30 September 2024", "09/2024", "31-02-2024", "2024", "")
NUMBERS = ("0", "1", "7", "1.234", "1.234,5", "12 orang", "-", "nihil", "", "n/a", "banyak", "-3", "#REF!")
SCOPES = ("", "semua", "pimpinan", "entah")

rows = some.tuples(
    some.sampled_from(REGIONS), some.sampled_from(AGENCIES), some.sampled_from(DAYS), some.sampled_from(NUMBERS),
    some.sampled_from(NUMBERS), some.sampled_from(SCOPES), some.just(""),
)  # fmt: skip
files = some.lists(rows, max_size=8)


def accepted_now(path: Path) -> tuple[float, float]:
    """Signed and employed, summed over what the warehouse holds current."""
    with reading(place_in(path)) as connection:
        query = select(func.sum(observation.c.value), func.sum(observation.c.base)).where(
            observation.c.version_to.is_(None)
        )
        return tuple(float(each or 0) for each in connection.execute(query).one())  # type: ignore[return-value]


def said_by_records(path: Path) -> tuple[float, float]:
    """The same, reckoned from the files by the rows that current records say they come from."""
    with reading(place_in(path)) as connection:
        held = connection.execute(select(record.c.path, record.c.row).where(record.c.version_to.is_(None))).all()
    total = [0.0, 0.0]
    for file, row in held:
        cells = pd.read_csv(file, header=None, dtype=str, keep_default_na=False, skip_blank_lines=False).iloc[row - 1]
        for place, text in enumerate((cells[4], cells[3])):
            total[place] += number(text)
    return total[0], total[1]


def number(text: str) -> float:
    """What a cell of NUMBERS that may be accepted means."""
    known = {"1.234": 1234.0, "12 orang": 12.0, "-": 0.0, "nihil": 0.0, "n/a": 0.0, "": 0.0}
    return known[text] if text in known else float(text)


def check(receipt: Any) -> None:
    assert receipt.counts == sum((file.counts for file in receipt.files), Counts())
    for file in receipt.files:
        counts = file.counts
        assert counts.read == counts.accepted + counts.rejected + counts.unchanged + counts.superseded


@pytest.mark.random
@examples(8)
@given(some.lists(files, min_size=1, max_size=3))
def test_whatever_the_files_hold(contents: list[list[tuple[str, ...]]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="netralitas-adds-up-"))
    try:
        place = place_in(folder)
        paths = [write_csv(folder / f"{n}.csv", RECAP, content) for n, content in enumerate(contents)]
        first = load(place, *paths)
        check(first)
        assert first.counts.read == sum(map(len, contents)) - first.counts.skipped
        assert accepted_now(folder) == said_by_records(folder)
        again = load(place, *reversed(paths))
        check(again)
        check(load(place, *paths[:1]))
        assert accepted_now(folder) == said_by_records(folder)
    finally:
        shutil.rmtree(folder)


def test_a_load_whose_sums_differ_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, file = place_in(tmp_path), recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", "2024-09-30", 10, 4))
    load(place, file)
    true = loading.insert_frame

    def losing(connection: Any, table: Any, frame: pd.DataFrame) -> None:
        true(connection, table, frame.assign(value=frame["value"] - 1) if table is observation else frame)

    monkeypatch.setattr(loading, "insert_frame", losing)
    with pytest.raises(ArithmeticError, match="differ"):
        load(place, recap(tmp_path / "a.csv", ("Kota Kendari", "Dinas A", "2024-09-30", 10, 9)))
    monkeypatch.undo()
    assert accepted_now(tmp_path) == (4.0, 10.0)
