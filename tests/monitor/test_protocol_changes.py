"""What differs between two protocols, in words and by place, and that no new figure goes with an old source."""

from dataclasses import replace

import pytest

from monitor.effects import Grade
from monitor.limits import Bound, ChangeLimit, Comparison, Limits, Phase, Severity, Unfit
from monitor.protocol import Approval, Check, Criterion, CriterionKind
from monitor.protocol_changes import Kind, compare, differences, unsourced, with_part
from monitor.protocol_file import shipped_protocols
from monitor.vitals import Vital
from tests.builders import SHIPPED, STARTED_AT

SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)
SYSTOLIC = SHIPPED.limits_for(Vital.SYSTOLIC, Phase.INFUSING)
RISE = SHIPPED.changes[0]
OURS = "this clinic, 2026"
MEAN = Limits(Vital.MEAN, (Phase.INFUSING,), (), (), (Bound(Comparison.BELOW, 60),), OURS)
ASKED = Check("asked", "Anything new since last time?", OURS)


def high(limit, comparison=Comparison.AT_LEAST):
    return (Bound(comparison, limit),)


def changed(part, **fields):
    return with_part(SHIPPED, part, replace(part, **fields))


def criterion(key, **fields):
    return changed(SHIPPED.criterion(key), **fields)


DURING = "Limits, Systolic, infusing, paused, recovering"
CHANGED = {
    "nothing": (SHIPPED, []),
    "version and approval": (replace(SHIPPED, version=2, approval=Approval("Dr. Sol", STARTED_AT)), []),
    "a limit": (
        changed(SYSTOLIC, caution=high(160)),
        [f"{DURING}: caution: “at or above 165 mmHg” is now “at or above 160 mmHg”."],
    ),
    "a limit that counts itself no longer": (
        changed(SYSTOLIC, caution=high(165, Comparison.ABOVE)),
        [f"{DURING}: caution: “at or above 165 mmHg” is now “above 165 mmHg”."],
    ),
    "a limit taken out": (
        changed(SYSTOLIC, advisory=()),
        [f"{DURING}: advisory: “at or above 150 mmHg” is now “none”."],
    ),
    "one side of a severity": (
        changed(SYSTOLIC, critical=high(180)),
        [f"{DURING}: critical: “at or above 180 mmHg, below 90 mmHg” is now “at or above 180 mmHg”."],
    ),
    "a source": (
        changed(SYSTOLIC, source=OURS),
        [f"{DURING}: source: “{SYSTOLIC.source}” is now “this clinic, 2026”."],
    ),
    "limits for another vital sign": (
        with_part(SHIPPED, None, MEAN),
        [
            "Limits, Mean pressure, infusing: advisory: “none” is new.",
            "Limits, Mean pressure, infusing: caution: “none” is new.",
            "Limits, Mean pressure, infusing: critical: “below 60 mmHg” is new.",
            "Limits, Mean pressure, infusing: source: “this clinic, 2026” is new.",
        ],
    ),
    "a title": (
        replace(SHIPPED, title="Ketamine"),
        ["General: title: “Ketamine IV, 40 min” is now “Ketamine”."],
    ),
    "the usual dose": (
        replace(SHIPPED, usual_mg_per_kg=(0.5, 0.8)),
        ["General: usual dose: “0.5 to 1 mg/kg” is now “0.5 to 0.8 mg/kg”."],
    ),
    "the schedule": (
        changed(SHIPPED.schedule, infusing_every=5, ordered=(Vital.SYSTOLIC, Vital.DIASTOLIC)),
        [
            "Sets of vital signs: while infusing: “every 10 min” is now “every 5 min”.",
            "Sets of vital signs: a set is complete with: “Systolic, Diastolic, Heart rate, SpO2” is now “Systolic, "
            "Diastolic”.",
        ],
    ),
    "the flags": (
        changed(SHIPPED.flagging, answer_critical_within=1, recheck_first=(), on_oxygen=Severity.ADVISORY),
        [
            "Flags: a lone high value is rechecked first: “Systolic, Diastolic” is now “none”.",
            "Flags: a critical flag is answered: “within 2 min” is now “within 1 min”.",
            "Flags: oxygen given: “caution” is now “advisory”.",
        ],
    ),
    "a change from baseline": (
        changed(RISE, by=25, sets=1, severity=Severity.CRITICAL),
        [
            "Change from the patient's baseline, Systolic, rise in %: change: “20 % or more above baseline in 2 sets "
            "in a row” is now “25 % or more above baseline”.",
            "Change from the patient's baseline, Systolic, rise in %: severity: “caution” is now “critical”.",
        ],
    ),
    "a check": (
        with_part(SHIPPED, SHIPPED.check("mood"), None),
        [
            "Checks before the start, mood: question: “Mood and suicidal thoughts asked today” is gone.",
            "Checks before the start, mood: source: “S36, S50j” is gone.",
        ],
    ),
    "a criterion": (
        criterion("two_sets_in_range", least=3, within=15),
        [
            "Going home, two sets in range: bound: “at least 2, 10 min apart, the last one not older than 20 min” is "
            "now “at least 3, 10 min apart, the last one not older than 15 min”."
        ],
    ),
    "how a criterion is judged": (
        criterion("effects_settled", most=Grade.MODERATE),
        ["Going home, effects settled: bound: “none above mild” is now “none above moderate”."],
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_differs_is_said_by_place_with_both_values(case):
    new, sentences = CHANGED[case]
    assert [pair.sentence for pair in differences(SHIPPED, new)] == sentences


@pytest.mark.parametrize("case", CHANGED)
def test_the_other_way_round_new_and_gone_change_places(case):
    new, _ = CHANGED[case]
    there = {(pair.where, pair.old, pair.new) for pair in differences(SHIPPED, new)}
    back = {(pair.where, pair.new, pair.old) for pair in differences(new, SHIPPED)}
    assert there == back


def test_a_row_divided_into_two_phases_differs_only_where_its_limits_do():
    paused = replace(SYSTOLIC, phases=(Phase.PAUSED,), caution=high(160), source=OURS)
    others = replace(SYSTOLIC, phases=(Phase.INFUSING, Phase.RECOVERING))
    divided = with_part(with_part(SHIPPED, SYSTOLIC, others), None, paused)
    assert [(pair.place, pair.item) for pair in differences(SHIPPED, divided)] == [
        ("Systolic, paused", "caution"),
        ("Systolic, paused", "source"),
    ]
    assert differences(with_part(SHIPPED, SYSTOLIC, others), divided)[0].kind is Kind.ADDED


def test_the_same_limits_in_other_rows_do_not_differ():
    halves = [replace(SYSTOLIC, phases=(phase,)) for phase in SYSTOLIC.phases]
    divided = replace(SHIPPED, limits=(*(row for row in SHIPPED.limits if row != SYSTOLIC), *halves))
    assert differences(SHIPPED, divided) == ()
    assert differences(SHIPPED, replace(SHIPPED, limits=SHIPPED.limits[::-1])) == ()


def test_a_comparison_has_every_row_of_both_and_what_is_gone_where_it_stood():
    pairs = compare(SHIPPED, SPRAY)
    places = list(dict.fromkeys(pair.place for pair in pairs if pair.section == "Going home"))
    assert places.index("line out") == places.index("safe") + 1
    assert {pair.kind for pair in pairs} == set(Kind)
    assert len({pair.where for pair in pairs}) == len(pairs)


def test_two_changes_of_one_kind_are_two_rows():
    steeper = ChangeLimit(Vital.SYSTOLIC, Severity.CRITICAL, by=40, percent=True, sets=1, source=OURS)
    pairs = differences(SHIPPED, with_part(SHIPPED, None, steeper))
    assert {pair.place for pair in pairs} == {"Systolic, rise in % (2)"}


UNSOURCED = {
    "nothing": (SHIPPED, None),
    "a limit": (changed(SYSTOLIC, caution=high(160)), DURING),
    "a limit with its source": (changed(SYSTOLIC, caution=high(160), source=OURS), None),
    "a comparison": (changed(SYSTOLIC, caution=high(165, Comparison.ABOVE)), DURING),
    "only a source": (changed(SYSTOLIC, source=OURS), None),
    "a change": (changed(RISE, by=21), "Change from the patient's baseline, Systolic, rise in %"),
    "the schedule": (changed(SHIPPED.schedule, recovering_every=20), "Sets of vital signs"),
    "the flags": (changed(SHIPPED.flagging, current_for=4), "Flags"),
    "a duration": (replace(SHIPPED, longest_min=61), "General"),
    "a title": (replace(SHIPPED, title="Ketamine"), None),
    "a question": (changed(SHIPPED.check("mood"), label="Mood asked today"), None),
    "a criterion's bound": (criterion("observed_long_enough", least=29), "Going home, observed long enough"),
    "a criterion's words": (criterion("gait", label="Walks ten steps"), None),
    "a new row": (with_part(SHIPPED, None, MEAN), None),
    "a row gone": (with_part(SHIPPED, SYSTOLIC, None), None),
}


@pytest.mark.parametrize("case", UNSOURCED)
def test_a_new_figure_needs_a_new_source(case):
    new, where = UNSOURCED[case]
    sentence = unsourced(SHIPPED, new)
    assert sentence == (
        where
        and f"{where}: the figures are new, the source is still that of the old ones. Say where the new ones come from."
    )


def test_a_part_is_put_in_the_place_of_another_and_nothing_else_changes():
    new = changed(SYSTOLIC, caution=high(160))
    assert [row for row in SHIPPED.limits if row not in new.limits] == [SYSTOLIC]
    assert new.limits.index(new.limits_for(Vital.SYSTOLIC, Phase.INFUSING)) == SHIPPED.limits.index(SYSTOLIC)
    assert replace(new, limits=SHIPPED.limits) == SHIPPED


@pytest.mark.parametrize(
    ("old", "new"),
    [(None, MEAN), (None, replace(RISE, by=30)), (None, ASKED), (None, replace(SHIPPED.criteria[4], key="asked"))],
)
def test_a_part_is_added_and_taken_out_again(old, new):
    added = with_part(SHIPPED, old, new)
    assert added != SHIPPED
    assert with_part(added, new, None) == SHIPPED


def test_the_schedule_the_flags_and_the_whole_are_exchanged():
    schedule, flagging = replace(SHIPPED.schedule, early=1), replace(SHIPPED.flagging, current_for=6)
    assert with_part(SHIPPED, SHIPPED.schedule, schedule).schedule == schedule
    assert with_part(SHIPPED, SHIPPED.flagging, flagging).flagging == flagging
    assert with_part(SHIPPED, SHIPPED, SPRAY) == SPRAY
    assert with_part(SHIPPED, None, None) == SHIPPED


def test_a_part_that_makes_no_protocol_is_refused():
    with pytest.raises(Unfit, match="Systolic while infusing stands 2 times in the limits"):
        with_part(SHIPPED, None, SYSTOLIC)
    with pytest.raises(Unfit, match="mood stands 2 times in the checks"):
        with_part(SHIPPED, ASKED, replace(ASKED, key="mood"))
    with pytest.raises(Unfit, match="gait stands 2 times in the criteria"):
        with_part(SHIPPED, None, Criterion("gait", "Walks", CriterionKind.OBSERVED, OURS))
