"""The one place that asks the computer for the time. Everything else is handed it."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present moment: aware, in UTC."""


def steady_clock() -> Clock:
    """A clock that agrees with the computer's at this moment and never jumps afterwards.

    Somebody setting the computer's clock during an infusion must not move T+ or the time to the next set.
    """
    started_at = datetime.now(UTC)
    started = _seconds_running()
    return lambda: started_at + timedelta(seconds=_seconds_running() - started)


def _seconds_running() -> float:
    """Seconds on a clock that only goes forward, the time the machine slept included."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)  # time.monotonic stands still while a laptop sleeps
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


def offset_from_utc(now: datetime) -> timedelta:
    """How far this computer's local time is ahead of UTC at that moment."""
    return now.astimezone().utcoffset() or timedelta()
