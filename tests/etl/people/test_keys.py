"""The keys of pseudonyms: made once, private, rotated without a number."""

import hashlib
import hmac
import stat
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import SettingsError
from etl.people.keys import SHOWN, Keys, keys_from, rotated, write_keys
from etl.people.numbers import persons_in
from tests.etl.people.registers import nip

KEY = "0123456789abcdef" * 4


def at_once(keys: Keys, cells: list[str]) -> list[str | None]:
    """The pseudonyms of cells, as staging makes them."""
    return [found and found.hex() for found in persons_in(pl.Series(cells, dtype=pl.String), keys)]


@given(st.lists(st.integers(0, 30_000).map(nip), min_size=1, max_size=20), st.integers(1, 3))
def test_many_at_once_are_as_one_by_one(numbers: list[str], rotations: int) -> None:
    keys = Keys(tuple(hashlib.sha256(bytes([n])).hexdigest() for n in range(rotations)))
    assert at_once(keys, numbers) == [keys.pseudonym(number) for number in numbers]


def test_a_pseudonym_is_the_hmac_of_the_number() -> None:
    number = nip(1)
    assert Keys((KEY,)).pseudonym(number) == hmac.new(KEY.encode(), number.encode(), "sha256").hexdigest()[:32]


def test_a_shown_pseudonym_is_taken_for_the_person() -> None:
    keys = Keys((KEY,))
    written = keys.shown(keys.pseudonym(nip(1)))
    assert SHOWN.fullmatch(written)
    assert at_once(keys, [written, written.lower(), nip(1)]) == [keys.pseudonym(nip(1))] * 3


@given(st.integers(1, 4), st.integers(0, 3))
def test_a_shown_pseudonym_stays_the_person_after_any_rotations(before: int, more: int) -> None:
    chain = [hashlib.sha256(bytes([n])).hexdigest() for n in range(before + more)]
    old, new = Keys(tuple(chain[:before])), Keys(tuple(chain))
    written = old.shown(old.pseudonym(nip(1)))
    assert at_once(new, [written]) == [new.pseudonym(nip(1))] == [new.meant(written)]


def test_a_pseudonym_under_other_keys_is_nobody() -> None:
    other, mine = Keys((KEY[::-1],)), Keys((KEY,))
    later = rotated(mine)
    written = [other.shown(other.pseudonym(nip(1))), later.shown(later.pseudonym(nip(1))), "PSN-" + "a" * 32]
    assert at_once(mine, written) == [None, None, None]
    assert mine.meant(written[0]) is None


def test_rotation_needs_no_number() -> None:
    old = Keys((KEY,))
    new = rotated(old)
    stored = old.pseudonym(nip(1))
    assert Keys((new.chain[1],)).pseudonym(stored) == new.pseudonym(nip(1)) != stored


def test_the_first_use_makes_a_private_file_and_later_ones_find_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "pseudonym.key"
    first = keys_from(None, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys_from(None, file).chain == first.chain
    assert first.chain[0] not in repr(first)


def _first_key(file: Path) -> str:
    return keys_from(None, file).chain[0]


def test_processes_that_begin_together_agree_on_a_key(tmp_path: Path) -> None:
    with get_context("spawn").Pool(3) as pool:
        assert len(set(pool.map(_first_key, [tmp_path / "pseudonym.key"] * 6))) == 1


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pseudonym.key"
    write_keys(file, Keys((KEY,)))
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="read by others"):
        keys_from(None, file)


@pytest.mark.parametrize("text", ["rahasia", KEY[:-1], KEY + "0", f"{KEY},", "g" * 64])
def test_what_is_no_key_is_refused_without_showing_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        keys_from(text, tmp_path / "pseudonym.key")
    assert text not in str(caught.value)
