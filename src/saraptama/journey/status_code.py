"""The state of an order by a code that its parties are given: state and dates, no more (features P1; decision 0014).

The code is derived from the order's id under the installation's key and stored nowhere: 60 bits that nobody can guess,
25 masked bits that say where to look, and a check symbol. It can be printed again at any time.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.rights import Confidentiality

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is taken for a digit or another letter."""

LENGTH, GROUP = 18, 6
TELLABLE = frozenset({Confidentiality.OPEN, Confidentiality.MEDICAL})
"""Of these cases the state may be told to whoever was given the code; of others not even that they exist."""

_TAG_BITS, _PLACE_BITS = 60, 25
_FIRST_MOMENT = 1_577_836_800_000
"""2020 in milliseconds: places are counted from here, for 69 years."""
_MOMENT_BITS = 16
"""Orders whose ids were born within 65 seconds of each other share a place; the tag tells them apart."""
_NOBODY = UUID(int=0)


class PublicStage(StrEnum):
    """Where an examination is, as anybody with the code may know it."""

    RECEIVED = "received"
    INCOMPLETE = "incomplete"
    REGISTERED = "registered"
    IN_WORK = "in_work"
    STANDS_STILL = "stands_still"
    FINISHED = "finished"
    SENT = "sent"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PublicExamination:
    """One examination of the order: its stage and its days."""

    stage: PublicStage
    registered_on: date
    begun_on: date | None
    due_on: date | None
    finished_on: date | None
    sent_on: date | None


@dataclass(frozen=True)
class PublicStatus:
    """What the code opens."""

    stage: PublicStage
    received_on: date
    examinations: tuple[PublicExamination, ...]


_OF_ORDER = {
    OrderState.RECEIVED: PublicStage.RECEIVED,
    OrderState.CHECKED: PublicStage.RECEIVED,
    OrderState.DEFICIENT: PublicStage.INCOMPLETE,
    OrderState.REGISTERED: PublicStage.REGISTERED,
    OrderState.CLOSED: PublicStage.SENT,
    OrderState.RETURNED: PublicStage.RETURNED,
    OrderState.WITHDRAWN: PublicStage.WITHDRAWN,
}
_OF_EXAMINATION = {
    S.REGISTERED: PublicStage.REGISTERED,
    S.AWAITING_OBJECTS: PublicStage.REGISTERED,
    S.ACCEPTED: PublicStage.IN_WORK,
    S.ASSIGNED: PublicStage.IN_WORK,
    S.IN_PRODUCTION: PublicStage.IN_WORK,
    S.SUSPENDED: PublicStage.STANDS_STILL,
    S.AWAITING_APPROVAL: PublicStage.IN_WORK,
    S.APPROVED: PublicStage.IN_WORK,
    S.COMPLETED: PublicStage.FINISHED,
    S.DELIVERED: PublicStage.SENT,
    S.CLOSED: PublicStage.SENT,
    S.RETURNED: PublicStage.RETURNED,
    S.WITHDRAWN: PublicStage.WITHDRAWN,
}


def code_of(order_id: UUID) -> str:
    """The order's code in three groups, for print: `7Q2MXK-4T9RNB-PW3D8K`."""
    tag = _tag(order_id, settings.SECRET_KEY)
    masked = _place_of(order_id) ^ _mask(tag, settings.SECRET_KEY)
    letters = _letters(tag << _PLACE_BITS | masked)
    letters += SYMBOLS[-_luhn(letters + "0") % len(SYMBOLS)]
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def may_be_told(confidentiality: str) -> bool:
    """Whether the state of such a case is told by code at all."""
    return Confidentiality(confidentiality) in TELLABLE


def is_well_formed(code: str) -> bool:
    """Whether a code is whole and free of slips of the pen. Says nothing of whether an order stands behind it."""
    letters = tidy(code)
    return len(letters) == LENGTH and set(letters) <= set(SYMBOLS) and _luhn(letters) % len(SYMBOLS) == 0


def tidy(code: str) -> str:
    """A code as somebody types it: any case and spacing, O for 0, I and L for 1."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def status_by(code: str) -> PublicStatus | None:
    """What may be told; None alike for a code that opens nothing and for a case that is withheld.

    Both go the same way through the same questions to the database, so that no clock tells them apart.
    """
    order_id = _found(code) if is_well_formed(code) else None
    order = intake.visible_orders(service_actor(INTAKE_VIEW)).filter(pk=order_id or _NOBODY).first()
    rows = examinations.of_order(service_actor(VIEW), order_id or _NOBODY)
    if order is None or not may_be_told(order.confidentiality):
        return None
    state = OrderState(order.state)
    return PublicStatus(_OF_ORDER[state], order.received_on, tuple(_examination(row) for row in rows))


def _examination(row: Any) -> PublicExamination:
    stage = _OF_EXAMINATION[S(row.state)]
    runs = stage in (PublicStage.IN_WORK, PublicStage.STANDS_STILL)
    return PublicExamination(
        stage, row.registered_on, row.t0, row.due_on if runs else None, row.finished_on, row.delivered_on
    )


def _found(code: str) -> UUID | None:
    """The order that the code was derived from."""
    value = 0
    for letter in tidy(code)[:-1]:
        value = value << 5 | SYMBOLS.index(letter)
    tag, masked = value >> _PLACE_BITS, value & (1 << _PLACE_BITS) - 1
    found = None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        for order_id in _born_at(masked ^ _mask(tag, secret)):
            if hmac.compare_digest(_bytes(_tag(order_id, secret)), _bytes(tag)):
                found = order_id
    return found


def _born_at(place: int) -> Iterable[UUID]:
    """The orders of a place: a range of the primary key, because ids begin with the moment of their birth."""
    first = (place << _MOMENT_BITS) + _FIRST_MOMENT
    low, high = (UUID(int=moment << 80) for moment in (first, first + (1 << _MOMENT_BITS)))
    known = intake.visible_orders(service_actor(INTAKE_VIEW)).filter(pk__gte=low, pk__lt=high)
    ids: list[UUID] = list(known.order_by().values_list("pk", flat=True))
    return ids


def _place_of(order_id: UUID) -> int:
    return ((order_id.int >> 80) - _FIRST_MOMENT >> _MOMENT_BITS) & (1 << _PLACE_BITS) - 1


def _tag(order_id: UUID, secret: str | bytes) -> int:
    return _bits("tag", order_id.bytes, secret) >> 256 - _TAG_BITS


def _mask(tag: int, secret: str | bytes) -> int:
    return _bits("place", _bytes(tag), secret) >> 256 - _PLACE_BITS


def _bits(purpose: str, value: bytes, secret: str | bytes) -> int:
    digest = salted_hmac(f"saraptama.status_code.{purpose}", value, secret=secret, algorithm="sha256").digest()
    return int.from_bytes(digest, "big")


def _bytes(tag: int) -> bytes:
    return tag.to_bytes(_TAG_BITS // 8 + 1, "big")


def _letters(value: int) -> str:
    return "".join(SYMBOLS[value >> 5 * place & 31] for place in reversed(range(LENGTH - 1)))


def _luhn(letters: str) -> int:
    """Luhn's sum to the base of the symbols: any one wrong symbol and nearly every swapped pair is noticed."""
    base, total = len(SYMBOLS), 0
    for place, letter in enumerate(reversed(letters)):
        value = SYMBOLS.index(letter) * (1 + place % 2)
        total += value // base + value % base
    return total
