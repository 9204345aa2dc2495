"""What forms say to the clerk who fills them in. Indonesian alone: their readers are offices of Indonesia."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from etl.contracts import Kind


class CellWords(NamedTuple):
    """`hint` shows beside the cell, `error` when something else was typed, `example` on the page of instructions."""

    hint: str
    error: str
    example: str


_CHOOSE = CellWords("Pilih dari daftar.", "Pilih salah satu dari daftar.", "(pilih dari daftar)")
CELL_WORDS: Final[Mapping[Kind, CellWords]] = {
    "key": CellWords("Nomor tetap; jangan dipakai dua kali.", "Terlalu panjang.", "2024-001"),
    "text": CellWords("Tanpa nama atau nomor orang.", "Terlalu panjang.", "Surat nomor 800/123"),
    "agency": CellWords("Nama perangkat daerah.", "Terlalu panjang.", "Dinas Pendidikan"),
    "count": CellWords(
        "Bilangan bulat, 0 atau lebih.", "Tulis bilangan bulat 0 atau lebih, tanpa titik dan tanpa kata.", "1234"
    ),
    "number": CellWords("Angka 0 atau lebih.", "Tulis angka 0 atau lebih.", "12,5"),
    "date": CellWords(
        "Tanggal; bila hanya bulannya yang diketahui, tulis misalnya September 2024.",
        "Bukan tanggal. Tulis misalnya 2024-09-30; bila hanya bulannya diketahui, tulis September 2024 lalu pilih Ya.",
        "2024-09-30",
    ),
    "day": CellWords("Tanggal.", "Tulis tanggal, misalnya 2024-09-30.", "2024-09-30"),
    "region": _CHOOSE,
    "region_code": CellWords("Kode Kemendagri.", "Terlalu panjang.", "74.71"),
    "bps_code": CellWords("Kode BPS.", "Terlalu panjang.", "7471"),
    "province": CellWords("Nama provinsi.", "Terlalu panjang.", "Sulawesi Tenggara"),
    "choice": _CHOOSE,
    "election": _CHOOSE,
    "person": CellWords(
        "18 angka. Diganti samaran saat dibaca dan tidak disimpan.",
        "NIP terdiri atas 18 angka.",
        "18 angka NIP",
    ),
    "free_text": CellWords("", "", ""),
}

INTRODUCTION: Final = (
    "Isi lembar {sheet}, satu baris satu hal seperti diterangkan di bawah, lalu kirimkan berkas ini.",
    "Kolom berjudul gelap harus ada; yang bertanda wajib harus terisi. Kolom lain boleh kosong.",
    "Jangan mengubah, menambah atau menggabungkan judul kolom, dan jangan menulis di atasnya.",
    "Kosongkan sel bila datanya tidak ada. Nol berarti memang nol, bukan tidak tahu.",
    "Jangan menulis nama, NIK, nomor telepon atau alamat orang di kolom mana pun.",
    "Jangan menambah baris jumlah; penjumlahan dilakukan saat dimuat.",
)
PERSONS: Final = "NIP hanya di kolomnya. Ia diganti samaran saat dibaca, dan tidak disimpan di mana pun."
TITLE: Final = "Petunjuk pengisian: {title}"
EXPLAINED: Final = "{title} ({need}): {how} Contoh: {example}."
CHOICES: Final = "Pilihan: {listed}."
REQUIRED, COLUMN_REQUIRED, OPTIONAL = "wajib", "sel boleh kosong", "boleh kosong"
