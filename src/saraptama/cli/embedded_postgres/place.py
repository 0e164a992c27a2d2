"""Where a home's cluster and its socket lie, so that no folder above them ever changes its mode."""

import os
import secrets
import shutil
import stat
import tempfile
from pathlib import Path

from saraptama.cli.embedded_postgres.account import Account, database_account
from saraptama.cli.embedded_postgres.binaries import find_binaries
from saraptama.cli.embedded_postgres.cluster import Cluster
from saraptama.cli.embedded_postgres.errors import SocketFolderNotPrivate
from saraptama.cli.embedded_postgres.tuning import LARGEST_SOCKET_PATH
from saraptama.cli.home import Home, private_folder

SYSTEM_DATA = Path("/var/lib/saraptama")
SOCKET_FILE = ".s.PGSQL.5432"


def cluster_of(home: Home) -> Cluster:
    """The cluster of this home with its folders, made if missing (the caller then holds the launch lock)."""
    account = database_account()
    place = _place(home, account)
    account.own_private_folder(place / "log")
    return Cluster(
        place=place,
        socket=socket_folder(place, account, _identity(home)),
        account=account,
        binaries=find_binaries(account),
    )


def remove_place(cluster: Cluster) -> None:
    """Everything PostgreSQL ever wrote for this home. For throw-away homes."""
    shutil.rmtree(cluster.place)
    shutil.rmtree(cluster.socket, ignore_errors=True)


def _place(home: Home, account: Account) -> Path:
    """A user's cluster lies in the home. Root's home is closed to the database account, so root's lies beside the
    system's other data, under a name that belongs to this home alone: a new home never meets an old home's data."""
    if not account.is_separate:
        return private_folder(home.database / "postgres")
    if not SYSTEM_DATA.is_dir():
        SYSTEM_DATA.mkdir(parents=True)
        SYSTEM_DATA.chmod(0o755)
    return account.own_private_folder(SYSTEM_DATA / _identity(home))


def _identity(home: Home) -> str:
    path = home.database / "identity"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(6))
    return path.read_text()


def socket_folder(place: Path, account: Account, identity: str) -> Path:
    """Beside the data, or in a short private folder where the kernel's limit on socket paths would be passed."""
    beside = place / "socket"
    if len(os.fsencode(beside / SOCKET_FILE)) <= LARGEST_SOCKET_PATH:
        return account.own_private_folder(beside)
    short = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    if len(os.fsencode(short)) > LARGEST_SOCKET_PATH - 50:
        short = Path("/tmp")  # noqa: S108 - the folder made in it is 0700 and its owner is checked below
    return _own_or_refuse(short / f"saraptama-{identity}", account)


def _own_or_refuse(path: Path, account: Account) -> Path:
    account.own_private_folder(path)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise SocketFolderNotPrivate(path=path, owner=account.name)
    return path
