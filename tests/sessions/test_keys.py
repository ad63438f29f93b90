"""The key to the record: made once, kept before it is used, and never replaced by another one."""

import errno
import os
import stat

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoRing
from keyring.backends.null import Keyring as ForgetfulRing

from sessions.keys import KeyPlace, KeyUnavailable, file_key
from sessions.places import Places
from sessions.stores.sqlcipher import SqlcipherStore


class Ring(KeyringBackend):
    """A key ring in memory."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring():
    """No test asks the real key ring of whoever runs it."""
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_the_key_is_made_once_and_kept_in_the_key_ring(tmp_path, ring):
    key = file_key(tmp_path)
    assert len(key.secret) == 32
    assert key.place is KeyPlace.KEY_RING
    assert file_key(tmp_path) == key
    assert list(ring.kept) == [("Vigil", str(tmp_path.resolve()))]
    assert list(tmp_path.iterdir()) == []


def test_every_data_folder_has_its_own_key(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    assert file_key(one).secret != file_key(other).secret


@pytest.mark.parametrize("unusable", [NoRing, ForgetfulRing])
def test_without_a_key_ring_that_keeps_it_the_key_is_in_a_file_only_its_owner_can_read(tmp_path, unusable):
    keyring.set_keyring(unusable())
    key = file_key(tmp_path)
    assert key.place is KeyPlace.FILE
    assert file_key(tmp_path) == key
    assert Places(tmp_path).key.read_text() == f"{key.secret.hex()}\n"
    if os.name == "posix":
        assert stat.S_IMODE(Places(tmp_path).key.stat().st_mode) == 0o600


def test_the_key_ring_can_be_left_alone(tmp_path, ring):
    assert file_key(tmp_path, file_only=True).place is KeyPlace.FILE
    assert ring.kept == {}


@pytest.mark.skipif(os.name != "posix", reason="modes say nothing here")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(tmp_path, mode):
    file_key(tmp_path, file_only=True)
    Places(tmp_path).key.chmod(mode)
    with pytest.raises(KeyUnavailable, match=rf"Others than its owner can read the key file .*\(mode {mode:o}\)"):
        file_key(tmp_path, file_only=True)


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "ab" * 31, "ü" * 64])
def test_a_damaged_key_file_is_refused_and_not_replaced(tmp_path, content):
    path = Places(tmp_path).key
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(KeyUnavailable, match=r"record\.key is no key"):
        file_key(tmp_path)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("file_only", [False, True])
def test_no_new_key_is_made_for_a_record_whose_key_is_missing(tmp_path, ring, file_only):
    key = file_key(tmp_path, file_only=file_only)
    SqlcipherStore(Places(tmp_path).record, key.secret).close()
    ring.kept.clear()
    Places(tmp_path).key.unlink(missing_ok=True)

    with pytest.raises(KeyUnavailable, match=r"The key to the record in .* is missing: .*record\.key .*key ring"):
        file_key(tmp_path, file_only=file_only)
    assert not Places(tmp_path).key.exists()
    assert ring.kept == {}


def test_a_key_that_another_vigil_made_meanwhile_is_left_alone(tmp_path, monkeypatch):
    link, theirs = os.link, f"{bytes(32).hex()}\n"

    def link_too_late(fresh, path):
        path.write_text(theirs)
        link(fresh, path)

    monkeypatch.setattr(os, "link", link_too_late)
    with pytest.raises(FileExistsError):
        file_key(tmp_path, file_only=True)
    assert Places(tmp_path).key.read_text() == theirs
    assert list(tmp_path.iterdir()) == [Places(tmp_path).key]


def test_a_disk_that_knows_one_name_for_a_file_only_has_a_key_too(tmp_path, monkeypatch):
    def refuse(fresh, path):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    key = file_key(tmp_path, file_only=True)
    assert file_key(tmp_path, file_only=True) == key
    assert list(tmp_path.iterdir()) == [Places(tmp_path).key]


def test_no_key_is_made_where_there_has_to_be_one(tmp_path, ring):
    with pytest.raises(KeyUnavailable, match=r"The key to the record in .* is missing"):
        file_key(tmp_path, make=False)
    assert ring.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_the_key_shows_in_no_message(tmp_path):
    key = file_key(tmp_path)
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
