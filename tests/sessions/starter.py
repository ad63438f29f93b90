"""A first start of Vigil that is there to be killed: before its first call to the disk, before its second, and so on.

Each start is a fork in a folder of its own. What is said is a line for each: the folder, and how the start ended. The
last one is let through.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sessions.station import open_station
from tests.clinics import CHEAP_PINS, FakeClock

TO_THE_DISK = {"mkdir", "open", "write", "flush", "fsync", "close", "link", "unlink", "rename", "replace", "execute"}


def start(folder: Path, let_through: int) -> None:
    left = let_through

    def look(frame: object, kind: str, called: object) -> None:
        nonlocal left
        if kind == "c_call" and getattr(called, "__name__", "") in TO_THE_DISK:
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.setprofile(look)
    open_station(folder, FakeClock(), pins=CHEAP_PINS, file_only=True)
    sys.setprofile(None)


if __name__ == "__main__":
    for let_through in count():
        folder = Path(sys.argv[1]) / str(let_through)
        child = os.fork()
        if not child:
            start(folder, let_through)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        print(folder, code)
        if code != -signal.SIGKILL:
            break
