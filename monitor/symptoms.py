"""What turns a high blood pressure into an emergency, asked beside every high-pressure flag.

The esketamine label asks for immediate emergency care at chest pain, breathlessness, sudden severe headache, visual
disturbance, seizure, diminished consciousness or a focal deficit (S5); without them a rise is watched (S13).
"""

from enum import StrEnum

from monitor.effects import Grade


class Symptom(StrEnum):
    CHEST_PAIN = "chest pain"
    BREATHLESSNESS = "breathlessness"
    SUDDEN_SEVERE_HEADACHE = "sudden severe headache"
    VISUAL_LOSS = "visual loss"
    SEIZURE = "seizure"
    REDUCED_CONSCIOUSNESS = "reduced consciousness"
    FOCAL_DEFICIT = "focal deficit"


CHARTED_AS = {
    "CP": (Symptom.CHEST_PAIN, Grade.MILD),
    "DYSPN": (Symptom.BREATHLESSNESS, Grade.MILD),
    "HEAD": (Symptom.SUDDEN_SEVERE_HEADACHE, Grade.SEVERE),
    "SEIZ": (Symptom.SEIZURE, Grade.MILD),
    "LOC": (Symptom.REDUCED_CONSCIOUSNESS, Grade.MILD),
    "SYNC": (Symptom.REDUCED_CONSCIOUSNESS, Grade.MILD),
}
"""The effects that are such a symptom, and from which grade on: what is charted there is not asked again."""
