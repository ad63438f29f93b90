"""The side effects that can be charted: what each is called, where to look for it, and when it raises a flag.

The sources (S-numbers) are listed in docs/sources.md; GK marks general knowledge, still to be confirmed by
the clinic. Codes are on disk for ever: add, never rename.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """How bad an effect is.

    Mild: noticed, tolerable. Moderate: bothersome, or something was done about it. Severe: the infusion was
    changed or stopped, or it is an emergency.
    """

    MILD = 1
    MODERATE = 2
    SEVERE = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Group(StrEnum):
    """Where a nurse would look for an effect."""

    PERCEPTION = "Perception"
    MOOD = "Mood and thinking"
    ALERTNESS = "Alertness"
    NERVES = "Nervous system"
    EYES_EARS = "Eyes and ears"
    STOMACH = "Stomach and mouth"
    CIRCULATION = "Heart and circulation"
    BREATHING = "Breathing"
    SKIN = "Skin and general"
    SITE = "Infusion site"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Effect:
    """One side effect.

    `label` is what the screen says, `term` the clinical wording (MedDRA preferred terms). From the grade
    `flags_from` on it raises a flag by itself, from `critical_from` on a critical one. `advice` is a reminder, never a
    drug or a dose; empty if there is none. `words` are the lower-case words by which the typed line knows it; no two
    effects share one.
    """

    code: str
    label: str
    term: str
    group: Group
    snomed: str | None
    flags_from: Grade
    critical_from: Grade
    advice: str
    words: tuple[str, ...]
    source: str


OTHER = "OTHER"
"""The effect that has no name here: it is charted with a note that says what it is."""

FLAGS_AT_ANY_GRADE = frozenset(("PANIC", "PARA", "PSY", "MANIA", "EMERG", "SI")).union(
    ("LOC", "SEIZ", "CP", "ARR", "HYPO", "BRAD", "SYNC"),
    ("DYSPN", "RDEP", "LARY", "ALL", "IOP", "IVI", "FALL"),
)
"""The effects that flag even when mild; all others flag when severe.

They are those which the sources flag, or call an emergency, without a condition, and two that have no
harmless grade: a fall, and an infusion that runs into the tissue. Four that ketamine is expected to bring are
left out and flag when severe: hallucination, anxiety, agitation, confusion. So do those which the sources
leave to the limits of the vital signs (high BP, fast heart, low SpO2, drowsiness): there readings flag too.
"""

EMERGENCIES = frozenset(("SEIZ", "LARY", "ALL", "LOC", "SI", "CP", "RDEP"))
"""The effects that are critical even when mild; all others are when severe.

Seizure, laryngospasm, allergic reaction, respiratory depression and a patient who does not respond call for the
emergency response (S32), chest pain is an emergency (S5, S76), new suicidal thoughts are escalated without exception
(S5).
"""

_ROWS: dict[Group, tuple[tuple[str, str, str, str, str], ...]] = {  # code, label, term, advice, source
    Group.PERCEPTION: (
        ("DISS", "Dissociation / unreality", "Dissociation; Derealisation", "stay with patient", "S5b"),
        ("OBE", "Out-of-body / floating", "Dissociation", "", "S50g"),
        ("TIME", "Time distortion", "Time perception altered", "", "S5b"),
        ("VIS", "Visual distortion", "Visual perceptual disturbance", "", "S5b"),
        ("AUD", "Sound distortion", "Hyperacusis", "", "S50d"),
        ("HAL", "Hallucination", "Hallucination", "", "S32"),
        ("DRUNK", "Feeling drunk", "Feeling drunk", "", "S7b"),
        ("ABN", "Feeling abnormal / strange", "Feeling abnormal", "", "GK"),
    ),
    Group.MOOD: (
        ("EUPH", "Euphoria / feeling high", "Euphoric mood", "", "S7b"),
        ("ANX", "Anxiety", "Anxiety", "", "S7b, S34"),
        ("PANIC", "Panic / fear / distress", "Panic attack", "top reason to stop", "S34"),
        ("DYSP", "Dysphoria / low mood", "Dysphoria", "ask suicidality", "S32"),
        ("CRY", "Tearfulness / emotional release", "Crying", "", "S8b"),
        ("AGIT", "Agitation / restlessness", "Agitation", "", "S50d"),
        ("CONF", "Confusion / disorientation", "Confusional state; Disorientation", "", "S32"),
        ("PARA", "Paranoia / suspiciousness", "Paranoia", "", "GK"),
        ("PSY", "Psychotic symptom persisting", "Psychotic disorder", "", "S34"),
        ("MANIA", "Elation / hypomania", "Hypomania", "", "S34"),
        ("EMERG", "Emergence reaction", "Anaesthetic complication; Delirium", "", "S32c"),
        ("SI", "Suicidal thoughts new/worse", "Suicidal ideation", "mandatory escalation", "S5"),
        ("COG", "Poor concentration / memory", "Disturbance in attention; Memory impairment", "", "S5"),
    ),
    Group.ALERTNESS: (
        ("SED", "Drowsiness / sedation", "Somnolence; Sedation", "score MOAA/S", "S12"),
        ("LOC", "Loss of consciousness", "Loss of consciousness", "", "S5b"),
        ("FAT", "Fatigue / lethargy", "Fatigue; Lethargy", "", "S76"),
    ),
    Group.NERVES: (
        ("DIZZ", "Dizziness / wooziness", "Dizziness", "fall risk", "S12, S76"),
        ("VERT", "Spinning", "Vertigo", "fall risk", "S7b"),
        ("HEAD", "Headache", "Headache", "sudden severe + high BP: emergency", "S76, S8b"),
        ("NUM", "Numbness / tingling", "Paraesthesia; Hypoaesthesia", "focal: emergency", "S7b"),
        ("ATAX", "Unsteady / ataxia", "Ataxia; Gait disturbance", "fall risk", "S8, S45b"),
        ("DYSA", "Slurred / difficult speech", "Dysarthria", "persisting: stroke check", "S50d"),
        (
            "TREM",
            "Tremor / stiffness / jerks",
            "Tremor; Muscle rigidity; Myoclonus",
            "like a seizure?",
            "S32",
        ),
        ("SEIZ", "Seizure", "Seizure", "emergency", "S34, S32"),
    ),
    Group.EYES_EARS: (
        ("BLUR", "Blurred vision", "Vision blurred", "", "S48f"),
        ("DIPL", "Double vision", "Diplopia", "", "S32"),
        ("NYST", "Nystagmus", "Nystagmus", "", "S32"),
        ("IOP", "Eye pain / pressure", "Intraocular pressure increased", "", "S32"),
        ("TINN", "Ringing / hearing change", "Tinnitus; Hypoacusis", "", "S50d"),
    ),
    Group.STOMACH: (
        ("NAUS", "Nausea", "Nausea", "", "S12, S76"),
        ("VOM", "Vomiting", "Vomiting", "aspiration risk if sedated", "S7b"),
        ("NV", "Nausea and vomiting", "Nausea; Vomiting", "", "S76"),
        ("TASTE", "Bad or metallic taste", "Dysgeusia", "", "S76"),
        ("DRYM", "Dry mouth", "Dry mouth", "", "GK"),
        ("SAL", "Excess saliva", "Salivary hypersecretion", "airway", "S32d"),
        ("ABDP", "Abdominal pain", "Abdominal pain", "", "GK"),
    ),
    Group.CIRCULATION: (
        ("HTN", "High BP", "Hypertension; Blood pressure increased", "", "S12"),
        ("HYPO", "Low BP", "Hypotension", "", "S32"),
        ("TACH", "Fast heart", "Tachycardia", "", "S32"),
        ("BRAD", "Slow heart / vasovagal", "Bradycardia; Presyncope", "", "S32"),
        ("ARR", "Irregular heartbeat", "Arrhythmia", "", "S32"),
        ("PALP", "Palpitations", "Palpitations", "ask chest pain", "GK"),
        ("CP", "Chest pain", "Chest pain", "emergency", "S76, S5"),
        ("SYNC", "Fainting", "Syncope", "", "S76"),
    ),
    Group.BREATHING: (
        ("DYSPN", "Breathlessness", "Dyspnoea", "", "S76, S5"),
        ("RDEP", "Slow/shallow breathing, apnoea", "Respiratory depression; Apnoea", "emergency", "S32, S76"),
        ("DESAT", "Low SpO2", "Oxygen saturation decreased", "", "S51"),
        ("LARY", "Noisy breathing / laryngospasm", "Laryngospasm; Stridor", "emergency", "S32"),
    ),
    Group.SKIN: (
        ("FLUSH", "Flushing / feeling hot", "Flushing; Feeling hot", "", "S76"),
        ("SWEAT", "Sweating", "Hyperhidrosis", "", "S76"),
        ("CHILL", "Feeling cold / shivering", "Chills", "", "GK"),
        ("PALE", "Pallor", "Pallor", "check BP", "S76"),
        ("RASH", "Rash / redness", "Rash; Erythema", "", "S32"),
        ("ITCH", "Itching", "Pruritus", "look for a rash", "S76"),
        ("ALL", "Allergic reaction", "Anaphylactic reaction", "emergency", "S32"),
    ),
    Group.SITE: (
        ("IVP", "IV-site pain", "Infusion site pain", "", "S32"),
        ("IVI", "IV infiltration / extravasation", "Infusion site extravasation", "stop line", "GK"),
    ),
    Group.OTHER: (
        ("URIN", "Urgency, frequency, pain, blood", "Pollakiuria; Dysuria; Cystitis", "refer", "S32, S34"),
        ("FALL", "Fall", "Fall", "incident report", "GK"),
        (OTHER, "Other", "Adverse event", "", "GK"),
    ),
}

_SNOMED = {
    "DIZZ": "404640003",
    "HEAD": "25064002",
    "TASTE": "271801002",
    "NAUS": "422587007",
    "NV": "16932000",
    "CP": "29857009",
    "SYNC": "271594007",
    "DYSPN": "267036007",
    "FLUSH": "238810007",
    "SWEAT": "415690000",
    "PALE": "398979000",
    "ITCH": "418363000",
    "FAT": "84229001",
}
"""SNOMED CT, only where code and name were seen together (S76).

RDEP has none: the code seen for it means "apneic", which slow or shallow breathing is not.
"""

_WORDS = {
    "DISS": "dissociation dissociated dissociating dissociative unreal unreality detached disconnected "
    "derealisation derealization depersonalisation depersonalization",
    "OBE": "floating floaty float outofbody",
    "TIME": "time timeless",
    "VIS": "visual visuals colours colors patterns shapes",
    "AUD": "sound sounds auditory hyperacusis loud",
    "HAL": "hallucination hallucinations hallucinating hallucinated voices",
    "DRUNK": "drunk tipsy intoxicated",
    "ABN": "abnormal strange weird odd peculiar funny",
    "EUPH": "euphoria euphoric high happy bliss blissful giggly",
    "ANX": "anxiety anxious nervous worried uneasy apprehensive tense",
    "PANIC": "panic panicky panicking fear fearful afraid scared frightened terrified distress distressed",
    "DYSP": "dysphoria dysphoric lowmood sad sadness depressed unhappy",
    "CRY": "tearfulness tearful tears crying cry weeping weepy sobbing emotional",
    "AGIT": "agitation agitated restless restlessness fidgety",
    "CONF": "confusion confused disorientation disoriented disorientated muddled",
    "PARA": "paranoia paranoid suspicious suspiciousness",
    "PSY": "psychotic psychosis delusion delusions delusional",
    "MANIA": "mania manic hypomania hypomanic elation elated",
    "EMERG": "emergence delirium delirious",
    "SI": "suicidal suicide suicidality si",
    "COG": "concentration concentrating memory attention forgetful foggy",
    "SED": "drowsiness drowsy sedation sedated somnolence somnolent sleepiness sleepy sleeping asleep nodding",
    "LOC": "unconscious unconsciousness consciousness unresponsive loc",
    "FAT": "fatigue fatigued lethargy lethargic tired tiredness exhausted",
    "DIZZ": "dizziness dizzy wooziness woozy lightheaded lightheadedness giddy giddiness",
    "VERT": "vertigo spinning spins",
    "HEAD": "headache headaches migraine",
    "NUM": "numbness numb tingling tingly pins paraesthesia paresthesia hypoaesthesia hypoesthesia",
    "ATAX": "ataxia ataxic unsteady unsteadiness wobbly gait stumbling",
    "DYSA": "dysarthria slurred slurring speech",
    "TREM": "tremor tremors trembling shaky shaking stiff stiffness rigid rigidity jerks jerking jerky "
    "myoclonus twitching",
    "SEIZ": "seizure seizures seizing convulsion convulsions convulsing fit fitting",
    "BLUR": "blurred blurry blur blurring",
    "DIPL": "double diplopia",
    "NYST": "nystagmus",
    "IOP": "eyepain eyepressure intraocular",
    "TINN": "tinnitus ringing hearing hypoacusis",
    "NAUS": "nausea nauseous nauseated sick sickness queasy",
    "VOM": "vomiting vomit vomited emesis puking",
    "NV": "nv",
    "TASTE": "taste metallic dysgeusia",
    "DRYM": "dry drymouth mouth",
    "SAL": "saliva salivation salivating salivary hypersalivation drool drooling dribbling",
    "ABDP": "abdominal abdomen stomach stomachache tummy belly cramps",
    "HTN": "hypertension hypertensive highbp htn",
    "HYPO": "hypotension hypotensive lowbp",
    "TACH": "tachycardia tachycardic tachy fastheart",
    "BRAD": "bradycardia bradycardic brady vasovagal presyncope slowheart",
    "ARR": "arrhythmia arrhythmic irregular ectopics",
    "PALP": "palpitations palpitation palps pounding fluttering",
    "CP": "chest chestpain cp angina",
    "SYNC": "fainting fainted faint syncope syncopal",
    "DYSPN": "breathlessness breathless dyspnoea dyspnea sob",
    "RDEP": "apnoea apnea apnoeic apneic shallow slowbreathing hypoventilation",
    "DESAT": "desaturation desaturated desaturating desat lowsats hypoxia hypoxic",
    "LARY": "laryngospasm stridor noisy",
    "FLUSH": "flushing flushed hot warm",
    "SWEAT": "sweating sweaty sweat sweats hyperhidrosis clammy",
    "CHILL": "cold chills chilly shivering shivery shivers",
    "PALE": "pallor pale pallid",
    "RASH": "rash redness erythema hives urticaria",
    "ITCH": "itching itchy itch pruritus",
    "ALL": "allergic allergy anaphylaxis anaphylactic",
    "IVP": "ivpain sitepain",
    "IVI": "infiltration infiltrated extravasation extravasated ivleak siteswelling tissued",
    "URIN": "urgency frequency urinary urine bladder dysuria cystitis pollakiuria haematuria hematuria",
    "FALL": "fall fell fallen",
    OTHER: "other",
}
"""From label and term, and what a nurse types. A word that could mean two effects ("pain", "slow") is in
none; joined words ("lowbp", "lowmood") make their common beginning ("low") ask which is meant.
"""

EFFECTS: tuple[Effect, ...] = tuple(
    Effect(
        code=code,
        label=label,
        term=term,
        group=group,
        snomed=_SNOMED.get(code),
        flags_from=Grade.MILD if code in FLAGS_AT_ANY_GRADE else Grade.SEVERE,
        critical_from=Grade.MILD if code in EMERGENCIES else Grade.SEVERE,
        advice=advice,
        words=tuple(_WORDS[code].split()),
        source=source,
    )
    for group, rows in _ROWS.items()
    for code, label, term, advice, source in rows
)

COMMON: tuple[str, ...] = ("SED", "DIZZ", "DISS", "NAUS", "EUPH", "VIS", "ANX", "HEAD", "BLUR", "NUM")
"""Offered first, as buttons: four by their rate in 203 patients (drowsiness 56.4 %, dizziness 45.2 %,
dissociation 35.6 %, nausea 13.3 %: S12), then those that pages for patients name (S5b, S7b, S8b, S48f).
"""

_BY_CODE = {effect.code: effect for effect in EFFECTS}


def effect(code: str) -> Effect:
    """The effect with that code. Raises ValueError with the code in it."""
    if code not in _BY_CODE:
        raise ValueError(f"There is no effect with the code {code!r}.")
    return _BY_CODE[code]
