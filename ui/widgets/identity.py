"""Whose chart it is, in one line, for wherever somebody signs."""

from monitor.chart import Chart


def identity_text(chart: Chart) -> str:
    patient = chart.patient
    return (
        f"{patient.name} · born {patient.birth_date:%d.%m.%Y} · record {patient.record_number}"
        f" · {chart.chair} · opened {chart.time_text(chart.opened_at)}"
    )
