"""`netralitas template SOURCE`: a form derived from the contract, and what offices fill in loads as it is."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.contracts import Column, Contract
from etl.forms.choices import asked, choices, region_names
from etl.forms.template import FORM, INSTRUCTIONS, write_template
from etl.settings import Language
from etl.sources import sources
from etl.stage import stage
from etl.warehouse import rejected
from etl.warehouse.connect import reading
from geo.regions import RegionIndex
from tests.etl.loading import load_for_none as load
from tests.etl.loading import people_in, place_in

SOURCES = sorted(sources())


@pytest.fixture(params=SOURCES)
def contract(request: pytest.FixtureRequest) -> Contract:
    return sources()[request.param].contract


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return cast(Language, request.param)


@pytest.fixture
def form(contract: Contract, language: Language, tmp_path: Path) -> Workbook:
    path = tmp_path / "form.xlsx"
    write_template(contract, path, language)
    return openpyxl.load_workbook(path)


def validations(sheet: Worksheet) -> dict[int, Any]:
    """The validation of each column, by its number from 1."""
    return {next(iter(each.cells.ranges)).min_col: each for each in sheet.data_validations.dataValidation}


def listed(form: Workbook, rule: Any) -> list[str]:
    """The words of a list validation."""
    sheet, cells = rule.formula1.lstrip("=").split("!")
    return [cell.value for (cell,) in form[sheet][cells.replace("$", "")]]


def test_every_cell_is_validated_and_free_text_is_not_asked(contract: Contract, form: Workbook) -> None:
    sheet = form[FORM]
    headers = [cell.value for cell in sheet[1]]
    assert headers == [column.title.id for column in asked(contract)]
    assert not {column.title.id for column in contract.of_kind("free_text")} & {*headers}
    assert [contract.column_of(header) for header in headers] == list(asked(contract))
    rules = validations(sheet)
    assert set(rules) == set(range(1, len(headers) + 1))
    for place, column in enumerate(asked(contract), start=1):
        rule = rules[place]
        assert rule.showErrorMessage
        assert str(rule.cells).endswith("5001")
        if column.kind in ("choice", "region", "election"):
            assert (rule.type, listed(form, rule)) == ("list", list(choices(column, contract)))
        elif column.kind == "count":
            assert (rule.type, rule.operator, rule.formula1) == ("whole", None, "0")
        elif column.kind in ("date", "day"):
            assert rule.type == "date"
        else:
            assert rule.type in ("textLength", "decimal")


def test_instructions_name_every_column_and_speak_one_language(
    contract: Contract, form: Workbook, language: Language
) -> None:
    words = [cell.value for (cell,) in form[INSTRUCTIONS].iter_rows() if cell.value]
    for column in asked(contract):
        assert sum(word.startswith(f"{column.title.id} (") for word in words) == 1
    assert contract.description.of(language) in words
    other = contract.description.en if language == "id" else contract.description.id
    assert other not in words
    (introduced,) = [word for word in words if FORM in word and word.startswith(("Isi lembar", "Fill in"))]
    assert introduced.startswith("Fill in") == (language == "en")
    assert form["Daftar"].sheet_state == "hidden"


def test_what_a_form_says_is_written_as_it_is_spelt() -> None:
    cases = sources()["case_outcome"].contract
    moot = next(column for column in cases.columns if column.name == "on_moot")
    assert "perkara itu ASN sudah berhenti" in moot.description.id
    assert "the day of ASN already retired" in moot.description.en
    election = next(column for column in cases.columns if column.name == "election")
    assert "Pilkada Ulang 2025" in choices(election, cases)
    assert election.codes["pilkadaserentak2024"] == "Pilkada 2024"
    assert not [word for word in election.codes if word.count("serentak") > 1]
    offered = [word for source in sources().values() for column in source.contract.columns for word in column.words]
    assert not [word for word in offered if "_" in word]


def test_every_listed_region_means_itself_and_no_other() -> None:
    index = RegionIndex.packaged()
    everything, governments = region_names(only_governments=False), region_names(only_governments=True)
    assert len(set(everything)) == len(everything) == 553
    assert [index.resolve(name).region_code for name in governments] == list(index.governments())
    assert len(governments) == 546


# -- filled in ---------------------------------------------------------------------------------------------------------

# What the cells of one row have to do with each other is not in a cell's list: a row here is one that could be.
DAY = date(2024, 9, 30)


def filled(contract: Contract, number: int, chance: random.Random) -> dict[str, object]:
    """A row that an office could have filled in."""
    row = {column.name: _cell(column, contract, number, chance) for column in asked(contract)}
    return {**row, **_CONSISTENT.get(contract.name, lambda *_: {})(number, chance)}


def _cell(column: Column, contract: Contract, number: int, chance: random.Random) -> object:
    if column.name == "provenance":
        return None
    words = choices(column, contract)
    if column.kind == "region":
        return words[number % len(words)]
    if words:
        return chance.choice(words)
    if column.kind in ("date", "day"):
        return DAY - timedelta(days=number % 20)
    if column.kind == "count":
        return chance.randint(1, 5000)
    return {"number": None, "agency": f"Dinas {number}", "key": f"K-{number}"}.get(column.kind, f"Surat {number}")


def _recap(number: int, chance: random.Random) -> dict[str, object]:
    employed = chance.randint(1, 5000)
    signed = chance.randint(0, employed)
    return {"employed": employed, "signed": signed, "not_signed": employed - signed, "percent": None,
            "election": None}  # fmt: skip


def _headcount(number: int, chance: random.Random) -> dict[str, object]:
    pns, pppk = chance.randint(1, 3000), chance.randint(1, 900)
    regions = region_names(only_governments=True)
    return {
        "headcount": pns + pppk, "pns": pns, "pppk": pppk, "kind": None, "covers": None, "staff": None,
        "government": regions[number % len(regions)],
    }  # fmt: skip


def _event(number: int, chance: random.Random) -> dict[str, object]:
    regions = region_names(only_governments=True)
    return {
        "kind": chance.choice(["report_count", "violation_count"]), "use": "nilai", "unit": "kasus",
        "metric": "pelanggaran netralitas ASN", "region": regions[number % len(regions)], "covers": "pemerintah",
        "date_precision": "hari", "denominator": None, "election": None, "evidence": None,
    }  # fmt: skip


def _register(number: int, chance: random.Random) -> dict[str, object]:
    born, began = date(1970, 1, 1) + timedelta(days=chance.randint(0, 9000)), date(2015, 3, 1)
    signed = number % 3 > 0
    return {
        "nip": f"{born:%Y%m%d}{began:%Y%m}{1 + number % 2}{1 + number % 999:03d}", "date": DAY, "election": None,
        "status": "sudah" if signed else "belum", "signed_on": DAY - timedelta(days=number % 9) if signed else None,
    }  # fmt: skip


def _case(number: int, chance: random.Random) -> dict[str, object]:
    return {"election": None, "sanction": None, "level": None}


_CONSISTENT = {
    "pact_recap": _recap, "headcount": _headcount, "event": _event, "pact_register": _register, "report_log": _case,
    "case_outcome": _case,
}  # fmt: skip


def fill_in(form: Workbook, rows: Iterator[dict[str, object]], contract: Contract, path: Path) -> Path:
    sheet = form[FORM]
    for place, row in enumerate(rows, start=2):
        for number, column in enumerate(asked(contract), start=1):
            sheet.cell(place, number).value = row[column.name]
    form.save(path)
    return path


ROWS = 40


def test_a_filled_form_loads_without_a_reject(contract: Contract, form: Workbook, tmp_path: Path) -> None:
    chance = random.Random(2024)
    rows = (filled(contract, number, chance) for number in range(ROWS))
    receipt = load(place_in(tmp_path), fill_in(form, rows, contract, tmp_path / "isian.xlsx"))
    with reading(place_in(tmp_path)) as connection:
        told = [dict(row) for row in rejected.rejects(connection)]
    assert (receipt.files[0].error, told) == (None, [])
    assert (receipt.files[0].source, receipt.counts.read, receipt.counts.accepted) == (contract.name, ROWS, ROWS)


# What else a row has to say where one of its cells is chosen: by source and column, for one choice or for any.
_GOES_WITH: dict[tuple[str, str], Callable[[str], dict[str, object]]] = {
    ("case_outcome", "sanction"): lambda _: {"state": "Ditindaklanjuti PPK: sanksi dijatuhkan"},
    ("case_outcome", "level"): lambda _: {"state": "Ditindaklanjuti PPK: sanksi dijatuhkan"},
    ("event", "kind"): lambda _: {"use": "peristiwa"},
    ("event", "unit"): lambda _: {"use": "peristiwa"},
    ("event", "date_precision"): lambda word: {
        "date": {"bulan": "September 2024", "tahun": "2024"}.get(word, DAY),
        "election": "Pilkada 2024",
    },
    ("headcount", "kind"): lambda _: {"pns": None, "pppk": None},
    ("headcount", "staff"): lambda word: {"covers": "wilayah" if "pusat" in word else "pemerintah"},
    ("pact_register", "status"): lambda word: {"signed_on": DAY if word == "sudah" else None},
}


def chosen(contract: Contract, chance: random.Random) -> Iterator[dict[str, object]]:
    """A row for each choice that the form of a source offers; its regions have a test of their own."""
    number = 0
    for column in asked(contract):
        for word in () if column.kind == "region" else choices(column, contract):
            number += 1
            others = _GOES_WITH.get((contract.name, column.name), lambda _: {})(word)
            yield {**filled(contract, number, chance), column.name: word, **others}


def test_every_choice_that_a_form_offers_is_accepted(contract: Contract, tmp_path: Path) -> None:
    write_template(contract, tmp_path / "form.xlsx")
    form = openpyxl.load_workbook(tmp_path / "form.xlsx")
    file = fill_in(form, chosen(contract, random.Random(2024)), contract, tmp_path / "isian.xlsx")
    staged = stage(file, index=RegionIndex.packaged(), people=people_in(tmp_path))
    told = staged.rejects[["row", "column", "value", "rule"]].to_dict("records")
    assert (staged.error, told, staged.source) == (None, [], contract.name)
