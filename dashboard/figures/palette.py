"""The colours of figures, read from the style sheet's tokens, so that screen and picture cannot drift apart.

Figures are drawn in the light values. On a dark screen `assets/css/theme.css` turns each of them into the token of the
same name; that file is what `theme_css` writes, and a test holds it so.
"""

import re
from functools import cache

import numpy as np

from dashboard.assets import ASSETS

TOKENS = ASSETS / "css" / "tokens.css"
TONES = 7
_ROOT = re.compile(r":root\s*\{(?P<body>.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--(?P<name>[a-z0-9-]+):\s*(?P<value>#[0-9a-f]{6});")
_PATTERNS = {"missing": "url(#hatch-missing)", "suppressed": "url(#dots-suppressed)"}
_FAINT = "-faint"
_FAINT_OPACITY = 0.5
_PAINTED = (  # tokens that plotly draws with, in the order of tokens.css
    "zero",
    "zero-edge",
    *(f"seq-{n}" for n in range(1, TONES + 1)),
    *(f"div-{n}" for n in range(1, 6)),
    *(f"{name}{_FAINT}" for name in ("zero", *(f"seq-{n}" for n in range(1, TONES + 1)))),
    *(f"div-{n}{_FAINT}" for n in range(1, 6)),
    *(f"cat-{n}" for n in range(1, 7)),
    *(f"cat-{n}-text" for n in range(1, 7)),
    *("missing", "suppressed", "outside", "region-edge", "faint-edge", "province-edge", "chosen-edge", "halo"),
    *("chart-ink", "chart-ink-2", "chart-grid", "chart-axis", "band", "event", "watermark", "watermark-text"),
)


@cache
def tokens() -> dict[str, str]:
    """Name (without dashes in front) -> `#rrggbb`, of the light theme."""
    root = _ROOT.search(TOKENS.read_text(encoding="utf-8"))
    if root is None:
        raise ValueError(f"{TOKENS} has no :root block")
    return {each["name"]: each["value"] for each in _COLOUR.finditer(root["body"])}


def colour(name: str) -> str:
    """The light value of a colour token. KeyError where there is none.

    `seq-3-faint` is `seq-3` at half strength on the ground of figures: what stands on few.
    """
    if not name.endswith(_FAINT):
        return tokens()[name]
    pairs = zip(_channels(name.removesuffix(_FAINT)), _channels("surface"), strict=True)
    return "#" + "".join(f"{round(_FAINT_OPACITY * over + (1 - _FAINT_OPACITY) * under):02x}" for over, under in pairs)


def rgb(name: str) -> str:
    """As browsers write it back into a style: `rgb(254, 253, 252)`."""
    return f"rgb({', '.join(map(str, _channels(name)))})"


def _channels(name: str) -> tuple[int, int, int]:
    value = colour(name)
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def ramp(classes: int) -> tuple[int, ...]:
    """Which of the seven tones `classes` classes take: pale to deep, as far apart as they go.

    One class takes the middle tone, so that it looks neither low nor high.
    """
    if not 0 <= classes <= TONES:
        raise ValueError(f"{classes} classes; a person tells at most {TONES} apart")
    if classes == 1:
        return (4,)
    return tuple(int(tone) for tone in np.rint(np.linspace(1, TONES, classes)))


def theme_css() -> str:
    """The text of theme.css: each colour that plotly drew becomes the token of its name, whatever its value is now."""
    svg = ".main-svg"  # shapes of a map carry the attribute, all else the style
    rules = [
        f'{svg} [{kind}="{rgb(name)}"], {svg} [style*="{kind}: {rgb(name)}"] {_rule(name, kind)}'
        for name in _PAINTED
        for kind in ("fill", "stroke")
        if kind == "fill" or not name.endswith(_FAINT)
    ]
    head = "/* Written by dashboard/figures/palette.py (theme_css) from tokens.css. Do not edit. */\n"
    return head + "\n".join(rules) + "\n"


def _rule(name: str, kind: str) -> str:
    if name.endswith(_FAINT):
        return (
            f"{{ {kind}: var(--{name.removesuffix(_FAINT)}) !important; {kind}-opacity: {_FAINT_OPACITY} !important; }}"
        )
    painted = _PATTERNS[name] if kind == "fill" and name in _PATTERNS else f"var(--{name})"
    return f"{{ {kind}: {painted} !important; }}"
