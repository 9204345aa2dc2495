"""What a load does to the counts of persons: of the slices that it brings, and of others that its persons touch."""

from typing import NamedTuple

import pandas as pd

from etl.people.contradicted import MEASURE, UNIT_OF_PERSONS
from etl.people.counting import SLICE_COLUMNS, count
from etl.people.parts import GONE
from etl.people.workshop import Workshop

KEY = ["source", "record_key"]
SOURCE = "pact_register"
_PLACE = ["slice", "part", "region_code", "agency_key", "election", "as_of"]


class Settled(NamedTuple):
    """fresh: the new slices (KEY, `file`, SLICES of etl.people.slices) with `persons` and `signed`.

    recounted: `record_id`, `persons` and `signed` of slices that stay, but now count otherwise.
    superseded, unchanged: rows by `file`; the other rows of its fresh slices are accepted.
    ended: the slices that end: `record_id`, `row_count`, and the `file` that ends them.
    """

    fresh: pd.DataFrame
    recounted: pd.DataFrame
    superseded: "pd.Series[int]"
    unchanged: "pd.Series[int]"
    ended: pd.DataFrame


def settle(fresh: pd.DataFrame, live: pd.DataFrame, ended: pd.DataFrame, workshop: Workshop) -> Settled:
    """Count the persons of a load.

    Args:
        fresh: the slices that it brings: KEY, `file`, SLICES, and `replaces`, the `record_id` of the slice of the same
            key that it replaces, missing for others.
        live: the slices that counted before, columns of table `person_slice`.
        ended: the `record_id` of those that end, and the `file` that ends them.
    """
    # By way of Int64: a float would not hold the number of a slice.
    known = live.set_index("record_id")["slice"].astype("Int64")
    replaced = known.reindex(fresh["replaces"]).fillna(-1).astype("int64").to_numpy()
    mine = fresh[_PLACE].assign(before=False, after=True, file=fresh["file"], replaces=replaced)
    stays = ~live["record_id"].isin(ended["record_id"])
    theirs = live[_PLACE].assign(before=True, after=stays, file=-1, replaces=-1)[live["part"] != GONE]
    slices = pd.concat([frame for frame in (theirs, mine) if not frame.empty], ignore_index=True)
    with workshop.connect() as connection:
        counted = count(connection, slices[list(SLICE_COLUMNS)], workshop.store)
    changes = counted.changes.set_index("slice")[["persons", "signed"]]
    others = live[stays].merge(changes, left_on="slice", right_index=True, suffixes=("", "_more"))
    for name in ("persons", "signed"):
        others[name] += others[f"{name}_more"]
    moved = (others[["persons_more", "signed_more"]] != 0).any(axis=1)
    return Settled(
        fresh.join(changes, on="slice"),
        others.loc[moved, ["record_id", "region_code", "persons", "signed"]].assign(source=SOURCE),
        counted.superseded,
        counted.unchanged,
        live.loc[~stays, ["record_id", "row_count"]].merge(ended[["record_id", "file"]], on="record_id"),
    )


def count_anew(live: pd.DataFrame, workshop: Workshop) -> pd.DataFrame:
    """Count the persons of all slices from their rows alone, whatever the warehouse says of them.

    Args:
        live: the slices that count, columns of table `person_slice`; those whose rows are gone are left out.

    Returns:
        The rows of `live` whose counts are others, with the right `persons` and `signed`; those that they had stand in
        `persons_said` and `signed_said`.
    """
    said = live[live["part"] != GONE].rename(columns={"persons": "persons_said", "signed": "signed_said"})
    if said.empty:
        return said.assign(persons=said["persons_said"], signed=said["signed_said"])
    slices = said[_PLACE].assign(before=False, after=True, file=-1, replaces=-1)
    with workshop.connect() as connection:
        counted = count(connection, slices[list(SLICE_COLUMNS)].reset_index(drop=True), workshop.store)
    found = said.merge(counted.changes[["slice", "persons", "signed"]], on="slice", how="left")
    found = found.fillna({"persons": 0, "signed": 0}).astype({"persons": "int64", "signed": "int64"})
    return found[(found["persons"] != found["persons_said"]) | (found["signed"] != found["signed_said"])]


# By what an observation of a slice is the same as that of the rows that were corrected in it later.
_ABOUT = [
    "source", "measure", "unit", "category", "election", "region_code", "agency", "covers", "scope", "evidence",
    "reporter", "as_of", "provenance",
]  # fmt: skip


def together(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations (table `observation`), those of corrected rows in the one of the slice that they belong to."""
    several = (observations["source"] == SOURCE) & observations.duplicated(_ABOUT, keep=False)
    if not several.any():
        return observations
    rest = [name for name in observations if name not in (*_ABOUT, "value", "base", "period_start", "period_end")]
    summed = observations[several].groupby(_ABOUT, as_index=False, dropna=False).agg(
        value=("value", "sum"), base=("base", lambda base: base.sum(min_count=1)),
        period_start=("period_start", "min"), period_end=("period_end", "max"),
        **{str(name): (name, "first") for name in rest},
    )  # fmt: skip
    return pd.concat([observations[~several], summed[observations.columns]], ignore_index=True)


def observations_of(slices: pd.DataFrame) -> pd.DataFrame:
    """What counted slices say: signed, and employed where the register names everybody."""
    place = ["region_code", "agency", "election", "as_of", "period_start", "period_end", "citation"]
    return slices[[*KEY, *place]].assign(
        measure=MEASURE, unit=UNIT_OF_PERSONS, category="total", covers="government", scope="all", evidence="",
        reporter=slices["region_code"], value=slices["signed"].astype("float64"),
        base=slices["persons"].astype("float64").where(slices["listed"].astype(bool)),
    )  # fmt: skip
