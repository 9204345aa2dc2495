"""The locks and the wheel: what is installed is what was tested, and nothing more."""

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest


def _locked(project: Path, name: str) -> set[tuple[str, str]]:
    """Packages and versions of a lock file; a package may have one version for each of several Pythons."""
    return set(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (project / name).read_text("utf-8"), re.MULTILINE))


def _project(project: Path) -> dict[str, Any]:
    return dict(tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"])


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", each, maxsplit=1)[0] for each in requirements}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_every_locked_package_has_its_hashes(project_dir: Path, name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (project_dir / name).read_text("utf-8").strip())
    assert len(blocks) == len(_locked(project_dir, name)) > 50
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_what_is_tested_is_what_runs(project_dir: Path) -> None:
    assert _locked(project_dir, "requirements.lock") - _locked(project_dir, "requirements-dev.lock") == set()


def test_each_dependency_is_locked(project_dir: Path) -> None:
    declared = _project(project_dir)
    extras = declared["optional-dependencies"]
    locks = ("requirements.lock", "requirements-dev.lock")
    run, tested = ({package for package, _ in _locked(project_dir, lock)} for lock in locks)
    assert _names([*declared["dependencies"], *extras["setup"]]) <= run
    assert _names(extras["dev"]) - {"netralitas"} <= tested
    assert not {"pytest", "playwright", "ruff", "mypy"} & run


def test_the_check_of_a_wheel_sees_what_is_wrong(project_dir: Path) -> None:
    spec = importlib.util.spec_from_file_location("check_wheel", project_dir / ".ci" / "check_wheel.py")
    assert spec
    assert spec.loader
    check = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(check)
    whole = [
        *check.NEEDED,
        "dashboard/_assets/maps/regency.0a1b.json.br",
        "dashboard/_assets/maps/regency.0a1b.json.gz",
        "etl/warehouse/migrations/versions/0001_first.py",
        "netralitas-0.1.0.dist-info/METADATA",
        "netralitas-0.1.0.dist-info/licenses/LICENSE",
    ]
    assert check.faults(whole) == []
    for entry in set(whole) - {"netralitas-0.1.0.dist-info/METADATA"}:
        assert check.faults([name for name in whole if name != entry]) != [], entry
    for stranger in ("tests/conftest.py", "etl/tests/test_x.py", "assets/tokens.css", "geo/__pycache__/x.pyc"):
        assert check.faults([*whole, stranger]) != [], stranger
