### Yang berdiri di samping angka: pertanyaan DPRD, pernyataan daerah, siapa yang memimpin.

questions-title = Pertanyaan yang belum dijawab
questions-words = { $n } pertanyaan muncul lagi di rapat berikutnya, yang terlama lebih dulu.
questions-none = Tidak ada pertanyaan yang belum dijawab dalam catatan.
column-question = Pertanyaan
column-asked = Diajukan
column-promised = Jawaban dijanjikan
asked-of = kepada { $name }
promised-none = tanpa janji
question-promised = (jawaban dijanjikan sampai { $date })
home-questions = { $n } pertanyaan DPRD belum dijawab, { $late } di antaranya melewati tanggal yang dijanjikan.
since-meeting = rapat terakhir
statements-title = Pernyataan daerah
statements-words = Hak jawab: yang dikatakan daerah itu sendiri tentang angkanya, bertanggal dan tidak diubah.
terms-title = Pimpinan daerah
terms-words = Bagaimana jabatan kepala daerah diisi; nama tidak disimpan.
column-term = Jabatan diisi oleh
column-from = Sejak
column-until = Sampai
term-goes-on = masih menjabat
term-held-elected = kepala daerah terpilih
term-held-acting = penjabat (Pj)
term-held-temporary = penjabat sementara (Pjs)
term-held-executor = pelaksana tugas (Plt)
term-held-daily = pelaksana harian (Plh)
term-acting = penjabat
term-acting-words = Daerah ini dipimpin penjabat dari { $first } sampai { $last }.
