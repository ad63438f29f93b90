"""The computer's own loudspeaker: it plays, or says why not; and nothing of it can hold up or end the program."""

import subprocess
import sys

import pytest

from ui import cue_player
from ui.loudspeaker import NoLoudspeaker, OwnLoudspeaker


@pytest.fixture
def own(qtbot):
    speaker = OwnLoudspeaker()
    yield speaker
    qtbot.waitUntil(lambda: not speaker.is_busy(), timeout=20_000)


def finds_out(qtbot, speaker):
    qtbot.waitUntil(lambda: not speaker.is_busy(), timeout=20_000)
    return speaker.problem()


def runs_instead(monkeypatch, program):
    """The player is this small program."""
    started = subprocess.Popen

    def start(command, **options):
        return started([sys.executable, "-c", program], **options)

    monkeypatch.setattr(subprocess, "Popen", start)


def test_before_anything_was_tried_nothing_is_known(own):
    assert own.problem() is None


def test_on_this_computer_it_can_be_heard_or_says_in_a_sentence_why_not(qtbot, own, capfd):
    own.play(0)
    problem = finds_out(qtbot, own)
    assert problem == "" or (problem[0].isupper() and problem.endswith("."))
    assert capfd.readouterr() == ("", "")
    assert "PySide6.QtMultimedia" not in sys.modules


def test_a_missing_part_of_the_system_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    monkeypatch.setattr(cue_player, "QCoreApplication", list)
    assert cue_player.main(0.5).startswith("A part of the system that plays sound is missing (")


def test_what_the_player_says_is_why_nothing_is_heard(qtbot, own, monkeypatch):
    runs_instead(monkeypatch, "print('There is no loudspeaker.'); raise SystemExit(1)")
    own.play(0.5)
    assert finds_out(qtbot, own) == "There is no loudspeaker."


def test_a_player_that_is_aborted_by_the_system_is_said_and_the_program_goes_on(qtbot, own, monkeypatch):
    runs_instead(monkeypatch, "import os; os.abort()")
    own.play(0.5)
    assert finds_out(qtbot, own) == "The system's sound service did not answer."


def test_a_player_that_could_play_again_is_believed(qtbot, own, monkeypatch):
    runs_instead(monkeypatch, "print('There is no loudspeaker.'); raise SystemExit(1)")
    own.play(0.5)
    finds_out(qtbot, own)
    monkeypatch.undo()
    runs_instead(monkeypatch, "pass")
    own.play(0.5)
    assert finds_out(qtbot, own) == ""


def test_a_player_that_cannot_be_started_is_said(own, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    own.play(0.5)
    assert own.problem() == "The program that plays the sound could not be started: Permission denied."


def test_nothing_more_is_played_while_one_cue_sounds(qtbot, own, monkeypatch):
    runs_instead(monkeypatch, "import sys; sys.stdin.read()")
    begun = []
    started = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **o: begun.append(a) or started(*a, **o))
    own.play(0.5)
    own.play(0.5)
    assert len(begun) == 1


def test_a_window_without_a_loudspeaker_says_so():
    assert NoLoudspeaker().problem() == "This window makes no sound."
    assert not NoLoudspeaker().is_busy()
