"""The one window: where each person is led, and that a session's page shows that session and no other."""

from datetime import date
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from monitor.events import InfusionStarted, Patient
from monitor.limits import Phase
from monitor.staff import Role
from sessions.clinic import Clinic, StoreError
from sessions.drafts import Drafts
from sessions.requests import Joining, SigningIn
from sessions.settings import THEME, VOLUME, setting
from sessions.stores.memory import MemoryStore
from tests.clinics import CALM, CHEAP_PINS, PATIENT, PINS, FakeClock, Team, typed_set
from tests.fakes import FakeLoudspeaker
from tests.inline import Inline
from ui.app import theme_of
from ui.live_clinic import LiveClinic
from ui.main_window import MainWindow
from ui.theme import DARK, LIGHT, apply_theme, tokens
from ui.widgets.marks import Mark

OTHER = Patient("Okafor", "Ben", date(1975, 5, 1), "MRN 2")


@pytest.fixture
def team():
    return Team(clock=FakeClock())


@pytest.fixture
def drafts(tmp_path):
    kept = Drafts(tmp_path / "drafts.vigil", bytes(32))
    yield kept
    kept.close()


@pytest.fixture
def loudspeaker():
    return FakeLoudspeaker()


@pytest.fixture
def window(qtbot, tmp_path, team, drafts, loudspeaker):
    app = QApplication.instance()
    if tokens() is not DARK or not app.styleSheet():
        apply_theme(app, DARK)
    shown = MainWindow(LiveClinic(team.clinic, drafts, Inline()), tmp_path, loudspeaker)
    qtbot.addWidget(shown)
    shown.show()
    shown.live.look()
    return shown


def signs_in(window, id):
    window.live.submit(SigningIn(id, PINS[id]))
    assert window.live.staff is not None


def opens(window, session):
    window.live.open(session)
    assert window.session_view.session == session


def presses(qtbot, button):
    """Once the page has settled: what is pressed before does not count."""
    qtbot.waitUntil(lambda: button.window().settling.is_settled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_page_says_which_protocols_this_clinic_has_not_approved(window, qtbot, team):
    said = "Not approved by this clinic: Ketamine IV, 40 min · Ketamine IV, 60 min · Esketamine nasal spray"
    assert (window.approval_label.isVisible(), window.approval_label.text()) == (True, said)
    signs_in(window, "nora")
    for go in (window.show_board, window.show_review, window.show_admin, lambda: window.show_new_session("Chair 1")):
        go()
        assert (window.approval_label.isVisible(), window.approval_label.text()) == (True, said)
    window.live.open(team.starts())
    assert not window.approval_label.isVisible()
    assert window.session_view.chairside.banner.course.approval_strip.isVisible()
    presses(qtbot, window.sign_out_button)
    assert (window.approval_label.isVisible(), window.approval_label.text()) == (True, said)


def test_before_anybody_signs_in_there_is_the_sign_in_page_and_no_bar(window):
    assert window.sign_in_page.isVisible()
    assert not window.bar.isVisible()
    assert [row.staff.id for row in window.sign_in_page.staff_list.rows] == ["ada", "nora", "noel", "cora"]


@pytest.mark.parametrize(("id", "page"), [("nora", "board_page"), ("cora", "board_page"), ("ada", "admin_page")])
def test_signing_in_leads_those_who_chart_to_the_board_and_an_administrator_to_administration(window, id, page):
    signs_in(window, id)
    assert window.stack.currentWidget() is getattr(window, page)
    assert window.bar.isVisible()
    assert window.who_label.text().lower().startswith(id)


def test_a_nurse_can_look_at_administration_and_change_nothing(window, qtbot, team):
    signs_in(window, "nora")
    presses(qtbot, window.admin_button)
    page = window.admin_page
    assert page.notice.text == "Only an administrator changes staff and chairs; Nora is signed in as nurse."
    assert not any(field.isEnabled() for field in page.findChildren(QLineEdit))

    before = team.clinic.roster
    page.submitted.emit(Joining("Mallory", Role.ADMINISTRATOR, "2580"))
    assert team.clinic.roster == before


def test_an_administrator_leaving_the_screen_leaves_no_right_behind(window, qtbot):
    signs_in(window, "ada")
    presses(qtbot, window.sign_out_button)
    signs_in(window, "nora")
    presses(qtbot, window.admin_button)
    assert not window.admin_page.joining_form.isEnabled()


def test_signing_out_hides_everything_of_the_patients(window, qtbot, team):
    signs_in(window, "nora")
    opens(window, team.starts())
    presses(qtbot, window.sign_out_button)
    assert window.live.staff is None
    assert window.stack.currentWidget() is window.sign_in_page
    assert not window.session_view.isVisible()
    assert not window.bar.isVisible()


def test_what_one_person_left_half_typed_says_so_to_the_next(window, qtbot, team):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    page = window.session_view.chairside
    qtbot.keyClicks(page.entry_line.line, "142/8")
    page.form.oxygen.buttons[0].click()
    presses(qtbot, page.controls.note_button)
    qtbot.keyClicks(page.controls.note_panel.field, "asks for")
    assert page.controls.note_panel.notice.text == ""
    presses(qtbot, window.sign_out_button)
    signs_in(window, "noel")
    opens(window, session)
    assert window.session_view.chairside is page
    assert page.entry_line.line.text() == "142/8"
    assert page.entry_line.state_label.text().startswith("left half-typed")
    assert page.form.notice.text == "Left half-typed. Check every value, or clear the form."
    assert page.controls.note_panel.notice.text == "Left half-typed: check all of it."
    page.entry_line.type_key("1")
    assert page.entry_line.line.text() == "1"


def test_limits_that_one_person_left_half_typed_say_so_to_the_next(window, qtbot, team):
    session = team.opens()
    signs_in(window, "nora")
    opens(window, session)
    limits = window.session_view.preparing.limits
    limits.open_button.click()
    qtbot.keyClicks(limits.panel.reason_field, "known")
    presses(qtbot, window.sign_out_button)
    signs_in(window, "noel")
    opens(window, session)
    assert limits.panel.notice.text == "Left half-typed: check all of it."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keyboard_as_space_does(window, qtbot, key):
    signs_in(window, "nora")
    window.activateWindow()
    qtbot.waitActive(window)
    window.review_button.setFocus()
    qtbot.keyClick(window.review_button, key)
    assert window.stack.currentWidget() is window.review_list


def test_a_session_that_was_asked_for_does_not_open_once_nobody_is_signed_in(window, team):
    session = team.starts()
    signs_in(window, "nora")
    window.sign_out()
    window.live.open(session)
    assert window.stack.currentWidget() is window.sign_in_page
    assert window.session_view is None


def test_the_other_theme_is_on_the_screen_at_once_and_at_the_next_start(window, qtbot, tmp_path):
    signs_in(window, "nora")
    assert window.theme_button.text() == "Light"
    presses(qtbot, window.theme_button)
    assert tokens() is LIGHT
    assert setting(tmp_path, THEME) == "light"
    assert theme_of(tmp_path) is LIGHT
    presses(qtbot, window.theme_button)
    assert (tokens(), theme_of(tmp_path)) == (DARK, DARK)


def test_a_snapshot_of_another_session_is_never_shown_in_a_sessions_view(window, team):
    mine, other = team.starts(), team.starts(OTHER, "Chair 2")
    signs_in(window, "nora")
    opens(window, mine)
    window.live.changed.emit(team.clinic.snapshot(other))
    assert window.session_view.snapshot.chart.session == mine
    assert window.session_view.chairside.banner.name_label.text().startswith("BERG")


def test_what_is_typed_goes_to_the_session_on_the_screen_though_others_change(window, qtbot, team):
    mine, other = team.starts(), team.starts(OTHER, "Chair 2")
    signs_in(window, "nora")
    opens(window, mine)
    line = window.session_view.chairside.entry_line.line
    qtbot.keyClicks(line, "142/88")
    team.clock.advance(minutes=1)
    team.writes(other, typed_set(**CALM))
    window.live.look()
    qtbot.keyClicks(line, " 76 97\r")
    assert len(team.clinic.snapshot(mine).chart.sets) == 2
    assert team.clinic.snapshot(mine).chart.sets[-1].vitals.readings[0].value == 142
    assert len(team.clinic.snapshot(other).chart.sets) == 2


def test_a_page_of_one_patient_is_gone_when_another_ones_is_opened(window, team):
    mine, other = team.starts(), team.starts(OTHER, "Chair 2")
    signs_in(window, "nora")
    opens(window, mine)
    left = window.session_view
    opens(window, other)
    assert window.session_view is not left
    assert window.stack.indexOf(left) == -1
    assert window.session_tabs.count() == 1


def test_only_the_page_on_the_screen_is_displayed_at_a_tick(window, team, monkeypatch):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    displayed = []
    pages = {
        "board": window.board_page,
        "sign in": window.sign_in_page,
        "chairside": window.session_view.chairside,
        "sign-off": window.session_view.signoff,
    }
    for name, page in pages.items():
        monkeypatch.setattr(page, "display", lambda *_, name=name: displayed.append(name))
    team.clock.advance(minutes=1)
    window.live.look()
    assert displayed == ["chairside"]

    displayed.clear()
    window.show_board()
    window.live.look()
    assert set(displayed) == {"board"}


def test_a_page_that_was_not_displayed_catches_up_when_it_is_shown(window, team):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    window.show_board()
    team.clock.advance(minutes=10)
    team.writes(session, typed_set(**CALM))
    window.live.look()
    window.live.open(session)
    assert len(window.session_view.snapshot.chart.sets) == 2
    assert window.session_view.snapshot.now == team.clock.now


def test_a_failure_stands_above_every_page_until_it_is_over(window):
    window.live.failed.emit("The record cannot be read just now.")
    signs_in(window, "nora")
    assert window.notice.isVisible()
    assert window.notice.text == "The record cannot be read just now."
    window.live.recovered.emit()
    assert not window.notice.isVisible()


def test_where_nobody_works_yet_the_first_administrator_signs_in_and_is_led_to_administration(qtbot, tmp_path, drafts):
    clinic = Clinic(MemoryStore(), "A", FakeClock(), CHEAP_PINS)
    first = MainWindow(LiveClinic(clinic, drafts, Inline()), tmp_path)
    qtbot.addWidget(first)
    first.show()
    first.live.look()
    assert first.sign_in_page.first_start.isVisible()
    form = first.sign_in_page.first_start
    qtbot.keyClicks(form.name_field, "Ada")
    qtbot.keyClicks(form.new_pin.pin_field, "2580")
    qtbot.keyClicks(form.new_pin.again_field, "2580")
    presses(qtbot, form.join_button)
    assert [row.staff.name for row in first.sign_in_page.staff_list.rows] == ["Ada"]
    signs_in(first, "ada")
    assert first.stack.currentWidget() is first.admin_page


def test_a_session_opened_again_leaves_the_keyboard_in_the_field_that_is_typed_in(window, qtbot, team):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    controls = window.session_view.chairside.controls
    presses(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks")
    opens(window, session)  # as after two clicks on its tile
    assert window.focusWidget() is controls.note_panel.field


def test_a_page_shown_anew_takes_the_keyboard_to_its_first_field(window, qtbot, team):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    page = window.session_view.chairside
    presses(qtbot, page.controls.note_button)
    presses(qtbot, window.board_button)
    opens(window, session)
    assert window.focusWidget() is page.entry_line.line

    presses(qtbot, page.controls.note_panel.back_button)
    presses(qtbot, page.controls.note_button)
    presses(qtbot, window.session_view.tabs["Chairside"])
    assert window.focusWidget() is page.entry_line.line


def test_an_infusion_started_elsewhere_leaves_the_keyboard_in_the_field_that_is_typed_in(window, qtbot, team):
    session = team.opens()
    team.prepares(session)
    signs_in(window, "nora")
    opens(window, session)
    presses(qtbot, window.session_view.tabs["Chairside"])
    controls = window.session_view.chairside.controls
    presses(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks")
    team.writes(session, InfusionStarted())
    window.live.look()
    assert window.session_view.snapshot.chart.phase is Phase.INFUSING
    assert window.focusWidget() is controls.note_panel.field


def test_the_new_session_asked_for_again_leaves_the_keyboard_in_its_field(window, qtbot, team):
    team.starts()
    signs_in(window, "nora")
    window.show_new_session("Chair 2")
    page = window.new_session_page
    page.given_field.setFocus()
    window.show_new_session("Chair 2")
    assert window.focusWidget() is page.given_field


def test_a_half_typed_new_session_is_there_at_the_next_start(window, qtbot, tmp_path, team, drafts):
    signs_in(window, "nora")
    window.show_new_session("Chair 2")
    qtbot.keyClicks(window.new_session_page.surname_field, "Okaf")
    window.hide()

    again = MainWindow(LiveClinic(team.clinic, drafts, Inline()), tmp_path)
    qtbot.addWidget(again)
    again.show()
    again.live.look()
    signs_in(again, "nora")
    again.show_new_session("Chair 1")
    assert again.new_session_page.surname_field.text() == ""
    again.show_new_session("Chair 2")
    assert again.new_session_page.surname_field.text() == "Okaf"
    assert again.focusWidget() is again.new_session_page.surname_field
    presses(qtbot, again.new_session_page.cancel_button)
    assert drafts.of("new session") == {}


CRITICAL = {**CALM, "systolic": 184}


def leaves_unanswered(window, team, session=None, *, chair="Chair 1", patient=PATIENT):
    """A critical set in that chair, and three minutes in which nobody answers."""
    session = session or team.starts(patient, chair)
    team.clock.advance(minutes=1)
    team.writes(session, typed_set(**CRITICAL))
    team.clock.advance(minutes=3)
    window.live.look()
    return session


def test_what_nobody_has_answered_stands_above_every_page_and_on_the_locked_one_without_a_name(window, qtbot, team):
    session = leaves_unanswered(window, team)
    strip = window.escalation_strip
    assert window.sign_in_page.isVisible()
    assert strip.isVisible()
    assert strip.sentence_label.text().startswith("Chair 1: Systolic 184 mmHg")

    signs_in(window, "nora")
    opens(window, session)
    for show in (window.show_board, window.show_review, window.show_admin, lambda: window.show_new_session("Chair 2")):
        show()
        assert strip.isVisible()
        assert strip.sentence_label.text().startswith("Chair 1, BERG, Anna: Systolic 184 mmHg")

    presses(qtbot, window.sign_out_button)
    assert "BERG" not in strip.text_said


def test_a_press_aimed_at_what_stood_there_before_it_came_does_nothing(window, qtbot, team):
    session = team.starts()
    signs_in(window, "nora")
    opens(window, session)
    qtbot.waitUntil(lambda: window.settling.is_settled)
    leaves_unanswered(window, team, session)
    assert window.escalation_strip.isVisible()
    for button in (window.escalation_strip, window.sign_out_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.live.staff is not None
    assert not window.session_view.chairside.answer_panel.isVisible()
    presses(qtbot, window.sign_out_button)
    assert window.live.staff is None


def test_a_touch_on_it_opens_the_session_at_the_entry_of_the_flag(window, qtbot, team):
    session = leaves_unanswered(window, team)
    signs_in(window, "nora")
    presses(qtbot, window.escalation_strip)
    view = window.session_view
    assert window.stack.currentWidget() is view
    assert view.session == session
    assert view.chairside.table.chosen == team.clinic.snapshot(session).chart.sets[-1].entry
    assert view.chairside.answer_panel.isVisible()


def test_an_answer_from_any_page_takes_a_touch_on_it_and_one_on_the_answer(window, qtbot, team):
    session = leaves_unanswered(window, team)
    signs_in(window, "nora")
    assert not team.clinic.snapshot(session).chart.answers
    presses(qtbot, window.escalation_strip)
    presses(qtbot, window.session_view.chairside.answer_panel.fields.answers.buttons[1])
    assert len(team.clinic.snapshot(session).chart.answers) == 1


def test_a_touch_on_it_leads_from_another_patient_and_another_page(window, qtbot, team):
    session = leaves_unanswered(window, team)
    other = team.starts(OTHER, "Chair 2")
    signs_in(window, "nora")
    opens(window, session)
    window.session_view.go("Review")
    opens(window, other)
    presses(qtbot, window.escalation_strip)
    assert window.session_view.session == session
    assert window.session_view.chairside.isVisible()


def test_a_flag_without_an_entry_opens_the_page_on_which_it_is_answered(window, qtbot, team):
    session = team.starts()
    team.clock.advance(minutes=24)
    window.live.look()
    signs_in(window, "nora")
    assert "late" in window.escalation_strip.sentence_label.text()
    presses(qtbot, window.escalation_strip)
    assert window.session_view.session == session
    assert window.session_view.chairside.isVisible()
    assert not window.session_view.chairside.chosen_entry.isVisible()


def test_a_session_opened_another_way_afterwards_is_not_taken_to_the_entry(window, qtbot, team):
    session = leaves_unanswered(window, team)
    signs_in(window, "nora")
    presses(qtbot, window.escalation_strip)
    window.session_view.chairside.chosen_entry.close_button.click()
    window.show_board()
    opens(window, session)
    assert not window.session_view.chairside.chosen_entry.isVisible()


def test_a_flag_that_could_not_be_opened_is_not_led_to_later(window, qtbot, team, monkeypatch):
    session = leaves_unanswered(window, team)
    signs_in(window, "nora")
    with monkeypatch.context() as broken:
        broken.setattr(team.clinic, "snapshot", Mock(side_effect=StoreError("The record cannot be read.")))
        presses(qtbot, window.escalation_strip)
    assert window.notice.isVisible()
    window.board_page.opened.emit(session)
    assert window.session_view.chairside.isVisible()
    assert not window.session_view.chairside.answer_panel.isVisible()


def is_flagged(window, team):
    """A critical set, just charted: nothing stands above the pages yet."""
    session = team.starts()
    team.clock.advance(minutes=1)
    team.writes(session, typed_set(**CRITICAL))
    window.live.look()
    signs_in(window, "nora")
    assert not window.escalation_strip.isVisible()
    return session


def answers_of(team, session):
    return [entry.event.action for entry in team.clinic.snapshot(session).chart.answers]


PAGES = ("Preparing", "Chairside", "Sign-off", "Review")


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_from_each_page_of_a_session_takes_a_touch_on_the_flags_in_the_banner_and_one_on_it(
    window, qtbot, team, page
):
    session = is_flagged(window, team)
    opens(window, session)
    window.session_view.go(page)
    shown = window.session_view.stack.currentWidget().banner.flag_button
    assert (shown.words_label.text(), shown.mark.mark) == ("critical 1 unanswered", Mark.CRITICAL)
    presses(qtbot, shown)
    presses(qtbot, window.session_view.chairside.answer_panel.fields.answers.buttons[0])
    assert len(answers_of(team, session)) == 1


@pytest.mark.parametrize("page", ["Board", *PAGES])
def test_an_answer_from_each_page_takes_three_keys(window, qtbot, team, page):
    session = is_flagged(window, team)
    if page != "Board":
        opens(window, session)
        window.session_view.go(page)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_2, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget() or window, key)
    assert len(answers_of(team, session)) == 1


def test_an_answer_from_the_board_takes_a_touch_on_the_flag_of_the_tile_and_one_on_it(window, qtbot, team):
    session = is_flagged(window, team)
    tile = window.board_page.tiles[session]
    qtbot.mouseClick(tile.flags.worst_strip, Qt.MouseButton.LeftButton)
    presses(qtbot, window.session_view.chairside.answer_panel.fields.answers.buttons[1])
    assert len(answers_of(team, session)) == 1


def test_beside_the_flag_the_tile_opens_the_session_and_asks_nothing(window, qtbot, team):
    session = is_flagged(window, team)
    qtbot.mouseClick(window.board_page.tiles[session].last_set, Qt.MouseButton.LeftButton)
    assert window.session_view.session == session
    assert not window.session_view.chairside.answer_panel.isVisible()


def test_where_nothing_asks_the_key_asks_nothing(window, qtbot, team):
    team.starts()
    window.live.look()
    signs_in(window, "nora")
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F4)
    assert window.stack.currentWidget() is window.board_page


def test_before_the_infusion_it_opens_the_page_on_which_flags_are_answered(window, qtbot, team):
    session = team.opens()
    team.prepares(session)
    team.clock.advance(minutes=1)
    team.writes(session, typed_set(**CRITICAL))
    team.clock.advance(minutes=3)
    window.live.look()
    signs_in(window, "nora")
    presses(qtbot, window.escalation_strip)
    presses(qtbot, window.session_view.chairside.answer_panel.fields.answers.buttons[1])
    assert len(answers_of(team, session)) == 1
    window.live.look()
    assert not window.escalation_strip.isVisible()


def test_a_new_critical_flag_is_heard_once_signed_in_or_not(window, team, loudspeaker):
    session = team.starts()
    window.live.look()
    loudspeaker.played.clear()
    team.clock.advance(minutes=1)
    team.writes(session, typed_set(**CRITICAL))
    for _ in range(3):
        window.live.look()
    assert len(loudspeaker.played) == 1


def test_the_bar_and_the_sign_in_page_say_whether_the_station_can_be_heard(window, qtbot, loudspeaker):
    loudspeaker.said = "There is no loudspeaker."
    window.live.look()
    assert window.sign_in_page.sound_label.text() == "No sound on this computer"
    signs_in(window, "nora")
    assert window.sound_button.isVisible()
    assert window.sound_button.words_label.text() == "No sound on\nthis computer"
    loudspeaker.said = ""
    window.live.look()
    assert window.sound_button.words_label.text() == "Sound on"


def test_silence_volume_and_test_are_chosen_in_the_bar(window, qtbot, tmp_path, loudspeaker):
    window.live.look()
    signs_in(window, "nora")
    presses(qtbot, window.sound_button)
    panel = window.sound_button.panel
    presses(qtbot, panel.silence_buttons[15])
    assert window.sound_button.words_label.text().endswith("15 min left")
    assert window.sign_in_page.sound_label.text().endswith("15 min left")
    presses(qtbot, panel.sound_button)
    assert window.sound_button.words_label.text() == "Sound on"
    presses(qtbot, panel.volume_buttons["high"])
    assert setting(tmp_path, VOLUME) == "high"
    presses(qtbot, panel.test_button)
    assert loudspeaker.played == [1.0]


def test_a_long_name_gives_way_in_the_bar(window, team):
    team.clinic.carry_out(Joining("Dr Maximiliana Featherstonehaugh-Cholmondeley", Role.NURSE, "2468"), team.ada)
    window.live.look()
    least = window.minimumSizeHint().width()
    id = next(row.staff.id for row in window.sign_in_page.staff_list.rows if row.staff.name.startswith("Dr Max"))
    window.live.submit(SigningIn(id, "2468"))
    assert window.who_label.text() == "Dr Maximiliana Featherstonehaugh-Cholmondeley · nurse"
    assert window.minimumSizeHint().width() <= max(least, 1280)
