"""Salted commitments: the log speaks of a value without showing it, and can be held to it later.

SHA-256(salt || value). A fresh random salt per value keeps short values (a name, a number) from being guessed out of
the public log, and destroying the salt erases the link for good, which the law on personal data asks for.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

SHORTEST_SALT: Final = 16
LONGEST_SALT: Final = 32


def new_salt() -> bytes:
    """A fresh salt of 16 random bytes."""
    return secrets.token_bytes(SHORTEST_SALT)


def commit(value: bytes, salt: bytes) -> bytes:
    """The commitment to `value` under `salt`; the salts of one log are all equally long, so the cut is unambiguous."""
    if not SHORTEST_SALT <= len(salt) <= LONGEST_SALT:
        raise ValueError(f"a salt is {SHORTEST_SALT} to {LONGEST_SALT} bytes long")
    return sha256(salt + value).digest()


def opens(commitment: bytes, value: bytes, salt: bytes) -> bool:
    """Is this the value that was committed to?"""
    return hmac.compare_digest(commitment, commit(value, salt))
