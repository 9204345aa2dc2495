"""The words of `netralitas geo`: what stood in a boundary file, what a map keeps, and why a file is refused."""

from collections.abc import Mapping
from typing import Final

from etl.said import Text

INSTALLED: Final = Text("Dipasang di {folder}.", "Installed in {folder}.")
REMOVED: Final = Text("Peta perkiraan dipakai lagi.", "The approximate map is shown again.")
FINDINGS: Final[Mapping[str, Text]] = {
    "without_code": Text("fitur tanpa kode, nomor", "features without a code, number"),
    "strange": Text("kode yang bukan satu daerah", "codes that are no one region's"),
    "without_shape": Text("fitur tanpa bentuk", "features without a shape"),
    "renamed": Text("kode lama, dibaca sebagai", "codes of before, read as"),
    "dissolved": Text("disatukan dari beberapa fitur", "put together from several features"),
    "repaired": Text("garis yang memotong dirinya, diperbaiki", "rings that crossed themselves, repaired"),
    "cleaned": Text("batas yang tidak cocok dengan tetangganya, dicocokkan", "borders unlike the neighbours', fitted"),
    "missing": Text("daerah tanpa bentuk", "regions without a shape"),
}
VERDICTS: Final[Mapping[str, Text]] = {
    "complete": Text("setiap daerah ada bentuknya", "every region has a shape"),
    "known": Text("setiap bentuk adalah satu daerah", "every shape is a region's"),
    "valid": Text("tidak ada garis yang memotong dirinya", "no ring crosses itself"),
    "coverage": Text("batas tetangga sama persis", "neighbours share their borders"),
    "budget": Text(
        "tidak lebih titik daripada yang digambar peramban", "no more vertices than a browser draws in time"
    ),
}
ERRORS: Final[Mapping[str, tuple[Text, Text]]] = {
    "unreadable": (
        Text("tidak dapat dibaca: {why}", "cannot be read: {why}"),
        Text(
            "Pakai GeoPackage, Shapefile (.zip), GeoJSON atau TopoJSON.",
            "Use a GeoPackage, Shapefile (.zip), GeoJSON or TopoJSON.",
        ),
    ),
    "empty": (
        Text("tidak berisi bentuk apa pun", "holds no shape"),
        Text("Pilih berkas lain.", "Choose another file."),
    ),
    "several_layers": (
        Text("berisi beberapa lapisan: {layers}", "holds several layers: {layers}"),
        Text("Sebut satu dengan --layer.", "Name one with --layer."),
    ),
    "no_layer": (
        Text("tidak berisi lapisan {layer}; yang ada: {layers}", "has no layer {layer}; there are: {layers}"),
        Text("Sebut salah satunya dengan --layer.", "Name one of them with --layer."),
    ),
    "no_crs": (
        Text("tidak menyebut sistem koordinatnya", "does not say what its coordinates are"),
        Text(
            "Sebut dengan --crs, misalnya --crs EPSG:4326 untuk derajat.",
            "State it: --crs EPSG:4326 for degrees, for instance.",
        ),
    ),
    "unknown_crs": (
        Text("sistem koordinat {crs} tidak dikenal", "the coordinate system {crs} is not known"),
        Text("Tulis seperti EPSG:4326.", "Write it as EPSG:4326."),
    ),
    "other_crs": (
        Text("menyebut {crs}, tetapi --crs menyebut {stated}", "says {crs}, but --crs says {stated}"),
        Text("Hapus --crs, atau perbaiki berkasnya.", "Leave out --crs, or correct the file."),
    ),
    "no_field": (
        Text(
            "kolom kode {field} tidak ditemukan; kolomnya: {fields}",
            "no field {field} of codes was found; its fields: {fields}",
        ),
        Text(
            "Sebut kolom kode Kemendagri dengan --code-field.", "Name the field of Kemendagri codes with --code-field."
        ),
    ),
    "no_codes": (
        Text(
            "kolom {field} tidak berisi kode kabupaten/kota yang berbentuk: {values}",
            "field {field} has no codes of regencies with a shape: {values}",
        ),
        Text(
            "Sebut kolom lain dengan --code-field, atau --code-system bps.",
            "Name another with --code-field, or --code-system bps.",
        ),
    ),
    "elsewhere": (
        Text("koordinatnya di luar Indonesia: {bounds}", "its coordinates lie outside of Indonesia: {bounds}"),
        Text(
            "Sistem koordinatnya tampaknya lain: periksa --crs.",
            "Its coordinate system seems to be another: check --crs.",
        ),
    ),
}
