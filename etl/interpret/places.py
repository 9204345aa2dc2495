"""The region of each row, from its columns of name, code and province together."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.contracts import Column, Contract, Kind
from etl.grid import CodeSystem, Note
from etl.interpret.breaches import together
from etl.interpret.distinct import Codes, Distinct, distinct_rows
from etl.interpret.results import Parsed, Values, told
from etl.parse import Located, Repair, cell_error, parse_region
from etl.rules import REQUIRED, Breach
from geo.regions import RegionIndex

PLACE_KINDS: tuple[Kind, ...] = ("region", "region_code", "bps_code", "province")
_NOWHERE = Located("")
_NO_DAY = np.datetime64("NaT")


def parse_places(
    contract: Contract, tidy: Mapping[str, "pd.Series[str]"], index: RegionIndex, code_system: CodeSystem
) -> Parsed:
    """The columns `region_code`, `region_name`, `region_since`, `region_is_government` and `employer_name`.

    `region_since` is the day on which the region was founded, NaT where it is older than what we hold.

    `tidy` holds the columns of the contract as tidy texts. A contract has at most one column of each kind.
    """
    columns = {column.kind: column for kind in PLACE_KINDS for column in contract.of_kind(kind)}
    texts = {kind: tidy[column.name] for kind, column in columns.items()}
    codes, combinations = distinct_rows(list(texts.values()))
    required = columns["region"].presence == "cell"
    found = [_place(dict(zip(texts, cells, strict=True)), required, index, code_system) for cells in combinations]
    region = Distinct(
        texts["region"], codes, [item.region_code if isinstance(item, Located) else item[1] for item in found]
    )
    values: Values = {
        "region_code": region.spread(str, "", "str"),
        "region_name": region.spread(lambda code: index[code].name if code else "", "", "str"),
        "region_since": region.spread(lambda code: _since(code, index), _NO_DAY, "datetime64[s]"),
        "region_is_government": region.spread(lambda code: bool(code) and index[code].is_government, False, "bool"),
        "employer_name": region.spread(lambda code: _employer(code, index), "", "str"),
    }
    breaches = _breaches(region, found, columns, texts)
    return Parsed(values, breaches, tuple(_repairs(found, codes, region.texts.index, index)))


def _breaches(
    region: Distinct, found: list[Any], columns: Mapping[Kind, Column], texts: Mapping[Kind, "pd.Series[str]"]
) -> pd.DataFrame:
    """Each breach at the column in which it stands."""
    at = np.array(["" if isinstance(item, Located) else item[0] for item in found], dtype=object)[region.codes]
    return together([region.where(at == kind, texts[kind]).breaches(column.name) for kind, column in columns.items()])


def _place(
    cell: Mapping[Kind, str], required: bool, index: RegionIndex, code_system: CodeSystem
) -> Located | tuple[Kind, Breach]:
    error = next(((kind, error) for kind, text in cell.items() if (error := cell_error(text))), None)
    if error:
        return error
    name, code, bps_code = cell["region"], cell.get("region_code", ""), cell.get("bps_code", "")
    if not (name or code or bps_code):
        return ("region", Breach(REQUIRED, {})) if required else _NOWHERE
    return parse_region(name, code, cell.get("province", ""), index, bps_code=bps_code, code_system=code_system)


def _since(code: str, index: RegionIndex) -> Any:
    return (index[code].valid_from if code else None) or _NO_DAY


def _employer(code: str, index: RegionIndex) -> str:
    """The government that employs the staff of a region: its own, or the province's (the six of Jakarta)."""
    if not code or index[code].is_government:
        return index[code].name if code else ""
    province = index.province_of(code)
    return index[province].name if province else ""


# --------------------------------------------------------------------------------------------------- repaired codes


def _repairs(found: list[Any], codes: Codes, rows: pd.Index, index: RegionIndex) -> Iterable[Note]:
    """A note for each code that had lost a digit, and one for all that were merely written otherwise."""
    made: dict[Repair, list[int]] = {}
    for place, item in enumerate(found):
        for repair in item.repairs if isinstance(item, Located) else ():
            made.setdefault(repair, []).append(place)
    for repair, places in made.items():
        if repair.lost:
            yield from told("code_repaired", rows[np.isin(codes, places)], _names(repair, index))
    rewritten = [repair for repair in made if not repair.lost]
    if rewritten:
        places = [place for repair in rewritten for place in made[repair]]
        yield from told(
            "codes_rewritten", rows[np.isin(codes, places)], _names(rewritten[0], index) | {"codes": len(rewritten)}
        )


def _names(repair: Repair, index: RegionIndex) -> dict[str, str]:
    return {"from": repair.written, "to": repair.region_code, "why": index[repair.region_code].name}
