"""What forms say to whoever fills them in. Headers and choices are Indonesian in both languages."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from etl.contracts import Kind
from etl.rules import Text


class CellWords(NamedTuple):
    """`hint` shows beside the cell, `error` when something else was typed, `example` on the page of instructions."""

    hint: Text
    error: Text
    example: Text


_TOO_LONG = Text("Terlalu panjang.", "Too long.")
_CHOOSE = CellWords(
    Text("Pilih dari daftar.", "Choose from the list."),
    Text("Pilih salah satu dari daftar.", "Choose one of the list."),
    Text("(pilih dari daftar)", "(choose from the list)"),
)
CELL_WORDS: Final[Mapping[Kind, CellWords]] = {
    "key": CellWords(
        Text("Nomor tetap; jangan dipakai dua kali.", "A lasting number; never use one twice."),
        _TOO_LONG,
        Text("2024-001", "2024-001"),
    ),
    "text": CellWords(
        Text("Tanpa nama atau nomor orang.", "No name or number of a person."),
        _TOO_LONG,
        Text("Surat nomor 800/123", "Surat nomor 800/123"),
    ),
    "agency": CellWords(
        Text("Nama perangkat daerah.", "Name of the agency."), _TOO_LONG, Text("Dinas Pendidikan", "Dinas Pendidikan")
    ),
    "count": CellWords(
        Text("Bilangan bulat, 0 atau lebih.", "A whole number, 0 or more."),
        Text(
            "Tulis bilangan bulat 0 atau lebih, tanpa titik dan tanpa kata.",
            "Write a whole number, 0 or more, without points and words.",
        ),
        Text("1234", "1234"),
    ),
    "number": CellWords(
        Text("Angka 0 atau lebih.", "A number, 0 or more."),
        Text("Tulis angka 0 atau lebih.", "Write a number, 0 or more."),
        Text("12,5", "12,5"),
    ),
    "date": CellWords(
        Text(
            "Tanggal; bila hanya bulannya yang diketahui, tulis misalnya September 2024.",
            "A date; if the month alone is known, write for instance September 2024.",
        ),
        Text(
            "Bukan tanggal. Tulis misalnya 2024-09-30; bila hanya bulannya diketahui, tulis September 2024 lalu pilih "
            "Ya.",
            "No date. Write for instance 2024-09-30; if the month alone is known, write September 2024 and choose Yes.",
        ),
        Text("2024-09-30", "2024-09-30"),
    ),
    "day": CellWords(
        Text("Tanggal.", "A date."),
        Text("Tulis tanggal, misalnya 2024-09-30.", "Write a date, for instance 2024-09-30."),
        Text("2024-09-30", "2024-09-30"),
    ),
    "region": _CHOOSE,
    "region_code": CellWords(Text("Kode Kemendagri.", "Code of Kemendagri."), _TOO_LONG, Text("74.71", "74.71")),
    "bps_code": CellWords(Text("Kode BPS.", "Code of BPS."), _TOO_LONG, Text("7471", "7471")),
    "province": CellWords(
        Text("Nama provinsi.", "Name of the province."), _TOO_LONG, Text("Sulawesi Tenggara", "Sulawesi Tenggara")
    ),
    "choice": _CHOOSE,
    "election": _CHOOSE,
    "person": CellWords(
        Text(
            "18 angka. Diganti samaran saat dibaca dan tidak disimpan.",
            "18 digits. Replaced by a pseudonym when read, and not kept.",
        ),
        Text("NIP terdiri atas 18 angka.", "A NIP has 18 digits."),
        Text("18 angka NIP", "the 18 digits of a NIP"),
    ),
    "free_text": CellWords(Text("", ""), Text("", ""), Text("", "")),
}

INTRODUCTION: Final = (
    Text(
        "Isi lembar {sheet}, satu baris satu hal seperti diterangkan di bawah, lalu kirimkan berkas ini.",
        "Fill in the sheet {sheet}, one row for each thing as explained below, and send this file.",
    ),
    Text(
        "Kolom berjudul gelap harus ada; yang bertanda wajib harus terisi. Kolom lain boleh kosong.",
        "Columns with a dark header must be there; those marked required must be filled in. Others may stay blank.",
    ),
    Text(
        "Jangan mengubah, menambah atau menggabungkan judul kolom, dan jangan menulis di atasnya.",
        "Do not change, add or merge headers, and write nothing above them.",
    ),
    Text(
        "Kosongkan sel bila datanya tidak ada. Nol berarti memang nol, bukan tidak tahu.",
        "Leave a cell blank if there are no data. Zero means zero, not unknown.",
    ),
    Text(
        "Jangan menulis nama, NIK, nomor telepon atau alamat orang di kolom mana pun.",
        "Write no name, NIK, telephone number or address of a person in any column.",
    ),
    Text(
        "Jangan menambah baris jumlah; penjumlahan dilakukan saat dimuat.",
        "Add no row of totals; they are reckoned when the file is loaded.",
    ),
)
PERSONS: Final = Text(
    "NIP hanya di kolomnya. Ia diganti samaran saat dibaca, dan tidak disimpan di mana pun.",
    "A NIP in its own column alone. It is replaced by a pseudonym when read, and kept nowhere.",
)
TITLE: Final = Text("Petunjuk pengisian: {title}", "How to fill it in: {title}")
EXPLAINED: Final = Text("{title} ({need}): {how} Contoh: {example}.", "{title} ({need}): {how} Example: {example}.")
CHOICES: Final = Text("Pilihan: {listed}.", "Choices: {listed}.")
REQUIRED: Final = Text("wajib", "required")
COLUMN_REQUIRED: Final = Text("sel boleh kosong", "cells may be blank")
OPTIONAL: Final = Text("boleh kosong", "may be blank")
TOLD_BY: Final = Text("wajib, kecuali diisi {columns}", "required unless {columns} is filled in")
