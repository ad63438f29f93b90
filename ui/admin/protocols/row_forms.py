"""Which fields the rows of a protocol have: limits, changes from baseline, checks and criteria."""

from collections.abc import Iterable

from monitor.effects import Grade
from monitor.limits import ChangeLimit, Limits, Phase, Severity, Unfit
from monitor.protocol import Check, Criterion, CriterionKind, Protocol
from monitor.protocol_changes import new_key
from monitor.protocol_lines import EVERY_PHASE, phases_text
from monitor.vitals import Vital
from ui.admin.protocols.fields import WHOLE, Fields
from ui.admin.protocols.part_form import PartForm
from ui.admin.protocols.part_forms import SEVERITIES
from ui.widgets.choice import Choice

RISE, FALL = "rise", "fall"


def limits_form(limits: Limits | None, vital: Vital, protocol: Protocol) -> PartForm:
    """Of these limits, or of new ones for that vital sign."""
    offered = EVERY_PHASE if protocol.is_infused else (Phase.PREPARING, Phase.RECOVERING)
    phases = [phase for phase in Phase if phase in offered or (limits and phase in limits.phases)]
    fields = Fields()
    advisory, caution, critical = (
        fields.bounds(severity, vital, limits.bounds(severity) if limits else ()) for severity in Severity
    )
    held = fields.several(
        "phases",
        "In these phases",
        {phase: str(phase) for phase in phases},
        limits.phases if limits else (),
        meaning="In each phase a vital sign has one row of limits at most.",
    )
    source = fields.source(limits.source if limits else "")

    def make() -> Limits:
        return Limits(vital, held(), advisory(), caution(), critical(), source())

    low, high = vital.hard
    explained = (
        "A reading has the worst severity whose limit it reaches, so each lies further from normal than the one "
        "before: advisory, caution, critical. Without a number there is no limit. A limit lies between "
        f"{vital.number(low)} and {vital.text(high)}, for nothing else can be charted."
    )
    title = f"{vital.label}, {phases_text(limits.phases)}" if limits else f"{vital.label}, new limits"
    return PartForm(title, fields, make, explained=explained, can_go=limits is not None)


def change_form(change: ChangeLimit | None, vital: Vital) -> PartForm:
    fields = Fields()
    direction = fields.choice(
        "direction",
        "Direction",
        {RISE: "rise above the baseline", FALL: "fall below the baseline"},
        None if change is None else RISE if change.by > 0 else FALL,
    )
    by = fields.number(
        "by",
        "By at least",
        abs(change.by) if change else None,
        "",
        "Compared unrounded with the patient's own value before the start. The figure itself counts.",
    )
    own_unit = vital.change_unit or "points"
    percent = fields.choice(
        "percent", "Counted in", {False: own_unit, True: "% of the baseline"}, change.percent if change else None
    )
    sets = fields.whole(
        "sets", "In so many sets in a row", change.sets if change else None, "sets", "With 1 it counts at once."
    )
    severity = fields.choice("severity", "It is", SEVERITIES, change.severity if change else None)
    source = fields.source(change.source if change else "")

    def make() -> ChangeLimit:
        if by() < 0:
            raise Unfit("by", f"{by():g}: choose rise or fall, and type the figure without a sign.")
        sign = 1 if direction() == RISE else -1
        return ChangeLimit(vital, severity(), sign * by(), percent(), sets(), source())

    return PartForm(f"{vital.label}, change from baseline", fields, make, can_go=change is not None)


def check_form(check: Check | None, taken: Iterable[str]) -> PartForm:
    fields = Fields()
    label = fields.text(
        "label",
        "Question",
        check.label if check else "",
        meaning="Asked before the start. Unanswered, or answered no, it holds the start back.",
    )
    source = fields.source(check.source if check else "")

    def make() -> Check:
        return Check(check.key if check else new_key(label(), taken), label(), source())

    return PartForm("Check before the start", fields, make, can_go=check is not None)


KINDS = {
    CriterionKind.ELAPSED: "the time since the end of the infusion, or since the dose",
    CriterionKind.IN_RANGE: "complete sets in a row without a caution or critical limit",
    CriterionKind.SEDATION: "sedation (MOAA/S) in the last set",
    CriterionKind.EFFECTS: "the effects that are still open",
    CriterionKind.ESCORT: "the name of the person who takes the patient home",
    CriterionKind.OBSERVED: "somebody who looks and says",
}
LEAST = {
    CriterionKind.ELAPSED: ("At least", "min"),
    CriterionKind.IN_RANGE: ("At least so many in a row", "sets"),
    CriterionKind.SEDATION: ("At least", "MOAA/S"),
}
BOUNDS = ("least", "most", "apart", "within")


def criterion_form(criterion: Criterion | None, taken: Iterable[str]) -> PartForm:
    """Only the bounds that its kind is judged by are asked."""
    fields = Fields()
    label = fields.text(
        "label",
        "Criterion",
        criterion.label if criterion else "",
        meaning="As it stands on the page that is signed. It should say what the bounds below say.",
    )
    kind = fields.choice("kind", "Judged by", KINDS, criterion.kind if criterion else None, width=WHOLE)
    least = fields.whole("least", "At least", criterion.least if criterion else None, "min", "")
    apart = fields.whole(
        "apart", "Apart by at least", criterion.apart if criterion else None, "min", "Between two sets that count."
    )
    within = fields.whole(
        "within", "Not older than", criterion.within if criterion else None, "min", "An older reading says nothing."
    )
    grades = {grade: grade.word for grade in Grade}
    most = fields.choice("most", "None above", grades, criterion.most if criterion else None)
    source = fields.source(criterion.source if criterion else "")

    def make() -> Criterion:
        needs = kind().needs
        return Criterion(
            key=criterion.key if criterion else new_key(label(), taken),
            label=label(),
            kind=kind(),
            source=source(),
            least=least() if "least" in needs else None,
            most=most() if "most" in needs else None,
            apart=apart() if "apart" in needs else None,
            within=within() if "within" in needs else None,
        )

    form = PartForm("Criterion for going home", fields, make, can_go=criterion is not None)
    judged_by = form.fields["kind"].editor
    assert isinstance(judged_by, Choice)
    judged_by.currentIndexChanged.connect(lambda index: _ask_for(form, index))
    _ask_for(form, judged_by.currentIndex())
    return form


def _ask_for(form: PartForm, index: int) -> None:
    kind = tuple(KINDS)[index] if index >= 0 else None
    for name in BOUNDS:
        form.fields[name].setVisible(kind is not None and name in kind.needs)
    if kind in LEAST:
        form.fields["least"].rename(*LEAST[kind])
