"""Copies between records: to another station, to the clinic's server, to a backup and back, by one loop."""

from itertools import islice

from sessions.stores.contract import EntryStore

AT_A_TIME = 500


def copy_missing(source: EntryStore, target: EntryStore) -> int:
    """For each station, in order, what `target` lacks of `source`; gives how many entries that were.

    Each batch is kept whole. Whatever interrupts this, running it again goes on where it stopped.
    """
    copied = 0
    known = target.heads()
    for station in sorted(source.heads()):
        missing = source.after(station, known.get(station, 0))
        while batch := list(islice(missing, AT_A_TIME)):
            target.append(batch)
            copied += len(batch)
    return copied
