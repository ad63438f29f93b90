"""A real series of vital signs, out of a file (readings_file.py), written into a chart as a nurse would have typed it.

How a stay becomes a session:

- The session is opened 30 min before the stay's first row, on a date nobody can take for real (1 January 2001).
- Rows are the baseline until, together, they hold every vital sign that the protocol orders; right after that row the
  infusion is started. It is stopped after the planned duration. What follows is the recovery, until the data end or
  `hours` after the first row.
- Each row is one typed line: dictation, guard, store. A question (an unusual value, degrees Fahrenheit) is answered
  with yes and reported. A line of which one word is refused is refused as a whole, and reported: nothing half kept.
- A row with the same readings as the last typed one, up to 3 min after it, is the same reading sent again: it is
  skipped and counted. So is a row without any reading. A mean pressure that had decimals is counted.
- Where the file has no column for a vital sign that the protocol orders, the session's protocol does not order it.
- Nothing is invented among the readings. What else the start asks for (weight, dose, checks, the gate) is answered with
  placeholders, marked "replay". What only a person sees after the end is left open, so the discharge stays unsigned.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitor.events import Answer, GateAnswered, InfusionStarted, InfusionStopped
from monitor.limits import Phase
from monitor.protocol import Protocol
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from monitor.vitals import Vital
from sessions.clinic import Clinic, EntryRefused
from sessions.readings_file import Row, Series
from sessions.replay_opening import PIN, join_team, open_stay, protocol_without
from sessions.replay_report import Replay, Said
from sessions.requests import Discharging, Writing
from sessions.scribe import SteppedClock, snapshot_of, type_line
from sessions.staff import Pins
from sessions.stores.contract import EntryStore

BEGINS_AT = datetime(2001, 1, 1, 12, 0, tzinfo=UTC)
PREPARING_MIN = 30
LONGEST_HOURS = 12.0
STATION = "replay"


class ReplayRefused(Exception):
    """It cannot be replayed. The message is a sentence."""


def replay(
    series: Series,
    stay: str,
    store: EntryStore,
    protocol: Protocol,
    *,
    hours: float = LONGEST_HOURS,
    pins: Pins | None = None,
) -> Replay:
    """Write the stay into a record of its own. Raises SeriesRefused for an unknown stay, ReplayRefused for a record
    that is in use."""
    rows = series.of(stay)
    if store.heads():
        raise ReplayRefused("This record is in use: a replay goes into a record of its own.")
    not_ordered = tuple(vital for vital in protocol.schedule.ordered if vital not in series.layout.vitals)
    clock = SteppedClock(BEGINS_AT - timedelta(minutes=PREPARING_MIN))
    clinic = Clinic(store, STATION, clock, pins or Pins())
    nurse, second = join_team(clinic)
    opened = open_stay(clinic, stay, protocol_without(protocol, not_ordered), nurse, second)
    replaying = _Replaying(clinic, clock, nurse, opened, rows[0].minute)
    replaying.type_all(rows, hours)
    replaying.finish()
    return replaying.result(stay, series.layout.name, not_ordered)


class _Replaying:
    """One stay on its way into the record."""

    def __init__(self, clinic: Clinic, clock: SteppedClock, nurse: Staff, opened: Snapshot, first: float) -> None:
        self._clinic, self._clock, self._nurse = clinic, clock, nurse
        self._snapshot = opened
        self._first = first  # the file's minute at which everything begins
        self._counts: Counter[str] = Counter()
        self._asked: list[Said] = []
        self._refused: list[Said] = []
        self._not_started = ""
        self._not_signed: tuple[str, ...] = ()

    def type_all(self, rows: Sequence[Row], hours: float) -> None:
        """The rows one by one, as far as so many hours after the first one."""
        last: Row | None = None
        for row in rows:
            self._counts["rows"] += 1
            if row.minute > self._first + hours * 60:
                self._counts["left_out"] += 1
                continue
            self._go_to(row.minute)
            if not row.line:
                self._counts["empty"] += 1
            elif row.repeats(last):
                self._counts["unchanged"] += 1
            else:
                self._type(row)
                last = row

    def finish(self) -> None:
        """End the infusion if the data ended before it, and sign if the criteria allow it, which they rarely do."""
        chart = self._snapshot.chart
        if chart.phase is Phase.INFUSING and chart.planned_end:
            self._stop(chart.planned_end)
        if self._snapshot.chart.phase is not Phase.RECOVERING:
            self._not_started = self._not_started or "No row of this stay was kept."
            return
        try:
            self._snapshot = snapshot_of(self._clinic, Discharging(chart.session, PIN), self._nurse)
        except EntryRefused:
            unmet = self._clinic.snapshot(chart.session).unmet
            self._not_signed = tuple(f"{one.criterion.label}: {one.by}" for one in unmet)

    def result(self, stay: str, layout: str, not_ordered: tuple[Vital, ...]) -> Replay:
        now = self._clinic.snapshot(self._snapshot.chart.session)
        return Replay(
            stay=stay,
            layout=layout,
            rows=self._counts["rows"],
            kept=self._counts["kept"],
            empty=self._counts["empty"],
            unchanged=self._counts["unchanged"],
            left_out=self._counts["left_out"],
            rounded=self._counts["rounded"],
            asked=tuple(self._asked),
            refused=tuple(self._refused),
            not_ordered=not_ordered,
            not_started=self._not_started,
            not_signed=self._not_signed,
            flags=Counter(flag.worst.rule for flag in (*now.flags, *now.ended)),
            snapshot=self._snapshot,
        )

    def _at(self, minute: float) -> datetime:
        return BEGINS_AT + timedelta(minutes=minute - self._first)

    def _go_to(self, minute: float) -> None:
        """Let the time pass up to this row; on the way the infusion ends when its planned dose is in."""
        chart = self._snapshot.chart
        if chart.phase is Phase.INFUSING and chart.planned_end and chart.planned_end <= self._at(minute):
            self._stop(chart.planned_end)
        self._clock.set(self._at(minute))

    def _stop(self, at: datetime) -> None:
        self._clock.set(at)
        self._write(InfusionStopped())

    def _type(self, row: Row) -> None:
        typed = type_line(self._clinic, self._nurse, self._snapshot.chart, row.line, self._at(row.minute))
        self._asked += [Said(row.minute, row.line, question) for question in typed.asked]
        if typed.snapshot is None:
            self._refused.append(Said(row.minute, row.line, typed.refusal))
            return
        self._counts["kept"] += 1
        self._counts["rounded"] += row.is_rounded
        self._snapshot = typed.snapshot
        if self._snapshot.chart.phase is Phase.PREPARING:
            self._start()

    def _start(self) -> None:
        try:
            self._write(GateAnswered(Answer.YES, "replay"), InfusionStarted())
        except EntryRefused as refusal:
            self._not_started = str(refusal)
        else:
            self._not_started = ""

    def _write(self, *events: GateAnswered | InfusionStarted | InfusionStopped) -> None:
        request = Writing(self._snapshot.chart.session, events)
        self._snapshot = snapshot_of(self._clinic, request, self._nurse)
