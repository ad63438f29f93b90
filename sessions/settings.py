"""What may be set on this station, declared once, and the station's name. Nothing clinical is here.

A clinic-wide setting would be an entry in the record; these only concern this one computer.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sessions.places import Places, unfinished
from sessions.stores.contract import StoreError


class SettingsUnreadable(StoreError):
    """The settings file is damaged. The message names it."""


class SettingsUnkept(StoreError):
    """The choice could not be written down. The message says why."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set: its name in the file, its label on the screen, its choices with the usual one first."""

    key: str
    label: str
    choices: tuple[str, ...]


THEME = Setting("theme", "Appearance", ("system", "light", "dark"))
VOLUME = Setting("volume", "Volume", ("medium", "low", "high"))

SETTINGS = (THEME, VOLUME)

STATION = "station"
SILENT_UNTIL = "silent_until"

SILENCES_MIN = (5, 15, 30)
"""How long the station may be silent, in minutes. There is no silence without an end."""


def station(folder: Path) -> str:
    """The name of this station: made the first time, and the same ever after.

    It is random and says nothing about the computer or who uses it. Two computers never share one, so a data
    folder must not be copied to work on in two places: both would write on under one name.
    """
    stored = _read(folder)
    if STATION not in stored:
        stored[STATION] = f"station-{secrets.token_hex(4)}"
        _write(folder, stored)
    return stored[STATION]


def has_name(folder: Path) -> bool:
    """Whether this station was named before. Raises SettingsUnreadable."""
    return STATION in _read(folder)


def setting(folder: Path, what: Setting) -> str:
    """What is set; the usual choice as long as nobody chose, or where the choice is gone since."""
    chosen = _read(folder).get(what.key)
    return chosen if chosen in what.choices else what.choices[0]


def choose(folder: Path, what: Setting, choice: str) -> None:
    """Set it. Raises ValueError for what is no choice, SettingsUnkept where the file cannot be written."""
    if choice not in what.choices:
        raise ValueError(f"{what.label} can be {', '.join(what.choices)}, not {choice!r}.")
    _keep(folder, what.label, {what.key: choice})


def silent_until(folder: Path, now: datetime) -> datetime | None:
    """Until when this station is to be silent; None when that is over.

    None as well for what nobody could have chosen just now (the file was changed, the computer's clock was wrong).
    """
    try:
        until = datetime.fromisoformat(_read(folder).get(SILENT_UNTIL, ""))
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return until if now < until <= now + timedelta(minutes=max(SILENCES_MIN)) else None


def keep_silence(folder: Path, until: datetime | None) -> None:
    """Remember it for the next start; None ends it. Raises SettingsUnkept where the file cannot be written."""
    _keep(folder, "The silence", {SILENT_UNTIL: until.isoformat() if until else ""})


def _keep(folder: Path, label: str, chosen: Mapping[str, str]) -> None:
    try:
        _write(folder, {**_read(folder), **chosen})
    except OSError as problem:
        raise SettingsUnkept(f"{label} was not kept for the next start: {problem.strerror}.") from problem


def _read(folder: Path) -> dict[str, str]:
    path = Places(folder).settings
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as problem:
        raise SettingsUnreadable(f"The settings file {path} is damaged: {problem}.") from problem
    if not isinstance(stored, dict) or not all(isinstance(value, str) for value in stored.values()):
        raise SettingsUnreadable(f"The settings file {path} is damaged: it is not a list of names and texts.")
    return stored


def _write(folder: Path, stored: Mapping[str, str]) -> None:
    """All or none: the new file takes the old one's place only when it is complete on the disk."""
    path = Places(folder).settings
    fresh = unfinished(path)
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(stored, file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
