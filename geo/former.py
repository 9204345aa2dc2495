"""Provinces as they were before a law split them, derived from the regions that left them (code_changes.csv)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

BEFORE_SPLIT = "@"
"""Stands between the code of a province and the day of the law in the code of a former one; in no code of today."""


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province with the area that it had until a law split it.

    Attributes:
        code: `91@2022-07-25`: its code, and the day from which that code means a smaller area.
        name, short_name: as the province of that code is called today.
        valid_to: the day of the law, the first on which the area is no more.
        provinces: the provinces of today that it consisted of, itself first.
        regencies: the regencies of today that lay in it.
        legal_basis: the laws that split it.
    """

    code: str
    name: str
    short_name: str
    valid_to: date
    provinces: tuple[str, ...]
    regencies: tuple[str, ...]
    legal_basis: tuple[str, ...]

    @property
    def is_government(self) -> bool:
        """Whether it employed staff of its own, as every province does."""
        return True

    @property
    def governments(self) -> tuple[str, ...]:
        """Who employed there: its own government, and those of its regencies. Those of its parts came with the law."""
        return (self.provinces[0], *self.regencies)


def is_former(code: str) -> bool:
    """Whether a code is that of a former province."""
    return BEFORE_SPLIT in code


def former_provinces(
    changes: Iterable[Mapping[str, str]],
    names: Mapping[str, tuple[str, str]],
    regencies: Mapping[str, tuple[str, ...]],
) -> tuple[FormerProvince, ...]:
    """The former provinces, the first to be split first.

    Args:
        changes: rows of code_changes.csv: `old_code`, `new_code`, `date`, `legal_basis`.
        names: name and short name of each province of today.
        regencies: the regencies of each.
    """
    left = [row for row in changes if row["old_code"][:2] != row["new_code"][:2]]
    splits = sorted({(row["date"], row["old_code"][:2]) for row in left})
    return tuple(_former(province, day, left, names, regencies) for day, province in splits)


def _former(
    province: str,
    day: str,
    left: list[Mapping[str, str]],
    names: Mapping[str, tuple[str, str]],
    regencies: Mapping[str, tuple[str, ...]],
) -> FormerProvince:
    """What is the province's today, and what left it on that day or later."""
    gone = [row for row in left if row["old_code"][:2] == province and row["date"] >= day]
    laws = dict.fromkeys(row["legal_basis"] for row in gone if row["date"] == day)
    name, short_name = names[province]
    return FormerProvince(
        code=f"{province}{BEFORE_SPLIT}{day}",
        name=name,
        short_name=short_name,
        valid_to=date.fromisoformat(day),
        provinces=tuple(dict.fromkeys([province, *sorted(row["new_code"][:2] for row in gone)])),
        regencies=tuple(sorted([*regencies[province], *(row["new_code"] for row in gone)])),
        legal_basis=tuple(laws),
    )
