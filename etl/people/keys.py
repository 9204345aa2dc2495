"""The secret keys, and the pseudonym that they make of a person's number.

A pseudonym is HMAC-SHA-256 (RFC 2104, FIPS 198-1) of the number under the first key, cut to 128 bits and written in
hexadecimal, and that again under every later key: rotation adds a key and hashes what is stored once more, so no number
is needed for it, and whoever knows an old key alone can undo nothing.
"""

import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from etl.errors import SettingsError
from etl.said import Text

KEY_BYTES = 32  # of chance; written in hexadecimal a key fills one block of SHA-256
SIZE = 32  # of a pseudonym, in hexadecimal digits
PREFIX = "PSN-"
TAG = 8  # letters of a shown pseudonym that tell under which keys it was written
# Letters only, so that no pseudonym can be taken for a number.
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_DIGITS = str.maketrans("abcdefghijklmnop", "0123456789abcdef")
SHOWN = re.compile(rf"{PREFIX}[a-p]{{{TAG + SIZE}}}")


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """One key or, after rotations, several, oldest first. Never shown."""

    chain: tuple[str, ...]

    def pseudonym(self, number: str) -> str:
        """The 32 hexadecimal digits that stand for a number; etl/people/numbers.py does the same for many at once."""
        message = number
        for key in self.chain:
            message = hmac.digest(key.encode(), message.encode(), "sha256").hex()[:SIZE]
        return message

    def shown(self, pseudonym: str) -> str:
        """A pseudonym of these keys as rejects write it and registers may repeat it: `PSN-` and 40 letters.

        The first eight tell the keys, so that one written before a rotation is hashed on and that of another warehouse
        is refused: either would make a second person of the first.
        """
        return PREFIX + (_tag(self) + pseudonym).translate(_LETTERS)

    def tags(self) -> tuple[str, ...]:
        """The letters by which `shown` tells these keys, and those they were before each rotation; oldest first."""
        return tuple(_tag(keys).translate(_LETTERS) for keys in self._earlier())

    def meant(self, written: str) -> str | None:
        """The pseudonym that a shown one stands for under all these keys; None if it was written under others."""
        tag, message = (part.translate(_DIGITS) for part in (written[-TAG - SIZE : -SIZE], written[-SIZE:]))
        later = next((self.chain[len(keys.chain) :] for keys in self._earlier() if _tag(keys) == tag), None)
        if later is None:
            return None
        return Keys(later).pseudonym(message) if later else message

    def _earlier(self) -> "list[Keys]":
        return [Keys(self.chain[:size]) for size in range(1, len(self.chain) + 1)]

    def __repr__(self) -> str:
        return f"Keys({len(self.chain)})"


def _tag(keys: Keys) -> str:
    return fingerprint(keys)[:TAG]


def fingerprint(keys: Keys) -> str:
    """By what a warehouse knows its keys again: 16 hexadecimal digits that tell nothing of them."""
    return hmac.digest(",".join(keys.chain).encode(), b"netralitas", "sha256").hex()[:16]


def keys_from(stated: str | None, file: Path, expected: str | None = None) -> Keys:
    """The stated keys (hexadecimal, oldest first, separated by commas), else those of a file made at first use.

    Args:
        expected: the fingerprint of the keys under which registers lie already; none are made then.

    Raises:
        SettingsError: a key is no key, or not the one that is expected, or the file cannot be used or can be read by
            others.
    """
    place = "NETRALITAS_PSEUDONYM_KEY" if stated else str(file)
    keys = _stated(stated) if stated else _of_file(file, may_make=expected is None)
    if expected is None or (keys is not None and fingerprint(keys) == expected):
        return cast(Keys, keys)
    raise SettingsError(
        Text(
            f"{place} {'tidak ada' if keys is None else 'berisi kunci lain'}: daftar orang di gudang ini tersimpan "
            "dengan kunci yang tidak ada lagi padanya, dan dengan kunci lain setiap orang akan terhitung lagi.",
            f"{place} {'is not there' if keys is None else 'holds another key'}: the registers of this warehouse lie "
            "under a key that is lost to it, and under another one every person would be counted again.",
        ),
        Text(
            f"Kembalikan berkas {file} atau NETRALITAS_PSEUDONYM_KEY seperti semula. Bila satu kunci ditambahkan ke "
            "variabel itu, jalankan dahulu `netralitas people rotate`.",
            f"Bring back the file {file} or NETRALITAS_PSEUDONYM_KEY as it was. If a key was added to the variable, "
            "`netralitas people rotate` comes first.",
        ),
    )


def _stated(stated: str) -> Keys:
    return Keys(tuple(_key(text, "NETRALITAS_PSEUDONYM_KEY") for text in stated.split(",")))


def _of_file(file: Path, *, may_make: bool) -> Keys | None:
    try:
        if not file.exists() and not may_make:
            return None
        if not file.exists():
            write_keys(file, Keys((secrets.token_hex(KEY_BYTES),)))
        _hold_private(file)
        return Keys(tuple(_key(line, str(file)) for line in file.read_text(encoding="ascii").split()))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(
                f"Kunci samaran {file} tidak dapat dipakai: {error}.",
                f"The pseudonym key {file} cannot be used: {error}.",
            ),
            Text(
                "Tetapkan NETRALITAS_PSEUDONYM_KEY, atau perbaiki berkasnya.",
                "State NETRALITAS_PSEUDONYM_KEY, or mend the file.",
            ),
        ) from None


def rotated(keys: Keys) -> Keys:
    """The same keys and a new one after them."""
    return Keys((*keys.chain, secrets.token_hex(KEY_BYTES)))


def write_keys(file: Path, keys: Keys) -> None:
    """Write a key file that its owner alone can read, whole or not at all. Never over another one made meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.writelines(f"{key}\n" for key in keys.chain)
        out.flush()
        os.fsync(out.fileno())
    if len(keys.chain) > 1:
        fresh.replace(file)
        return
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        fresh.unlink()


def next_of(file: Path) -> Path:
    """Where the keys of a rotation wait until the warehouse stands under them."""
    return file.with_name(f"{file.name}.next")


def file_of(file: Path, expected: str) -> Path:
    """Where the keys of this fingerprint lie: beside the file, if a rotation was cut off once the warehouse had them.

    Raises:
        SettingsError: those that wait there cannot be read.
    """
    waiting = next_of(file)
    keys = _of_file(waiting, may_make=False)
    return waiting if keys is not None and fingerprint(keys) == expected else file


def finish_rotation(file: Path, expected: str) -> None:
    """Put the waiting keys in their place if a rotation was cut off after the warehouse stood under them.

    Raises:
        SettingsError: they cannot be read.
    """
    if (found := file_of(file, expected)) != file:
        found.replace(file)


def _hold_private(file: Path) -> None:
    if file.stat().st_mode & 0o077:
        raise SettingsError(
            Text(f"Kunci samaran {file} dapat dibaca orang lain.", f"The pseudonym key {file} can be read by others."),
            Text(f"Cabut izin mereka: chmod 600 {file}", f"Take their permission away: chmod 600 {file}"),
        )


def _key(text: str, place: str) -> str:
    key = text.strip().lower()
    if len(key) != 2 * KEY_BYTES or set(key) - set("0123456789abcdef"):
        raise SettingsError(
            Text(
                f"Isi {place} bukan kunci: kunci adalah {2 * KEY_BYTES} angka heksadesimal.",
                f"{place} holds what is no key: {2 * KEY_BYTES} hexadecimal digits are.",
            ),
            Text(f"`openssl rand -hex {KEY_BYTES}` membuat satu kunci.", f"`openssl rand -hex {KEY_BYTES}` makes one."),
        )
    return key
