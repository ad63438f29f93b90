"""What staff usually do about a flag: a short list for each problem, offered as answers. Never a drug, never a dose.

The lists follow what is done in practice (S5, S13, S34, S48e); the clinic's own policy decides, and free text is
always there besides.
"""

from monitor.flags import Flag
from monitor.vitals import Vital

NOTHING_DONE = "Watched, nothing done"
MOST_ANSWERS = 6
"""So that each has a digit of its own, and all can be seen at once."""

_PRESSURE = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN)
_BREATHING = (Vital.SPO2, Vital.RESPIRATORY_RATE, Vital.ETCO2)
_ALERTNESS = (Vital.SEDATION, Vital.AGITATION)

_HIGH_PRESSURE = ("Rechecked", "Cuff or arm changed", "Stimulation lowered, resting", "Infusion paused")
_LOW_PRESSURE = ("Laid flat, legs raised", "Rechecked", "Cuff or arm changed", "Infusion paused")
_HEART_RATE = ("Rechecked by hand", "Laid flat", "Calmed, stayed with the patient", "Infusion paused")
_BREATHING_LESS = ("Woken, breathing deeply", "Airway repositioned", "Oxygen given", "Probe moved", "Infusion paused")
_SEDATED = ("Woken, answers", "Airway watched, stayed with the patient", "Infusion paused")
_AGITATED = ("Stayed with the patient", "Eye mask off, spoken to", "Infusion paused")
_EFFECT = (
    "Stayed with the patient",
    "Eye mask off, spoken to",
    "Comfort measure",
    "Infusion paused",
    "Infusion stopped",
)
_SYMPTOMS = ("Asked again", "Emergency call made", "Stayed with the patient", "Infusion stopped")
_LATE = ("Set is being taken", "Patient asked to rest", "Called away, back now")
_OVERRUN = ("Infusion is about to end", "Pump has stopped, end is being charted")
_ANY = ("Rechecked", "Infusion paused")


def usual_answers(flag: Flag, *, is_infused: bool) -> tuple[str, ...]:
    """What may be said about this flag with one key, at most six, the last one that nothing was done.

    Without an infusion nothing is said of one.
    """
    about = [answer for answer in _about(flag) if is_infused or "nfusion" not in answer]
    return (*about, NOTHING_DONE)


def _about(flag: Flag) -> tuple[str, ...]:
    kind = flag.problem.partition(":")[0]
    if kind in ("effect", "unresolved"):
        return _EFFECT
    if kind == "symptoms":
        return _SYMPTOMS
    if kind == "set_overdue":
        return _LATE
    if kind == "infusion_overrun":
        return _OVERRUN
    if flag.vital in _PRESSURE:
        return _LOW_PRESSURE if kind == "low" else _HIGH_PRESSURE
    if flag.vital is Vital.HEART_RATE:
        return _HEART_RATE
    if flag.vital in _BREATHING:
        return _BREATHING_LESS
    if flag.vital in _ALERTNESS:
        return _AGITATED if kind == "high" else _SEDATED
    return _ANY
