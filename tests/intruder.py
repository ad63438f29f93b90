"""Somebody with the key, but without Vigil: a plain connection to the encrypted record."""

from sqlcipher3 import dbapi2


def plainly(path, key):
    plain = dbapi2.connect(str(path), isolation_level=None)
    plain.execute("PRAGMA cipher_log_level = NONE")
    plain.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    plain.execute("PRAGMA recursive_triggers = OFF")  # as in any SQLite; then REPLACE fires no delete trigger
    return plain
