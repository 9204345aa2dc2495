"""What a bare DuckDB takes for the same file: nothing checked, nothing hidden, nothing kept.

`python -m tests.benchmarks.peer QUESTION FILE [ANSWER]` prints seconds as JSON; the answer goes to a Parquet file.

simple: distinct numbers by government and agency, and those signed: a person in two agencies counts twice.
same: the answers of a load: each person once, at the place of the earliest valid signature.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

ROWS = "read_csv('{file}', all_varchar = true)"
SIMPLE = f"""
    select region_code, agency, count(distinct nip) as persons, count(distinct nip) filter (status = 'sudah') as signed
    from {ROWS} group by all
"""
# Dates and parts of a number as etl/people holds them; a region's register is as of its latest signature.
_POSSIBLE = """
    regexp_full_match(nip, '[0-9]{{18}}') and nip[5:6]::int between 1 and 12 and nip[7:8]::int between 1 and 31
    and nip[15] in ('1', '2') and nip[16:18] <> '000'
"""
SAME = f"""
    with valid as materialized (
        select nip::ubigint as person, region_code, lower(regexp_replace(agency, '^Dinas ', '')) as agency,
            status = 'sudah' as signed, signed_on::date as day
        from (select * replace (nullif(signed_on, '') as signed_on) from {ROWS}) where {_POSSIBLE}
    ), dates as (select region_code, max(day) as as_of from valid group by all),
    placed as (
        select person, arg_min(
            {{{{'region_code': region_code, 'agency': agency, 'signed': signed}}}},
            row(not signed, coalesce(day, as_of), as_of, region_code, agency)
        ) as home
        from valid join dates using (region_code) group by person
    )
    select home.region_code as region_code, home.agency as agency, count(*) as persons,
        count(*) filter (home.signed) as signed
    from placed group by all
"""
QUESTIONS = {"simple": SIMPLE, "same": SAME}


def main(question: str, file: str, answer: str | None = None) -> None:
    started = time.perf_counter()
    connection = duckdb.connect()
    query = QUESTIONS[question].format(file=file.replace("'", "''"))
    connection.execute(f"create temp table answer as {query}")
    seconds = time.perf_counter() - started
    if answer:
        Path(answer).unlink(missing_ok=True)
        connection.execute(f"copy (from answer order by all) to '{answer}' (format parquet)")
    json.dump({"seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
