"""A field for one number, typed. No arrows, no wheel, no default: empty means nobody has said it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """Takes a decimal comma or point. `text()` is exactly what was typed."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def number(self) -> float | None:
        """The number typed; None when the field is empty. Raises ValueError with the text in the sentence."""
        text = self.text().strip().replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"“{self.text()}” is not a number.") from None
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"“{self.text()}” is not a number.")
        return value
