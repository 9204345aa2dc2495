"""Colours come from tokens.css alone, and can be told apart."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.assets import ASSETS
from dashboard.figures import palette

STYLES = ASSETS / "css"


def luminance(value: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(value[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blocks() -> dict[str, dict[str, str]]:
    """The colours of each theme; dark stands on top of light."""
    light, dark, _ = re.findall(r":root\s*\{(.*?)\n\s*\}", palette.TOKENS.read_text("utf-8"), re.DOTALL)

    def read(body: str) -> dict[str, str]:
        return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", body))

    return {"light": read(light), "dark": {**read(light), **read(dark)}}


def test_theme_css_is_what_the_tokens_make() -> None:
    assert (STYLES / "theme.css").read_text("utf-8") == palette.theme_css()


def test_no_two_drawn_colours_are_alike() -> None:
    # theme.css tells what a colour means by its value alone.
    drawn = [palette.colour(name) for name in palette._PAINTED]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    "file", [path for path in sorted(STYLES.glob("*.css")) if path.stem not in ("tokens", "theme")]
)
def test_only_tokens_name_a_colour(file: Path) -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;,) ])|\brgba?\([0-9]", file.read_text("utf-8")) == []


def test_nothing_in_figures_names_a_colour(project_dir: Path) -> None:
    for file in sorted((project_dir / "dashboard").rglob("*.py")):
        assert re.findall(r"""["']#[0-9a-fA-F]{6}["']""", file.read_text("utf-8")) == [], file.name


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "accent-pale"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "accent"])
def test_words_can_be_read(theme: str, ground: str, ink: str) -> None:
    colours = blocks()[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_body_text_and_warnings_and_line_names_can_be_read(theme: str) -> None:
    colours = blocks()[theme]
    assert contrast(colours["ink"], colours["paper"]) >= 12
    assert contrast(colours["warn"], colours["warn-pale"]) >= 4.5
    assert contrast(colours["accent-ink"], colours["accent"]) >= 4.5
    for n in range(1, 7):
        assert contrast(colours[f"cat-{n}-text"], colours["paper"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tones_step_evenly_enough_for_grey_print(theme: str) -> None:
    tones = [luminance(blocks()[theme][name]) for name in ("zero", *(f"seq-{n}" for n in range(1, palette.TONES + 1)))]
    steps = [(max(pair) + 0.05) / (min(pair) + 0.05) for pair in pairwise(tones)]
    assert tones == sorted(tones, reverse=theme == "light")
    assert min(steps) >= 1.15


def test_what_stands_on_few_is_at_half_strength() -> None:
    assert palette.colour("seq-7-faint") == "#8498b0"  # half of #0a3161, half white
    assert "fill: var(--seq-7) !important; fill-opacity: 0.5 !important;" in palette.theme_css()


def test_zero_has_an_edge_that_is_seen() -> None:
    for colours in blocks().values():
        assert contrast(colours["zero-edge"], colours["zero"]) >= 3


def test_a_ramp_spreads_over_the_tones() -> None:
    assert [palette.ramp(n) for n in (0, 1, 2, 3, 5, 7)] == [
        (), (4,), (1, 7), (1, 4, 7), (1, 2, 4, 6, 7), (1, 2, 3, 4, 5, 6, 7),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="8"):
        palette.ramp(8)
