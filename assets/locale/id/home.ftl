### Beranda: pekan kepala daerah. Yang menunggu, sejak kapan, dan yang berubah.

page-home = Beranda
home-subtitle = { $election }, keadaan per { $at }
home-filters = Wilayah: { $place }. Pemilihan: { $election }. Tanggal: { $at }.
home-empty-why = Belum ada angka pemilihan apa pun yang dimuat.

home-waiting = { $n } perkara menunggu keputusan kepala daerah, yang terlama { $days }.
home-waiting-area = { $n } perkara di { $governments } menunggu keputusan kepala daerahnya, yang terlama { $days }.
home-waiting-none = Tidak ada perkara yang menunggu keputusan kepala daerah ({ $cases } perkara tercatat).
home-cases-unknown = Tidak ada perkara yang tercatat; itu tidak berarti tidak ada pelanggaran.
home-overdue = { $n } perkara melewati tenggat tahapnya.
home-unsigned = { $n } dari { $all } ASN belum menandatangani pakta menurut rekap sampai { $date }.
home-all-signed = Seluruh { $all } ASN sudah menandatangani pakta menurut rekap sampai { $date }.
home-agencies = { $n } dari { $all } perangkat daerah belum selesai menandatangani.
home-agencies-own = { $n } dari { $all } perangkat daerah pemerintah provinsi belum selesai menandatangani.
home-signing-unknown = Belum ada rekap penandatanganan pakta yang menyebut jumlah ASN.

home-figures = Angka utama
home-no-figures = Belum ada angka tentang daerah ini.
home-since = Sejak { $date }
home-unmoved = tanpa angka baru
column-value = Angka
column-trend = Perkembangan

home-waiting-title = Perkara yang menunggu keputusan kepala daerah
home-waiting-words = Lama menunggu dihitung sejak rekomendasi sanksi terbit. Batang menunjukkan lama setiap tahap sejak perkara diterima; yang jingga adalah tahap sekarang.
home-cases-rest = dan { $n } perkara lain
home-overdue-title = Perkara yang melewati tenggat tahapnya
home-overdue-words = Tenggat adalah batas waktu tahap tempat perkara itu berada sekarang, di tangan siapa pun.
column-late = Lewat
column-case = Nomor perkara
column-waits = Menunggu
column-clock = Waktu di setiap tahap
column-state = Tahap sekarang
column-due = Tenggat tahap
clock-step = { $state } { $date }: { $days }
n-days = { $n } hari
n-governments = { $n } pemerintah
due-none = tanpa tenggat
due-passed = lewat { $date }

home-agencies-title = Perangkat daerah yang belum selesai
home-agencies-rest = dan { $n } perangkat daerah lain
column-unfinished-since = Belum selesai sejak
since-for = { $date } ({ $n } hari)
column-agency = Perangkat daerah
column-unsigned = Belum menandatangani
column-employed = ASN
column-signed-share = Sudah menandatangani

home-changes = Yang berubah setelah { $date }
home-changed-received = { $n } laporan atau temuan diterima
home-changed-recommended = { $n } rekomendasi sanksi terbit
home-changed-sanctioned = { $n } sanksi dijatuhkan
home-changed-blocked = { $n } data kepegawaian diblokir
control-since = Bandingkan dengan
since-days = { $n } hari sebelumnya

home-events = Peristiwa terbaru
home-events-all = Semua peristiwa daerah ini
age-later = lebih baru dari tanggal ini
home-ages = Umur data
home-no-sources = Belum ada berkas yang memuat daerah ini.
column-age = Umur
source-pact-recap = Rekap pakta integritas
source-pact-register = Daftar penanda tangan
source-report-log = Catatan laporan
source-case-outcome = Perkembangan perkara
source-headcount = Jumlah ASN
source-office-terms = Masa jabatan
source-statements = Pernyataan daerah
source-meetings = Rapat DPRD
source-event = Peristiwa terdokumentasi
