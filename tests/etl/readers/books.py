"""Workbooks for the tests: an XLSX by hand, for what no library writes, and what is read of any."""

import io
import zipfile
from pathlib import Path

from etl.grid import Grid, Reading
from etl.readers import open_file
from tests.etl.readers.test_separated import problem_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def xlsx(
    rows: str, *, before: str = "", prefix: str = "", settings: str = "", more: dict[str, str] | None = None
) -> bytes:
    """A workbook of one sheet `S` whose rows are given as XML."""
    p, mark = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
        f'<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>{settings}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{before}<{p}worksheet xmlns{mark}="{_MAIN}"><{p}sheetData>{rows}'
        f"</{p}sheetData></{p}worksheet>",
    }
    return zipped(parts | (more or {}))


def with_texts(announced: str) -> bytes:
    """A workbook of one shared text, whose part announces some number of them."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "sharedStrings", "sharedStrings.xml"),
        )
    )
    more = {
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" {announced}><si><t>teks</t></si></sst>',
    }
    return xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', more=more)


def zipped(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def opened(folder: Path, content: bytes, name: str = "book.dat") -> Reading:
    path = folder / name
    path.write_bytes(content)
    return open_file(path)


def sheets(reading: Reading) -> dict[str, Grid]:
    assert reading.problem is None, reading.problem
    return {grid.name: grid for grid in reading.grids}


def only(reading: Reading) -> Grid:
    (grid,) = sheets(reading).values()
    return grid


def refusal(reading: Reading) -> str:
    return problem_of(reading)[0]
