"""The forms of a protocol's parts: each gives back what it shows, and says what cannot be at its own field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from monitor.effects import Grade
from monitor.limits import Bound, ChangeLimit, Comparison, Limits, Phase, Severity
from monitor.protocol import Check, Criterion, CriterionKind
from monitor.protocol_file import shipped_protocols
from monitor.protocol_lines import Section, rows
from monitor.vitals import Vital
from tests.builders import SHIPPED
from ui.admin.protocols.protocol_sheet import form_for
from ui.widgets.marks import Mark

SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)
EVERY_ROW = [(protocol, row) for protocol in shipped_protocols() for row in rows(protocol)]
ROWS = {row.where: row for row in rows(SHIPPED)}
SYSTOLIC = "Limits, Systolic, infusing, paused, recovering"
SCHEDULE, FLAGS = "Sets of vital signs", "Flags"
RISE = "Change from the patient's baseline, Systolic, rise in %"
IN_RANGE, ALERT = "Going home, two sets in range", "Going home, alert"


@pytest.fixture
def form_of(qtbot):
    def make(where=None, *, protocol=SHIPPED, section=None, vital=None):
        row = None
        if where is not None:
            row = next(row for row in rows(protocol) if row.where == where)
        form = form_for(protocol, row.section if row else section, row, vital)
        qtbot.addWidget(form)
        form.resize(860, 500)
        form.show()
        return form

    return make


def done(qtbot, form):
    with qtbot.waitSignal(form.done) as finished:
        qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    return finished.args[0]


def types(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text) if text else qtbot.keyClick(field, Qt.Key.Key_Delete)


def choose(choice, words):
    choice.setCurrentIndex(choice.findText(words))


@pytest.mark.parametrize(("protocol", "row"), EVERY_ROW, ids=lambda each: getattr(each, "where", None) or each.id)
def test_a_form_in_which_nothing_is_typed_gives_back_the_very_part(qtbot, form_of, protocol, row):
    assert done(qtbot, form_of(row.where, protocol=protocol)) == row.about


NUMBERS = [
    (SCHEDULE, "infusing_every", "12"),
    (SCHEDULE, "recovering_every", "20"),
    (SCHEDULE, "early", "2"),
    (SCHEDULE, "recheck_after", "6"),
    (SCHEDULE, "caution_late", "4"),
    (SCHEDULE, "critical_late", "11"),
    (FLAGS, "answer_caution_within", "6"),
    (FLAGS, "answer_critical_within", "3"),
    (FLAGS, "current_for", "7"),
    ("General", "planned_min", "45"),
    ("General", "longest_min", "70"),
    (RISE, "by", "25"),
    (RISE, "sets", "3"),
    (IN_RANGE, "least", "3"),
    (IN_RANGE, "apart", "12"),
    (IN_RANGE, "within", "25"),
]


@pytest.mark.parametrize(("where", "name", "number"), NUMBERS)
def test_a_number_typed_is_the_number_of_its_field(qtbot, form_of, where, name, number):
    form = form_of(where)
    types(qtbot, form.fields[name].editor, number)
    assert getattr(done(qtbot, form), name) == int(number)


def test_limits_are_typed_with_their_comparison(qtbot, form_of):
    form = form_of(SYSTOLIC)
    caution, critical = form.fields["caution"].editor, form.fields["critical"].editor
    types(qtbot, caution.high_field, "160")
    choose(caution.high_choice, "above")
    types(qtbot, caution.low_field, "95")
    choose(caution.low_choice, "at or below")
    types(qtbot, critical.low_field, "")
    choose(critical.low_choice, "no limit")
    limits = done(qtbot, form)
    assert limits.caution == (Bound(Comparison.ABOVE, 160), Bound(Comparison.AT_MOST, 95))
    assert limits.critical == (Bound(Comparison.AT_LEAST, 180),)
    assert limits.advisory == (Bound(Comparison.AT_LEAST, 150),)


def test_a_number_that_was_taken_away_is_no_limit_only_where_that_is_chosen(qtbot, form_of):
    form = form_of(SYSTOLIC)
    types(qtbot, form.fields["critical"].editor.low_field, "")
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["critical"].problem == "Type the limit that is “below”, or choose “no limit”."


def test_a_comma_is_a_decimal_point(qtbot, form_of):
    form = form_of("Limits, Temperature, every phase")
    types(qtbot, form.fields["advisory"].editor.high_field, "37,9")
    assert done(qtbot, form).advisory == (Bound(Comparison.AT_LEAST, 37.9),)


def test_a_phase_is_ticked_off_with_a_tick_as_well_as_a_colour(qtbot, form_of):
    form = form_of(SYSTOLIC)
    paused = form.fields["phases"].editor.buttons[Phase.PAUSED]
    assert paused.text() == "✓ paused"
    qtbot.mouseClick(paused, Qt.MouseButton.LeftButton)
    assert paused.text() == "paused"
    assert done(qtbot, form).phases == (Phase.INFUSING, Phase.RECOVERING)


WRONG = [  # where, the field, what is typed in which of its parts, and the sentence at the field
    (SCHEDULE, "infusing_every", "", "0", "Infusing every 0: it must be a whole number, 1 or more."),
    (SCHEDULE, "infusing_every", "", "2.5", "“2.5” is not a whole number."),
    (SCHEDULE, "infusing_every", "", "ten", "“ten” is not a number."),
    (SCHEDULE, "infusing_every", "", "", "Type a number."),
    (SCHEDULE, "early", "", "10", "A set 10 min early would be the one before: sets are 10 min apart."),
    (SCHEDULE, "critical_late", "", "5", "Critical after 5 min is not later than caution after 5."),
    (SCHEDULE, "source", "", " ", "The source is empty."),
    (FLAGS, "answer_caution_within", "", "-1", "Answer caution within -1: it must be a whole number, 1 or more."),
    ("General", "longest_min", "", "39", "The longest duration, 39 min, is shorter than the planned 40 min."),
    ("General", "title", "", "", "The title is empty."),
    (
        SYSTOLIC,
        "caution",
        "high_field",
        "150",
        "The advisory limit of Systolic, at or above 150, is not inside its caution limit, at or above 150.",
    ),
    (
        SYSTOLIC,
        "critical",
        "high_field",
        "1800",
        "The critical limit of Systolic, at or above 1800, is not believable (between 30 and 300 mmHg).",
    ),
    (SYSTOLIC, "caution", "high_field", "16o", "“16o” is not a number."),
    (
        SYSTOLIC,
        "caution",
        "low_field",
        "95",
        "Choose whether 95 itself counts: “at or below” or “below”.",
    ),
    (SYSTOLIC, "source", "", "", "The limits of Systolic name no source."),
    (RISE, "by", "", "0", "The change limit of Systolic needs a change other than 0 and 1 set or more."),
    (RISE, "by", "", "-20", "-20: choose rise or fall, and type the figure without a sign."),
    (RISE, "sets", "", "0", "The change limit of Systolic needs a change other than 0 and 1 set or more."),
    ("Checks before the start, mood", "label", "", "", "The label is empty."),
    (ALERT, "least", "", "6", "Sedation (MOAA/S) ends at 5; 6 is never met."),
    (ALERT, "within", "", "", "Type a number."),
]
AT = {("caution", "150"): "advisory"}  # of two limits in each other's way, the sentence stands at the milder one


@pytest.mark.parametrize(("where", "name", "part", "typed", "sentence"), WRONG)
def test_a_wrong_value_gets_its_sentence_at_its_field_and_nothing_typed_is_lost(
    qtbot, form_of, where, name, part, typed, sentence
):
    form = form_of(where)
    editor = form.fields[name].editor
    field = getattr(editor, part) if part else editor
    other = form.fields["source" if name != "source" else next(iter(form.fields))].editor
    other_field = other if isinstance(other, QLineEdit) else None
    if other_field is not None:
        types(qtbot, other_field, "12")
    types(qtbot, field, typed)
    with qtbot.assertNotEmitted(form.done):
        qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)

    place = AT.get((name, typed), name)
    assert {at: frame.problem for at, frame in form.fields.items() if frame.problem} == {place: sentence}
    assert form.fields[place].problem_mark.isVisible()
    assert form.fields[place].problem_mark.mark is Mark.CAUTION
    assert field.text() == typed
    assert other_field is None or other_field.text() == "12"


def test_a_mended_value_takes_its_sentence_away(qtbot, form_of):
    form = form_of(SCHEDULE)
    types(qtbot, form.fields["early"].editor, "0")
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["early"].problem
    types(qtbot, form.fields["early"].editor, "4")
    assert done(qtbot, form).early == 4
    assert form.fields["early"].problem == ""


def test_a_range_of_doses_is_typed_in_two_fields(qtbot, form_of):
    form = form_of("General")
    low, high = form.fields["usual_mg_per_kg"].editor.findChildren(QLineEdit)
    types(qtbot, low, "0,4")
    types(qtbot, high, "0,8")
    assert done(qtbot, form).usual_mg_per_kg == (0.4, 0.8)
    types(qtbot, low, "0,9")
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["usual_mg_per_kg"].problem == "The usual dose of 0.9 to 0.8 mg/kg is no range above 0."


@pytest.mark.parametrize(
    ("typed", "doses", "problem"),
    [
        ("28, 56; 84", (28, 56, 84), ""),
        ("", None, "A spray needs its doses, each more than 0 mg."),
        ("56, 0", None, "A spray needs its doses, each more than 0 mg."),
        ("a spray", None, "“a spray” is not a list of numbers such as 56, 84."),
    ],
)
def test_the_doses_of_a_spray_are_a_list(qtbot, form_of, typed, doses, problem):
    form = form_of("General", protocol=SPRAY)
    types(qtbot, form.fields["doses_mg"].editor, typed)
    if doses:
        assert done(qtbot, form).doses_mg == doses
    else:
        qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
        assert form.fields["doses_mg"].problem == problem


def test_a_protocol_for_a_spray_is_asked_nothing_of_an_infusion(form_of):
    assert "infusing_every" not in form_of(SCHEDULE, protocol=SPRAY).fields
    assert "planned_min" not in form_of("General", protocol=SPRAY).fields
    phases = form_of("Limits, SpO2, preparing, recovering", protocol=SPRAY).fields["phases"].editor
    assert list(phases.buttons) == [Phase.PREPARING, Phase.RECOVERING]


def test_new_limits_are_empty_until_somebody_types_them(qtbot, form_of):
    form = form_of(section=Section.LIMITS, vital=Vital.MEAN)
    assert not form.remove_button.isVisible()
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["source"].problem == "The limits of Mean pressure name no source."

    types(qtbot, form.fields["source"].editor, "our own")
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["phases"].problem == "The limits of Mean pressure need each phase they hold in, once."

    qtbot.mouseClick(form.fields["phases"].editor.buttons[Phase.INFUSING], Qt.MouseButton.LeftButton)
    critical = form.fields["critical"].editor
    types(qtbot, critical.low_field, "60")
    choose(critical.low_choice, "below")
    bound = (Bound(Comparison.BELOW, 60),)
    assert done(qtbot, form) == Limits(Vital.MEAN, (Phase.INFUSING,), (), (), bound, "our own")


def test_a_new_change_from_baseline_is_said_in_full(qtbot, form_of):
    form = form_of(section=Section.CHANGES, vital=Vital.HEART_RATE)
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["by"].problem == "Type a number."
    types(qtbot, form.fields["by"].editor, "30")
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)
    assert form.fields["direction"].problem == "Direction: choose one."

    choose(form.fields["direction"].editor, "fall below the baseline")
    choose(form.fields["percent"].editor, "% of the baseline")
    choose(form.fields["severity"].editor, "advisory")
    types(qtbot, form.fields["sets"].editor, "2")
    types(qtbot, form.fields["source"].editor, "our own")
    assert done(qtbot, form) == ChangeLimit(Vital.HEART_RATE, Severity.ADVISORY, -30, True, 2, "our own")


def test_a_new_check_has_a_key_that_none_has(qtbot, form_of):
    form = form_of(section=Section.CHECKS)
    types(qtbot, form.fields["label"].editor, "Mood")
    types(qtbot, form.fields["source"].editor, "our own")
    assert done(qtbot, form) == Check("mood_2", "Mood", "our own")


BOUNDS_OF = {
    CriterionKind.ELAPSED: {"least"},
    CriterionKind.IN_RANGE: {"least", "apart", "within"},
    CriterionKind.SEDATION: {"least", "within"},
    CriterionKind.EFFECTS: {"most"},
    CriterionKind.ESCORT: set(),
    CriterionKind.OBSERVED: set(),
}


@pytest.mark.parametrize("kind", CriterionKind)
def test_a_criterion_is_asked_only_for_the_bounds_of_its_kind(form_of, kind):
    form = form_of(section=Section.CRITERIA)
    form.fields["kind"].editor.setCurrentIndex(list(CriterionKind).index(kind))
    asked = {name for name in ("least", "most", "apart", "within") if form.fields[name].isVisible()}
    assert asked == BOUNDS_OF[kind]


def test_a_criterion_of_another_kind_keeps_no_bound_of_the_old_one(qtbot, form_of):
    form = form_of(IN_RANGE)
    choose(form.fields["kind"].editor, "the effects that are still open")
    choose(form.fields["most"].editor, "moderate")
    criterion = done(qtbot, form)
    assert (criterion.kind, criterion.most, criterion.least) == (CriterionKind.EFFECTS, Grade.MODERATE, None)
    assert isinstance(criterion, Criterion)


def test_every_number_says_what_it_means_and_in_which_unit(form_of):
    for where in ("General", SCHEDULE, FLAGS, RISE, IN_RANGE, ALERT):
        form = form_of(where)
        for name, frame in form.fields.items():
            if isinstance(frame.editor, QLineEdit) and frame.editor.maximumWidth() < 200 and frame.isVisible():
                assert frame.unit_label.text() or name == "by", name
                assert frame.meaning_label.text() or name == "least", name


def test_enter_in_a_field_is_done_and_escape_gives_up(qtbot, form_of):
    form = form_of(SCHEDULE)
    with qtbot.waitSignal(form.done):
        qtbot.keyClick(form.fields["early"].editor, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.given_up):
        qtbot.keyClick(form.fields["early"].editor, Qt.Key.Key_Escape)


def test_enter_on_a_button_presses_that_button(qtbot, form_of):
    form = form_of(SYSTOLIC)
    form.remove_button.setFocus()
    with qtbot.assertNotEmitted(form.done), qtbot.waitSignal(form.removed):
        qtbot.keyClick(form.remove_button, Qt.Key.Key_Return)
