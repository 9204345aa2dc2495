"""Which agencies' numbers are withheld: small ones that we counted from rows of persons, lest somebody be found.

What a government published of its agencies is not touched. Pure.
"""

from typing import Final

import pandas as pd

COUNTED: Final = "pact_register"
"""The source whose numbers by agency are our own count of persons."""
SMALL: Final = 5


def withheld(agencies: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the numbers of each agency are hidden.

    Those of which fewer than five have signed, or have not, are. The total of the government is known, so others are
    hidden with them, those with fewest first, until at least two are and those who have not signed in them are five or
    more together: then nobody can tell how many are in which.

    Args:
        agencies: `source`, `value` (signed), `base` (employed), one row an agency of one government.
    """
    left = agencies["base"] - agencies["value"]
    mine = agencies["source"] == COUNTED
    small = mine & (left.between(1, SMALL - 1) | agencies["value"].between(1, SMALL - 1))
    if not small.any():
        return small
    hidden = small.copy()
    for label in left[mine & ~small & (left > 0)].sort_values(kind="stable").index:
        if hidden.sum() > 1 and left[hidden].sum() >= SMALL:
            break
        hidden[label] = True
    return hidden
