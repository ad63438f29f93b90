"""The key that encrypts this station's files: in the system's key ring, or in a file only its owner can read.

Without its key a record is lost, so a key is made only where there is no record yet, and only handed out once
it is known to be kept.
"""

import errno
import os
import secrets
import stat
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sessions.places import Places, unfinished
from sessions.stores.contract import StoreError

KEY_BYTES = 32
SERVICE = "Vigil"

NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a disk says that cannot give a file two names."""


class KeyUnavailable(StoreError):
    """There is no key to open the record with. The sentence says where it was looked for."""


class KeyPlace(StrEnum):
    """Where the key is kept, in words for the screen."""

    KEY_RING = "in the key ring of this computer"
    FILE = "in a file that only its owner can read"


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key and where it is kept."""

    secret: bytes = field(repr=False)
    place: KeyPlace


def file_key(folder: Path, *, file_only: bool = False, make: bool = True) -> FileKey:
    """The key to the files in this data folder, made the first time, unless there has to be one.

    `file_only` leaves the key ring alone. Raises KeyUnavailable: for a record without its key, for a key file
    that is damaged or that others can read.
    """
    places = Places(folder)
    if places.key.exists():
        return FileKey(_from_file(places.key), KeyPlace.FILE)
    name = str(folder.resolve())
    if not file_only and (secret := _from_ring(name)):
        return FileKey(secret, KeyPlace.KEY_RING)
    if not make or any(path.exists() and path.stat().st_size for path in (places.record, places.drafts)):
        raise KeyUnavailable(
            f"The key to the record in {folder} is missing: it is neither in the file {places.key.name} "
            f"nor in the key ring of this computer under {SERVICE}, {name}. Bring it back from a backup; "
            f"no new key can open this record."
        )
    secret = secrets.token_bytes(KEY_BYTES)
    if not file_only and _into_ring(name, secret):
        return FileKey(secret, KeyPlace.KEY_RING)
    _into_file(places.key, secret)
    return FileKey(secret, KeyPlace.FILE)


def _from_file(path: Path) -> bytes:
    # On Windows the user's profile, in which the folder is, keeps others out; the mode says nothing there.
    if os.name == "posix" and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
        raise KeyUnavailable(
            f"Others than its owner can read the key file {path} (mode {mode:o}). "
            f"Find out who has, then make it private: chmod 600."
        )
    return _parsed(path.read_text(encoding="ascii", errors="replace"), f"the file {path}")


def _into_file(path: Path, secret: bytes) -> None:
    """All or none, and never over another key. It has its name only once it is complete on the disk."""
    fresh = unfinished(path, secrets.token_hex(4))
    try:
        _write(fresh, secret)
        os.link(fresh, path)  # unlike a new name in its place, this is refused where another Vigil was quicker
    except OSError as problem:
        if problem.errno not in NO_LINKS:
            raise
        _write(path, secret)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, secret: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(f"{secret.hex()}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def _from_ring(name: str) -> bytes | None:
    """The key in the key ring; None where there is none, or no key ring that can be asked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(SERVICE, name)
    except KeyringError:
        return None
    return _parsed(kept, f"the key ring, under {SERVICE}, {name}") if kept else None


def _into_ring(name: str, secret: bytes) -> bool:
    """Whether the key ring took it: some take everything and keep nothing, so it is asked for again."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, secret.hex())
    except KeyringError:
        return False
    return _from_ring(name) == secret


def _parsed(text: str, where: str) -> bytes:
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise KeyUnavailable(f"What is in {where} is no key: it should be {2 * KEY_BYTES} digits from 0 to f.")
    return secret
