"""Whether anything can be heard at this computer, and the cue on its loudspeaker."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the sign-in screen does not wait for it
    from subprocess import Popen

ROOT = Path(__file__).parent.parent
NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW, which Python knows on Windows only


class Loudspeaker(Protocol):
    """Does what is asked beside the program: nobody waits for a sound."""

    def play(self, volume: float) -> None:
        """The cue, once, at a volume above 0 and up to 1; at 0 only find out whether it could be heard."""

    def is_busy(self) -> bool: ...

    def problem(self) -> str | None:
        """Why nothing can be heard, in a sentence; empty where something can, None as long as it is not known."""


class NoLoudspeaker:
    """For a window that is to make no sound. An empty `problem` is for a picture of one that does."""

    def __init__(self, problem: str = "This window makes no sound.") -> None:
        self._problem = problem

    def play(self, volume: float) -> None: ...

    def is_busy(self) -> bool:
        return False

    def problem(self) -> str | None:
        return self._problem


class OwnLoudspeaker:
    """This computer's, by a small program of its own each time (ui/cue_player.py)."""

    def __init__(self) -> None:
        self._player: Popen[str] | None = None
        self._problem: str | None = None

    def play(self, volume: float) -> None:
        """Nothing more is played while one cue sounds."""
        import subprocess

        if self.is_busy():
            return
        try:
            self._player = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "ui.cue_player", f"{volume:.2f}"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what Qt and the system remark; the screen says what matters in words
                encoding="utf-8",
                creationflags=NO_WINDOW,
            )
        except OSError as failure:
            self._problem = f"The program that plays the sound could not be started: {failure.strerror}."

    def is_busy(self) -> bool:
        if self._player is None:
            return False
        code = self._player.poll()
        if code is None:
            return True
        said = self._player.communicate()[0].strip()
        self._problem = said or ("" if code == 0 else "The system's sound service did not answer.")
        self._player = None
        return False

    def problem(self) -> str | None:
        self.is_busy()
        return self._problem
