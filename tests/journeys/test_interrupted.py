"""The window is closed, or the program dies, in the middle of something: at the next start it is there as it was."""

from tests.journeys.steps import opens_session, prepares


def test_a_half_typed_line_is_there_after_the_window_was_closed(nurse):
    nurse.signs_in("nora")
    opens_session(nurse)
    prepares(nurse)
    session = nurse.view.session
    nurse.waits(minutes=10)
    nurse.presses("142/88 7")
    nurse.closes_vigil()

    nurse.starts_vigil()
    nurse.signs_in("nora")
    nurse.opens(session)
    nurse.waits_until(lambda: nurse.view is not None)
    assert nurse.view.chairside.entry_line.line.text() == "142/88 7"
    nurse.view.chairside.entry_line.line.setFocus()
    nurse.view.chairside.entry_line.line.end(False)  # all of it is selected: what is typed would take its place
    nurse.keeps(lambda: nurse.presses("6 97\r"))
    assert nurse.view.chairside.entry_line.line.text() == ""


def test_what_is_typed_for_one_patient_never_shows_for_another(nurse):
    nurse.signs_in("nora")
    opens_session(nurse, "Chair 1")
    prepares(nurse)
    first = nurse.view.session
    nurse.presses("142/88")
    nurse.window.show_board()
    page = nurse.window.new_session_page
    nurse.clicks(nurse.window.board_page.free_chairs["Chair 2"].new_session_button)
    assert page.surname_field.text() == ""
    for field, text in (
        (page.surname_field, "Okafor"),
        (page.given_field, "Ben"),
        (page.birth_date_field, "1.5.1975"),
        (page.record_number_field, "MRN 2"),
    ):
        nurse.types(field, text)
    nurse.chooses(page.protocol_choice, "Ketamine IV")
    nurse.clicks(page.open_button)
    nurse.waits_until(lambda: nurse.view.session != first)
    assert nurse.view.preparing.baseline.entry_line.line.text() == ""
    nurse.opens(first)
    nurse.waits_until(lambda: nurse.view.session == first)
    assert nurse.view.chairside.entry_line.line.text() == "142/88"


def test_half_filled_panels_are_open_again_after_the_window_was_closed(nurse):
    nurse.signs_in("nora")
    opens_session(nurse)
    prepares(nurse)
    session = nurse.view.session
    nurse.waits(minutes=10)
    page = nurse.view.chairside
    page.correction.open(nurse.chart.page[-1])
    nurse.presses("wrong ti")
    nurse.clicks(page.controls.drug_button)
    nurse.presses("ondansetron")
    nurse.types(page.controls.drug_panel.time_field, "-3")
    nurse.closes_vigil()

    nurse.starts_vigil()
    nurse.signs_in("nora")
    nurse.opens(session)
    nurse.waits_until(lambda: nurse.view is not None)
    page = nurse.view.chairside
    panel = page.controls.drug_panel
    assert (panel.isVisible(), panel.drug_field.text(), panel.time_field.text()) == (True, "ondansetron", "-3")
    assert (page.correction.isVisible(), page.correction.field.text()) == (True, "wrong ti")
    nurse.takes("142/88 76 97")
    nurse.types(panel.dose_field, "4 mg")
    nurse.keeps(lambda: nurse.clicks(panel.keep_button))
    nurse.closes_vigil()

    nurse.starts_vigil()
    nurse.signs_in("nora")
    nurse.opens(session)
    nurse.waits_until(lambda: nurse.view is not None)
    page = nurse.view.chairside
    assert (page.controls.drug_panel.isVisible(), page.controls.drug_panel.drug_field.text()) == (False, "")
    assert page.correction.isVisible()


def test_a_half_typed_new_session_is_there_after_the_window_was_closed(nurse):
    nurse.signs_in("nora")
    nurse.clicks(nurse.window.board_page.free_chairs["Chair 2"].new_session_button)
    nurse.types(nurse.window.new_session_page.surname_field, "Okaf")
    nurse.types(nurse.window.new_session_page.birth_date_field, "1.5.")
    nurse.closes_vigil()

    nurse.starts_vigil()
    nurse.signs_in("nora")
    nurse.clicks(nurse.window.board_page.free_chairs["Chair 2"].new_session_button)
    page = nurse.window.new_session_page
    nurse.waits_until(lambda: page.surname_field.text() == "Okaf")
    assert page.birth_date_field.text() == "1.5."
    nurse.presses("or")
    assert page.surname_field.text() == "Okafor"
