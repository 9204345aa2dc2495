"""What simulated governments say of their figures, and what their councils ask. Nobody is named."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from etl.simulate.cases import LAST_DAY
from etl.simulate.events import REPORT_PROFILE
from etl.simulate.nation import PILKADA, citation
from etl.simulate.pacts import AGENCIES, PACT_DATES

STATEMENT_COLUMNS = (
    *("region_code", "government", "date", "indicator", "figure_date", "election", "statement", "source", "provenance"),
)
MEETING_COLUMNS = (
    *("region_code", "government", "date", "committee", "number", "question", "agency", "due", "answered_on"),
    *("answer", "source", "provenance"),
)
STATING, ASKED = 60, 36  # so many governments
COMMITTEE = "Komisi I"
SIGNING, REPORTS, FOLLOW_UP = "pact_signing_rate", "report_count", "follow_up_rate"
SAID: Mapping[str, Sequence[str]] = {
    SIGNING: (
        "Sebagian pegawai {agency} bertugas di wilayah terpencil dan menandatangani pada gelombang berikutnya.",
        "Angka ini belum memuat pegawai yang sedang tugas belajar dan cuti; rekap susulannya sudah dikirim.",
        "Rekap {agency} terlambat kami terima, sehingga angkanya masih angka rekap sebelumnya.",
        "Jumlah ASN pada rekap kami masih memuat pegawai yang sudah pensiun; penyebutnya sedang diperbaiki.",
    ),
    REPORTS: (
        "Sebagian laporan pada angka ini menyangkut peristiwa yang sama dan sedang dicocokkan dengan pengawas.",
        "Laporan bertambah sesudah kanal pengaduan daerah dibuka; itu tidak berarti pelanggarannya bertambah.",
    ),
    FOLLOW_UP: (
        "Perkara yang menunggu sedang diperiksa tim; keputusannya dijadwalkan bulan depan.",
        "Dua rekomendasi baru kami terima pada akhir bulan dan belum jatuh tempo.",
        "Sanksi sudah dijatuhkan, tetapi keputusannya belum tercatat pada sistem ketika angka ini dihitung.",
    ),
}
SILENT = (
    "Rekap penandatanganan belum kami kirim karena data pegawai masih dipadankan; kami kirim sebelum akhir bulan.",
    "Rekap kami sudah ada, tetapi belum disahkan; kosong di peta bukan berarti tidak ada yang menandatangani.",
)
# A question, what is answered to it, and the agency that is asked, where it is always the same.
QUESTIONS: Sequence[tuple[str, str, str]] = (
    (
        "Mengapa penandatanganan pakta integritas di {agency} belum selesai?",
        "Sisanya menandatangani pada apel bulan ini, dan rekapnya dikirim sesudahnya.",
        "",
    ),
    ("Kapan rekap {agency} yang belum masuk akan dikirim?", "Rekapnya sudah dikirim dan sudah dimuat.", ""),
    (
        "Mengapa jumlah penanda tangan di {agency} lebih kecil daripada rekap sebelumnya?",
        "Rekap sebelumnya menghitung pegawai yang sudah pindah; angkanya sudah dibetulkan.",
        "",
    ),
    (
        "Berapa perkara yang masih menunggu keputusan, dan apa yang menghambatnya?",
        "Berkas pemeriksaannya sudah lengkap; keputusannya menunggu rapat tim.",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    (
        "Kapan sanksi atas perkara yang sudah direkomendasikan akan dijatuhkan?",
        "Sanksinya sudah dijatuhkan dan dilaporkan.",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    (
        "Apakah pegawai bukan ASN ikut dihitung sebagai penanda tangan?",
        "Tidak; rekap hanya memuat PNS dan PPPK.",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    ),
    (
        "Mengapa angka laporan pada pengawas berbeda dari angka pemerintah daerah?",
        "Pengawas menghitung laporan, pemerintah daerah menghitung perkara; keduanya kini ditampilkan berdampingan.",
        "",
    ),
    (
        "Apa yang dilakukan terhadap perangkat daerah yang tidak mengirim rekap?",
        "Surat peringatan sudah dikirim, dan rekapnya ditunggu dalam dua minggu.",
        "Sekretariat Daerah",
    ),
)
_OFFICES = [name for name, _, everywhere in AGENCIES if everywhere]
_FIRST_MEETING, _MEETING_DAYS = np.datetime64("2024-05-06", "D"), 260
_TWICE, _IN_GENERAL = 0.2, 0.15
_PROMISED, _ANSWERED, _PROMISED_DAYS = 0.85, 0.6, 14


def statements(
    governments: pd.DataFrame, order: Sequence[int], recap: pd.DataFrame, seed: int, rng: Generator
) -> pd.DataFrame:
    """Rows of the source `statements`, in order of government and day.

    Args:
        order: rows of `governments`, of which the first speak: so a few governments have their statements too.
        recap: what all of them sent, as source `pact_recap`; who sent none says why.
    """
    sent = recap[recap["date"] >= PACT_DATES[PILKADA][0]].groupby("region_code")["date"].unique()
    rows = [
        (row, *_stated(sent.get(governments["region_code"].iloc[row], ()), rng))
        for row in order[:STATING]
        for _ in range(1 + int(rng.random() < _TWICE))
    ]
    found = pd.DataFrame(rows, columns=["row", "date", "indicator", "figure_date", "statement"])
    found = found.drop_duplicates(["row", "date", "indicator", "figure_date"]).assign(election=PILKADA)
    return _completed(found.sort_values(["row", "date"], kind="stable"), governments, seed)


def _stated(sent: Sequence[str], rng: Generator) -> tuple[str, str, str, str]:
    """Day, indicator, date of the figure (empty: none in particular) and text of one statement."""
    later = int(rng.integers(5, 26))
    indicator = (SIGNING, SIGNING, REPORTS, FOLLOW_UP)[int(rng.integers(0, 4))]
    if indicator == SIGNING and not len(sent):
        return _after("2024-09-30", later), indicator, "", _one(SILENT, rng)
    dates = sent if indicator == SIGNING else list(REPORT_PROFILE[PILKADA])[-3:]
    figure = _one(dates, rng)
    about = "" if rng.random() < _IN_GENERAL else figure
    return _after(figure, later), indicator, about, _one(SAID[indicator], rng).format(agency=_one(_OFFICES, rng))


def meetings(governments: pd.DataFrame, order: Sequence[int], seed: int, rng: Generator) -> pd.DataFrame:
    """Rows of the source `meetings`, in order of government, day and number; `order` as for statements."""
    rows = [question for row in order[:ASKED] for question in _asked(row, rng)]
    columns = ["row", "date", "number", "question", "agency", "due", "answered_on", "answer"]
    found = pd.DataFrame(rows, columns=columns).sort_values(["row", "date", "number"], kind="stable")
    return _completed(found.assign(committee=COMMITTEE), governments, seed)


def _asked(row: int, rng: Generator) -> Iterator[tuple[object, ...]]:
    """The questions of one government's meetings: some answered by the day the data end, the others open."""
    days = rng.choice(_MEETING_DAYS, int(rng.integers(1, 4)), replace=False)
    dates = np.busday_offset(_FIRST_MEETING + days.astype("timedelta64[D]"), 0, roll="forward")
    for date in np.unique(dates).astype(str):
        chosen = rng.choice(len(QUESTIONS), int(rng.integers(2, 6)), replace=False)
        for number, place in enumerate(chosen.tolist(), start=1):
            question, answer, agency = QUESTIONS[place]
            agency = agency or _one(_OFFICES, rng)
            due = _after(date, _PROMISED_DAYS) if rng.random() < _PROMISED else ""
            answered = _after(date, int(rng.integers(4, 45)))
            if rng.random() >= _ANSWERED or answered > str(LAST_DAY):
                answered = answer = ""
            yield row, date, number, question.format(agency=agency), agency, due, answered, answer


def _completed(rows: pd.DataFrame, governments: pd.DataFrame, seed: int) -> pd.DataFrame:
    about = governments.iloc[rows["row"]].set_index(rows.index)
    whose = {name: about[name] for name in ("region_code", "province_code")}
    return rows.assign(**whose, government=about["region"], source=citation(seed), provenance="simulated")


def _after(day: str, days: int) -> str:
    return str(np.datetime64(day, "D") + days)


def _one(among: Sequence[str], rng: Generator) -> str:
    return str(among[int(rng.integers(0, len(among)))])
