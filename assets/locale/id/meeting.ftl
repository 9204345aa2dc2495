### Rapat: satu gambar per layar, dan dua halaman cetak.

page-meeting = Rapat
meeting-title = Rapat tentang { $place }
meeting-project = Mode proyektor
meeting-keys = { $n } layar; di mode proyektor panah kanan dan kiri berpindah layar, Esc mengakhiri.
meeting-screen = { $n } / { $of }
meeting-opening = { $place }: yang perlu diputuskan
meeting-ranking = { $title } menurut daerah
control-figures = Indikator lain (paling banyak 4)
