"""A long narrow table in two halves side by side, on as many pages as it needs."""

from reportlab.platypus import Flowable, Spacer, Table

from sessions.exports.report_type import WIDTH

SPACE_PT = 16.0
HALF_PT = (WIDTH - SPACE_PT) / 2
STEP_PT = 4
SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")


class Abreast(Flowable):
    """Read down the left half, then down the right one, each half with the heads. The table is HALF_PT wide."""

    def __init__(self, table: Flowable) -> None:
        super().__init__()
        self._table = table

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, whole = self._table.wrap(HALF_PT, height)
        if whole / 2 > height:
            return width, whole / 2
        self._pair = self._balanced(whole)
        return self._pair.wrap(width, height)

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits on this page, and what does not; nothing where no row fits."""
        match self._table.split(HALF_PT, height):
            case [left, rest]:
                right, *over = rest.split(HALF_PT, height) or [Spacer(0, 0), rest]
                return [_pair(left, right), *(Abreast(part) for part in over)]
        return []

    def draw(self) -> None:
        self._pair.drawOn(self.canv, 0, 0)

    def _balanced(self, whole: float) -> Table:
        """The lowest pair that holds the table; where it cannot be divided, the table alone."""
        for height in range(int(whole / 2), int(whole), STEP_PT):
            match self._table.split(HALF_PT, height):
                case [left, right] if right.wrap(HALF_PT, height)[1] <= height:
                    return _pair(left, right)
        return _pair(self._table, Spacer(0, 0))


def _pair(left: Flowable, right: Flowable) -> Table:
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in SIDES)]
    return Table([[left, right]], colWidths=[HALF_PT + SPACE_PT, HALF_PT], style=style, hAlign="LEFT")
