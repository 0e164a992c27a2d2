"""The log's own signing key: made once for an installation, kept 0600, loaded once per process."""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from saraptama.proof.checkpoint import NoteSigner


@lru_cache(maxsize=4)
def _load(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _make(path: Path) -> None:
    """Write a fresh key; when two processes race, the first one's key stands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        key = Ed25519PrivateKey.generate()
        file.write(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def log_key() -> Ed25519PrivateKey:
    """The key that signs promises and checkpoints."""
    return _load(Path(settings.LOG_KEY_FILE))


def log_origin() -> str:
    """The name under which the log speaks; a training database has a name of its own."""
    return str(settings.LOG_ORIGIN)


def log_signer() -> NoteSigner:
    """The signer of checkpoints."""
    return NoteSigner(log_origin(), log_key())
