"""The columns that reports and cases share: form and category of a violation, state, and what does not fit together."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from etl.cases import states, violations
from etl.contracts import Column
from etl.elections import confirmation_day
from etl.rules import RowConflict, Text
from etl.sources.shared import TOTAL

CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kode_etik": ("pelanggaran kode etik", "kode etik ASN", "kode etik PNS", "etik"),
        "disiplin": ("pelanggaran disiplin", "disiplin ASN", "disiplin PNS", "disiplin pegawai"),
        "netralitas": ("netralitas ASN", "pelanggaran netralitas", "pelanggaran netralitas ASN"),
        "administrasi": ("pelanggaran administrasi", "administratif"),
        "pidana_pemilihan": ("pidana", "pelanggaran pidana", "pidana pemilu", "tindak pidana pemilihan"),
        "tidak_diklasifikasi": (
            "hukum lain", "hukum lainnya", "pelanggaran hukum lainnya", "belum diklasifikasi",
            "peraturan perundang-undangan lainnya", "pelanggaran peraturan perundang-undangan lainnya",
        ),
    }
)  # fmt: skip

STATE_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {code: (state.name_id, state.name_en, *state.spellings) for code, state in states().items()}
)
CATEGORY = Column(
    "category",
    "choice",
    Text("Kategori pelanggaran", "Category of violation"),
    Text("Menurut sumbernya; tidak pernah diubah.", "According to the source; never changed."),
    synonyms=("Kategori", "Kategori dugaan pelanggaran", "Jenis pelanggaran", "Jenis dugaan pelanggaran"),
    choices=CATEGORIES,
)
FORM = Column(
    "form",
    "choice",
    Text("Bentuk pelanggaran", "Form of violation"),
    Text("Kode atau kata-kata lampiran keputusan bersama.", "Code or words of the joint decision's annex."),
    synonyms=("Kode bentuk", "Kode pelanggaran", "Kode bentuk pelanggaran", "Bentuk dugaan pelanggaran"),
    choices={code: (form.name_id, form.name_en) for code, form in violations().items()},
)
# A reporter has to report within 7 days of learning of an act (source: RECEIVED in etl/reference/case_states.csv).
REPORTED_WITHIN = np.timedelta64(7, "D")
VIOLATION_DATE = Column(
    "violation_date",
    "day",
    Text("Tanggal kejadian", "Date of the violation"),
    Text("Hari perbuatan yang diduga, bila sumber menyebutnya.", "Day of the alleged act, if the source says."),
    synonyms=("Tgl kejadian", "Tanggal pelanggaran", "Waktu kejadian", "Tanggal peristiwa"),
)


def free_texts() -> tuple[Column, ...]:
    """What such files tell of people and events in words: known, named in the receipt, never loaded."""
    return (
        Column(
            "reporter",
            "free_text",
            Text("Pelapor", "Reporter"),
            Text("Data pelapor tidak pernah dimuat.", "Nothing about reporters is ever loaded."),
            synonyms=(
                "Nama Pelapor", "Identitas Pelapor", "Alamat Pelapor", "Alamat", "Nama Pengadu", "Saksi", "Nama Saksi",
            ),
        ),
        Column(
            "narrative",
            "free_text",
            Text("Uraian", "Narrative"),
            Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
            synonyms=(
                "Uraian Singkat", "Uraian Kejadian", "Uraian Laporan", "Uraian Dugaan Pelanggaran", "Kronologi",
                "Kronologis", "Kronologi Kejadian", "Isi Laporan", "Perihal", "Barang Bukti", "Bukti",
            ),
        ),
        Column(
            "note",
            "free_text",
            Text("Catatan", "Note"),
            Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
            synonyms=("Keterangan", "Ket"),
        ),
    )  # fmt: skip


def with_category(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with `stated_category`, and `category`: the stated one, else that of the form, else `total`."""
    of_form = _of_forms(rows, {code: form.category for code, form in violations().items()})
    category = rows["category"].where(rows["category"] != "", of_form)
    return rows.assign(stated_category=rows["category"], category=category.where(category != "", TOTAL))


def _of_forms(rows: pd.DataFrame, known: Mapping[str, str]) -> "pd.Series[str]":
    return rows["form"].map(known).fillna("").astype("str")


def _other_category(rows: pd.DataFrame) -> "pd.Series[bool]":
    of_form = _of_forms(rows, {code: form.category for code, form in violations().items()})
    # `netralitas` is the class of recaps that do not tell code of ethics and discipline apart: it fits both.
    return (of_form != "") & ~rows["stated_category"].isin(["", "netralitas"]) & (rows["stated_category"] != of_form)


def _stages_of_categories() -> dict[str, str]:
    """The stage of a category all of whose forms have the same one (code of ethics: before the confirmation)."""
    found: dict[str, set[str]] = {}
    for form in violations().values():
        found.setdefault(form.category, set()).add(form.stage)
    return {category: stages.pop() for category, stages in found.items() if len(stages) == 1}


def _stage(rows: pd.DataFrame) -> "pd.Series[str]":
    """When what a row states can happen: `before` or `after` candidates are confirmed, `any`, or empty."""
    of_form = _of_forms(rows, {code: form.stage for code, form in violations().items()})
    of_category = rows["category"].map(_stages_of_categories()).fillna("").astype("str")
    return of_form.where(rows["form"] != "", of_category)


def _confirmed(rows: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The day on which the candidates of each row's election were confirmed there, NaT where none is known."""
    days: dict[str, date | None] = {name: confirmation_day(name) for name in rows["election"].unique()}
    return pd.Series(pd.to_datetime(rows["election"].map(days)), index=rows.index).astype("datetime64[s]")


def _unfit(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Forms that do not fit the day candidates were confirmed.

    The act happened on its stated day, or in the days before it was reported: `reported` is true of rows that date
    from then. A step long after the act says nothing of what was possible when it was done.
    """
    known = rows["violation_date"].notna()
    first = rows["violation_date"].where(known, rows["period_start"] - REPORTED_WITHIN)
    last = rows["violation_date"].where(known, rows["period_end"])
    confirmed, stage = _confirmed(rows), _stage(rows)
    too_late = (stage == "before") & (first > confirmed) & (known | rows["reported"])
    too_early = (stage == "after") & (last < confirmed)
    return (too_late | too_early) & rows["opens"]


def _form_and_day(rows: pd.DataFrame) -> list[str]:
    words = rows["form"].where(rows["form"] != "", rows["category"])
    days = rows["violation_date"].fillna(rows["as_of"])
    return [f"{word} ({day.date().isoformat()})" for word, day in zip(words, days, strict=True)]


def _categories_of_forms(rows: pd.DataFrame) -> list[str]:
    return [f"{violations()[form].category} ({form})" for form in rows["form"]]


# Both ask for the columns of `with_category`, and for `opens` (the row with which its case begins) and `reported`.
CATEGORY_CONFLICTS = (
    RowConflict(
        "category_differs", _other_category, lambda rows: rows["stated_category"].to_list(), _categories_of_forms
    ),
    RowConflict(
        "category_unfit",
        _unfit,
        _form_and_day,
        lambda rows: [day.date().isoformat() for day in _confirmed(rows)],
    ),
)
