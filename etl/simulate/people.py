"""Invented persons. Each is a number; NIP and name follow from it, so that a person is the same in every file.

A NIP has 18 digits: day of birth, month of appointment, sex, serial number of that group. For a PPPK the month is
written as 21. Real serial numbers begin at 001 and stay low; these begin at 900, and the names are of syllables that
no Indonesian name is made of: who meets one of them outside a test knows where it comes from.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.errors import NetralitasError
from etl.said import Text
from etl.simulate.nation import Ints

SERIALS, FIRST_SERIAL, SEXES = 100, 900, 2
_GOLDEN = 0.6180339887498949
_ONSETS = ("Xa", "Qe", "Zu", "Vo", "Xi", "Qa", "Zo", "Ve")
_MIDDLES = ("xa", "qi", "zu", "ve", "xo", "qu", "za", "vi", "xe", "qo", "zi", "vu", "xu", "qa", "ze", "vo")
_ENDS = ("rax", "liq", "muz", "nov", "tex", "doq", "baz", "siv")
FIRST_NAMES = tuple(map("".join, product(_ONSETS, _MIDDLES, _ENDS)))
LAST_NAMES = tuple(map("".join, product(_ONSETS, _MIDDLES, _MIDDLES, _ENDS)))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of civil servant: when they are born (days, both included) and how their appointment is written."""

    name: str
    born: tuple[str, str]
    appointments: int

    @property
    def days(self) -> Ints:
        """Every possible day of birth as YYYYMMDD."""
        first, last = (np.datetime64(day, "D") for day in self.born)
        days = np.arange(first, last + 1)
        months = days.astype("datetime64[M]")
        year = days.astype("datetime64[Y]").astype(np.int64) + 1970
        month = months.astype(np.int64) % 12 + 1
        return np.asarray(year * 10_000 + month * 100 + (days - months.astype("datetime64[D]")).astype(np.int64) + 1)


PNS = Kind("PNS", ("1966-01-01", "1993-12-31"), appointments=120)
PPPK = Kind("PPPK", ("1970-01-01", "1998-12-31"), appointments=3)
OLDEST_APPOINTED, PPPK_SINCE, PPPK_MONTH = 20, 2021, 21


def nips(kind: Kind, numbers: Ints, seed: int) -> Ints:
    """The NIP of persons of one kind by their number: no two alike, in no visible order.

    Raises:
        NetralitasError: there are fewer combinations of birth and appointment than persons.
    """
    days = kind.days
    slots = len(days) * kind.appointments * SEXES * SERIALS
    if numbers.size and int(numbers.max()) >= slots:
        raise NetralitasError(
            Text(f"Hanya {slots} {kind.name} yang dapat dibedakan.", f"Only {slots} {kind.name} can be told apart."),
            Text("Minta lebih sedikit baris.", "Ask for fewer rows."),
        )
    slot, serial = np.divmod((numbers * _coprime(slots) + 7919 * seed) % slots, SERIALS)
    slot, sex = np.divmod(slot, SEXES)
    day, appointment = np.divmod(slot, kind.appointments)
    born = days[day]
    return np.asarray(
        ((born * 1_000_000 + _appointed(kind, born, appointment)) * 10 + sex + 1) * 1000 + FIRST_SERIAL + serial
    )


def _appointed(kind: Kind, born: Ints, appointment: Ints) -> Ints:
    """YYYYMM of an appointment; for a PPPK the year and 21."""
    if kind is PPPK:
        return (PPPK_SINCE + appointment) * 100 + PPPK_MONTH
    months = (born // 10_000 + OLDEST_APPOINTED) * 12 + born // 100 % 100 - 1 + appointment
    return np.asarray(months // 12 * 100 + months % 12 + 1)


def _coprime(size: int) -> int:
    """A number near the golden section of a size and coprime to it: its multiples visit every slot once."""
    step = int(size * _GOLDEN)
    while np.gcd(step, size) != 1:
        step += 1
    return step


def names(kind: Kind, numbers: Ints, seed: int) -> pa.StringArray:
    """The name of persons of one kind; several may share one."""
    mixed = (numbers.astype(np.uint64) * np.uint64(2) + np.uint64(kind is PPPK)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64(seed % 2**32) << np.uint64(16)
    first = pa.array(FIRST_NAMES).take(pa.array((mixed >> np.uint64(40)) % len(FIRST_NAMES)))
    last = pa.array(LAST_NAMES).take(pa.array((mixed >> np.uint64(20)) % len(LAST_NAMES)))
    return pc.binary_join_element_wise(first, last, " ")
