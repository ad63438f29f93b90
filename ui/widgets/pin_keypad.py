"""Keys for a PIN on a screen that has no keyboard. What was typed is seen nowhere but as dots in the field itself."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.theme import GRID_PX
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button

KEY_PX = 52


class PinKeypad(QWidget):
    """Types into that field and leaves the keyboard there. It can be used whenever the field can."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self.digit_buttons = [_key(str(digit)) for digit in range(10)]
        self.clear_button = _key("Clear", "key-word")
        self.delete_button = _key("Delete", "key-word")
        self._field = field
        self._arrange()
        self._connect()
        self.setEnabled(field.isEnabled())

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID_PX)
        keys = [*self.digit_buttons[1:], self.clear_button, self.digit_buttons[0], self.delete_button]
        for place, key in enumerate(keys):
            grid.addWidget(key, *divmod(place, 3))
        self.clear_button.setAccessibleName("Clear the PIN")
        self.delete_button.setAccessibleName("Delete the last digit of the PIN")
        self.delete_button.setAutoRepeat(True)

    def _connect(self) -> None:
        for digit, key in enumerate(self.digit_buttons):
            key.clicked.connect(lambda _=False, digit=digit: self._type(str(digit)))
        self.clear_button.clicked.connect(self._clear)
        self.delete_button.clicked.connect(self._delete)
        self._field.installEventFilter(self)

    def _type(self, digit: str) -> None:
        self._take_focus()
        self._field.insert(digit)

    def _delete(self) -> None:
        self._take_focus()
        self._field.backspace()

    def _clear(self) -> None:
        self._take_focus()
        self._field.clear()

    def _take_focus(self) -> None:
        """To the field, so that Enter on a keyboard goes where the keys here went."""
        if not holds_focus(self._field):
            self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange:
            self.setEnabled(self._field.isEnabled())
        return False


def _key(text: str, look: str = "key") -> QPushButton:
    key = button(text, look)
    key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    key.setMinimumSize(KEY_PX, KEY_PX)
    return key
