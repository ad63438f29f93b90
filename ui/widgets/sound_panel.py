"""What can be chosen of the sound of this station: how loud, silent for a while, and how it sounds."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from monitor.limits import Severity
from sessions.settings import SILENCES_MIN, VOLUME
from ui.sound import Hearing
from ui.theme import GRID_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice
from ui.widgets.texts import show

PANEL_PX = 360
VOLUMES = sorted(VOLUME.choices, key=("low", "medium", "high").index)


class SoundPanel(QFrame):
    """Lies over the window, not in a window of its own. It goes with Esc, or when something else is touched."""

    silence_chosen = Signal(int)  # minutes
    sound_wanted = Signal()  # before the silence is over
    volume_chosen = Signal(str)  # one of VOLUME's choices
    test_wanted = Signal()

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener.window())
        self.state_label = label("", "heading")
        self.notice = Notice()
        self.silence_buttons = {minutes: button(f"{minutes} min") for minutes in SILENCES_MIN}
        self.sound_button = button("Sound on again")
        self.volume_buttons = {volume: button(volume.capitalize()) for volume in VOLUMES}
        self.test_button = button("Test the sound")
        self._opener = opener
        self._silences = _row(*self.silence_buttons.values())
        set_look(self, "drop")
        self._arrange()
        self._connect()

    def display(self, hearing: Hearing) -> None:
        show(self.state_label, hearing.text)
        if (hearing.problem or "") != self.notice.text:
            self.notice.say(hearing.problem or "", Severity.ADVISORY)
        self.sound_button.setEnabled(hearing.silent_until is not None)
        for volume, choice in self.volume_buttons.items():
            choice.setChecked(volume == hearing.volume)
        if self.isVisible():
            self._place()

    def toggle(self) -> None:
        """Under what opens it, or away again."""
        if self.isVisible():
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        self.test_button.setFocus()

    def _place(self) -> None:
        self.adjustSize()
        corner = self._opener.mapTo(self._opener.window(), QPoint(0, self._opener.height() + 4))
        most_left = self._opener.window().width() - self.width() - GRID_PX
        self.move(max(0, min(corner.x(), most_left)), corner.y())

    def _arrange(self) -> None:
        self.setFixedWidth(PANEL_PX)
        about = label("One soft sound for a new critical flag and for a set that is late.", "muted")
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(GRID_PX)
        column.addWidget(self.state_label)
        column.addWidget(about)
        column.addWidget(self.notice)
        column.addWidget(label("Silent for", "label"))
        column.addWidget(self._silences)
        column.addWidget(self.sound_button)
        column.addWidget(label(VOLUME.label, "label"))
        column.addWidget(_row(*self.volume_buttons.values()))
        column.addWidget(self.test_button)
        for choice in self.volume_buttons.values():
            choice.setCheckable(True)

    def _connect(self) -> None:
        for minutes, silence in self.silence_buttons.items():
            silence.clicked.connect(lambda _=False, minutes=minutes: self.silence_chosen.emit(minutes))
        for volume, choice in self.volume_buttons.items():
            choice.clicked.connect(lambda _=False, volume=volume: self.volume_chosen.emit(volume))
        self.sound_button.clicked.connect(self.sound_wanted)
        self.test_button.clicked.connect(self.test_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is shown, of everything: a touch or the keyboard elsewhere, or Esc."""
        if not isinstance(watched, QWidget):
            return False
        is_own = watched is self or self.isAncestorOf(watched) or watched is self._opener
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.FocusIn if not is_own:
                self.hide()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                self.hide()
                self._opener.setFocus()
                return True
        return False


def _row(*buttons: QPushButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID_PX)
    for one in buttons:
        row.addWidget(one, 1)
    return made
