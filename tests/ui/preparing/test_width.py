"""Nothing on the page is cut at its side: not with nine vital signs, the longest names and a long list of allergies."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from monitor.events import AllergiesRecorded, Answer, CheckAnswered, EscortNamed, Patient
from monitor.staff import Role
from sessions.requests import Joining
from tests.clinics import PATIENT, PINS, Team, typed_set
from tests.ui.desk import Desk
from ui.preparing.preparing_page import PreparingPage
from ui.theme import DARK, apply_theme

LONG = "Maximiliane Wilhelmina von Hohenstein-Schwarzenberger"
NINE = {
    "systolic": 122,
    "diastolic": 78,
    "heart_rate": 68,
    "spo2": 98,
    "sedation": 5,
    "respiratory_rate": 14,
    "temperature": 36.8,
    "etco2": 38,
    "agitation": 0,
}
ALLERGIES = ("penicillin", "latex", "iodinated contrast media", "adhesive plaster", "sulfamethoxazole-trimethoprim")


@pytest.fixture
def crowded(qtbot):
    """Whoever has the longest name has kept everything, and something is said about everything."""
    apply_theme(QApplication.instance(), DARK)
    team = Team()
    for role in (Role.NURSE, Role.CLINICIAN):
        team.clinic.carry_out(Joining(f"{LONG[:-1]}{role[0]}", role, PINS["nora"]), team.ada)
    author = next(one for one in team.clinic.roster.members if one.name.startswith(LONG[:20]))
    session = team.opens(Patient(LONG, "Anna Katharina", PATIENT.birth_date, "MRN 00417-2026/118"))
    team.prepares(session)
    checks = team.clinic.snapshot(session).chart.protocol.checks
    team.writes(
        session,
        AllergiesRecorded(ALLERGIES),
        EscortNamed(LONG, "0049 170 1234567 or 0049 89 7654321"),
        typed_set(**NINE),
        *(CheckAnswered(check.key, Answer.NO, "is asked again by the clinician " * 3) for check in checks),
        by=author,
    )
    desk = Desk(qtbot, team, PreparingPage(), session, staff=author)
    desk.page.show()
    return desk


def cut(page):
    """What is seen on the page and reaches beyond the area it scrolls in, or is narrower than what it says."""
    for area in page.findChildren(QScrollArea):
        if not area.isVisible():
            continue
        viewport = area.viewport()
        for part in area.widget().findChildren(QWidget):
            if not part.isVisible():
                continue
            left = part.mapTo(viewport, QPoint(0, 0)).x()
            if left < 0 or left + part.width() > viewport.width():
                yield part, left, part.width(), viewport.width()
    for part in page.findChildren(QLabel) + page.findChildren(QPushButton):
        if part.isVisible() and part.width() < part.minimumSizeHint().width():
            yield part, part.text(), part.width(), part.minimumSizeHint().width()


@pytest.mark.parametrize("size", [(1280, 800), (1660, 900), (1920, 1080)])
@pytest.mark.parametrize("form", [False, True])
def test_nothing_is_cut_at_the_side(qtbot, crowded, size, form):
    page = crowded.page
    page.resize(*size)
    if form:
        crowded.clicks(page.baseline.form_button)
    for _ in range(3):
        QApplication.processEvents()
    assert list(cut(page)) == []
    assert (page.width(), page.height()) == size


def test_all_nine_vital_signs_are_seen(qtbot, crowded):
    crowded.page.resize(1280, 800)
    QApplication.processEvents()
    shown = [reading for reading in crowded.page.baseline.readings.values() if reading.isVisible()]
    places = {(reading.mapTo(crowded.page, QPoint(0, 0)).toTuple()) for reading in shown}
    assert len(shown) == len(places) == len(NINE)


def test_a_name_too_long_is_whole_in_the_tooltip(qtbot, crowded):
    crowded.page.resize(1660, 900)
    QApplication.processEvents()
    kept = crowded.page.escort.section.kept_label
    assert kept.text().endswith(crowded.staff.name)
    assert kept.shown != kept.text()
    assert kept.toolTip() == kept.text()
