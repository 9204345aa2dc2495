"""Both languages say the same things, and numbers and dates are written as people write them."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from dashboard.i18n import LANGUAGES, Language, _slug, catalogue_files, text_for
from etl.indicators.reasons import REASONS
from etl.indicators.registry import packaged

# Ids are written whole or begun: `text("map-title")`, `text(f"status-{status}")`.
CALL = re.compile(r"""\b(?:self\.)?text\(\s*f?["']([a-z0-9-]+)(\{?)""")


def _entries(language: Language) -> list[ast.Message]:
    parser = FluentParser()
    found = [entry for file in catalogue_files(language) for entry in parser.parse(file.read_text("utf-8")).body]
    junk = [entry.content for entry in found if isinstance(entry, ast.Junk)]
    assert not junk, f"not Fluent in {language}: {junk}"
    return [entry for entry in found if isinstance(entry, ast.Message)]


def _variables(message: ast.Message) -> set[str]:
    return set(re.findall(r"\$([a-zA-Z_]+)", message.value.span and _source(message)))


def _source(message: ast.Message) -> str:
    from fluent.syntax import FluentSerializer

    return FluentSerializer().serialize_entry(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_said_twice(language: Language) -> None:
    counts = Counter(entry.id.name for entry in _entries(language))
    assert [name for name, count in counts.items() if count > 1] == []


def test_both_catalogues_hold_the_same_messages_and_arguments() -> None:
    indonesian, english = ({entry.id.name: _variables(entry) for entry in _entries(each)} for each in LANGUAGES)
    assert indonesian == english


def test_each_id_in_the_code_exists(project_dir: Path) -> None:
    known = {entry.id.name for entry in _entries("id")}
    missing = []
    for file in sorted((project_dir / "dashboard").rglob("*.py")):
        for name, goes_on in CALL.findall(file.read_text("utf-8")):
            if not (any(each.startswith(name) for each in known) if goes_on else name in known):
                missing.append(f"{file.name}: {name}")
    assert missing == []


def test_an_unknown_id_and_a_forgotten_argument_raise() -> None:
    with pytest.raises(KeyError, match="no-such-message"):
        text_for("id")("no-such-message")
    with pytest.raises(ValueError, match="version"):
        text_for("id")("version")


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0.25, 1, "0,3", "0.3"),
        (0, 0, "0", "0"),
        (None, 1, "—", "—"),
        (float("nan"), 0, "—", "—"),
    ],
)
def test_numbers(value: float | None, decimals: int, indonesian: str, english: str) -> None:
    assert text_for("id").number(value, decimals) == indonesian
    assert text_for("en").number(value, decimals) == english


def test_dates_are_as_exact_as_they_are_known() -> None:
    day = dt.date(2024, 9, 17)
    assert text_for("id").date(day) == "17 September 2024"
    assert text_for("id").date(day, "month") == "September 2024"
    assert text_for("en").date(day, "year") == "2024"
    assert text_for("id").short_date(dt.date(2024, 10, 14)) == "14 Okt 2024"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_a_missing_figure_has_words(language: Language) -> None:
    known = {entry.id.name for entry in _entries(language)}
    assert {f"reason-{reason.replace('_', '-')}" for reason in REASONS} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_an_indicator_has_words(language: Language) -> None:
    units = {unit for indicator in packaged().values() for unit in indicator.units} - {"%"}
    known = {entry.id.name for entry in _entries(language)}
    assert {unit for unit in units if f"unit-{_slug(unit)}" not in known} == set()
