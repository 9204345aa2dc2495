"""The right of reply: what a government itself says, on a day, beside a figure."""

from dataclasses import replace

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source
from etl.elections import election_after
from etl.indicators.registry import packaged
from etl.interpret import distinct_rows
from etl.rules import Detail, RowRule, Text, rule
from etl.sources.beside import LONGEST_TEXT, annotated, iso, on_a_day
from etl.sources.shared import (
    BPS_CODE,
    CITATION,
    ELECTION_OF_CASE,
    GOVERNMENT,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    founded_by_then,
    of_a_government,
)

KIND = "statement"


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill in the election: that of the figure's date or, without one, of the statement's; there may be none."""
    days = rows["figure_date"].fillna(rows["as_of"])
    open_rows = rows[(rows["election"] == "") & days.notna()]
    codes, pairs = distinct_rows([days[open_rows.index], open_rows["region_code"]])
    found = np.array([election_after(day.date(), region) or "" for day, region in pairs], dtype=object)
    election = rows["election"].copy()
    election.loc[open_rows.index] = pd.Series(found[codes], index=open_rows.index, dtype="str")
    return rows.assign(election=election)


def _both_days(rows: pd.DataFrame) -> list[Detail]:
    return [{"day": iso(day), "date": iso(own)} for day, own in zip(rows["figure_date"], rows["as_of"], strict=True)]


RULES = (
    of_a_government(),
    on_a_day("date"),
    RowRule(
        rule(
            "figure_after_statement",
            ("Angka sesudah pernyataannya", "Figure later than the statement"),
            (
                "Pernyataan {date} tidak dapat tentang angka per {day}, yang sesudahnya.",
                "A statement of {date} cannot be about a figure of {day}, which is later.",
            ),
            ("Periksa kedua tanggalnya.", "Check both dates."),
        ),
        ("figure_date", "date"),
        lambda rows: rows["figure_date"] > rows["as_of"],
        _both_days,
    ),
    founded_by_then("government", "region_code", "date"),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """One annotation a statement."""
    return annotated(
        rows,
        KIND,
        election=rows["election"],
        subject=rows["indicator"],
        text=rows["statement"],
        about_on=rows["figure_date"],
    )


COLUMNS = (
    GOVERNMENT,
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    Column(
        "date",
        "date",
        Text("Tanggal pernyataan", "Date of the statement"),
        Text("Hari pernyataan itu dibuat.", "The day on which it was made."),
        "cell",
        ("Tanggal", "Tanggal tanggapan", "Tanggal hak jawab"),
    ),
    Column(
        "indicator",
        "choice",
        Text("Indikator", "Indicator"),
        Text("Angka yang ditanggapi.", "The figure that it is about."),
        "cell",
        ("Indikator yang ditanggapi", "Angka yang ditanggapi"),
        choices={each.id: (each.title.id, each.title.en) for each in packaged().values()},
    ),
    Column(
        "figure_date",
        "day",
        Text("Tanggal angka", "Date of the figure"),
        Text(
            "Angka per tanggal mana; kosong berarti bukan satu angka tertentu. Bulan atau tahun berarti hari "
            "terakhirnya.",
            "As of which date; empty means no figure in particular. Of a month or year its last day.",
        ),
        synonyms=("Angka per", "Per tanggal", "Angka per tanggal"),
    ),
    replace(
        ELECTION_OF_CASE,
        description=Text(
            "Bila kosong: yang tahapannya berjalan pada tanggal angkanya atau, tanpa itu, pada tanggal pernyataannya, "
            "atau yang terakhir sebelumnya.",
            "If empty: the one under way on the date of the figure or, without one, of the statement, or the last one "
            "before it.",
        ),
    ),
    Column(
        "statement",
        "text",
        Text("Pernyataan", "Statement"),
        Text(
            "Ditampilkan utuh di samping angkanya; tanpa nama orang.",
            "Shown in full beside the figure; no names of persons.",
        ),
        "cell",
        ("Isi pernyataan", "Tanggapan", "Isi tanggapan", "Hak jawab", "Isi hak jawab"),
        max_length=LONGEST_TEXT,
    ),
    CITATION,
    PROVENANCE,
    Column(
        "signatory",
        "free_text",
        Text("Penanda tangan", "Signatory"),
        Text("Nama orang tidak pernah dimuat.", "Names of persons are never loaded."),
        synonyms=("Nama penanda tangan", "Pejabat", "Nama pejabat", "Narahubung"),
        names_persons=True,
    ),
    Column(
        "note",
        "free_text",
        Text("Catatan", "Note"),
        Text("Teks bebas tidak pernah dimuat.", "Free text is never loaded."),
        synonyms=("Keterangan",),
    ),
)

_KEY = ("region_code", "as_of", "indicator", "figure_date", "election")
CONTRACT = Contract(
    name="statements",
    title=Text("Hak jawab", "Right of reply"),
    description=Text(
        "Satu baris satu pernyataan suatu pemerintah daerah tentang satu angkanya. Pernyataan dari hari yang sama "
        "tentang angka yang sama menggantikan yang lama.",
        "One row is one statement of a government about a figure of its own. A statement of the same day about the "
        "same figure replaces the former one.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=_KEY,
    slice=_KEY,
    provenance="official",
    date_from_rows=True,
)

SOURCE = Source(CONTRACT, emit, _complete)
