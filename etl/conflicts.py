"""What it means when two published numbers do not agree, in words. A conflict is kept with both, never repaired."""

import re
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from etl.indicators.units import units_of
from etl.settings import Language
from geo.regions import RegionIndex

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?( / \d+)?")
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
    "agency_falls": (
        "Angka kumulatif satu perangkat daerah turun: {stated}, sebelumnya {found}.",
        "The cumulative count of one agency falls: {stated}, before {found}.",
    ),
    "outside_range": (
        "Nilai {stated} berada di luar rentang yang mungkin ({found}) dan tidak ditampilkan.",
        "The value {stated} lies outside the possible range ({found}) and is not shown.",
    ),
    "weekday_differs": (
        "Hari yang tertulis tidak sesuai dengan tanggalnya: tertulis {stated}, seharusnya {found}.",
        "The weekday written does not fit its date: {stated} is written, {found} it was.",
    ),
    "kinds_differ": (
        "Dinyatakan {stated}; PNS dan PPPK berjumlah {found}.",
        "{stated} are stated; PNS and PPPK sum to {found}.",
    ),
    "category_differs": (
        "Kategori tertulis {stated}, padahal bentuk pelanggarannya termasuk {found}.",
        "The category written is {stated}, but the form of violation belongs to {found}.",
    ),
    "category_unfit": (
        "{stated} tidak cocok dengan hari penetapan calon, {found}: bentuk dan kategori berganti pada hari itu.",
        "{stated} does not fit the day candidates were confirmed, {found}: form and category change on that day.",
    ),
    "sanction_level_differs": (
        "Tingkat sanksi tertulis {stated}, padahal sanksinya bertingkat {found}.",
        "The level written is {stated}, but the sanction is of level {found}.",
    ),
    "steps_out_of_order": (
        "{stated} lebih awal daripada {found}, padahal tahap itu datang sesudahnya.",
        "{stated} is earlier than {found}, though that state comes after it.",
    ),
    "sanction_unrecommended": (
        "{stated}: sanksi dijatuhkan, tetapi tidak ada rekomendasi yang tercatat.",
        "{stated}: a sanction was imposed, but no recommendation is on record.",
    ),
    "case_moves": (
        "Perkara {stated} di tahap lain tercatat {found}.",
        "Case {stated} is recorded as {found} at another step.",
    ),
    "signed_parts_differ": (
        "Dinyatakan {stated}; yang sudah dan yang belum menandatangani berjumlah {found}.",
        "{stated} are stated; those who have signed and those who have not sum to {found}.",
    ),
    "percent_differs": (
        "Dinyatakan {stated} persen; dari kedua angkanya {found} persen.",
        "{stated} per cent are stated; the two numbers make {found} per cent.",
    ),
    "units_differ": (
        "Untuk tanggal yang sama dinyatakan {stated} dan {found}; satuannya berbeda, angkanya juga.",
        "For one date {stated} and {found} are stated: two units, and two numbers.",
    ),
    "log_differs": (
        "Catatan laporan memuat {stated}; angka yang diterbitkan {found}. Yang dipakai adalah catatannya.",
        "The log of record holds {stated}; {found} was published. The log is used.",
    ),
    "total_differs": (
        "{column}: baris jumlah menyatakan {stated}, baris {first} sampai {last} di atasnya berjumlah {found}.",
        "{column}: a totals row states {stated}, rows {first} to {last} above it sum to {found}.",
    ),
    "duplicate_differs": (
        "Dua baris dengan kunci yang sama berbeda isinya: {stated} dipakai, {found} tidak.",
        "Two rows with one key differ: {stated} is used, {found} is not.",
    ),
}

# What a conflict's detail may tell; where it does not, the sentence says so.
DETAILS: Final = ("listed", "governments", "column", "first", "last")


def explain(kind: str, stated: str, found: str, unit: str, detail: Mapping[str, Any], language: Language) -> str:
    """The conflict in a sentence. Raises KeyError for a kind that nobody declared."""
    numbers = [_in_unit(*each) for each in zip((stated, found), units_of(kind, unit, detail), strict=True)]
    words = {**dict.fromkeys(DETAILS, "?"), **detail, "stated": numbers[0], "found": numbers[1]}
    return MESSAGES[kind][language == "en"].format_map(words)


def _in_unit(text: str, unit: str) -> str:
    """`90 orang ASN`, the unit as files state it; what is no number stays as it is."""
    if not unit or not _NUMBER.fullmatch(text):
        return text
    return f"{text}{'' if unit == '%' else ' '}{unit}"


def described(found: pd.DataFrame, regions: RegionIndex, language: Language) -> list[Mapping[str, Any]]:
    """Conflicts as receipts and `netralitas status` show them: both numbers, where, when, and a sentence."""
    return [
        {
            "kind": row["kind"],
            "measure": row["measure"],
            "region_code": row["region_code"],
            "region_name": regions.area(row["region_code"]).name,
            "election": row["election"],
            "as_of": row["as_of"].date().isoformat(),
            "unit": row["unit"],
            "category": row["category"],
            "stated": row["stated"],
            "found": row["found"],
            "detail": row["detail"],
            "message": explain(row["kind"], row["stated"], row["found"], row["unit"], row["detail"], language),
        }
        for row in found.to_dict("records")
    ]
