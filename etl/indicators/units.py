"""In which units the two numbers of a contradiction are, for the page and for receipts alike."""

from collections.abc import Mapping
from typing import Any, Final

AGENCIES: Final = "perangkat daerah"
# Numbers that are not in the unit of what they are about.
_OF_NO_UNIT: Final = ("percent_differs",)


def units_of(kind: str, unit: str, detail: Mapping[str, Any]) -> tuple[str, str]:
    """The units of both numbers of a conflict about something that is counted in `unit`; empty where they have none."""
    return ("", "") if kind in _OF_NO_UNIT else (unit, str(detail.get("other_unit", unit)))
