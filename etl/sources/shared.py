"""What the contracts of several sources have in common."""

import pandas as pd

from etl.contracts import Column
from etl.elections import named
from etl.rules import Detail, Rule, Text

OBSERVATION_COLUMNS = (
    "row", "measure", "unit", "category", "election", "region_code", "agency", "covers", "scope", "evidence",
    "reporter", "value", "base", "as_of", "period_start", "period_end", "citation",
)  # fmt: skip
EVENT_COLUMNS = (
    "row", "event_id", "kind", "use", "title", "number", "denominator", "unit", "evidence", "scope", "covers",
    "region_code", "election", "as_of", "period_start", "period_end", "precision", "institution", "citation",
    "confidence",
)  # fmt: skip

TOTAL = "total"
SCOPES = {
    "all": ("semua", "seluruh ASN", "semua ASN", "seluruh pegawai"),
    "leaders": ("pimpinan", "pejabat", "kepala OPD"),
    "one_unit": ("satu unit", "satu OPD"),
    "symbolic": ("simbolis", "perwakilan"),
    "unknown": ("tidak diketahui", "tidak disebut"),
}

PROVENANCE = Column(
    "provenance",
    "choice",
    Text("Asal-usul data", "Provenance"),
    Text(
        "Resmi, terdokumentasi, atau simulasi. Satu baris simulasi menjadikan seluruh berkas simulasi.",
        "Official, documented or simulated. One simulated row makes the whole file simulated.",
    ),
    choices={
        "official": ("resmi",),
        "documented": ("terdokumentasi",),
        "simulated": ("simulasi",),
    },
)
ELECTION = Column(
    "election",
    "election",
    Text("Pemilihan", "Election"),
    Text(
        "Pemilihan yang bersangkutan; bila kosong, yang tahapannya berjalan pada tanggalnya.",
        "The election concerned; if empty, the one whose stages were under way on the date.",
    ),
    synonyms=("Pemilu", "Tahapan"),
)

NOT_A_GOVERNMENT = Rule(
    "not_a_government",
    Text("Bukan pemerintah daerah", "Not a government"),
    Text("{region} tidak mempekerjakan ASN sendiri.", "{region} employs no civil servants of its own."),
    Text(
        "Catat pada pemerintah yang mempekerjakannya: {employer}.",
        "Record it under the government that employs them: {employer}.",
    ),
)


def employer_details(rows: pd.DataFrame) -> list[Detail]:
    """The details of NOT_A_GOVERNMENT: region, and the government that employs its staff."""
    return [
        {"region": region, "employer": employer or "-"}
        for region, employer in zip(rows["region_name"], rows["employer_name"], strict=True)
    ]


def once_per_election(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows, each once for every election its `election` names; the index labels repeat."""
    names = {text: named(text) for text in rows["election"].unique()}
    parts = []
    for place in range(max(map(len, names.values()), default=0)):
        election = rows["election"].map({text: found[place] for text, found in names.items() if len(found) > place})
        parts.append(rows.assign(election=election)[election.notna()])
    return pd.concat(parts) if parts else rows


def no_events() -> pd.DataFrame:
    """An empty frame of events."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in EVENT_COLUMNS})
