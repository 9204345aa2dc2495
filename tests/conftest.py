"""What every test stands on: an environment of its own, and the material beside the project."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, however slow it is at that moment.
settings.register_profile("netralitas", deadline=None, derandomize=True)
settings.load_profile("netralitas")

PROJECT = Path(__file__).resolve().parent.parent
# Read before `own_environment` clears the name.
SHARED = Path(os.environ.get("NETRALITAS_SHARED", PROJECT.parent / "shared"))


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests reaches them, and nothing is written outside `tmp_path`."""
    for name in [name for name in os.environ if name.startswith("NETRALITAS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NETRALITAS_DATA_DIR", str(tmp_path / "var"))


@pytest.fixture(scope="session")
def project_dir() -> Path:
    """The top of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of shared material. A test that asks for it cannot do without: absent is a failure."""
    if not (SHARED / "data").is_dir():
        pytest.fail(f"no shared material at {SHARED}: put it there or name it with NETRALITAS_SHARED", pytrace=False)
    return SHARED


@pytest.fixture(scope="session")
def boundaries_dir() -> Path:
    """Real boundaries, which may not be packaged: where they are absent, the check says so and is left out."""
    folder = SHARED / "data" / "boundaries"
    if not folder.is_dir():
        pytest.skip(f"{folder} absent: overlap with real boundaries not checked")
    return folder
