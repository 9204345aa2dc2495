"""The matrix of who reported when against going through the months, and what the page of data quality tells."""

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from dashboard import paths
from dashboard.figures.matrix import NEVER, NEW, OLD, ZERO, matrix
from dashboard.i18n import text_for
from dashboard.site import Site
from etl.settings import Settings
from etl.warehouse.schema import reject
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded

START = dt.date(2024, 1, 15)
CODES, STATUSES = st.sampled_from(["74.01", "74.02"]), st.sampled_from(["reported", "zero", "missing"])
FIGURES = st.lists(
    st.tuples(CODES, st.integers(0, 120), STATUSES), max_size=12, unique_by=lambda each: each[:2]
)  # fmt: skip


@given(FIGURES)
def test_each_month_has_what_was_last_said_in_it_or_how_long_nothing_was(told: list[tuple[str, int, str]]) -> None:
    rows = [(code, START + dt.timedelta(days=day), status) for code, day, status in told]
    history = pd.DataFrame(rows, columns=["region_code", "as_of", "status"])
    codes, end = ["74.01", "74.02", "74.03"], START + dt.timedelta(days=120)
    found = matrix(history, codes, START, end)
    assert list(found.index) == codes
    months = [dt.date(2024, month, 1) for month in range(1, 6)]
    assert list(found) == months
    for code in codes:
        for month in months:
            said = [(day, status) for own, day, status in rows if own == code and status != "missing"]
            of_month = [each for each in said if each[0].replace(day=1) == month]
            before = [each for each in said if each[0] < month]
            wanted = OLD if before else NEVER
            if of_month:
                wanted = ZERO if max(of_month)[1] == "zero" else NEW
            assert found.loc[code, month] == wanted


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, search: str) -> str:
    page = prepared(site, search, paths.QUALITY).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


ASKED = "?indicator=violation_count&unit=orang+ASN&election=Pilkada+2024&lang=en"


def test_a_restated_figure_shows_both_numbers(site: Site) -> None:
    words = said(site, f"{ASKED}&region=74")
    assert re.search(r"Konawe Violations recorded[^0-9]* 14 Oct 2024 11 civil servants 12 civil servants 2", words)
    assert text_for("en")("quality-restated-none") in said(site, f"{ASKED}&region=73")


def test_contradictions_are_counted_by_kind_and_told(site: Site) -> None:
    words = said(site, f"{ASKED}&region=74")
    assert "2 contradictions, shown and not repaired" in words
    assert "parts against total: 1" in words


def test_who_never_reported_is_hatched_and_counted(site: Site) -> None:
    words = said(site, f"{ASKED}&region=74&at=2024-11-06")
    assert re.search(r"1[45] of 17 regions have never reported", words)
    page = prepared(site, f"{ASKED}&region=74", paths.QUALITY).html
    assert "cell cell--zero" in page, "Kendari reported zero"
    assert "cell cell--never" in page


def test_rejected_rows_are_counted_by_rule_and_named(tmp_path: Path) -> None:
    url = seeded(tmp_path)
    told = {"run_id": "r1", "path": "a.csv", "source": "pact_recap", "sheet": "", "row": 2, "column": "signed",
            "value": "", "rule": "signed_exceeds_employed", "detail": {}}  # fmt: skip
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(reject), [told, {**told, "row": 3}, {**told, "rule": "of_another_age"}])
    engine.dispose()
    words = said(Site(Settings.load(data_dir=tmp_path)), "?lang=en")
    assert "More signed than employed Recaps of the pact 2" in words
    assert "of_another_age Recaps of the pact 1" in words


@pytest.mark.parametrize("path", [paths.QUALITY, paths.METHOD])
def test_an_empty_selection_still_has_a_page(site: Site, path: str) -> None:
    page = prepared(site, "?indicator=median_days_to_sanction&lang=en", path)
    assert text_for("en")("page-failed-what") not in page.html


def test_every_indicator_has_its_section_with_formula_and_law(site: Site) -> None:
    page = prepared(site, "?lang=en", paths.METHOD).html
    for indicator in site.indicators.values():
        assert f'id="{indicator.id}"' in page
        assert indicator.definition["en"].split(".")[0] in page.replace("&#x27;", "'")
