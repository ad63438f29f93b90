"""Where on this computer everything is kept. Every file name of Vigil's is on this page."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The files in one data folder. They belong together."""

    folder: Path

    @property
    def record(self) -> Path:
        return self.folder / "record.vigil"

    @property
    def drafts(self) -> Path:
        return self.folder / "drafts.vigil"

    @property
    def key(self) -> Path:
        return self.folder / "record.key"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    def make(self) -> None:
        """Make the folder, where it is missing, so that nobody else can look into it. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def data_folder() -> Path:
    """The folder for Vigil's data in this user's profile, as the system likes it. It may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("Vigil", appauthor=False)
