"""What a nurse does at the chair, each with the keys or the taps that it takes."""

from PySide6.QtCore import Qt

from monitor.vitals import Vital

F3, F4 = Qt.Key.Key_F3, Qt.Key.Key_F4


def taps_effect(nurse, code, grade):
    effects = nurse.view.chairside.effects
    nurse.clicks(effects.common_buttons[code])
    nurse.keeps(lambda: nurse.clicks(effects.severity_bar.grade_buttons[grade]))


def ends_effect(nurse, name):
    effects = nurse.view.chairside.effects
    nurse.clicks(next(one for one in effects.open_buttons if name in one.text()))
    nurse.keeps(lambda: nurse.clicks(effects.severity_bar.ended_button))


def fills_in_the_form(nurse, **values):
    """Field by field instead of the typed line; back to the line afterwards."""
    page = nurse.view.chairside
    nurse.presses(F3)
    for vital, value in values.items():
        nurse.fills(page.form.fields[Vital.of(vital)].field, value)
    nurse.clicks(page.form.oxygen.buttons[0])
    nurse.keeps(lambda: nurse.clicks(page.form.keep_button))
    nurse.presses(F3)


def pauses(nurse, reason):
    controls = nurse.view.chairside.controls
    nurse.clicks(controls.pause_button)
    nurse.clicks(_saying(controls.pause_panel.answer_buttons, reason))
    nurse.keeps(lambda: nurse.clicks(controls.pause_panel.keep_button))


def resumes(nurse):
    nurse.keeps(lambda: nurse.clicks(nurse.view.chairside.controls.resume_button))


def gives_drug(nurse, drug, dose, route, what_for):
    controls = nurse.view.chairside.controls
    nurse.clicks(controls.drug_button)
    for field, text in zip(controls.drug_panel.fields, (drug, dose, route, what_for), strict=True):
        nurse.fills(field, text)
    nurse.keeps(lambda: nurse.clicks(controls.drug_panel.keep_button))


def writes_note(nurse, text):
    controls = nurse.view.chairside.controls
    nurse.clicks(controls.note_button)
    nurse.keeps(lambda: nurse.presses(text + "\r"))


def explains_the_missed_set(nurse, due, reason):
    controls = nurse.view.chairside.controls
    nurse.clicks(controls.missed_button)
    nurse.chooses(controls.missed_panel.set_choice, due)
    nurse.clicks(_saying(controls.missed_panel.answer_buttons, reason))
    nurse.keeps(lambda: nurse.clicks(controls.missed_panel.keep_button))


def answers_the_flag(nurse, problem, keys, answer):
    """Four keys: the most urgent flag, by their digits what was asked beside it and what was done, and Enter."""
    row = nurse.view.chairside.attention.rows[0]
    assert nurse.sees(row)
    assert row.sentence.startswith(problem)
    nurse.presses(F4)
    nurse.keeps(lambda: nurse.presses(keys + "\r"))
    assert answer in row.answer_label.text()


def corrects_the_newest_set(nurse, reason, right):
    """Strike it in the table, with the right values."""
    page = nurse.view.chairside
    rows, entry = page.table.table, nurse.chart.sets[-1].entry
    place = rows.visualRect(page.table.model.index(page.table.model.row_of(entry), 0))
    assert rows.viewport().rect().contains(place), "its row is not on the screen"
    nurse.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    nurse.clicks(page.chosen_entry.correct_button)
    nurse.clicks(_saying(page.correction.answer_buttons, reason))
    nurse.fills(page.correction.right_field, right)
    nurse.keeps(lambda: nurse.clicks(page.correction.keep_button))


def _saying(buttons, words):
    return next(one for one in buttons if one.text() == words)
