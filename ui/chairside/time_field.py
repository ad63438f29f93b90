"""A field for when something happened. Empty is now."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from monitor.dictation import Misread
from monitor.snapshot import Snapshot
from ui.chairside.line_reading import read


class TimeField(QLineEdit):
    """Takes what may stand in front of the typed line: 14:05, or -3 for three minutes ago."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("now, or HH:MM")
        self.setAccessibleName("Time")

    def moment(self, shown: Snapshot, earliest: datetime | None = None) -> datetime | None:
        """The moment typed, not before `earliest` where that is given; None when the field is empty.

        Raises ValueError with the text in the sentence.
        """
        text = self.text().strip()
        if not text:
            return None
        # Read by the typed line's own rules, with the shortest thing it can say after a time.
        found = read(f"{text} none", shown, earliest)
        if isinstance(found, Misread):
            raise ValueError(found.sentence)
        if found.happened_at is None:
            raise ValueError(f"“{text}” is not a time: write 14:05, or -3 for three minutes ago.")
        return found.happened_at
