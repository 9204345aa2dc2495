"""What staging a register needs beside the file: the regions, what is given of the file, the keys, the parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from etl.errors import SettingsError
from etl.grid import Given
from etl.people.keys import Keys, keys_from
from etl.people.parts import PartStore
from etl.runners import limits
from etl.settings import PeoplePlace
from geo.regions import RegionIndex

MEMORY_MB = 600  # of counting: the nation spills nothing, and stays below 1.5 GB as a whole


@dataclass(frozen=True)
class Workshop:
    """What staging needs beside a file: the regions, what is given of it, and where registers go."""

    index: RegionIndex
    people: PeoplePlace | None = None
    given: Given = field(default_factory=Given)

    @cached_property
    def keys(self) -> Keys:
        """The keys of the pseudonyms. Raises SettingsError, see `keys_from`."""
        return keys_from(self._place.key, self._place.key_file, self._place.fingerprint)

    @cached_property
    def store(self) -> PartStore:
        return PartStore(self._place.url)

    def discard(self, parts: Iterable[str]) -> None:
        """Remove parts that nothing refers to."""
        named = list(parts)
        if named:
            self.store.remove(named)

    @property
    def _place(self) -> PeoplePlace:
        if self.people is None:
            raise SettingsError("Nothing says where registers of persons go.", "Set NETRALITAS_PEOPLE_URL.")
        return self.people

    def __getstate__(self) -> dict[str, Any]:
        """Without what was opened: another process opens its own, and no key travels but a stated one."""
        return {name: value for name, value in vars(self).items() if name not in ("keys", "store")}

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB that never fetches extensions and keeps no order of rows.

        It counts persons by their pseudonyms. What does not fit its memory goes beside the parts.
        """
        allowed = limits()
        connection = duckdb.connect(
            config={
                "autoinstall_known_extensions": False,
                "preserve_insertion_order": False,
                "threads": allowed.threads,
                "memory_limit": f"{allowed.memory_mb or MEMORY_MB}MB",
                "temp_directory": str(self.store.made_spool()),
            }
        )
        self.store.attach(connection)
        return connection
