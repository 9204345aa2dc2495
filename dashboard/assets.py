"""Where style sheets, scripts, texts and maps lie: beside the packages in a checkout, inside this one in a wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "_assets"

ASSETS = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent / "assets"
LOCALE = ASSETS / "locale"
MAPS = ASSETS / "maps"
TILES = ASSETS / "tiles"
