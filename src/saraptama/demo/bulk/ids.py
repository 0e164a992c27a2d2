"""Identifiers that the seed decides: the same run gives the same cases. Version 7, born at the moment of their fact."""

import random

_TOP = 0x7 << 76 | 0b10 << 62
_MILLISECONDS_OF_A_DAY = 86_400_000
_EPOCH = 719_163  # date(1970, 1, 1).toordinal()


def identifier(rng: random.Random, day: int, millisecond: int = 0) -> str:
    """An identifier (RFC 9562, version 7) as 32 hex digits, for a moment of the day with this ordinal."""
    born = (day - _EPOCH) * _MILLISECONDS_OF_A_DAY + millisecond
    bits = rng.getrandbits(74)
    value = born << 80 | _TOP | (bits >> 62) << 64 | (bits & 0x3FFF_FFFF_FFFF_FFFF)
    return f"{value:032x}"
