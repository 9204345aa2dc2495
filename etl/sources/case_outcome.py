"""What became of cases: one row a step, from the report's forwarding to the sanction. Of nobody by name."""

import numpy as np
import pandas as pd

from etl.cases import FOLLOWED_UP, UNSTATED_LEVEL, State, sanctions, states
from etl.contracts import Column, Contract, Emitted, Source, Unfolded
from etl.headers import bare
from etl.parse import BLANKS
from etl.rules import Detail, RowConflict, RowRule, Rule, Text
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
    OBSERVATION_COLUMNS,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    founded_by_then,
    no_events,
    of_a_government,
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
    of_a_government(),
    founded_by_then("government", "region_code", "date"),
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


# A sheet with one row a case has a column of days for each state; the name of such a column -> its state.
STEP_COLUMNS = {f"on_{code}": code for code, state in states().items() if state.date_headers}


def _within(name: str) -> str:
    """A name inside a sentence: with a small first letter, unless it begins with an abbreviation."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _step_column(name: str, state: State) -> Column:
    return Column(
        name,
        "day",
        Text(state.date_headers[0], f"Day: {state.name_en}"),
        Text(
            f"Bila satu baris satu perkara: hari perkara itu {_within(state.name_id)}.",
            f"Where one row is one case: the day of {_within(state.name_en)}.",
        ),
        synonyms=state.date_headers[1:],
    )


def unfold(cells: pd.DataFrame) -> Unfolded:
    """Rows of cases as rows of steps: one for each day that a row states, in the order of the way of a case.

    The steps have `state` and `date` instead of the step columns; without such columns the rows come back as they are.
    What is said of the sanction stays with the step that imposes it. A row that states no day stays one row, to be
    rejected. A state that has no day is no step; a note tells of it.
    """
    found = [name for name in STEP_COLUMNS if name in cells]
    if not found:
        return Unfolded(cells)
    rest = cells.drop(columns=found)
    own = rest.reindex(columns=[*dict.fromkeys([*rest.columns, "state", "date"])], fill_value="")
    parts = [
        own[_filled(cells[name])].assign(state=STEP_COLUMNS[name], date=cells.loc[_filled(cells[name]), name])
        for name in found
    ]
    dated = pd.concat(parts)
    stated = own[_filled(own["date"]) | ~own.index.isin(dated.index)]
    steps = _with_sanctions_imposed(pd.concat([dated, stated]).sort_index(kind="stable"))
    return Unfolded(steps, _states_without_day(own.drop(index=stated.index), dated))


def _states_without_day(rows: pd.DataFrame, dated: pd.DataFrame) -> tuple[tuple[int, str, Detail], ...]:
    """The note of rows that name a state beside the days of other ones."""
    named = rows.loc[_filled(rows["state"]), "state"].map(lambda text: _STATE.codes.get(bare(text), ""))
    have_day = pd.MultiIndex.from_arrays([dated.index, dated["state"]])
    lost = named.index[~pd.MultiIndex.from_arrays([named.index, named]).isin(have_day)]
    return ((int(lost[0]), "state_without_day", {"rows": len(lost)}),) if len(lost) else ()


def _filled(texts: "pd.Series[str]") -> "pd.Series[bool]":
    return ~texts.str.strip().str.casefold().isin(BLANKS)


def _with_sanctions_imposed(steps: pd.DataFrame) -> pd.DataFrame:
    """Sanctions at the step that imposes them; of a case without one, at its last step, to be rejected there."""
    imposes = steps["state"] == FOLLOWED_UP
    bare = ~steps.index.isin(steps.index[imposes]) & ~steps.index.duplicated(keep="last")
    names = [name for name in ("sanction", "level") if name in steps]
    return steps.assign(**{name: steps[name].where(imposes | bare, "") for name in names})


_STATE = Column(
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
        told_by=tuple(STEP_COLUMNS),
)  # fmt: skip

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
    _STATE,
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
        told_by=tuple(STEP_COLUMNS),
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
        synonyms=("Jumlah ASN", "Jumlah ASN Terlapor", "Jumlah Orang", "Jumlah Pelanggar"),
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
        unoffered=tuple(_CONTROLS),
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
    *(_step_column(name, states()[state]) for name, state in STEP_COLUMNS.items()),
    *free_texts(),
)  # fmt: skip

CONTRACT = Contract(
    name="case_outcome",
    title=Text("Tahap dan hasil perkara", "Steps and outcomes of cases"),
    description=Text(
        "Satu baris satu tahap dari satu perkara, atau satu perkara dengan tanggal setiap tahapnya. Berkas dengan "
        "kolom nama, NIP atau NIK terlapor ditolak seluruhnya.",
        "One row is one step of one case, or one case with the day of each step. A file with columns of accused names, "
        "NIP or NIK is refused whole.",
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

SOURCE = Source(CONTRACT, emit, _complete, unfold)
