"""Why a file is refused, and why a row of it is no data row, in two languages."""

from dataclasses import dataclass, field
from typing import Final

from etl.rules import Detail, Rule, rule
from etl.said import Language


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a whole file is refused. `message` and `remedy` are Indonesian; `explain` gives either language."""

    rule: str
    detail: Detail = field(default_factory=dict)

    @property
    def message(self) -> str:
        return self.explain("id")[0]

    @property
    def remedy(self) -> str:
        return self.explain("id")[1]

    def explain(self, language: Language) -> tuple[str, str]:
        return FILE_RULES[self.rule].explain(self.detail, language)


def _by_code(*rules: Rule) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


FILE_RULES: Final = _by_code(
    rule(
        "file_missing",
        ("Berkas tidak ada", "No such file"),
        ("Berkas tidak ditemukan.", "The file was not found."),
        ("Periksa nama dan foldernya.", "Check its name and folder."),
    ),
    rule(
        "file_unreadable",
        ("Berkas tidak dapat dibuka", "File cannot be opened"),
        ("Berkas tidak dapat dibuka: {reason}.", "The file cannot be opened: {reason}."),
        ("Beri izin baca pada berkas dan foldernya.", "Give permission to read the file and its folder."),
    ),
    rule(
        "url_unknown",
        ("Jenis alamat tidak dikenal", "Kind of address not known"),
        ("Alamat {scheme}:// tidak dapat dibaca di sini.", "An address with {scheme}:// cannot be read here."),
        (
            "Periksa ejaannya ({known}), atau unduh berkasnya lalu muat dari mesin ini.",
            "Check its spelling ({known}), or download the file and load it from this machine.",
        ),
    ),
    rule(
        "url_needs_extra",
        ("Paket untuk alamat ini belum terpasang", "Package for this address not installed"),
        (
            "Alamat {scheme}:// membutuhkan paket tambahan yang belum terpasang.",
            "An address with {scheme}:// needs a package that is not installed.",
        ),
        (
            "Pasang dengan `pip install 'netralitas[{extra}]'`, atau unduh berkasnya lalu muat dari mesin ini.",
            "Install it by `pip install 'netralitas[{extra}]'`, or download the file and load it from this machine.",
        ),
    ),
    rule(
        "url_missing",
        ("Tidak ada berkas di alamat ini", "No file at this address"),
        ("Di alamat itu tidak ada berkas.", "There is no file at that address."),
        ("Periksa alamatnya, huruf besar dan kecilnya juga.", "Check the address, capital letters too."),
    ),
    rule(
        "url_no_host",
        ("Server tidak ditemukan", "Server not found"),
        ("Server bernama {host} tidak ditemukan.", "No server called {host} was found."),
        (
            "Periksa ejaan alamatnya dan sambungan jaringan; atau unduh berkasnya, lalu muat dari mesin ini.",
            "Check the spelling of the address and the network; or download the file and load it from this machine.",
        ),
    ),
    rule(
        "url_refused",
        ("Server menolak sambungan", "Server refused the connection"),
        ("Di {host} tidak ada layanan yang menjawab.", "No service answers at {host}."),
        (
            "Periksa nomor portanya, dan apakah layanannya sedang berjalan; lalu muat lagi.",
            "Check the number of the port, and that the service runs; then load again.",
        ),
    ),
    rule(
        "url_too_slow",
        ("Server tidak menjawab", "Server does not answer"),
        ("Server {host} tidak menjawab sampai batas waktunya.", "{host} did not answer in time."),
        (
            "Coba lagi nanti; atau unduh berkasnya, lalu muat dari mesin ini.",
            "Try again later; or download the file and load it from this machine.",
        ),
    ),
    rule(
        "url_not_secure",
        ("Sambungan tidak aman", "Connection not secure"),
        (
            "Sambungan aman ke {host} gagal: sertifikatnya tidak dapat dipercaya, atau layanannya bukan https.",
            "A secure connection to {host} failed: its certificate cannot be trusted, or it does not speak https.",
        ),
        (
            "Minta pengelolanya memperbarui sertifikat; atau unduh berkasnya dari tempat tepercaya, lalu muat dari "
            "mesin ini.",
            "Ask who runs it to renew the certificate; or get the file from a place you trust and load it from this "
            "machine.",
        ),
    ),
    rule(
        "url_forbidden",
        ("Tidak ada izin membaca", "No right to read"),
        (
            "Server tidak memberi izin membaca berkas di alamat itu.",
            "The server gives no right to read the file at that address.",
        ),
        (
            "Minta izin atau kunci untuk membacanya; atau unduh dengan akun Anda, lalu muat dari mesin ini.",
            "Ask for the right or the key to read it; or download it with your account and load it from this machine.",
        ),
    ),
    rule(
        "url_cut_off",
        ("Sambungan terputus", "Connection cut off"),
        (
            "Sambungan terputus sebelum berkasnya sampai seluruhnya; tidak ada yang dimuat.",
            "The connection was cut off before the whole file had come; nothing of it was loaded.",
        ),
        ("Muat lagi.", "Load it again."),
    ),
    rule(
        "url_server_fault",
        ("Server bermasalah", "Server in trouble"),
        ("Server menjawab dengan kesalahan (HTTP {status}).", "The server answered with an error (HTTP {status})."),
        (
            "Coba lagi nanti; atau beri tahu pengelola alamat itu.",
            "Try again later; or tell whoever runs that address.",
        ),
    ),
    rule(
        "url_unreadable",
        ("Alamat tidak dapat dibaca", "Address cannot be read"),
        ("Berkas di alamat itu tidak dapat dibaca: {reason}.", "The file at that address cannot be read: {reason}."),
        (
            "Periksa alamat, jaringan, dan izin atau kunci untuk membacanya; atau unduh, lalu muat dari mesin ini.",
            "Check address, network, and the right or key to read it; or download it and load it from this machine.",
        ),
    ),
    rule(
        "not_a_file",
        ("Bukan berkas", "Not a file"),
        ("Yang disebut adalah folder atau perangkat.", "What was named is a folder or a device."),
        ("Sebut berkasnya satu per satu.", "Name the files one by one."),
    ),
    rule(
        "folder_empty",
        ("Folder tanpa tabel", "Folder without a table"),
        ("Folder tidak berisi berkas yang dapat dimuat.", "The folder holds no file that can be loaded."),
        ("Masukkan CSV, XLSX, XLSM, XLSB, XLS, ODS atau ZIP.", "Put in CSV, XLSX, XLSM, XLSB, XLS, ODS or ZIP."),
    ),
    rule(
        "file_too_large",
        ("Berkas terlalu besar", "File too large"),
        ("Berkas lebih besar dari {limit} MB.", "The file is larger than {limit} MB."),
        (
            'Daftar penanda tangan (pact_register) boleh sebesar apa pun bila disimpan sebagai "CSV UTF-8"; '
            "sumber lain dibagi menjadi beberapa berkas, masing-masing dengan judul kolom.",
            'A register of signatories (pact_register) may have any size if it is saved as "CSV UTF-8"; '
            "split other sources into several files, each with the headers.",
        ),
    ),
    rule(
        "too_large_here",
        ("Terlalu besar untuk dibaca di tempatnya", "Too large to be read where it lies"),
        (
            "Berkas lebih besar dari {limit} MB, dan di dalam ZIP atau di alamat itu hanya dapat dibaca seluruhnya.",
            "The file is larger than {limit} MB, and in a ZIP or at that address it can only be read as a whole.",
        ),
        (
            "Keluarkan dari ZIP atau unduh, lalu muat dari mesin ini: di sini daftar penanda tangan (pact_register) "
            'boleh sebesar apa pun bila disimpan sebagai "CSV UTF-8"; sumber lain dibagi menjadi beberapa berkas, '
            "masing-masing dengan judul kolom.",
            "Take it out of the ZIP or download it, and load it from this machine: here a register of signatories "
            '(pact_register) may have any size if it is saved as "CSV UTF-8"; split other sources into several files, '
            "each with the headers.",
        ),
    ),
    rule(
        "file_empty",
        ("Berkas kosong", "Empty file"),
        ("Berkas tidak berisi apa pun.", "The file holds nothing."),
        ("Simpan lagi dari aplikasi asalnya.", "Save it again from where it came."),
    ),
    rule(
        "not_text",
        ("Bukan berkas teks", "Not a text file"),
        (
            "Baris teks {line} memuat bita nol: berkas rusak, atau ini bukan CSV.",
            "Text line {line} holds a zero byte: the file is damaged, or it is not CSV.",
        ),
        ('Simpan lembarnya lagi sebagai "CSV UTF-8".', 'Save the sheet again as "CSV UTF-8".'),
    ),
    rule(
        "file_changed",
        ("Berkas berubah saat dibaca", "File changed while it was read"),
        (
            "Berkas diganti atau ditulisi saat sedang dibaca; tidak ada isinya yang dimuat.",
            "The file was replaced or written to while it was read; nothing of it was loaded.",
        ),
        ("Tunggu sampai penyimpanannya selesai, lalu muat lagi.", "Wait until it is saved, then load it again."),
    ),
    rule(
        "other_format",
        ("Bukan tabel", "Not a table"),
        (
            "Isi berkas ini {format}, apa pun namanya. Dibaca: CSV, XLSX, XLSM, XLSB, XLS, ODS, dan ZIP berisi itu.",
            "This file holds {format}, whatever its name. Read are: CSV, XLSX, XLSM, XLSB, XLS, ODS, ZIP of these.",
        ),
        (
            "Buka di Excel atau LibreOffice, lalu simpan sebagai XLSX.",
            "Open it in Excel or LibreOffice, save it as XLSX.",
        ),
    ),
    rule(
        "broken_encoding",
        ("Pengodean teks rusak", "Broken text encoding"),
        (
            "Bita ke-{position} (baris teks {line}) bukan {encoding}.",
            "Byte {position} (text line {line}) is not {encoding}.",
        ),
        ('Simpan lembarnya lagi sebagai "CSV UTF-8".', 'Save the sheet again as "CSV UTF-8".'),
    ),
    rule(
        "password_protected",
        ("Dilindungi kata sandi", "Password-protected"),
        ("Berkas dikunci dengan kata sandi.", "The file is locked with a password."),
        (
            "Buka dengan kata sandinya, simpan tanpa kata sandi, lalu muat lagi.",
            "Open it with its password, save it without one, and load it again.",
        ),
    ),
    rule(
        "workbook_damaged",
        ("Lembar kerja rusak", "Damaged workbook"),
        (
            "Lembar kerja terpotong atau rusak sehingga tidak dapat dibaca.",
            "The workbook is cut off or damaged and cannot be read.",
        ),
        (
            "Kirim ulang berkasnya, atau buka di Excel, perbaiki, dan simpan lagi.",
            "Send the file again, or open it in Excel, repair it and save it again.",
        ),
    ),
    rule(
        "sheet_too_large",
        ("Lembar terlalu luas", "Sheet too large"),
        (
            "Lembar {sheet} terbentang {rows} baris x {columns} kolom; batasnya {limit} sel.",
            "Sheet {sheet} spans {rows} rows x {columns} columns; the limit is {limit} cells.",
        ),
        (
            "Hapus isi yang tertinggal jauh di kanan atau di bawah tabel (Ctrl+End), atau simpan sebagai CSV.",
            "Delete what was left far to the right of the table or below it (Ctrl+End), or save it as CSV.",
        ),
    ),
    rule(
        "sheet_too_wide",
        ("Tabel terlalu lebar", "Table too wide"),
        (
            "Tabel ini terdiri atas {columns} kolom; batasnya {limit}.",
            "This table has {columns} columns; the limit is {limit}.",
        ),
        (
            "Hapus isi yang tertinggal jauh di kanan tabel, atau periksa pemisah kolomnya.",
            "Delete what was left far to the right of the table, or check what separates its columns.",
        ),
    ),
    rule(
        "archive_damaged",
        ("ZIP rusak", "Damaged ZIP"),
        (
            "Arsip ZIP terpotong atau rusak sehingga tidak dapat dibuka.",
            "The ZIP archive is cut off or damaged and cannot be opened.",
        ),
        ("Kirim ulang arsipnya, atau buat lagi.", "Send the archive again, or make it anew."),
    ),
    rule(
        "archive_too_many",
        ("ZIP berisi terlalu banyak berkas", "ZIP with too many files"),
        (
            "Arsip berisi {members} berkas; batasnya {limit}.",
            "The archive holds {members} files; the limit is {limit}.",
        ),
        ("Bagi menjadi beberapa arsip.", "Split it into several archives."),
    ),
    rule(
        "archive_bomb",
        ("Isi terlalu besar bila dibuka", "Too large when unpacked"),
        (
            "Berkas {packed} MB ini menjadi {megabytes} MB bila dibuka; batasnya {limit} MB dan {ratio} kali lipat.",
            "This file of {packed} MB becomes {megabytes} MB when unpacked; the limit is {limit} MB and {ratio} times.",
        ),
        (
            "Bagi isinya menjadi beberapa berkas; bila berkas ini bukan buatan Anda, jangan dibuka.",
            "Split its contents into several files; if you did not make it, do not open it.",
        ),
    ),
    rule(
        "archive_empty",
        ("ZIP tanpa tabel", "ZIP without a table"),
        ("Arsip tidak berisi berkas yang dapat dimuat.", "The archive holds no file that can be loaded."),
        ("Masukkan CSV, XLSX, XLSM, XLSB, XLS atau ODS.", "Put in CSV, XLSX, XLSM, XLSB, XLS or ODS."),
    ),
    rule(
        "archive_of_several",
        ("ZIP berisi beberapa berkas", "ZIP of several files"),
        ("Arsip berisi beberapa berkas: {members}.", "The archive holds several files: {members}."),
        ("Sebut salah satunya sebagai arsip.zip/nama.", "Name one of them as archive.zip/name."),
    ),
    rule(
        "archive_nested",
        ("ZIP di dalam ZIP", "ZIP in a ZIP"),
        (
            "Berkas ini arsip di dalam arsip; isinya tidak dibuka.",
            "This is an archive in an archive; it is not opened.",
        ),
        ("Buka arsip luarnya, lalu muat arsip dalamnya sendiri.", "Unpack the outer one and load the inner by itself."),
    ),
    rule(
        "member_twice",
        ("Nama berulang dalam ZIP", "Name twice in a ZIP"),
        ("Arsip berisi {count} berkas dengan nama ini.", "The archive holds {count} files of this name."),
        ("Beri setiap berkas nama sendiri.", "Give each file a name of its own."),
    ),
    rule(
        "database_address",
        ("Alamat basis data salah", "Wrong database address"),
        ("Alamat basis data tidak dapat dibaca.", "The address of the database cannot be read."),
        (
            "Tulis seperti postgresql://pengguna:sandi@server/nama atau sqlite:///berkas.db.",
            "Write it like postgresql://user:password@server/name or sqlite:///file.db.",
        ),
    ),
    rule(
        "database_unsupported",
        ("Jenis basis data tidak didukung", "Kind of database not supported"),
        ("Basis data {kind} tidak dapat dibaca.", "A {kind} database cannot be read."),
        (
            "Pakai PostgreSQL atau SQLite, atau ekspor tabelnya sebagai CSV.",
            "Use PostgreSQL or SQLite, or export the table as CSV.",
        ),
    ),
    rule(
        "database_text",
        ("Teks basis data bukan UTF-8", "Text of the database is not UTF-8"),
        (
            "Basis data terbuka, tetapi sebuah teks di hasil kueri ini tidak dapat dibaca karena bukan UTF-8.",
            "The database was opened, but a text in what this query gives cannot be read, not being UTF-8.",
        ),
        (
            "Sebut di SELECT hanya kolom yang diperlukan, atau ubah teksnya ke UTF-8 di basis datanya.",
            "Name in the SELECT only the columns that are needed, or convert the text to UTF-8 in the database.",
        ),
    ),
    rule(
        "database_unreachable",
        ("Basis data tidak terjangkau", "Database out of reach"),
        ("Basis data tidak dapat dibuka: {reason}.", "The database cannot be opened: {reason}."),
        (
            "Periksa alamat, nama pengguna dan sandinya, dan apakah servernya berjalan.",
            "Check its address, user and password, and that the server runs.",
        ),
    ),
    rule(
        "not_a_query",
        ("Bukan kueri baca", "Not a query that reads"),
        ("Hanya satu SELECT atau nama tabel yang diterima.", "Only one SELECT or the name of a table is taken."),
        ("Tulis SELECT atau nama tabelnya saja.", "Write a SELECT, or the table's name alone."),
    ),
    rule(
        "query_failed",
        ("Kueri ditolak", "Query refused"),
        ("Basis data menolak kueri ini: {reason}.", "The database refused this query: {reason}."),
        (
            "Jalankan SELECT itu di basis datanya, perbaiki, lalu muat lagi.",
            "Run the SELECT in the database, mend it, and load again.",
        ),
    ),
    rule(
        "query_too_large",
        ("Hasil kueri terlalu besar", "Query gives too much"),
        ("Kueri memberi lebih dari {limit} baris.", "The query gives more than {limit} rows."),
        ("Persempit dengan WHERE, misalnya satu provinsi.", "Narrow it with WHERE, to one province for example."),
    ),
    rule(
        "broken_quotes",
        ("Tanda kutip tidak cocok", "Quotes do not match"),
        (
            "Tanda kutip yang dibuka di dekat baris teks {line} tidak ditutup dengan benar.",
            "Quotation marks opened near text line {line} are not closed properly.",
        ),
        (
            "Perbaiki tanda kutip pada baris itu; tanda kutip di dalam sel ditulis dua kali.",
            "Mend the quotes of that line; a quotation mark inside a cell is written twice.",
        ),
    ),
    rule(
        "cell_too_long",
        ("Sel terlalu panjang", "Cell too long"),
        (
            "Sebuah sel di dekat baris teks {line} lebih panjang dari {limit} karakter.",
            "A cell near text line {line} is longer than {limit} characters.",
        ),
        (
            "Biasanya tanda kutip tidak ditutup; periksa baris itu.",
            "Usually a quotation mark was not closed; check that line.",
        ),
    ),
    rule(
        "duplicate_header",
        ("Judul kolom berulang", "Repeated header"),
        ("Beberapa kolom berarti sama: {headers}.", "Several columns mean the same: {headers}."),
        ("Sisakan satu kolom untuk setiap isi.", "Keep one column for each content."),
    ),
    rule(
        "unknown_source",
        ("Jenis sumber tidak dikenali", "Source not recognised"),
        (
            "Judul kolom tidak cocok dengan sumber mana pun; terdekat {nearest}, tetapi kurang: {missing}.",
            "The headers fit no source; the nearest is {nearest}, but it lacks: {missing}.",
        ),
        (
            "Baris pertama harus berisi judul kolom; lihat docs/sources.md, atau sebut --source.",
            "The first row must hold the headers; see docs/sources.md, or name --source.",
        ),
    ),
    rule(
        "header_misspelt",
        ("Judul kolom hampir sama", "Header with a slip"),
        (
            'Judul kolom "{header}" hampir sama dengan {meant}, tetapi tidak dikenali, sehingga angkanya akan hilang.',
            'The header "{header}" is nearly {meant}, but not known, so that its figures would be lost.',
        ),
        (
            "Perbaiki ejaan judul kolom itu; hapus kolomnya bila memang bukan itu maksudnya.",
            "Correct the spelling of that header, or remove the column if something else is meant.",
        ),
    ),
    rule(
        "ambiguous_source",
        ("Jenis sumber bisa lebih dari satu", "Source could be several"),
        ("Judul kolom cocok dengan beberapa sumber: {sources}.", "The headers fit several sources: {sources}."),
        ("Sebut salah satu dengan --source.", "Name one with --source."),
    ),
    rule(
        "subject_unclear",
        ("Tidak jelas apa yang dihitung", "Unclear what is counted"),
        (
            "Judul kolomnya cocok dengan {source}, tetapi tidak jelas apakah angkanya memang itu: {headers}.",
            "The headers fit {source}, but nothing says that this is what the numbers count: {headers}.",
        ),
        (
            "Tulis di judul kolom apa yang dihitung, misalnya {example}, dan jangan gabungkan dengan rekap lain; "
            "bila memang itu, sebut --source {source}.",
            "Say in the header what is counted, such as {example}, and keep other recaps apart from it; if it is that, "
            "name --source {source}.",
        ),
    ),
    rule(
        "no_such_source",
        ("Sumber tidak ada", "No such source"),
        ("Tidak ada sumber bernama {source}.", "There is no source named {source}."),
        ("Pilih salah satu: {known}.", "Choose one of: {known}."),
    ),
    rule(
        "missing_columns",
        ("Kolom wajib tidak ada", "Required columns missing"),
        ("Kolom wajib tidak ada: {missing}.", "Required columns are missing: {missing}."),
        (
            "Tambahkan kolom itu; nama lain yang diterima ada di docs/sources.md.",
            "Add them; other accepted names are in docs/sources.md.",
        ),
    ),
    rule(
        "person_columns",
        ("Kolom data orang", "Columns of persons"),
        (
            "Berkas ini memuat kolom data orang: {headers}. Tidak satu baris pun dimuat.",
            "This file has columns of persons: {headers}. Not one row was loaded.",
        ),
        (
            "Hapus kolom itu dari berkasnya, lalu muat lagi.",
            "Remove those columns from the file, then load it again.",
        ),
    ),
    # -- what its layout does not say, or says twice
    rule(
        "no_table",
        ("Tidak ada tabel", "No table"),
        ("Tidak ada baris yang berisi judul kolom.", "No row holds headers."),
        (
            "Tulis judul kolom di atas datanya; contoh: netralitas template SUMBER.",
            "Put headers above the rows; for an example: netralitas template SOURCE.",
        ),
    ),
    rule(
        "no_header",
        ("Judul kolom tidak ditemukan", "Headers not found"),
        ("Tidak ada judul kolom {source}.", "No headers of {source} were found."),
        (
            "Periksa --source; judul yang diterima ada di docs/sources.md.",
            "Check --source; the accepted headers are in docs/sources.md.",
        ),
    ),
    rule(
        "several_sources",
        ("Beberapa jenis sumber", "Several sources"),
        ("Lembar-lembarnya berbeda jenis: {sheets}.", "Its sheets are of different sources: {sheets}."),
        ("Simpan tiap jenis di berkas sendiri.", "Save each source in a file of its own."),
    ),
    rule(
        "region_not_stated",
        ("Daerah tidak disebut", "Region not stated"),
        (
            "Tidak ada daerah di baris, judul, nama lembar, atau nama berkas (lembar {sheet}).",
            "No region stands in the rows, titles, sheet name or file name (sheet {sheet}).",
        ),
        (
            "Muat dengan --region KODE, atau tulis daerahnya di judul.",
            "Load with --region CODE, or put it in the title.",
        ),
    ),
    rule(
        "date_not_stated",
        ("Tanggal tidak disebut", "Date not stated"),
        (
            "Tidak ada tanggal di baris, judul, nama lembar, atau nama berkas (lembar {sheet}).",
            "No date stands in the rows, titles, sheet name or file name (sheet {sheet}).",
        ),
        (
            "Muat dengan --date TTTT-BB-HH, atau tulis di judul: Keadaan per 30 September 2024.",
            "Load with --date YYYY-MM-DD, or put it in the title: Keadaan per 30 September 2024.",
        ),
    ),
    rule(
        "year_not_stated",
        ("Tahun tidak disebut", "Year not stated"),
        (
            "Tahun dari tanggal dan bulan ini tidak pasti: {months} (lembar {sheet}).",
            "The year of these days and months is not certain: {months} (sheet {sheet}).",
        ),
        (
            "Tulis tahunnya di samping masing-masing, misalnya Desember 2023, Januari 2024.",
            "Write the year beside each, such as December 2023, January 2024.",
        ),
    ),
    rule(
        "region_and_date_not_stated",
        ("Daerah dan tanggal tidak disebut", "Region and date not stated"),
        (
            "Tidak ada daerah maupun tanggal di baris, judul, nama lembar, atau nama berkas (lembar {sheet}).",
            "Neither region nor date stands in the rows, titles, sheet name or file name (sheet {sheet}).",
        ),
        ("Muat dengan --region KODE dan --date TTTT-BB-HH.", "Load with --region CODE and --date YYYY-MM-DD."),
    ),
    rule(
        "region_contradicts",
        ("Dua daerah berbeda", "Two different regions"),
        ("Berkas menyebut dua daerah. {one}; {other}.", "The file names two regions. {one}; {other}."),
        (
            "Perbaiki yang salah, lalu muat lagi; [...] adalah nama berkas atau lembar: ganti bila itu yang salah.",
            "Correct the wrong one and load again; [...] is the name of the file or sheet: change it if it is wrong.",
        ),
    ),
    rule(
        "date_contradicts",
        ("Dua tanggal berbeda", "Two different dates"),
        ("Berkas menyebut dua tanggal. {one}; {other}.", "The file states two dates. {one}; {other}."),
        (
            "Perbaiki yang salah, lalu muat lagi; [...] adalah nama berkas atau lembar: ganti bila itu yang salah.",
            "Correct the wrong one and load again; [...] is the name of the file or sheet: change it if it is wrong.",
        ),
    ),
    rule(
        "region_shared",
        ("Nama daerah belum pasti", "Region name not certain"),
        ("Nama ini dipakai beberapa daerah. {text}; {regions}.", "Several regions have this name. {text}; {regions}."),
        (
            "Muat dengan --region KODE, atau tulis Kabupaten atau Kota.",
            "Load with --region CODE, or write Kabupaten or Kota.",
        ),
    ),
    rule(
        "rejected_rows_unmarked",
        ("Asal baris hilang", "Place of rows lost"),
        (
            'Berkas ini berisi baris yang ditolak, tetapi kolom "{column}" tidak ada lagi.',
            'This file holds rejected rows, but no longer the column "{column}".',
        ),
        (
            "Perbaiki barisnya di buku kerja yang utuh (kolom itu tersembunyi di kanan), atau ekspor lagi.",
            "Correct the rows in the whole workbook (that column is hidden on the right), or export it again.",
        ),
    ),
    rule(
        "rejected_rows_incomplete",
        ("Bagian baris tidak lengkap", "Parts of a row missing"),
        (
            "Baris asalnya ada beberapa baris di lembar ini, satu tiap bulan atau tahap, dan tidak semuanya terisi: "
            "{rows}. Tidak ada yang dimuat.",
            "Their original rows have several lines on this sheet, one a month or step, and not all are filled in: "
            "{rows}. Nothing was loaded.",
        ),
        (
            "Perbaiki semua baris dari baris asal yang sama dalam satu lembar; untuk mulai lagi: "
            "netralitas rejects --format xlsx.",
            "Correct all lines of the same original row on one sheet; to begin anew: netralitas rejects --format xlsx.",
        ),
    ),
    rule(
        "rejected_rows_outdated",
        ("Baris asal sudah berubah", "Original rows have changed"),
        (
            "Berkas asal baris ini sudah dibaca lagi dan tidak menolaknya seperti semula: {rows}.",
            "The file of these rows was read again and does not reject them as they were: {rows}.",
        ),
        (
            "Kosongkan baris itu lalu muat lagi; yang masih ditolak ada di `netralitas rejects --format xlsx`.",
            "Empty those rows and load again; what is still rejected is in `netralitas rejects --format xlsx`.",
        ),
    ),
    rule(
        "rows_alike",
        ("Baris tidak dapat dibedakan", "Rows cannot be told apart"),
        (
            "Tidak ada kolom yang menyebut daerah, perangkat daerah, atau tanggal tiap baris{sheet}. Kolom lain: "
            "{columns}.",
            "No column names the region, agency or date of each row{sheet}. Other columns: {columns}.",
        ),
        (
            "Beri judul OPD pada kolom perangkat daerahnya; baris yang hanya membagi satu OPD (bidang, jenis ASN) "
            "dijumlahkan menjadi satu baris.",
            "Head the column of agencies with OPD; sum rows that only divide one agency (by section or kind of staff).",
        ),
    ),
    # -- a register as a whole
    rule(
        "register_irregular",
        ("Daftar besar yang tidak rapi", "Large register that is not plain"),
        (
            "Di dekat baris teks {line} ada tanda kutip yang tidak cocok, terlalu banyak sel, atau huruf yang bukan "
            "UTF-8; daftar yang lebih besar dari {limit} MB hanya dibaca bila semua barisnya rapi.",
            "Near text line {line} quotes do not match, there are too many cells, or a letter is not UTF-8; a register "
            "of more than {limit} MB is only read if all its lines are plain.",
        ),
        (
            'Perbaiki baris itu dan simpan sebagai "CSV UTF-8", atau bagi menjadi berkas yang lebih kecil, '
            "masing-masing dengan judul kolom.",
            'Mend that line and save as "CSV UTF-8", or split it into smaller files, each with the headers.',
        ),
    ),
    rule(
        "too_many_rejected",
        ("Terlalu banyak baris ditolak", "Too many rows rejected"),
        (
            "{rejected} baris melanggar aturan, lebih dari {limit}; tidak ada yang dimuat.",
            "{rejected} rows break a rule, more than {limit}; nothing was loaded.",
        ),
        (
            "Muat beberapa ribu baris pertamanya untuk melihat sebabnya, perbaiki polanya, lalu muat semuanya.",
            "Load its first few thousand rows to see why, mend what repeats, then load all of it.",
        ),
    ),
)

SKIP_RULES: Final = _by_code(
    rule(
        "title_row",
        ("Judul", "Title"),
        ("Baris ini di atas tabel.", "This row stands above the table."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "header_row",
        ("Judul kolom", "Headers"),
        ("Baris ini judul kolom yang berlanjut atau dicetak ulang.", "This row continues or repeats the headers."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "numbering_row",
        ("Nomor kolom", "Column numbers"),
        ("Baris ini menomori kolom.", "This row numbers the columns."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "totals_row",
        ("Baris jumlah", "Totals row"),
        ("Jumlah tidak dimuat; dicocokkan dengan baris di atasnya.", "Totals are not loaded; they are checked."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "heading_row",
        ("Judul kelompok", "Heading"),
        ("Baris ini judul baris-baris di bawahnya.", "This row is the heading of rows below it."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "note_row",
        ("Catatan", "Note"),
        ("Baris ini catatan di luar tabel.", "This row is a note outside the table."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "signature_row",
        ("Tanda tangan", "Signature"),
        ("Baris ini pengesahan di bawah tabel.", "This row belongs to the signature below the table."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
    rule(
        "blank_row",
        ("Baris kosong", "Blank row"),
        ("Semua sel baris ini kosong.", "Every cell of this row is blank."),
        ("Tidak perlu apa-apa.", "Nothing to do."),
    ),
)
