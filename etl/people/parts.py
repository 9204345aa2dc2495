"""Where parts of registers lie: one Parquet file a staged file and province, under any folder that fsspec can open.

A part is written once and never changed. Which parts count is said by the warehouse alone (table `person_slice`), so
that a part without a row there is a leftover of a load that did not end, and nothing else.
"""

import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import fsspec
from fsspec.spec import AbstractFileSystem

PARTITION = "province"
SPOOL = ".spool"
OWNER = ".warehouse"
# The part of a slice whose rows were removed: its counts stay, and nothing can be counted anew.
GONE = ""
# What a slice holds, in a number, whatever the order of its rows; the same while it is staged and read from its part.
FINGERPRINT = "bit_xor(hash(person, signed, signed_on::date, kind))"


def rows_in(paths: Iterable[str]) -> str:
    """The rows of some parts, as a table of a query. In some a person is a UUID, in others the 16 bytes of one."""
    files = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return f"(select * replace (person::uuid as person) from read_parquet([{files}], hive_partitioning = false))"


def attach(connection: duckdb.DuckDBPyConnection, filesystem: AbstractFileSystem) -> None:
    """Let a connection read what lies in a file system that is none of this machine; twice does no harm."""
    protocol = filesystem.protocol
    if not connection.filesystem_is_registered(protocol if isinstance(protocol, str) else protocol[0]):
        connection.register_filesystem(filesystem)


@dataclass(frozen=True)
class PartStore:
    """A folder of parts, `province=NN/NAME.parquet` below it: a path or any fsspec URL."""

    url: str

    @cached_property
    def _opened(self) -> tuple[AbstractFileSystem, str]:
        filesystem, root = fsspec.core.url_to_fs(self.url)
        return filesystem, root.rstrip("/")

    @property
    def filesystem(self) -> AbstractFileSystem:
        return self._opened[0]

    @property
    def is_local(self) -> bool:
        return "file" in self.filesystem.protocol

    def path(self, part: str) -> str:
        """What DuckDB reads a part by, once `attach` has been called."""
        place = f"{self._opened[1]}/{part}"
        return place if self.is_local else str(self.filesystem.unstrip_protocol(place))

    @property
    def spool(self) -> Path:
        """A folder for what is under way: beside the parts, so that a finished one is only renamed."""
        if self.is_local:
            return Path(self._opened[1]) / SPOOL
        return Path(tempfile.gettempdir()) / f"netralitas-{hashlib.sha256(self.url.encode()).hexdigest()[:16]}"

    def made_spool(self) -> Path:
        """The same, made."""
        if self.is_local:
            self._made(str(self.spool))
        self.spool.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.spool

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Let a connection read the parts of a store that is no folder of this machine."""
        if not self.is_local:
            attach(connection, self.filesystem)

    def put(self, folder: Path) -> list[str]:
        """Take over the files that DuckDB partitioned into a folder; their names here, in order of province."""
        names = []
        for file in sorted(folder.glob(f"{PARTITION}=*/*.parquet")):
            name = f"{file.parent.name}/{uuid.uuid4().hex}.parquet"
            target = f"{self._opened[1]}/{name}"
            self._made(target.rpartition("/")[0])
            if self.is_local:
                file.replace(target)
            else:
                self.filesystem.put_file(str(file), target)
            names.append(name)
        return names

    def _made(self, folder: str) -> None:
        """Make a folder; on this machine for its owner alone."""
        if self.is_local:
            Path(self._opened[1]).mkdir(parents=True, exist_ok=True, mode=0o700)
        self.filesystem.makedirs(folder, exist_ok=True)

    def names(self) -> Iterator[str]:
        """Every part that lies here, whether anything refers to it or not."""
        root = self._opened[1]
        if self.filesystem.exists(root):
            for found in self.filesystem.find(root):
                if found.endswith(".parquet") and f"/{SPOOL}/" not in found:
                    yield found[len(root) + 1 :]

    def remove(self, names: Iterable[str]) -> None:
        """Remove parts; one that is gone already is no error."""
        for name in names:
            target = f"{self._opened[1]}/{name}"
            if self.filesystem.exists(target):
                self.filesystem.rm_file(target)

    def exists(self, name: str) -> bool:
        """Whether a part lies here."""
        return bool(self.filesystem.exists(f"{self._opened[1]}/{name}"))

    @property
    def owner(self) -> str | None:
        """The address of the warehouse whose parts these are; None before one has claimed the folder."""
        target = f"{self._opened[1]}/{OWNER}"
        if not self.filesystem.exists(target):
            return None
        return str(self.filesystem.cat_file(target).decode())

    def claim(self, address: str) -> None:
        """Say whose parts these are."""
        self._made(self._opened[1])
        self.filesystem.pipe_file(f"{self._opened[1]}/{OWNER}", address.encode())

    def empty_spool(self) -> None:
        """Remove what was under way when a load was cut off. Nothing may be under way."""
        for each in self.spool.iterdir() if self.spool.exists() else ():
            if each.is_dir():
                shutil.rmtree(each)
            else:
                each.unlink()
