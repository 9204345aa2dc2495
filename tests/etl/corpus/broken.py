"""Files that cannot be loaded: each is refused in words, and nothing of it is loaded."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msoffcrypto.format.ooxml

from tests.etl.corpus.book import xlsx, zipped
from tests.etl.corpus.specimen import AGENCIES, HEADER, Specimen, titled

BOMB_BYTES = 3_000_000_000
LARGEST_CSV_BYTES = 2_000_000_000


def _whole(folder: Path) -> Path:
    return xlsx(folder / "rekap.xlsx", titled(HEADER, *AGENCIES))


def _truncated(share: float) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = _whole(folder)
        raw = path.read_bytes()
        path.write_bytes(raw[: int(len(raw) * share)])
        return path

    return write


def _locked(folder: Path) -> Path:
    path = _whole(folder)
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("rahasia", locked)
    path.write_bytes(locked.getvalue())
    return path


def _bomb(folder: Path) -> Path:
    """A ZIP of a few megabytes with a CSV of three gigabytes."""
    path = folder / "kiriman.zip"
    block = b"0" * 1_000_000
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("rekap.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(BOMB_BYTES // len(block)):
            member.write(block)
    return path


def _huge(folder: Path) -> Path:
    """A CSV of 2 GB, nearly all of it a hole that takes no place on the disk."""
    path = folder / "rekap.csv"
    with path.open("wb") as file:
        file.write(b"Kab/Kota,OPD,Tanggal,Jml ASN,Sudah TTD\n")
        file.truncate(LARGEST_CSV_BYTES)
    return path


def _bytes(name: str, raw: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(raw)
        return folder / name

    return write


def _picture_in_zip(folder: Path) -> Path:
    picture = folder / "foto.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    return zipped(folder / "kiriman.zip", picture)


def specimens() -> Iterator[Specimen]:
    yield Specimen("password", _locked, refused="password_protected")
    for share in (0.2, 0.6, 0.95):
        yield Specimen(f"truncated-{share}", _truncated(share), refused="workbook_damaged")
    yield Specimen("bomb", _bomb, refused="archive_bomb")
    yield Specimen("huge", _huge, refused="file_too_large")
    yield Specimen("empty", _bytes("rekap.csv", b""), refused="file_empty")
    yield Specimen("empty-workbook", _bytes("rekap.xlsx", b""), refused="file_empty")
    yield Specimen("blank", _bytes("rekap.csv", b"\n\n ;; \n"), refused="file_empty")
    yield Specimen("pdf", _bytes("rekap.pdf", b"%PDF-1.7\n"), refused="other_format")
    yield Specimen("pdf-called-xlsx", _bytes("rekap.xlsx", b"%PDF-1.7\n"), refused="other_format")
    yield Specimen("zip-of-pictures", _picture_in_zip, refused="archive_empty")
    yield Specimen("zip-cut-off", _bytes("kiriman.zip", b"PK\x03\x04\x14\x00"), refused="archive_damaged")
    yield Specimen("missing", lambda folder: folder / "tidak-ada.xlsx", refused="file_missing")
