"""Stands where the trend chart does, without the plot that is slow to load."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget


class BareTrend(QWidget):
    entry_chosen = Signal(object)

    def __init__(self):
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = []

    def display(self, snapshot):
        self.shown.append(snapshot)
