"""One PostgreSQL data folder: made, started, stopped."""

import locale
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from saraptama.cli.embedded_postgres import postmaster
from saraptama.cli.embedded_postgres.account import Account
from saraptama.cli.embedded_postgres.binaries import Binaries
from saraptama.cli.embedded_postgres.credentials import ADMIN
from saraptama.cli.embedded_postgres.errors import (
    CommandFailed,
    DatabaseDidNotStart,
    NoUnicodeLocale,
    OtherMajorVersion,
)
from saraptama.cli.embedded_postgres.tuning import command_line, server_settings

START_SECONDS = 600  # crash recovery of a large database takes minutes; giving up early would loop it
UNICODE_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "ru_RU.UTF-8", "kk_KZ.UTF-8")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder with the account that owns it and the programs that run it."""

    place: Path
    socket: Path
    account: Account
    binaries: Binaries

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "log"

    @property
    def start_log(self) -> Path:
        return self.log / "start.log"

    @property
    def is_made(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def is_running(self) -> bool:
        return postmaster.running_pid(self.data) is not None

    def make(self, admin_password: str) -> None:
        """`initdb` beside the final name, so that a half-made folder is never taken for a database."""
        fresh = self.place / f"data.new-{secrets.token_hex(4)}"
        password = self.place / f"password-{secrets.token_hex(4)}"
        self.account.write_secret(password, admin_password)
        try:
            self.account.run(
                self.binaries.program("initdb"),
                f"--pgdata={fresh}",
                f"--username={ADMIN}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                f"--lc-ctype={_unicode_locale()}",
            )
        finally:
            password.unlink()
        fresh.rename(self.data)

    def start(self, settings: Mapping[str, str]) -> None:
        """Start the server and wait until it takes connections."""
        self._refuse_other_version()
        postmaster.clear_stale_locks(self.data, self.socket)
        options = command_line({**server_settings(self.socket, self.log), **settings})
        try:
            self._control("start", "-t", str(START_SECONDS), "-l", str(self.start_log), "-o", options)
        except CommandFailed:
            raise DatabaseDidNotStart(log=self.log, output=self._last_words()) from None

    def wait_until_ready(self) -> None:
        """A server that somebody else started, or that is recovering after a crash."""
        until = time.monotonic() + START_SECONDS
        while not postmaster.is_ready(self.data):
            if not self.is_running or time.monotonic() > until:
                raise DatabaseDidNotStart(log=self.log, output=self._last_words())
            time.sleep(0.1)

    def stop(self) -> None:
        """Finish the statements at hand, close every connection, write a checkpoint."""
        if self.is_running:
            self._control("stop", "-t", str(START_SECONDS), "-m", "fast")

    def _control(self, *arguments: str) -> None:
        self.account.run(self.binaries.program("pg_ctl"), "-D", str(self.data), "-s", "-w", *arguments)

    def _refuse_other_version(self) -> None:
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if theirs != self.binaries.major:
            raise OtherMajorVersion(data=self.data, theirs=theirs, ours=self.binaries.version)

    def _last_words(self) -> str:
        logs = sorted(self.log.glob("*.log"), key=lambda path: path.stat().st_mtime)
        lines = [line for path in logs[-2:] for line in path.read_text(errors="replace").splitlines()]
        return "\n".join(lines[-12:])


def _unicode_locale() -> str:
    """A UTF-8 character type of the C library: word tests in pg_trgm and the text-search parser still ask it.

    With LC_CTYPE=C they see no letters in Cyrillic, whatever the built-in provider knows: similarity() is 0.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        return next(name for name in UNICODE_LOCALES if _exists(name))
    except StopIteration:
        raise NoUnicodeLocale from None
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _exists(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    return True
