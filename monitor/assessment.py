"""What a set of vital signs means: against the protocol's limits, and against the patient's own baseline.

Each vital sign has its own verdict, so a high never hides a low. A vital sign without limits or without a
baseline yields no finding, which is not the same as being in range: `missing` and `Protocol.limits_for` tell
the difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.limits import Phase, Severity
from monitor.protocol import Protocol
from monitor.vitals import Oxygen, Vital, VitalSet

OUT_OF_LIMITS = "out_of_limits"
CHANGE_FROM_BASELINE = "change_from_baseline"
ON_OXYGEN = "on_oxygen"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading beyond one limit, with the sentence that says so everywhere."""

    rule: str
    severity: Severity
    vital: Vital
    value: float
    is_high: bool  # beyond the upper side of normal, or risen from baseline
    limit: str
    sentence: str
    moved: str = ""  # the change from baseline, where that is what reaches the limit


def missing(protocol: Protocol, vitals: VitalSet) -> tuple[Vital, ...]:
    """The ordered vital signs that the set lacks."""
    return tuple(vital for vital in protocol.schedule.ordered if vitals.value(vital) is None)


def change_text(vital: Vital, value: float, baseline: float) -> str:
    """The change from baseline, in the unit and in per cent of it: "+28 mmHg (+20 %) from baseline 140"."""
    change = value - baseline
    percent = f" ({change / baseline:+.0%})".replace("%", " %") if baseline else ""
    size = f"{change:+.{vital.decimals}f} {vital.change_unit}".rstrip()
    return f"{size}{percent} from baseline {vital.number(baseline)}"


def worst_first(*findings: Finding) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.severity)) if findings else ()


def limits_reached(protocol: Protocol, vitals: VitalSet, phase: Phase) -> Iterator[Finding]:
    """Which readings are beyond the limits of this phase."""
    for reading in vitals.readings:
        limits = protocol.limits_for(reading.vital, phase)
        exceeded = limits.worst_exceeded(reading.value) if limits else None
        if exceeded:
            limit = exceeded.bound.text(reading.vital)
            said = _said(reading.vital, reading.value, vitals.oxygen)
            yield Finding(
                OUT_OF_LIMITS,
                exceeded.severity,
                reading.vital,
                reading.value,
                exceeded.bound.comparison.is_high,
                limit,
                f"{said}: {limit}, {exceeded.severity.word} limit",
            )


class Assessor:
    """Reads the sets of one session in order and says what each means. It remembers how long a change lasts."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._streaks = [0] * len(protocol.changes)  # in how many sets in a row each change was there
        self._oxygen_before: Oxygen | None = None  # at the baseline of SpO2
        self._oxygen_said: Oxygen | None = None  # the last time that somebody said it

    def findings(self, vitals: VitalSet, phase: Phase, baseline: Mapping[Vital, float]) -> tuple[Finding, ...]:
        """What this set reaches, worst first. The baseline is empty before the infusion: nothing has changed yet."""
        if phase is Phase.PREPARING and vitals.value(Vital.SPO2) is not None:
            self._oxygen_before = vitals.oxygen
        self._oxygen_said = vitals.oxygen or self._oxygen_said
        reached = limits_reached(self._protocol, vitals, phase)
        return worst_first(*reached, *self._changed(vitals, baseline), *self._on_oxygen(vitals))

    def _on_oxygen(self, vitals: VitalSet) -> Iterator[Finding]:
        """SpO2 on oxygen says nothing about SpO2 on air. Oxygen that was given is given until it is said to be off."""
        value, oxygen = vitals.value(Vital.SPO2), self._oxygen_said
        if value is not None and oxygen is not None and oxygen.litres_per_min > 0:
            severity = self._protocol.flagging.on_oxygen
            limit = "not on air" if vitals.oxygen else "not known to be on air"
            breathed = str(oxygen) if vitals.oxygen else f"(oxygen not said, last {oxygen})"
            sentence = f"{Vital.SPO2.said(value)} {breathed}: {limit}"
            yield Finding(ON_OXYGEN, severity, Vital.SPO2, value, is_high=False, limit=limit, sentence=sentence)

    def _changed(self, vitals: VitalSet, baseline: Mapping[Vital, float]) -> Iterator[Finding]:
        if not baseline:
            return
        for number, change in enumerate(self._protocol.changes):
            value, before = vitals.value(change.vital), baseline.get(change.vital)
            if value is None or before is None:
                continue
            streak = self._streaks[number] + 1 if change.reached(value, before) else 0
            self._streaks[number] = streak
            if streak >= change.sets:
                moved = change_text(change.vital, value, before)
                if change.vital is Vital.SPO2 and self._oxygen_before and self._oxygen_before.litres_per_min:
                    moved += f" {self._oxygen_before}"
                yield Finding(
                    CHANGE_FROM_BASELINE,
                    change.severity,
                    change.vital,
                    value,
                    change.by > 0,
                    change.text,
                    f"{_said(change.vital, value, vitals.oxygen)}, {moved}: {change.text}",
                    moved,
                )


def _said(vital: Vital, value: float, oxygen: Oxygen | None) -> str:
    """SpO2 is never told without what was breathed, where that is known."""
    return f"{vital.said(value)} {oxygen}" if vital is Vital.SPO2 and oxygen else vital.said(value)
