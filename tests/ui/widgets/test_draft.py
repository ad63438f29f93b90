"""What is half-typed in a form goes through one text and comes back as it was."""

import json

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.choice import Choice
from ui.widgets.draft import Draft, fields_of


class Form(QWidget):
    def __init__(self):
        super().__init__()
        self.drug_field, self.dose_field, self.set_choice = QLineEdit(self), QLineEdit(self), Choice("Choose")
        self.set_choice.setParent(self)
        self.set_choice.addItems(["T+10", "T+20"])
        self.set_choice.setCurrentIndex(-1)
        self.draft = Draft(self)
        self.draft.add(drug=self.drug_field, dose=self.dose_field, set=self.set_choice)
        self.said = []
        self.draft.edited.connect(self.said.append)

    @property
    def filled(self):
        return self.drug_field.text(), self.dose_field.text(), self.set_choice.currentText()


@pytest.fixture
def form(qtbot):
    form = Form()
    qtbot.addWidget(form)
    return form


def choose(choice, row):
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def test_every_key_and_choice_is_said_by_the_names_of_the_fields(qtbot, form):
    qtbot.keyClicks(form.drug_field, "on")
    choose(form.set_choice, 1)
    assert [json.loads(text) for text in form.said] == [
        {"drug": "o"},
        {"drug": "on"},
        {"drug": "on", "set": "T+20"},
    ]


def test_it_comes_back_as_it_was_and_in_silence(qtbot, form):
    qtbot.keyClicks(form.dose_field, "4 m")
    choose(form.set_choice, 0)
    again = Form()
    qtbot.addWidget(again)
    with qtbot.assertNotEmitted(again.draft.touched):
        assert again.draft.restore(form.draft.text)
    assert again.filled == ("", "4 m", "T+10")
    assert again.said == []
    with qtbot.waitSignal(again.draft.touched):
        qtbot.keyClicks(again.dose_field, "g")


def test_what_is_being_typed_is_not_overwritten(qtbot, form):
    qtbot.keyClicks(form.drug_field, "mid")
    assert not form.draft.restore('{"drug": "ondansetron", "dose": "4 mg"}')
    assert form.filled == ("mid", "", "")


def test_what_it_is_about_goes_with_what_is_typed_and_is_nothing_alone(qtbot, form):
    form.draft.about["entry"] = "A/7"
    form.draft.follow()
    assert (form.draft.text, form.said) == ("", [])
    qtbot.keyClicks(form.drug_field, "x")
    assert json.loads(form.said[-1]) == {"drug": "x", "entry": "A/7"}


def test_emptied_it_is_said_once_and_nothing_is_left(qtbot, form):
    qtbot.keyClicks(form.drug_field, "o")
    qtbot.keyClicks(form.dose_field, "4")
    form.said.clear()
    form.draft.empty()
    assert (form.said, form.filled) == ([""], ("", "", ""))
    form.draft.empty()
    assert form.said == [""]


@pytest.mark.parametrize(
    "text",
    ["", "plain words", "7", "[1, 2]", '{"dru', '{"drug": 7, "dose": null}', '{"route": "iv"}', '{"set": "T+90"}'],
)
def test_what_cannot_be_read_is_left_out(form, text):
    assert not form.draft.restore(text)
    assert form.filled == ("", "", "")


def test_what_can_be_read_of_another_versions_draft_comes_back(form):
    assert form.draft.restore('{"drug": "ondansetron", "route": "iv", "dose": 4, "set": "T+90"}')
    assert form.filled == ("ondansetron", "", "")


def test_only_texts_are_fields():
    assert fields_of('{"drug": "o", "dose": 4, "note": ["x"]}') == {"drug": "o"}
