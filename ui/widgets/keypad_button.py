"""The small button beside a PIN field in a form: it opens a keypad under the field, and closes it."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import GRID_PX, TOUCH_PX, tokens
from ui.widgets.looks import button, set_look
from ui.widgets.pin_keypad import PinKeypad

POPUP_PX = 264
DOT_PX, DOTS_APART_PX = 4, 8


class KeypadPopup(QFrame):
    """Lies over the window, not in a window of its own: the keyboard stays where it is."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field.window())
        self.keypad = PinKeypad(field)
        self.done_button = button("Done")
        self._field = field
        set_look(self, "drop")
        self.done_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(POPUP_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(GRID_PX)
        column.addWidget(self.keypad)
        column.addWidget(self.done_button)

    def place(self) -> None:
        """Below the field or, where the window ends, above it; never beyond the window's edge."""
        window, field = self._field.window(), self._field
        self.adjustSize()
        corner = field.mapTo(window, QPoint(0, 0))
        below, above = corner.y() + field.height() + 4, corner.y() - self.height() - 4
        most_left = window.width() - self.width() - GRID_PX
        fits_below = below + self.height() <= window.height() - GRID_PX
        self.move(max(0, min(corner.x(), most_left)), below if fits_below else max(0, above))
        self.raise_()


class KeypadButton(QPushButton):
    """The popup goes when the keyboard goes elsewhere, when the PIN is sent, and when the field cannot be seen."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self.popup: KeypadPopup | None = None
        self._field = field
        self._watched: list[QWidget] = []
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(TOUCH_PX + 2)
        self.setToolTip("Keypad for the PIN")
        self.setAccessibleName("Keypad for the PIN")
        set_look(self, "keypad")
        self.setEnabled(field.isEnabled())
        self.toggled.connect(lambda _on: self._follow_state())
        field.returnPressed.connect(self.close_popup)
        field.installEventFilter(self)

    def close_popup(self) -> None:
        self.setChecked(False)

    def _follow_state(self) -> None:
        if self.isChecked():
            self._open()
        elif self.popup is not None:
            for widget in self._watched:
                widget.removeEventFilter(self)
            self._watched.clear()
            self.popup.hide()
            self.popup.deleteLater()
            self.popup = None

    def _open(self) -> None:
        self._field.setFocus()
        self.popup = KeypadPopup(self._field)
        self.popup.done_button.clicked.connect(self.close_popup)
        self._watched = list(_around(self._field))
        for widget in self._watched:
            widget.installEventFilter(self)
        self.popup.place()
        self.popup.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.EnabledChange:
            self.setEnabled(self._field.isEnabled())
        if self.popup is None:
            return False
        match event.type():
            case QEvent.Type.Move | QEvent.Type.Resize:
                self._follow()
            case QEvent.Type.Hide | QEvent.Type.EnabledChange if watched is self._field:
                self.close_popup()
            case QEvent.Type.FocusOut if watched is self._field and self._field.window().isActiveWindow():
                self.close_popup()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                self.close_popup()
                return True
        return False

    def _follow(self) -> None:
        """With the field, as long as it is seen."""
        if self._field.visibleRegion().isEmpty():
            self.close_popup()
        elif self.popup is not None:
            self.popup.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Three rows of three dots: the keys of a keypad, without a digit."""
        super().paintEvent(event)
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        name = theme.on_accent if self.isChecked() else theme.text if self.isEnabled() else theme.muted
        painter.setBrush(QColor(name))
        middle = self.rect().center()
        for row in (-1, 0, 1):
            for column in (-1, 0, 1):
                x, y = middle.x() + column * DOTS_APART_PX, middle.y() + row * DOTS_APART_PX
                painter.drawEllipse(QRectF(x - DOT_PX / 2 + 0.5, y - DOT_PX / 2 + 0.5, DOT_PX, DOT_PX))
        painter.end()


def _around(field: QWidget) -> Iterator[QWidget]:
    """Everything the field stands in, up to the window: where one moves, the field moves on the screen."""
    above = field.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()
