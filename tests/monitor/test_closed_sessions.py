"""When a session is over its flags are too, and nothing more is said of it."""

from monitor.chart_reader import read_chart
from monitor.events import InfusionStopped, PatientDischarged, Signature
from monitor.limits import Severity
from monitor.rules import flags_of
from monitor.staff import Role
from tests.builders import baseline, minute, running_page

SIGNED = PatientDischarged(Signature("anna", "Anna", Role.NURSE, "home", "", 0), (), ())


def flags(*lines, at):
    return {flag.problem: flag for flag in flags_of(read_chart(running_page(*lines)), minute(at))}


def test_a_lone_high_value_before_the_signature_is_not_missed_afterwards():
    lines = [(40, InfusionStopped()), (40, baseline()), (70, baseline(systolic=168)), (72, SIGNED)]
    flag = flags(*lines, at=500)["high:systolic"]
    assert (flag.severity, flag.ended_at) == (Severity.ADVISORY, minute(72))


def test_what_ended_before_the_signature_keeps_its_own_end():
    lines = [(10, baseline(systolic=182)), (15, baseline()), (40, InfusionStopped()), (40, baseline()), (72, SIGNED)]
    assert flags(*lines, at=500)["high:systolic"].ended_at == minute(15)


def test_after_the_signature_no_flag_is_open_however_long_ago_it_was():
    lines = [(10, baseline(heart_rate=112)), (40, InfusionStopped()), (72, SIGNED)]
    assert not [flag for flag in flags(*lines, at=10_000).values() if flag.is_open or flag.is_escalated]
