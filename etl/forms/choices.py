"""What may be chosen in a cell of a form, by kind of column: words that the readers take back without a doubt."""

from functools import cache

from etl.contracts import Column, Contract, Kind
from etl.elections import elections
from etl.masking import MASK
from geo.regions import RegionIndex

# A region is chosen from one list of names that no two share, so a form asks neither its code nor its province.
TOLD_BY_THE_NAME: tuple[Kind, ...] = ("region_code", "bps_code", "province")


def asked(contract: Contract) -> tuple[Column, ...]:
    """The columns of a form: what is loaded, and the region by its name alone."""
    left_out = ("free_text", *(TOLD_BY_THE_NAME if contract.of_kind("region") else ()))
    return tuple(column for column in contract.columns if column.kind not in left_out)


def choices(column: Column, contract: Contract) -> tuple[str, ...]:
    """The words that a cell of the column may have; empty if it is no choice."""
    if column.kind == "choice":
        return column.words
    if column.kind == "election":
        return tuple(election.name for election in elections())
    if column.kind == "region":
        return region_names(only_governments=_asks_governments(contract))
    return ()


def _asks_governments(contract: Contract) -> bool:
    """Whether every row has to be about a government: its rule is asked of the region alone."""
    places = {column.name for column in contract.columns if column.kind in ("region", *TOLD_BY_THE_NAME)}
    return any(rule.rule.code == "not_a_government" and places >= set(rule.columns) for rule in contract.rules)


@cache
def region_names(*, only_governments: bool) -> tuple[str, ...]:
    """A name for each region that means it and no other, in the order of codes."""
    index = RegionIndex.packaged()
    codes = index.frame()["region_code"].tolist()
    return tuple(unambiguous(code, index) for code in codes if index[code].is_government or not only_governments)


def unambiguous(code: str, index: RegionIndex) -> str:
    """The name of a region as it can be typed; a province that shares its name with a city says that it is one."""
    name = index[code].name
    return name if index.resolve(name).region_code == code else f"Provinsi {name}"


def is_masked(text: str) -> bool:
    """Whether something that could find a person was taken out of a cell."""
    return MASK in text
