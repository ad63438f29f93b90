"""Whether this station can be heard, in the window's bar; it opens the panel in which that is chosen."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.sound import Hearing
from ui.widgets.looks import label, set_look
from ui.widgets.speaker_mark import SpeakerMark, heard

if TYPE_CHECKING:  # made when it is first asked for
    from ui.widgets.sound_panel import SoundPanel


class SoundButton(QPushButton):
    """The loudspeaker's shape and words say the same."""

    silence_chosen = Signal(int)  # minutes
    sound_wanted = Signal()  # before the silence is over
    volume_chosen = Signal(str)  # "low", "medium" or "high"
    test_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "quiet")
        self.mark = SpeakerMark()
        self.words_label = label("", "small-strong")
        self._shown: Hearing | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.mark)
        row.addWidget(self.words_label)
        for part in (self.mark, self.words_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.panel.toggle())

    @cached_property
    def panel(self) -> "SoundPanel":
        from ui.widgets.sound_panel import SoundPanel

        panel = SoundPanel(self)
        panel.silence_chosen.connect(self.silence_chosen)
        panel.sound_wanted.connect(self.sound_wanted)
        panel.volume_chosen.connect(self.volume_chosen)
        panel.test_wanted.connect(self.test_wanted)
        if self._shown is not None:
            panel.display(self._shown)
        return panel

    def display(self, hearing: Hearing) -> None:
        self._shown = hearing
        self.mark.display(heard(hearing))
        words = "\n".join(hearing.lines)
        if words != self.words_label.text():
            self.words_label.setText(words)
            self.setAccessibleName(f"{hearing.text}. Choose volume and silence")
            self.updateGeometry()
        why = hearing.problem or "Volume, silence and a test of the sound"
        if why != self.toolTip():
            self.setToolTip(why)
        if "panel" in self.__dict__:
            self.panel.display(hearing)

    def sizeHint(self) -> QSize:
        """As wide as what stands in it, which a button does not ask for by itself."""
        layout = self.layout()
        hint = super().sizeHint()
        return QSize(layout.sizeHint().width() if layout else hint.width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
