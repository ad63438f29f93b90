"""Texts on the screen: put there only when they differ, so that a tick repaints nothing that did not change."""

import re

from PySide6.QtWidgets import QAbstractButton, QLabel

NO_BREAK = "\u00a0"


def with_units(text: str) -> str:
    """The same, but that no line ends between a number and its unit."""
    return re.sub(r"(?<=\d) (?=%|mmHg|min\b)", NO_BREAK, text)


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
