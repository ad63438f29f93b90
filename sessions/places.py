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


def unfinished(path: Path, nonce: str = "") -> Path:
    """Where a file is written before it takes its place as a whole."""
    return path.with_name(".".join(part for part in (path.name, nonce, "new") if part))


def set_aside(path: Path, number: int) -> Path:
    """Where a damaged file goes, so that a new one can take its place and nothing is lost."""
    return path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")


def data_folder() -> Path:
    """The folder for Vigil's data in this user's profile, as the system likes it. It may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("Vigil", appauthor=False)
