"""Sums over members of an area that report on different dates: sum first, divide last."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

EVIDENCE_FROM_STRONG_TO_WEAK: Final = ("", "proven", "found", "unknown", "alleged")
PROVENANCE_FROM_STRONG_TO_WEAK: Final = ("official", "documented", "simulated")
WORDS: Final = {"evidence": EVIDENCE_FROM_STRONG_TO_WEAK, "provenance": PROVENANCE_FROM_STRONG_TO_WEAK}
BETWEEN_CITATIONS: Final = " ; "

Places = npt.NDArray[np.int64]


def concat(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames one below another. Empty ones are left out: their untyped columns would untype the others'."""
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def kept(frame: pd.DataFrame, wanted: "pd.Series[bool]") -> pd.DataFrame:
    """The wanted rows; the frame itself where they are all of them, since copying texts costs most of it all."""
    return frame if wanted.all() else frame[wanted]


def looked_up(column: "pd.Series[str]", mapping: Mapping[str, str]) -> "pd.Series[str]":
    """What stands for each text, looked up once for each that is different; missing where nothing does."""
    places, texts = pd.factorize(column)
    found = pd.array([mapping.get(text) for text in texts], dtype="str")
    return pd.Series(found.take(places, allow_fill=True), index=column.index)


def rank(column: "pd.Series[str]", order: tuple[str, ...]) -> "pd.Series[int]":
    """The place of each word in an order."""
    places, words = pd.factorize(column)
    place = np.array([order.index(word) for word in words], dtype=np.int64)
    return pd.Series(place[places], index=column.index)


def worded(places: npt.ArrayLike, order: tuple[str, ...]) -> Any:
    """The words at these places of an order, as texts."""
    return pd.array(list(order), dtype="str").take(np.asarray(places, dtype=np.int64))


def roll_up(rows: pd.DataFrame, by: list[str], sums: tuple[str, ...] = ("numerator", "denominator")) -> pd.DataFrame:
    """Sum rows to one a group, in the order of `by`: the columns `sums` added, periods joined, weakest evidence and
    provenance, every distinct citation. `members` counts the rows."""
    places = np.asarray(rows.groupby(by, sort=True).ngroup(), dtype=np.int64)
    size = int(places.max(initial=-1)) + 1
    firsts = np.empty(size, dtype=np.int64)
    firsts[places[::-1]] = np.arange(len(places))[::-1]
    frame = rows[by].iloc[firsts].reset_index(drop=True)
    frame["members"] = np.bincount(places, minlength=size)
    for name, furthest in (("period_start", np.minimum), ("period_end", np.maximum)):
        days = rows[name].to_numpy("datetime64[s]")
        found = days[firsts]
        furthest.at(found, places, days)
        frame[name] = found
    for name, order in WORDS.items():
        weakest = np.zeros(size, dtype=np.int64)
        np.maximum.at(weakest, places, rank(rows[name], order).to_numpy())
        frame[name] = worded(weakest, order)
    for name in sums:
        number = rows[name].to_numpy(np.float64)
        known = np.bincount(places, ~np.isnan(number), size) > 0
        frame[name] = np.where(known, np.bincount(places, np.nan_to_num(number), size), np.nan)
    frame["citation"] = pd.array(cited(places, rows["citation"], size), dtype="str")
    return frame


def cited(places: Places, citation: "pd.Series[str]", size: int) -> "np.ndarray[Any, Any]":
    """For each place every distinct source of its rows, in the order of their names.

    Args:
        places: the place of each row, below `size`.
        citation: sources of each row, apart by `BETWEEN_CITATIONS`.
    """
    row, token, names = _tokens(citation)
    return _joined(places[row], token, names, size)


def _tokens(citation: "pd.Series[str]") -> tuple[Places, Places, "np.ndarray[Any, Any]"]:
    """Each source of each row: the row's place, the source's place among the sorted names."""
    text, texts = pd.factorize(citation)
    parts = [[part for part in str(each).split(BETWEEN_CITATIONS) if part] for each in texts]
    names = np.array(sorted({part for each in parts for part in each}), dtype=object)
    place = {name: number for number, name in enumerate(names)}
    sizes = np.array([len(each) for each in parts], dtype=np.int64)
    flat = np.array([place[part] for each in parts for part in each], dtype=np.int64)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if len(sizes) else sizes
    row = np.repeat(np.arange(len(text)), sizes[text])
    token = flat[_ranges(begins[text], sizes[text])]
    return row, token, names


def _ranges(begins: Places, sizes: Places) -> Places:
    """begins[0], begins[0] + 1, ... (sizes[0] of them), begins[1], ..."""
    total = int(sizes.sum())
    if not total:
        return np.empty(0, dtype=np.int64)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    found: Places = np.repeat(begins, sizes) + np.arange(total) - before
    return found


def _joined(places: Places, token: Places, names: "np.ndarray[Any, Any]", size: int) -> "np.ndarray[Any, Any]":
    found = np.full(size, "", dtype=object)
    if not len(names):
        return found
    pairs = np.unique(places.astype(np.int64) * len(names) + token)
    place, token = pairs // len(names), pairs % len(names)
    firsts = np.flatnonzero(np.diff(place, prepend=-1))
    ends = np.append(firsts[1:], len(place))
    texts: dict[bytes, str] = {}
    for first, end in zip(firsts, ends, strict=True):
        tokens = token[first:end]
        key = tokens.tobytes()
        if key not in texts:
            texts[key] = BETWEEN_CITATIONS.join(names[tokens])
        found[place[first]] = texts[key]
    return found


# -- what holds from one date to another ---------------------------------------------------------------------------


def running(rows: pd.DataFrame, group: list[str], moments: pd.DataFrame | None = None) -> pd.DataFrame:
    """At each moment of a group the sum of the rows that hold then: those with `as_of` <= moment < `until`.

    It adds what begins and takes away what ends, so it costs what changes and not members times dates.

    Args:
        rows: `group`, `as_of`, `until` (a moment of the group, or NaT: for ever), numerator, denominator, evidence,
            provenance, citation, period_start, period_end.
        moments: `group` and `as_of`; the dates on which rows begin where nothing else is said.

    Returns:
        One row a moment at which anything holds, with `members` (how many rows), sums, the weakest words, every
        source, and the period of the rows that begin at that very moment (missing where none does).
    """
    moments = rows[[*group, "as_of"]] if moments is None else moments[[*group, "as_of"]]
    moments = moments.drop_duplicates()
    codes = pd.concat([moments[group], rows[group]]).groupby(group, sort=True).ngroup().to_numpy()
    dates = np.unique(np.concatenate([moments["as_of"].to_numpy(), rows["as_of"].to_numpy()]))
    time = np.searchsorted(dates, moments["as_of"].to_numpy())
    order = np.lexsort((time, codes[: len(moments)]))
    moments = moments.iloc[order].reset_index(drop=True)
    width = len(dates) + 1
    marks = codes[: len(moments)][order].astype(np.int64) * width + time[order]
    own = codes[len(moments) :].astype(np.int64) * width
    until = rows["until"].to_numpy()
    ends_at = np.where(np.isnat(until), width - 1, np.searchsorted(dates, until))
    begin = np.searchsorted(marks, own + np.searchsorted(dates, rows["as_of"].to_numpy()))
    end = np.searchsorted(marks, own + ends_at)
    return _summed(rows, moments, begin, end)


def _summed(rows: pd.DataFrame, moments: pd.DataFrame, begin: Places, end: Places) -> pd.DataFrame:
    size = len(moments)

    def held(weights: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
        starts = np.bincount(begin, weights, size + 1)
        return np.cumsum(starts - np.bincount(end, weights, size + 1))[:size]

    one = np.ones(len(rows))
    members = held(one)
    found = moments.assign(members=members)
    for name in ("numerator", "denominator"):
        number = rows[name].to_numpy(np.float64)
        known = held((~np.isnan(number)).astype(np.float64)) > 0
        found[name] = np.where(known, held(np.nan_to_num(number)), np.nan)
    for name, order in WORDS.items():
        place = rank(rows[name], order).to_numpy()
        weakest = np.zeros(size, dtype=np.int64)
        for each in range(1, len(order)):
            weakest[held((place == each).astype(np.float64)) > 0] = each
        found[name] = worded(weakest, order)
    found["citation"] = _cited_while(rows["citation"], begin, end, size)
    today = begin < end
    starts = pd.Series(begin[today])
    for name, how in (("period_start", "min"), ("period_end", "max")):
        dates = rows[name].reset_index(drop=True)[today].reset_index(drop=True)
        found[name] = dates.groupby(starts).agg(how).reindex(range(size)).to_numpy()
    return found[members > 0].reset_index(drop=True)


def _cited_while(citation: "pd.Series[str]", begin: Places, end: Places, size: int) -> "np.ndarray[Any, Any]":
    """The sources of the rows that hold at each place from `begin` to before `end`."""
    row, token, names = _tokens(citation)
    begin, end = begin[row], end[row]
    order = np.lexsort((begin, token))
    token, begin, end = token[order], begin[order], end[order]
    # Spans of one source that touch are one: else a source of many members is written out for each of them.
    shift = token.astype(np.int64) * (size + 1)
    furthest = np.maximum.accumulate(shift + end) if len(end) else shift
    apart = np.ones(len(token), dtype=bool)
    apart[1:] = (shift + begin)[1:] > furthest[:-1]
    firsts = np.flatnonzero(apart)
    lasts = np.append(firsts[1:], len(token)) - 1
    begin, token = begin[firsts], token[firsts]
    end = (furthest[lasts] - token.astype(np.int64) * (size + 1)).astype(np.int64) if len(firsts) else end[:0]
    sizes = np.maximum(end - begin, 0)
    return _joined(_ranges(begin, sizes), np.repeat(token, sizes), names, size)
