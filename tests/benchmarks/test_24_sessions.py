"""All rules of 24 open sessions, evaluated once a second: which part of one core that takes."""

from statistics import median
from time import process_time

from monitor.rules import raise_flags
from monitor.schedule import planned_sets
from monitor.snapshot import take_snapshot
from sessions.figures import simulated_page
from tests.builders import SHIPPED

SESSIONS = 24
TIMES = 30
PART = 0.05


def seconds(act):
    """The processor time of one evaluation of everything."""
    times = []
    for _ in range(TIMES):
        started = process_time()
        act()
        times.append(process_time() - started)
    return median(times)


def test_all_rules_of_24_open_sessions_take_under_a_twentieth_of_a_core(figure):
    pages = [simulated_page(seed, SHIPPED) for seed in range(SESSIONS)]
    now = [page[-1].recorded_at for page in pages]
    charts = [take_snapshot(page, at).chart for page, at in zip(pages, now, strict=True)]
    rules = seconds(lambda: [raise_flags(c, planned_sets(c, at), at) for c, at in zip(charts, now, strict=True)])
    whole = seconds(lambda: [take_snapshot(page, at) for page, at in zip(pages, now, strict=True)])
    figure(
        f"rules of {SESSIONS} open sessions once a second, part of one core",
        rules,
        PART,
        f"{rules * 1e3:.1f} ms; read anew from {sum(map(len, pages))} entries, with criteria, {whole * 1e3:.1f} ms",
    )
    assert rules <= PART
