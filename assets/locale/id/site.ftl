### Halaman peta: pemberitahuan, tombol, keterangan indikator.

without-scripts = Tanpa JavaScript peta, grafik dan pilihan tidak tampil; angka dan tautan dapat dibaca.

## Parameter alamat yang tidak dapat dipakai
parameter-what = Sebagian alamat halaman ini tidak dapat dipakai.
parameter-unknown = Parameter "{ $name }" bernilai "{ $value }", yang tidak dikenal; yang ditampilkan adalah pilihan biasa.
parameter-repeated = Parameter "{ $name }" ditulis lebih dari sekali; "{ $value }" diabaikan.
parameter-unheard = Alamat ini memuat parameter yang tidak dikenal, jadi tidak memilih apa pun.
parameter-too-long = Alamatnya terlalu panjang; yang ditampilkan adalah halaman awal.
parameter-rest = Dan { $n } bagian alamat lain.
parameter-remedy = Lihat tampilan ini dengan alamat yang benar

## Gudang data
warehouse-absent-what = Data "{ $name }" belum ada.
warehouse-absent-why = Gudang datanya belum dibuat, tidak dapat dihubungi, atau tabelnya masih dari versi lama (pemuatan berikutnya memperbaruinya): { $place }
warehouse-absent-remedy = Buat dengan perintah: netralitas demo, atau muat berkas sendiri: netralitas load BERKAS --warehouse { $name }

## Peta
control-classes = Pembagian kelas
control-classes-quantile = Sama banyak (kuantil)
control-classes-natural = Celah alami
control-classes-fixed = Ambang tetap
control-classes-diverging = Terhadap angka nasional
classes-quantile = kelas sama banyak, satu pembagian untuk semua tanggal
classes-natural = kelas menurut celah alami (Fisher-Jenks), satu pembagian untuk semua tanggal
classes-fixed = kelas berambang tetap
classes-diverging = ungu lebih baik dan jingga lebih buruk daripada { $benchmark }, acuan untuk semua tanggal
unreached-what = Halaman tidak dapat diambil.
unreached-why = Peladen Netralitas tidak menjawab; yang tampak adalah keadaan sebelumnya.
unreached-remedy = Periksa apakah ia masih berjalan, lalu muat ulang halaman.
periods-label = Geser periode
periods-previous = Periode sebelumnya
periods-play = Putar dari periode ke periode (spasi)
periods-pause = Jeda (spasi)
periods-next = Periode berikutnya
recap-link = Contoh: rekap pelanggaran di Sulawesi Tenggara per { $date }
provincial-government = Pemerintah { $name }
provincial-own-alone = Pemerintah provinsi sendiri: { $own }.
provincial-own = Pemerintah provinsi sendiri: { $own }. Kabupaten/kota: { $regencies }.
filters = Data: { $data }. Indikator: { $indicator }. Satuan: { $unit }. Pemilihan: { $election }. Wilayah: { $place }. Tanggal: { $at }.
filters-then = Provinsi dengan batas saat itu.

## Tentang indikator
about = ?
about-title = Tentang indikator ini
about-definition = Definisi
about-formula = Rumus
about-unit = Satuan
about-source = Sumber data
about-polarity = Arah
about-target = Sasaran
polarity-higher-better = makin tinggi makin baik
polarity-lower-better = makin rendah makin baik
polarity-neutral = tanpa arah: angka yang lebih besar tidak berarti lebih baik atau lebih buruk
about-legal = Dasar hukum
about-owner = Penanggung jawab
about-reviewed = Terakhir ditinjau
about-all-sources = semua sumber
formula-count = jumlah { $numerator }
formula-rate = { $numerator } ÷ { $denominator } × { $multiplier }
formula-flow = { $formula }, kumulatif sejak hari pertama tahapan pemilihan
term-pact-value = ASN yang menandatangani
term-pact-base = ASN yang dipekerjakan
term-pact-agencies = perangkat daerah yang melapor
term-pact-complete-agencies = perangkat daerah yang seluruh ASN-nya menandatangani
term-all-governments = pemerintah daerah
term-report-count-value = yang dilaporkan menurut sumber
term-violation-count-value = pelanggaran menurut sumber
term-report-value = laporan
term-headcount-value = ASN yang dipekerjakan
term-case-cases = perkara ({ $states })
term-case-less = perkara ({ $states }; dikurangi yang { $unless })
term-case-overdue = perkara yang menunggu lebih lama daripada tenggatnya
term-case-median-days = median hari (Kaplan-Meier) dari { $states } sampai { $until }
word-or = atau
state-recommended = direkomendasikan
state-waiting-ppk = menunggu PPK
state-followed-up = sanksi dijatuhkan
state-not-proven = tidak terbukti
state-moot = gugur
state-blocked = data diblokir
state-unblocked = blokir dibuka
term-record-value = catatan bersumber
term-governments-numerator = pemerintah daerah yang melapor

## Galat
page-failed-what = Halaman ini gagal dibuat.
page-failed-why = Kesalahan ada pada kami dan sudah dicatat.
page-failed-remedy = Muat ulang halaman; bila tetap gagal, beri tahu pengelola beserta alamat halaman ini.
no-page-what = Halaman ini tidak ada.
no-page-why = Alamatnya mungkin salah ketik atau sudah lama.
no-page-remedy = Buka peta
never-why = Dalam data ini belum ada angka untuk: { $indicator }. Angka itu dibuat dari berkas: { $sources }.
never-remedy = Pilih indikator lain, atau muat berkasnya dengan perintah: netralitas load BERKAS
unreckoned-why = Datanya ada, tetapi tidak satu pun angka dapat dihitung untuk: { $indicator }. Sebabnya: { $reasons }.
remedy-no-deadline = Tetapkan tenggat setiap tahap dalam berkas yang disebut NETRALITAS_DEADLINES (bentuknya: docs/deadlines.md; yang berlaku: netralitas settings). Angkanya dihitung ulang pada pemuatan berikutnya yang membawa data baru.
remedy-no-holidays = Sebut berkas hari libur dengan NETRALITAS_HOLIDAYS, lengkap untuk tahun-tahun datanya (bentuknya: docs/deadlines.md; yang berlaku: netralitas settings). Angkanya dihitung ulang pada pemuatan berikutnya yang membawa data baru.
download-refused = Parameter ini tidak dapat dipakai, jadi tidak ada berkas: { $names }. Unduh lagi dari halamannya.
download-unheard = parameter yang tidak dikenal
