"""A session with a nasal spray: no infusion, two hours of observation from the dose."""

import pytest

from monitor.chart_reader import read_chart
from monitor.discharge import judge
from monitor.doses import Dose, SprayDose
from monitor.effects import Grade
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    CriterionObserved,
    DoseChecked,
    EffectSeen,
    EntryId,
    EntryStruck,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionStarted,
    InfusionStopped,
    PatientLimitsSet,
    SessionCancelled,
    SprayGiven,
    SprayPlanned,
    SymptomsChecked,
)
from monitor.guards import correction_objection, objection
from monitor.limits import Phase
from monitor.preparation import before_start
from monitor.protocol_file import shipped_protocols
from monitor.rules import flags_of
from monitor.schedule import planned_sets
from tests.builders import CLINICIAN, NURSE, baseline, minute, running_page, shipped_page, vitals, written

SPRAY = next(protocol for protocol in shipped_protocols() if protocol.id == "nasal-esketamine")
GIVEN = SprayGiven()


def prepared(*lines, planned=True):
    """All that the spray asks for before it is given; no weight, for the dose does not depend on it."""
    ready = [
        (-25, AllergiesRecorded(())),
        *([(-23, SprayPlanned(SprayDose(84))), (-22, DoseChecked(EntryId("A", 3)))] if planned else []),
        *((-20, CheckAnswered(check.key, Answer.YES)) for check in SPRAY.checks),
        (-10, baseline()),
        (-5, GateAnswered(Answer.YES)),
    ]
    return shipped_page(*ready, *lines, protocol=SPRAY)


def says(page, event, at=0, now=200):
    return objection(read_chart(page), event, NURSE, minute(at), minute(now))


def test_the_dose_is_given_once_all_before_it_is_done():
    assert list(before_start(read_chart(prepared()))) == []
    assert says(prepared(), GIVEN) is None
    assert says(prepared(planned=False), GIVEN) == "The dose is not planned yet."
    assert says(prepared(GIVEN), GIVEN, at=1) == "The dose was given already."


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (SprayPlanned(SprayDose(56)), None),
        (SprayPlanned(SprayDose(84)), None),
        (SprayPlanned(SprayDose(70)), "70 mg is unusual (this protocol: 56 or 84 mg). Is it right?"),
        (SprayPlanned(SprayDose(70), confirmed=True), None),
    ],
)
def test_another_dose_than_the_protocols_is_asked_once(event, sentence):
    assert says(prepared(planned=False), event) == sentence


@pytest.mark.parametrize(
    "event",
    [InfusionPlanned(Dose(0.5, 70, 1, 40)), InfusionStarted(), InfusionPaused("nausea"), InfusionStopped("nausea")],
)
def test_nothing_is_infused(event):
    said = "This session's protocol, Esketamine nasal spray, gives esketamine as nasal spray."
    assert says(prepared(), event) == said


@pytest.mark.parametrize("event", [SprayPlanned(SprayDose(84)), GIVEN])
def test_an_infusion_is_no_spray(event):
    said = "This session's protocol, Ketamine IV, 40 min, gives ketamine as infusion."
    assert says(running_page(), event, at=1) == said


def test_from_the_dose_on_the_patient_is_observed():
    chart = read_chart(prepared(GIVEN, (40, baseline())))
    assert (chart.phase, chart.started_at, chart.stopped_at) == (Phase.RECOVERING, minute(0), minute(0))
    assert [taken.phase for taken in chart.sets] == [Phase.PREPARING, Phase.RECOVERING]
    assert chart.planned_end is None


def test_sets_are_due_40_min_after_the_dose_and_every_40_min_after_that():
    planned = planned_sets(read_chart(prepared(GIVEN)), minute(1))
    assert [one.due_at for one in planned[1:]] == [minute(40)]
    later = planned_sets(read_chart(prepared(GIVEN)), minute(90))
    assert [one.due_at for one in later[1:]] == [minute(40), minute(80), minute(120)]


@pytest.mark.parametrize(("now", "met"), [(119, False), (120, True)])
def test_two_hours_are_counted_from_the_dose(now, met):
    judged = judge(read_chart(prepared(GIVEN)), minute(now))[0]
    assert (judged.criterion.key, judged.met) == ("observed_long_enough", met)
    assert judged.by.startswith("given 14:45")


def test_before_the_dose_no_criterion_is_met():
    assert {judged.by for judged in judge(read_chart(prepared()), minute(0))} == {"the dose is not given yet"}


@pytest.mark.parametrize(("at", "flagged"), [(119, False), (120, True)])
def test_a_mild_effect_is_not_called_unresolved_before_the_two_hours_are_over(at, flagged):
    chart = read_chart(prepared(GIVEN, (20, EffectSeen("DISS", Grade.MILD))))
    assert any(flag.rule == "effect_unresolved" for flag in flags_of(chart, minute(at))) is flagged


def test_its_limits_flag_before_and_after_the_dose():
    high = read_chart(prepared(GIVEN, (40, baseline(systolic=185))))
    assert [flag.problem for flag in flags_of(high, minute(41)) if flag.vital] == ["high:systolic"]


def test_the_time_of_the_dose_is_corrected_but_not_past_a_set():
    page = prepared(GIVEN, (40, vitals(systolic=130, diastolic=80)))
    wrong = written(page, SprayGiven)

    def correcting(at):
        strike = EntryStruck(wrong.id, "wrong time")
        return correction_objection(read_chart(page), strike, GIVEN, NURSE, minute(at), minute(60))

    assert correcting(5) is None
    assert "would become part of the baseline" in correcting(41)


@pytest.mark.parametrize(
    ("lines", "event", "at", "sentence"),
    [
        ([], CriterionObserved("gait", met=True), 0, "The dose is not given yet."),
        ([], SymptomsChecked(()), 0, "The dose is not given yet: write a note instead."),
        ([GIVEN], AllergiesRecorded(()), 1, "This belongs before the dose. Write a note instead."),
        ([GIVEN], SessionCancelled("ill"), 1, "The dose was given already."),
        (
            [GIVEN],
            PatientLimitsSet(SPRAY.limits[:1], "known"),
            1,
            "The dose was given already: the limits stay as they are.",
        ),
        (
            [GIVEN],
            baseline(),
            -1,
            "14:44 is before the dose was given at 14:45: the baseline stays as it was. Write a note instead.",
        ),
    ],
)
def test_a_refusal_speaks_of_the_dose_and_not_of_an_infusion(lines, event, at, sentence):
    by = CLINICIAN if isinstance(event, PatientLimitsSet) else NURSE
    assert objection(read_chart(prepared(*lines)), event, by, minute(at), minute(200)) == sentence


def test_what_the_dose_rests_on_stays():
    page = prepared(GIVEN)
    strike = EntryStruck(written(page, GateAnswered).id, "typo")
    assert says(page, strike, at=1) == "The dose was given on this: it stays. Write a note instead."
