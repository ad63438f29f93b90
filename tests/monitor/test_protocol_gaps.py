"""What a protocol lacks that would leave a patient unwatched, refused before it is used."""

from dataclasses import replace
from importlib.resources import files

import pytest

from monitor.limits import Bound, Comparison, Limits, Phase
from monitor.protocol_file import ProtocolRefused, read_protocol, shipped_protocols
from monitor.protocol_gaps import gap
from monitor.vitals import Vital
from tests.builders import SHIPPED

SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)


def without(protocol, vital, phase):
    """The protocol with no limits of that vital sign in that phase."""
    limits = []
    for row in protocol.limits:
        phases = tuple(one for one in row.phases if row.vital is not vital or one is not phase)
        limits += [replace(row, phases=phases)] if phases else []
    return replace(protocol, limits=tuple(limits))


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda protocol: protocol.id)
def test_nothing_lacks_in_the_shipped_protocols(protocol):
    assert gap(protocol) is None


@pytest.mark.parametrize("vital", SHIPPED.schedule.ordered, ids=lambda vital: vital.key)
@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING])
def test_what_is_ordered_in_every_set_has_limits_in_every_phase(vital, phase):
    assert gap(without(SHIPPED, vital, phase)) == (
        f"{vital.label} is ordered in every set and has no limits while {phase}: nothing would flag."
    )


def test_what_is_not_ordered_may_have_limits_in_some_phases_only():
    assert gap(without(SHIPPED, Vital.RESPIRATORY_RATE, Phase.PREPARING)) is None


def test_a_spray_needs_no_limits_of_an_infusion():
    assert gap(without(SPRAY, Vital.SYSTOLIC, Phase.INFUSING)) is None
    assert gap(without(SPRAY, Vital.SYSTOLIC, Phase.RECOVERING)) is not None


@pytest.mark.parametrize(("minutes", "is_refused"), [(10, False), (11, True), (500, True)])
def test_a_recheck_comes_no_later_than_the_next_set(minutes, is_refused):
    late = replace(SHIPPED, schedule=replace(SHIPPED.schedule, recheck_after=minutes))
    refusal = f"A recheck after {minutes} min would come after the next set: sets are 10 min apart."
    assert gap(late) == (refusal if is_refused else None)


def test_one_change_limit_does_not_stand_there_twice_whatever_its_source():
    first = SHIPPED.changes[0]
    twice = replace(SHIPPED, changes=(*SHIPPED.changes, replace(first, source="another")))
    assert gap(twice) == f"The change limit of {first.vital.label}, {first.text}, stands there twice."
    assert gap(replace(SHIPPED, changes=(*SHIPPED.changes, replace(first, sets=first.sets + 1)))) is None


def test_a_file_with_a_gap_is_refused():
    text = (files("monitor") / "protocols" / "ketamine-iv.toml").read_text(encoding="utf-8")
    with pytest.raises(ProtocolRefused, match="A recheck after 500 min would come after the next set"):
        read_protocol(text.replace("recheck_after_min = 5", "recheck_after_min = 500"))


def with_row(protocol, vital, phase, **bounds):
    """The protocol with these bounds, and no others, for that vital sign in that phase."""
    none = {"advisory": (), "caution": (), "critical": ()}
    return protocol.with_limits((Limits(vital, (phase,), **{**none, **bounds}, source="for this test"),))


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING])
def test_limits_without_a_bound_are_no_limits(phase):
    assert gap(with_row(SHIPPED, Vital.SPO2, phase)) == (
        f"SpO2 is ordered in every set and has no limits while {phase}: nothing would flag."
    )


LOW = (Bound(Comparison.BELOW, 90),)


@pytest.mark.parametrize("bounds", [{"caution": LOW}, {"critical": LOW}])
def test_one_limit_that_asks_for_an_answer_is_enough(bounds):
    assert gap(with_row(SHIPPED, Vital.SPO2, Phase.INFUSING, **bounds)) is None


def test_an_advisory_limit_alone_is_enough_before_the_start_and_not_after_it():
    assert gap(with_row(SHIPPED, Vital.SPO2, Phase.PREPARING, advisory=LOW)) is None
    assert gap(with_row(SHIPPED, Vital.SPO2, Phase.INFUSING, advisory=LOW)) == (
        "SpO2 is ordered in every set and has no caution or critical limit while infusing: "
        "nothing would ask for an answer."
    )


def with_schedule(**other):
    return replace(SHIPPED, schedule=replace(SHIPPED.schedule, **other))


@pytest.mark.parametrize(("every", "is_refused"), [(40, False), (41, True)])
def test_a_set_is_due_before_the_infusion_ends(every, is_refused):
    said = f"With a set every {every} min none would be due in an infusion of 40 min."
    assert gap(with_schedule(infusing_every=every)) == (said if is_refused else None)


@pytest.mark.parametrize(("every", "is_refused"), [(30, False), (31, True)])
def test_a_set_is_due_before_the_patient_may_go_home(every, is_refused):
    said = f"With a set every {every} min none would be due in the 30 min before going home."
    assert gap(with_schedule(recovering_every=every)) == (said if is_refused else None)


@pytest.mark.parametrize(("minutes", "is_refused"), [(10, False), (11, True)])
def test_no_flag_waits_for_its_answer_longer_than_sets_are_apart(minutes, is_refused):
    patient = replace(SHIPPED, flagging=replace(SHIPPED.flagging, answer_caution_within=minutes))
    said = f"A flag that waits {minutes} min for its answer would wait for longer than sets are apart, 10 min."
    assert gap(patient) == (said if is_refused else None)


@pytest.mark.parametrize(("minutes", "is_refused"), [(480, False), (481, True)])
def test_an_infusion_of_a_working_day_is_the_longest_there_is(minutes, is_refused):
    said = f"An infusion of {minutes} min is not believable: 480 min at most."
    assert gap(replace(SHIPPED, longest_min=minutes)) == (said if is_refused else None)


def test_a_spray_is_not_measured_by_the_interval_of_an_infusion():
    schedule = replace(SPRAY.schedule, infusing_every=4, recovering_every=40, early=3)
    assert gap(replace(SPRAY, schedule=schedule)) is None
