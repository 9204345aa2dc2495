"""Rejected rows of files that come again: which of them are still the same, and which corrections are of one of them.

A rejected row is known by where it stood, by what stood in it as far as that is kept, and by the run that first
rejected it. It stays the same one as long as its file, each time that it is read, has the same cells at that place.
So a file that was merely saved anew rejects the same rows, and what corrects them stands; a row with other cells, or at
another place, is another one, and whatever corrected the former does not concern it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.corrections import IDENTITY, ORIGINS

PLACE: Final = ["path", "sheet", "row"]
LAST_READ: Final = ("path", "sha256", "sheet", "row", "part", "origin_run", "cells")
_OF_FILE: Final = ["file", "sheet", "row"]
_NO_CELLS: Final = "{}"


def _none(names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(names))


@dataclass(frozen=True, slots=True)
class Reread:
    """What a load reads, of files and of rows that were rejected before.

    files: `source`, `path` and `file` of each.
    same: rejected rows that were rejected just so before: `file`, `path`, `sheet`, `row`, `origin_run`.
    corrected: which rejected rows its accepted rows correct: ORIGINS with `file`.
    """

    files: pd.DataFrame = field(default_factory=lambda: _none(["source", "path", "file"]))
    same: pd.DataFrame = field(default_factory=lambda: _none([*_OF_FILE, "path", "origin_run"]))
    corrected: pd.DataFrame = field(default_factory=lambda: _none([*ORIGINS, "file"]))

    @property
    def origins(self) -> pd.DataFrame:
        """`same`, as ORIGINS with `file`."""
        same = self.same
        return same.assign(origin_path=same["path"], origin_sheet=same["sheet"], origin_row=same["row"])[
            [*ORIGINS, "file"]
        ]


def same_rows(cells: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """The rows that their files rejected just so when they were last read: `same` of Reread.

    Args:
        cells: what the files reject now: REJECTED_CELLS with `file`, `path` and `sha256`.
        last: LAST_READ.
    """
    if cells.empty or last.empty:
        return Reread().same
    columns = [*PLACE, "part"]
    both = cells[[*columns, "file", "cells", "sha256"]].merge(last, on=columns, how="outer", suffixes=("", "_last"))
    now, before = (both[name].map(_text, na_action="ignore") for name in ("cells", "cells_last"))
    # Of a row with more cells than the header none is kept: only the same file has the same row.
    alike = ((now == before) & (now != _NO_CELLS)) | (both["sha256"] == both["sha256_last"])
    both = both[alike.groupby([both[name] for name in PLACE]).transform("all")]
    return both[[*_OF_FILE, "path", "origin_run"]].drop_duplicates(ignore_index=True).astype({"file": "int64"})


def _text(cells: dict[str, str]) -> str:
    return json.dumps(cells, sort_keys=True)


def outdated(origins: pd.DataFrame, reread: Reread, last: pd.DataFrame) -> pd.DataFrame:
    """Of ORIGINS with `file` those of rows that are no longer rejected as they were, or never were here."""
    other = last[~last["path"].isin(reread.files["path"])]
    known = pd.concat([frame[[*PLACE, "origin_run"]] for frame in (reread.same, other)])
    present = pd.MultiIndex.from_frame(known[["origin_run", *PLACE]])
    return origins[~pd.MultiIndex.from_frame(origins[list(IDENTITY)]).isin(present)]


def overtaken(records: pd.DataFrame, corrected: pd.DataFrame) -> "pd.Series[bool]":
    """Which records are of rows that a later file of the same load corrects too (ORIGINS with `file`)."""
    if corrected.empty:
        return pd.Series(False, index=records.index)
    last = corrected.groupby(list(IDENTITY))["file"].transform("max")
    early = corrected.loc[corrected["file"] != last, _OF_FILE]
    return pd.Series(
        pd.MultiIndex.from_frame(records[_OF_FILE]).isin(pd.MultiIndex.from_frame(early)), index=records.index
    )


def standing(corrections: pd.DataFrame, reread: Reread) -> "pd.Series[int]":
    """The `record_id` of those corrections, with PLACE and `origin_run`, whose row is rejected again just as it was."""
    return corrections.loc[_is_same(corrections, reread), "record_id"]


def _is_same(corrections: pd.DataFrame, reread: Reread) -> "npt.NDArray[np.bool_]":
    same = pd.MultiIndex.from_frame(reread.same[[*PLACE, "origin_run"]])
    return np.asarray(pd.MultiIndex.from_frame(corrections[[*PLACE, "origin_run"]]).isin(same))


def gone(current: pd.DataFrame, reread: Reread) -> pd.DataFrame:
    """The corrections among current records that end with a load, and by which `file`.

    A correction ends when its row is corrected anew, or when its file comes again and does not reject it as it was.

    Args:
        current: records that do not come again, with PLACE and the `origin_run` of the row that each corrects; that is
            missing for a row which was added to a workbook by hand.
    """
    files = reread.files[["path", "file"]].drop_duplicates("path")
    stays = _is_same(current, reread)
    names = dict(zip(IDENTITY, ["origin_run", *PLACE], strict=True))
    anew = reread.corrected[[*IDENTITY, "file"]].rename(columns=names).drop_duplicates([*PLACE, "origin_run"])
    return pd.concat([current[~stays].merge(files, on="path"), current.merge(anew, on=[*PLACE, "origin_run"])])
