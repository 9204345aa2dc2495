### Cetakan dua halaman: kalimat utama, tabel, kaki halaman.

## Kalimat utama
points = { $n } poin persen
benchmark-province = angka provinsi
benchmark-nation = angka nasional
headline-figure = { $place }: { $figure } ({ $details }).
headline-missing = { $place }: tidak ada angka ({ $status }). Ini bukan nol.
headline-none = { $place }: { $status }.
headline-change-above = Naik { $by } sejak { $date } (dari { $before }).
headline-change-below = Turun { $by } sejak { $date } (dari { $before }).
headline-change-same = Sama dengan angka per { $date } ({ $before }).
headline-change-untold = Tidak dapat dibedakan dari angka per { $date } ({ $before }): angka itu berada dalam rentang 95%.
headline-change-unknown = Angka per { $date }: { $before }; rentangnya tidak diketahui, jadi tidak dibandingkan.
headline-falls = Angka kumulatif semestinya tidak turun: periksa sumbernya.
headline-others-may-report = Pemerintah yang melapor pada kedua tanggal dapat berbeda.
headline-against-above = { $place } di atas { $benchmark } ({ $figure }).
headline-against-below = { $place } di bawah { $benchmark } ({ $figure }).
headline-against-same = { $place } sama dengan { $benchmark } ({ $figure }).
headline-against-untold = { $place } tidak dapat dibedakan dari { $benchmark } ({ $figure }), yang berada dalam rentang 95%.
headline-against-unknown = { $place } tidak dibandingkan dengan { $benchmark } ({ $figure }).
headline-better = Untuk indikator ini itu lebih baik.
headline-worse = Untuk indikator ini itu lebih buruk.
headline-place = { $rank ->
    [1] Tertinggi
   *[other] Urutan ke-{ $rank } dari yang tertinggi
} di antara { $of } { $level } yang ada angkanya.
headline-place-shared = { $rank ->
    [1] Tertinggi
   *[other] Urutan ke-{ $rank } dari yang tertinggi
} di antara { $of } { $level } yang ada angkanya, bersama { $others } lainnya.
headline-spread = Dari { $of } { $level } yang ada angkanya, { $above } di atas angka { $place }, { $below } di bawahnya, { $same } sama dengannya.
headline-spread-told = Dari { $of } { $level } yang ada angka dan rentangnya, { $above } di atas angka { $place }, { $below } di bawahnya, { $untold } tidak dapat dibedakan darinya.
headline-states = { $of } { $level }: { $parts }.
headline-states-reported = { $n } dengan angka
headline-states-zero = { $n } nol
headline-states-suppressed = { $n } disembunyikan (angka kecil)
headline-states-missing = { $n } tanpa angka (bukan nol)
headline-silent = Tanpa angka: { $names }.
headline-pin = { $name }: { $figure }
headline-pinned = Dibandingkan dengan { $pins }.
headline-conflicts = { $n } angka tentang { $place } tidak cocok antarsumber atau dengan rinciannya; dicatat, tidak diperbaiki.
headline-not-proven = Angka ini dugaan, belum tentu pelanggaran. Angka yang lebih besar dapat berarti pengawasan yang lebih baik.

## Kedua halaman
print-pdf = Cetak PDF
print-summary = Ringkasan
print-map = Peta { $place } menurut { $level }
print-worse-is-ruled = kelas yang lebih buruk bergaris mendatar
print-decisions = Yang perlu diputuskan
print-others = Angka lain dalam rapat
print-table = Angka tiap daerah
print-remarks = Keterangan
print-evidence = Tingkat bukti semua angka: { $evidence }.
print-rest = dan {"{"}n{"}"} daerah lainnya, yang tidak muat di sini
print-rest-one = dan 1 daerah lainnya, yang tidak muat di sini
print-questions = Pertanyaan terbuka
print-no-questions = Tidak ada pertanyaan terbuka yang tercatat.
print-questions-rest = dan {"{"}n{"}"} pertanyaan lainnya, yang tidak muat di sini
print-questions-rest-one = dan 1 pertanyaan lainnya, yang tidak muat di sini
print-asked = { $by }, { $date }
print-printed = dicetak { $date } pukul { $time } { $zone }
print-page = Halaman { $n } dari { $of }
print-fingerprint = Sidik tampilan: { $digits }
print-qr = Kode QR menuju tampilan ini: { $address }
print-scan = Pindai untuk membuka tampilan ini
