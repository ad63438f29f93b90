"""Real vital-sign series, read from a CSV file and written into a chart as a nurse would have typed them.

How a stay becomes a session:

- The session is opened 30 min before the stay's first row, on a date nobody can take for real (1 January 2001).
- Rows are the baseline until, together, they hold every vital sign that the protocol orders; right after that row the
  infusion is started. It is stopped after the planned duration. What follows is the recovery, until the data end or
  `hours` after the first row.
- Each row is one typed line: dictation, guard, store. A question (an unusual value, degrees Fahrenheit) is answered
  with yes and reported. A line of which one word is refused is refused as a whole, and reported: nothing half kept.
- A cell that is empty stays empty. A row with the same readings as the last typed one, up to 3 min after it, is the
  same reading sent again: it is skipped and counted.
- A mean pressure with decimals (MIMIC-III computed it) is typed as the whole number that a monitor shows, and counted.
- Where the file has no column for a vital sign that the protocol orders, the session's protocol does not order it.
- Nothing is invented among the readings. What else the start asks for (weight, dose, checks, the gate) is answered with
  placeholders, marked "replay". What only a person sees after the end is left open, so the discharge stays unsigned.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.doses import Dose
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    GateAnswered,
    InfusionPlanned,
    InfusionStarted,
    InfusionStopped,
    NoteWritten,
    Patient,
    SessionOpened,
    WeightMeasured,
)
from monitor.flags import Flag, flags_of_sets
from monitor.limits import Phase
from monitor.protocol import Protocol
from monitor.snapshot import Snapshot
from monitor.staff import Role, Staff
from monitor.vitals import Vital
from sessions.clinic import Clinic, EntryRefused
from sessions.requests import Discharging, DoseChecking, Joining, Opening, SigningIn, Writing
from sessions.scribe import SteppedClock, snapshot_of, type_line
from sessions.staff import Pins
from sessions.stores.contract import EntryStore

BEGINS_AT = datetime(2001, 1, 1, 12, 0, tzinfo=UTC)
REPEATED_MIN = 3
PREPARING_MIN = 30
LONGEST_HOURS = 12.0
STATION = "replay"
PIN = "4711"
"""The PIN of everybody in a replayed record, which holds nothing that must be guarded."""

PLACEHOLDERS = (
    "Replay of stay {stay} from a file: only the readings are real. Weight, dose, allergies, checks and the gate are "
    "placeholders; no ketamine was given."
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a file holds what."""

    name: str
    stay: str
    minute: str
    systolic: str
    diastolic: str
    mean: str
    letters: Mapping[str, str]  # column to the letter of the typed line
    vitals: frozenset[Vital]

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.stay, self.minute, self.systolic, self.diastolic, self.mean, *self.letters)


PRESSURES = frozenset((Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN))

LAYOUTS = (
    Layout(
        name="MIMIC-III",
        stay="icustay_id",
        minute="minute",
        systolic="nbp_sys",
        diastolic="nbp_dia",
        mean="nbp_mean",
        letters={"hr": "p", "spo2": "s", "rr": "r", "temp_c": "t", "temp_f": "t"},
        vitals=PRESSURES | {Vital.HEART_RATE, Vital.SPO2, Vital.RESPIRATORY_RATE, Vital.TEMPERATURE},
    ),
    Layout(
        name="eICU",
        stay="patientunitstayid",
        minute="observationoffset_min",
        systolic="nibp_sys",
        diastolic="nibp_dia",
        mean="nibp_mean",
        letters={},
        vitals=PRESSURES,
    ),
)


class ReplayRefused(Exception):
    """It cannot be replayed. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a stay: its minute, and the line as a nurse types it ("" where every cell is empty)."""

    minute: float
    line: str
    is_rounded: bool = False  # the mean pressure was given with decimals


@dataclass(frozen=True, slots=True)
class Series:
    """The stays of one file, each with its rows in order of time."""

    layout: Layout
    stays: Mapping[str, Sequence[Row]]


def read_series(path: Path) -> Series:
    """The stays in a CSV file. Raises ReplayRefused, naming the columns that are missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, restval="")
            layout = _layout_of(table.fieldnames or (), path.name)
            stays: dict[str, list[Row]] = {}
            for cells in table:
                stays.setdefault(cells[layout.stay].strip(), []).append(_row(cells, layout, table.line_num, path.name))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise ReplayRefused(f"{path} cannot be read as a CSV file: {problem}.") from problem
    return Series(layout, {stay: sorted(rows, key=lambda row: row.minute) for stay, rows in stays.items()})


def _layout_of(columns: Iterable[str], name: str) -> Layout:
    """The layout that these columns make. Raises ReplayRefused with what the likeliest one still lacks."""
    have = set(columns)
    layout = min(LAYOUTS, key=lambda layout: len(set(layout.columns) - have) / len(layout.columns))
    lacking = [column for column in layout.columns if column not in have]
    if lacking:
        raise ReplayRefused(f"{name} lacks the columns {', '.join(lacking)} (layout of {layout.name}).")
    return layout


def _row(cells: Mapping[str, str], layout: Layout, line: int, name: str) -> Row:
    try:
        minute = float(cells[layout.minute])
        timedelta(minutes=minute)
    except (ValueError, OverflowError) as problem:
        raise ReplayRefused(f"{name}, line {line}: the minute {cells[layout.minute]!r} is not a number.") from problem
    words = []
    systolic, diastolic, mean = (cells[column].strip() for column in (layout.systolic, layout.diastolic, layout.mean))
    shown = _as_shown(mean)
    if systolic or diastolic:
        words.append(f"{systolic}/{diastolic}" + (f" ({shown})" if shown else ""))
    elif shown:
        words.append(f"map{shown}")
    words += [letter + value for column, letter in layout.letters.items() if (value := cells[column].strip())]
    return Row(minute, " ".join(words), is_rounded=shown != mean)


def _as_shown(mean: str) -> str:
    """The mean pressure as a monitor shows it; what is no number stays as it is, for the dictation to refuse."""
    whole, point, decimals = mean.partition(".")
    return f"{float(mean):.0f}" if point and whole.isdecimal() and decimals.isdecimal() else mean


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one line."""

    minute: float
    line: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a stay. Minutes are the file's own."""

    stay: str
    layout: str
    rows: int
    kept: int
    empty: int
    unchanged: int
    left_out: int  # after the last hour replayed
    rounded: int
    asked: tuple[Said, ...]
    refused: tuple[Said, ...]
    not_ordered: tuple[Vital, ...]  # ordered by the shipped protocol, but without a column in the file
    not_started: str  # why the infusion could not be started; "" if it was
    not_signed: tuple[str, ...]  # why the discharge could not be signed
    flags: Mapping[str, int]  # by rule
    snapshot: Snapshot

    @property
    def session(self) -> str:
        return self.snapshot.chart.session


def replay(
    series: Series,
    stay: str,
    store: EntryStore,
    protocol: Protocol,
    *,
    hours: float = LONGEST_HOURS,
    pins: Pins | None = None,
) -> Replay:
    """Write the stay into a record of its own. Raises ReplayRefused for an unknown stay or a record in use."""
    if stay not in series.stays:
        known = ", ".join(sorted(series.stays)) or "none"
        raise ReplayRefused(f"There is no stay {stay!r} in this file; it has {known}.")
    if store.heads():
        raise ReplayRefused("This record is in use: a replay goes into a record of its own.")
    return _Replaying(series, stay, store, protocol, hours, pins or Pins()).run()


class _Replaying:
    """One stay on its way into the record."""

    def __init__(
        self, series: Series, stay: str, store: EntryStore, protocol: Protocol, hours: float, pins: Pins
    ) -> None:
        self._layout, self._stay = series.layout, stay
        self._rows = series.stays[stay]
        self._first = self._rows[0].minute
        self._until = self._first + hours * 60
        self._not_ordered = tuple(v for v in protocol.schedule.ordered if v not in series.layout.vitals)
        self._protocol = _without(protocol, self._not_ordered)
        self._clock = SteppedClock(self._at(self._first - PREPARING_MIN))
        self._clinic = Clinic(store, STATION, self._clock, pins)
        self._nurse, self._second = self._team()
        self._counts: Counter[str] = Counter()
        self._asked: list[Said] = []
        self._refused: list[Said] = []
        self._not_started = ""
        self._not_signed: tuple[str, ...] = ()
        self._seen: dict[tuple[str, str, datetime], Flag] = {}
        self._snapshot = self._opened()

    def run(self) -> Replay:
        last: Row | None = None
        for row in self._rows:
            if row.minute > self._until:
                self._counts["left_out"] += 1
                continue
            self._go_to(row.minute)
            if not row.line:
                self._counts["empty"] += 1
            elif last and row.line == last.line and row.minute - last.minute <= REPEATED_MIN:
                self._counts["unchanged"] += 1
            else:
                self._type(row)
                last = row
        self._finish()
        return self._result()

    def _at(self, minute: float) -> datetime:
        return BEGINS_AT + timedelta(minutes=minute - self._first)

    def _team(self) -> tuple[Staff, Staff]:
        administrator = self._joined("Replay administrator", Role.ADMINISTRATOR, None)
        nurse = self._joined("Replay nurse", Role.NURSE, administrator)
        return nurse, self._joined("Replay clinician", Role.CLINICIAN, administrator)

    def _joined(self, name: str, role: Role, by: Staff | None) -> Staff:
        self._clinic.carry_out(Joining(name, role, PIN), by)
        joined = next(staff for staff in self._clinic.roster.members if staff.name == name)
        self._clinic.carry_out(SigningIn(joined.id, PIN), None)
        return joined

    def _opened(self) -> Snapshot:
        patient = Patient(f"Stay {self._stay}", "replayed", date(1900, 1, 1), f"replay {self._stay}")
        opened = SessionOpened(patient, "Replay", self._protocol, utc_offset_min=0)
        session = snapshot_of(self._clinic, Opening(opened), self._nurse).chart.session
        dose = Dose(self._protocol.usual_mg_per_kg[0], 70, 1, self._protocol.planned_min)
        plan = snapshot_of(
            self._clinic,
            Writing(
                session,
                [
                    NoteWritten(PLACEHOLDERS.format(stay=self._stay)),
                    AllergiesRecorded(("not known (replay)",)),
                    WeightMeasured(dose.weight_kg),
                    InfusionPlanned(dose),
                    *(CheckAnswered(check.key, Answer.YES, "replay") for check in self._protocol.checks),
                ],
            ),
            self._nurse,
        ).chart.plan
        assert plan is not None
        return snapshot_of(self._clinic, DoseChecking(session, plan, self._second.id, PIN), self._nurse)

    def _go_to(self, minute: float) -> None:
        """Let the time pass up to this row; on the way the infusion ends when its planned dose is in."""
        chart = self._snapshot.chart
        if chart.phase is Phase.INFUSING and chart.planned_end and chart.planned_end <= self._at(minute):
            self._stop(chart.planned_end)
        self._clock.set(self._at(minute))
        self._look()

    def _stop(self, at: datetime) -> None:
        self._clock.set(at)
        self._look()
        self._write(InfusionStopped())

    def _look(self) -> None:
        """What the screen raises now; each flag is counted once, however long it stays."""
        for flag in self._clinic.snapshot(self._snapshot.chart.session).flags:
            self._seen[flag.rule, flag.problem, flag.since] = flag

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

    def _finish(self) -> None:
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

    def _result(self) -> Replay:
        for flag in flags_of_sets(self._snapshot.chart):
            self._seen[flag.rule, flag.problem, flag.since] = flag
        return Replay(
            stay=self._stay,
            layout=self._layout.name,
            rows=len(self._rows),
            kept=self._counts["kept"],
            empty=self._counts["empty"],
            unchanged=self._counts["unchanged"],
            left_out=self._counts["left_out"],
            rounded=self._counts["rounded"],
            asked=tuple(self._asked),
            refused=tuple(self._refused),
            not_ordered=self._not_ordered,
            not_started=self._not_started,
            not_signed=self._not_signed,
            flags=Counter(rule for rule, _, _ in self._seen),
            snapshot=self._snapshot,
        )


def _without(protocol: Protocol, lacking: Sequence[Vital]) -> Protocol:
    """The protocol without ordering what the file cannot have; approved by nobody then."""
    if not lacking:
        return protocol
    ordered = tuple(vital for vital in protocol.schedule.ordered if vital not in lacking)
    return replace(
        protocol,
        id=f"{protocol.id}-replay",
        title=f"{protocol.title}, for a replay without {', '.join(vital.label for vital in lacking)}",
        schedule=replace(protocol.schedule, ordered=ordered),
        approval=None,
    )


def summary(result: Replay) -> str:
    """What came of a replay, to be printed."""
    chart = result.snapshot.chart
    lines = [
        f"Stay {result.stay} ({result.layout}): {result.rows} rows",
        f"  kept       {result.kept}" + (f" ({result.rounded} with the mean rounded)" if result.rounded else ""),
        f"  unchanged  {result.unchanged} (the same reading again within {REPEATED_MIN} min)",
        f"  empty      {result.empty}",
        f"  refused    {len(result.refused)}",
        f"  left out   {result.left_out} (after the hours replayed)",
        f"  asked      {len(result.asked)} (each answered with yes)",
    ]
    if result.not_ordered:
        names = ", ".join(vital.label for vital in result.not_ordered)
        lines.append(f"The file has no column for {names}: this session's protocol does not order it.")
    if result.not_started:
        lines.append(f"The infusion was not started. {result.not_started}")
    else:
        ended = chart.t_text(chart.stopped_at) if chart.stopped_at else "not"
        lines.append(f"Infusion: started after the baseline was complete, ended {ended}; phase: {chart.phase}.")
    lines += _listed("Flags by rule:", [f"{rule} {count}" for rule, count in sorted(result.flags.items())])
    lines += _listed("Asked, and confirmed:", _told(result.asked))
    lines += _listed("Refused, and nothing of the line kept:", _told(result.refused))
    lines += _listed("Discharge not signed, because not met:", result.not_signed)
    return "\n".join(lines)


def _told(said: Iterable[Said]) -> list[str]:
    return [f"minute {one.minute:g}  {one.line}  →  {one.sentence}" for one in said]


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)] if lines else []
