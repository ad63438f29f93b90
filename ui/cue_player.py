"""A small program beside Vigil that plays the cue once and ends: `python -m ui.cue_player 0.5`, or 0 only to look.

In a process of its own, because the system's sound can hang, or end the program that uses it: with Qt 6.11, libpulse
aborts it when the sound service has gone away. Where nothing can be heard, it prints why in a sentence and ends with 1.
"""

import faulthandler
import sys

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QTimer

from ui.cue import pcm

PATIENCE_S = 8
LINGERS_MS = 1200  # the cue, and the time until the system has played what it was given


def main(volume: float) -> str:
    """Play it, or say why not. A volume of 0 plays nothing."""
    app = QCoreApplication(sys.argv[:1])
    try:
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices, QtAudio
    except ImportError as lacking:
        return f"A part of the system that plays sound is missing ({lacking})."
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return "There is no loudspeaker, or the system's sound service does not run."
    form = device.preferredFormat()
    form.setSampleFormat(form.SampleFormat.Int16)
    if not device.isFormatSupported(form):
        return f"“{device.description()}” does not take sound of 16 bits."
    if not volume:
        return ""
    sound = QBuffer()
    sound.setData(pcm(form.sampleRate(), form.channelCount()))
    sound.open(QIODevice.OpenModeFlag.ReadOnly)
    sink = QAudioSink(device, form)
    sink.setVolume(volume)
    sink.start(sound)
    if sink.error() is not QtAudio.Error.NoError:
        return f"“{device.description()}” cannot be opened."
    QTimer.singleShot(LINGERS_MS, app.quit)
    app.exec()
    return ""


if __name__ == "__main__":
    faulthandler.dump_traceback_later(PATIENCE_S, exit=True)  # even where the system's sound hangs
    problem = main(float(sys.argv[1]))
    if problem:
        print(problem)
        sys.exit(1)
