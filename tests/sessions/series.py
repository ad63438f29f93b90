"""The two series files that come with the tests, and short ones written row by row."""

from pathlib import Path

from sessions.readings_file import read_series

DATA = Path(__file__).parent.parent / "data"
MIMIC, EICU = "mimic3demo_vitals_8stays.csv", "eicudemo_nibp_6stays.csv"
SERIES = {name: read_series(DATA / name) for name in (MIMIC, EICU)}
MIMIC_HEADER = "icustay_id,minute,hr,nbp_sys,nbp_dia,nbp_mean,spo2,rr,temp_c,temp_f"
EICU_HEADER = "patientunitstayid,observationoffset_min,nibp_sys,nibp_dia,nibp_mean"
FIRST = "7,0,70,120,80,,98,,,"
"""A first row of stay 7 that has every vital sign of the shipped protocol."""


def write_rows(folder: Path, *rows: str, header: str = MIMIC_HEADER) -> Path:
    path = folder / "rows.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
