"""The rules of a person's number. It is read by etl/people alone; what it breaks is explained like all else."""

from etl.rules import Rule, Text

NIP_UNREADABLE = Rule(
    "nip_unreadable",
    Text("NIP tidak terbaca", "NIP unreadable"),
    Text("Sel ini bukan NIP: NIP terdiri atas 18 angka.", "This cell is no NIP: a NIP has 18 digits."),
    Text(
        "Tulis 18 angkanya. Di Excel, jadikan kolomnya teks dahulu: sebagai angka, tiga digit terakhir NIP hilang.",
        "Write its 18 digits. In Excel, make the column text first: as a number a NIP loses its last three digits.",
    ),
)
NIP_IMPOSSIBLE = Rule(
    "nip_impossible",
    Text("NIP tidak mungkin", "No such NIP"),
    Text(
        "Susunan NIP tidak benar: tanggal lahir yang tidak ada, tahun pengangkatan yang tidak mungkin atau terlalu "
        "dekat dengan tahun lahir, jenis kelamin, atau nomor urut.",
        "The parts of this NIP cannot be: a date of birth that does not exist, a year of appointment that cannot be "
        "or is too near to that of birth, the sex, or the serial number.",
    ),
    Text(
        "Salin NIP dari surat keputusan. NIP yang berakhir 000 biasanya dibulatkan oleh Excel.",
        "Copy the NIP from the decree. One that ends in 000 was usually rounded by Excel.",
    ),
)
PSEUDONYM_UNKNOWN = Rule(
    "pseudonym_unknown",
    Text("Samaran dari kunci lain", "Pseudonym of another key"),
    Text(
        "Samaran ini dibuat dengan kunci yang tidak dikenal gudang data ini, sehingga orangnya tidak dapat dikenali.",
        "This pseudonym was made with a key that this warehouse does not know, so nobody can tell whose it is.",
    ),
    Text(
        "Tulis NIP-nya, atau ekspor ulang baris yang ditolak dari gudang data ini.",
        "Write the NIP, or export the rejected rows of this warehouse again.",
    ),
)
