"""A scenario as a clinician wrote it down: what is charted at which minute, and what is to be seen from then on.

The text is Markdown. Under a heading with the local time and the minute stand what was charted in that minute, a line
an entry, and then, each line beginning with a dash, the flags from then on until the next heading.
"""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NO_FLAG = "no flag"
KEPT = "What stays in the chart"
HEADING = re.compile(r"(\d\d:\d\d) · T([+−])(\d+)")


@dataclass(frozen=True, slots=True)
class Moment:
    """From this minute on, until the next moment, these flags are to be seen, and no others."""

    minute: int
    time: str
    charted: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario: its moments, and what of it is in the chart for good."""

    title: str
    moments: tuple[Moment, ...]
    kept: tuple[str, ...]

    def at(self, minute: int) -> Moment:
        return next(moment for moment in reversed(self.moments) if moment.minute <= minute)


def read_story(name: str) -> Told:
    title, *parts = (HERE / f"{name}.md").read_text(encoding="utf-8").split("\n## ")
    moments, kept = [], ()
    for part in parts:
        heading, *lines = [line for line in part.splitlines() if line.strip()]
        flags = tuple(line.removeprefix("- ") for line in lines if line.startswith("- "))
        if heading == KEPT:
            kept = tuple(flag for flag in flags if flag != NO_FLAG)
            continue
        time, sign, number = HEADING.fullmatch(heading).groups()
        charted = tuple(line for line in lines if not line.startswith("- "))
        minute = -int(number) if sign == "−" else int(number)
        assert flags, f"{name}, {heading}: it is not said what is to be seen"
        moments.append(Moment(minute, time, charted, () if flags == (NO_FLAG,) else flags))
    return Told(title.splitlines()[0].removeprefix("# "), tuple(moments), kept)


def counted_on(flag: str, minutes: int) -> str:
    """The same flag so many minutes later: how late a set is grows by itself."""
    flag = flag.replace("is due now", "is 0 min late")
    flag = re.sub(r"(?<=is )\d+(?= min late)", lambda found: str(int(found[0]) + minutes), flag)
    return flag.replace("is 0 min late", "is due now")
