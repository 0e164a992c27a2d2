"""Roles, their passwords and the addresses made of them."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

DATABASE = "saraptama"
ADMIN = "saraptama_admin"
OWNER = "saraptama_owner"
APP = "saraptama_app"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Made once per cluster by the operating system's random source, kept 0600 in the home."""

    admin: str
    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class Urls:
    """`app` serves and works (ordinary rows only), `owner` migrates, `admin` is the operator's superuser."""

    owner: str
    app: str
    admin: str


def load_or_make_passwords(path: Path) -> Passwords:
    if path.exists():
        return Passwords(**json.loads(path.read_text()))
    made = Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(made), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return made


def urls(passwords: Passwords, socket: Path) -> Urls:
    return Urls(
        owner=_url(OWNER, passwords.owner, socket),
        app=_url(APP, passwords.app, socket),
        admin=_url(ADMIN, passwords.admin, socket),
    )


def _url(role: str, password: str, socket: Path) -> str:
    """libpq's URI with the socket's folder as a parameter: a path keeps its capitals there (RFC 3986, 3.2.2)."""
    return f"postgres://{role}:{quote(password, safe='')}@/{DATABASE}?{urlencode({'host': str(socket)})}"
