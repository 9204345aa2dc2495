"""What the contracts of several sources have in common."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from etl.contracts import Column
from etl.elections import election_after, elections, named
from etl.interpret import distinct_rows
from etl.parse import ELECTION_UNSTATED, known_elections
from etl.rules import Detail, RowNote, RowRule, Rule, Text

OBSERVATION_COLUMNS = (
    "row", "measure", "unit", "category", "election", "region_code", "agency", "covers", "scope", "evidence",
    "reporter", "value", "base", "as_of", "period_start", "period_end", "citation",
)  # fmt: skip
EVENT_COLUMNS = (
    "row", "event_id", "kind", "use", "title", "number", "denominator", "unit", "evidence", "scope", "covers",
    "region_code", "election", "as_of", "period_start", "period_end", "precision", "institution", "citation",
    "confidence",
)  # fmt: skip
# What a case step says; `subjects` is NaN where the source names no number of persons.
CASE_COLUMNS = (
    "row", "case_id", "state", "state_order", "as_of", "region_code", "agency", "election", "category",
    "sanction_code", "sanction_level", "subjects", "citation",
)  # fmt: skip
# What stands beside the figures: table `annotation` says what its columns mean for each kind. Days are NaT where there
# is none.
ANNOTATION_COLUMNS = (
    "row", "kind", "annotation_id", "region_code", "agency", "election", "subject", "text", "reply", "as_of",
    "about_on", "due_on", "ends_on", "institution", "citation",
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
# A header that is not known is dropped with all it says, and a code beside it is then checked against nothing.
GOVERNMENT_HEADERS = (
    "Pemda", "Nama Pemda", "Pemerintah", "Nama Pemerintah", "Nama Pemerintah Daerah", "Daerah", "Nama Daerah",
    "Wilayah", "Nama Wilayah", "Kab/Kota", "Nama Kab/Kota", "Kabupaten/Kota", "Nama Kabupaten/Kota", "Instansi",
    "Nama Instansi", "region", "region_name",
)  # fmt: skip
GOVERNMENT = Column(
    "government",
    "region",
    Text("Pemerintah daerah", "Government"),
    Text(
        "Nama atau kode pemerintah yang mempekerjakan. Nama provinsi berarti pemerintah provinsi, bukan wilayahnya.",
        "Name or code of the employing government. A province means the provincial government, not its area.",
    ),
    "cell",
    (
        *GOVERNMENT_HEADERS, "Kabupaten", "Nama Kabupaten", "Kota", "Nama Kota", "Instansi Terlapor", "Instansi Asal",
        "Asal Instansi", "Pemerintah Daerah Terlapor",
    ),
    once_a_group=True,
)  # fmt: skip
REGION_CODE = Column(
    "region_code",
    "region_code",
    Text("Kode daerah", "Region code"),
    Text("Kode Kemendagri; diperiksa terhadap namanya.", "Kemendagri code; checked against the name."),
    synonyms=("Kode Kemendagri", "Kode wilayah", "Kode", "kemendagri_code"),
)
BPS_CODE = Column(
    "bps_code",
    "bps_code",
    Text("Kode BPS", "BPS code"),
    Text(
        "Kode wilayah menurut BPS; berbeda dari kode Kemendagri untuk 199 daerah.",
        "Code of the region in the BPS list; it differs from Kemendagri's for 199 regions.",
    ),
    synonyms=("Kode wilayah BPS", "Kode daerah BPS", "Kode Kab/Kota BPS", "Kode Kabupaten/Kota BPS", "kode_bps"),
)
PROVINCE = Column(
    "province",
    "province",
    Text("Provinsi", "Province"),
    Text("Membedakan nama yang sama di dua provinsi.", "Tells apart names that two provinces share."),
)
AGENCY = Column(
    "agency",
    "agency",
    Text("Perangkat daerah", "Agency"),
    Text(
        "Kosong atau `Seluruh OPD` berarti seluruh pemerintah itu.",
        "Empty or `Seluruh OPD` means that whole government.",
    ),
    synonyms=(
        "OPD", "SKPD", "Unit Kerja", "Nama OPD", "Nama Perangkat Daerah", "Satuan Kerja", "Satker", "Dinas",
        "OPD Terlapor", "Unit Kerja Terlapor",
    ),
    gives_way=("Unit Kerja", "Unit Kerja Terlapor"),
)  # fmt: skip
CITATION = Column(
    "source",
    "text",
    Text("Sumber", "Source"),
    Text("Surat atau halaman asalnya.", "The letter or page it comes from."),
    synonyms=("Rujukan",),
    max_length=1000,
)
# Of a report or a case: not by the date of each row, because a case outlives the stages of its election.
ELECTION_OF_CASE = Column(
    "election",
    "choice",
    Text("Pemilihan", "Election"),
    Text(
        "Bila kosong: yang tahapannya berjalan pada tanggal pertama perkaranya, atau yang terakhir sebelumnya.",
        "If empty: the one under way on the first date of the case, or the last one before it.",
    ),
    synonyms=("Pemilu", "Tahapan"),
    choices={each.name: (each.name, each.name.replace(" ", " Serentak ", 1)) for each in elections()},
)
_ELECTION_COLUMNS = ("election", "date", "government", "region_code", "province")
ELECTION_FOUND = RowRule(
    ELECTION_UNSTATED,
    _ELECTION_COLUMNS,
    lambda rows: rows["election"] == "",
    lambda rows: [{"allowed": known_elections()} for _ in range(len(rows))],
)

NO_EMPLOYEES = Rule(
    "no_employees",
    Text("Pegawai nol", "No employees"),
    Text("Jumlah ASN nol tidak dapat menjadi penyebut.", "A staff of zero cannot be a denominator."),
    Text(
        "Kosongkan bila jumlahnya belum diketahui; hapus barisnya bila memang tidak ada pegawai.",
        "Leave it empty if the number is not known; remove the row if there is no staff.",
    ),
)
SUM_OF_REGENCIES = Rule(
    "sum_of_regencies",
    Text("Jumlah kabupaten/kota", "Sum of regencies and cities"),
    Text(
        "Angka {region} sama dengan jumlah kabupaten/kota di dalamnya; nama provinsi berarti pemerintah provinsi saja.",
        "The number of {region} is the sum of the regencies and cities in it; a province means its own government.",
    ),
    Text(
        "Hapus baris jumlah ini, atau tulis pegawai pemerintah provinsinya sendiri.",
        "Remove this total, or write the staff of the provincial government itself.",
    ),
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
NOT_YET_FOUNDED = Rule(
    "not_yet_founded",
    Text("Pemerintah belum ada", "Government not yet founded"),
    Text(
        "{region} dibentuk pada {since}; pada {date} pemerintahnya belum ada.",
        "{region} was founded on {since}; on {date} it had no government yet.",
    ),
    Text(
        "Periksa tanggalnya, atau catat pada pemerintah yang mempekerjakan pegawainya waktu itu.",
        "Check the date, or record it under the government that employed its staff at that time.",
    ),
)
# Some rows name an agency and others none: whoever left a cell blank may have meant the agency above it.
WHOLE_GOVERNMENT = RowNote(
    "whole_government", lambda rows: (rows["agency_key"] == "") & bool((rows["agency_key"] != "").any())
)


_FEWEST_OF_A_SUM = 3


def looks_like_a_sum(values: Sequence[str], within: Sequence[str]) -> RowNote:
    """The note that rows of agencies are the sum of two or more that stand directly before or after them.

    An agency listed with its units under it would count twice, and so would a total by a word that is not known. Equal
    sums prove neither, so the rows stay.

    Args:
        values: the columns of counts, all of which must be the sum.
        within: the columns in which rows must agree to be summed.
    """

    def concerns(rows: pd.DataFrame) -> "pd.Series[bool]":
        agencies = rows[rows["agency_key"] != ""]
        if len(agencies) < _FEWEST_OF_A_SUM:
            return pd.Series(data=False, index=rows.index)
        sums = _ends_a_sum(agencies, values, within) | _ends_a_sum(agencies[::-1], values, within)[::-1]
        return sums.reindex(rows.index, fill_value=False)

    return RowNote("sum_of_rows", concerns)


def _ends_a_sum(rows: pd.DataFrame, values: Sequence[str], within: Sequence[str]) -> "pd.Series[bool]":
    """Whether each row is the sum of a run of rows directly before it: where the running total stood at its start."""
    stated = rows[list(values)].fillna(0.0)
    group = rows.groupby(list(within), dropna=False, sort=False).ngroup()
    some = (stated > 0).any(axis=1).astype("int64")
    before, number = stated.groupby(group).cumsum() - stated, some.groupby(group).cumsum() - some
    starts = before.assign(group=group, number=number).drop_duplicates(["group", *values])
    found = (before - stated).assign(group=group).merge(starts, on=["group", *values], how="left")
    return (stated > 0).all(axis=1) & (number - found["number"].to_numpy() > 1)


def not_a_sum_of_regencies(values: Sequence[str], within: Sequence[str]) -> RowRule:
    """The rule that a province's row is not the sum of its regencies' rows, which its own government is not.

    Args:
        values: the columns of counts that would be summed.
        within: the columns in which rows must agree to be summed, beside the province.
    """

    def groups(rows: pd.DataFrame) -> list["pd.Series[str]"]:
        return [rows["region_code"].str[:2], *(rows[name] for name in within)]

    def regencies(rows: pd.DataFrame) -> "pd.Series[bool]":
        return (rows["region_code"].str.len() > 2) & (rows["agency_key"] == "")

    def breaks(rows: pd.DataFrame) -> "pd.Series[bool]":
        inside, stated = regencies(rows), rows[list(values)]
        whole = (rows["region_code"].str.len() == 2) & (rows["agency_key"] == "")
        if not whole.any() or inside.sum() < 2:
            return pd.Series(data=False, index=rows.index)
        sums = stated.where(inside).groupby(groups(rows), dropna=False).transform("sum")
        several = inside.groupby(groups(rows), dropna=False).transform("sum") > 1
        fits = ((stated == sums) | stated.isna()).all(axis=1) & stated.notna().any(axis=1)
        return whole & several & fits

    return RowRule(
        SUM_OF_REGENCIES,
        ("government", "region_code", *values),
        breaks,
        lambda rows: [{"region": name} for name in rows["region_name"]],
    )


def employer_details(rows: pd.DataFrame) -> list[Detail]:
    """The details of NOT_A_GOVERNMENT: region, and the government that employs its staff."""
    return [
        {"region": region, "employer": employer or "-"}
        for region, employer in zip(rows["region_name"], rows["employer_name"], strict=True)
    ]


def of_a_government() -> RowRule:
    """The rule that a row is about a government, and not about an area that has none."""
    return RowRule(
        NOT_A_GOVERNMENT,
        ("government", "region_code"),
        lambda rows: (rows["region_code"] != "") & ~rows["region_is_government"],
        employer_details,
    )


def founded_by_then(*columns: str) -> RowRule:
    """The rule that a government was there on the date at which something is said of itself, and not of its area.

    Args:
        columns: the columns of the contract that name it, its date and what a row covers.
    """

    def breaks(rows: pd.DataFrame) -> "pd.Series[bool]":
        early = rows["as_of"] < rows["region_since"]
        return early & (rows["covers"] == "government") if "covers" in rows else early

    return RowRule(NOT_YET_FOUNDED, columns, breaks, _founding_details)


def _founding_details(rows: pd.DataFrame) -> list[Detail]:
    return [
        {"region": region, "since": f"{since:%Y-%m-%d}", "date": f"{day:%Y-%m-%d}"}
        for region, since, day in zip(rows["region_name"], rows["region_since"], rows["as_of"], strict=True)
    ]


def once_per_election(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows, each once for every election its `election` names; the index labels repeat."""
    names = {text: named(text) for text in rows["election"].unique()}
    parts = []
    for place in range(max(map(len, names.values()), default=0)):
        election = rows["election"].map({text: found[place] for text, found in names.items() if len(found) > place})
        parts.append(rows.assign(election=election)[election.notna()])
    return pd.concat(parts) if parts else rows


def with_election(rows: pd.DataFrame, case: str) -> pd.DataFrame:
    """Rows with the election of their case filled in (`case` names the column of its key), empty where none fits.

    It is the one that a row of the case states, else that of the case's first day among these rows.
    """
    of_case = [rows[case], rows["region_code"]]
    stated = rows["election"].where(rows["election"] != "").groupby(of_case).transform("first")
    first_days = rows["as_of"].groupby(of_case).transform("min")
    open_rows = rows[stated.isna() & first_days.notna()]
    first_days = first_days[open_rows.index]
    codes, pairs = distinct_rows([first_days, open_rows["region_code"]])
    found = np.array([election_after(day.date(), region) or "" for day, region in pairs], dtype=object)
    filled = stated.fillna("").astype("str")
    filled.loc[open_rows.index] = pd.Series(found[codes], index=open_rows.index, dtype="str")
    return rows.assign(election=filled)


# A number that only counts on: `12`, `007`. Two offices both have one.
_RUNNING = r"[0-9]{1,6}"


def running_numbers(numbers: "pd.Series[str]") -> "tuple[pd.Series[bool], pd.Series[str]]":
    """Which numbers only count on, and all of them without the noughts before them."""
    plain = numbers.str.lstrip("0")
    return numbers.str.fullmatch(_RUNNING).astype(bool), plain.where(plain != "", "0")


def with_own_number(rows: pd.DataFrame, case: str) -> pd.DataFrame:
    """Rows in which a running number (`007`) is made its government's and election's own: `74.10/Pilkada 2024/7`.

    Without this the first report of one office would replace the first report of another. Numbers in full, such as
    `001/LP/PB/Kab/28.10/IX/2024`, stay as they are.
    """
    running, number = running_numbers(rows[case])
    own = rows["region_code"] + "/" + rows["election"] + "/" + number
    return rows.assign(**{case: rows[case].where(~running, own)})


_NO_EVENTS = pd.DataFrame(columns=list(EVENT_COLUMNS), dtype="str")


def no_events() -> pd.DataFrame:
    """An empty frame of events."""
    return _NO_EVENTS.copy()
