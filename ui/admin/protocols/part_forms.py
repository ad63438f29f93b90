"""Which fields each part of a protocol has, what each of them means, and how they are read back."""

from dataclasses import replace

from monitor.limits import Severity, Unfit
from monitor.protocol import Flagging, Protocol, Schedule
from monitor.vitals import Vital
from ui.admin.protocols.fields import HALF, Fields
from ui.admin.protocols.part_form import PartForm

VITALS = {vital: vital.label for vital in Vital}
SEVERITIES = {severity: severity.word for severity in Severity}


def general_form(protocol: Protocol) -> PartForm:
    fields = Fields()
    title = fields.text("title", "Title", protocol.title, meaning="Staff choose it by this when they open a session.")
    drug = fields.text("drug", "Drug", protocol.drug, meaning="As it stands in the banner and the report.", width=HALF)
    route = fields.text("route", "Route", protocol.route, width=HALF)
    if not protocol.is_infused:
        said = ", ".join(f"{dose:g}" for dose in protocol.doses_mg)
        meaning = "In mg, with commas between them. Another dose is asked about once."
        doses = fields.text("doses_mg", "Doses in mg", said, meaning=meaning)
        source = fields.source(protocol.source)

        def spray() -> Protocol:
            return replace(
                protocol, title=title(), drug=drug(), route=route(), doses_mg=_doses(doses()), source=source()
            )

        return PartForm("General", fields, spray)
    planned = fields.whole(
        "planned_min", "Planned duration", protocol.planned_min, "min", "A shorter infusion cannot be planned."
    )
    longest = fields.whole(
        "longest_min",
        "Longest duration",
        protocol.longest_min,
        "min",
        "A longer one cannot be planned; one that runs on beyond it is flagged. Not shorter than planned.",
    )
    usual = fields.pair(
        "usual_mg_per_kg",
        "Usual dose",
        protocol.usual_mg_per_kg,
        "mg/kg",
        "A dose outside is asked about once. Both ends are inside.",
    )
    source = fields.source(protocol.source)

    def infusion() -> Protocol:
        return replace(
            protocol,
            title=title(),
            drug=drug(),
            route=route(),
            planned_min=planned(),
            longest_min=longest(),
            usual_mg_per_kg=usual(),
            source=source(),
        )

    return PartForm("General", fields, infusion)


def _doses(said: str) -> tuple[float, ...]:
    parts = [part.strip() for part in said.replace(";", ",").split(",") if part.strip()]
    try:
        return tuple(float(part) for part in parts)
    except ValueError:
        raise Unfit("doses_mg", f"“{said}” is not a list of numbers such as 56, 84.") from None


def schedule_form(schedule: Schedule, *, is_infused: bool) -> PartForm:
    fields = Fields()
    infusing = (
        fields.whole(
            "infusing_every",
            "A set while infusing, every",
            schedule.infusing_every,
            "min",
            "From the start of the infusion, and from set to set.",
        )
        if is_infused
        else lambda: schedule.infusing_every
    )
    recovering = fields.whole(
        "recovering_every",
        "A set while recovering, every",
        schedule.recovering_every,
        "min",
        "After the infusion or the dose, until the patient goes home.",
    )
    early = fields.whole(
        "early",
        "Counts as the one due, up to",
        schedule.early,
        "min early",
        "Shorter than the time between two sets.",
    )
    recheck = fields.whole(
        "recheck_after",
        "The next set, after a caution or critical one",
        schedule.recheck_after,
        "min",
        "Until two complete sets in a row are in range again.",
    )
    caution = fields.whole(
        "caution_late", "Late is a caution after", schedule.caution_late, "min", "Minutes after the set was due."
    )
    critical = fields.whole(
        "critical_late",
        "Late is critical after",
        schedule.critical_late,
        "min",
        "During the infusion. Later than the caution.",
    )
    ordered = fields.several(
        "ordered",
        "A set is complete with",
        VITALS,
        schedule.ordered,
        meaning="A set without one of these is incomplete and says which is missing.",
    )
    source = fields.source(schedule.source)
    return PartForm(
        "Sets of vital signs",
        fields,
        lambda: Schedule(
            infusing_every=infusing(),
            recovering_every=recovering(),
            early=early(),
            recheck_after=recheck(),
            caution_late=caution(),
            critical_late=critical(),
            ordered=ordered(),
            source=source(),
        ),
        explained="All of them whole minutes, 1 or more.",
    )


def flagging_form(flagging: Flagging) -> PartForm:
    fields = Fields()
    recheck_first = fields.several(
        "recheck_first",
        "A lone high value of these is rechecked first",
        VITALS,
        flagging.recheck_first,
        meaning="Before it counts as a caution, one more set is asked for.",
    )
    caution = fields.whole(
        "answer_caution_within",
        "A caution flag is answered within",
        flagging.answer_caution_within,
        "min",
        "Without an answer it goes to the top of the board and to every screen.",
    )
    critical = fields.whole(
        "answer_critical_within",
        "A critical flag is answered within",
        flagging.answer_critical_within,
        "min",
        "Not longer than a caution flag.",
    )
    oxygen = fields.choice(
        "on_oxygen", "Oxygen given is", SEVERITIES, flagging.on_oxygen, meaning="How much it matters that it is given."
    )
    current = fields.whole(
        "current_for",
        "A cuff value is current for",
        flagging.current_for,
        "min",
        "Later it is shown as old during the infusion, with its age.",
    )
    source = fields.source(flagging.source)
    return PartForm(
        "Flags",
        fields,
        lambda: Flagging(
            recheck_first=recheck_first(),
            answer_caution_within=caution(),
            answer_critical_within=critical(),
            on_oxygen=oxygen(),
            current_for=current(),
            source=source(),
        ),
        explained="All of them whole minutes, 1 or more.",
    )
