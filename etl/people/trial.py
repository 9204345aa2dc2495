"""Registers in a load that is only tried: what it writes lies in a folder of its own, which goes when it ends."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import duckdb
import fsspec

from etl.grid import Given
from etl.people.keys import KEY_BYTES, file_of
from etl.people.parts import PartStore
from etl.people.workshop import Workshop
from etl.settings import PeoplePlace
from geo.regions import RegionIndex


@dataclass(frozen=True)
class _Beside(PartStore):
    """The parts of a warehouse, which are read alone, and new ones in another folder."""

    aside: PartStore = field(default_factory=lambda: PartStore(""))

    def path(self, part: str) -> str:
        return self.aside.path(part) if self.aside.exists(part) else super().path(part)

    @property
    def spool(self) -> Path:
        return self.aside.spool

    def made_spool(self) -> Path:
        return self.aside.made_spool()

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().attach(connection)
        self.aside.attach(connection)

    def put(self, folder: Path) -> list[str]:
        return self.aside.put(folder)


@dataclass(frozen=True)
class _Trial(Workshop):
    """A workshop whose new parts go aside."""

    @cached_property
    def store(self) -> PartStore:
        place = self._place
        return _Beside(place.url, aside=PartStore(str(place.aside)))


def workshop_for(index: RegionIndex, people: PeoplePlace | None, given: Given = Given()) -> Workshop:  # noqa: B008 - frozen
    """What staging needs, for a load in earnest or one that is only tried."""
    return (_Trial if people and people.aside else Workshop)(index, people, given)


@contextmanager
def aside(people: PeoplePlace, *, shared: bool) -> Iterator[PeoplePlace]:
    """The place of the registers while a load is tried: nothing is written there, and no key is made that stays.

    Args:
        shared: whether other machines write parts too, so that these have to lie beside the folder of the registers.
    """
    key = people.key or _passing_key(people)
    file = people.key_file if people.fingerprint is None else file_of(people.key_file, people.fingerprint)
    with _folder(people, shared=shared) as folder:
        yield replace(people, key=key, key_file=file, aside=folder)


def _passing_key(people: PeoplePlace) -> str | None:
    if people.fingerprint is not None or people.key_file.exists():
        return None
    return secrets.token_hex(KEY_BYTES)


@contextmanager
def _folder(people: PeoplePlace, *, shared: bool) -> Iterator[str]:
    if not shared:
        with tempfile.TemporaryDirectory(prefix="netralitas-") as folder:
            yield folder
        return
    url = f"{people.url.rstrip('/')}.trial-{secrets.token_hex(4)}"
    try:
        yield url
    finally:
        filesystem, path = fsspec.core.url_to_fs(url)
        if filesystem.exists(path):
            filesystem.rm(path, recursive=True)
