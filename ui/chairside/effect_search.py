"""Every effect that can be charted, by group, with a field to find one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from monitor.effects import EFFECTS, Effect, Group
from ui.theme import GRID_PX, LABEL_PX, TOUCH_PX, font
from ui.widgets.looks import button

CODE = Qt.ItemDataRole.UserRole


class EffectSearch(QWidget):
    chosen = Signal(str)  # the effect's code
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search_field = QLineEdit()
        self.back_button = button("Back  Esc")
        self.list = QListWidget()
        self._by_code = {effect.code: effect for effect in EFFECTS}
        self._fill()
        top = QHBoxLayout()
        top.addWidget(self.search_field, 1)
        top.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addWidget(self.list)
        self.search_field.setPlaceholderText("Find an effect")
        self.list.setMinimumHeight(TOUCH_PX)
        self.search_field.textChanged.connect(self._filter)
        self.search_field.returnPressed.connect(self._choose_only)
        self.list.itemClicked.connect(self._choose)
        self.back_button.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.list.itemActivated.connect(self._choose)

    def clear(self) -> None:
        self.search_field.clear()

    @property
    def found(self) -> list[str]:
        """The labels on offer now, in order."""
        return [item.text() for item in self._items() if item.data(CODE) and not item.isHidden()]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fill(self) -> None:
        for group in Group:
            heading = QListWidgetItem(group.value)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(font(LABEL_PX, bold=True))
            self.list.addItem(heading)
            for effect in EFFECTS:
                if effect.group is group:
                    item = QListWidgetItem(effect.label)
                    item.setData(CODE, effect.code)
                    item.setToolTip(effect.term)
                    item.setSizeHint(QSize(0, TOUCH_PX))
                    self.list.addItem(item)

    def _filter(self, text: str) -> None:
        """A group without a match is not shown either."""
        wanted = text.strip().lower()
        heading: QListWidgetItem | None = None
        for item in self._items():
            code = item.data(CODE)
            if not code:
                heading = item
                heading.setHidden(True)
            else:
                fits = _fits(self._by_code[code], wanted)
                item.setHidden(not fits)
                if fits and heading:
                    heading.setHidden(False)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(CODE):
            self.chosen.emit(item.data(CODE))

    def _choose_only(self) -> None:
        """Enter takes the effect when one is left."""
        left = [item for item in self._items() if item.data(CODE) and not item.isHidden()]
        if len(left) == 1:
            self._choose(left[0])


def _fits(effect: Effect, wanted: str) -> bool:
    return any(wanted in name.lower() for name in (effect.label, effect.term, *effect.words))
