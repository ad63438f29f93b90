"""The key that asks, from any page, what was done about the flag that calls first."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ANSWER_KEY = "F4"


def follow_answer_key(page: QWidget, act: Callable[[], None]) -> None:
    """Call `act` once for each press while the page is shown."""
    key = QShortcut(QKeySequence(ANSWER_KEY), page)
    key.setAutoRepeat(False)
    key.activated.connect(act)
