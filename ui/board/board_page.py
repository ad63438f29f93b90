"""The home screen: every chair at once, whoever needs somebody first."""

from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.attention import next_of_station
from monitor.clock import offset_from_utc
from monitor.snapshot import Snapshot, urgency
from sessions.clinic import BrokenSession, Overview
from sessions.index import SessionLine
from ui.board.broken_tile import BrokenTile
from ui.board.chair_tile import ChairTile
from ui.board.finished_list import FinishedList
from ui.board.free_chair import FreeChair
from ui.board.leaving_tile import LeavingTile
from ui.board.tile_grid import TileGrid
from ui.widgets.answer_key import follow_answer_key
from ui.widgets.looks import label, set_look

Tile = TypeVar("Tile", bound=QWidget)

ASIDE_PX = 280


class BoardPage(QWidget):
    opened = Signal(str)  # session id
    answering = Signal(str, object)  # session id, and the Flag that is to be answered
    new_session_requested = Signal(str)  # the chair's name

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tiles: dict[str, ChairTile] = {}  # by session
        self.broken_tiles: dict[str, BrokenTile] = {}  # by session
        self.leaving_tiles: dict[str, LeavingTile] = {}  # by session
        self.free_chairs: dict[str, FreeChair] = {}  # by chair
        self.summary_label = label("", "muted")
        self.empty_label = label("There are no chairs yet. An administrator adds them under Administration.", "heading")
        self.finished = FinishedList()
        self.grid = TileGrid()
        self._open: tuple[Snapshot, ...] = ()
        self._arrange()
        self.finished.opened.connect(self.opened)
        follow_answer_key(self, self._answer_next)

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
        """Charts that cannot be shown stand first: nobody sees how those patients are."""
        chairs = overview.roster.chairs
        self._open = overview.open
        offset = offset_from_utc(overview.now)
        ordered = sorted(overview.open, key=lambda snapshot: _place(snapshot.chart.chair, chairs))
        ordered.sort(key=urgency, reverse=True)
        taken = {snapshot.chart.chair for snapshot in ordered} | {one.line.chair for one in overview.broken}
        free = [chair for chair in chairs if chair not in taken | {line.chair for line in overview.leaving}]
        unseen = [self._broken_tile(one, offset) for one in overview.broken]
        still_there = sorted(overview.leaving, key=lambda line: _place(line.chair, chairs))
        leaving = [self._leaving_tile(line, offset) for line in still_there]
        shown = [*unseen, *map(self._tile, ordered), *leaving, *map(self._free_chair, free)]
        self.grid.place(shown)
        _let_go(self.tiles, {snapshot.chart.session for snapshot in ordered})
        _let_go(self.broken_tiles, {one.line.session for one in overview.broken})
        _let_go(self.leaving_tiles, {line.session for line in overview.leaving})
        _let_go(self.free_chairs, set(free))
        not_shown = f" · {len(unseen)} cannot be shown" if unseen else ""
        not_left = f" · {len(leaving)} signed, not left yet" if leaving else ""
        in_use = len(ordered) + len(unseen) + len(leaving)
        self.summary_label.setText(f"{in_use} in use{not_shown}{not_left} · {len(free)} free" if shown else "")
        self.empty_label.setVisible(not shown)
        self.finished.display(overview.lines, overview.now)

    def _answer_next(self) -> None:
        """What calls first in any chair."""
        first = next_of_station(self._open)
        if first:
            self.answering.emit(first[0].chart.session, first[1])

    def _tile(self, snapshot: Snapshot) -> ChairTile:
        session = snapshot.chart.session
        if session not in self.tiles:
            self.tiles[session] = ChairTile()
            self.tiles[session].opened.connect(self.opened)
            self.tiles[session].answering.connect(self.answering)
        self.tiles[session].display(snapshot)
        return self.tiles[session]

    def _broken_tile(self, broken: BrokenSession, offset: timedelta) -> BrokenTile:
        session = broken.line.session
        if session not in self.broken_tiles:
            self.broken_tiles[session] = BrokenTile()
        self.broken_tiles[session].display(broken, offset)
        return self.broken_tiles[session]

    def _leaving_tile(self, line: SessionLine, offset: timedelta) -> LeavingTile:
        if line.session not in self.leaving_tiles:
            self.leaving_tiles[line.session] = LeavingTile()
            self.leaving_tiles[line.session].opened.connect(self.opened)
        self.leaving_tiles[line.session].display(line, offset)
        return self.leaving_tiles[line.session]

    def _free_chair(self, chair: str) -> FreeChair:
        if chair not in self.free_chairs:
            self.free_chairs[chair] = FreeChair(chair)
            self.free_chairs[chair].new_session_requested.connect(self.new_session_requested)
        return self.free_chairs[chair]


def _let_go(tiles: dict[str, Tile], kept: set[str]) -> None:
    """Tiles of what is over. They are out of the grid already."""
    for gone in set(tiles) - kept:
        tiles.pop(gone).deleteLater()


def _place(chair: str, chairs: tuple[str, ...]) -> int:
    """In the order of the list; chairs that are not in it come after."""
    return chairs.index(chair) if chair in chairs else len(chairs)
