"""What somebody else may have left half-typed: it says so whenever it is opened, and asks before it is kept."""

from monitor.limits import Severity
from ui.widgets.notice import Notice

LEFT = "Left half-typed: check all of it."
KEEPS_LEFT = f"{LEFT} Enter or a tap again keeps it under your name."


class LeftText:
    """The text of one form, from when it was set aside until a person changes it. `notice` is that of the form."""

    def __init__(self, notice: Notice) -> None:
        self.is_left = False
        self._is_asked = False  # whether it is to be kept as it is
        self._notice = notice

    def set_aside(self, *, is_filled: bool) -> None:
        """Whoever comes next did not type what stands there, be it in view or put away."""
        self.is_left, self._is_asked = is_filled, False

    def open(self) -> None:
        self._is_asked = False
        if self.is_left:
            self._notice.say(LEFT, Severity.ADVISORY)

    def close(self) -> None:
        self._notice.clear()

    def take_over(self) -> None:
        """It was changed or emptied: what was said and asked of it belonged to the form as it was before."""
        self.is_left = False
        self.close()

    def may_keep(self) -> bool:
        """Not the first time, which asks whether it is right."""
        if self._is_asked or not self.is_left:
            return True
        self._is_asked = True
        self._notice.say(KEEPS_LEFT, Severity.CAUTION)
        return False
