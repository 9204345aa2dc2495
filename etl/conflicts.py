"""What it means when two published numbers do not agree, in words. A conflict is kept with both, never repaired."""

from collections.abc import Mapping
from typing import Any, Final

from etl.settings import Language

# kind -> (Indonesian, English); {stated} is the number that stands, {found} the one beside it.
MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "parts_differ": (
        "Sumber menyatakan {stated} untuk seluruh wilayah; rincian {listed} dari {governments} pemerintah "
        "berjumlah {found}.",
        "The source states {stated} for the whole area; its parts, {listed} of {governments} governments, "
        "sum to {found}.",
    ),
    "agencies_differ": (
        "Dinyatakan {stated} untuk seluruh pemerintah; perangkat daerahnya berjumlah {found}.",
        "{stated} is stated for the whole government; its agencies sum to {found}.",
    ),
    "categories_differ": (
        "Dinyatakan {stated} seluruhnya; kategorinya berjumlah {found}.",
        "{stated} is stated in all; its categories sum to {found}.",
    ),
    "sources_differ": (
        "Dua catatan untuk tanggal yang sama: {stated} dan {found}; yang ditampilkan {stated}.",
        "Two records for one date: {stated} and {found}; {stated} is shown.",
    ),
    "count_falls": (
        "Angka kumulatif turun dari {found} menjadi {stated}.",
        "A cumulative count falls from {found} to {stated}.",
    ),
    "outside_range": (
        "Nilai {stated} berada di luar rentang yang mungkin ({found}) dan tidak ditampilkan.",
        "The value {stated} lies outside the possible range ({found}) and is not shown.",
    ),
    "weekday_differs": (
        "Hari yang tertulis tidak sesuai dengan tanggalnya: tertulis {stated}, seharusnya {found}.",
        "The weekday written does not fit its date: {stated} is written, {found} it was.",
    ),
    "duplicate_differs": (
        "Dua baris dengan kunci yang sama berbeda isinya: {stated} dipakai, {found} tidak.",
        "Two rows with one key differ: {stated} is used, {found} is not.",
    ),
}


def explain(kind: str, stated: str, found: str, detail: Mapping[str, Any], language: Language) -> str:
    """The conflict in a sentence. Raises KeyError for a kind that nobody declared."""
    words = {"listed": "?", "governments": "?", **detail, "stated": stated, "found": found}
    return MESSAGES[kind][language == "en"].format_map(words)
