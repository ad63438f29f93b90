"""A chair whose patient may go home and still sits in it: who that is, and the way to chart that they left."""

from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from sessions.index import SessionLine
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look


class LeavingTile(QPushButton):
    """It opens the session. Nobody else is given this chair."""

    opened = Signal(str)  # session id

    def __init__(self) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(look="heading")
        self.state_label = label("signed, not left yet", "heading")
        self.patient_label = ElidedLabel(look="name")
        self.about_label = ElidedLabel(look="muted")
        self._session = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_look(self, "row")
        self._arrange()
        self.clicked.connect(lambda: self.opened.emit(self._session))

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chair_label, 1)
        top.addWidget(self.state_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.patient_label)
        column.addWidget(self.about_label)
        column.addStretch(1)
        for part in (self.chair_label, self.state_label, self.patient_label, self.about_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def display(self, line: SessionLine, offset: timedelta) -> None:
        """`offset` is how far the clinic's local time is ahead of UTC."""
        self._session = line.session
        self.chair_label.display(line.chair)
        self.patient_label.display(line.patient.name)
        signed = f"signed {line.discharged_at + offset:%H:%M}" if line.discharged_at else ""
        self.about_label.display(f"{signed} · free once “Patient left” is charted")
        said = f"{line.chair}, {self.state_label.text()}, {line.patient.name}"
        if said != self.accessibleName():
            self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        """As high as what stands in it, which a button does not ask for by itself."""
        hint, layout = super().sizeHint(), self.layout()
        return QSize(hint.width(), max(hint.height(), layout.sizeHint().height() if layout else 0))
