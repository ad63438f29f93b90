"""What every test may count on: no real screen, and no dialog that waits for somebody to answer."""

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
