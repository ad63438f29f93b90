"""Keeping one entry: sealed, checked against the chain and kept, against the same row inserted bare."""

from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter

from sessions.chain import row_of
from sessions.stores.encrypted_file import open_file
from sessions.stores.sqlcipher import ENTRY_FILE, SqlcipherStore
from tests.builders import entry, minute, page, vitals

KEY = bytes(range(32))
ENTRIES = 1200
SETTLED = 600  # until then the log of changes still grows, and the disk's own work hides ours

# The same table in the same kind of file, without index, triggers, chain and transaction around it.
BARE_FILE = replace(ENTRY_FILE, application_id=1, tables=ENTRY_FILE.tables[:1])
INSERT = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def seconds(action):
    start = perf_counter()
    action()
    return perf_counter() - start


def test_keeping_an_entry_costs_at_most_half_more_than_inserting_its_row(tmp_path, figure):
    store = SqlcipherStore(tmp_path / "record.vigil", KEY)
    bare = open_file(tmp_path / "bare.db", KEY, BARE_FILE)
    last = page()[-1]
    store.append([last])
    keeping, inserting = [], []

    def keep():
        nonlocal last
        last = entry(event, at=minute(number), after=last)
        store.append([last])

    for number in range(ENTRIES):
        event = vitals(systolic=120 + number % 40, diastolic=80, heart_rate=72, spo2=97, oxygen=2)
        # The row of an entry sealed apart, so that neither way finds anything prepared; each goes first in turn.
        row = row_of(entry(event, at=minute(number), station="B"))
        insert = partial(bare.execute, INSERT, ("B", number, *row.columns[2:], last.digest))
        if number % 2:
            keeping.append(seconds(keep))
            inserting.append(seconds(insert))
        else:
            inserting.append(seconds(insert))
            keeping.append(seconds(keep))
    store.close()
    bare.close()

    kept, inserted = median(keeping[SETTLED:]) * 1e3, median(inserting[SETTLED:]) * 1e3
    figure(
        "keeping one entry / its row inserted bare, synchronous=FULL",
        kept / inserted,
        1.5,
        f"{kept:.3f} ms / {inserted:.3f} ms",
    )
    assert kept / inserted <= 1.5
