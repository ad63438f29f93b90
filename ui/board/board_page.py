"""The home screen: every chair at once, whoever needs somebody first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.snapshot import Snapshot, urgency
from sessions.clinic import Overview
from ui.board.chair_tile import ChairTile
from ui.board.finished_list import FinishedList
from ui.board.free_chair import FreeChair
from ui.board.tile_grid import TileGrid
from ui.widgets.looks import label, set_look

ASIDE_PX = 280


class BoardPage(QWidget):
    opened = Signal(str)  # session id
    new_session_requested = Signal(str)  # the chair's name

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tiles: dict[str, ChairTile] = {}  # by session
        self.free_chairs: dict[str, FreeChair] = {}  # by chair
        self.summary_label = label("", "muted")
        self.empty_label = label("There are no chairs yet. An administrator adds them under Administration.", "heading")
        self.finished = FinishedList()
        self.grid = TileGrid()
        self._arrange()
        self.finished.opened.connect(self.opened)

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.grid)
        title = QHBoxLayout()
        title.setSpacing(16)
        title.addWidget(label("Chairs", "heading"))
        title.addWidget(self.summary_label, 1)
        chairs = QVBoxLayout()
        chairs.setSpacing(16)
        chairs.addLayout(title)
        chairs.addWidget(self.empty_label)
        chairs.addWidget(scroll, 1)
        self.finished.setFixedWidth(ASIDE_PX)
        self.empty_label.setWordWrap(True)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(24)
        page.addLayout(chairs, 1)
        page.addWidget(self.finished)

    def display(self, overview: Overview) -> None:
        chairs = overview.roster.chairs
        ordered = sorted(overview.open, key=lambda snapshot: _place(snapshot, chairs))
        ordered.sort(key=urgency, reverse=True)
        taken = {snapshot.chart.chair for snapshot in ordered}
        free = [chair for chair in chairs if chair not in taken]
        shown = [*map(self._tile, ordered), *map(self._free_chair, free)]
        self.grid.place(shown)
        self._let_go({snapshot.chart.session for snapshot in ordered}, set(free))
        self.summary_label.setText(f"{len(ordered)} in use · {len(free)} free" if shown else "")
        self.empty_label.setVisible(not shown)
        self.finished.display(overview.lines, overview.now)

    def _tile(self, snapshot: Snapshot) -> ChairTile:
        session = snapshot.chart.session
        if session not in self.tiles:
            self.tiles[session] = ChairTile()
            self.tiles[session].opened.connect(self.opened)
        self.tiles[session].display(snapshot)
        return self.tiles[session]

    def _free_chair(self, chair: str) -> FreeChair:
        if chair not in self.free_chairs:
            self.free_chairs[chair] = FreeChair(chair)
            self.free_chairs[chair].new_session_requested.connect(self.new_session_requested)
        return self.free_chairs[chair]

    def _let_go(self, sessions: set[str], chairs: set[str]) -> None:
        """Tiles of what is over. They are out of the grid already."""
        for session in set(self.tiles) - sessions:
            self.tiles.pop(session).deleteLater()
        for chair in set(self.free_chairs) - chairs:
            self.free_chairs.pop(chair).deleteLater()


def _place(snapshot: Snapshot, chairs: tuple[str, ...]) -> int:
    """In the order of the list; chairs that are not in it come after."""
    chair = snapshot.chart.chair
    return chairs.index(chair) if chair in chairs else len(chairs)
