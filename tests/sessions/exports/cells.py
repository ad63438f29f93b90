"""What stands in the cells of an exported table."""

import csv
from datetime import datetime


def readings(table):
    """Of each set its local time and the numbers in it, in order."""
    sets = {}
    with table.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            sets.setdefault((row["entry"], row["taken at"]), []).append(row["value"])
    return [(f"{datetime.fromisoformat(taken_at):%H:%M}", values) for (_, taken_at), values in sets.items()]
