"""What is half-typed in one form as one text, which outlives the program and is put back as it was."""

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

NEW_SESSION = "new session"
"""Stands for the session that is not opened yet and has no id."""

PROTOCOLS = "protocols"
"""Stands for the version of a protocol that is being written."""


class Draft(QObject):
    """The fields of a form by name. What the program does to them says nothing; what a person does is said."""

    touched = Signal()  # a person changed a field
    edited = Signal(str)  # the text of the draft; "" when nothing is filled in

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.about: dict[str, str] = {}  # what the form stands for: kept with what is filled in, and never alone
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._is_filling = False
        self._told = ""

    def add(self, **fields: QLineEdit | QComboBox) -> None:
        for name, field in fields.items():
            self._fields[name] = field
            changed = field.textChanged if isinstance(field, QLineEdit) else field.activated
            changed.connect(lambda _said: self._touch())

    @property
    def text(self) -> str:
        filled = {name: said for name, field in self._fields.items() if (said := _said(field))}
        return json.dumps(self.about | filled, sort_keys=True) if filled else ""

    def restore(self, text: str) -> bool:
        """Put back what was half-typed, unless something is being typed already. Whether anything was."""
        if self.text or not text:
            return False
        self.show(text)
        return bool(self.text)

    def show(self, text: str) -> None:
        """This draft instead of whatever stands in the fields. What of it cannot be read is left out."""
        left = fields_of(text)
        self.about = {name: said for name, said in left.items() if name not in self._fields}
        self._is_filling = True
        for name, field in self._fields.items():
            _fill(field, left.get(name, ""))
        self._is_filling = False
        self._told = self.text

    def empty(self) -> None:
        """It was kept, or is given up: the fields are emptied, and so is the draft."""
        told = self._told
        self.show("")
        self._told = told
        self.follow()

    def _touch(self) -> None:
        if not self._is_filling:
            self.touched.emit()
        self.follow()

    def follow(self) -> None:
        """Say the draft, if it is another one than was said last."""
        text = self.text
        if text != self._told and not self._is_filling:
            self._told = text
            self.edited.emit(text)


def fields_of(text: str) -> dict[str, str]:
    """The fields of a draft by name; none where it cannot be read."""
    try:
        left = json.loads(text)
    except ValueError:
        return {}
    return {name: said for name, said in left.items() if isinstance(said, str)} if isinstance(left, dict) else {}


def _said(field: QLineEdit | QComboBox) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.currentText()


def _fill(field: QLineEdit | QComboBox, said: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(said)
    else:
        field.setCurrentIndex(field.findText(said) if said else -1)
