"""Identifiers that sort by time of birth (RFC 9562, version 7)."""

import secrets
from uuid import UUID

from saraptama.kernel import clock


def new_id() -> UUID:
    """A UUIDv7 of the kernel's clock: 48 bits of Unix milliseconds, then randomness."""
    milliseconds = int(clock.now().timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
