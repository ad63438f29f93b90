"""Who works here and in which role."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    NURSE = "nurse"
    CLINICIAN = "clinician"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. `id` is for the record and never changes; `name` is as printed under a signature."""

    id: str
    name: str
    role: Role

    @property
    def charts(self) -> bool:
        """Whether this person writes in patients' charts."""
        return self.role in (Role.NURSE, Role.CLINICIAN)
