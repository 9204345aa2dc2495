"""Terms, statements and questions in a warehouse: what replaces what, and that no figure counts them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from etl import revert as reverting
from etl.indicators.registry import Registry, packaged
from etl.receipt import Counts
from etl.settings import Place
from etl.warehouse import status
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import annotation, conflict, live_at, record
from geo.regions import RegionIndex
from tests.etl.loading import load as load_and_compute
from tests.etl.loading import load_for_none as load
from tests.etl.loading import place_in, recap, values_of, write_csv
from tests.etl.promises.test_corrections import correct, export, open_rejects

TERMS = ("Kab/Kota", "Status jabatan", "Mulai menjabat", "Berakhir", "Keputusan")
STATEMENTS = ("Kab/Kota", "Tanggal", "Indikator", "Tanggal angka", "Pernyataan")
QUESTIONS = ("Kab/Kota", "Tanggal rapat", "Nomor pertanyaan", "Pertanyaan", "Dijawab pada", "Jawaban")
KONAWE, MUNA, DAY = "Kab. Konawe", "Kab. Muna", "2024-10-14"
ELECTED = (KONAWE, "Bupati", "2018-09-24", "2023-09-24", "SK 1")
ACTING = (KONAWE, "Pj", "2023-09-24", "", "SK 2")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path)


def terms(path: Path, *rows: tuple[str, ...]) -> Path:
    return write_csv(path, TERMS, rows)


def statements(path: Path, *rows: tuple[str, ...]) -> Path:
    return write_csv(path, STATEMENTS, rows)


def questions(path: Path, *rows: tuple[str, ...]) -> Path:
    """A row is (number, question) and an optional day and answer, of one meeting in Konawe."""
    return write_csv(path, QUESTIONS, [(KONAWE, DAY, *row, *("", "")[len(row) - 2 :]) for row in rows])


def held(place: Place, *columns: str, version: int | None = None) -> list[tuple[Any, ...]]:
    """What a version shows of some columns, days as ISO text, sorted by key."""
    with reading(place) as connection:
        number = current_version(connection) if version is None else version
        query = select(*(annotation.c[name] for name in columns)).where(live_at(annotation, number))
        rows = connection.execute(query.order_by(annotation.c.annotation_id)).all()
    return [tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row) for row in rows]


# -------------------------------------------------------------------------------------------------------- office terms


def test_a_newer_file_of_a_government_replaces_all_its_terms(place: Place, tmp_path: Path) -> None:
    """Whatever it is called; the terms of other governments stay."""
    load(place, terms(tmp_path / "a.csv", ELECTED, ACTING, (MUNA, "Pj", "2023-09-24", "", "SK 9")))
    ended = (*ACTING[:3], "2024-09-24", ACTING[4])
    receipt = load(place, terms(tmp_path / "b.csv", ended, (KONAWE, "Pj", "2024-09-24", "", "SK 3")))
    assert receipt.counts == Counts(read=2, accepted=2, replaced=2)
    first = [("74.02", "2018-09-24", "2023-09-24"), ("74.02", "2023-09-24", None), ("74.03", "2023-09-24", None)]
    assert held(place, "region_code", "as_of", "ends_on", version=1) == first
    assert held(place, "region_code", "as_of", "ends_on") == [
        ("74.02", "2023-09-24", "2024-09-24"), ("74.02", "2024-09-24", None), ("74.03", "2023-09-24", None),
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(place: Place, tmp_path: Path) -> None:
    file = terms(tmp_path / "a.csv", ELECTED, ACTING)
    load(place, file)
    again = load(place, file)
    assert (again.version, again.counts) == (1, Counts(read=2, unchanged=2))


def test_two_files_of_one_load_settle_it_between_them(place: Place, tmp_path: Path) -> None:
    other = (KONAWE, "Bupati", "2018-09-24", "2023-09-23", "SK 1")
    receipt = load(place, terms(tmp_path / "a.csv", ELECTED), terms(tmp_path / "b.csv", other))
    assert receipt.counts == Counts(read=2, accepted=1, superseded=1)
    assert held(place, "ends_on") == [("2023-09-23",)]


# ---------------------------------------------------------------------------------------------------------- statements


def test_a_statement_is_replaced_by_its_key_alone(place: Place, tmp_path: Path) -> None:
    one = (KONAWE, DAY, "pact_signing_rate", "2024-09-30", "Belum lengkap.")
    load(place, statements(tmp_path / "a.csv", one, (KONAWE, DAY, "report_count", "", "Dua laporan ganda.")))
    file = statements(tmp_path / "b.csv", (*one[:4], "Kini lengkap."), (KONAWE, "2024-11-01", *one[2:]))
    assert load(place, file).counts == Counts(read=2, accepted=2, replaced=1)
    assert held(place, "subject", "about_on", "as_of", "text") == [
        ("pact_signing_rate", "2024-09-30", DAY, "Kini lengkap."),
        ("report_count", None, DAY, "Dua laporan ganda."),
        ("pact_signing_rate", "2024-09-30", "2024-11-01", "Belum lengkap."),
    ]


# ------------------------------------------------------------------------------------------------------------ meetings


def test_a_later_file_with_the_answer_updates_the_question(place: Place, tmp_path: Path) -> None:
    load(place, questions(tmp_path / "rapat.csv", ("1", "Kapan selesai?"), ("2", "Berapa perkara?")))
    later = questions(
        tmp_path / "jawaban desember.csv",
        ("1", "Kapan selesai?", "2024-12-05", "Bulan depan."),
        ("2", "Berapa perkara?"),
    )
    receipt = load(place, later)
    assert receipt.counts == Counts(read=2, accepted=1, unchanged=1, replaced=1)
    assert held(place, "text", "ends_on", "reply") == [
        ("Kapan selesai?", "2024-12-05", "Bulan depan."), ("Berapa perkara?", None, ""),
    ]  # fmt: skip
    assert held(place, "ends_on", "reply", version=1) == [(None, ""), (None, "")]


def test_a_file_of_answers_alone_leaves_the_open_questions_open(place: Place, tmp_path: Path) -> None:
    load(place, questions(tmp_path / "rapat.csv", ("1", "Satu?"), ("2", "Dua?")))
    receipt = load(place, questions(tmp_path / "jawaban.csv", ("1", "Satu?", "2024-12-05", "Ya.")))
    assert receipt.counts.replaced == 1
    assert held(place, "text", "ends_on") == [("Satu?", "2024-12-05"), ("Dua?", None)]


def test_two_committees_may_meet_on_one_day(place: Place, tmp_path: Path) -> None:
    header = (*QUESTIONS, "Komisi")
    load(place, write_csv(tmp_path / "a.csv", header, [(KONAWE, DAY, "1", "Satu?", "", "", "Komisi I")]))
    load(place, write_csv(tmp_path / "b.csv", header, [(KONAWE, DAY, "1", "Dua?", "", "", "Komisi III")]))
    assert sorted(held(place, "institution", "text")) == [("Komisi I", "Satu?"), ("Komisi III", "Dua?")]


def test_a_question_is_replaced_by_its_number_alone(place: Place, tmp_path: Path) -> None:
    load(place, questions(tmp_path / "a.csv", ("1", "Satu?"), ("2", "Dua?")))
    load(place, write_csv(tmp_path / "b.csv", QUESTIONS, [(KONAWE, "2024-11-04", "1", "Tiga?", "", "")]))
    load(place, write_csv(tmp_path / "c.csv", QUESTIONS, [(MUNA, DAY, "1", "Empat?", "", "")]))
    assert load(place, questions(tmp_path / "d.csv", ("1", "Satu lagi?"))).counts.replaced == 1
    assert held(place, "region_code", "text") == [
        ("74.02", "Satu lagi?"), ("74.02", "Dua?"), ("74.02", "Tiga?"), ("74.03", "Empat?"),
    ]  # fmt: skip


def test_a_corrected_row_is_the_question_it_was(place: Place, tmp_path: Path) -> None:
    """It replaces no other question of its meeting."""
    load(place, questions(tmp_path / "a.csv", ("1", "Satu?"), ("2", "Dua?", "2024-10-01", "Ya.")))
    assert held(place, "text") == [("Satu?",)]
    book = correct(export(place, tmp_path / "tolak.xlsx"), {"Dijawab pada": "2024-10-21"}, sheet="meetings")
    assert load(place, book).counts == Counts(read=1, accepted=1)
    assert held(place, "text", "ends_on") == [("Satu?", None), ("Dua?", "2024-10-21")]
    assert open_rejects(place) == []


# ----------------------------------------------------------------------------------------------------------- all three


def test_a_load_taken_back_brings_back_what_it_replaced(place: Place, tmp_path: Path) -> None:
    columns = ("kind", "annotation_id", "text", "as_of", "about_on", "due_on", "ends_on", "reply", "provenance")
    load(place, terms(tmp_path / "a.csv", ELECTED, ACTING), questions(tmp_path / "q.csv", ("1", "Satu?")))
    before = held(place, *columns)
    later = [terms(tmp_path / "b.csv", ELECTED), questions(tmp_path / "r.csv", ("1", "Satu?", "2024-10-20"))]
    run = load(place, *later).run_id
    changed = held(place, *columns)
    assert before != changed
    receipt = reverting.revert(str(run), place, indicators=Registry(()), regions=RegionIndex.packaged())
    assert receipt.version == 3
    assert held(place, *columns) == before
    assert held(place, *columns, version=2) == changed


def test_a_trial_keeps_nothing(place: Place, tmp_path: Path) -> None:
    load(place, terms(tmp_path / "a.csv", ELECTED))
    receipt = load(place, terms(tmp_path / "b.csv", ELECTED, ACTING), dry_run=True)
    assert (receipt.counts, held(place, "subject")) == (Counts(read=2, accepted=1, unchanged=1), [("elected",)])


def test_every_row_has_its_record_and_provenance(place: Place, tmp_path: Path) -> None:
    load(place, terms(tmp_path / "a.csv", ELECTED), provenance="documented")
    with reading(place) as connection:
        joined = select(annotation, record.c.record_key).join(record, record.c.record_id == annotation.c.record_id)
        row = connection.execute(joined).one()
    assert (row.record_key, row.annotation_id, row.provenance) == (*["74.02|2018-09-24|elected"] * 2, "documented")


def test_conflicts_inside_a_file_are_told(place: Place, tmp_path: Path) -> None:
    twice = questions(tmp_path / "a.csv", ("1", "Satu?", "2024-10-20", "Ya."), ("1", "Satu?", "2024-10-21", "Tidak."))
    (told,) = load(place, twice).conflicts
    assert (told["kind"], told["measure"], told["region_code"]) == ("duplicate_differs", "question", "74.02")
    assert "Tidak." in told["message"]
    load(place, questions(tmp_path / "a.csv", ("1", "Satu?", "2024-10-21", "Tidak.")))
    with reading(place) as connection:
        assert connection.execute(select(conflict).where(conflict.c.version_to.is_(None))).all() == []


def test_no_figure_counts_them(place: Place, tmp_path: Path) -> None:
    """Neither coverage nor the records on hand, and a warehouse of them alone has no figures at all."""
    counted = Registry(tuple(packaged()[name] for name in ("documented_event_count", "coverage_rate")))
    three = [
        terms(tmp_path / "t.csv", ELECTED, ACTING),
        statements(tmp_path / "s.csv", (KONAWE, DAY, "report_count", "", "Dua laporan ganda.")),
        questions(tmp_path / "q.csv", ("1", "Satu?")),
    ]
    load_and_compute(place, *three, indicators=counted)
    assert [len(values_of(place, name).query("value.notna()")) for name in counted] == [0, 0]
    pact = recap(tmp_path / "r.csv", (MUNA, "", "2024-09-30", 100, 60))
    load_and_compute(place, pact, indicators=counted)
    alone = Place("lain", f"sqlite:///{tmp_path / 'lain.sqlite'}")
    load_and_compute(alone, pact, indicators=counted)
    for name in counted:
        same = [values_of(each, name).drop(columns=["value_id", "version_from"]) for each in (place, alone)]
        assert same[0].to_csv() == same[1].to_csv()
    again = load_and_compute(place, questions(tmp_path / "q.csv", ("1", "Dua?")), indicators=counted)
    assert (again.version, again.counts.replaced) == (3, 1)


def test_status_knows_them(place: Place, tmp_path: Path) -> None:
    load(place, terms(tmp_path / "a.csv", ELECTED, ACTING), questions(tmp_path / "q.csv", ("1", "Satu?")))
    with reading(place) as connection:
        told = status.summary(connection, 546)["sources"]
    assert [(each["source"], each["records"], each["newest"], each["regions"]) for each in told] == [
        ("meetings", 1, DAY, 1), ("office_terms", 2, "2023-09-24", 1),
    ]  # fmt: skip


def test_a_file_mailed_again_does_not_undo_the_correction_of_its_row(place: Place, tmp_path: Path) -> None:
    file = questions(tmp_path / "a.csv", ("1", "Satu?"), ("2", "Dua?", "2024-10-01", "Ya."))
    load(place, file)
    load(place, correct(export(place, tmp_path / "tolak.xlsx"), {"Dijawab pada": "2024-10-21"}, sheet="meetings"))
    load(place, file)
    assert held(place, "text", "ends_on") == [("Satu?", None), ("Dua?", "2024-10-21")]
