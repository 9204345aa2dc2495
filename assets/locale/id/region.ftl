### Daerah: satu daerah seluruhnya.

page-region = Daerah
region-figures = Semua angka
region-spine-words = Garis: dari yang terendah sampai yang tertinggi di antara { $peers }; kotak: separuh yang di tengah; tegak: Indonesia; titik: daerah ini. Letaknya tidak mengatakan baik atau buruk.
peers-provinces = semua provinsi
peers-inside = kabupaten dan kota di { $place }
column-spine = Di antara sebayanya
region-cases = Perkara dari laporan sampai sanksi
region-cases-words = { $open } perkara masih berjalan, { $waiting } di antaranya menunggu kepala daerah; { $ended } sudah selesai.
region-ends = Akhir perkara yang selesai: { $list }.
region-days-words = Median hari di tabel ini dari perkara yang sudah sampai di tahap itu; Median hari sampai sanksi di atas juga memperhitungkan yang masih menunggu.
column-step = Tahap
column-days-since = Median hari sejak tahap sebelumnya
region-csv = semua angka daerah ini, provinsinya dan Indonesia pada setiap tanggal
pale-words = Pucat: penyebut di bawah { $n }, sehingga persentasenya mudah berubah.
