"""What a protocol lacks that would leave a patient unwatched, refused before it is used."""

from dataclasses import replace
from importlib.resources import files

import pytest

from monitor.limits import Phase
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
