"""Putting a text on the screen only when it differs, so that a tick repaints nothing that did not change."""

from PySide6.QtWidgets import QAbstractButton, QLabel


def show(shown: QLabel | QAbstractButton, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)


def show_fitted(shown: QLabel, text: str) -> None:
    """The same for a label that is exactly as large as its text: one of the same width lays nothing out anew."""
    if shown.text() != text:
        shown.ensurePolished()
        shown.setText(text)
        size = shown.sizeHint()
        if size != shown.minimumSize():
            shown.setFixedSize(size)
