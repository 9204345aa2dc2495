"""ODS as LibreOffice and libraries write it; what calamine does not show is read beside it."""

import io
from pathlib import Path

import pytest
from odf.namespaces import TABLENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from etl.grid import UNCALCULATED, Merge
from tests.etl.readers.books import only, opened, refusal, sheets, zipped
from tests.etl.readers.test_separated import problem_of

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:{name}"'
    for prefix, name in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{}</manifest:file-entry>'
    "</manifest:manifest>"
)


def ods(rows: str, *, locked: bool = False, kind: str = "spreadsheet", before: str = "") -> bytes:
    """A document of one sheet `S` whose rows are given as XML."""
    content = (
        f"{before}<office:document-content {_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    mark = "<manifest:encryption-data/>" if locked else ""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": _MANIFEST.format(mark),
        }
    )


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(text: str = "", **attributes: str) -> str:
    named = "".join(f' {key.replace("_", ":", 1).replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<table:table-cell{named}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def words(text: str, **attributes: str) -> str:
    return cell(text, office_value_type="string", **attributes)


def test_values(tmp_path: Path) -> None:
    """As odfpy writes them."""
    document = OpenDocumentSpreadsheet()
    style = Style(name="hidden", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)
    for name in ("tampak", "sembunyi"):
        table = Table(name=name, **({"stylename": style} if name == "sembunyi" else {}))
        document.spreadsheet.addElement(table)
        table.addElement(TableRow(numberrowsrepeated=2))
        line = TableRow()
        table.addElement(line)
        for attributes in (
            {"valuetype": "float", "value": "1234"}, {"valuetype": "float", "value": "1.234"},
            {"valuetype": "boolean", "booleanvalue": "true"}, {"valuetype": "date", "datevalue": "2024-09-17"},
            {"valuetype": "date", "datevalue": "2024-09-17T08:30:00"},
            {"valuetype": "time", "timevalue": "PT30H05M00S"},
            {"valuetype": "percentage", "value": "0.741"}, {"valuetype": "currency", "value": "5"},
        ):  # fmt: skip
            line.addElement(TableCell(**attributes))
        merged = TableCell(numbercolumnsspanned=2, numberrowsspanned=2, valuetype="string")
        merged.addElement(P(text="Dinas"))
        line.addElement(merged)
        line.addElement(CoveredTableCell())
        table.addElement(TableRow(numberrowsrepeated=1_000_000))
    assert TABLENS in document.xml().decode()
    stream = io.BytesIO()
    document.save(stream)
    found = sheets(opened(tmp_path, stream.getvalue()))
    assert {name: grid.hidden for name, grid in found.items()} == {"tampak": False, "sembunyi": True}
    texts = ["1234", "1,2340", "TRUE", "2024-09-17", "2024-09-17 08:30:00", "30:05:00", "0,7410", "5", "Dinas"]
    assert (found["tampak"].first_row, found["tampak"].cells.tolist()) == (3, [texts])


def test_merged_ranges(tmp_path: Path) -> None:
    rows = [
        row(cell(), repeated=3),
        row(cell(), words("a", table_number_columns_spanned="2", table_number_rows_spanned="2"), words("b")),
        row(cell(), words("c"), words("d"), words("e")),
    ]
    grid = only(opened(tmp_path, ods("".join(rows))))
    assert (grid.first_row, grid.merged) == (4, (Merge(0, 1, 1, 2),))


def test_errors_and_formulas_never_calculated(tmp_path: Path) -> None:
    """Errors as LibreOffice 24 and 4 write them; a formula that gave the empty text is blank."""
    rows = row(
        words("x"),
        words("#DIV/0!", table_formula="of:=1/0", calcext_value_type="error", office_string_value=""),
        cell("#N/A", table_formula="of:=NA()", office_value_type="float", office_value="0"),
        words("Err:508", table_formula="of:=(", calcext_value_type="error", office_string_value=""),
        cell(table_formula="of:=1+1", table_number_columns_repeated="2"),
        words("", table_formula="of:=A9"),
        cell("2", table_formula="of:=1+1", office_value_type="float", office_value="2"),
        words("#1 dari kami"),
    )
    expected = ["x", "#DIV/0!", "#N/A", "Err:508", UNCALCULATED, UNCALCULATED, "", "2", "#1 dari kami"]
    assert only(opened(tmp_path, ods(rows))).cells.tolist() == [expected]


def test_repeated_cells_and_rows(tmp_path: Path) -> None:
    rows = row(words("a"), cell(table_number_columns_repeated="2"), words("b", table_number_columns_repeated="2"))
    blank = row(cell(table_number_columns_repeated="1024"), repeated=2)
    grid = only(opened(tmp_path, ods(rows + blank + row(words("c"), repeated=2) + blank)))
    none = [""] * 5
    c = ["c", "", "", "", ""]
    assert grid.cells.tolist() == [["a", "", "", "b", "b"], none, none, c, c]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (ods(row(words("a")), locked=True), "password_protected"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": "?"}),
         "password_protected"),
        (ods(row(words("a")), kind="text"), "other_format"),
        (ods(row(words("a"))).replace(b"PK\x01\x02", b"PK\x01\x03"), "workbook_damaged"),
        (ods("<table:table-row>"), "workbook_damaged"),
        (ods(row(words("&a;")), before='<!DOCTYPE x [<!ENTITY a "b">]>'), "workbook_damaged"),
        (ods(row(cell())), "file_empty"),
        (ods(row(words("a", table_number_columns_repeated="16384"), repeated=1048576)), "sheet_too_large"),
        (ods(row(words("a")) + row(cell(), repeated=1048574)
             + row(cell(table_number_columns_repeated="16383"), words("b"))), "sheet_too_large"),
        (ods(row(words('a<text:s text:c="2000000000"/>b'))), "workbook_damaged"),
        (ods(row(cell(table_formula="x", table_number_columns_repeated="16384"), repeated=1048576)),
         "workbook_damaged"),
    ],
    ids=["locked", "locked-whole", "text", "damaged", "broken-xml", "entity", "blank", "wide", "corner", "spaces",
         "formulas"],
)  # fmt: skip
def test_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    assert refusal(opened(tmp_path, content, "book.ods")) == rule


def test_blank_cells_between_cost_nothing(tmp_path: Path) -> None:
    blank = row(cell(table_number_columns_repeated="16384"), repeated=500_000)
    grid = only(opened(tmp_path, ods(row(words("a")) + blank + row(words("b")))))
    assert (grid.cells.shape, grid.cells[-1, 0]) == ((500_002, 1), "b")


def test_a_truncated_ods(tmp_path: Path) -> None:
    raw = ods(row(words("a")))
    for share in (0.1, 0.5, 0.9):
        assert problem_of(opened(tmp_path, raw[: int(len(raw) * share)], "cut.ods"))[0] == "workbook_damaged"
