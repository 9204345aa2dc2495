"""The plotly.js that browsers get: the partial build that draws maps and lines, else the whole that plotly brings.

The partial build comes from npm at setup (package.json), where npm is at hand; it has a third of the bytes. Setup keeps
it, compressed, beside the environment, so that no visit waits for that.
"""

import gzip
import sys
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

import brotli
from plotly.offline import get_plotlyjs_version
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from dashboard.compressed import serve_compressed

PARTIAL: Final = Path("node_modules") / "plotly.js-geo-dist-min" / "plotly-geo.min.js"
KEPT: Final = Path(sys.prefix) / "share" / "netralitas" / "plotly"


def prepare(source: Path, into: Path = KEPT) -> Path:
    """Copy a build of plotly.js under the name of its content, with compressed copies; earlier ones go.

    Raises:
        ValueError: it is of another version than plotly draws for.
    """
    script = source.read_bytes()
    if not _fits(script):
        raise ValueError(f"{source} is not plotly.js {get_plotlyjs_version()}")
    into.mkdir(parents=True, exist_ok=True)
    kept = into / f"{sha256(script).hexdigest()[:12]}.js"
    for name, content in {
        f"{kept.name}.br": brotli.compress(script),
        f"{kept.name}.gz": gzip.compress(script, mtime=0),
        kept.name: script,  # last: what is there has its copies
    }.items():
        (into / name).write_bytes(content)
    for other in into.iterdir():
        if not other.name.startswith(kept.name):
            other.unlink()
    return kept


@cache
def bundle(folder: Path = KEPT) -> Path:
    """The build that is served: what setup kept, unless plotly has become another version since; else the whole."""
    kept = sorted(folder.glob("*.js"))
    return kept[0] if kept and _fits(kept[0].read_bytes()) else whole()


def whole() -> Path:
    """The build that comes with plotly."""
    return Path(str(files("plotly") / "package_data" / "plotly.min.js"))


@cache
def address() -> str:
    """Where browsers get it."""
    return f"/plotly/{sha256(bundle().read_bytes()).hexdigest()[:12]}.js"


def serve(name: str) -> Response:
    """The build, at its address alone."""
    if f"/plotly/{name}" != address():
        raise NotFound
    return serve_compressed(bundle(), "text/javascript")


def _fits(script: bytes) -> bool:
    return f"v{get_plotlyjs_version()}\n".encode() in script[:200]


if __name__ == "__main__":
    prepare(PARTIAL if PARTIAL.is_file() else whole())
