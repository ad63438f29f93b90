"""A program that keeps entries as fast as it can, and names each one only once it is kept. It is there to be killed.

For each path that it reads it forks a process that writes there, and says how that process ended. So the imports,
which take longer than all the rest, are made once.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from monitor.events import EntryId, InfusionStarted, NoteWritten
from sessions.chain import head_of, seal
from sessions.stores.sqlcipher import SqlcipherStore

AT = datetime(2026, 11, 21, 13, 45, tzinfo=UTC)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # in one piece: print may be killed between the words and the end of the line


def write(path: Path) -> None:
    say(f"writer {os.getpid()}")
    store = SqlcipherStore(path, bytes(range(32)))
    head = head_of(store, "A")
    seq, digest = head.seq, head.digest
    while True:
        kept = []
        for _ in range(1 + seq % 3):  # one, two or three at a time
            seq += 1
            event = InfusionStarted() if seq % 5 == 0 else NoteWritten("x" * (seq * 37 % 900))
            entry = seal(EntryId("A", seq), f"session {seq // 50}", AT, AT, "anna", event, previous=digest)
            digest = entry.digest
            kept.append(entry)
        store.append(kept)
        for entry in kept:
            say(f"kept {entry.id.seq} {entry.digest}")


if __name__ == "__main__":
    for line in sys.stdin:
        writer = os.fork()
        if not writer:
            write(Path(line.rstrip("\n")))
        _, status = os.waitpid(writer, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")
