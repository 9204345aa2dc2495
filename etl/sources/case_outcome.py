"""What became of cases: one row a step, from the report's forwarding to the sanction. Of nobody by name."""

import numpy as np
import pandas as pd

from etl.cases import FOLLOWED_UP, UNSTATED_LEVEL, sanctions, states
from etl.contracts import Column, Contract, Emitted, Source
from etl.rules import RowConflict, RowRule, Rule, Text
from etl.sources.case_columns import (
    CATEGORY,
    CATEGORY_CONFLICTS,
    FORM,
    STATE_CHOICES,
    VIOLATION_DATE,
    free_texts,
    with_category,
)
from etl.sources.shared import (
    AGENCY,
    BPS_CODE,
    CASE_COLUMNS,
    CITATION,
    ELECTION_FOUND,
    ELECTION_OF_CASE,
    GOVERNMENT,
    NOT_A_GOVERNMENT,
    OBSERVATION_COLUMNS,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    employer_details,
    no_events,
    with_election,
    with_own_number,
)

MEASURE, SANCTION, UNIT = "case_step", "sanction", "kasus"
LEVELS = {
    "moral": ("sanksi moral", "kode etik", "sanksi etik"),
    "ringan": ("hukuman disiplin ringan", "disiplin ringan", "hukdis ringan", "sanksi ringan", "R"),
    "sedang": ("hukuman disiplin sedang", "disiplin sedang", "hukdis sedang", "sanksi sedang", "S"),
    "berat": ("hukuman disiplin berat", "disiplin berat", "hukdis berat", "sanksi berat", "B"),
    "pemberhentian": ("diberhentikan", "dismissal"),
}
SANCTIONS = {code: (kind.name_id, kind.name_en, *kind.spellings) for code, kind in sanctions().items()}
# Steps by which a report becomes a case: their day is not long after the act.
_REPORTED = ("received", "not_registered", "registered", "clarification")

_LEVEL_OF = {code: kind.level for code, kind in sanctions().items()} | {level: level for level in LEVELS}
_CONTROLS = [code for code, kind in sanctions().items() if not kind.is_sanction]


def _control_as_sanction(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["sanction"].isin(_CONTROLS) & (rows["state"] == FOLLOWED_UP)


def _sanction_without_decision(rows: pd.DataFrame) -> "pd.Series[bool]":
    stated = (rows["sanction"] != "") | (rows["level"] != "")
    return stated & ~rows["sanction"].isin(_CONTROLS) & (rows["state"] != FOLLOWED_UP)


RULES = (
    ELECTION_FOUND,
    RowRule(
        Rule(
            "control_is_no_sanction",
            Text("Pengendalian bukan sanksi", "A control is no sanction"),
            Text(
                "Teguran BKN dan pemblokiran data kepegawaian adalah pengendalian, bukan sanksi dari PPK.",
                "BKN's warning and the blocking of a personnel record are controls, not sanctions of the PPK.",
            ),
            Text(
                "Catat sebagai tahap Diblokir, Blokir dibuka atau Teguran BKN, dengan tanggalnya.",
                "Record it as the state blocked, unblocked or control_action, with its date.",
            ),
        ),
        ("sanction", "state"),
        _control_as_sanction,
    ),
    RowRule(
        Rule(
            "sanction_not_imposed",
            Text("Sanksi belum dijatuhkan", "Sanction not imposed"),
            Text(
                "Sanksinya terisi, padahal tahapnya {state}: dalam proses belum berarti ditindaklanjuti.",
                "A sanction is stated, but the state is {state}: in process is not followed up.",
            ),
            Text(
                "Tulis tahap Dijatuhi sanksi bila keputusannya ada; kosongkan sanksinya bila belum.",
                "Write the state followed_up if the decision exists; leave the sanction empty if not.",
            ),
        ),
        ("sanction", "level", "state"),
        _sanction_without_decision,
        lambda rows: [{"state": states()[state].name_id if state else "?"} for state in rows["state"]],
    ),
    RowRule(
        Rule(
            "no_subjects",
            Text("Perkara tanpa orang", "A case of nobody"),
            Text("Jumlah terlapor nol.", "The number of persons is zero."),
            Text(
                "Kosongkan bila tidak diketahui; kosong berarti satu orang.",
                "Leave it empty if not known; empty means one.",
            ),
        ),
        ("subjects",),
        lambda rows: rows["subjects"] == 0,
    ),
    RowRule(
        Rule(
            "step_year_only",
            Text("Tanggal hanya tahun", "Date is only a year"),
            Text(
                "Urutan dan umur perkara dihitung dari tanggal ini: tahun saja tidak cukup.",
                "The order and the age of a case are reckoned from this date: a year is not enough.",
            ),
            Text("Tulis hari atau bulannya.", "Write its day or month."),
        ),
        ("date",),
        lambda rows: rows["precision"] == "year",
    ),
    RowRule(
        NOT_A_GOVERNMENT,
        ("government", "region_code"),
        lambda rows: (rows["region_code"] != "") & ~rows["region_is_government"],
        employer_details,
    ),
)


def _level_differs(rows: pd.DataFrame) -> "pd.Series[bool]":
    return (rows["level"] != "") & (rows["implied_level"] != "") & (rows["level"] != rows["implied_level"])


CONFLICTS = (
    *CATEGORY_CONFLICTS,
    RowConflict(
        "sanction_level_differs",
        _level_differs,
        lambda rows: rows["level"].to_list(),
        lambda rows: [f"{level} ({code})" for level, code in zip(rows["implied_level"], rows["sanction"], strict=True)],
    ),
)


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill in what a row leaves unsaid: election, own number, category of its form, level of its sanction."""
    rows = with_category(with_own_number(with_election(rows, "case_id"), "case_id"))
    return rows.assign(
        implied_level=rows["sanction"].map(_LEVEL_OF).fillna("").astype("str"),
        opens=_opens(rows),
        reported=rows["state"].isin(_REPORTED),
    )


def _opens(rows: pd.DataFrame) -> "pd.Series[bool]":
    """The first step of each case among these rows: the earliest day, and of that day the earliest state."""
    order = rows["state"].map({code: state.order for code, state in states().items()})
    steps = rows.assign(_order=order).sort_values(["as_of", "_order"], kind="stable")
    return (~steps.duplicated("case_id")).reindex(rows.index)


def emit(rows: pd.DataFrame) -> Emitted:
    """Each row is a step of a case and an observation of it; one that imposes a sanction also of that."""
    rows = rows.assign(
        sanction_code=rows["sanction"].where(rows["sanction"].isin(list(SANCTIONS)), ""),
        sanction_level=rows["level"].where(rows["level"] != "", rows["implied_level"]),
        state_order=rows["state"].map({code: state.order for code, state in states().items()}).astype("int64"),
        citation=rows["source"],
    )
    return Emitted(_observations(rows), no_events(), rows.rename_axis("row").reset_index()[list(CASE_COLUMNS)])


def _observations(rows: pd.DataFrame) -> pd.DataFrame:
    common = rows.assign(
        unit=UNIT,
        covers="government",
        scope="",
        evidence=rows["state"].map({code: state.evidence for code, state in states().items()}).astype("str"),
        reporter=rows["region_code"],
        value=1.0,
        base=np.nan,
    )
    imposed = common[common["state"] == FOLLOWED_UP]
    level = imposed["sanction_level"].where(imposed["sanction_level"] != "", UNSTATED_LEVEL)
    found = pd.concat(
        [imposed.assign(measure=SANCTION, category=level), common.assign(measure=MEASURE, category=common["state"])]
    )
    return found.rename_axis("row").reset_index()[list(OBSERVATION_COLUMNS)]


COLUMNS = (
    Column(
        "case_id",
        "key",
        Text("Nomor perkara", "Case number"),
        Text(
            "Tetap untuk perkara yang sama di berkas berikutnya. Nomor urut saja (`007`) dibaca sebagai nomor pada "
            "pemerintah dan pemilihan itu.",
            "Stays with the same case in later files. A running number alone (`007`) is read as that government's and "
            "election's.",
        ),
        "cell",
        (
            "Nomor Kasus", "ID Kasus", "ID Perkara", "Kode Kasus", "Nomor Register", "Nomor Registrasi",
            "Nomor Register Perkara", "Nomor Reg",
        ),
        max_length=80,
    ),
    Column(
        "state",
        "choice",
        Text("Tahap", "State"),
        Text(
            "Tahap yang dicapai pada tanggal itu. Dalam proses di PPK belum berarti ditindaklanjuti; pemblokiran data "
            "adalah pengendalian, bukan sanksi.",
            "The state reached on that date. In process at the PPK is not followed up; a blocked record is a control, "
            "not a sanction.",
        ),
        "cell",
        (
            "Status", "Status Perkara", "Status Kasus", "Status Penanganan", "Tahap Penanganan", "Tindak Lanjut",
            "Status Tindak Lanjut",
        ),
        choices=STATE_CHOICES,
    ),
    Column(
        "date",
        "date",
        Text("Tanggal tahap", "Date of the step"),
        Text(
            "Hari tahap itu dicapai; dari sebuah bulan dihitung hari terakhirnya.",
            "The day on which the state was reached; a month counts as its last day.",
        ),
        "cell",
        ("Tanggal", "Tanggal Status", "Tanggal Proses", "Tanggal Penanganan", "per tanggal"),
    ),
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    AGENCY,
    Column(
        "subjects",
        "count",
        Text("Jumlah terlapor", "Persons"),
        Text(
            "Orang dalam perkara itu; kosong berarti satu. Perkara dihitung sebagai perkara, bukan orang.",
            "Persons in the case; empty means one. Cases are counted as cases, not as persons.",
        ),
        synonyms=("Jumlah ASN", "Jumlah ASN Terlapor", "Jumlah Orang", "Terlapor (orang)", "Jumlah Pelanggar"),
        suffixes=("orang", "org", "ASN", "orang ASN", "pegawai"),
    ),
    Column(
        "sanction",
        "choice",
        Text("Sanksi", "Sanction"),
        Text("Kode, kata-kata, atau tingkat sanksi yang dijatuhkan.", "Code, words, or level of the sanction imposed."),
        synonyms=(
            "Jenis Sanksi", "Kode Sanksi", "Hukuman", "Jenis Hukuman", "Hukuman Disiplin", "Jenis Hukuman Disiplin",
            "Bentuk Sanksi",
        ),
        choices=SANCTIONS | LEVELS,
    ),
    Column(
        "level",
        "choice",
        Text("Tingkat sanksi", "Level of the sanction"),
        Text("Bila disebut tersendiri.", "If stated apart."),
        synonyms=("Tingkat Hukuman", "Tingkat Hukuman Disiplin", "Tingkat"),
        choices=LEVELS,
    ),
    CATEGORY,
    FORM,
    VIOLATION_DATE,
    ELECTION_OF_CASE,
    CITATION,
    PROVENANCE,
    *free_texts(),
)  # fmt: skip

CONTRACT = Contract(
    name="case_outcome",
    title=Text("Tahap dan hasil perkara", "Steps and outcomes of cases"),
    description=Text(
        "Satu baris satu tahap dari satu perkara. Berkas dengan kolom nama, NIP atau NIK terlapor ditolak seluruhnya.",
        "One row is one step of one case. A file with columns of accused names, NIP or NIK is refused whole.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=("case_id", "state"),
    slice=("case_id", "state"),
    provenance="official",
    conflicts=CONFLICTS,
    refuses_persons=True,
    date_from_rows=True,
)

SOURCE = Source(CONTRACT, emit, _complete)
