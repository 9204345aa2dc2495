"""What a receipt tells beside breaches and conflicts, in words: what was found where, repaired, or assumed."""

from collections.abc import Mapping
from typing import Any, Final

from etl.said import filled
from etl.settings import Language

# kind -> (Indonesian, English); filled from the detail of the note.
MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "encoding_read": (
        "Berkas ini bukan UTF-8; teksnya dibaca sebagai {encoding}.",
        "This file is not UTF-8; its text is read as {encoding}.",
    ),
    "signatories_assumed": (
        "Tidak ada kolom status atau tanggal tanda tangan: semua orang di daftar ini dihitung sudah menandatangani.",
        "There is no column of status or date of signing: everybody in this list counts as having signed.",
    ),
    "date_of_latest_signature": (
        "Daftar ini tidak menyebut tanggalnya; dihitung per tanda tangan terakhir tiap pemerintah, terakhir {date}.",
        "This register states no date; it counts up to each government's latest signature, the last on {date}.",
    ),
    "members_left_out": (
        "{count} berkas di dalam ZIP tidak dimuat karena bukan tabel: {members}.",
        "{count:file in the ZIP is|files in the ZIP are} not loaded, being no table: {members}.",
    ),
    "code_repaired": (
        'Kode "{from}" dibaca {to} ({why}) pada {rows} baris: hanya itu yang cocok dengan namanya.',
        'Code "{from}" is read as {to} ({why}) in {rows:row|rows}: nothing else fits the name.',
    ),
    "codes_rewritten": (
        '{codes} kode tidak ditulis seperti 74.71, misalnya "{from}" yang dibaca {to} ({why}); {rows} baris.',
        '{codes:code is|codes are} not written like 74.71, such as "{from}", read as {to} ({why}); {rows:row|rows}.',
    ),
    "serial_dates": (
        "Kolom {column}: {rows} baris berisi tanggal sebagai angka Excel, dibaca menurut hitungan sejak 1900.",
        "Column {column}: {rows:row has a date|rows have dates} as Excel's number, read as counted from 1900.",
    ),
    "source_recognised": (
        "Dikenali sebagai {source} dari judul kolom {headers}.",
        "Recognised as {source} by the headers {headers}.",
    ),
    "hidden_sheet": ("Lembar tersembunyi; tidak dimuat.", "A hidden sheet; not loaded."),
    "sheet_without_table": ("Tidak ada tabel di lembar ini.", "There is no table on this sheet."),
    "found_in_title": ("{what} diambil dari judul di atas tabel: {value}.", "{what} from the title above: {value}."),
    "found_in_sheet_name": ("{what} diambil dari nama lembar: {value}.", "{what} from the name of the sheet: {value}."),
    "found_in_file_name": ("{what} diambil dari nama berkas: {value}.", "{what} from the name of the file: {value}."),
    "found_in_other_sheet": ("{what} diambil dari lembar lain: {value}.", "{what} from another sheet: {value}."),
    "found_in_given": ("{what} menurut perintah: {value}.", "{what} as the command says: {value}."),
    "found_in_header": (
        "{what} diambil dari judul kolom; tiap baris menjadi {parts} bagian.",
        "{what} from the headers; each row becomes {parts:part|parts}.",
    ),
    "found_in_heading": (
        "{what} diambil dari baris judul di atas kelompoknya, untuk {rows} baris.",
        "{what} from heading rows above their groups, for {rows:row|rows}.",
    ),
    "found_in_merged": (
        "{what} diambil dari {cells} sel gabungan di samping barisnya.",
        "{what} from {cells:merged cell|merged cells} beside their rows.",
    ),
    "filled_down": (
        "{what} ditulis sekali tiap kelompok; {rows} sel kosong di bawahnya dibaca sama.",
        "{what} is written once a group; {rows:blank cell below is|blank cells below are} read as the same.",
    ),
    "columns_blank": (
        "Kolom tanpa satu isian pun tidak dibaca: {columns}.",
        "Columns without a single entry are not read: {columns}.",
    ),
    "parts_added": (
        "{what} dijumlahkan dari kolom {columns}; jumlahnya tidak ditulis.",
        "{what} is the sum of the columns {columns}; their total is not written.",
    ),
    "nil_is_zero": (
        "{rows} baris berisi NIHIL: dibaca sebagai nol laporan sampai akhir periodenya.",
        "{rows} rows say NIHIL: read as no report up to the end of their period.",
    ),
    "year_of_title": (
        "{rows} tanggal tanpa tahun dibaca sebagai tanggal tahun {year}, tahun yang disebut di samping tabel.",
        "{rows:date without a year is|dates without a year are} read as of {year}, the year stated beside the table.",
    ),
    "agency_is_government": (
        "{rows} baris menyebut pemerintahnya sendiri sebagai perangkat daerah: dibaca sebagai seluruh pemerintah.",
        "{rows:row names its|rows name their} own government as agency: read as that whole government.",
    ),
    "agency_abbreviated": (
        "Perangkat daerah ini dihitung sendiri-sendiri, padahal mungkin sama: {agencies}. Bila sama, pakai satu nama.",
        "These agencies count apart and may be the same: {agencies}. If they are, use one name.",
    ),
    "months_assumed": (
        "Judul kolom berupa tanggal 1 tiap bulan dibaca sebagai bulannya: {columns}.",
        "Headers that are the first of each month are read as the month: {columns}.",
    ),
    "hyphens_as_zero": (
        "Kolom {column}: tanda hubung pada {rows} baris dibaca nol, karena baris itu melaporkan angka lain. Baris yang "
        "hanya berisi tanda hubung dibaca tidak melapor.",
        "Column {column}: a hyphen in {rows:row|rows} is read as zero, because the row reports another number. A row "
        "of nothing but hyphens is read as not reported.",
    ),
    "totals_unchecked": (
        "{rows} baris jumlah tidak dapat dicocokkan, karena baris di atasnya ada yang ditolak.",
        "{rows:row of totals|rows of totals} could not be checked, because rows above them are rejected.",
    ),
    "agency_not_named": (
        '{rows} baris tidak menyebut OPD padahal baris lain menyebutnya; mereka dihitung sebagai kelompok "{name}".',
        '{rows} rows name no agency although others do; they count as a group of their own, "{name}".',
    ),
    "whole_government": (
        "{rows} baris tidak menyebut perangkat daerah dan dibaca sebagai seluruh pemerintah itu, di samping baris lain "
        "yang menyebutnya.",
        "{rows:row names no agency and is|rows name no agency and are} read as the whole government, "
        "beside others that name one.",
    ),
    "sum_of_rows": (
        "{rows} baris sama dengan jumlah baris-baris tepat sebelum atau sesudahnya: bila itu subtotal, atau perangkat "
        "daerah di atas unit-unitnya, hapus, karena keduanya dihitung.",
        "{rows:row is|rows are} the sum of the rows directly before or after: if these are subtotals, or agencies "
        "above their own units, remove them, because both are counted.",
    ),
    # Only the layout knows which rows a total sums up, and it does not read what is as large as a nation.
    "totals_not_compared": (
        "{rows} baris jumlah tidak dimuat dan tidak dicocokkan: daftar ini dibaca tanpa melihat tata letaknya.",
        "{rows:row of totals was|rows of totals were} neither loaded nor compared: this register is read as "
        "it lies, without its layout.",
    ),
    "state_without_day": (
        "{rows} baris menyebut tahap yang tidak ada tanggalnya; tahap itu tidak dimuat, tahap yang bertanggal dimuat.",
        "{rows:row names|rows name} a state that has no day; that state is not loaded, those that have days are.",
    ),
    "scope_assumed": (
        "{rows} baris menyebut jumlah ASN dan yang menandatangani tanpa lingkup: dianggap semua ASN.",
        "{rows:row states|rows state} employed and signed and no scope: taken to speak of all staff.",
    ),
    "signed_derived": (
        "{rows} baris tidak menyebut yang sudah menandatangani: dihitung dari jumlah ASN dikurangi yang belum.",
        "{rows:row does|rows do} not state who has signed: reckoned as employed less those who have not.",
    ),
    "employed_derived": (
        "{rows} baris tidak menyebut jumlah ASN: dihitung dari yang sudah ditambah yang belum menandatangani.",
        "{rows:row does|rows do} not state the employed: reckoned as those who have signed and those who have not.",
    ),
}


# What a note may be about.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "region": ("Daerah", "Region"),
    "date": ("Tanggal", "Date"),
    "agency": ("Perangkat daerah", "Agency"),
    "province": ("Provinsi", "Province"),
    "employed": ("Jumlah ASN", "Employed"),
    "signed": ("Sudah menandatangani", "Signed"),
    "headcount": ("Jumlah ASN", "Headcount"),
}


def explain(kind: str, detail: Mapping[str, Any], language: Language) -> str:
    """The note in a sentence. A detail that is not there shows as `?`. Raises KeyError for a kind nobody declared."""
    place = int(language == "en")
    words = {name: _words(value) for name, value in detail.items()}
    if (what := words.get("what", "")) in WORDS:
        words["what"] = WORDS[what][place]
    return filled(MESSAGES[kind][place], words)


def _words(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
