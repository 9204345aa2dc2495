"""CSV with every separator and encoding, workbooks of every kind, ZIP of these, and a folder with many."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.etl.corpus.book import WORKBOOKS, csv, ods, xlsx, zipped
from tests.etl.corpus.specimen import AGENCIES, HEADER, LOADED, LONG, LONG_HEADER, Specimen, titled

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENCODINGS = {"utf8": "utf-8", "bom": "utf-8-sig", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be"}
ALL_LONG = (LONG_HEADER, *LONG)


def _csv(separator: str, encoding: str) -> Callable[[Path], Path]:
    return lambda folder: csv(folder / "rekap.csv", ALL_LONG, separator, encoding)


def _text(text: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "rekap.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def _workbook(ending: str) -> Callable[[Path], Path]:
    return lambda folder: WORKBOOKS[ending](folder / f"rekap.{ending}", titled(HEADER, *AGENCIES))


def _windows_1252() -> Specimen:
    rows = (LONG_HEADER, ("Kabupaten Muna Barat", "Badan “Penelitian” – Daerah", "2024-09-30", 12, 9))
    wanted = LOADED[0]._replace(agency="Badan “Penelitian” – Daerah", employed=12, signed=9)
    return Specimen(
        "windows-1252", lambda folder: csv(folder / "rekap.csv", rows, ";", "cp1252"), [wanted],
        notes=frozenset({"encoding_read"}),
    )  # fmt: skip


def _zip(folder: Path) -> Path:
    (inside := folder / "isi").mkdir()
    return zipped(
        folder / "kiriman.zip",
        csv(inside / "a.csv", (LONG_HEADER, LONG[0]), ";"),
        xlsx(inside / "b.xlsx", titled(HEADER, AGENCIES[1])),
        ods(inside / "c.ods", titled(HEADER, AGENCIES[2])),
    )


def specimens() -> Iterator[Specimen]:
    for separator, sign in SEPARATORS.items():
        for encoding, codec in ENCODINGS.items():
            yield Specimen(f"csv-{separator}-{encoding}", _csv(sign, codec), LOADED)
    yield _windows_1252()
    yield Specimen(
        "csv-quoted-line-break",
        _text(
            '"Kab/\nKota";Tanggal;"Jumlah\nASN";Sudah TTD;OPD\n'
            '"Kabupaten\nMuna Barat";2024-09-30;1234;1180;"Dinas\nPendidikan"\n'
        ),
        LOADED[:1],
    )
    yield Specimen(
        "csv-no-last-newline",
        _text("Kab/Kota,OPD,Tanggal,Jml ASN,Sudah TTD\nKabupaten Muna Barat,Dinas Pendidikan,2024-09-30,1234,1180"),
        LOADED[:1],
    )
    for ending in WORKBOOKS:
        yield Specimen(ending, _workbook(ending), LOADED)
    yield Specimen("zip", _zip, LOADED)
