"""What committees of a regional council asked in their meetings, and what became of each question."""

import re
from dataclasses import replace

import pandas as pd

from etl.contracts import Column, Contract, Emitted, Source, Unfolded
from etl.rules import Detail, RowRule, Text, rule
from etl.sources.beside import LONGEST_TEXT, annotated, iso, not_before, on_a_day
from etl.sources.shared import (
    AGENCY,
    BPS_CODE,
    CITATION,
    GOVERNMENT,
    PROVENANCE,
    PROVINCE,
    REGION_CODE,
    founded_by_then,
    of_a_government,
    running_numbers,
)

KIND = "question"
# The committee on government, which asks about civil servants.
USUAL = "Komisi I"
KEY = ("region_code", "as_of", "committee", "number")
_ROMAN = {str(number): roman for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI"), start=1)}
_COMMITTEE = re.compile(r"(?:komisi\s*)?(?P<which>[1-6]|[IV]{1,3}|[A-F])", re.IGNORECASE)
_COUNCIL = r"(?i)^\s*(?:DPRD|Dewan Perwakilan Rakyat Daerah)\s+"


def _unfold(cells: pd.DataFrame) -> Unfolded:
    """Rows in which a council (`DPRD Kota Kendari`) is its government."""
    if "government" not in cells:
        return Unfolded(cells)
    return Unfolded(cells.assign(government=cells["government"].str.replace(_COUNCIL, "", regex=True)))


def committee_of(text: str) -> str:
    """A committee as it is usually written: `komisi 1` is `Komisi I`, and so is none."""
    text = " ".join(text.split())
    found = _COMMITTEE.fullmatch(text)
    return f"Komisi {_ROMAN.get(found['which'], found['which'].upper())}" if found else text or USUAL


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Committees in one spelling, and numbers that sort: `2.` is `002`."""
    running, plain = running_numbers(rows["number"].str.strip(" .)("))
    committees = {text: committee_of(text) for text in rows["committee"].unique()}
    return rows.assign(
        committee=rows["committee"].map(committees).astype("str"),
        number=plain.str.zfill(3).where(running, rows["number"]),
    )


def _one_number_twice(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Numbers of a meeting under which two questions stand; the same question again is its newer row."""
    questions = rows["question"].str.casefold().groupby([rows[name] for name in KEY])
    return questions.transform("nunique") > 1


def _number_and_day(rows: pd.DataFrame) -> list[Detail]:
    return [
        {"number": number, "date": iso(day), "committee": committee}
        for number, day, committee in zip(rows["number"], rows["as_of"], rows["committee"], strict=True)
    ]


def _dates(rows: pd.DataFrame) -> list[Detail]:
    return [{"date": iso(day)} for day in rows["as_of"]]


RULES = (
    of_a_government(),
    on_a_day("date"),
    not_before(
        "promised_before_meeting",
        "due",
        "date",
        ("Janji sebelum rapatnya", "Promised before the meeting"),
        (
            "Jawabannya dijanjikan untuk {day}, sebelum rapat {date}.",
            "The answer was promised by {day}, before the meeting of {date}.",
        ),
        ("Periksa kedua tanggalnya.", "Check both dates."),
    ),
    not_before(
        "answered_before_meeting",
        "answered_on",
        "date",
        ("Dijawab sebelum rapatnya", "Answered before the meeting"),
        (
            "Pertanyaan ini dijawab {day}, sebelum rapat {date}.",
            "This question was answered on {day}, before the meeting of {date}.",
        ),
        ("Periksa kedua tanggalnya.", "Check both dates."),
    ),
    RowRule(
        rule(
            "answer_undated",
            ("Jawaban tanpa tanggal", "An answer without a date"),
            (
                "Ada jawabannya, tetapi tidak disebut kapan; pertanyaannya akan tampak belum dijawab.",
                "There is an answer, but not when it was given; the question would be shown as open.",
            ),
            ("Isi tanggal jawabannya.", "Fill in the date of the answer."),
        ),
        ("answered_on", "answer"),
        lambda rows: (rows["answer"] != "") & rows["answered_on"].isna(),
        _dates,
    ),
    RowRule(
        rule(
            "question_number_twice",
            ("Nomor pertanyaan dipakai dua kali", "Number of a question used twice"),
            (
                "Nomor {number} dipakai beberapa pertanyaan dalam rapat {committee} tanggal {date}.",
                "Several questions of the meeting of {committee} on {date} have the number {number}.",
            ),
            ("Beri setiap pertanyaan nomornya sendiri.", "Give each question a number of its own."),
        ),
        ("number", "date", "government", "region_code", "committee", "question"),
        _one_number_twice,
        _number_and_day,
        of_file=True,
    ),
    founded_by_then("government", "region_code", "date"),
)


def emit(rows: pd.DataFrame) -> Emitted:
    """One annotation a question; one that has no `ends_on` is open."""
    return annotated(
        rows,
        KIND,
        agency=rows["agency"],
        text=rows["question"],
        reply=rows["answer"],
        due_on=rows["due"],
        ends_on=rows["answered_on"],
        institution=rows["committee"],
    )


COLUMNS = (
    replace(
        GOVERNMENT,
        description=Text(
            "Pemerintah daerah yang DPRD-nya bertanya.", "The government whose regional council (DPRD) asks."
        ),
        synonyms=(*GOVERNMENT.synonyms, "DPRD"),
    ),
    REGION_CODE,
    BPS_CODE,
    PROVINCE,
    Column(
        "date",
        "date",
        Text("Tanggal rapat", "Date of the meeting"),
        Text("Hari rapatnya.", "The day of the meeting."),
        "cell",
        ("Tanggal", "Hari/tanggal", "Hari dan tanggal", "Hari/tanggal rapat"),
        once_a_group=True,
    ),
    Column(
        "committee",
        "text",
        Text("Komisi", "Committee"),
        Text("Bila kosong: Komisi I.", "If empty: Komisi I."),
        synonyms=("Komisi DPRD", "Alat kelengkapan", "Alat kelengkapan DPRD", "AKD"),
        max_length=80,
        once_a_group=True,
    ),
    Column(
        "number",
        "key",
        Text("Nomor pertanyaan", "Number of the question"),
        Text("Tetap untuk pertanyaan yang sama dalam rapat itu.", "Stays with the same question of that meeting."),
        "cell",
        ("Pertanyaan ke", "Nomor", "Nomor urut", "No"),
        max_length=20,
        gives_way=("Nomor", "Nomor urut", "No"),
    ),
    Column(
        "question",
        "text",
        Text("Pertanyaan", "Question"),
        Text("Yang ditanyakan; tanpa nama orang.", "What was asked; no names of persons."),
        "cell",
        ("Isi pertanyaan", "Pertanyaan DPRD", "Pertanyaan komisi", "Pertanyaan anggota DPRD"),
        max_length=LONGEST_TEXT,
    ),
    replace(
        AGENCY,
        description=Text(
            "Yang ditanya; kosong berarti pemerintah itu.", "Who was asked; empty means the government itself."
        ),
        synonyms=(*AGENCY.synonyms, "Ditujukan kepada", "OPD yang ditanya", "OPD penjawab", "Penanggung jawab"),
    ),
    Column(
        "due",
        "day",
        Text("Dijanjikan paling lambat", "Answer promised by"),
        Text("Hari paling lambat jawabannya dijanjikan.", "The last day by which an answer was promised."),
        synonyms=("Dijanjikan", "Janji jawab", "Batas jawaban", "Batas waktu", "Tenggat", "Tenggat jawaban"),
    ),
    Column(
        "answered_on",
        "day",
        Text("Dijawab pada", "Answered on"),
        Text(
            "Kosong berarti belum dijawab. Berkas berikutnya dengan tanggal ini memperbarui pertanyaannya.",
            "Empty means not answered yet. A later file with this date updates the question.",
        ),
        synonyms=("Dijawab", "Tanggal jawaban", "Tanggal dijawab", "Dijawab tanggal"),
    ),
    Column(
        "answer",
        "text",
        Text("Jawaban", "Answer"),
        Text("Yang dijawab; tanpa nama orang.", "What was answered; no names of persons."),
        synonyms=("Isi jawaban", "Jawaban OPD", "Jawaban pemerintah"),
        max_length=LONGEST_TEXT,
    ),
    CITATION,
    PROVENANCE,
    Column(
        "asked_by",
        "free_text",
        Text("Penanya", "Asked by"),
        Text("Nama orang tidak pernah dimuat.", "Names of persons are never loaded."),
        synonyms=("Nama penanya", "Nama anggota", "Anggota DPRD", "Nama anggota DPRD", "Penjawab", "Nama penjawab"),
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

CONTRACT = Contract(
    name="meetings",
    title=Text("Pertanyaan rapat DPRD", "Questions of council meetings"),
    description=Text(
        "Satu baris satu pertanyaan komisi DPRD dalam satu rapat. Pertanyaan yang tidak disebut dalam berkas "
        "berikutnya tetap ada; yang bernomor sama dalam rapat itu diperbarui.",
        "One row is one question of a council committee in one meeting. A question that a later file does not tell of "
        "stays; one of the same number in that meeting is updated.",
    ),
    columns=COLUMNS,
    rules=RULES,
    key=KEY,
    slice=KEY,
    provenance="official",
    date_from_rows=True,
)

SOURCE = Source(CONTRACT, emit, _complete, _unfold)
