"""Words for people: both languages, and numbers with the words that go with them."""

import ast
import re
from pathlib import Path

import pytest

from etl.errors import NetralitasError
from etl.notes import explain
from etl.said import Text
from etl.settings import Language

ROWS = Text("{rows} baris dibaca dari {path}.", "{rows:row was|rows were} read from {path}.")


@pytest.mark.parametrize(
    ("language", "rows", "said"),
    [
        ("id", 1, "1 baris dibaca dari a|b."),
        ("en", 1, "1 row was read from a|b."),
        ("en", 0, "0 rows were read from a|b."),
        ("en", 21, "21 rows were read from a|b."),
    ],
)
def test_a_number_has_its_words(language: Language, rows: int, said: str) -> None:
    assert ROWS.filled(language, rows=rows, path="a|b") == said


def test_what_nobody_told_shows_as_a_question_mark() -> None:
    assert ROWS.filled("en") == "? rows were read from ?."
    assert explain("sum_of_rows", {"rows": 1}, "en").startswith("1 row is the sum")


# What developers alone cause (a wrong indicator file) may be English; a page of the dashboard has its own words.
ONE_LANGUAGE = {"etl/indicators/registry.py", "dashboard/site.py", "etl/people/staging.py"}
WORD = re.compile(r"[a-z]{4,} [a-z]")


def refusals(project: Path) -> dict[str, ast.expr]:
    """What each error that a person can act on is given, by where it is raised."""
    known = {"NetralitasError"}
    trees = {
        path: ast.parse(path.read_text("utf-8"))
        for name in ("etl", "dashboard")
        for path in (project / name).rglob("*.py")
    }
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while more := {each.name for each in classes if known & {ast.unparse(base) for base in each.bases}} - known:
        known |= more
    return {
        f"{path.relative_to(project)}:{argument.lineno}": argument
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in known
        for argument in call.args
    }


def test_every_refusal_speaks_both_languages(project_dir: Path) -> None:
    found = refusals(project_dir)
    assert len(found) > 80
    words = (ast.Constant, ast.JoinedStr)
    alone = [place for place, each in found.items() if isinstance(each, words) and WORD.search(ast.unparse(each))]
    assert [place for place in alone if place.partition(":")[0] not in ONE_LANGUAGE] == []
    said = NetralitasError(Text("Tidak ada.", "Nothing."), Text("Cari.", "Look."))
    assert (said.said("id"), said.said("en"), str(said)) == ("Tidak ada. Cari.", "Nothing. Look.", "Nothing. Look.")
