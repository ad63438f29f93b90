"""What came of a replayed stay, and how it is told: kept, asked, refused, and the flags."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from sessions.readings_file import REPEATED_MIN


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one line."""

    minute: float
    line: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a stay. Minutes are the file's own."""

    stay: str
    layout: str
    rows: int
    kept: int
    empty: int
    unchanged: int
    left_out: int  # after the last hour replayed
    rounded: int
    asked: tuple[Said, ...]
    refused: tuple[Said, ...]
    not_ordered: tuple[Vital, ...]  # ordered by the shipped protocol, but without a column in the file
    not_started: str  # why the infusion could not be started; "" if it was
    not_signed: tuple[str, ...]  # why the discharge could not be signed
    flags: Mapping[str, int]  # by rule
    snapshot: Snapshot

    @property
    def session(self) -> str:
        return self.snapshot.chart.session


def summary(result: Replay) -> str:
    """What came of a replay, to be printed."""
    chart = result.snapshot.chart
    lines = [
        f"Stay {result.stay} ({result.layout}): {result.rows} rows",
        f"  kept       {result.kept}" + (f" ({result.rounded} with the mean rounded)" if result.rounded else ""),
        f"  unchanged  {result.unchanged} (the same reading again within {REPEATED_MIN} min)",
        f"  empty      {result.empty}",
        f"  refused    {len(result.refused)}",
        f"  left out   {result.left_out} (after the hours replayed)",
        f"  asked      {len(result.asked)} (each answered with yes)",
    ]
    if result.not_ordered:
        names = ", ".join(vital.label for vital in result.not_ordered)
        lines.append(f"The file has no column for {names}: this session's protocol does not order it.")
    if result.not_started:
        lines.append(f"The infusion was not started. {result.not_started}")
    else:
        ended = chart.t_text(chart.stopped_at) if chart.stopped_at else "not"
        lines.append(f"Infusion: started after the baseline was complete, ended {ended}; phase: {chart.phase}.")
    lines += _listed("Flags by rule:", [f"{rule} {count}" for rule, count in sorted(result.flags.items())])
    lines += _listed("Asked, and confirmed:", _told(result.asked))
    lines += _listed("Refused, and nothing of the line kept:", _told(result.refused))
    lines += _listed("Discharge not signed, because not met:", result.not_signed)
    return "\n".join(lines)


def _told(said: Iterable[Said]) -> list[str]:
    return [f"minute {one.minute:g}  {one.line}  →  {one.sentence}" for one in said]


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)] if lines else []
