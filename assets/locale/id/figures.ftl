### Kata-kata di dalam dan di sekeliling gambar.

title-place = { $title }, { $place }
trend-title = Perkembangan: { $title }
subtitle = { $unit }; { $until }; { $coverage }
moment-title = Perbandingan: { $title }
subtitle-moment = { $unit }; { $date }, tanggal terakhir data; dihitung hanya pada hari itu dari semua perkaranya, jadi tidak ada garis menurut waktu
figure-limits = { $figure } (rentang 95%: { $limits })
subtitle-trend = { $unit }; { $until }
until = s.d. { $date }
until-cumulative = kumulatif s.d. { $date }
until-latest = keadaan terakhir s.d. { $date }
as-of = per { $date }
n-of-m = { $n } dari { $m }
n-of-m-cases = { $n } dari { $m } perkara sudah sampai
limits-both = { $low } sampai { $high }
limits-low = dari { $low }
limits-high = sampai { $high }
coverage-governments = { $n } dari { $m } pemerintah melapor
coverage-recorded = catatan ada untuk { $n } dari { $m } pemerintah
coverage-regions = { $n } dari { $m } { $level } ada datanya
level-province = provinsi
level-regency = kabupaten/kota
version = Versi { $n }
squares = Kotak di tepi peta: { $sides }.
squares-north = di atas dari kiri { $names }
squares-south = di bawah dari kiri { $names }
squares-west = di kiri dari atas { $names }
squares-east = di kanan dari atas { $names }
mark-approximate = batas perkiraan
mark-boundaries = batas: { $source }
mark-tiles = petak: tiap daerah sama besar, di dekat letaknya
mark-then = { $n } provinsi, batas sampai { $date }
mark-now = digambar dalam { $n } provinsi sekarang (sejak { $date })
former-name = { $name } (sampai { $date })
mark-shapeless = { $n } daerah tanpa batas di peta ini
mark-simulated = DATA SIMULASI
other-computed = { $figure } menurut penjumlahan ({ $date })
other-published = { $figure } menurut sumber ({ $date })
small-denominator = penyebut di bawah { $n }: persentase mudah berubah
legend-missing = tanpa angka
legend-small-denominator = warna pudar: penyebut di bawah { $n }
legend-zero = { $zero } (nol)
legend-event = peristiwa tercatat
event-opens = { $n ->
    [0] klik: buka dalam daftar di bawah
    [1] klik: buka sumbernya
   *[other] klik: { $n } sumber, dalam daftar di bawah
}
legend-count = { $n } daerah
legend-count-events = { $n } peristiwa
map-counts = { $reported } daerah dengan angka, { $zero } daerah nol, { $missing } daerah tanpa data.
map-highest = Tertinggi: { $figure } ({ $names }).
map-lowest = Terendah: { $figure } ({ $names }).
and-others = { $name } dan { $n } daerah lain
and-more = dan { $n } catatan lain
trend-once = { $name }: { $figure } pada { $date }.
trend-from-to = { $name }: { $first } pada { $since }, { $last } pada { $until }.
trend-empty = Belum ada angka untuk digambar.
trend-nothing = { $name }: tidak ada angka.
split-label = pemekaran
split-law = Pemekaran { $name }, { $date } ({ $laws })
split-then = { $names }: sebelum { $date } ialah { $name } dengan wilayahnya saat itu, sesudahnya wilayah sekarang, dan garisnya terputus.
split-now = { $names }: juga sebelum { $date } dihitung dalam wilayah sekarang.
trend-events = { $n } peristiwa tercatat.
chart-numbers = Angka grafik ini dalam tabel
