"""What is said of a flag beside its sentence, and what is said where there is none."""

from datetime import timedelta

from monitor.answering import symptoms_words
from monitor.chart import Chart
from monitor.flags import Flag
from monitor.schedule import SetState
from monitor.snapshot import Snapshot
from monitor.wording import flag_course, response_text
from sessions.staff import Roster
from ui.widgets.ages import age_text

NOTHING = "Nothing needs attention"


def waiting_words(flag: Flag, snapshot: Snapshot) -> str:
    """That nobody has answered it in time, or before it ended; "" otherwise."""
    if flag.ended_at is not None:
        not_answered = ", not answered" if flag.wants_answer else ""
        return f"Ended at {snapshot.chart.t_text(flag.ended_at)}{not_answered}"
    if flag.asked_at is None or not flag.is_escalated:
        return ""
    waits = f"Not answered for {(snapshot.now - flag.asked_at) // timedelta(minutes=1)} min"
    has_eased = flag.asks.severity > flag.severity
    return f"{waits}: {flag.asks.severity.word}, {flag.asks.value}" if has_eased else waits


def course_words(flag: Flag, snapshot: Snapshot) -> str:
    """How long, how often, how bad, whether its reading is old, and whether the symptoms beside it were asked."""
    chart = snapshot.chart
    return " · ".join(filter(None, (flag_course(flag, chart), _age(flag, snapshot), symptoms_words(flag, chart))))


def _age(flag: Flag, snapshot: Snapshot) -> str:
    """A reading too old to be taken for the present one says so, with its age."""
    entry = snapshot.chart.entry(flag.entry) if flag.vital and flag.entry and flag.is_open else None
    if entry is None or not snapshot.is_old(entry.happened_at):
        return ""
    return f"old, read {age_text(snapshot.now - entry.happened_at)}"


def answer_words(flag: Flag, chart: Chart, roster: Roster) -> str:
    """Each answer in a line of its own."""
    return "\n".join(
        f"✓ {response_text(response, flag, roster.name(response.by), chart.time_text(response.at))}"
        for response in flag.responses
    )


def quiet_text(snapshot: Snapshot) -> str:
    """What may be said when there is no flag. Unknown is never called quiet."""
    if not snapshot.chart.sets:
        return "No set taken yet"
    over = [plan for plan in snapshot.planned if plan.state is not SetState.COMING]
    if any(plan.state in (SetState.DUE, SetState.MISSED) for plan in over):
        return "A planned set is not taken yet"
    if over and over[-1].state is SetState.EXPLAINED:
        return f"The set due at {snapshot.chart.t_text(over[-1].due_at)} was not taken: {over[-1].reason}"
    return NOTHING
