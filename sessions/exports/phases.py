"""In which phase each set was taken, the struck ones included, which the chart itself skips."""

from collections.abc import Mapping

from monitor.chart import Chart
from monitor.chart_reader import read_chart
from monitor.entries import Entry
from monitor.events import EntryId, EntryStruck, VitalsTaken
from monitor.limits import Phase


def phases_of_sets(chart: Chart) -> Mapping[EntryId, Phase]:
    """The chart read as if no set were struck. What was struck of the infusion's own course stays struck."""
    unstruck = read_chart(entry for entry in chart.page if not _strikes_a_set(chart, entry))
    return {taken.entry: taken.phase for taken in unstruck.sets}


def _strikes_a_set(chart: Chart, entry: Entry) -> bool:
    struck = chart.entry(entry.event.entry) if isinstance(entry.event, EntryStruck) else None
    return struck is not None and isinstance(struck.event, VitalsTaken)
