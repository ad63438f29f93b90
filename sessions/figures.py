"""How often the flags speak: over simulated sessions, over real series, and beside the naive rule (docs/flags.md).

A simulated session is a page of entries made without a store: the readings are those of simulated_course.py, and a
careful nurse takes every planned set up to 2 min late, every recheck 3 to 5 min after the set it follows, and answers
each flag 1 min after it asks. The naive rule makes a new alert of every value beyond any limit in every set.
"""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from monitor.answering import answer_to
from monitor.chart import Chart
from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.effects import Grade
from monitor.entries import Entry
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    DoseChecked,
    EffectEnded,
    EffectSeen,
    EntryId,
    Event,
    GateAnswered,
    InfusionPlanned,
    InfusionStarted,
    InfusionStopped,
    SessionOpened,
    VitalsTaken,
    WeightMeasured,
)
from monitor.flags import Flag
from monitor.limits import Phase, Severity
from monitor.protocol import CriterionKind, Protocol
from monitor.rules import flags_of
from monitor.schedule import SetKind, next_set, planned_sets
from monitor.snapshot import take_snapshot
from monitor.trends import HORIZON_MIN
from monitor.vitals import Reading, Vital, VitalSet
from sessions.readings_file import read_series
from sessions.replay import replay
from sessions.simulated_course import AFTER_MIN, Course, simulated_course
from sessions.simulated_person import simulated_person
from sessions.staff import Pins
from sessions.stores.memory import MemoryStore

BEGINS_AT = datetime(2001, 1, 1, 12, 0, tzinfo=UTC)
OPENED_MIN = 25
LATE_MIN = 2.0
RECHECK_MIN = (3.0, 5.0)
ANSWER_AFTER_MIN = 1.0
CHEAP_PINS = Pins(memory_kib=8, passes=1, lanes=1)
"""Nobody signs in here but a replayed nurse."""


def simulated_page(seed: int, protocol: Protocol) -> list[Entry]:
    """The entries of one simulated session, from the opening until the vital signs would allow the patient home."""
    return _Visit(seed, protocol).page()


class _Visit:
    def __init__(self, seed: int, protocol: Protocol) -> None:
        self._protocol = protocol
        self._person = simulated_person(seed)
        self._course = simulated_course(seed, stop=protocol.planned_min)
        self._dice = Random(f"nurse {seed}")
        self._page: list[Entry] = []
        self._numbers = count(1)

    def page(self) -> list[Entry]:
        self._prepare()
        coming: list[tuple[float, int, Event]] = []
        order = count()
        for at, event in [*_effects(self._course), (self._course.stop, InfusionStopped())]:
            heapq.heappush(coming, (at, next(order), event))
        minute = 0.0
        while True:
            set_at = max(self._next_set(minute), minute)
            asked = self._asked(minute)
            answer_at = minute + ANSWER_AFTER_MIN if asked else float("inf")
            minute = min(set_at, answer_at, coming[0][0] if coming else float("inf"))
            if minute >= self._course.stop + AFTER_MIN:
                break
            if coming and minute == coming[0][0]:
                self._write(minute, heapq.heappop(coming)[2])
            elif minute == answer_at:
                for flag in asked:
                    self._write(minute, answer_to(flag, "Watched, nothing done"))
            else:
                self._write(minute, self._set(minute))
                if self._may_leave(minute):
                    break
        return self._page

    def _prepare(self) -> None:
        dose = Dose(self._protocol.usual_mg_per_kg[0], self._person.weight_kg, 1, self._protocol.planned_min)
        self._write(-OPENED_MIN, SessionOpened(self._person.identity, "Chair 1", self._protocol, 0))
        self._write(-24, AllergiesRecorded(()))
        self._write(-23, WeightMeasured(self._person.weight_kg))
        self._write(-20, InfusionPlanned(dose))
        self._write(-18, DoseChecked(self._page[-1].id))
        for check in self._protocol.checks:
            self._write(-15, CheckAnswered(check.key, Answer.YES))
        for minute in (-8, -3):
            self._write(minute, self._set(minute))
        self._write(-1, GateAnswered(Answer.YES))
        self._write(0, InfusionStarted())

    def _write(self, minute: float, event: Event) -> None:
        at = BEGINS_AT + timedelta(minutes=minute)
        id = EntryId("simulated", next(self._numbers))
        self._page.append(Entry(id, "simulated", at, at, "nurse", event, ""))

    def _set(self, minute: float) -> VitalsTaken:
        shown = self._course.reading(int(minute // 1))
        values = {
            Vital.SYSTOLIC: shown.systolic,
            Vital.DIASTOLIC: shown.diastolic,
            Vital.HEART_RATE: shown.heart_rate,
            Vital.SPO2: shown.spo2,
        }
        return VitalsTaken(VitalSet(tuple(Reading(vital, value) for vital, value in values.items())))

    def _next_set(self, minute: float) -> float:
        """When the nurse takes the set that is wanted next."""
        now = BEGINS_AT + timedelta(minutes=minute)
        wanted = next_set(planned_sets(read_chart(self._page), now))
        if wanted is None:
            return float("inf")
        due = (wanted.due_at - BEGINS_AT) / timedelta(minutes=1)
        if wanted.kind is SetKind.RECHECK:
            least, most = RECHECK_MIN
            return due - self._dice.uniform(0, most - least)
        return due + self._dice.uniform(0, LATE_MIN)

    def _asked(self, minute: float) -> list[Flag]:
        now = BEGINS_AT + timedelta(minutes=minute)
        return [flag for flag in flags_of(read_chart(self._page), now) if flag.is_open and flag.wants_answer]

    def _may_leave(self, minute: float) -> bool:
        by_reading = (CriterionKind.ELAPSED, CriterionKind.IN_RANGE)
        snapshot = take_snapshot(self._page, BEGINS_AT + timedelta(minutes=minute))
        return all(one.met for one in snapshot.criteria if one.criterion.kind in by_reading)


def _effects(course: Course) -> Iterator[tuple[float, Event]]:
    for bout in course.bouts:
        yield bout.begins, EffectSeen(bout.code, Grade(bout.grade))
        yield bout.ends, EffectEnded(bout.code)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted over some sessions. Counts are of all of them together."""

    name: str
    sessions: int
    flags: Counter[tuple[str, Severity]] = field(default_factory=Counter)  # by rule and worst severity
    with_critical: int = 0
    answers_asked: int = 0
    naive: Counter[Severity] = field(default_factory=Counter)
    naive_with_critical: int = 0
    naive_on_plan: int = 0  # without the sets that are only taken because a flag asked for a recheck
    of_readings: int = 0
    of_readings_urgent: int = 0  # caution and critical ones
    sets: int = 0
    advisories: int = 0  # sets at which the pressure was said to rise to its limit
    false_advisories: int = 0  # and did not reach it within the horizon or, without a reading in it, in the next set

    @property
    def naive_urgent(self) -> int:
        return self.naive[Severity.CAUTION] + self.naive[Severity.CRITICAL]


def count_flags(name: str, charts: Iterable[tuple[Chart, datetime]]) -> Figures:
    """The figures of these sessions, each judged at its own last moment."""
    flags: Counter[tuple[str, Severity]] = Counter()
    naive: Counter[Severity] = Counter()
    sessions = with_critical = naive_with_critical = asked = of_readings = urgent = sets = advisories = false = 0
    on_plan = 0
    for chart, now in charts:
        sessions += 1
        raised = flags_of(chart, now)
        flags.update((flag.worst.rule, flag.worst.severity) for flag in raised)
        about_readings = [flag for flag in raised if flag.vital is not None]
        of_readings += len(about_readings)
        urgent += sum(flag.worst.severity >= Severity.CAUTION for flag in about_readings)
        with_critical += any(flag.worst.severity is Severity.CRITICAL for flag in raised)
        asked += len(chart.answers) + sum(flag.wants_answer for flag in raised)
        alerts = naive_alerts(chart)
        naive.update(alerts)
        on_plan += sum(naive_alerts(chart, _on_plan(chart, now)).values())
        naive_with_critical += alerts[Severity.CRITICAL] > 0
        sets += sum(taken.phase is not Phase.PREPARING for taken in chart.sets)
        rising = [one.at for flag in raised if flag.problem == "rising:systolic" for one in flag.sightings]
        advisories += len(rising)
        false += sum(not _came_true(chart, at) for at in rising)
    return Figures(
        name=name,
        sessions=sessions,
        flags=flags,
        with_critical=with_critical,
        answers_asked=asked,
        naive=naive,
        naive_with_critical=naive_with_critical,
        naive_on_plan=on_plan,
        of_readings=of_readings,
        of_readings_urgent=urgent,
        sets=sets,
        advisories=advisories,
        false_advisories=false,
    )


def naive_alerts(chart: Chart, only: Collection[EntryId] | None = None) -> Counter[Severity]:
    """Every value beyond an absolute limit or changed too far from the baseline, in every set (or only in these), by
    its severity."""
    alerts: Counter[Severity] = Counter()
    for taken in (one for one in chart.sets if only is None or one.entry in only):
        for reading in taken.vitals.readings:
            limits = chart.protocol.limits_for(reading.vital, taken.phase)
            exceeded = limits.worst_exceeded(reading.value) if limits else None
            reached = [exceeded.severity] if exceeded else []
            before = chart.baseline.get(reading.vital)
            if taken.phase is not Phase.PREPARING and before is not None:
                changes = (one for one in chart.protocol.changes if one.vital is reading.vital)
                reached += [one.severity for one in changes if one.reached(reading.value, before)]
            if reached:
                alerts[max(reached)] += 1
    return alerts


def _on_plan(chart: Chart, now: datetime) -> frozenset[EntryId]:
    """The sets that would have been taken without any flag too: those before the start, of the grid, and at the end."""
    planned = planned_sets(chart, now)
    asked = {one.begun_by for one in planned if one.kind is SetKind.RECHECK}
    wanted = {one.begun_by for one in planned if one.kind is not SetKind.RECHECK}
    return frozenset(one.entry for one in chart.sets if one.entry in wanted or one.entry not in asked)


def _came_true(chart: Chart, at: datetime) -> bool:
    """Whether the systolic pressure did reach its caution limit within the horizon, or in the first set after it."""
    later = [taken for taken in chart.sets if taken.at > at and taken.vitals.value(Vital.SYSTOLIC) is not None]
    within = [taken for taken in later if taken.at <= at + timedelta(minutes=HORIZON_MIN)]
    for taken in within or later[:1]:
        limits = chart.protocol.limits_for(Vital.SYSTOLIC, taken.phase)
        high = [bound for bound in limits.bounds(Severity.CAUTION) if bound.comparison.is_high] if limits else []
        value = taken.vitals.value(Vital.SYSTOLIC)
        if value is not None and any(bound.reached(value) for bound in high):
            return True
    return False


def simulated_figures(sessions: int, protocol: Protocol) -> Figures:
    return count_flags(f"{sessions:,} simulated sessions", _simulated(range(sessions), protocol))


def _simulated(seeds: Sequence[int] | range, protocol: Protocol) -> Iterator[tuple[Chart, datetime]]:
    for seed in seeds:
        page = simulated_page(seed, protocol)
        yield read_chart(page), page[-1].happened_at


def replayed_figures(file: Path, protocol: Protocol) -> Figures:
    """Every stay of a real series, replayed as `main.py replay` does; those that could not be started are left out."""
    series = read_series(file)
    charts = []
    for stay in series.stays:
        snapshot = replay(series, stay, MemoryStore(), protocol, pins=CHEAP_PINS).snapshot
        if snapshot.chart.started_at is not None:
            charts.append((snapshot.chart, snapshot.now))
    return count_flags(f"{file.stem}, {len(charts)} stays", charts)
