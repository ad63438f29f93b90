"""What a form has sent and not heard of yet. Its own requests are told from equal ones by identity."""

from sessions.requests import Request


class Sent:
    def __init__(self) -> None:
        self._waiting: list[Request] = []

    def note(self, request: Request) -> None:
        self._waiting.append(request)

    def take(self, request: Request) -> bool:
        """Whether this very request was sent from here; it is no longer waited for."""
        others = [sent for sent in self._waiting if sent is not request]
        is_own = len(others) < len(self._waiting)
        self._waiting = others
        return is_own
