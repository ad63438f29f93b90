"""What every test may count on: no real screen, no dialog that waits, and no window of the test before."""

import os
import sys

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BLOCKING = {
    "QDialog": ("exec",),
    "QMessageBox": ("exec", "information", "question", "warning", "critical", "about", "aboutQt"),
    "QFileDialog": ("exec", "getSaveFileName", "getOpenFileName", "getOpenFileNames", "getExistingDirectory"),
    "QInputDialog": ("exec", "getText", "getMultiLineText", "getItem", "getInt", "getDouble"),
}


@pytest.fixture(autouse=True)
def no_unexpected_dialog(request, monkeypatch):
    """A dialog that would wait fails the test instead. A test that expects one sets its own answer."""
    if "qtbot" not in request.fixturenames and "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6 import QtWidgets

    opened = []

    def refuse(name):
        def opens(*_args, **_kwargs):
            opened.append(name)
            raise AssertionError(f"unexpected dialog: {name}")

        return opens

    for owner, methods in BLOCKING.items():
        for method in methods:
            monkeypatch.setattr(getattr(QtWidgets, owner), method, refuse(f"{owner}.{method}"))
    yield
    assert not opened, f"unexpected dialogs: {', '.join(opened)}"


@pytest.fixture(autouse=True)
def no_window_of_the_test_before():
    """Widgets closed at the end of a test go now: without an event loop Qt would keep them for ever.

    A change of theme styles every widget there is, so those kept would make each later test slower.
    """
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
