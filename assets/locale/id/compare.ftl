### Banding: satu daerah di samping yang serupa dengannya, dan apakah bedanya lebih dari kebetulan.

page-compare = Banding
compare-title = Banding: { $place }
compare-subtitle = { $unit }; { $election }, sampai { $date }
control-peers = Bandingkan di antara
control-peers-map = Daerah di peta
control-peers-province = Semua provinsi
control-peers-regency = Provinsi yang sama
control-peers-kind = Jenis yang sama (kabupaten atau kota)
control-peers-size = Lima yang jumlah ASN-nya terdekat
control-peers-own = Pilihan sendiri (yang disematkan)
control-second = Sandingkan dengan indikator

## Kelompoknya
compare-group-regency = Dibandingkan: { $n } kabupaten dan kota di { $place }.
compare-group-province = Dibandingkan: { $n } provinsi.
compare-group-kind = Dibandingkan: { $n } { $kind } di Indonesia.
compare-group-size = Dibandingkan: { $n } daerah, yaitu { $name } dan yang jumlah ASN-nya paling dekat dengannya.
compare-group-own = Dibandingkan: { $n } daerah pilihan sendiri.
compare-silent = { $n } di antaranya tanpa angka.
compare-all-have = Semuanya ada angkanya.
compare-size-unknown = Jumlah ASN daerah ini tidak diketahui, jadi yang ditampilkan adalah yang seprovinsi dengannya.
compare-left-out = Tidak ikut karena tingkatnya lain: { $names }.
compare-none-pinned = Belum ada yang disematkan: pilih daerah pada "Sematkan dan bandingkan".
compare-own-silent = { $name } sendiri tanpa angka ({ $why }). Itu bukan nol.
compare-own-none = { $name } bukan pemerintah daerah tersendiri, jadi tidak ada angkanya sendiri.

## Di atas, di bawah, tidak dapat dibedakan
compare-sample = Dari { $of } daerah yang ada angka dan rentangnya, { $above } jelas di atas angka nasional ({ $figure }), { $below } jelas di bawahnya, dan { $untold } tidak dapat dibedakan darinya.
compare-complete = Dari { $of } daerah yang ada angkanya, { $above } di atas angka nasional ({ $figure }), { $below } di bawahnya, { $same } sama. Angka ini hitungan dari yang melapor, bukan contoh, jadi tidak ada rentang kebetulan; yang belum melapor tidak diketahui.
compare-wider = Rentang itu hanya mengenal kebetulan kejadian yang berdiri sendiri, padahal daerah berbeda-beda { $times } kali lebih dari itu. Menurut batas 95% yang dilebarkan (corong di bawah), { $above } dari { $of } daerah kelompok ini di atas dan { $below } di bawah; selebihnya tidak menonjol di antara perbedaan antardaerah yang biasa.
compare-among-sample = Dari { $others } daerah lain di kelompok ini, { $above } jelas lebih tinggi daripada { $name }, { $below } jelas lebih rendah, dan { $untold } tidak dapat dibedakan darinya.
compare-among-complete = Dari { $others } daerah lain di kelompok ini, { $above } lebih tinggi daripada { $name }, { $below } lebih rendah, { $same } sama.
compare-ranking = Menurut besarnya
compare-scale = Skala { $start } sampai { $end }
compare-picture-sample = Titik: angkanya; garis: rentang 95%, dengan panah bila melewati skala.
compare-picture-complete = Titik: angkanya.
compare-picture-nation = Garis tegak: angka nasional.
compare-no-ranking = Urutannya menurut besarnya, bukan peringkat: daerah yang rentangnya bersentuhan tidak dapat dibedakan, dan kebetulan paling besar di kedua ujung daftar.
compare-pale = Pucat: penyebut di bawah { $n }.
compare-without = Tanpa angka, yang bukan nol ({ $n }): { $parts }.
compare-no-figures = Tidak satu pun daerah di kelompok ini ada angkanya.
compare-to-own = Ke { $name } di daftar ini
compare-csv = { $regions } di { $place }
column-base = Pembilang dan penyebut
column-untold = Tidak dapat dibedakan dari
n-regions = { $n } daerah

## Corong
funnel-title = Lebih dari kebetulan? { $title }
funnel-subtitle = { $unit }; s.d. { $date }; { $n } { $regions } di Indonesia
funnel-none = Corong batas kebetulan
funnel-base = Penyebut: { $unit }
funnel-complete = Untuk indikator ini tidak ada corong: angkanya hitungan dari semua yang melapor, bukan contoh dari kejadian, jadi tidak ada kebetulan yang perlu dibatasi. Yang belum melapor tetap tidak diketahui.
funnel-count = Untuk indikator ini tidak ada corong: jumlah tanpa penyebut tumbuh bersama besarnya daerah.
funnel-median = Untuk indikator ini tidak ada corong: median tidak mempunyai penyebut yang membatasi kebetulannya; rentang 95% ada di atas.
funnel-few = Untuk pilihan ini tidak ada corong: kurang dari { $n } daerah ada pembilang dan penyebutnya, atau tidak ada kejadian yang berbeda.
funnel-overall = Garis tengah: { $figure }, angka keseluruhan dari daerah yang digambar.
funnel-widened = Daerah berbeda-beda lebih dari kebetulan semata (faktor dispersi { $phi }); batas 95% dan 99,8% karena itu dilebarkan { $times } kali.
funnel-plain = Daerah tidak berbeda lebih dari kebetulan semata (faktor dispersi { $phi }), jadi batasnya tidak dilebarkan.
funnel-outside = Dari { $n } daerah, { $above } di atas dan { $below } di bawah batas 99,8%; { $near_above } lagi di atas dan { $near_below } di bawah batas 95%.
funnel-far-above = Di atas batas 99,8%: { $names }.
funnel-far-below = Di bawah batas 99,8%: { $names }.
funnel-chance = Bila semuanya serupa, karena kebetulan saja kira-kira { $five } daerah berada di luar batas 95%, dan { $two } di luar batas 99,8%.
funnel-meaning = Di luar batas berarti perlu ditanyakan sebabnya: cara mencatat, jenis perkara, atau kinerja. Itu sendiri belum berarti baik atau buruk.
funnel-reports = Di luar batas berarti perlu ditanyakan sebabnya, bukan perilaku yang lebih buruk: angka yang tinggi dapat berarti pengawasan dan pelaporan yang lebih baik, angka yang rendah dapat berarti tidak ada yang mencatat.
funnel-own-inside = { $name } berada di dalam batas: bedanya dari angka keseluruhan tidak lebih dari kebetulan dan perbedaan antardaerah yang biasa.
funnel-own-above = { $name } berada di atas batas 95%, tetapi di dalam batas 99,8%: mungkin kebetulan.
funnel-own-below = { $name } berada di bawah batas 95%, tetapi di dalam batas 99,8%: mungkin kebetulan.
funnel-own-far-above = { $name } berada di atas batas 99,8%: lebih dari yang dijelaskan oleh kebetulan dan perbedaan antardaerah yang biasa.
funnel-own-far-below = { $name } berada di bawah batas 99,8%: lebih dari yang dijelaskan oleh kebetulan dan perbedaan antardaerah yang biasa.
legend-peers-province = provinsi lain
legend-peers-regency = kelompok seprovinsi
legend-peers-kind = kelompok sejenis
legend-peers-size = kelompok seukuran
legend-peers-own = kelompok pilihan sendiri

## Dua indikator
scatter-title = { $first } dan { $second }
scatter-subtitle = { $n } { $regions } dengan kedua angka; mendatar s.d. { $first }, tegak s.d. { $second }
scatter-none = Dua indikator
scatter-no-second = Tidak ada indikator lain yang ada angkanya untuk pemilihan dan tingkat ini.
scatter-refused = { $indicator } tidak ada angkanya untuk pemilihan dan tingkat ini; yang ditampilkan adalah indikator biasa.
scatter-itself = { $indicator } tidak disandingkan dengan dirinya sendiri; yang ditampilkan adalah indikator biasa.
scatter-with = Keduanya cenderung naik bersama: korelasi peringkat (Spearman) { $rho }, rentang 95% { $low } sampai { $high }, dari { $n } daerah.
scatter-against = Bila yang satu lebih tinggi, yang lain cenderung lebih rendah: korelasi peringkat (Spearman) { $rho }, rentang 95% { $low } sampai { $high }, dari { $n } daerah.
scatter-untold = Tidak dapat dikatakan bahwa keduanya berjalan bersama: korelasi peringkat (Spearman) { $rho }, rentang 95% { $low } sampai { $high }, dari { $n } daerah.
scatter-few = Hanya { $n } daerah ada kedua angkanya; dari kurang dari { $least } tidak dikatakan apa-apa.
scatter-level = Salah satu dari keduanya sama di semua daerah, jadi tidak ada yang dapat dikatakan.
scatter-counts = Jumlah tanpa penyebut tumbuh bersama besarnya daerah, dan karena itu saja sudah berjalan bersama.
scatter-cause = Dua hal yang berjalan bersama tidak harus saling menyebabkan.
scatter-without = { $n } dari { $of } daerah tidak digambar karena salah satu atau kedua angkanya tidak ada.
scatter-all = Semua { $n } daerah ada kedua angkanya.
column-side = Terhadap batas
funnel-side-far-below = jauh di bawah (batas 99,8%)
funnel-side-below = di bawah (batas 95%)
funnel-side-inside = di dalam batas
funnel-side-above = di atas (batas 95%)
funnel-side-far-above = jauh di atas (batas 99,8%)
