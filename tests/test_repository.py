"""What a stranger finds at the top of the repository."""

import os
import re
import subprocess
from pathlib import Path

import pytest

LARGEST_FILE = 2_000_000


def test_the_readme_names_the_two_commands(project_dir: Path) -> None:
    readme = (project_dir / "README.md").read_text("utf-8")
    assert "make run" in readme
    assert "make test" in readme
    assert {"NETRALITAS_DATA_DIR", "NETRALITAS_PORT"} <= set(re.findall(r"NETRALITAS_[A-Z_]+", readme))


def test_the_readme_links_to_what_is_there(project_dir: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", (project_dir / "README.md").read_text("utf-8"))
    assert [link for link in links if not (project_dir / link).exists()] == []


@pytest.mark.parametrize("name", ["docs/people.md", "docs/deadlines.md", "docs/decisions.md"])
def test_prose_can_be_read_without_scrolling(name: str, project_dir: Path) -> None:
    lines = (project_dir / name).read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > 130] == []


def test_the_licence_is_apache_2(project_dir: Path) -> None:
    text = (project_dir / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_no_file_is_large(project_dir: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=project_dir, check=True, capture_output=True, text=True)
    paths = [project_dir / name for name in listed.stdout.split("\0") if name]
    sizes = {str(path.relative_to(project_dir)): path.stat().st_size for path in paths if path.is_file()}
    assert "pyproject.toml" in sizes
    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE} == {}


def test_make_lists_its_targets(project_dir: Path) -> None:
    said = subprocess.run(["make", "--no-print-directory"], cwd=project_dir, check=True, capture_output=True, text=True)
    listed = set(re.findall(r"^  make ([a-z-]+) ", said.stdout, re.MULTILINE))
    assert {"run", "setup", "test", "soak", "geo-default", "lock", "docs"} <= listed


def test_the_check_can_be_run(project_dir: Path) -> None:
    assert os.access(project_dir / ".ci" / "run", os.X_OK)
