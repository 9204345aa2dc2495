"""The vocabulary: headers, explanations, and the page that is written from it."""

import string
from pathlib import Path

import pandas as pd
import pytest

from etl.contracts import Column, Contract, Match, explain, match, matched, recognise, rules_of
from etl.elections import elections
from etl.masking import looks_like_person
from etl.parse import RULES_OF_KIND
from etl.problems import FILE_RULES, SKIP_RULES, Problem
from etl.rules import Breach, Rule, Text
from etl.sources import contracts, sources
from etl.sources.event import COUNTED, KINDS, UNITS, category_of, recap_terms
from etl.sources_page import PAGE, page
from tests.etl.intake.writing import EVENT, RECAP

RECAP_HEADERS = ("Kab/Kota", "OPD", "Tanggal", "Jml ASN", "Sudah TTD")


def found(headers: tuple[str, ...] | list[str], source: str = "auto") -> Match:
    result = matched(headers, source, contracts())
    assert isinstance(result, Match), result.message
    return result


def refused(headers: tuple[str, ...] | list[str], source: str = "auto") -> Problem:
    result = matched(headers, source, contracts())
    assert isinstance(result, Problem)
    return result


def test_there_are_nine_sources() -> None:
    figures = ["case_outcome", "event", "headcount", "pact_recap", "pact_register", "report_log"]
    assert list(sources()) == sorted([*figures, "meetings", "office_terms", "statements"])


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda contract: contract.name)
def test_no_header_means_two_columns(contract: Contract) -> None:
    assert {column.name for column in contract.by_header.values()} == {column.name for column in contract.columns}


def test_a_header_of_two_columns_is_an_error_of_the_declaration() -> None:
    columns = tuple(Column(name, "text", Text("Sama", "Same"), Text("", "")) for name in ("one", "two"))
    contract = Contract("x", Text("", ""), Text("", ""), columns, (), ("one",), ("one",), "official")
    with pytest.raises(ValueError, match="means both one and two"):
        match(["one"], contract)


@pytest.mark.parametrize(
    "headers",
    [
        RECAP_HEADERS,
        tuple(header.upper() for header in RECAP_HEADERS),
        ("KAB./KOTA", "Unit_Kerja", "tgl", "Jumlah Pegawai", "Sdh Menandatangani"),
        ("Pemerintah Daerah", "SKPD", "Date", "EMPLOYED", " s i g n e d "),
        ("government", "Perangkat Daerah", "per tanggal", "Jml. ASN", "Sudah Menandatangani"),
    ],
)
def test_recap_headers(headers: tuple[str, ...]) -> None:
    result = found(headers)
    assert result.contract.name == "pact_recap"
    assert result.positions == {"government": 0, "agency": 1, "date": 2, "employed": 3, "signed": 4}


def test_the_documented_headers_are_an_event() -> None:
    assert found(list(EVENT)).contract.name == "event"
    assert found(list(RECAP)).contract.name == "pact_recap"


def test_a_code_stands_for_a_name() -> None:
    assert found(["Kode", "Tanggal", "Jumlah ASN", "TTD"]).positions["region_code"] == 0


def test_unknown_columns_are_known_as_such() -> None:
    assert found([*RECAP_HEADERS, "NIP", "Nama"]).unknown == (5, 6)


@pytest.mark.parametrize(
    ("headers", "source", "rule", "detail"),
    [
        (("a", "b"), "auto", "unknown_source", "missing"),
        ((*RECAP_HEADERS[:3], "Sudah TTD"), "auto", "unknown_source", "Jumlah ASN (employed)"),
        (RECAP_HEADERS[:4], "pact_recap", "missing_columns", "Sudah menandatangani (signed)"),
        ((*RECAP_HEADERS, "Jumlah Pegawai"), "auto", "duplicate_header", "Jumlah Pegawai"),
        ((*RECAP_HEADERS, "x", "X "), "auto", "duplicate_header", "X "),
        (RECAP_HEADERS, "nonsense", "no_such_source", "pact_recap"),
    ],
)
def test_refusals_by_headers(headers: tuple[str, ...], source: str, rule: str, detail: str) -> None:
    problem = refused(headers, source)
    assert problem.rule == rule
    assert detail in str(problem.detail)
    assert "{" not in problem.message + problem.remedy and "?" not in problem.message


def test_two_contracts_that_fit_alike_are_not_guessed_between() -> None:
    one = next(iter(contracts().values()))
    twin = Contract("twin", one.title, one.description, one.columns, (), one.key, one.slice, "official")
    result = recognise([column.name for column in one.columns], [one, twin])
    assert isinstance(result, Problem) and result.rule == "ambiguous_source"


def test_headers_in_a_refusal_hold_nobody() -> None:
    """A file without a header row has data where the headers should be."""
    nip = "198001012005011001"
    for headers in ((nip, "Budi"), (*RECAP_HEADERS, nip, nip)):
        assert nip not in "".join(refused(headers).explain("id"))


# ----------------------------------------------------------------------------------------------------- explanations


def every_rule() -> list[tuple[str | None, Rule]]:
    of_rows = [(name, rule) for name, contract in contracts().items() for rule in rules_of(contract).values()]
    return [*((None, rule) for rule in (FILE_RULES | SKIP_RULES).values()), *of_rows]


@pytest.mark.parametrize(("source", "rule"), every_rule())
def test_every_rule_explains_itself_in_both_languages(source: str | None, rule: Rule) -> None:
    fields = {
        name
        for text in (rule.message, rule.remedy)
        for words in (text.id, text.en)
        for _, name, _, _ in string.Formatter().parse(words)
        if name
    }
    for language in ("id", "en"):
        message, remedy = explain(source, rule.code, dict.fromkeys(fields, "xyzzy"), language)
        assert (message.endswith(".") and remedy.endswith(".")) or remedy.endswith("xyzzy.")
        assert ("xyzzy" in message + remedy) == bool(fields)
    assert rule.message.id != rule.message.en
    assert explain(source, rule.code, {}, "id")  # an old reject may lack a detail


def test_details_are_only_shown() -> None:
    """What a file says cannot reach into a template."""
    message, _ = explain("pact_recap", "code_differs", {"of_code": "{of_name.__class__}", "of_name": ["a", "b"]}, "en")
    assert message == "This code belongs to {of_name.__class__}, but the name says a, b."


def test_a_code_of_a_rule_means_one_rule() -> None:
    seen: dict[str, Rule] = {}
    for _, rule in every_rule():
        assert seen.setdefault(rule.code, rule) is rule


def test_an_unknown_rule_is_a_fault() -> None:
    with pytest.raises(KeyError):
        explain("event", "no_such_rule", {})


def test_every_kind_of_column_has_its_rules_and_words() -> None:
    for contract in contracts().values():
        assert {column.kind for column in contract.columns} <= set(RULES_OF_KIND)


def test_the_page_is_current(project_dir: Path) -> None:
    assert (project_dir / "docs" / "sources.md") == PAGE
    assert PAGE.read_text(encoding="utf-8") == page(contracts().values()), "run `python -m etl.contracts`"


def test_the_page_names_every_column_rule_and_synonym() -> None:
    text = page(contracts().values())
    for contract in contracts().values():
        for column in contract.columns:
            assert all(header in text for header in column.headers)
            assert all(f"`{code}`" in text for code in column.choices)
    assert all(f"`{rule.code}`" in text for _, rule in every_rule())


# ---------------------------------------------------------------------------------------------- words of the sources


@pytest.mark.parametrize(
    ("title", "unit", "category"),
    [
        ("pelanggaran ASN: kode_etik", "orang ASN", "kode_etik"),
        ("Pelanggaran ASN: Kode Etik", "orang ASN", "kode_etik"),
        ("pelanggaran ASN: pidana", "orang ASN", "pidana_pemilihan"),
        ("pelanggaran ASN: hukum_lain", "orang ASN", "tidak_diklasifikasi"),
        ("pelanggaran ASN: administrasi", "kasus", "administrasi"),
        ("pelanggaran ASN: netralitas", "kasus", "netralitas"),
        ("pelanggaran ASN: terlambat", "kasus", None),
        ("pelanggaran netralitas ASN pada Pemilu 2024", "kasus", "total"),
        ("temuan dugaan netralitas ASN", "kasus", "finding"),
        ("laporan dugaan netralitas ASN", "kasus", "report"),
        ("laporan dugaan netralitas ASN", "laporan", "total"),
        ("temuan dan laporan ditangani", "kasus", "total"),
        ("Laporan dan temuan ditangani", "kasus", "total"),
    ],
)
def test_categories(title: str, unit: str, category: str | None) -> None:
    assert category_of(title, unit) == category


def test_categories_have_their_words_from_the_reference() -> None:
    assert set(recap_terms().values()) >= {"administrasi", "kode_etik", "netralitas", "pidana_pemilihan"}
    assert recap_terms()["kode etik"] == "kode_etik"  # not that of election organisers


def test_choices_are_those_of_the_data(shared_dir: Path) -> None:
    rows = pd.read_csv(shared_dir / "data/documented/documented_events.csv", dtype=str, keep_default_na=False)
    assert set(rows["kind"]) == set(KINDS)
    assert set(rows["unit"]) - {""} == set(UNITS)
    for kind, units in COUNTED.items():
        assert set(rows.loc[(rows["kind"] == kind) & (rows["use"] == "value"), "unit"]) == set(units)


def test_packaged_references_are_the_shared_ones(shared_dir: Path, project_dir: Path) -> None:
    """But for the name of one election, which the calendar writes with its places."""
    ours, theirs = project_dir / "etl" / "reference", shared_dir / "data" / "reference"
    assert (ours / "recap_categories.csv").read_bytes() == (theirs / "recap_categories.csv").read_bytes()
    stages, calendar = (
        pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in (ours / "stages.csv", theirs / "election_calendar.csv")
    )
    assert stages.drop(columns="election").equals(calendar.drop(columns="election"))
    assert [ours for ours, theirs in zip(stages["election"], calendar["election"], strict=True) if ours != theirs] == [
        "Pilkada Ulang 2025"
    ] * 4


def test_elections_agree_with_the_stages(project_dir: Path) -> None:
    stages = pd.read_csv(project_dir / "etl/reference/stages.csv", dtype=str, keep_default_na=False)
    for election in elections():
        own = stages[stages["election"] == election.name]
        days = sorted(day for day in (*own["start_date"], *own["end_date"]) if day)
        if len(own):  # the calendar begins with 2022
            votes = own.loc[own["stage_code"] == "VOTE", "start_date"]
            assert votes.to_list() == [election.voting_day.isoformat()]
            assert election.last_day.isoformat() == days[-1]
            assert election.first_day.isoformat() == min(day for day in own["start_date"] if day)


def test_breaches_are_of_declared_rules() -> None:
    breach = Breach(FILE_RULES["file_empty"], {})
    assert breach.rule.explain(breach.detail, "id")[0]
    assert not looks_like_person(breach.rule.message.id)
