"""SQL as a way in: SQLite here, the same on PostgreSQL in tests/postgres/test_reading.py."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import Database, DatabaseRefused, batches, open_file
from etl.readers import database as module
from tests.etl.readers.test_separated import problem_of


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "simpeg 2024.db"
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "Pegawai" (nip TEXT, asn INTEGER, persen REAL, tgl DATE, foto BLOB)')
        connection.executemany(
            'INSERT INTO "Pegawai" VALUES (?, ?, ?, ?, ?)',
            [
                ("198001012005011001", 1234, 1.234, "2024-09-17", b"\xff\x00"),
                (None, None, 74.0, None, b"teks"),
                (" 12 % :a ", -5, 0.5, "2024", None),
            ],
        )
    connection.close()
    return path


ROWS = [
    ["nip", "asn", "persen", "tgl", "foto"],
    ["198001012005011001", "1234", "1,2340", "2024-09-17", "ff00"],
    ["", "", "74", "", "teks"],
    [" 12 % :a ", "-5", "0,5", "2024", ""],
]


def refused(place: Path | str, query: str) -> tuple[str, dict[str, object]]:
    url = place if isinstance(place, str) else f"sqlite:///{place}"
    rule, detail = problem_of(open_file(Database(url, query)))
    with pytest.raises(DatabaseRefused) as raised:
        list(batches(Database(url, query)))
    assert raised.value.problem.rule == rule
    return rule, detail


@pytest.mark.parametrize(
    "query",
    [
        "Pegawai",
        ' SELECT * FROM "Pegawai" ; ',
        "-- semua\n/* ya */ WITH p AS (SELECT * FROM Pegawai) SELECT * FROM p",
        "SELECT * FROM Pegawai WHERE ':a %s %(x)s' <> '12:30'",
    ],
)
def test_a_query_or_a_table(place: Path, query: str) -> None:
    reading = open_file(Database(f"sqlite:///{place}", query))
    assert reading.problem is None
    (grid,) = reading.grids
    assert (grid.cells.tolist(), grid.first_row, grid.name, reading.sha256) == (ROWS, 1, "", None)


def test_batches_say_the_same(place: Path) -> None:
    found = list(batches(Database(f"sqlite:///{place}", "Pegawai"), size=2))
    assert [batch.num_rows for batch in found] == [2, 1]
    assert [batch.schema.names for batch in found] == [ROWS[0]] * 2
    assert [list(row.values()) for batch in found for row in batch.to_pylist()] == ROWS[1:]


def test_a_query_without_rows(place: Path) -> None:
    empty = Database(f"sqlite:///{place}", "SELECT nip, asn, nip FROM Pegawai WHERE asn = 7")
    assert open_file(empty).grids[0].cells.tolist() == [["nip", "asn", "nip"]]
    (batch,) = batches(empty)
    assert (batch.num_rows, batch.schema.names) == (0, ["nip", "asn", "nip"])


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM Pegawai", "", ";", "PRAGMA query_only = OFF", "UPDATE Pegawai SET asn = 1", "ATTACH 'x.db' AS x",
     "-- SELECT\nDROP TABLE Pegawai", "selecta x", "Pegawai; DROP TABLE Pegawai", 'Pegawai" --'],
)  # fmt: skip
def test_what_does_not_read_is_not_sent(place: Path, query: str) -> None:
    assert refused(place, query) == ("not_a_query", {})


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("WITH x AS (SELECT 1) DELETE FROM Pegawai", "readonly"),
        ("WITH x AS (SELECT 1) INSERT INTO Pegawai (asn) SELECT * FROM x", "readonly"),
        ("SELECT 1; DELETE FROM Pegawai", "one statement"),
        ("SELECT tidak_ada FROM Pegawai", "no such column: tidak_ada"),
        ("tidak_ada", "no such table"),
    ],
)
def test_what_the_database_refuses(place: Path, query: str, words: str) -> None:
    before = place.read_bytes()
    rule, detail = refused(place, query)
    assert rule == "query_failed"
    assert words in str(detail["reason"])
    assert place.read_bytes() == before
    assert open_file(Database(f"sqlite:///{place}", "Pegawai")).grids[0].cells.tolist() == ROWS


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("leak", "database_text"),
        ("SELECT * FROM leak ORDER BY 1 DESC", "database_text"),
        ("SELECT json_extract('{}', Nama) FROM leak LIMIT 1", "query_failed"),
        ("SELECT Siti FROM leak", "query_failed"),
        ("SELECT 1 'Siti Aminah' 'x' FROM leak", "query_failed"),
        ("SELECT \x00 FROM leak", "query_failed"),
    ],
)
def test_no_cell_is_in_what_is_told(tmp_path: Path, query: str, rule: str) -> None:
    with sqlite3.connect(tmp_path / "leak.db") as connection:
        connection.execute('CREATE TABLE leak (nip TEXT, "Nama" TEXT)')
        connection.execute(
            "INSERT INTO leak VALUES ('1', 'Siti Aminah'), ('2', cast(x'5369746920416d696ee965' AS text))"
        )
    connection.close()
    found, detail = refused(tmp_path / "leak.db", query)
    assert found == rule
    assert "Am" not in f"{detail}" and ("Siti" not in f"{detail}" or "no such column: Siti" in f"{detail}")


def test_places_that_are_no_databases(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.db", "SELECT 1")[0] == "database_unreachable"
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "text.db").write_text("a,b\n" * 1000)
    assert refused(tmp_path / "text.db", "tabel")[0] == "query_failed"
    assert refused("mysql://a:rahasia@b/c", "tabel") == ("database_unsupported", {"kind": "mysql"})
    for wrong in ("", "simpeg.db", "postgresql://a:rahasia@b:port/c"):
        assert refused(wrong, "tabel") == ("database_address", {})


def test_the_password_is_never_shown() -> None:
    place = Database("postgresql://budi:rahasia@127.0.0.1:1/simpeg?password=rahasia", "SELECT\n 'a'\n")
    assert place.shown == "postgresql://budi:***@127.0.0.1:1/simpeg SELECT 'a'"
    reading = open_file(place)
    assert reading.name == place.shown
    assert problem_of(reading)[0] == "database_unreachable"
    assert "rahasia" not in f"{reading!r} {place!r} {reading.problem and reading.problem.message}"
    assert "1980" not in Database("sqlite:///a.db", "SELECT * FROM p WHERE nip = '198001012005011001'").shown


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * FROM p WHERE nama = 'Siti Rahmawati'", "SELECT * FROM p WHERE nama = '•••'"),
        ("SELECT * FROM p WHERE nama LIKE '%Siti%' OR a = 1", "SELECT * FROM p WHERE nama LIKE '•••' OR a = 1"),
        ("SELECT 'é', a FROM p WHERE nama = 'Siti ''x' -- Siti", "SELECT 'é', a FROM p WHERE nama = '•••'"),
        ('SELECT "Kab/Kota", "Keadaan", MAX("Kini") FROM p', 'SELECT "Kab/Kota", "Keadaan", MAX("Kini") FROM p'),
        ('SELECT a FROM p WHERE n IN ("Siti", "Budi")', "SELECT a FROM p WHERE n IN ('•••', '•••')"),
        ('SELECT "Jml ASN" FROM p WHERE nama = "Siti"', "SELECT \"Jml ASN\" FROM p WHERE nama = '•••'"),
        ("/* Siti */ SELECT 1 WHERE n = $$Siti$$", "SELECT 1 WHERE n = '•••'"),
        (
            "SELECT * FROM p WHERE kab = 'Kabupaten Konawe' AND opd = 'Dinas Sosial' AND t > '2024-09-30'",
            "SELECT * FROM p WHERE kab = 'Kabupaten Konawe' AND opd = 'Dinas Sosial' AND t > '2024-09-30'",
        ),
        ("Pegawai", "Pegawai"),
    ],
)
def test_no_name_in_a_query_is_shown(query: str, told: str) -> None:
    assert Database("sqlite:///a.db", query).shown == f"sqlite:///a.db {told}"


@given(st.text(max_size=60))
def test_any_query_can_be_shown(query: str) -> None:
    assert Database("sqlite:///a.db", query).shown.startswith("sqlite:///a.db ")


def test_too_many_rows_for_a_grid(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    reading = open_file(Database(f"sqlite:///{place}", endless))
    assert problem_of(reading) == ("query_too_large", {"limit": 2})
    assert open_file(Database(f"sqlite:///{place}", "SELECT 1 AS a UNION ALL SELECT 2")).problem is None
