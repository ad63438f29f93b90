"""How the typed line is understood so far, and what it would raise: beneath the line, at every keystroke."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from monitor.dictation import Dictated, Misread, read_line
from monitor.doubts import OF_PLACE
from monitor.events import VitalsTaken
from monitor.flags import Flag
from monitor.preview import preview
from monitor.snapshot import Snapshot
from ui.chairside.doubts import doubts_in
from ui.theme import GRID_PX
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label
from ui.widgets.strip import Strip

MOST_FLAGS = 3
HELP = (
    "142/88 76 97 is blood pressure, heart rate, SpO2 · s97 2L with oxygen",
    "p heart rate · r breathing · t temperature · c EtCO2 · m MOAA/S · rass-2",
    "dizzy2 an effect and how bad (0 ended, 1 mild, 2 moderate, 3 severe) · none no effects · "
    "14:05 or -3 in front: when · F3 form",
)


def read(text: str, shown: Snapshot, earliest: datetime | None = None) -> Dictated | Misread:
    """The line as of now, in the chart on the screen. A time in it may reach back to where new entries may, or to
    `earliest`."""
    chart = shown.chart
    return read_line(text, shown.now, earliest or chart.earliest, chart.utc_offset)


class LineReading(QWidget):
    """Nothing while nothing is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.said_label = label("", "said")
        self.hint_label = ElidedLabel(look="muted")
        self.help_labels = [ElidedLabel(sentence, "muted") for sentence in HELP]
        self.flag_strips = [Strip() for _ in range(MOST_FLAGS)]
        self.more_label = label("", "muted")
        self._text: str | None = None
        self._shown: Snapshot | None = None
        self._arrange()
        self.show_help(on=False)
        self.display("", None)

    def display(self, text: str, shown: Snapshot | None) -> None:
        """Read this line. A time in it is read anew when the clock has moved."""
        if text == self._text and (shown is self._shown or not text.strip()):
            return
        self._text, self._shown = text, shown
        found = read(text, shown) if shown and text.strip() else None
        match found:
            case Dictated(said=said):
                self._say(said, _hint(found, shown) if shown else "")
            case Misread(sentence):
                self._say(_said_before_last(text, shown), sentence)
            case None:
                self._say((), "")
        self._flag(_flags(found, shown))

    def show_help(self, *, on: bool) -> None:
        """How to type, above what was understood."""
        for line in self.help_labels:
            line.setVisible(on)

    @property
    def text(self) -> str:
        """What was understood and what was not, as one text."""
        return " · ".join(filter(None, (self.said_label.text(), self.hint_label.text())))

    def _say(self, said: tuple[str, ...], hint: str) -> None:
        self.said_label.setText("   ".join(said))
        self.said_label.setVisible(bool(said))
        self.hint_label.display(hint)
        self.hint_label.setVisible(bool(hint))

    def _flag(self, flags: tuple[Flag, ...]) -> None:
        """The worst come first, so what there is no room for is never worse than what is shown."""
        for number, strip in enumerate(self.flag_strips):
            if number < len(flags):
                strip.display(flags[number].sentence, flags[number].severity)
            strip.setVisible(number < len(flags))
        hidden = flags[MOST_FLAGS:]
        counts = Counter(flag.severity for flag in hidden)
        worst_first = ", ".join(f"{count} {severity.word}" for severity, count in sorted(counts.items(), reverse=True))
        self.more_label.setText(f"and {len(hidden)} more: {worst_first}" if hidden else "")
        self.more_label.setVisible(bool(hidden))

    def _arrange(self) -> None:
        self.said_label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX // 2, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        widgets: list[QLabel | Strip] = [self.said_label, self.hint_label, *self.flag_strips, self.more_label]
        for widget in (*widgets, *self.help_labels):
            column.addWidget(widget)


def _hint(found: Dictated, shown: Snapshot) -> str:
    """What Enter will ask about where the set would stand, and what no limit judges. The readings' own doubts wait for
    the last digit."""
    doubts = doubts_in(found.events, shown, found.happened_at)
    place = next((doubt.sentence for doubt in doubts if doubt.about in OF_PLACE), "")
    return " · ".join(filter(None, (place, *_without_limits(found, shown))))


def _without_limits(found: Dictated, shown: Snapshot) -> Iterator[str]:
    """The vital signs that the protocol does not judge, which is not the same as being in range."""
    protocol, phase = shown.chart.protocol, shown.chart.phase_at(found.happened_at or shown.now)
    for event in found.events:
        for reading in event.vitals.readings if isinstance(event, VitalsTaken) else ():
            if protocol.limits_for(reading.vital, phase) is None:
                yield f"{reading.vital.label}: not assessed, no limits in this protocol"


def _flags(found: Dictated | Misread | None, shown: Snapshot | None) -> tuple[Flag, ...]:
    if shown is None or not isinstance(found, Dictated):
        return ()
    return preview(shown.chart, found.events, found.happened_at or shown.now)


def _said_before_last(text: str, shown: Snapshot | None) -> tuple[str, ...]:
    """What was understood up to the word that is still being typed."""
    before = " ".join(text.split()[:-1])
    found = read(before, shown) if shown and before else None
    return found.said if isinstance(found, Dictated) else ()
