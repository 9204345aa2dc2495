"""The only reader of the environment: every setting, its default, and where the warehouses lie."""

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from etl.errors import SettingsError, UnknownNameError
from etl.said import Language as Language
from etl.said import Text
from etl.unfit import UnfitError, faults_of

SIMULATED = "simulasi"
DOCUMENTED = "terdokumentasi"


@dataclass(frozen=True, slots=True)
class Place:
    """A warehouse by name and where it lies (a SQLAlchemy URL)."""

    name: str
    url: str

    @property
    def shown_url(self) -> str:
        """The address without its password."""
        return make_url(self.url).render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on a server."""
        url = make_url(self.url)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


@dataclass(frozen=True, slots=True)
class PeoplePlace:
    """Where the pseudonymised rows of registers lie (a folder or any fsspec URL), and the key of their pseudonyms.

    `fingerprint` is that of the key under which registers lie there already; None before the first of them. `aside` is
    where new rows go instead while a load is only tried.
    """

    url: str
    key_file: Path
    key: str | None = field(default=None, repr=False)
    fingerprint: str | None = None
    aside: str | None = None

    @classmethod
    def beside(cls, place: Place) -> "PeoplePlace":
        """The folder `people` beside an embedded warehouse.

        Raises:
            SettingsError: the warehouse is on a server and has nothing beside it.
        """
        if place.file is None:
            raise SettingsError(
                Text(
                    f"Tempat daftar orang dari gudang data {place.name} belum ditentukan.",
                    f"Nothing says where the registers of {place.name!r} lie.",
                ),
                Text("Tetapkan NETRALITAS_PEOPLE_URL.", "Set NETRALITAS_PEOPLE_URL."),
            )
        name = place.file.stem
        return cls(str(place.file.parent / "people" / name), place.file.parent / f"{name}.{KEY_FILE}")


KEY_FILE = "pseudonym.key"


class Settings(BaseSettings):
    """Settings from `NETRALITAS_*`; `netralitas settings` shows them."""

    model_config = SettingsConfigDict(env_prefix="NETRALITAS_", extra="ignore", frozen=True)

    warehouses: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(DOCUMENTED, SIMULATED),
        description="Names of the warehouses on offer, separated by commas; the first one opens.",
    )
    warehouse_url: str | None = Field(
        default=None, description="Where the first warehouse lies, as a SQLAlchemy URL (SQLite or PostgreSQL)."
    )
    data_dir: Path = Field(
        default=Path("var"), description="Folder of the embedded warehouses and of installed boundaries."
    )
    people_url: str | None = Field(
        default=None,
        description="Folder or fsspec URL of pseudonymised rows of registers; by default `people` in the data folder.",
    )
    pseudonym_key: SecretStr | None = Field(
        default=None,
        description="Key of the pseudonyms, 64 hexadecimal digits (after a rotation several, oldest first, separated "
        "by commas); by default in a file of the data folder, made at first use.",
    )
    retention_days: int = Field(
        default=365,
        ge=1,
        description="Days after the last day of an election during which rows of persons are kept; "
        "`netralitas people retain` removes those beyond.",
    )
    language: Language = Field(default="id", description="Language of messages and of the first page: id or en.")
    time_zone: str = Field(default="Asia/Jakarta", description="Time zone of printed times.")
    host: str = Field(default="127.0.0.1", description="Loopback address to serve at.")
    port: int = Field(default=8050, ge=0, le=65535, description="Port to serve at; 0 takes a free one.")
    deadlines: Path | None = Field(
        default=None, description="File of deadlines by state (TOML) instead of the packaged one."
    )
    holidays: Path | None = Field(
        default=None, description="File of holidays (CSV: date,name), for deadlines in working days."
    )
    public_url: str | None = Field(
        default=None,
        description="Address by which readers reach the dashboard (https://netralitas.example/), for links on paper; "
        "by default the one that was asked.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="Server processes.")

    @field_validator("warehouses", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        return tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value

    @field_validator("warehouses")
    @classmethod
    def _names_are_plain(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value or len(set(value)) != len(value) or not all(name.isidentifier() for name in value):
            raise UnfitError(
                "nama gudang data adalah kata-kata polos yang berbeda, seperti terdokumentasi,simulasi",
                "names of warehouses are different plain words, such as terdokumentasi,simulasi",
            )
        return value

    @field_validator("deadlines", "holidays", "public_url", mode="before")
    @classmethod
    def _blank_names_none(cls, value: object) -> object:
        return value or None

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("warehouse_url")
    @classmethod
    def _known_dialect(cls, value: str | None) -> str | None:
        if not value:
            return None
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise UnfitError("bukan URL SQLAlchemy", "not a SQLAlchemy URL") from None
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        elif url.get_backend_name() != "sqlite":
            raise UnfitError(
                "gudang datanya SQLite (sqlite:///berkas.db) atau PostgreSQL (postgresql://...)",
                "the warehouse is SQLite (sqlite:///file.db) or PostgreSQL (postgresql://...)",
            )
        return url.render_as_string(hide_password=False)

    @field_validator("public_url")
    @classmethod
    def _address_of_a_site(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = urlsplit(value)
        is_web = found.scheme in ("http", "https") and found.hostname
        if not is_web or found.query or found.fragment or found.username:
            raise UnfitError(
                "alamat situs seperti https://netralitas.example/, tanpa nama pengguna dan tanpa ? atau #",
                "an address of a site such as https://netralitas.example/, without a user name and without ? or #",
            )
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise UnfitError(
                "zona waktu ini tidak ada; Indonesia memiliki Asia/Jakarta, Asia/Makassar, Asia/Jayapura",
                "no such time zone; Indonesia has Asia/Jakarta, Asia/Makassar, Asia/Jayapura",
            ) from None
        return value

    @field_validator("host")
    @classmethod
    def _loopback_only(cls, value: str) -> str:
        return require_loopback(value)

    @property
    def maps_dir(self) -> Path:
        """Where installed boundaries lie (`netralitas geo build`)."""
        return self.data_dir / "maps"

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The warehouses in the order in which they are offered."""
        urls = [f"sqlite:///{self.data_dir / name}.sqlite" for name in self.warehouses]
        if self.warehouse_url:
            urls[0] = self.warehouse_url
        return tuple(Place(name, url) for name, url in zip(self.warehouses, urls, strict=True))

    def place(self, name: str | None = None) -> Place:
        """The warehouse of that name, the first one by default.

        Raises:
            UnknownNameError: no warehouse is called so.
        """
        for place in self.places:
            if name in (None, place.name):
                return place
        known = ", ".join(self.warehouses)
        raise UnknownNameError(
            Text(
                f"Tidak ada gudang data {name!r}; yang ada: {known}.",
                f"There is no warehouse {name!r}; known are: {known}.",
            ),
            Text(
                "Sebut salah satunya, atau tambahkan ke NETRALITAS_WAREHOUSES.",
                "Name one of them, or add it to NETRALITAS_WAREHOUSES.",
            ),
        )

    def people(self, place: Place) -> PeoplePlace:
        """Where the registers of a warehouse lie; each has a folder of its own, and a key file of its own.

        Raises:
            SettingsError: they cannot lie there.
        """
        if self.people_url:
            _hold_readable(self.people_url)
        root = (self.people_url or str(self.data_dir / "people")).rstrip("/")
        key = self.pseudonym_key.get_secret_value() if self.pseudonym_key else None
        return PeoplePlace(f"{root}/{place.name}", self.data_dir / f"{place.name}.{KEY_FILE}", key)

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Settings of this process, options of the command line over the environment.

        Raises:
            SettingsError: a value cannot be; the message names the variable.
        """
        try:
            return cls(**{key: value for key, value in overrides.items() if value is not None})
        except ValidationError as error:
            faults = faults_of(error)
            raise SettingsError(
                Text(f"Setelan tidak dapat dipakai: {faults.id}.", f"{faults.en}."),
                Text("Perbaiki variabel atau opsinya, atau hapus.", "Correct the variable or option, or remove it."),
            ) from None


def _hold_readable(url: str) -> None:
    """Refuse a place of registers that nothing here opens, or of whose files nobody can say when they changed.

    DuckDB, which reads the parts where they lie, asks that of every file. Raises SettingsError.
    """
    from fsspec import AbstractFileSystem, get_filesystem_class

    scheme = re.match(r"[a-z0-9+.-]*(?=://|::)", url)
    try:
        found = get_filesystem_class(scheme[0] if scheme else "file")
    except (ImportError, ValueError):
        found = AbstractFileSystem
    if found.modified is AbstractFileSystem.modified:
        raise SettingsError(
            Text(
                f"NETRALITAS_PEOPLE_URL: daftar orang tidak dapat disimpan di alamat {scheme[0] if scheme else url}://.",
                f"NETRALITAS_PEOPLE_URL: no registers can be kept at an address with {scheme[0] if scheme else url}://.",
            ),
            Text(
                "Sebut folder, atau s3:// atau gs:// (dengan `pip install 'netralitas[s3]'` atau 'netralitas[gcs]').",
                "Name a folder, or s3:// or gs:// (with `pip install 'netralitas[s3]'` or 'netralitas[gcs]').",
            ),
        )


class _Spoken(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NETRALITAS_", extra="ignore")

    language: Language = "id"


def spoken() -> Language:
    """The language that is set, even where another setting cannot be."""
    try:
        return _Spoken().language
    except ValidationError:
        return "id"


def require_loopback(host: str) -> str:
    """The host if it is this machine's own, else a refusal with its reason.

    Raises:
        UnfitError: the address can be reached from outside; there is no sign-in yet.
    """
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise UnfitError(
            f"{host} dapat dijangkau dari luar, padahal belum ada login: siapa pun yang masuk melihat semuanya. "
            "Sajikan di 127.0.0.1, dan pasang di depannya proksi yang menanyakan siapa yang datang",
            f"{host} can be reached from outside, and there is no sign-in yet: whoever reaches it sees all. "
            "Serve at 127.0.0.1 and put a proxy that asks who is there in front of it",
        )
    return host


def hold_polars_to(threads: int) -> None:
    """Let Polars use so many threads in this process, unless it has been imported already: it asks once."""
    os.environ["POLARS_MAX_THREADS"] = str(threads)
