"""One member of staff to choose: name and role, big enough for a gloved finger."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from monitor.staff import Staff
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look


class StaffRow(QPushButton):
    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self.staff = staff
        self.name_label = ElidedLabel(staff.name, "name")
        self.role_label = label(staff.role, "muted")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(f"{staff.name}, {staff.role}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_look(self, "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.addWidget(self.name_label, 1)
        row.addWidget(self.role_label)
        for part in (self.name_label, self.role_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def matches(self, letters: str) -> bool:
        """Whether every word typed begins a word of the name, whatever the order and the case."""
        begins = self.staff.name.casefold().replace("-", " ").split()
        return all(any(word.startswith(typed) for word in begins) for typed in letters.casefold().split())
