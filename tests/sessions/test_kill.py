"""A program killed at any moment loses no entry that it said was kept, and leaves nothing broken."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sessions.chain import verify
from sessions.stores.sqlcipher import SqlcipherStore

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL here")

KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]
KILLS_EACH = 25


@pytest.fixture(scope="module")
def writers():
    command = [sys.executable, "-m", "tests.sessions.writer"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("seed", range(8))
def test_every_entry_said_to_be_kept_is_there_after_a_kill(tmp_path, writers, seed):
    chance = random.Random(seed)
    path = tmp_path / "record.vigil"
    said: dict[int, str] = {}
    for _ in range(KILLS_EACH):
        said |= killed_while_writing(writers, path, chance)

        store = SqlcipherStore(path, KEY)  # the lock of the killed one is gone with it
        kept = {entry.id.seq: entry.digest for entry in store.after("A", 0)}
        assert said.items() <= kept.items()
        assert verify(store).entries == len(kept)
        assert store.sessions() == store.recomputed_sessions()
        store.close()
    assert len(said) > KILLS_EACH


def killed_while_writing(writers, path: Path, chance: random.Random) -> dict[int, str]:
    """The digests of what a writer said it had kept before it was killed: while it opened the file, or later."""
    writers.stdin.write(f"{path}\n")
    writers.stdin.flush()
    _, writer = writers.stdout.readline().split()
    lines = [writers.stdout.readline() for _ in range(chance.choice((0, 1, 4, 12)))]
    time.sleep(chance.uniform(0, 0.004 if lines else 0.02))  # the moment is the point: nothing is waited for
    os.kill(int(writer), signal.SIGKILL)
    while not lines or not lines[-1].startswith("ended"):
        lines.append(writers.stdout.readline())
    assert lines.pop() == f"ended {-signal.SIGKILL}\n"
    return {int(seq): digest for _, seq, digest in map(str.split, lines)}
