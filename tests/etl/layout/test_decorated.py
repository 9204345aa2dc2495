"""A clean table, decorated at random as offices decorate theirs, yields exactly the rows of the clean one."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.grid import Grid
from tests.etl.layout.drawing import laid, rows

HEADER = ("OPD", "Jml ASN", "Sudah TTD")
AGENCIES = (
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "BKPSDM",
    "Sekretariat DPRD",
    "Kecamatan Kota",
    "RSUD",
    "Inspektorat",
)
TITLES = ("REKAPITULASI PAKTA INTEGRITAS", "PILKADA SERENTAK TAHUN 2024", "Lampiran Surat Edaran")
BELOW = (
    ("Keterangan : data sementara",),
    ("Catatan:", "1. Dinas lain belum melapor"),
    ("Mengetahui,", "Kepala BKPSDM", "", "LA ODE BUDI", "NIP. 19700101 199003 1 001"),
)
Line = list[str]

clean = st.lists(
    st.tuples(st.sampled_from(AGENCIES), st.integers(1, 999), st.integers(0, 999)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)


@st.composite
def decorated(draw: st.DrawFn) -> tuple[list[tuple[str, str, str]], Grid]:
    """The rows of a clean table, and a sheet that holds them among what else stands in sheets."""
    found = [(name, str(employed), str(signed)) for name, employed, signed in draw(clean)]
    numbered = draw(st.booleans())
    table = [list(HEADER), *map(list, found)]
    if draw(st.booleans()):
        sums = [str(sum(int(row[place]) for row in found)) for place in (1, 2)]
        table.append([draw(st.sampled_from(["Jumlah", "TOTAL", "Jumlah Seluruhnya"])), *sums])
    if draw(st.booleans()):
        table.insert(1, [f"({place})" for place in range(2, 5)])
    if numbered:
        table = [[number, *line] for number, line in zip(_numbers(table), table, strict=True)]
    above = [["PEMERINTAH KABUPATEN MUNA BARAT"], ["Keadaan per 30 September 2024"]]
    above += [[title] for title in draw(st.lists(st.sampled_from(TITLES), unique=True))]
    below = [["", line] for line in draw(st.sampled_from(((), *BELOW)))]
    blank = draw(st.integers(0, 2))
    lines = [*_with_blanks(draw, [*above, *([[""]] * blank), *table]), [""], *below]
    left = draw(st.integers(0, 2))
    return found, _grid([[""] * left + line for line in lines])


def _numbers(table: Sequence[Line]) -> list[str]:
    """The column `No` beside a table."""
    found = ["No"]
    for line in table[1:]:
        data = line[0] in AGENCIES
        found.append("(1)" if line[0].startswith("(") else str(len(found)) if data else "")
    return found


def _with_blanks(draw: st.DrawFn, lines: list[Line]) -> list[Line]:
    """Lines with blank ones among them."""
    return [each for line in lines for each in ([[""], line] if draw(st.integers(0, 5)) == 0 else [line])]


def _grid(lines: Sequence[Line]) -> Grid:
    cells = np.full((len(lines), max(map(len, lines))), "", dtype=object)
    for row, line in enumerate(lines):
        cells[row, : len(line)] = line
    return Grid("Sheet1", cells)


@given(decorated(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_decoration_changes_nothing(drawn: tuple[list[tuple[str, str, str]], Grid], with_hidden: bool) -> None:
    wanted, grid = drawn
    hidden = [Grid("Lama", grid.cells, hidden=True)] if with_hidden else []
    found = laid(grid, *hidden)
    (table,) = found.tables
    assert rows(table, "agency", "employed", "signed") == wanted
    assert set(table.cells["government"]) == {"Kabupaten Muna Barat"}
    assert set(table.cells["date"]) == {"2024-09-30"}
    skipped = [*found.skipped, *table.skipped]
    header = 1
    assert len(skipped) + len(table.cells) + header == len(grid.cells)
    assert "BUDI" not in "".join(map(str, (*found.notes, *table.notes, *skipped, table.dropped)))
