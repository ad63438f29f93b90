"""Putting a text on the screen only when it differs, so that a tick repaints nothing that did not change."""

from PySide6.QtWidgets import QAbstractButton, QLabel


def show(shown: QLabel | QAbstractButton, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)
