"""`aria-*` and `data-*`, which Python cannot spell as names of arguments."""

from typing import Any


def named(**attributes: str) -> dict[str, Any]:
    """`named(aria_label="Peta")` -> `{"aria-label": "Peta"}`, to be unpacked into a Dash component."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}
