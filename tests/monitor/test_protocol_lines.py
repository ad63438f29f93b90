"""A protocol in words: nothing of it is left out, and every row has its place and its source."""

from dataclasses import fields, replace

import pytest

from monitor.effects import Grade
from monitor.limits import Bound, Comparison, Phase, Severity
from monitor.protocol import CriterionKind
from monitor.protocol_file import shipped_protocols
from monitor.protocol_lines import Section, bounds_text, phases_text, rows
from monitor.vitals import Vital
from tests.builders import SHIPPED

EVERY = shipped_protocols()


def texts(protocol):
    return {(row.where, item.name): item.text for row in rows(protocol) for item in row.items}


@pytest.mark.parametrize("protocol", EVERY, ids=lambda protocol: protocol.id)
def test_every_part_of_a_protocol_is_a_row_with_its_source(protocol):
    told = rows(protocol)
    parts = [protocol, protocol.schedule, protocol.flagging, *protocol.limits, *protocol.changes]
    parts += [*protocol.checks, *protocol.criteria]
    assert [row.about for row in told] == parts
    assert all(row.source == row.about.source and row.items for row in told)
    assert len({row.where for row in told}) == len(told)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (SHIPPED.schedule, {"ordered": (Vital.SPO2,), "caution_late": 6, "critical_late": 11}),
        (SHIPPED.flagging, {"recheck_first": (), "on_oxygen": Severity.CRITICAL, "answer_critical_within": 1}),
        (SHIPPED.limits[0], {}),
        (SHIPPED.changes[0], {"percent": False, "severity": Severity.ADVISORY}),
    ],
    ids=lambda part: type(part).__name__,
)
def test_no_field_of_a_part_changes_without_a_word_of_it_changing(part, other):
    def said(new):
        by_kind = {"Schedule": "schedule", "Flagging": "flagging"}.get(type(part).__name__)
        if by_kind:
            return texts(replace(SHIPPED, **{by_kind: new}))
        return texts(replace(SHIPPED, limits=(new,)) if "phases" in names else replace(SHIPPED, changes=(new,)))

    names = [field.name for field in fields(part) if field.init and field.name != "source"]
    for name in names:
        value = getattr(part, name)
        match value:
            case _ if name in other:
                new = other[name]
            case Vital():
                new = Vital.MEAN
            case bool() | int() | float():
                new = value + 1
            case (Bound(comparison, limit), *rest):
                new = (Bound(comparison, limit + 1), *rest)
            case (Phase(), *_):
                new = (Phase.PAUSED,)
        assert said(replace(part, **{name: new})) != said(part), name


def test_a_protocol_for_a_spray_says_its_doses_and_nothing_of_an_infusion():
    told = texts(EVERY[2])
    assert told["General", "doses"] == "56 mg or 84 mg"
    assert not any(name in ("planned duration", "usual dose", "while infusing") for _, name in told)


def test_what_is_no_figure_is_a_name_or_a_question():
    names = {item.name for row in rows(SHIPPED) for item in row.items if not item.is_figure}
    assert names == {"title", "drug", "route", "question", "criterion"}


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        ((), "none"),
        ((Bound(Comparison.AT_LEAST, 37.8),), "at or above 37.8 °C"),
        ((Bound(Comparison.ABOVE, 39), Bound(Comparison.BELOW, 35)), "above 39.0 °C, below 35.0 °C"),
    ],
)
def test_bounds_are_written_as_their_source_writes_them(bounds, text):
    assert bounds_text(bounds, Vital.TEMPERATURE) == text


def test_phases_are_in_the_order_of_a_visit():
    assert phases_text((Phase.RECOVERING, Phase.INFUSING)) == "infusing, recovering"
    assert phases_text((Phase.RECOVERING, Phase.PAUSED, Phase.PREPARING, Phase.INFUSING)) == "every phase"


@pytest.mark.parametrize(
    ("key", "bound"),
    [
        ("observed_long_enough", "at least 30 min"),
        ("two_sets_in_range", "at least 2, 10 min apart, the last one not older than 20 min"),
        ("alert", "at least 5, the last one not older than 20 min"),
        ("effects_settled", f"none above {Grade.MILD.word}"),
        ("gait", "none"),
    ],
)
def test_a_criterion_says_by_what_it_is_judged(key, bound):
    assert texts(SHIPPED)[f"Going home, {key.replace('_', ' ')}", "bound"] == bound


def test_every_kind_of_criterion_has_words():
    assert len({kind.words for kind in CriterionKind}) == len(CriterionKind)


def test_the_sections_come_in_the_order_of_a_visit():
    assert list(dict.fromkeys(row.section for row in rows(SHIPPED))) == list(Section)
