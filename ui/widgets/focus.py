"""Where the keyboard is, and in which order Tab goes through what was made after the rest of a page."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether the keyboard is in this widget or in a part of it, also while its window is not the active one."""
    focus = widget.window().focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def keeps_keyboard(page: QWidget) -> bool:
    """Whether what held the keyboard was just hidden or disabled. Then the keyboard rests on what it stood in.

    Asked by a page before it lets Qt go on to the next stop: there the next key would answer another question.
    """
    focus = page.window().focusWidget()
    if focus is None or not page.isVisible() or not page.isAncestorOf(focus):
        return False
    rest: QWidget | None = focus
    while rest is not None and rest is not page and not (rest.isVisible() and rest.isEnabled()):
        rest = rest.parentWidget()
    if rest is None or rest is focus:
        return False
    rest.setFocus()
    return True


def in_reading_order(first: QWidget, *widgets: QWidget) -> None:
    """Tab goes through these one after the other. The first stays where it is. Not all need take the focus."""
    policies = {widget: widget.focusPolicy() for widget in (first, *widgets)}
    for widget in policies:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what does not take the focus
    for before, after in pairwise(policies):
        QWidget.setTabOrder(before, after)
    for widget, policy in policies.items():
        widget.setFocusPolicy(policy)
