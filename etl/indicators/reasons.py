"""Why a figure has no value. A code stands beside each; the words are in assets/locale (`reason-...`)."""

from typing import Final

NOT_REPORTED: Final = "not_reported"
"""Others of its province had reported by then, it had not."""
NOT_STATED: Final = "not_stated"
"""Its source states no number, or not both numbers of a rate."""
NO_DENOMINATOR: Final = "no_denominator"
"""Nobody has stated what it is to be divided by."""
DENOMINATOR_TOO_FAR: Final = "denominator_too_far"
"""What it is to be divided by is known, but not near enough to the figure's date."""
DENOMINATOR_ZERO: Final = "denominator_zero"
"""It would be divided by zero: nobody signed or decided yet, or there is no staff."""
OUTSIDE_RANGE: Final = "outside_range"
"""It cannot be that high or low; a conflict says what came out."""
SMALL_NUMBER: Final = "small_number"
"""Hidden so that nobody is found."""
NO_DEADLINE: Final = "no_deadline"
"""No deadline is known for what is waited for, so nothing is overdue."""
NO_HOLIDAYS: Final = "no_holidays"
"""Its deadline is in working days, and there is no list of holidays."""
HOLIDAYS_END: Final = "holidays_end"
"""Its deadline is in working days, and the list of holidays does not have that year."""
NOT_REACHED: Final = "not_reached"
"""Fewer than half of the cases have come that far: their median lies beyond the last date of the data."""
NOTHING_KNOWN: Final = "nothing_known"
"""The warehouse has no row about the region."""

REASONS: Final = (
    NOT_REPORTED,
    NOT_STATED,
    NO_DENOMINATOR,
    DENOMINATOR_TOO_FAR,
    DENOMINATOR_ZERO,
    OUTSIDE_RANGE,
    SMALL_NUMBER,
    NO_DEADLINE,
    NO_HOLIDAYS,
    HOLIDAYS_END,
    NOT_REACHED,
    NOTHING_KNOWN,
)
