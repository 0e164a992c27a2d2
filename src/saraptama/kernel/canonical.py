"""Canonical JSON (RFC 8785) and the hash over it: one record, one sequence of bytes, anywhere."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

import rfc8785


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case set() | frozenset():
            return sorted(_plain(item) for item in value)
        case bytes():
            return value.hex()
        case _:
            return value


def canonical_json(value: Any) -> bytes:
    """The RFC 8785 bytes of a value; dates as ISO 8601, UUIDs as text, bytes as hex."""
    return rfc8785.dumps(_plain(value))


def canonical_hash(value: Any) -> bytes:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical_json(value)).digest()
