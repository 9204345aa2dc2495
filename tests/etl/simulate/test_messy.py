"""A nation as offices mail it says exactly what the clean one says."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.simulate import SOURCES, simulate
from etl.stage import stage
from geo.regions import RegionIndex

STAGED = ("pact_recap", "headcount", "report_log")
GOVERNMENTS, SEED = 16, 7
# Where a row stood is not what it says; the citation of a recap stands in its rows in both.
_FACTS = (
    *("measure", "unit", "category", "election", "region_code", "agency", "covers", "scope", "evidence"),
    *("value", "base", "as_of", "period_start", "period_end"),
)


def _facts(paths: Sequence[Path]) -> pd.DataFrame:
    """Every observation of some files, sorted; the files must be taken whole."""
    index = RegionIndex.packaged()
    staged = {path.name: stage(path, index=index) for path in paths}
    assert {name: file.error for name, file in staged.items() if file.error} == {}
    assert {name: file.rejects.to_dict("records") for name, file in staged.items() if len(file.rejects)} == {}
    rows = pd.concat([file.observations for file in staged.values()])[list(_FACTS)]
    return rows.sort_values(list(_FACTS), ignore_index=True)


@pytest.mark.parametrize("source", STAGED)
def test_it_says_exactly_what_the_clean_nation_says(source: str, tmp_path: Path) -> None:
    clean = simulate(tmp_path / "clean", regions=GOVERNMENTS, seed=SEED, sources=[source])
    mailed = simulate(tmp_path / "mailed", regions=GOVERNMENTS, seed=SEED, sources=[source], messy=True)
    pd.testing.assert_frame_equal(_facts(mailed), _facts(clean))


def test_every_office_has_its_own_way(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=120, seed=SEED, sources=["pact_recap"], messy=True)
    assert 100 < len(files) <= 120
    books = [openpyxl.load_workbook(path) for path in files if path.suffix == ".xlsx"]
    texts = [path.read_bytes() for path in files if path.suffix == ".csv"]
    sheets = [sheet for book in books for sheet in book]
    assert len(books) > 30
    assert {sheet.sheet_state for sheet in sheets} == {"visible", "hidden"}
    assert any(sheet.merged_cells.ranges for sheet in sheets)
    assert any(len(book.sheetnames) > 5 for book in books)
    assert any(text.startswith(b"\xff\xfe") for text in texts)
    assert any(text.startswith(b"\xef\xbb\xbf") for text in texts)
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    words = {cell for row in rows for cell in row if isinstance(cell, str)}
    assert {"(1)", "Grand Total", "Jumlah", "SKPD", "Sdh TTD", "n/a", "belum ada data"} <= words
    assert any(word.startswith("NIP. ") for word in words)
    assert "simulasi" in words


def test_a_register_is_mailed_with_names_and_faults(tmp_path: Path) -> None:
    files = simulate(tmp_path, regions=12, seed=SEED, sources=["pact_register"], rows=160_000, messy=True)
    books = [openpyxl.load_workbook(path, read_only=True) for path in files if path.suffix == ".xlsx"]
    rows = [row for book in books for sheet in book for row in sheet.iter_rows(values_only=True)]
    cells = pd.Series([str(cell) for row in rows for cell in row if cell is not None])
    assert cells.str.fullmatch(r"[XQZV][a-z]+ [XQZV][a-z]+").sum() > 1_000
    assert cells.str.fullmatch(r"\d{18}").sum() > 500
    assert cells.str.fullmatch(r"\d{8} \d{6} [12] 9\d\d").sum() > 500


def test_a_seed_decides_every_byte(tmp_path: Path) -> None:
    sources = [*SOURCES]
    digests = []
    for folder, seed in (("one", 7), ("same", 7), ("other", 8)):
        files = simulate(tmp_path / folder, regions=4, seed=seed, sources=sources, rows=5_460, messy=True)
        digests.append({path.name: sha256(path.read_bytes()).hexdigest() for path in files})
    assert digests[0] == digests[1] != digests[2]
