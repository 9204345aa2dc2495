### Kata-kata yang dipakai di mana-mana: satuan, status, tingkat bukti, cakupan, jenis catatan, selisih.

## Satuan, sebagaimana ditulis setelah angka dan di kepala kolom
unit-orang-asn = orang ASN
unit-kasus = kasus
unit-laporan = laporan
unit-pelanggaran = pelanggaran
unit-records = catatan
unit-percent = persen
unit-ppk = PPK
unit-surat = surat
unit-orang = orang
unit-rapat = rapat
unit-rekomendasi = rekomendasi
unit-hari = hari
unit-perangkat-daerah = perangkat daerah
unit-per-1-000-asn = per 1.000 ASN

## Satuan setelah angka satu
unit-one-orang-asn = orang ASN
unit-one-kasus = kasus
unit-one-laporan = laporan
unit-one-pelanggaran = pelanggaran
unit-one-records = catatan
unit-one-surat = surat
unit-one-orang = orang
unit-one-rapat = rapat
unit-one-rekomendasi = rekomendasi
unit-one-hari = hari
unit-one-perangkat-daerah = perangkat daerah

## Status sebuah angka
status-reported = melapor
status-zero = melapor nol
status-missing = tidak melapor
status-suppressed = disembunyikan (angka kecil)
status-record = ada catatan
status-record-zero = nol menurut catatan
status-no-record = tidak ada catatan
status-no-government = bukan pemerintah daerah tersendiri
reason-not-reported = belum melapor ketika yang lain di provinsinya sudah
reason-not-stated = sumber tidak menyebut angkanya
reason-no-denominator = penyebutnya tidak diketahui
reason-denominator-too-far = penyebutnya terlalu jauh dari tanggal angka ini
reason-denominator-zero = penyebutnya nol
reason-outside-range = di luar rentang yang mungkin
reason-small-number = angka kecil, disembunyikan
reason-no-deadline = tenggatnya tidak diketahui, jadi tidak ada yang disebut terlambat
reason-no-holidays = tenggatnya dalam hari kerja dan daftar hari libur tidak ada
reason-holidays-end = tenggatnya dalam hari kerja dan daftar hari libur tidak memuat tahun itu
reason-not-reached = belum tercapai: kurang dari separuh perkara sudah sampai ke sana
reason-nothing-known = tidak ada catatan
short-not-reached = belum tercapai
short-not-stated = tanpa angka
short-no-deadline = tanpa tenggat
short-deadline-unreckoned = tenggat tak terhitung
short-no-denominator = tanpa penyebut
short-outside-range = di luar rentang

## Tingkat bukti
evidence-alleged = dugaan
evidence-found = temuan, belum terbukti
evidence-proven = terbukti
evidence-unknown = dugaan; tingkat bukti tidak disebut sumber
word-suspected = dugaan

## Cakupan pakta
scope-all = seluruh ASN
scope-leaders = pimpinan
scope-one-unit = satu unit kerja
scope-symbolic = simbolis
scope-unknown = cakupan tidak disebut

## Jenis catatan
event-pact-signing = Penandatanganan pakta integritas
event-declaration = Deklarasi netralitas
event-socialisation = Sosialisasi
event-circular-letter = Surat edaran
event-coordination-meeting = Rapat koordinasi
event-report-count = Angka dugaan yang dilaporkan
event-violation-count = Angka pelanggaran yang dicatat
event-case-count-all-types = Angka perkara segala jenis
event-registered-count = Angka perkara diregistrasi
event-forwarded-count = Diteruskan ke instansi berwenang
event-recommendation-returned = Rekomendasi kepada PPK
event-overdue-followup = Teguran karena rekomendasi belum ditindaklanjuti
event-sanction-outcome = Sanksi dijatuhkan

## Selisih antarsumber: ditunjukkan, tidak diperbaiki
conflict-parts-differ = { $date }: sumber menyatakan { $stated }, sedangkan rinciannya ({ $listed } dari { $governments } pemerintah) berjumlah { $found }.
conflict-agencies-differ = { $date }: rekap pemerintah menyatakan { $stated }, sedangkan perangkat daerahnya berjumlah { $found }.
conflict-categories-differ = { $date }: jumlah menurut sumber { $stated }, sedangkan kategorinya berjumlah { $found }.
conflict-sources-differ = { $date }: satu sumber menyebut { $stated }, sumber lain { $found }.
conflict-count-falls = { $date }: angka kumulatif turun dari { $found } menjadi { $stated }.
conflict-agency-falls = { $date }: angka kumulatif satu perangkat daerah turun: { $stated }, sebelumnya { $found }.
conflict-outside-range = { $date }: angka { $stated } di luar batas yang mungkin, sehingga tidak ditampilkan.
conflict-weekday-differs = { $date }: hari yang tertulis ({ $stated }) tidak sesuai dengan tanggalnya ({ $found }).
conflict-duplicate-differs = { $date }: dua baris dengan kunci yang sama berbeda isinya; { $stated } dipakai, { $found } tidak.
conflict-kinds-differ = { $date }: dinyatakan { $stated }, sedangkan PNS dan PPPK berjumlah { $found }.
conflict-category-differs = { $date }: kategori tertulis { $stated }, padahal bentuk pelanggarannya termasuk { $found }.
conflict-category-unfit = { $date }: { $stated } tidak cocok dengan hari penetapan calon, { $found }: bentuk dan kategori berganti pada hari itu.
conflict-sanction-level-differs = { $date }: tingkat sanksi tertulis { $stated }, padahal sanksinya bertingkat { $found }.
conflict-steps-out-of-order = { $date }: { $stated } lebih awal daripada { $found }, padahal tahap itu datang sesudahnya.
conflict-sanction-unrecommended = { $date }: { $stated }: sanksi dijatuhkan, tetapi tidak ada rekomendasi yang tercatat.
conflict-case-moves = { $date }: perkara { $stated } di tahap lain tercatat { $found }.
conflict-signed-parts-differ = { $date }: dinyatakan { $stated }, sedangkan yang sudah dan yang belum menandatangani berjumlah { $found }.
conflict-percent-differs = { $date }: dinyatakan { $stated } persen, sedangkan kedua angkanya menghasilkan { $found } persen.
conflict-units-differ = { $date }: dinyatakan { $stated } dan juga { $found }; satuannya berbeda, angkanya juga.
conflict-log-differs = { $date }: catatan laporan memuat { $stated }, sedangkan yang diterbitkan { $found }; yang dipakai adalah catatannya.
conflict-total-differs = { $date }: baris jumlah menyatakan { $stated }, sedangkan baris di atasnya berjumlah { $found }.
conflict-other = { $date }: tertulis { $stated }, sedangkan pembandingnya { $found }.
