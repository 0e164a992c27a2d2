"""What crosses custody's border: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from saraptama.casework.custody.enums import CustodyAct, ReturnChannel, SealState
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectReceived:
    """One object as it is accepted: how its seal stands, and where it is put at once (None: it stays in hand).

    `ordered_object_id` names what the order announced; what is left empty here is taken from there.
    """

    seal_state: SealState
    ordered_object_id: UUID | None = None
    kind: ObjectKind | None = None
    name: str = ""
    quantity: Decimal | None = None
    measure_unit: str = ""
    packaging: str = ""
    seal_number: str = ""
    no_seal_reason: str = ""
    remark: str = ""
    destruction_permission: DestructionPermission | None = None
    place_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What the receiver saw on the seal."""

    state: SealState
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part taken from an object: a sub-sample, an extract."""

    name: str
    quantity: Decimal
    seal_number: str = ""
    no_seal_reason: str = ""
    packaging: str = ""
    kind: ObjectKind | None = None
    """None: of the same kind as the whole; a sub-sample is a SAMPLE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One link of an object's chain, ready to be shown, exported and checked offline."""

    object_id: UUID
    label: str
    seq: int
    act: CustodyAct
    at: datetime
    occurred_on: date
    recorded_at: datetime
    from_holder: UUID | None
    from_place: UUID | None
    from_name: str
    to_holder: UUID | None
    to_place: UUID | None
    to_path: str
    to_name: str
    quantity: Decimal
    seal_state: SealState
    seal_number: str
    note: str
    actor: UUID
    counterpart: UUID | None
    document: UUID | None
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an object was at a moment: in a place, in somebody's hands, or outside the body."""

    since: datetime
    act: CustodyAct
    holder: UUID | None
    place: UUID | None
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class ChainFault:
    """What is wrong with an exported chain: which link, and why."""

    seq: int
    says: str


ExportedLink = Mapping[str, Any]
"""A link as it stands in an exported file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceived:
    """A file that comes with an act: its name, what it says it is, and its bytes."""

    name: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Way:
    """How a parcel travels: who carries it, and under which number it can be traced."""

    channel: ReturnChannel
    carrier: str
    tracking: str
