"""Reading a protocol: everything in the file is used, and what cannot be used is refused in a sentence."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from monitor.limits import Comparison, Phase
from monitor.protocol import Approval
from monitor.protocol_file import ProtocolRefused, read_protocol, shipped_protocols
from monitor.vitals import Vital

TEXT = (files("monitor") / "protocols" / "ketamine-iv.toml").read_text(encoding="utf-8")
APPROVAL = '\n[approval]\nby = "Dr. Sol"\nat = 2026-11-21T08:00:00Z\n'


def changed(old, new):
    """The shipped text with the first of these replaced."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_the_shipped_protocols_are_read():
    assert [protocol.id for protocol in shipped_protocols()] == [
        "ketamine-iv-40",
        "ketamine-iv-60",
        "nasal-esketamine",
    ]


def test_a_limit_is_read_as_its_source_writes_it():
    protocol = read_protocol(TEXT)
    bounds = protocol.limits_for(Vital.HEART_RATE, Phase.INFUSING).advisory
    assert [(bound.comparison, bound.limit) for bound in bounds] == [(Comparison.ABOVE, 100), (Comparison.BELOW, 55)]


def test_the_approval_is_read_with_its_time_zone():
    assert read_protocol(TEXT + APPROVAL).approval == Approval("Dr. Sol", datetime(2026, 11, 21, 8, tzinfo=UTC))


SYSTOLIC = "advisory = { at_least = 140 }\ncaution = { at_least = 165 }"
REFUSALS = {
    "unknown key": (
        "early_min = 3",
        "early_min = 3\nearlier_min = 4",
        "In schedule of the protocol, the key 'earlier_min' is unknown.",
    ),
    "unknown key at the top": (
        'route = "intravenous infusion"',
        'route = "intravenous infusion"\ncolour = "red"',
        "In the protocol, the key 'colour' is unknown.",
    ),
    "missing key": ("early_min = 3\n", "", "In schedule of the protocol, the key 'early_min' is missing."),
    "missing key at the top": ('drug = "ketamine"\n', "", "In the protocol, the key 'drug' is missing."),
    "limit outside its critical limit": (
        SYSTOLIC,
        "advisory = { at_least = 140 }\ncaution = { at_least = 181 }",
        "In limits of the protocol (systolic): The caution limit of Systolic, at or above 181, is not inside its "
        "critical limit, at or above 180.",
    ),
    "low limit outside its critical limit": (
        "advisory = { above = 100, below = 55 }",
        "advisory = { above = 100, below = 45 }",
        "In limits of the protocol (heart_rate): The advisory limit of Heart rate, below 45, is not inside its "
        "caution limit, below 50.",
    ),
    "limit without source": (
        'source = "S12: 165; S51, S58: 180 and 90; 150 derived (Default-A)"\n',
        "",
        "In limits of the protocol (systolic), the key 'source' is missing.",
    ),
    "limit with an empty source": (
        'source = "S12: 165; S51, S58: 180 and 90; 150 derived (Default-A)"',
        'source = " "',
        "In limits of the protocol (systolic), source is empty.",
    ),
    "reversed pair": (
        "usual_mg_per_kg = [0.5, 1.0]",
        "usual_mg_per_kg = [1.0, 0.5]",
        "In the protocol, usual_mg_per_kg = [1.0, 0.5]; it must be a lower and an upper number.",
    ),
    "half a pair": (
        "usual_mg_per_kg = [0.5, 1.0]",
        "usual_mg_per_kg = [0.5]",
        "In the protocol, usual_mg_per_kg = [0.5]; it must be a lower and an upper number.",
    ),
    "unknown vital sign in the order": (
        'ordered = ["systolic", "diastolic", "heart_rate", "spo2"]',
        'ordered = ["systolic", "pulse"]',
        "In schedule of the protocol, 'pulse' is unknown.",
    ),
    "no vital sign ordered": (
        'ordered = ["systolic", "diastolic", "heart_rate", "spo2"]',
        "ordered = []",
        "In schedule of the protocol, ordered = []; it must be a list of texts.",
    ),
    "unknown vital sign with limits": (
        'vital = "etco2"',
        'vital = "co2"',
        "In limits of the protocol (co2), 'co2' is unknown.",
    ),
    "unknown phase": (
        'phases = ["preparing"]',
        'phases = ["waiting"]',
        "In limits of the protocol (systolic), 'waiting' is unknown.",
    ),
    "unknown comparison": (
        "critical = { at_most = 90 }",
        "critical = { under = 90 }",
        "In limits of the protocol (spo2), 'under' is unknown.",
    ),
    "unknown severity": (
        'severity = "advisory"',
        'severity = "alarm"',
        "In changes of the protocol (systolic), 'alarm' is unknown.",
    ),
    "unknown criterion": (
        'kind = "escort"',
        'kind = "friend"',
        "In criteria of the protocol (escort), 'friend' is unknown.",
    ),
    "unknown grade": (
        'most = "mild"',
        'most = "fair"',
        "In criteria of the protocol (effects_settled), 'fair' is unknown.",
    ),
    "criterion without its number": (
        "least = 30\n",
        "",
        "In criteria of the protocol (observed_long_enough), the key 'least' is missing.",
    ),
    "criterion with a number it does not use": (
        'kind = "escort"',
        'kind = "escort"\nleast = 1',
        "In criteria of the protocol (escort), the key 'least' is unknown.",
    ),
    "a number as text": (
        "version = 1",
        'version = "1"',
        "In the protocol, version = '1'; it must be a whole number.",
    ),
    "a whole number with decimals": (
        "early_min = 3",
        "early_min = 2.5",
        "In schedule of the protocol, early_min = 2.5; it must be a whole number.",
    ),
    "no minutes": (
        "early_min = 3",
        "early_min = 0",
        "In schedule of the protocol, early_min = 0; it must be 1 or more.",
    ),
    "true as a number": (
        "early_min = 3",
        "early_min = true",
        "In schedule of the protocol, early_min = True; it must be 1 or more.",
    ),
    "text as a limit": (
        "critical = { at_most = 90 }",
        'critical = { at_most = "90" }',
        "In limits of the protocol (spo2), at_most = '90'; it must be a number.",
    ),
    "a limit that is not a number": (
        "critical = { at_most = 90 }",
        "critical = { at_most = nan }",
        "In limits of the protocol (spo2), at_most = nan; it must be a number.",
    ),
    "a change of nothing": (
        "by = 40",
        "by = 0",
        "In changes of the protocol (systolic): The change limit of Systolic needs a change other than 0 and 1 set "
        "or more.",
    ),
    "a flag as text": (
        "percent = true",
        'percent = "yes"',
        "In changes of the protocol (systolic), percent = 'yes'; it must be true or false.",
    ),
    "shorter than planned": (
        "longest_min = 60",
        "longest_min = 39",
        "In the protocol: The longest duration, 39 min, is shorter than the planned 40 min.",
    ),
    "two sets of limits for one phase": (
        'phases = ["infusing", "paused", "recovering"]',
        'phases = ["preparing", "infusing"]',
        "In the protocol: Systolic while preparing stands 2 times in the limits.",
    ),
    "a check twice": ('key = "consent"', 'key = "identity"', "In the protocol: identity stands 2 times in the checks."),
    "a criterion twice": (
        'key = "gait"',
        'key = "oriented"',
        "In the protocol: oriented stands 2 times in the criteria.",
    ),
    "a table that is a text": (
        "critical = { at_most = 90 }",
        'critical = "90"',
        "In limits of the protocol (spo2), critical = '90'; it must be a table.",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_used_is_refused_with_the_place_and_the_value(name):
    old, new, sentence = REFUSALS[name]
    with pytest.raises(ProtocolRefused) as refusal:
        read_protocol(changed(old, new))
    assert str(refusal.value) == sentence


def test_an_approval_without_a_time_zone_is_refused():
    with pytest.raises(ProtocolRefused) as refusal:
        read_protocol(TEXT + APPROVAL.replace("Z", ""))
    assert str(refusal.value) == "In approval of the protocol, at = 2026-11-21T08:00:00 has no time zone."


def test_an_approval_by_nobody_is_refused():
    with pytest.raises(ProtocolRefused) as refusal:
        read_protocol(TEXT + APPROVAL.replace("Dr. Sol", ""))
    assert str(refusal.value) == "In approval of the protocol, by is empty."


def test_a_text_that_is_no_toml_is_refused():
    with pytest.raises(ProtocolRefused, match="The protocol is not a TOML file"):
        read_protocol("limits: none")


@pytest.mark.parametrize("limit", ["inf", "-inf"])
def test_an_infinite_limit_is_refused(limit):
    with pytest.raises(ProtocolRefused, match=f"at_most = {limit}; it must be a number"):
        read_protocol(changed("critical = { at_most = 90 }", f"critical = {{ at_most = {limit} }}"))


def test_a_vital_sign_without_limits_of_one_severity_is_read():
    protocol = read_protocol(changed("caution = { at_most = 93 }\n", ""))
    assert protocol.limits_for(Vital.SPO2, Phase.INFUSING).caution == ()


@pytest.mark.parametrize("table", ["limits", "changes", "checks", "criteria"])
def test_a_list_that_is_left_out_is_refused_not_taken_as_empty(table):
    lines, keep, kept = TEXT.splitlines(), True, []
    for line in lines:
        if line.startswith("["):
            keep = line != f"[[{table}]]"
        kept += [line] if keep else []
    with pytest.raises(ProtocolRefused) as refusal:
        read_protocol("\n".join(kept))
    assert str(refusal.value) == f"In the protocol, the key '{table}' is missing."
