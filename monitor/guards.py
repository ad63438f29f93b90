"""What may be written next. The same answer disables the button and refuses the entry."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.corrections import chart_before, right_objections, strike_objections
from monitor.discharge import unmet
from monitor.doubts import unasked
from monitor.effects import OTHER, effect
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    CheckAnswered,
    CriterionObserved,
    DoseChecked,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryStruck,
    EscortNamed,
    FlagAnswered,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    SessionCancelled,
    SessionEvent,
    SessionOpened,
    SessionReviewed,
    SetMissed,
    SprayGiven,
    SprayPlanned,
    SymptomsChecked,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Limits, Phase
from monitor.patient_limits import FROM_THE_START
from monitor.preparation import (
    before_start,
    dose_check_objections,
    gate_objections,
    opening_objections,
    plan_objections,
    spray_objections,
    weight_objections,
)
from monitor.protocol import CriterionKind
from monitor.rules import flags_of
from monitor.schedule import SetState, planned_sets
from monitor.staff import Role, Staff
from monitor.wording import problem_words

RUNNING = (Phase.INFUSING, Phase.PAUSED)
SAY_NONE = "To say that there are none, tap “No known allergies”."
NONE_WORDS = frozenset(
    (
        *("", "no", "none", "nil", "nka", "nkda", "n/a", "na", "none known"),
        *("no allergies", "no allergy", "no known allergies", "no known allergy", "no known drug allergies"),
    )
)
CHARTING = (Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)


def objection(chart: Chart | None, event: SessionEvent, by: Staff, at: datetime, now: datetime) -> str | None:
    """Why this may not be written now, in words for the nurse; None if it may.

    `chart` is None before the session is opened, `at` is when the event happened, `now` when it is being written.
    """
    return next(_objections(chart, event, by, at, now), None)


def answering_objection(chart: Chart, by: Staff, now: datetime) -> str | None:
    """Why this person may answer none of the chart's flags now; None if any. What the answer says is asked later."""
    return next(_before_content(chart, FlagAnswered("", None, ""), by, now, now), None)


def correction_objection(
    chart: Chart, strike: EntryStruck, right: SessionEvent, by: Staff, at: datetime, now: datetime
) -> str | None:
    """Why an entry may not be struck and this, at that time, be written in its place; None if it may.

    What is right is judged as if it had been written instead of what was wrong, and what stands after it must still be
    possible.
    """
    return next(_correction_objections(chart, strike, right, by, at, now), None)


def _correction_objections(
    chart: Chart, strike: EntryStruck, right: SessionEvent, by: Staff, at: datetime, now: datetime
) -> Iterator[str]:
    strike = replace(strike, corrected_by=strike.corrected_by or strike.entry)
    yield from _objections(chart, strike, by, now, now)
    yield from _time(chart, at, now)
    wrong = chart.entry(strike.entry)
    if wrong is not None:
        yield from right_objections(chart, wrong, right, at, now)
        before = chart_before(chart, wrong)
        yield from _before_content(before, right, by, at, now)
        yield from _content(before, right, by, at, now)
        yield from (doubt.sentence for doubt in unasked(chart, right, at, instead_of=wrong.id))


def _added(chart: Chart, known: tuple[str, ...]) -> list[str]:
    return [allergy for allergy in known if allergy not in (chart.allergies or ())]


def says_none(allergy: str) -> bool:
    """Whether these are the usual words for having none, which would stand in the chart as the name of one."""
    return " ".join(allergy.casefold().split()).strip(" .-–—/") in NONE_WORDS


def _objections(chart: Chart | None, event: SessionEvent, by: Staff, at: datetime, now: datetime) -> Iterator[str]:
    if isinstance(event, SessionOpened):
        yield from _author(by)
        yield from opening_objections(chart, event, now)
    elif chart is None:
        yield from _author(by)
        yield "This session has not been opened."
    else:
        yield from _before_content(chart, event, by, at, now)
        yield from _content(chart, event, by, at, now)
        yield from (doubt.sentence for doubt in unasked(chart, event, at))


def _before_content(chart: Chart, event: SessionEvent, by: Staff, at: datetime, now: datetime) -> Iterator[str]:
    yield from _author(by)
    yield from _time(chart, at, now)
    yield from _way_of_giving(chart, event)
    yield from _phase(chart, event)


def _author(by: Staff) -> Iterator[str]:
    if not by.charts:
        yield f"{by.name} is {by.role}: only a nurse or a clinician writes in a chart."


def _time(chart: Chart, at: datetime, now: datetime) -> Iterator[str]:
    if at > now:
        yield f"{chart.time_text(at)} has not come yet: it is {chart.time_text(now)}."
    if chart.discharge is not None and at < chart.discharge.happened_at:
        signed = chart.time_text(chart.discharge.happened_at)
        yield f"{chart.time_text(at)} is before the discharge was signed at {signed}."
    if at < chart.opened_at:
        yield f"{chart.time_text(at)} is before this session was opened at {chart.time_text(chart.opened_at)}."


def _phase(chart: Chart, event: SessionEvent) -> Iterator[str]:
    """The course of a session: what is over is over, what has not begun cannot be continued."""
    if chart.cancelled is not None:
        yield "This session was cancelled: nothing more is written in it."
    if chart.discharge is not None and not isinstance(event, PatientLeft | AddendumWritten | SessionReviewed):
        signed = chart.time_text(chart.discharge.happened_at)
        yield f"The chart was signed at {signed}: from now on only an addendum can be written."
    match event:
        case InfusionStarted() | SprayGiven():
            if chart.phase is not Phase.PREPARING:
                yield f"The {_begun(chart)} already."
        case InfusionPaused():
            if chart.phase is not Phase.INFUSING:
                yield "The infusion is not running."
        case InfusionResumed():
            if chart.phase is not Phase.PAUSED:
                yield "The infusion is not paused."
        case InfusionStopped():
            if chart.phase not in RUNNING:
                yield "The infusion is not running."
        case (
            AllergiesRecorded() | WeightMeasured() | InfusionPlanned() | SprayPlanned() | DoseChecked() | GateAnswered()
        ):
            if chart.phase is not Phase.PREPARING:
                start = "start of the infusion" if chart.protocol.is_infused else "dose"
                yield f"This belongs before the {start}. Write a note instead."
        case PatientLimitsSet():
            if chart.phase is not Phase.PREPARING:
                yield f"The {_begun(chart)} already: the limits stay as they are."
        case CheckAnswered() | SessionCancelled():
            if chart.phase is not Phase.PREPARING:
                yield f"The {_begun(chart)} already."
        case CriterionObserved() | PatientDischarged():
            if chart.phase is not Phase.RECOVERING:
                yield "The infusion has not ended yet." if chart.protocol.is_infused else "The dose is not given yet."
        case PatientLeft() | AddendumWritten() | SessionReviewed():
            if chart.discharge is None:
                yield "The discharge is not signed yet."
        case _:
            pass


def _begun(chart: Chart) -> str:
    return "infusion was started" if chart.protocol.is_infused else "dose was given"


INFUSION = (InfusionPlanned, InfusionStarted, InfusionPaused, InfusionResumed, InfusionStopped)
SPRAY = (SprayPlanned, SprayGiven)


def _way_of_giving(chart: Chart, event: SessionEvent) -> Iterator[str]:
    if isinstance(event, SPRAY if chart.protocol.is_infused else INFUSION):
        yield f"This session's protocol, {chart.protocol.title}, gives {chart.protocol.drug} as {chart.protocol.given}."


def _content(chart: Chart, event: SessionEvent, by: Staff, at: datetime, now: datetime) -> Iterator[str]:
    match event:
        case AllergiesRecorded(known):
            gone = [allergy for allergy in chart.allergies or () if allergy not in known]
            if gone:
                yield f"{', '.join(gone)} would be lost: strike the entry that says so first."
            if not all(allergy.strip() for allergy in known):
                yield "Name the allergy, or choose “no known allergies”."
            yield from (f"“{said}” is no allergy. {SAY_NONE}" for said in _added(chart, known) if says_none(said))
        case WeightMeasured(kg, confirmed):
            yield from weight_objections(kg, confirmed=confirmed)
        case InfusionPlanned():
            yield from plan_objections(chart, event)
        case SprayPlanned():
            yield from spray_objections(chart, event)
        case DoseChecked(plan):
            yield from dose_check_objections(chart, plan == chart.plan, by)
        case CheckAnswered(check):
            if chart.protocol.check(check) is None:
                yield f"This protocol has no check called {check}."
        case EscortNamed(name):
            if not name.strip():
                yield "Name the adult who takes the patient home."
        case GateAnswered():
            yield from gate_objections(chart, event)
        case InfusionStarted() | SprayGiven():
            yield from before_start(chart, at)
            yield from _after_last_step(chart, at)
        case InfusionPaused(reason):
            yield from _after_last_step(chart, at)
            if not reason.strip():
                yield "Say why the infusion is paused."
        case InfusionResumed():
            yield from _after_last_step(chart, at)
        case InfusionStopped(reason):
            yield from _after_last_step(chart, at)
            yield from _early_stop(chart, reason, at)
        case VitalsTaken():
            if chart.started_at is not None and at < chart.started_at:
                yield (
                    f"{chart.time_text(at)} is before the {_begun(chart)} at {chart.time_text(chart.started_at)}: "
                    "the baseline stays as it was. Write a note instead."
                )
        case SetMissed():
            yield from _missed(chart, event, now)
        case EffectSeen():
            yield from _effect_seen(chart, event, at)
        case EffectEnded():
            yield from _effect_ended(chart, event, at)
        case NoEffectsSeen():
            going_on = ", ".join(course.label for course in chart.effects if course.goes_on_at(at))
            if going_on:
                yield f"{going_on}: still open. End it before “none observed”."
        case DrugGiven(drug, dose):
            if not (drug.strip() and dose.strip()):
                yield "Name the drug and the dose that was given."
        case NoteWritten(text) | AddendumWritten(text):
            if not text.strip():
                yield "There is no text yet."
        case FlagAnswered(problem, _, action):
            if not action.strip():
                yield "Say what was done, or why nothing was."
            if not any(flag.problem == problem and flag.since <= at for flag in flags_of(chart, now)):
                yield f"There was no flag “{problem_words(problem)}” at {chart.time_text(at)}."
        case SymptomsChecked():
            if chart.started_at is None:
                yet = "infusion has not been started" if chart.protocol.is_infused else "dose is not given yet"
                yield f"The {yet}: write a note instead."
        case PatientLimitsSet(limits, reason):
            yield from _patient_limits(limits, reason, by)
        case EntryStruck():
            yield from strike_objections(chart, event, by)
        case CriterionObserved(key):
            criterion = chart.protocol.criterion(key)
            if criterion is None or criterion.kind is not CriterionKind.OBSERVED:
                yield f"This protocol has no criterion called {key} that is judged by looking."
        case PatientDischarged():
            yield from _discharge(chart, event, by, now)
        case PatientLeft(accompanied_by):
            if chart.left_at is not None:
                yield f"The patient left at {chart.time_text(chart.left_at)} already."
            if not accompanied_by.strip():
                yield "Name who accompanies the patient."
        case SessionReviewed(signature):
            if by.role is not Role.CLINICIAN:
                yield f"{by.name} is {by.role}: only a clinician countersigns."
            if signature.signer != by.id:
                yield "The signature is another person's."
            if chart.review is not None:
                yield "This session was countersigned already."
        case SessionCancelled(reason):
            if not reason.strip():
                yield "Say why the session is cancelled."
        case _:
            pass


def _patient_limits(limits: tuple[Limits, ...], reason: str, by: Staff) -> Iterator[str]:
    if by.role is not Role.CLINICIAN:
        yield f"{by.name} is {by.role}: only a clinician sets limits for one patient."
    if not reason.strip():
        yield "Say why this patient has limits of their own."
    if not limits:
        yield "There is no limit yet."
    before = [row.vital.label for row in limits if not set(row.phases) <= set(FROM_THE_START)]
    if before:
        yield f"{before[0]}: limits for one patient hold from the start on; before it the protocol's own do."


def _after_last_step(chart: Chart, at: datetime) -> Iterator[str]:
    steps = [chart.started_at, *(moment for pause in chart.pauses for moment in (pause.since, pause.until))]
    last = max((step for step in steps if step is not None), default=chart.opened_at)
    if at < last:
        yield f"{chart.time_text(at)} is before the infusion's last change at {chart.time_text(last)}."


def _early_stop(chart: Chart, reason: str, at: datetime) -> Iterator[str]:
    end = chart.planned_end
    if chart.phase is Phase.PAUSED and not reason.strip():
        yield "The infusion is paused: say why it is stopped."
    elif end is not None and at < end - timedelta(minutes=1) and not reason.strip():
        yield f"The planned end is {chart.time_text(end)} ({chart.t_text(end)}). Say why the infusion is stopped early."


def _missed(chart: Chart, event: SetMissed, now: datetime) -> Iterator[str]:
    if not event.reason.strip():
        yield "Say why the set was not taken."
    open_states = (SetState.DUE, SetState.MISSED)
    if not any(p.due_at == event.due_at and p.state in open_states for p in planned_sets(chart, now)):
        yield f"No set due at {chart.time_text(event.due_at)} is open."


def _effect_label(event: EffectSeen | EffectEnded) -> str:
    label = effect(event.effect).label
    return event.note.strip() or label if event.effect == OTHER else label


def _effect_ended(chart: Chart, event: EffectEnded, at: datetime) -> Iterator[str]:
    label = _effect_label(event)
    same = [c for c in chart.effects if c.code == event.effect and (c.code != OTHER or c.note == event.note)]
    going_on = next((course for course in same if course.is_open), None)
    if going_on is None:
        yield f"{label} is not open."
    elif at < going_on.onset:
        yield f"{label} began at {chart.time_text(going_on.onset)}: it cannot have ended at {chart.time_text(at)}."
    elif at < going_on.steps[-1].at:
        changed = chart.time_text(going_on.steps[-1].at)
        yield f"{label} was still {going_on.grade.word} at {changed}: it cannot have ended at {chart.time_text(at)}."


def _effect_seen(chart: Chart, event: EffectSeen, at: datetime) -> Iterator[str]:
    label = _effect_label(event)
    if event.effect == OTHER and not event.note.strip():
        yield "Say in words what the effect is."
    for course in chart.effects:
        same = course.code == event.effect and (event.effect != OTHER or course.note == event.note)
        if same and course.is_open and course.grade is event.grade and at >= course.onset:
            yield f"{label} is {event.grade.word} already, since {chart.t_text(course.steps[-1].at)}."


def _discharge(chart: Chart, event: PatientDischarged, by: Staff, now: datetime) -> Iterator[str]:
    if event.signature.signer != by.id:
        yield "The signature is another person's."
    for override in event.overrides:
        if chart.protocol.criterion(override.criterion) is None:
            yield f"This protocol has no criterion called {override.criterion}."
    reasons = {override.criterion: override.reason for override in event.overrides}
    open_criteria = unmet(chart, now)
    for judged in open_criteria:
        if not reasons.get(judged.criterion.key, "").strip():
            yield f"Not met: {judged.criterion.label} ({judged.by})."
    if not open_criteria:
        return
    second = event.overruled
    if second is None:
        yield "A clinician's own signature is needed to overrule an unmet criterion."
    elif second.role is not Role.CLINICIAN:
        yield f"{second.name} is {second.role}: only a clinician overrules an unmet criterion."
    elif second.signer == event.signature.signer:
        yield f"{second.name} signs the discharge: a second person overrules an unmet criterion."
