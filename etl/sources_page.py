"""docs/sources.md, written from the contracts: what offices may send, and what to do when a row is rejected."""

from collections.abc import Iterable
from pathlib import Path

from etl.contracts import Column, Contract, Kind, Presence, rules_of
from etl.problems import FILE_RULES, SKIP_RULES
from etl.rules import Rule, Text
from etl.sources import contracts

PAGE = Path(__file__).parents[1] / "docs" / "sources.md"

_KINDS: dict[Kind, Text] = {
    "key": Text("nomor", "identifier"),
    "text": Text("teks", "text"),
    "count": Text("bilangan cacah", "whole number"),
    "number": Text("angka, boleh desimal", "number, may have decimals"),
    "date": Text("tanggal", "date"),
    "day": Text("tanggal", "date"),
    "region": Text("daerah", "region"),
    "region_code": Text("kode daerah", "region code"),
    "bps_code": Text("kode BPS", "BPS code"),
    "province": Text("provinsi", "province"),
    "choice": Text("pilihan", "choice"),
    "election": Text("pemilihan", "election"),
    "agency": Text("perangkat daerah", "agency"),
    "free_text": Text("teks bebas, tidak dimuat", "free text, not loaded"),
    "person": Text("data orang, diganti samaran", "data of a person, replaced by a pseudonym"),
}
_PRESENCES: dict[Presence, Text] = {
    "cell": Text("wajib diisi", "required"),
    "header": Text("kolom wajib, sel boleh kosong", "column required, cell may be empty"),
    "optional": Text("boleh tidak ada", "optional"),
}

_INTRODUCTION = """\
# Sumber data / Data sources

<!-- Ditulis oleh `python -m etl.contracts`; jangan disunting. Written by that command; do not edit. -->

Berkas CSV (koma, titik koma atau tab; UTF-8, UTF-16 atau Windows-1252), XLSX, XLS, ODS, dan ZIP berisi itu. Pada
judul kolom tidak berarti: huruf besar, spasi, tanda baca, nomor di depan, tanda catatan kaki, satuan dalam kurung
(`Jumlah ASN (orang)`); singkatan umum dibaca (`Jml`, `Tgl`, `Sdh`, `Blm`, `Peg.`, `TTD`). Selain itu judul tidak
pernah ditebak dari kemiripannya. Kolom yang tidak dikenal tidak dimuat, dan disebut dalam tanda terima.

*CSV files (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252), XLSX, XLS, ODS, and ZIP of these. In a header
case, spaces, punctuation, a number before it, footnote marks and a unit in brackets (`Jumlah ASN (orang)`) do not
matter; common abbreviations are read. Beyond that no header is ever guessed from likeness. Unknown columns are not
loaded, and are named in the receipt.*

- Bilangan / *numbers*: `1234`, `1.234`, `1,234`, `1.234,0`, `1 234`, `12 orang`; `nihil` = 0; kosong, `n/a`,
  `belum ada data`, `belum lapor` = tidak ada data. *Empty, `n/a`, `belum ada data`, `belum lapor` = no data.*
  `-` = 0 di samping bilangan lain pada barisnya, yang disebut tanda terima; tidak ada data bila semua bilangan barisnya
  `-`, atau bila barisnya membantahnya (50 ASN, sudah `-`, belum `-`). *`-` = 0 beside another number of its row, as the
  receipt tells; no data where all numbers of the row are `-`, or where the row contradicts it.*
  Bilangan cacah tidak berkoma, jadi `1.234` dan `1,234` adalah 1234, kecuali bila kolomnya membuktikan cara lain
  (`1,234.00`); angka yang tetap bermakna ganda ditolak dengan kedua bacaannya. *A whole number has no decimals, so
  `1.234` and `1,234` are 1234, unless the column proves another convention (`1,234.00`); a number that stays
  ambiguous is rejected with both readings.*
- Tanggal / *dates*: `17 September 2024`, `17 Sept 2024`, `17-09-2024`, `17/9/24` (2000–2040), `2024-09-17`, angka
  Excel `45552`, `Selasa, 17 September 2024`, `Sept-24`, `09/2024`, `Oktober 2024`, `2024`, `17 s.d. 30 September
  2024`; 1999–2040. Urutannya hari, bulan, tahun. Bulan atau tahun dihitung sampai hari terakhirnya. *The order is
  day, month, year. A month or year counts up to its last day.* Hari yang tidak cocok dengan tanggalnya dicatat
  sebagai pertentangan; barisnya tetap dimuat. *A weekday that does not fit its date is noted as a conflict; the row
  is loaded.*
- Kode daerah / *region codes*: kode Kemendagri, kecuali dinyatakan dengan `--code-system bps` atau kolom `Kode BPS`.
  Kode yang rusak oleh Excel (`74.1`, `7471`, `7472.0`) diperbaiki hanya bila namanya menyisakan satu kemungkinan, dan
  tanda terima menyebutnya. *Those of Kemendagri, unless `--code-system bps` or a column `Kode BPS` says otherwise. A
  code that Excel damaged is repaired only where the name leaves one possibility, and the receipt says so.*
- Galat rumus (`#REF!`, `#N/A`, rumus yang belum dihitung) menolak barisnya. *An error of a formula, or one that was
  never calculated, rejects its row.*
- Baris ganda / *repeated rows*: dari dua baris dengan kunci sama, yang terakhir berlaku. *Of two rows with one key the
  last holds.*
- Data orang / *persons*: sel dengan deret angka seperti NIP atau NIK, nomor telepon, alamat surel atau nama bergelar
  ditolak dan isinya tidak disimpan; nama orang jangan ditulis di kolom mana pun. *A cell with digits as in a NIP or
  NIK, a telephone number, an e-mail address or a name with its title is rejected and not kept; write no names of
  persons in any column.*
- Dalam pesan di bawah, `{...}` diisi menurut barisnya. *In the messages below, `{...}` is filled in for each row.*
"""


def page(contracts: Iterable[Contract]) -> str:
    """The page as Markdown, in Indonesian with English beside it."""
    parts = [_INTRODUCTION, *(_source(contract) for contract in contracts)]
    parts.append(_rules("Berkas yang ditolak", "Refused files", FILE_RULES.values()))
    parts.append(_rules("Baris yang dilewati", "Skipped rows", SKIP_RULES.values()))
    return "\n".join(parts)


def write() -> None:
    """Write docs/sources.md of the checkout."""
    PAGE.write_text(page(contracts().values()), encoding="utf-8")


def _source(contract: Contract) -> str:
    rows = [_column(column) for column in contract.columns]
    return "\n".join(
        [
            f"## `{contract.name}`: {_both(contract.title)}",
            "",
            f"{contract.description.id} *{contract.description.en}*",
            "",
            f"- Kunci baris / *row key*: {_names(contract.key)}",
            f"- Diganti sekaligus / *replaced as a whole*: {_names(contract.slice)}",
            f"- Asal-usul bila tidak disebut / *provenance unless stated*: `{contract.provenance}`",
            "",
            *_table(("Kolom / *Column*", "Isi / *Content*", "Jenis / *Kind*", "Judul lain / *Other headers*"), rows),
            "",
            _rules(f"Aturan baris `{contract.name}`", "Row rules", rules_of(contract).values(), "###"),
        ]
    )


def _column(column: Column) -> tuple[str, ...]:
    content = f"{column.description.id} *{column.description.en}*"
    if column.choices:
        spelt = (f"`{code}`" + (f" ({', '.join(words)})" if words else "") for code, words in column.choices.items())
        content += f"<br>{'; '.join(spelt)}"
    kind = f"{_both(_KINDS[column.kind])}<br>{_both(_PRESENCES[column.presence])}"
    others = dict.fromkeys(header for header in column.headers[1:])
    return f"`{column.name}`", content, kind, "; ".join(others)


def _rules(title: str, title_en: str, rules: Iterable[Rule], mark: str = "##") -> str:
    rows = [(f"`{rule.code}`", _both(rule.title), _both(rule.message), _both(rule.remedy)) for rule in rules]
    head = ("Kode / *Code*", "Aturan / *Rule*", "Pesan / *Message*", "Perbaikan / *Remedy*")
    return "\n".join([f"{mark} {title} / *{title_en}*", "", *_table(head, rows), ""])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _both(text: Text) -> str:
    return f"{text.id} / *{text.en}*"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
