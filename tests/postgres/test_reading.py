"""SQL as a way in, on a real PostgreSQL: typed values, nothing written, no second statement."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from etl.readers import Database, DatabaseRefused, batches, open_file

_MAKE = """
CREATE TABLE pegawai (
    nama text, asn integer, besar bigint, persen numeric(9, 4), nyata double precision, tgl date,
    saat timestamp, zona timestamptz, ya boolean, lama interval, isi bytea, kunci uuid, uraian jsonb
);
INSERT INTO pegawai VALUES
    ('Kab. Muna – 12 %', 1234, 197001012005011001, 1.2340, 0.1, '2024-09-17', '2024-09-17 00:00', '2024-09-17 08:30+00',
     true, '30:05:00', 'abc', '00000000-0000-0000-0000-000000000001', '{"a": 1}'),
    (NULL, NULL, NULL, 74, 1e300, NULL, '2024-09-17 08:30', NULL, false, NULL, NULL, NULL, NULL);
CREATE FUNCTION tulis() RETURNS integer LANGUAGE sql AS 'DELETE FROM pegawai; SELECT 1';
CREATE VIEW ringkas AS SELECT nama, asn FROM pegawai;
"""


@pytest.fixture
def filled(postgres_url: str) -> Iterator[str]:
    plain = postgres_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(_MAKE)
    yield postgres_url
    with psycopg.connect(plain, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM pegawai").fetchone() == (2,)


def rows_of(url: str, query: str) -> list[list[str]]:
    reading = open_file(Database(url, query))
    assert reading.problem is None, reading.problem
    rows: list[list[str]] = reading.grids[0].cells.tolist()
    return rows


def test_typed_values_become_text(filled: str) -> None:
    url = filled.replace("+psycopg", "")
    names, first, second = rows_of(url, "SELECT * FROM pegawai ORDER BY asn NULLS LAST")
    assert dict(zip(names, first, strict=True)) | {"zona": ""} == {
        "nama": "Kab. Muna – 12 %", "asn": "1234", "besar": "197001012005011001", "persen": "1,2340", "nyata": "0,1",
        "tgl": "2024-09-17", "saat": "2024-09-17", "zona": "", "ya": "TRUE", "lama": "30:05:00", "isi": "abc",
        "kunci": "00000000-0000-0000-0000-000000000001", "uraian": "{'a': 1}",
    }  # fmt: skip
    assert second == ["", "", "", "74", str(10**300), "", "2024-09-17 08:30:00", "", "FALSE", "", "", "", ""]
    for name in ("ringkas", "public.ringkas"):  # the row of nothing but NULL is a blank one at the end
        assert rows_of(url, name) == [["nama", "asn"], ["Kab. Muna – 12 %", "1234"]]


def test_signs_that_drivers_take_for_parameters(filled: str) -> None:
    assert rows_of(filled, "SELECT '%s %(a)s :b 12:30 100%' AS x, asn::text FROM pegawai WHERE nama LIKE '%Muna%'") == [
        ["x", "asn"],
        ["%s %(a)s :b 12:30 100%", "1234"],
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("WITH x AS (DELETE FROM pegawai RETURNING 1) SELECT * FROM x", "data-modifying"),
        ("SELECT tulis()", "read-only"),
        ("SELECT 1; DELETE FROM pegawai", "multiple commands"),
        ("SELECT 1; COMMIT; DELETE FROM pegawai", "multiple commands"),
        ("SELECT * INTO lain FROM pegawai", "INTO"),
        ("SELECT set_config('transaction_read_only', 'off', false), tulis()", "read-write"),
        ("SELECT nextval('tidak_ada')", "does not exist"),
        ("SELECT tidak_ada FROM pegawai", 'column "tidak_ada" does not exist'),
        ("SELECT 'x198001012005011001'::int", "invalid text representation (22P02)"),
    ],
)
def test_nothing_can_be_written(filled: str, query: str, words: str) -> None:
    reading = open_file(Database(filled, query))
    assert reading.problem is not None and reading.problem.rule == "query_failed"
    assert words in reading.problem.detail["reason"]
    with pytest.raises(DatabaseRefused):
        list(batches(Database(filled, query)))


def test_millions_come_in_batches(filled: str) -> None:
    """A server-side cursor: neither end holds all of it."""
    query = "SELECT i, 'P' || i AS nama, i / 8.0 AS x FROM generate_series(1, 250000) AS i"
    total, sizes = 0, []
    for batch in batches(Database(filled, query), size=100_000):
        assert batch.schema.names == ["i", "nama", "x"]
        sizes.append(batch.num_rows)
        total += sum(map(int, batch.column(0).to_pylist()))
    assert (sizes, total) == ([100_000, 100_000, 50_000], 250_000 * 250_001 // 2)
    assert batch.to_pylist()[-1] == {"i": "250000", "nama": "P250000", "x": "31250"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT nama::int FROM pegawai",
        "SELECT nama::date FROM pegawai",
        "SELECT CASE WHEN i > 150000 THEN nama::int ELSE 1 END FROM pegawai, generate_series(1, 200000) AS i",
        "SELECT to_date(nama, 'YYYY') FROM pegawai",
        "SELECT nama::jsonb FROM pegawai",
        "SELECT regexp_replace('x', '(' || nama, '') FROM pegawai",
        "SELECT query_to_xml('SELECT \"' || nama || '\"', true, true, '') FROM pegawai",
        "SELECT nextval(nama) FROM pegawai",
    ],
)
def test_no_cell_is_in_what_the_database_refuses(filled: str, query: str) -> None:
    with pytest.raises(DatabaseRefused) as raised:
        list(batches(Database(filled, query)))
    assert raised.value.problem.rule == "query_failed"
    assert "Muna" not in f"{raised.value} {raised.value.problem!r}"


def test_an_error_in_the_midst(filled: str) -> None:
    query = "SELECT 1 / (5000 - i) FROM generate_series(1, 10000) AS i"
    with pytest.raises(DatabaseRefused, match="division by zero"):
        list(batches(Database(filled, query), size=1000))


def test_a_server_that_lets_nobody_in(filled: str) -> None:
    wrong = make_url(filled).set(username="orang_lain", password="rahasia").render_as_string(hide_password=False)
    reading = open_file(Database(wrong, "pegawai"))
    assert reading.problem is not None and reading.problem.rule == "database_unreachable"
    assert "orang_lain" in reading.problem.message
    assert "rahasia" not in repr(reading) + reading.problem.message
