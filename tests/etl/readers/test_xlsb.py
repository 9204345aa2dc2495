"""XLSB, for which there is no library that writes it: records by hand, as [MS-XLSB] has them."""

import struct
from pathlib import Path

import pytest

from etl.grid import Merge
from tests.etl.readers.books import opened, refusal, sheets, zipped

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
Cell = tuple[int, bytes]


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(content), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + content


def text(value: str) -> bytes:
    return struct.pack("<L", len(value)) + value.encode("utf-16-le")


def number(value: float) -> Cell:
    return 5, struct.pack("<d", value)


def words(value: str) -> Cell:
    return 6, text(value)


def error(code: int) -> Cell:
    return 3, bytes([code])


def sheet(rows: dict[int, dict[int, Cell]], merged: tuple[Merge, ...] = ()) -> bytes:
    size = struct.pack("<4L", 0, max(rows), 0, max(max(cells) for cells in rows.values()))
    part = record(129) + record(148, size) + record(145)
    for row, cells in rows.items():
        part += record(0, struct.pack("<LLHHBL", row, 0, 300, 0, 0, 0))
        for column, (kind, content) in cells.items():
            part += record(kind, struct.pack("<LL", column, 0) + content)
    part += record(146) + record(177, struct.pack("<L", len(merged)))
    part += b"".join(record(176, struct.pack("<4L", m.top, m.bottom, m.left, m.right)) for m in merged)
    return part + record(178) + record(130)


def xlsb(parts: dict[str, tuple[int, bytes]]) -> bytes:
    """Sheets by name: their state (0 visible, 1 hidden, 2 very hidden) and their part."""
    book, relations, members = record(131) + record(143), "", {}
    for place, (name, (state, part)) in enumerate(parts.items(), start=1):
        book += record(156, struct.pack("<LL", state, place) + text(f"rId{place}") + text(name))
        relations += f'<Relationship Id="rId{place}" Type="{_DOCUMENT}/worksheet" Target="worksheets/s{place}.bin"/>'
        members[f"xl/worksheets/s{place}.bin"] = part
    book += record(144) + record(132)
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.bin"/></Relationships>'.encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'.encode(),
            **members,
        }
    )


def test_values_errors_and_merged_ranges(tmp_path: Path) -> None:
    rows = {
        2: {1: words("Kab. Muna – é"), 2: number(1234), 3: number(1.234)},
        4: {1: error(0x17), 2: error(0x2A), 4: (4, b"\x01"), 300: words("jauh")},
    }
    found = sheets(opened(tmp_path, xlsb({"S": (0, sheet(rows, (Merge(2, 1, 3, 2),))), "H": (1, sheet(rows))})))
    grid = found["S"]
    assert (grid.first_row, grid.merged, grid.hidden, found["H"].hidden) == (3, (Merge(0, 1, 1, 2),), False, True)
    assert grid.cells.shape == (3, 301)
    assert grid.cells[:, :5].tolist() == [
        ["", "Kab. Muna – é", "1234", "1,2340", ""],
        [""] * 5,
        ["", "#REF!", "#N/A", "", "TRUE"],
    ]
    assert grid.cells[2, 300] == "jauh"


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_cut_off_parts(tmp_path: Path, cut: int) -> None:
    whole = sheet({0: {0: words("a" * 100)}})
    assert refusal(opened(tmp_path, xlsb({"S": (0, whole[: -cut - 9])}))) == "workbook_damaged"


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    raw = xlsb({"S": (0, sheet({0: {0: number(1)}, 1_048_575: {16_383: number(1)}}))})
    assert refusal(opened(tmp_path, raw)) == "sheet_too_large"
