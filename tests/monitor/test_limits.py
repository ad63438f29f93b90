"""What is normal: every limit of the shipped protocol from one below to one above, and limits that cannot be."""

import pytest

from monitor.limits import Bound, ChangeLimit, Comparison, Limits, Phase, Severity, Unfit
from monitor.protocol_file import shipped_protocols
from monitor.vitals import Vital

PREPARING = (Phase.PREPARING,)
DURING_AND_AFTER = (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)
ALWAYS = PREPARING + DURING_AND_AFTER
BESIDE_AN_INFUSION = (Phase.PREPARING, Phase.RECOVERING)
SIGNS = {"-": None, "a": Severity.ADVISORY, "c": Severity.CAUTION, "!": Severity.CRITICAL}

EDGES = [  # each limit one before, on it and one after; - in range, a advisory, c caution, ! critical
    (Vital.SYSTOLIC, PREPARING, "139- 140a 141a 164a 165c 166c 179c 180! 181! 91- 90- 89!"),
    (Vital.SYSTOLIC, DURING_AND_AFTER, "149- 150a 151a 164a 165c 166c 179c 180! 181! 91- 90- 89!"),
    (Vital.DIASTOLIC, PREPARING, "89- 90a 91a 99a 100c 101c 109c 110! 111! 51- 50- 49!"),
    (Vital.DIASTOLIC, DURING_AND_AFTER, "94- 95a 96a 99a 100c 101c 109c 110! 111! 51- 50- 49!"),
    (Vital.HEART_RATE, ALWAYS, "99- 100- 101a 109a 110c 111c 129c 130! 131! 56- 55- 54a 51a 50a 49c 41c 40c 39!"),
    (Vital.SPO2, ALWAYS, "97- 96- 95a 94a 93c 92c 91c 90! 89!"),
    (Vital.RESPIRATORY_RATE, ALWAYS, "20- 21a 22a 24a 25c 26c 29c 30! 31! 12- 11a 10a 9c 8! 7!"),
    (Vital.TEMPERATURE, ALWAYS, "37.7- 37.8a 37.9a 38.4a 38.5c 38.6c 38.9c 39.0! 39.1! 35.1- 35.0- 34.9!"),
    (Vital.ETCO2, ALWAYS, "45- 46a 47a 49a 50c 51c 59c 60! 61! 35- 34a 33a 30a 29c 28c 26c 25c 24!"),
    (Vital.SEDATION, ALWAYS, "5- 4a 3c 2! 1!"),
    (Vital.AGITATION, ALWAYS, "0- 1a 2c 3! 4! -1a -2c -3! -4!"),
]
CASES = [
    pytest.param(
        protocol, vital, phase, float(word[:-1]), SIGNS[word[-1]], id=f"{protocol.id} {phase} {vital.key} {word}"
    )
    for protocol in shipped_protocols()
    for vital, phases, words in EDGES
    for phase in phases
    if protocol.is_infused or phase in BESIDE_AN_INFUSION
    for word in words.split()
]


def high(limit, comparison=Comparison.AT_LEAST):
    return (Bound(comparison, limit),)


def low(limit, comparison=Comparison.BELOW):
    return (Bound(comparison, limit),)


def limits(advisory=(), caution=(), critical=(), source="a source"):
    return Limits(Vital.HEART_RATE, (Phase.INFUSING,), advisory, caution, critical, source)


@pytest.mark.parametrize(("protocol", "vital", "phase", "value", "severity"), CASES)
def test_a_value_has_the_severity_of_the_worst_limit_it_reaches(protocol, vital, phase, value, severity):
    exceeded = protocol.limits_for(vital, phase).worst_exceeded(value)
    assert (exceeded.severity if exceeded else None) is severity


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda protocol: protocol.id)
def test_the_table_above_has_every_limit_of_every_shipped_protocol_with_both_its_neighbours(protocol):
    tried = {case.values[1:4] for case in CASES if case.values[0] == protocol}
    for row in protocol.limits:
        for severity in Severity:
            for bound in row.bounds(severity):
                step = 10**-row.vital.decimals
                for value in (bound.limit - step, bound.limit, bound.limit + step):
                    wanted = (row.vital, row.phases[0], round(value, row.vital.decimals))
                    is_possible = row.vital.hard[0] <= value <= row.vital.hard[1]
                    assert wanted in tried or not is_possible, wanted


def test_a_bound_says_in_words_whether_the_limit_counts():
    assert [Bound(comparison, 90).text(Vital.SYSTOLIC) for comparison in Comparison] == [
        "at or above 90",
        "above 90",
        "at or below 90",
        "below 90",
    ]


@pytest.mark.parametrize(
    ("comparison", "reached"),
    [
        (Comparison.AT_LEAST, [False, True, True]),
        (Comparison.ABOVE, [False, False, True]),
        (Comparison.AT_MOST, [True, True, False]),
        (Comparison.BELOW, [True, False, False]),
    ],
)
def test_at_least_and_at_most_include_the_limit_above_and_below_do_not(comparison, reached):
    assert [Bound(comparison, 90).reached(value) for value in (89, 90, 91)] == reached


def test_the_severities_are_ordered_and_never_called_alarm():
    assert [severity.word for severity in sorted(Severity)] == ["advisory", "caution", "critical"]


def test_limits_without_a_source_are_refused():
    with pytest.raises(ValueError, match="The limits of Heart rate name no source"):
        limits(advisory=high(100), source=" ")


@pytest.mark.parametrize(
    "bounds",
    [
        {"advisory": high(120), "caution": high(110)},
        {"advisory": high(110), "caution": high(110)},
        {"caution": high(140), "critical": high(130)},
        {"advisory": high(140), "critical": high(130)},
        {"advisory": low(40), "caution": low(50)},
        {"caution": low(40), "critical": low(50)},
        {"advisory": high(110, Comparison.ABOVE), "caution": high(110)},
        {"advisory": (*high(100), *high(110))},
    ],
)
def test_no_severity_may_hide_another(bounds):
    with pytest.raises(ValueError, match="is not inside its"):
        limits(**bounds)


def test_the_refusal_of_a_hidden_limit_names_both_limits():
    with pytest.raises(ValueError, match="limit") as refusal:
        limits(advisory=high(120), caution=high(110))
    assert str(refusal.value) == (
        "The advisory limit of Heart rate, at or above 120, is not inside its caution limit, at or above 110."
    )


def test_at_least_lies_outside_above_at_the_same_limit():
    assert limits(advisory=high(110), caution=high(110, Comparison.ABOVE)).advisory == high(110)


def test_limits_that_leave_nothing_in_range_are_refused():
    with pytest.raises(ValueError, match="leave nothing in range between 100 and 100"):
        limits(advisory=(*high(100), *low(100)))


UNBELIEVABLE = "is not believable (between 20 and 300 /min)."


@pytest.mark.parametrize(
    ("bounds", "field", "sentence"),
    [
        ({"caution": high(301)}, "caution", f"The caution limit of Heart rate, at or above 301, {UNBELIEVABLE}"),
        ({"critical": low(19)}, "critical", f"The critical limit of Heart rate, below 19, {UNBELIEVABLE}"),
        ({"advisory": high(1000)}, "advisory", f"The advisory limit of Heart rate, at or above 1000, {UNBELIEVABLE}"),
        (
            {"advisory": high(99.5)},
            "advisory",
            "The advisory limit of Heart rate, at or above 99.5, is written with no decimals.",
        ),
    ],
)
def test_a_limit_that_no_reading_can_have_is_refused_where_it_stands(bounds, field, sentence):
    with pytest.raises(Unfit) as refusal:
        limits(**bounds)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)


@pytest.mark.parametrize("bounds", [{"critical": high(300)}, {"critical": low(20)}])
def test_a_limit_at_the_end_of_what_is_believable_is_taken(bounds):
    assert limits(**bounds).critical == bounds["critical"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_limit_that_is_no_number_is_refused(number):
    with pytest.raises(Unfit, match="is not a number that a value can reach"):
        high(number)


@pytest.mark.parametrize("phases", [(), (Phase.INFUSING, Phase.INFUSING)])
def test_limits_hold_in_a_phase_and_in_each_once(phases):
    with pytest.raises(Unfit, match="need each phase they hold in, once") as refusal:
        Limits(Vital.HEART_RATE, phases, (), high(110), (), "a source")
    assert refusal.value.field == "phases"


def test_a_refused_limit_names_the_milder_of_the_two():
    with pytest.raises(Unfit) as refusal:
        limits(caution=high(140), critical=high(130))
    assert refusal.value.field == "caution"


@pytest.mark.parametrize(
    ("about", "is_possible"),
    [
        ({"by": 270}, True),
        ({"by": 271}, False),
        ({"by": -270}, True),
        ({"by": -271}, False),
        ({"by": -100, "percent": True}, True),
        ({"by": -101, "percent": True}, False),
        ({"by": 150, "percent": True}, True),
        ({"by": float("inf"), "percent": True}, False),
        ({"by": float("nan")}, False),
    ],
)
def test_a_change_that_cannot_be_is_refused(about, is_possible):
    if is_possible:
        assert rise(**about).by == about["by"]
        return
    with pytest.raises(Unfit, match="is more than Systolic can fall or rise") as refusal:
        rise(**about)
    assert refusal.value.field == "by"


def rise(**about):
    about = {"by": 20, "percent": False, "sets": 1, "source": "a source", **about}
    return ChangeLimit(Vital.SYSTOLIC, Severity.CAUTION, **about)


@pytest.mark.parametrize(
    ("change", "now", "reached"),
    [
        (rise(), 139, False),
        (rise(), 140, True),
        (rise(), 141, True),
        (rise(), 100, False),
        (rise(by=-20), 101, False),
        (rise(by=-20), 100, True),
        (rise(by=-20), 99, True),
        (rise(percent=True), 143, False),
        (rise(percent=True), 144, True),
        (rise(percent=True), 145, True),
        (rise(by=-20, percent=True), 97, False),
        (rise(by=-20, percent=True), 96, True),
        (rise(by=-20, percent=True), 95, True),
    ],
)
def test_a_change_counts_from_the_limit_itself_on(change, now, reached):
    assert change.reached(now, 120) is reached


@pytest.mark.parametrize("by", [1, 0.5, -0.5, -1])
def test_the_smallest_change_counts_on_its_own_side_only(by):
    change = ChangeLimit(Vital.TEMPERATURE, Severity.CAUTION, by, percent=False, sets=1, source="a source")
    assert change.reached(37 + by, 37)
    assert change.reached(37 + 2 * by, 37)
    assert not change.reached(37, 37)
    assert not change.reached(37 - by, 37)
    assert change.text == f"{abs(by):g} °C or more {'above' if by > 0 else 'below'} baseline"


def test_per_cent_are_compared_unrounded():
    assert not rise(percent=True).reached(139, 116)  # 19.8 %, shown as 20 %
    assert rise(percent=True).reached(186, 155)  # 20 % exactly, where a quotient would be 0.19999999999999996


@pytest.mark.parametrize("about", [{"by": 0}, {"sets": 0}, {"sets": 1.5}, {"sets": True}])
def test_a_change_limit_without_a_change_or_a_set_is_refused(about):
    with pytest.raises(ValueError, match="needs a change other than 0 and 1 set or more"):
        rise(**about)


def test_a_change_limit_without_a_source_is_refused():
    with pytest.raises(ValueError, match="The change limit of Systolic names no source"):
        rise(source="")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (rise(by=40), "40 mmHg or more above baseline"),
        (rise(by=-4), "4 mmHg or more below baseline"),
        (rise(percent=True, sets=2), "20 % or more above baseline in 2 sets in a row"),
    ],
)
def test_a_change_limit_is_said_in_words(change, text):
    assert change.text == text
