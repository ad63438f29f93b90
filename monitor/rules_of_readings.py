"""The flags that readings raise: beyond a limit, moved from the baseline, on oxygen, with symptoms, too much alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.assessment import OUT_OF_LIMITS, Finding, limits_reached, worst_first
from monitor.chart import Chart
from monitor.course import Taken
from monitor.flags import Flag, Sighting
from monitor.limits import Phase, Severity
from monitor.schedule import PlannedSet
from monitor.symptoms_beside import with_symptoms
from monitor.vitals import Vital, VitalSet

PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC)
HIGH_PRESSURES = tuple(f"high:{vital.key}" for vital in PRESSURES)

ALIKE_SETS = 3
ALIKE_BY = 2
CHARTED_LATE = timedelta(minutes=5)
"""So many sets in a row, each written so long after it was taken and differing by no more than this from the
one before in any reading, look charted from memory (railroad tracks: S89; the numbers are derived)."""


CUFF_TIME = timedelta(minutes=2)
"""A recheck begun when it is due is charted at most so long after it (house rule): until then it is in time."""


def beyond_limits(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A vital sign reaches a limit or has moved too far from the baseline. High and low are problems of their own.

    A lone high cuff value that only reaches an advisory limit is marked in the chart, and raises no flag yet.
    """
    for flag in whatever_is_beyond(chart, now):
        if not _is_lone_advisory(chart, flag):
            yield flag


def _is_lone_advisory(chart: Chart, flag: Flag) -> bool:
    is_cuff = flag.problem.startswith("high:") and flag.vital in chart.protocol.flagging.recheck_first
    worst = flag.worst
    is_lone = flag.times == 1 and worst.by_change is None
    return is_cuff and is_lone and worst.severity is Severity.ADVISORY and worst.again_by is None


def whatever_is_beyond(chart: Chart, now: datetime) -> Iterator[Flag]:
    """The flags of all readings, those of a lone advisory value included."""
    runs: dict[tuple[Vital, bool], list[Sighting]] = {}
    for taken in _judged(chart):
        if not taken.findings and not runs:
            continue
        for reading in taken.vitals.readings:
            found = [finding for finding in taken.findings if finding.vital is reading.vital]
            for is_high in (True, False):
                side = [finding for finding in found if finding.is_high is is_high]
                if side:
                    runs.setdefault((reading.vital, is_high), []).append(_sighting(taken, side))
                elif (reading.vital, is_high) in runs:
                    run = runs.pop((reading.vital, is_high))
                    yield _flag(chart, (reading.vital, is_high), run, taken.at, now)
    for about, run in runs.items():
        yield _flag(chart, about, run, None, now)


def _judged(chart: Chart) -> Iterator[Taken]:
    """The sets in order. At the start the baseline is judged once more, by the limits of the phase that begins then."""
    latest: dict[Vital, Taken] = {}
    for taken in chart.sets:
        if taken.phase is Phase.PREPARING:
            latest.update({reading.vital: taken for reading in taken.vitals.readings})
        elif latest:
            yield from _at_the_start(chart, latest)
            latest = {}
        yield taken
    if chart.started_at is not None and latest:
        yield from _at_the_start(chart, latest)


def _at_the_start(chart: Chart, latest: dict[Vital, Taken]) -> Iterator[Taken]:
    assert chart.started_at is not None
    phase = chart.phase_at(chart.started_at)
    for vital, taken in latest.items():
        readings = tuple(reading for reading in taken.vitals.readings if reading.vital is vital)
        only = VitalSet(readings, taken.vitals.oxygen if vital is Vital.SPO2 else None)
        other = (one for one in taken.findings if one.vital is vital and one.rule != OUT_OF_LIMITS)
        findings = worst_first(*limits_reached(chart.protocol, only, phase), *other)
        yield replace(taken, at=chart.started_at, phase=phase, vitals=only, findings=findings)


def _sighting(taken: Taken, side: list[Finding]) -> Sighting:
    """The worst of what is found; what else is reached stands behind it."""
    worst = side[0]
    limits: dict[str, list[str]] = {}  # by how far it has moved, which is told once
    for finding in side[1:]:
        limits.setdefault("" if finding.moved == worst.moved else finding.moved, []).append(finding.limit)
    also = "".join(f"; also {moved}{': ' if moved else ''}{', '.join(texts)}" for moved, texts in limits.items())
    return Sighting(
        rule=worst.rule,
        at=taken.at,
        severity=worst.severity,
        sentence=worst.sentence + also,
        limit=worst.limit,
        value=worst.vital.text(worst.value),
        size=worst.value if worst.is_high else -worst.value,
        entry=taken.entry,
        by_change=max((finding.severity for finding in side if finding.moved), default=None),
    )


def _flag(
    chart: Chart, about: tuple[Vital, bool], run: list[Sighting], ended_at: datetime | None, now: datetime
) -> Flag:
    vital, is_high = about
    if is_high and vital in chart.protocol.flagging.recheck_first:
        run = list(_rechecked_first(chart, run, ended_at or now))
    if is_high and vital in PRESSURES:
        run = list(with_symptoms(chart, vital, run, ended_at))
    return Flag(f"{'high' if is_high else 'low'}:{vital.key}", tuple(run), ended_at, vital)


def _rechecked_first(chart: Chart, run: list[Sighting], until: datetime) -> Iterator[Sighting]:
    """A lone value at a caution limit asks for a recheck first (S13); not taken again in time, it is a caution.

    A change from the baseline has its own number of sets: what is a caution by that waits for no other reading.
    """
    after = chart.protocol.schedule.recheck_after
    for number, sighting in enumerate(run):
        before = next((s for s in reversed(run[max(0, number - 2) : number]) if s.entry != sighting.entry), None)
        is_confirmed = before is not None and before.severity >= Severity.CAUTION
        is_lasting = (sighting.by_change or 0) >= Severity.CAUTION
        if sighting.severity is not Severity.CAUTION or is_lasting or is_confirmed:
            yield sighting
            continue
        # What the start judges anew was read before it.
        read_at = next((taken.at for taken in chart.sets if taken.entry == sighting.entry), sighting.at)
        by = read_at + timedelta(minutes=after)
        late_from = by + CUFF_TIME
        late = replace(sighting, sentence=f"{sighting.sentence}; not taken again within {after} min")
        again_at = next((s.at for s in run[number + 1 : number + 3] if s.entry != sighting.entry), until)
        if sighting.at < late_from:
            asks = f"{sighting.sentence}; one reading, take it again by {chart.time_text(by)}"
            yield replace(sighting, severity=Severity.ADVISORY, sentence=asks, again_by=by)
        if again_at >= late_from:
            yield replace(late, at=max(late_from, sighting.at))


def no_baseline(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A change cannot be judged, because there is no reading before the start to compare with."""
    if chart.started_at is None:
        return
    baseline = chart.baseline
    for vital in {change.vital: None for change in chart.protocol.changes if change.vital not in baseline}:
        taken = next((t for t in chart.sets if t.at >= chart.started_at and t.vitals.value(vital) is not None), None)
        if taken:
            sentence = f"{vital.label}: no baseline, so a change from it cannot be judged"
            limit, entry = "a reading before the start", taken.entry
            sighting = Sighting("no_baseline", taken.at, Severity.ADVISORY, sentence, limit, "none", entry=entry)
            yield Flag(f"no_baseline:{vital.key}", (sighting,), vital=vital)


def nearly_alike(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """Several sets charted afterwards, one like the other: a mark for the reviewer, over as soon as it is made."""
    row: list[Taken] = []
    for taken in [*chart.sets, None]:
        if taken and row and _charted_late(taken) and _alike(row[-1], taken):
            row.append(taken)
            continue
        if len(row) >= ALIKE_SETS:
            when = ", ".join(chart.t_text(one.at) for one in row)
            sentence = f"{len(row)} sets in a row, charted afterwards, are nearly the same: {when}"
            sighting = Sighting(
                "nearly_alike",
                row[0].at,
                Severity.ADVISORY,
                sentence,
                f"{ALIKE_SETS} or more within {ALIKE_BY}",
                f"{len(row)} sets",
                entry=row[-1].entry,
            )
            yield Flag(f"nearly_alike:{row[0].at.isoformat()}", (sighting,), ended_at=row[-1].at)
        row = [taken] if taken and _charted_late(taken) else []


def _charted_late(taken: Taken) -> bool:
    return taken.written_at - taken.at >= CHARTED_LATE


def _alike(one: Taken, other: Taken) -> bool:
    """Whether one has all vital signs of the other, and all that both have are nearly the same."""
    first, second = ({reading.vital: reading.value for reading in taken.vitals.readings} for taken in (one, other))
    both = first.keys() & second.keys()
    if len(both) < min(len(first), len(second)):
        return False
    return all(abs(first[vital] - second[vital]) <= ALIKE_BY for vital in both)
