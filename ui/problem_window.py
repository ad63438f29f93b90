"""What stands on the screen when the record cannot be opened: why, in one sentence, and another try."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from monitor.limits import Severity
from ui.theme import GRID_PX
from ui.widgets.enter_presses import EnterPresses
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice

TRY_AGAIN = 2
"""The exit code of the event loop that asks for another try."""


class ProblemWindow(QWidget):
    def __init__(self, sentence: str, title: str = "Vigil cannot open its record", *, can_try: bool = True) -> None:
        super().__init__()
        self.notice = Notice()
        self.try_again_button = button("Try again", "primary")
        self.close_button = button("Close")
        self.setWindowTitle("Vigil")
        self.resize(80 * GRID_PX, 30 * GRID_PX)
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * GRID_PX,) * 4)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(label(title, "heading"))
        column.addWidget(self.notice)
        if can_try:
            column.addWidget(label("Nothing was changed. Nobody's entries are lost by trying again.", "muted"))
        column.addStretch()
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.try_again_button)
        column.addLayout(row)
        self.try_again_button.setVisible(can_try)
        EnterPresses(self)
        self.notice.say(sentence, Severity.CRITICAL)
        self.close_button.clicked.connect(self.close)
        self.try_again_button.clicked.connect(lambda: QApplication.exit(TRY_AGAIN))
