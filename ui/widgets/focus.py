"""Where the keyboard is, and in which order Tab goes through what was made after the rest of a page."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether the keyboard is in this widget or in a part of it, also while its window is not the active one."""
    focus = widget.window().focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def in_reading_order(first: QWidget, *widgets: QWidget) -> None:
    """Tab goes through these one after the other. The first, which need not take the focus, stays where it is."""
    policy = first.focusPolicy()
    first.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what does not take the focus
    for before, after in pairwise((first, *widgets)):
        QWidget.setTabOrder(before, after)
    first.setFocusPolicy(policy)
