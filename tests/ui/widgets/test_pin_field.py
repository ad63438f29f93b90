"""A PIN is in its field only while somebody looks at it."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.new_pin import NewPin
from ui.widgets.pin_field import PinField
from ui.widgets.staff_pin import StaffPin


@pytest.mark.parametrize("kind", [PinField, StaffPin, NewPin])
def test_it_is_empty_once_it_is_hidden_or_its_page_is(qtbot, kind):
    page, part = QWidget(), kind()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(part)
    fields = [part] if kind is PinField else part.findChildren(PinField)
    for hidden in (page, part):
        page.show()
        part.show()
        for field in fields:
            qtbot.keyClicks(field, "1379")
            assert field.text() == "1379"
        hidden.hide()
        assert {field.text() for field in fields} == {""}
