"""SARAPTAMA_HOME: the one folder where an installation keeps what is its own."""

import os
from dataclasses import dataclass
from pathlib import Path

PRIVATE = 0o700


def private_folder(path: Path) -> Path:
    """A folder of ours that nobody else may enter. Its parents are made if missing and never changed."""
    if path.is_dir():
        if path.stat().st_mode & 0o077:
            path.chmod(PRIVATE)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=PRIVATE, exist_ok=True)
    return path


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation. A folder that the operator made beforehand keeps the mode it was given."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """SARAPTAMA_HOME, or `saraptama` in the user's data folder (XDG Base Directory Specification)."""
        if given := os.environ.get("SARAPTAMA_HOME"):
            return cls(Path(given).expanduser().absolute())
        data = os.environ.get("XDG_DATA_HOME") or ""
        # The specification says that a relative path is to be ignored.
        base = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
        return cls(base / "saraptama")

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def database(self) -> Path:
        return self.path / "database"

    def prepare(self) -> "Home":
        """Make what is missing; every folder below the home is private."""
        if not self.path.is_dir():
            private_folder(self.path)
        for folder in (self.keys, self.files, self.logs, self.run, self.database):
            private_folder(folder)
        return self
