### Halaman di sekeliling gambar: kepala, navigasi, kendali, tabel, panel, pemberitahuan.

brand = Netralitas
skip-to-content = Langsung ke isi
navigation = Halaman
page-map = Peta
region = Wilayah
nation = Indonesia
data = Data
data-terdokumentasi = terdokumentasi
data-simulasi = simulasi
language = Bahasa
simulated-words = Angka di halaman ini dibuat komputer untuk peragaan, bukan fakta tentang daerah mana pun.

## Kendali
controls = Pilihan
controls-start = Kembali ke tampilan awal
control-indicator = Indikator
control-unit = Satuan
control-level = Tingkat
control-level-province = Provinsi
control-level-regency = Kabupaten/kota
control-areas = Batas provinsi
control-areas-now = Sekarang
control-areas-then = Saat itu
control-view = Bentuk
control-view-map = Peta
control-view-tiles = Petak
control-place = Cari daerah
place-placeholder = Nama…
control-election = Pemilihan
control-date = Sampai dengan
control-compare = Sematkan dan bandingkan (paling banyak 6)
pin = Sematkan { $name }
unpin = Lepaskan { $name }
pins = Disematkan
search = Cari
search-clear = Hapus pencarian
search-nothing = Tidak ditemukan
choice-clear = Kosongkan pilihan
choice-all = Pilih semua
choice-none = Batalkan semua
choice-count = {"{"}num_selected{"}"} dipilih
choice-placeholder = Pilih…

## Gambar dan unduhan
image = Gambar
image-png = Simpan PNG
image-svg = Simpan SVG
download-csv = CSV
legend = Keterangan warna
sources = Sumber
sources-none = Sumber: tidak ada angka yang ditampilkan.
sources-unnamed = Sumber: berkas yang dimuat tidak menyebut sumbernya.
sources-more = dan { $n } sumber lain
address-missing = alamat tidak tersedia

## Peringkat dan tabel
ranking = Menurut besarnya
ranking-between = … { $n } daerah di antaranya …
ranking-rest = { $n } daerah lainnya ada di tabel
ranking-rest-alone = dan { $n } daerah lainnya
table = Tabel
column-region = Daerah
column-numerator = Pembilang
column-denominator = Penyebut
column-date = Tanggal data
column-status = Status
column-evidence = Tingkat bukti
column-coverage = Cakupan
column-other = Angka kedua
column-source = Sumber
column-category = Kategori
no-figure = —

## Panel daerah
categories = Menurut kategori
conflicts = Angka yang tidak cocok
events = Peristiwa
events-none = Tidak ada peristiwa tercatat sampai tanggal ini.
events-more = { $n } peristiwa sebelumnya
fact-parts = Pembilang dan penyebut
fact-cases = Perkara
fact-limits = Rentang 95%
fact-date = Tanggal data
fact-status = Status
fact-evidence = Tingkat bukti
fact-coverage = Cakupan
fact-origin = Asal angka
fact-other = Angka kedua
fact-note = Catatan
origin-published-government = dinyatakan sumber untuk pemerintah ini
origin-published-area = dinyatakan sumber untuk seluruh wilayah
origin-computed-government = dihitung dari catatan pemerintah ini
origin-computed-area-sum = dijumlahkan dari pemerintah di dalamnya
origin-computed-area-sum-then-divide = pembilang dan penyebut pemerintah di dalamnya dijumlahkan, baru dibagi
origin-computed-area-recompute = dihitung dari semua perkara di dalamnya, bukan dari median pemerintahnya
origin-computed-area-none = dihitung dari catatan wilayah ini

## Kosong
empty-what = Tidak ada angka untuk pilihan ini.
empty-why = Sampai { $date } tidak ada sumber yang menyatakan { $indicator } dalam satuan { $unit } di { $place }.
empty-remedy = Pilih tanggal yang lebih akhir, satuan lain, atau indikator lain.
empty-warehouse-what = Gudang data ini masih kosong.
empty-warehouse-why = Belum ada berkas yang dimuat ke dalamnya.
empty-warehouse-remedy = Muat berkas dengan perintah: netralitas load BERKAS
