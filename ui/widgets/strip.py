"""One line with its severity: shape, words and fill. Without a severity it is plain text in the same place."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from monitor.limits import Severity
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import set_look
from ui.widgets.marks import Mark, MarkLabel

MARK_PX = 16


class Strip(QFrame):
    def __init__(self, *, big: bool = False) -> None:
        super().__init__()
        self.mark = MarkLabel(px=MARK_PX)
        self.sentence = ElidedLabel(look="strip-heading" if big else "strip")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self.mark)
        self._row.addWidget(self.sentence, 1)
        self._row.setContentsMargins(0, 4, 0, 4)
        self.mark.hide()
        set_look(self, "plain")

    def display(self, text: str, severity: Severity | None = None, mark: Mark | None = None) -> None:
        """Say this. The mark is the severity's own unless another is given."""
        shape = mark or Mark.of(severity)
        self.sentence.display(text)
        if shape is not self.mark.mark:
            self.mark.display(shape)
        self.mark.setVisible(shape is not Mark.NONE)
        set_look(self, severity.word if severity else "plain")
        margin = 8 if severity else 0
        if self._row.contentsMargins().left() != margin:
            self._row.setContentsMargins(margin, 4, margin, 4)

    @property
    def text(self) -> str:
        return self.sentence.text()
