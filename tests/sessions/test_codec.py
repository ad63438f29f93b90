"""Every event as text and back: the same text on every day, and a sentence for every text that is not one."""

import json
from dataclasses import dataclass, field, make_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.doses import Dose, SprayDose
from monitor.effects import Grade
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    Answer,
    ChairAdded,
    CheckAnswered,
    CriterionJudged,
    CriterionObserved,
    DoseChecked,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryId,
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
    Override,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    PinChanged,
    PinRefused,
    ProtocolApproved,
    ProtocolWritten,
    SessionCancelled,
    SessionReviewed,
    SetMissed,
    Signature,
    SignedIn,
    SprayGiven,
    SprayPlanned,
    StaffJoined,
    StaffLeft,
    SymptomsChecked,
    WeightMeasured,
)
from monitor.protocol import ADDED_LATER, Approval
from monitor.staff import Role
from monitor.symptoms import Symptom
from sessions.codec import KINDS, Unreadable, decode, encode, from_text, moment, timestamp, to_text
from tests.builders import OPENED, SHIPPED, minute, vitals

SIGNED = Signature("anna", "Anna Lind", Role.NURSE, "may go home", "ab" * 32, 41)
APPROVED = replace(SHIPPED, approval=Approval("Dr. Sol", datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)))

EXAMPLES = {
    "session_opened": replace(OPENED, protocol=APPROVED),
    "allergies_recorded": AllergiesRecorded(("penicillin", "latex")),
    "weight_measured": WeightMeasured(181, confirmed=True),
    "infusion_planned": InfusionPlanned(Dose(0.5, 70, 1, 40)),
    "dose_checked": DoseChecked(EntryId("A", 4)),
    "check_answered": CheckAnswered("fasted", Answer.NO, "had coffee"),
    "escort_named": EscortNamed("Mr. Berg"),
    "gate_answered": GateAnswered(Answer.YES),
    "infusion_started": InfusionStarted(),
    "infusion_paused": InfusionPaused("nausea"),
    "infusion_resumed": InfusionResumed(),
    "infusion_stopped": InfusionStopped(),
    "vitals_taken": vitals(systolic=142, diastolic=88, spo2=97, temperature=36.8, oxygen=2.5),
    "set_missed": SetMissed(minute(20), "in the bathroom"),
    "effect_seen": EffectSeen("dizziness", Grade.MODERATE),
    "effect_ended": EffectEnded("dizziness"),
    "no_effects_seen": NoEffectsSeen(),
    "drug_given": DrugGiven("ondansetron", "4 mg", "IV"),
    "note_written": NoteWritten('Says: "blue"\n\u2028 – ok \0 😊'),
    "flag_answered": FlagAnswered("systolic high", None, "clinician told"),
    "spray_planned": SprayPlanned(SprayDose(84)),
    "spray_given": SprayGiven(),
    "symptoms_checked": SymptomsChecked((Symptom.CHEST_PAIN, Symptom.SEIZURE)),
    "patient_limits_set": PatientLimitsSet(SHIPPED.limits[:1], "known hypertensive"),
    "entry_struck": EntryStruck(EntryId("A", 9), "typed wrongly", EntryId("A", 10)),
    "criterion_observed": CriterionObserved("walks", met=True),
    "patient_discharged": PatientDischarged(
        SIGNED,
        (CriterionJudged("observed", "60 min observed", met=False, by="45 min"),),
        ("Systolic 160 mmHg",),
        (Override("observed", "lives next door"),),
        replace(SIGNED, signer="dr.sol", role=Role.CLINICIAN),
    ),
    "patient_left": PatientLeft("Mr. Berg"),
    "addendum_written": AddendumWritten("called at home"),
    "session_reviewed": SessionReviewed(SIGNED),
    "session_cancelled": SessionCancelled("no escort"),
    "staff_joined": StaffJoined("anna", "Anna Lind", Role.NURSE, "$argon2id$..."),
    "pin_changed": PinChanged("anna", "$argon2id$..."),
    "staff_left": StaffLeft("anna"),
    "signed_in": SignedIn("anna"),
    "pin_refused": PinRefused("anna"),
    "chair_added": ChairAdded("Chair 1"),
    "protocol_written": ProtocolWritten(SHIPPED),
    "protocol_approved": ProtocolApproved("ketamine-iv-40", 2, replace(SIGNED, role=Role.CLINICIAN)),
}
"""Every kind there is, by its name on disk. A name in this list stays as it is for ever."""

ON_DISK = {
    "weight_measured": '{"confirmed":true,"kg":181.0}',
    "infusion_planned": '{"confirmed":false,"dose":{"mg_per_kg":0.5,"mg_per_ml":1.0,"minutes":40,"weight_kg":70.0}}',
    "dose_checked": '{"plan":{"seq":4,"station":"A"}}',
    "check_answered": '{"answer":"no","check":"fasted","note":"had coffee"}',
    "infusion_started": "{}",
    "vitals_taken": '{"confirmed":[],"vitals":{"oxygen":{"litres_per_min":2.5},"readings":['
    '{"value":142.0,"vital":"systolic"},{"value":88.0,"vital":"diastolic"},'
    '{"value":97.0,"vital":"spo2"},{"value":36.8,"vital":"temperature"}]}}',
    "effect_seen": '{"effect":"dizziness","grade":"moderate","note":""}',
    "note_written": '{"text":"Says: \\"blue\\"\\n\u2028 – ok \\u0000 😊"}',
    "flag_answered": '{"action":"clinician told","entry":null,"problem":"systolic high"}',
    "session_reviewed": '{"signature":{"entries":41,"meaning":"may go home","name":"Anna Lind","over":"'
    + "ab" * 32
    + '","role":"nurse","signer":"anna"}}',
    "staff_joined": '{"id":"anna","name":"Anna Lind","pin_hash":"$argon2id$...","role":"nurse"}',
}
"""What is written in records that exist. If one of these must change, older records can no longer be copied."""


def test_no_kind_of_entry_was_renamed_or_forgotten():
    assert set(KINDS) == set(EXAMPLES)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_event_read_back_is_the_same_event(kind):
    event = EXAMPLES[kind]
    written_as, text = encode(event)
    assert written_as == kind
    assert decode(kind, text) == event
    assert encode(decode(kind, text)) == (kind, text)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_text_is_json_with_sorted_keys_and_no_spaces(kind):
    _, text = encode(EXAMPLES[kind])
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("kind", ON_DISK)
def test_the_text_on_disk_stays_as_it_was(kind):
    assert encode(EXAMPLES[kind]) == (kind, ON_DISK[kind])


def test_equal_events_have_one_text():
    assert encode(WeightMeasured(80)) == encode(WeightMeasured(80.0))
    assert encode(WeightMeasured(-0.0)) == encode(WeightMeasured(0))


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.integers())
def test_any_text_and_any_number_comes_back(text, number, flag, whole):
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    for event in (DrugGiven(text, text, "IV", text), WeightMeasured(number, flag), DoseChecked(EntryId(text, whole))):
        assert decode(*encode(event)) == event


def test_half_a_character_is_refused_before_it_is_written():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        encode(NoteWritten("\ud83d"))


def test_what_is_no_number_is_refused_before_it_is_written():
    with pytest.raises(ValueError, match="nan is not a number"):
        encode(WeightMeasured(float("nan")))


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("pain_scored", "{}", "The kind of entry 'pain_scored' is unknown to this Vigil."),
        ("weight_measured", "{}", "In weight_measured, the field 'kg' is missing."),
        ("weight_measured", '{"kg":80.0,"lb":176}', "In weight_measured, the field 'lb' is unknown to this Vigil."),
        ("weight_measured", '{"kg":"80"}', "In weight_measured, the field 'kg' is \"80\", which is not a number."),
        ("weight_measured", '{"kg":true}', "In weight_measured, the field 'kg' is true, which is not a number."),
        (
            "weight_measured",
            '{"kg":Infinity}',
            "In weight_measured, the field 'kg' is Infinity, which is not a number.",
        ),
        ("weight_measured", '{"kg":1' + "0" * 5000 + "}", "The text of weight_measured is not JSON: "),
        ("weight_measured", '{"kg":80.0,"confirmed":1}', "the field 'confirmed' is 1, which is not true or false."),
        ("dose_checked", '{"plan":{"seq":4.0,"station":"A"}}', "field 'plan.seq' is 4.0, which is not a whole number."),
        ("set_missed", '{"due_at":"13:45","reason":""}', "field 'due_at' is \"13:45\", which is not a time in UTC."),
        ("note_written", '{"text":null}', "the field 'text' is null, which is not a text."),
        ("allergies_recorded", '{"known":"none"}', "the field 'known' is \"none\", which is not a list."),
        ("allergies_recorded", '{"known":["a",2]}', "the field 'known.1' is 2, which is not a text."),
        (
            "effect_seen",
            '{"effect":"x","grade":"awful"}',
            "'grade' is \"awful\", which is not one of mild, moderate, severe.",
        ),
        ("effect_seen", '{"effect":"x","grade":[]}', "'grade' is [], which is not one of mild, moderate, severe."),
        ("note_written", '{"text":"cut off', "The text of note_written is not JSON: "),
        ("note_written", "[" * 100_000, "The text of note_written is not JSON: "),
        ("note_written", "[]", "In note_written, the whole is [], which is not an object."),
        (
            "vitals_taken",
            '{"vitals":{"readings":[{"vital":"spo2","value":970.0}]}}',
            "In vitals_taken, the field 'vitals.readings.0' cannot be so: SpO2 970 % is not believable",
        ),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_a_sentence(kind, text, sentence):
    with pytest.raises(Unreadable) as refused:
        decode(kind, text)
    assert sentence in str(refused.value)


def test_a_missing_field_takes_its_default():
    assert decode("weight_measured", '{"kg":80.0}') == WeightMeasured(80.0)


@dataclass(frozen=True, slots=True)
class Grown:
    """A kind that got its second field in a later release."""

    name: str
    shade: str = field(default="plain", metadata=ADDED_LATER)


def test_a_field_added_later_leaves_older_texts_as_they_were():
    old = '{"name":"blue"}'
    assert to_text(from_text(Grown, old, called="grown")) == old
    assert to_text(Grown("blue", "dark")) == '{"name":"blue","shade":"dark"}'


@dataclass(frozen=True, slots=True)
class Odd:
    pair: tuple[float, str]
    day: date


def test_a_list_of_fixed_length_and_a_day_are_read_as_they_are_written():
    odd = Odd((1, "a"), date(2026, 2, 28))
    assert to_text(odd) == '{"day":"2026-02-28","pair":[1.0,"a"]}'
    assert from_text(Odd, to_text(odd), called="odd") == odd
    with pytest.raises(Unreadable, match=r"the field 'pair' is \[1\], which is not a list of 2"):
        from_text(Odd, '{"day":"2026-02-28","pair":[1]}', called="odd")
    with pytest.raises(Unreadable, match="the field 'day' is \"2026-02-30\", which is not a date"):
        from_text(Odd, '{"day":"2026-02-30","pair":[1,"a"]}', called="odd")


class Loose(Enum):
    ONE = 1


@pytest.mark.parametrize("hint", [object, Loose, int | str])
def test_a_field_for_which_there_is_no_text_is_noticed_at_once(hint):
    with pytest.raises(TypeError, match="There is no text for"):
        to_text(make_dataclass("Odd", [("what", hint)], frozen=True)(1))


def test_a_moment_has_one_form_in_utc_whatever_its_zone():
    noon = datetime(2026, 11, 21, 13, 45, tzinfo=UTC)
    assert timestamp(noon) == "2026-11-21T13:45:00.000000Z"
    assert timestamp(noon.astimezone(timezone(timedelta(hours=5, minutes=30)))) == timestamp(noon)
    assert moment(timestamp(noon)) == noon


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="2026-11-21T13:45:00 does not say in which zone it is"):
        timestamp(datetime(2026, 11, 21, 13, 45))  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    ["2026-11-21T13:45:00Z", "2026-11-21T13:45:00.000000+00:00", "2026-11-21T14:45:00.000000+01:00", "2026-11-21", ""],
)
def test_no_other_form_of_a_moment_is_read(text):
    with pytest.raises(ValueError, match=r"isoformat|is not a time as Vigil writes it"):
        moment(text)
