"""Provinces as they were, on the map page: what they are called, and what is said of the areas that are drawn."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import named
from dashboard.figures.wording import as_date
from dashboard.i18n import Text
from dashboard.screen import Look, Screen
from dashboard.selection import Offer, Selection
from etl.indicators.registry import Indicator
from geo.regions import RegionIndex


def former_name(name: str, until: dt.date, text: Text) -> str:
    """`Papua (sampai 25 Juli 2022)`."""
    return text("former-name", name=name, date=text.date(until))


def former_named(screen: Screen, indicator: Indicator, text: Text) -> Screen:
    """The screen with former provinces called so, in every frame."""
    trend = _called(screen.trend, "area_name", text)
    if indicator.is_of_one_date and "area_name" in trend:
        trend = trend.assign(region_name=trend["area_name"].fillna(trend["region_name"]))
    row: Mapping[str, Any] = screen.row
    if until := as_date(row.get("until")):
        row = {**row, "region_name": former_name(str(row["region_name"]), until, text)}
    pinned = [_pin_named(pin, text) for pin in screen.pinned]
    return replace(screen, frame=_called(screen.frame, "region_name", text), trend=trend, row=row, pinned=pinned)


def _pin_named(row: Mapping[str, Any], text: Text) -> Mapping[str, Any]:
    """`Papua Selatan: Papua (sampai 25 Juli 2022)`: several pinned provinces may have been one."""
    until = as_date(row.get("until"))
    if until is None:
        return row
    own, name = str(row["pin_name"]), str(row["region_name"])
    then = former_name(name, until, text)
    return {**row, "region_name": then if own == name else f"{own}: {then}"}


def _called(frame: pd.DataFrame, column: str, text: Text) -> pd.DataFrame:
    if "until" not in frame:
        return frame
    days = [as_date(until) for until in frame["until"]]
    names = [former_name(str(name), day, text) if day else name for name, day in zip(frame[column], days, strict=True)]
    return frame.assign(**{column: pd.Series(names, index=frame.index, dtype=object)})


def makes_difference(selection: Selection, offer: Offer, regions: RegionIndex) -> bool:
    """Whether it matters as of when provinces are drawn: there are figures of before a split that is seen."""
    first = offer.first.get((selection.indicator, selection.unit, selection.election))
    return first is not None and any(
        first < each.valid_to and (selection.level == "province" or selection.province in each.provinces)
        for each in regions.former
    )


def areas_mark(look: Look, at: dt.date, regions: RegionIndex, text: Text) -> list[str]:
    """As of when the provinces of a map are drawn, where they were others at the date of the figures.

    Regencies are drawn inside their province of today, whichever is chosen.
    """
    selection = look.selection
    of_provinces = selection.level == "province"
    coming = [each for each in regions.former if at < each.valid_to]
    coming = [each for each in coming if of_provinces or selection.within in each.provinces]
    if not coming:
        return []
    if of_provinces and selection.as_then:
        number = text.number(len(regions.provinces_on(at)))
        return [text("mark-then", n=number, date=text.date(coming[0].valid_to))]
    now = text.number(len(regions.level("province")))
    return [text("mark-now", n=now, date=text.date(regions.former[-1].valid_to))]


def former_shapes(look: Look, at: dt.date, regions: RegionIndex, text: Text) -> list[Component]:
    """For scripts: which area each shape that was part of a former province shows until when, and what it is called."""
    if not look.screen.shapes:
        return []
    areas: dict[str, list[list[str]]] = {}
    for each in regions.former:
        name = former_name(each.short_name, each.valid_to, text)
        for code in each.provinces:
            areas.setdefault(code, []).append([each.valid_to.isoformat(), each.code, name])
    for code, names in areas.items():
        names.append(["", code, regions[code].short_name])
    told = json.dumps({"at": at.isoformat(), "areas": areas}, separators=(",", ":"), ensure_ascii=False)
    return [html.Div(id="former-areas", hidden=True, **named(data_former=told))]
