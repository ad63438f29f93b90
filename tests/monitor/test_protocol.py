"""The protocol that is shipped: what it orders, that every line of it has a source, and that nobody approved it."""

from dataclasses import replace
from datetime import datetime

import pytest

from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.events import InfusionPlanned, WeightMeasured
from monitor.limits import Phase, Unfit
from monitor.protocol import Approval, CriterionKind
from monitor.protocol_file import shipped_protocols
from monitor.schedule import planned_sets
from monitor.vitals import Vital
from tests.builders import PROTOCOL, SHIPPED, STARTED, STARTED_AT, baseline, minute, shipped_page


def test_the_shipped_protocol_is_approved_by_nobody():
    assert SHIPPED.approval is None


def test_the_shipped_protocol_orders_sets_every_10_then_every_15_min():
    schedule = SHIPPED.schedule
    assert (schedule.infusing_every, schedule.recovering_every) == (10, 15)
    assert (schedule.early, schedule.recheck_after) == (3, 5)
    assert (schedule.caution_late, schedule.critical_late) == (5, 10)
    assert schedule.ordered == (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.HEART_RATE, Vital.SPO2)


def test_every_limit_change_check_and_criterion_names_its_source():
    for row in (SHIPPED, SHIPPED.schedule, *SHIPPED.limits, *SHIPPED.changes, *SHIPPED.checks, *SHIPPED.criteria):
        assert row.source.strip(), row


def test_every_ordered_vital_sign_has_limits_while_a_patient_is_here():
    for vital in SHIPPED.schedule.ordered:
        for phase in (Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING):
            assert SHIPPED.limits_for(vital, phase) is not None


def test_a_vital_sign_or_phase_without_limits_has_none_and_no_default():
    assert PROTOCOL.limits_for(Vital.HEART_RATE, Phase.INFUSING) is None
    assert PROTOCOL.limits_for(Vital.SYSTOLIC, Phase.PREPARING) is None
    assert SHIPPED.limits_for(Vital.SYSTOLIC, Phase.DISCHARGED) is None


@pytest.mark.parametrize("key", [check.key for check in SHIPPED.checks])
def test_a_check_is_found_by_its_key(key):
    assert SHIPPED.check(key).key == key


@pytest.mark.parametrize("key", [criterion.key for criterion in SHIPPED.criteria])
def test_a_criterion_is_found_by_its_key(key):
    assert SHIPPED.criterion(key).key == key


def test_an_unknown_check_or_criterion_is_none():
    assert SHIPPED.check("weather") is None
    assert SHIPPED.criterion("weather") is None


def test_the_shipped_protocol_judges_the_discharge_in_every_way_there_is():
    assert {criterion.kind for criterion in SHIPPED.criteria} == set(CriterionKind)


IV_40, IV_60 = shipped_protocols()[:2]


def test_the_two_ketamine_protocols_differ_only_in_how_long_they_run():
    assert [(IV_40.planned_min, IV_40.longest_min), (IV_60.planned_min, IV_60.longest_min)] == [(40, 60), (60, 60)]
    about = {"id": IV_40.id, "title": IV_40.title, "planned_min": 40, "source": IV_40.source}
    assert replace(IV_60, **about) == IV_40


def test_during_an_hours_infusion_a_set_is_due_every_10_min_up_to_its_end():
    plan = (-23, InfusionPlanned(Dose(0.5, 70, 1, 60)))
    chart = read_chart(shipped_page((-24, WeightMeasured(70)), plan, (-10, baseline()), STARTED, protocol=IV_60))
    due = [planned.due_at for planned in planned_sets(chart, minute(1)) if planned.due_at > minute(0)]
    assert due == [minute(at) for at in (10, 20, 30, 40, 50, 60)]


SCHEDULE, FLAGGING = SHIPPED.schedule, SHIPPED.flagging
TWICE = (Vital.SPO2, Vital.SPO2)
CHECK = SHIPPED.check("mood")
SEDATION, EFFECTS, LOOKING = (SHIPPED.criterion(key) for key in ("alert", "effects_settled", "gait"))
IN_RANGE = SHIPPED.criterion("two_sets_in_range")
SPRAY = shipped_protocols()[2]
FLAGGING_MINUTES = ("answer_caution_within", "answer_critical_within", "current_for")
MINUTES = ("infusing_every", "recovering_every", "early", "recheck_after", "caution_late", "critical_late")

UNFIT = [  # a part, a field of it, what it cannot be, and the sentence
    *((SCHEDULE, name, 0, "0: it must be a whole number, 1 or more.") for name in MINUTES),
    *((SCHEDULE, name, 2.5, "2.5: it must be a whole number, 1 or more.") for name in MINUTES),
    (SCHEDULE, "infusing_every", True, "Infusing every True: it must be a whole number, 1 or more."),
    (SCHEDULE, "infusing_every", -10, "Infusing every -10: it must be a whole number, 1 or more."),
    (SCHEDULE, "early", 10, "A set 10 min early would be the one before: sets are 10 min apart."),
    (SCHEDULE, "critical_late", 5, "Critical after 5 min is not later than caution after 5."),
    (SCHEDULE, "ordered", (), "No vital sign is ordered: a set would never be complete."),
    (SCHEDULE, "ordered", TWICE, "SpO2 stands 2 times in what is ordered."),
    (SCHEDULE, "source", " ", "The source is empty."),
    *((FLAGGING, name, 0, "0: it must be a whole number, 1 or more.") for name in FLAGGING_MINUTES),
    (
        FLAGGING,
        "answer_critical_within",
        6,
        "A critical flag would wait 6 min for an answer, longer than a caution one with 5 min.",
    ),
    (FLAGGING, "recheck_first", TWICE, "SpO2 stands 2 times in what is rechecked first."),
    (FLAGGING, "source", "", "The source is empty."),
    *((CHECK, name, " ", f"The {name} is empty.") for name in ("key", "label", "source")),
    *((LOOKING, name, "", f"The {name} is empty.") for name in ("key", "label", "source")),
    (LOOKING, "least", 1, "Least says nothing where a criterion is judged by looking."),
    (SEDATION, "within", None, "Within is missing where a criterion is judged by Sedation (MOAA/S)."),
    (SEDATION, "least", 0, "Least 0: it must be a whole number, 1 or more."),
    (SEDATION, "least", 6, "Sedation (MOAA/S) ends at 5; 6 is never met."),
    (EFFECTS, "most", None, "Most is missing where a criterion is judged by the effects still open."),
    (EFFECTS, "apart", 5, "Apart says nothing where a criterion is judged by the effects still open."),
    (IN_RANGE, "apart", 0, "Apart 0: it must be a whole number, 1 or more."),
    *((SHIPPED, name, " ", f"The {name} is empty.") for name in ("id", "title", "drug", "route", "source")),
    *((SHIPPED, name, 0, "0: it must be a whole number, 1 or more.") for name in ("version", "planned_min")),
    (SHIPPED, "longest_min", 39, "The longest duration, 39 min, is shorter than the planned 40 min."),
    (SHIPPED, "usual_mg_per_kg", (0, 1), "The usual dose of 0 to 1 mg/kg is no range above 0."),
    (SHIPPED, "usual_mg_per_kg", (1, 0.5), "The usual dose of 1 to 0.5 mg/kg is no range above 0."),
    (SHIPPED, "usual_mg_per_kg", (0.5, float("nan")), "The usual dose of 0.5 to nan mg/kg is no range above 0."),
    (SHIPPED, "limits", SHIPPED.limits[:1] * 2, "Systolic while preparing stands 2 times in the limits."),
    (SHIPPED, "checks", (CHECK, CHECK), "mood stands 2 times in the checks."),
    (SHIPPED, "criteria", (LOOKING, LOOKING), "gait stands 2 times in the criteria."),
    *((SPRAY, "doses_mg", doses, "A spray needs its doses, each more than 0 mg.") for doses in ((), (56, 0))),
    (Approval("Dr. Sol", STARTED_AT), "by", "", "An approval by nobody is none."),
    (Approval("Dr. Sol", STARTED_AT), "at", datetime(2026, 1, 1), "The time 2026-01-01T00:00:00 has no time zone."),  # noqa: DTZ001
]


@pytest.mark.parametrize(("part", "field", "value", "sentence"), UNFIT)
def test_what_the_file_reader_refuses_no_screen_can_make_either(part, field, value, sentence):
    with pytest.raises(Unfit) as refusal:
        replace(part, **{field: value})
    assert str(refusal.value).endswith(sentence)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        (SCHEDULE, {"early": 9}),
        (SCHEDULE, {"critical_late": 6}),
        (SCHEDULE, {"infusing_every": 4, "early": 3}),
        (FLAGGING, {"recheck_first": ()}),
        (FLAGGING, {"answer_critical_within": 5}),
        (SEDATION, {"least": 1}),
        (SHIPPED, {"longest_min": 40}),
        (SHIPPED, {"usual_mg_per_kg": (0.5, 0.5)}),
        (SPRAY, {"doses_mg": (28,)}),
    ],
)
def test_what_is_just_possible_is_taken(part, fields):
    assert replace(part, **fields) != part


def test_of_two_limits_for_one_patient_and_phase_the_later_one_holds():
    row = SHIPPED.limits_for(Vital.SYSTOLIC, Phase.INFUSING)
    milder = replace(row, advisory=())
    assert SHIPPED.with_limits((row, milder)).limits_for(Vital.SYSTOLIC, Phase.INFUSING) == milder
