"""Region codes as spreadsheets leave them: `74.1` for `74.10`, `7471` for `74.71`, `7472.0`, `74,71`."""

import re
from typing import NamedTuple

from etl.parse.cells import narrow
from geo.regions import NATION, CodeSystem, RegionIndex


class CodeReading(NamedTuple):
    """What a text may be a code of.

    regions: codes of the regions that bear it. `lost`: a digit is missing, so that only a name can decide.
    `rewritten`: it is written otherwise than code lists do, and nothing is missing.
    """

    regions: tuple[str, ...]
    lost: bool = False
    rewritten: bool = False


# A whole number that passed through a spreadsheet or a program may have gained `.0`.
_RIGHT = re.compile(r"(?P<head>[0-9]{2})(?:\.(?P<tail>[0-9]{2}))?")
_ODD = re.compile(r"(?P<head>[0-9]{2})(?: ?[.,\- ] ?)?(?P<tail>[0-9]{2})(?:[.,]0{1,4})?|(?P<alone>[0-9]{2})[.,]0")
_CUT = re.compile(r"(?P<head>[0-9]{2})[.,](?P<digit>[1-9])")
_NOUGHT = re.compile(r"0{1,4}(?:[.,]0+)?")


def is_code(text: str) -> bool:
    """Whether a text is written as codes are, damaged or not, and so is no name."""
    word = narrow(text).strip()
    return any(pattern.fullmatch(word) for pattern in (_RIGHT, _NOUGHT, _CUT, _ODD))


def read_code(text: str, index: RegionIndex, code_system: CodeSystem) -> CodeReading:
    """The regions that a text may be the code of, in a code system; none if it is no code, or nobody bears it."""
    word = narrow(text).strip()
    if right := _RIGHT.fullmatch(word):
        return CodeReading(_borne(right["head"], right["tail"] or "", index, code_system))
    if _NOUGHT.fullmatch(word):
        return CodeReading((NATION,), rewritten=True)
    if cut := _CUT.fullmatch(word):
        tails = (f"0{cut['digit']}", f"{cut['digit']}0")
        regions = [region for tail in tails for region in _borne(cut["head"], tail, index, code_system)]
        return CodeReading(tuple(dict.fromkeys(regions)), lost=True)
    if odd := _ODD.fullmatch(word):
        found = _borne(odd["head"] or odd["alone"], odd["tail"] or "", index, code_system)
        return CodeReading(found, rewritten=True)
    return CodeReading(())


def _borne(head: str, tail: str, index: RegionIndex, code_system: CodeSystem) -> tuple[str, ...]:
    """Bearers of `NN.NN`; `NN.00` is how some lists write a province."""
    return index.bearers(head if tail in ("", "00") else f"{head}.{tail}", code_system)
