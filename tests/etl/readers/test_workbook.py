"""XLSX and XLS as they come: values as text, where each stood, and what calamine does not show."""

import datetime as days
import io
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.worksheet.worksheet import Worksheet

from etl.grid import UNCALCULATED, Merge
from etl.readers import open_file
from tests.etl.readers.books import only, opened, refusal, sheets, with_texts, xlsx, zipped
from tests.etl.readers.test_separated import problem_of


def by_openpyxl(fill: Callable[[Worksheet], object]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(stream)
    return stream.getvalue()


def by_xlwt(fill: Callable[[xlwt.Worksheet], object]) -> bytes:
    book, stream = xlwt.Workbook(), io.BytesIO()
    fill(book.add_sheet("S"))
    book.save(stream)
    return stream.getvalue()


VALUES = [
    (1234, "1234"), (1234.0, "1234"), (1.234, "1,2340"), (74.1, "74,1"), (0.5, "0,5"), (-3.25, "-3,25"),
    (1e-7, "0,0000001"), (0.1 + 0.2, "0,3"), (197001012005011000, "197001012005011000"), (1e15, "1000000000000000"),
    (True, "TRUE"), (False, "FALSE"), ("1.234", "1.234"), ("  a\nb ", "  a\nb "), ("=x", "=x"), ("'001", "'001"),
    (days.date(2024, 9, 17), "2024-09-17"), (days.datetime(2024, 9, 17), "2024-09-17"),
    (days.datetime(2024, 9, 17, 8, 30), "2024-09-17 08:30:00"), (days.time(8, 30), "08:30:00"),
    (days.timedelta(hours=30, minutes=5), "30:05:00"), ("Kab. Muna \u2013 \U0001f600", "Kab. Muna \u2013 \U0001f600"),
]  # fmt: skip


def test_values_become_text_that_cannot_be_misread(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row, (value, _) in enumerate(VALUES, start=1):
            sheet.cell(row, 1).value = value
            if isinstance(value, str):
                sheet.cell(row, 1).data_type = "s"

    grid = only(opened(tmp_path, by_openpyxl(fill)))
    assert grid.cells[:, 0].tolist() == [text for _, text in VALUES]


def test_values_of_an_xls(tmp_path: Path) -> None:
    style = xlwt.XFStyle()
    style.num_format_str = "dd/mm/yyyy"

    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(2, 1, 1234)
        sheet.write(2, 2, 1.234)
        sheet.write(2, 3, "é–x")
        sheet.write(2, 4, True)
        sheet.write(4, 1, days.date(2024, 9, 17), style)
        sheet.write_merge(6, 7, 1, 2, "m")

    grid = only(opened(tmp_path, by_xlwt(fill)))
    assert grid.first_row == 3
    assert grid.cells.tolist() == [
        ["", "1234", "1,2340", "é–x", "TRUE"],
        ["", "", "", "", ""],
        ["", "2024-09-17", "", "", ""],
        ["", "", "", "", ""],
        ["", "m", "", "", ""],
    ]
    assert grid.merged == (Merge(4, 1, 4, 2),)


def test_where_the_used_range_begins(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C5"] = "judul"
        sheet.merge_cells("C5:E5")
        sheet["C8"], sheet["E8"], sheet["G8"] = 1, 2, " "
        sheet["C9"].number_format = "0.00"
        sheet.merge_cells("A1:B2")

    grid = only(opened(tmp_path, by_openpyxl(fill)))
    assert grid.first_row == 5
    blank = [""] * 5
    assert grid.cells.tolist() == [["", "", "judul", "", ""], blank, blank, ["", "", "1", "", "2"]]
    assert grid.merged == (Merge(0, 2, 0, 4),)


def test_hidden_sheets_are_marked_and_charts_left_out(tmp_path: Path) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for name, state in {"a": "visible", "b": "hidden", "c": "veryHidden", "kosong": "visible"}.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if name != "kosong":
            sheet["A1"] = name
    book.create_chartsheet("grafik")
    book.save(stream)
    found = sheets(opened(tmp_path, stream.getvalue()))
    assert {name: grid.hidden for name, grid in found.items()} == {"a": False, "b": True, "c": True}


def test_errors_and_formulas_never_calculated(tmp_path: Path) -> None:
    """openpyxl writes formulas without their values; calamine shows them as blank cells, and errors too."""

    def fill(sheet: Worksheet) -> None:
        sheet["B3"] = "=1+1"
        sheet["C4"], sheet["D4"], sheet["E4"] = "x", "#REF!", "#N/A"
        sheet["B9"] = "=SUM(C1:C8)"

    grid = only(opened(tmp_path, by_openpyxl(fill)))
    assert grid.first_row == 3
    blank = [""] * 5
    assert grid.cells.tolist() == [
        ["", UNCALCULATED, "", "", ""],
        ["", "", "x", "#REF!", "#N/A"],
        *[blank] * 4,
        ["", UNCALCULATED, "", "", ""],
    ]


def test_a_sheet_of_nothing_but_uncalculated_formulas(tmp_path: Path) -> None:
    grid = only(opened(tmp_path, by_openpyxl(lambda sheet: sheet.cell(2, 2, "=A1"))))
    assert (grid.first_row, grid.cells.tolist()) == (2, [["", UNCALCULATED]])


def test_a_nought_that_was_never_counted(tmp_path: Path) -> None:
    """xlsxwriter writes 0 beside each formula, and asks for a calculation that never came."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1")
        sheet.write_formula("B1", "=1+1", value=2)
        sheet.write_number("C1", 0)
    assert only(opened(tmp_path, stream.getvalue())).cells.tolist() == [[UNCALCULATED, "2", "0"]]


def test_calculated_formulas(tmp_path: Path) -> None:
    """As Excel writes them: a nought that was counted, and the empty text, which is a value."""
    rows = (
        '<row r="1"><c r="A1"><f>1-1</f><v>0</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>1</f></c><c r="E1" t="b"><f>1=1</f><v>1</v></c></row>'
    )
    assert only(opened(tmp_path, xlsx(rows))).cells.tolist() == [["0", "", "#DIV/0!", UNCALCULATED, "TRUE"]]


def test_numbers_that_are_none(tmp_path: Path) -> None:
    """Programs write them into cells, and a blank cell would be data that nobody has yet."""
    values = ("NaN", "nan", "INF", "-INF")
    cells = "".join(f'<c r="{column}1"><v>{value}</v></c>' for column, value in zip("ABCD", values, strict=True))
    assert only(opened(tmp_path, xlsx(f'<row r="1">{cells}</row>'))).cells.tolist() == [["#NUM!"] * 4]


def test_cells_without_addresses(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c><f>x</f></c></row><row r="3"><c r="B3"><v>3</v></c><c t="e"><v>#N/A</v></c></row>'
    grid = only(opened(tmp_path, xlsx(rows)))
    assert grid.cells.tolist() == [["1", UNCALCULATED, ""], ["", "", ""], ["", "3", "#N/A"]]


def test_prefixed_names(tmp_path: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c><x:c r="B1"><x:f>1</x:f></x:c></x:row>'
    assert only(opened(tmp_path, xlsx(rows, prefix="x"))).cells.tolist() == [["#REF!", UNCALCULATED]]


def test_an_xls_with_errors(tmp_path: Path) -> None:
    """xlwt writes no errors: the truth values' records are made into them, as [MS-XLS] has it (2.4.24)."""

    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, "a")
        sheet.write(0, 1, True)
        sheet.write(0, 2, xlwt.Formula("1+1"))

    raw = by_xlwt(fill)
    record = b"\x05\x02\x08\x00\x00\x00\x01\x00"
    place = raw.index(record) + len(record) + 2
    assert raw[place : place + 2] == b"\x01\x00"
    broken = raw[:place] + b"\x17\x01" + raw[place + 2 :]
    result = b"\x03\x00\x00\x00\x00\x00\xff\xff"  # the empty text
    assert broken.count(result + b"\x00\x00") == 1
    broken = broken.replace(result + b"\x00\x00", result + b"\x02\x00")  # to be calculated on opening (2.4.127)
    assert only(opened(tmp_path, broken)).cells.tolist() == [["a", "#REF!", UNCALCULATED]]


# ------------------------------------------------------------------------------------------------------- refused

PLAIN = by_openpyxl(lambda sheet: sheet.append(["a", 1]))
OLD = by_xlwt(lambda sheet: [sheet.write(row, 0, f"teks {row}") for row in range(2000)])


def test_locked_with_a_password(tmp_path: Path) -> None:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(PLAIN)).encrypt("rahasia", stream)
    assert refusal(opened(tmp_path, stream.getvalue(), "locked.xlsx")) == "password_protected"


def test_bytes_of_another_kind_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    assert refusal(opened(tmp_path, b"\x7fELF\x00\xff\xfe" * 20, "rusak.XLSX")) == "workbook_damaged"


def test_an_xls_locked_with_a_password(tmp_path: Path) -> None:
    """The record FILEPASS in place of another after the beginning, where Excel puts it."""
    write_access = b"\x5c\x00\x70\x00"
    assert OLD.count(write_access) == 1
    locked = OLD.replace(write_access, b"\x2f\x00\x70\x00")
    assert refusal(opened(tmp_path, locked, "locked.xls")) == "password_protected"


def test_a_package_with_encrypted_members(tmp_path: Path) -> None:
    raw = bytearray(PLAIN)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := raw.find(mark, place + 1)) >= 0:
            raw[place + offset] |= 1
    assert refusal(opened(tmp_path, bytes(raw))) == "password_protected"


@pytest.mark.parametrize("share", [0.001, 0.02, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("name", ["xlsx", "xls"])
def test_cut_off(tmp_path: Path, name: str, share: float) -> None:
    raw = PLAIN if name == "xlsx" else OLD
    assert refusal(opened(tmp_path, raw[: max(9, int(len(raw) * share))], "cut.xlsx")) == "workbook_damaged"


@pytest.mark.parametrize("name", ["xlsx", "xls"])
def test_damage_anywhere_raises_nothing(tmp_path: Path, name: str) -> None:
    """One byte after another made wrong; what can still be read may be read."""
    raw = PLAIN if name == "xlsx" else OLD[:12_000] + OLD[-12_000:]
    for place in range(0, len(raw), 37):
        reading = opened(tmp_path, raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :])
        assert (reading.problem is None) == bool(reading.grids)


def test_other_documents(tmp_path: Path) -> None:
    word = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
    assert problem_of(opened(tmp_path, word)) == ("other_format", {"format": "DOCX"})
    assert refusal(opened(tmp_path, by_openpyxl(lambda sheet: None))) == "file_empty"


# ----------------------------------------------------------------------------------------------- made to hurt


def _peak_mb(path: Path) -> tuple[str, int]:
    """What a process of its own says of the file, and the most memory it took (resource would tell its parent's)."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom etl.readers import open_file\n"
        "reading = open_file(Path(sys.argv[1]))\n"
        "said = reading.problem.rule if reading.problem else repr([grid.cells.shape for grid in reading.grids])\n"
        "peak = Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0]\n"
        "sys.stdout.write(f'{said}|{peak}')\n"
    )
    top = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=top)
    said, _, peak = done.stdout.partition("|")
    return said, int(peak) // 1000


def test_a_million_formatted_blank_rows_cost_little(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 1_048_577))
    path = tmp_path / "blank.xlsx"
    path.write_bytes(xlsx('<row r="2"><c r="A2"><v>1</v></c></row>' + rows))
    said, peak = _peak_mb(path)
    assert said == "[(1, 1)]"
    assert peak < 700


def test_formatted_blank_cells_do_not_make_a_sheet_too_large(tmp_path: Path) -> None:
    """First looked at, the sheet seems to reach to XFD1048576; only its content counts."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert only(opened(tmp_path, xlsx(rows))).cells.tolist() == [["1"]]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c s="0" r="XFD1048576" ><v>1</v></c>',
        "<c r='XFD1048576' t='str'/>",
        '<c x="/>" r="XFD1048576"><is><t>a</t></is></c>',
    ],
)
def test_a_cell_in_the_far_corner(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "corner.xlsx"
    path.write_bytes(xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{cell}</row>'))
    said, peak = _peak_mb(path)
    assert said == "sheet_too_large"
    assert peak < 400


def test_an_xls_that_spans_too_much_many_times(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for number in range(2):
        sheet = book.add_sheet(f"S{number}")
        sheet.write(0, 0, 1)
        sheet.write(65535, 120, 1)
    book.save(str(tmp_path / "wide.xls"))
    assert refusal(open_file(tmp_path / "wide.xls")) == "sheet_too_large"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(xlsx("", more={"xl/sharedStrings.xml": "<sst>" + "<si><t>a</t></si>" * 20_000_000 + "</sst>"}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(open_file(path)) == "archive_bomb"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    raw = bytearray(xlsx("", more={"xl/sharedStrings.xml": "<sst>" + " " * 90_000_000 + "</sst>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as package:
        size = package.getinfo("xl/sharedStrings.xml").file_size.to_bytes(4, "little")
    assert raw.count(size) == 2
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bytes(raw).replace(size, (1000).to_bytes(4, "little")))
    assert refusal(open_file(path)) == "workbook_damaged"


@pytest.mark.parametrize("count", ["4000000000", "18446744073709551615"])
def test_more_texts_announced_than_there_are(tmp_path: Path, count: str) -> None:
    """calamine would set memory aside for all of them, and end the process when it gets none."""
    assert refusal(opened(tmp_path, with_texts(f'count="1" uniqueCount = "{count}"'))) == "workbook_damaged"
    assert only(opened(tmp_path, with_texts('count="1" uniqueCount="1"'))).cells.tolist() == [["teks"]]


def test_an_xls_that_announces_too_large_a_sheet(tmp_path: Path) -> None:
    place = OLD.index(b"\x00\x02\x0e\x00") + 4
    size = struct.pack("<LLHH", 0, 0xFFFF_FFFF, 0, 0xFFFF)
    assert refusal(opened(tmp_path, OLD[:place] + size + OLD[place + 12 :])) == "workbook_damaged"


@pytest.mark.parametrize("part", ["sheet", "formula"])
def test_entities_are_not_expanded(tmp_path: Path, part: str) -> None:
    names = "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10 if n else "ha"}">' for n in range(9))
    formula = "<f>&i;</f>" if part == "formula" else ""
    rows = f'<row r="1"><c r="A1" t="str">{formula}<v>&i;</v></c></row>'
    assert refusal(opened(tmp_path, xlsx(rows, before=f"<!DOCTYPE x [{names}]>"))) == "workbook_damaged"
