"""Under whose name PostgreSQL runs: root lends it an account of its own, a user runs it as themselves."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saraptama.cli.embedded_postgres.errors import CommandFailed, NoServiceAccount

SERVICE_ACCOUNT = "saraptama-db"
_NAME_TAKEN = 9  # useradd(8): "username or group name already in use"


@dataclass(frozen=True, slots=True)
class Account:
    """The owner of the data folder and of every PostgreSQL process."""

    name: str
    uid: int
    gid: int

    @property
    def is_separate(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, *command: str | Path) -> str:
        """Run a PostgreSQL program as this account, in an environment that no caller's locale reaches."""
        done = subprocess.run(
            command,
            check=False,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **self._switch(),
        )
        if done.returncode:
            raise CommandFailed(command=Path(command[0]).name, output=done.stdout.strip())
        return done.stdout

    def own_private_folder(self, path: Path) -> Path:
        """A 0700 folder of this account. Only the folder itself is touched, never its parents."""
        if not path.is_dir():
            path.mkdir(mode=0o700)
            if self.is_separate:
                os.chown(path, self.uid, self.gid)
        return path

    def write_secret(self, path: Path, text: str) -> None:
        """A 0600 file of this account; refuses a name that exists, so that no link planted there is followed."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            if self.is_separate:
                os.fchown(file.fileno(), self.uid, self.gid)
            file.write(text)

    def _switch(self) -> dict[str, Any]:
        if not self.is_separate:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def database_account() -> Account:
    """The account for this machine; as root it is made at the first call."""
    if os.geteuid() != 0:
        return _known(pwd.getpwuid(os.geteuid()))
    try:
        return _known(pwd.getpwnam(SERVICE_ACCOUNT))
    except KeyError:
        _make_service_account()
    return _known(pwd.getpwnam(SERVICE_ACCOUNT))


def _known(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _make_service_account() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", SERVICE_ACCOUNT]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise NoServiceAccount(name=SERVICE_ACCOUNT, why="there is no useradd command") from None
    if done.returncode not in (0, _NAME_TAKEN):
        raise NoServiceAccount(name=SERVICE_ACCOUNT, why=done.stderr.strip())
