"""What stands beside the rows of a register that is read where it lies: in the titles above them, and in its name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from etl.grid import Given, Grid
from etl.layout.context import Context, date_of, in_name, in_titles, lines_in, quoted, region_of, year_of
from etl.layout.page import Page
from etl.layout.periods import Span
from etl.layout.places import Place, inside, labels
from etl.people.relations import HeadedRelation
from etl.problems import Problem
from geo.regions import RegionIndex

Headed = TypeVar("Headed", bound=HeadedRelation)


def context_of(relation: HeadedRelation, given: Given, index: RegionIndex) -> Context | Problem:
    """The region and the date of a register, or which two statements of them cannot both be true."""
    page, stem = Page(_grid(relation.titles)), relation.stem
    year = year_of(lines_in(page, range(page.height), relation.match.contract), stem)
    findings = in_titles(page, range(page.height), relation.match.contract, index, year)
    findings += in_name(stem, "file_name", index, year)
    region = region_of(findings, given, index)
    if isinstance(region, Problem):
        return region
    date = date_of(findings, given, index)
    return date if isinstance(date, Problem) else Context(region, date)


def _grid(titles: tuple[tuple[str, ...], ...]) -> Grid:
    width = max(map(len, titles), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in titles]
    return Grid("", np.array(rows, dtype=object).reshape(len(rows), width))


def dated(relation: Headed, context: Context) -> Headed:
    """A register whose rows state no date has that of its title or name."""
    date = relation.match.contract.of_kind("date")[0].name
    if date in relation.match.positions or context.date is None or not isinstance(context.date.value, Span):
        return relation
    return replace(relation, constants={date: context.date.value.iso})


def stranger(codes: Iterable[str], context: Context, index: RegionIndex) -> Problem | None:
    """That a region of the rows does not lie in that of the title or name."""
    region = context.region
    if region is None or not isinstance(region.value, Place):
        return None
    for code in codes:
        if not inside(code, region.value.code, index):
            other = f"{labels((code,), index)[0]}: {code}"
            return Problem("region_contradicts", {"one": quoted(region, index), "other": other})
    return None
