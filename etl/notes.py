"""What a receipt tells beside breaches and conflicts, in words: what was found where, repaired, or assumed."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from etl.settings import Language

# kind -> (Indonesian, English); filled from the detail of the note.
MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "code_repaired": (
        'Kode "{from}" dibaca {to} ({why}) pada {rows} baris: hanya itu yang cocok dengan namanya.',
        'Code "{from}" is read as {to} ({why}) in {rows} rows: nothing else fits the name.',
    ),
    "codes_rewritten": (
        '{codes} kode tidak ditulis seperti 74.71, misalnya "{from}" yang dibaca {to} ({why}); {rows} baris.',
        '{codes} codes are not written like 74.71, such as "{from}", read as {to} ({why}); {rows} rows.',
    ),
    "serial_dates": (
        "Kolom {column}: {rows} baris berisi tanggal sebagai angka Excel, dibaca menurut hitungan sejak 1900.",
        "Column {column}: {rows} rows have dates as Excel's numbers, read as counted from 1900.",
    ),
    "scope_assumed": (
        "{rows} baris menyebut jumlah ASN dan yang menandatangani tanpa lingkup: dianggap semua ASN.",
        "{rows} rows state employed and signed and no scope: taken to speak of all staff.",
    ),
    "signed_derived": (
        "{rows} baris tidak menyebut yang sudah menandatangani: dihitung dari jumlah ASN dikurangi yang belum.",
        "{rows} rows do not state who has signed: reckoned as employed less those who have not.",
    ),
    "employed_derived": (
        "{rows} baris tidak menyebut jumlah ASN: dihitung dari yang sudah ditambah yang belum menandatangani.",
        "{rows} rows do not state the employed: reckoned as those who have signed and those who have not.",
    ),
}


def explain(kind: str, detail: Mapping[str, Any], language: Language) -> str:
    """The note in a sentence. A detail that is not there shows as `?`. Raises KeyError for a kind nobody declared."""
    return MESSAGES[kind][language == "en"].format_map(defaultdict(lambda: "?", detail))
