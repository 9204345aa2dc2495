"""The build of plotly.js that is served: what setup kept for this version of plotly, else the whole."""

import gzip
from pathlib import Path

import brotli
import pytest
from plotly.offline import get_plotlyjs_version

from dashboard.app import create_app
from dashboard.bundle import address, bundle, prepare, whole
from etl.settings import Settings


def build(folder: Path, version: str, more: str = "") -> Path:
    path = folder / "plotly.min.js"
    path.write_text(f"/**\n* plotly.js (geo - minified) v{version}\n*/\n{more}", "utf-8")
    return path


def test_what_setup_kept_is_served(tmp_path: Path) -> None:
    source = build(tmp_path, get_plotlyjs_version())
    kept = prepare(source, tmp_path / "kept")
    assert bundle(tmp_path / "kept") == kept
    assert kept.read_bytes() == source.read_bytes()
    assert brotli.decompress(Path(f"{kept}.br").read_bytes()) == source.read_bytes()
    assert gzip.decompress(Path(f"{kept}.gz").read_bytes()) == source.read_bytes()


def test_an_earlier_build_goes(tmp_path: Path) -> None:
    prepare(build(tmp_path, get_plotlyjs_version()), tmp_path / "kept")
    kept = prepare(build(tmp_path, get_plotlyjs_version(), "1"), tmp_path / "kept")
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [
        kept.name,
        f"{kept.name}.br",
        f"{kept.name}.gz",
    ]


def test_a_build_of_another_version_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"is not plotly\.js"):
        prepare(build(tmp_path, "1.58.0"), tmp_path / "kept")
    (tmp_path / "3f.js").write_bytes(build(tmp_path, "1.58.0").read_bytes())
    assert bundle(tmp_path) == whole()
    assert bundle(tmp_path / "nothing") == whole()


def test_npm_is_asked_for_the_version_that_plotly_draws_for(project_dir: Path) -> None:
    assert f'"plotly.js-geo-dist-min": "{get_plotlyjs_version()}"' in (project_dir / "package.json").read_text("utf-8")


def test_the_page_names_it_and_it_is_there(tmp_path: Path) -> None:
    client = create_app(Settings.load(data_dir=tmp_path)).server.test_client()
    assert f'<script async src="{address()}" data-plotly></script>' in client.get("/").text
    answer = client.get(address(), headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"].endswith("immutable")
    assert client.get("/plotly/0123456789ab.js").status_code == 404
