"""Bars in the cells of a table: beside the number, as long as it is large; nothing is no bar."""

from dashboard.components.markup import Markup, tag


def bar(value: float | None, longest: float, *, css: str = "") -> Markup:
    """A bar from zero, whose cell is as wide as the longest; none for no number, which stands in a cell of its own."""
    if value is None:
        return Markup("")
    width = 100 * value / longest if longest else 0.0
    fill = [tag("span", class_=f"level__fill {css}".strip(), style=f"width: {width:.1f}%")] if value else []
    return tag("span", *fill, class_="level", aria_hidden="true")


def share_bar(share: float, words: str) -> Markup:
    """A share of one as a part of a bar, and what it is in words beside it."""
    filled = tag("span", class_="share__fill", style=f"width: {100 * share:.1f}%")
    return tag("span", tag("span", filled, class_="share__bar", aria_hidden="true"), f" {words}", class_="share")


def stacked(parts: list[tuple[float, str, str]], longest: float) -> Markup:
    """Several parts of one bar: how large each is, its style, and what it is in words."""
    pieces = [_part(size, longest, css, words) for size, css, words in parts if size]
    return tag("span", *pieces, class_="stacked", aria_hidden="true")


def _part(size: float, longest: float, css: str, words: str) -> Markup:
    width = 100 * size / longest if longest else 0.0
    return tag("span", class_=f"stacked__part {css}", style=f"width: {width:.2f}%", title=words)
