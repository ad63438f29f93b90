"""How long ago something was, as staff say it."""

from datetime import timedelta


def age_text(age: timedelta) -> str:
    """Whole minutes up to an hour, then hours and minutes."""
    minutes = age // timedelta(minutes=1)
    if minutes < 1:
        return "just now"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min ago" if hours else f"{minutes} min ago"
