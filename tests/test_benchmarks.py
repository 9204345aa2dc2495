"""The page of benchmarks: one command leaves what another has written, and what was written by hand."""

from pathlib import Path

from tests.benchmarks.document import BENCHMARKS, replace_part


def test_a_part_is_written_anew_and_all_else_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert replace_part(page, "make a", ["one", ""]) == "one\n"
    replace_part(page, "make b", ["two"])
    page.write_text(f"{page.read_text('utf-8')}\nby hand\n", encoding="utf-8")
    before = page.read_text("utf-8")
    replace_part(page, "make a", ["three"])
    assert page.read_text("utf-8") == before.replace("one", "three")
    replace_part(page, "make a", ["one"])
    assert page.read_text("utf-8") == before
    assert before.startswith(
        "# Benchmarks\n\n<!-- written by make a -->\n\none\n\n<!-- end of what make a writes -->\n"
    )


def test_both_commands_have_their_part(project_dir: Path) -> None:
    page = BENCHMARKS.read_text("utf-8")
    assert BENCHMARKS.is_relative_to(project_dir)
    for command in ("make bench", "make bench-map"):
        assert page.count(f"<!-- written by {command} -->") == page.count(f"<!-- end of what {command} writes -->") == 1
