"""Who was told: typed, or taken from the clinicians who work here."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from monitor.staff import Role
from sessions.staff import Roster
from ui.theme import GRID_PX
from ui.widgets.looks import button, set_look


class ToldField(QWidget):
    """May stay empty. A name taken from the list stands in the field, where it can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Told (optional)")
        self.field.setAccessibleName("Who was told")
        self.names_button = button("Clinician…")
        self.actions_by_name: dict[str, QAction] = {}
        self._menu = QMenu(self)
        set_look(self._menu, "names")
        self.names_button.setMenu(self._menu)
        self.names_button.hide()
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX // 2)
        row.addWidget(self.field, 1)
        row.addWidget(self.names_button)

    def display_roster(self, roster: Roster) -> None:
        names = [staff.name for staff in roster.members if staff.role is Role.CLINICIAN]
        if names == list(self.actions_by_name):
            return
        self._menu.clear()
        self.actions_by_name = {name: self._menu.addAction(name) for name in names}
        for name, action in self.actions_by_name.items():
            action.triggered.connect(lambda _=False, name=name: self.field.setText(name))
        self.names_button.setVisible(bool(names))

    @property
    def who(self) -> str:
        return self.field.text().strip()
