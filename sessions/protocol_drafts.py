"""The version of a protocol that somebody is writing. It is not part of the record until it is kept."""

from dataclasses import dataclass, replace

from monitor.limits import Unfit
from monitor.protocol import Protocol
from monitor.protocol_changes import unsourced, with_part
from monitor.protocol_lines import Part
from sessions.protocols import Shelf


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written, and the version it began as."""

    base: Protocol
    protocol: Protocol

    def changed(self, old: Part | None, new: Part | None) -> "Draft":
        """With one part in the place of another. Raises Unfit for what is no protocol, and for a figure other than
        the base's with the source that the base's has."""
        protocol = with_part(self.protocol, old, new)
        sentence = unsourced(self.base, protocol)
        if sentence:
            raise Unfit("source", sentence)
        return replace(self, protocol=protocol)

    def renumbered(self, shelf: Shelf) -> "Draft":
        """With the number that is next by now: another station may have kept one meanwhile."""
        number = shelf.next_number(self.protocol.id)
        return replace(self, protocol=replace(self.protocol, version=number))


def next_version(protocol: Protocol, shelf: Shelf) -> Draft:
    """The next version, which says as yet what this one says."""
    base = replace(protocol, approval=None)
    return Draft(base, base).renumbered(shelf)


def copy_of(protocol: Protocol, title: str, shelf: Shelf) -> Draft:
    """The first version of a protocol of its own, which says as yet what this one says."""
    base = replace(protocol, approval=None)
    return Draft(base, replace(base, id=shelf.new_id(title), title=title, version=1))
