"""The fields of one page whose half-typed text outlives the program, each under the name of its place."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit


class DraftedFields(QObject):
    """Says what was typed where. Filling a field by program says nothing, so showing a session changes no draft."""

    edited = Signal(str, str)  # place, text

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: dict[str, QLineEdit] = {}
        self._left: dict[str, str] = {}  # drafts whose field is not on the page yet

    def add(self, place: str, field: QLineEdit) -> None:
        self._fields[place] = field
        field.setText(self._left.pop(place, ""))
        field.textEdited.connect(lambda text: self.edited.emit(place, text))

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what was left half-typed, unless something is being typed already."""
        for place, text in drafts.items():
            field = self._fields.get(place)
            if field is None:
                self._left[place] = text
            elif not field.text():
                field.setText(text)

    def empty(self, *kept: QLineEdit) -> None:
        """These were kept: they are emptied, and so are their drafts."""
        for place, field in self._fields.items():
            if field in kept and field.text():
                field.clear()
                self.edited.emit(place, "")
