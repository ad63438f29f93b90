"""That a discharge was signed although criteria were unmet, in the same words on every list and page."""

from sessions.index import SessionLine


def overridden_text(line: SessionLine) -> str:
    """ "overridden, 2 criteria"; empty where every criterion was met, or nothing is signed."""
    return overridden_words(line.overridden) if line.overridden else ""


def overridden_words(criteria: int) -> str:
    return f"overridden, {criteria} {'criterion' if criteria == 1 else 'criteria'}"
