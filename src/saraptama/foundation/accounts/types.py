"""What crosses the border of accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind


@dataclass(frozen=True)
class Person:
    """A user as other contexts see one: no password, no IIN."""

    id: UUID
    login: str
    kind: UserKind
    short_name: str
    full_name: str
    language: Language
    email: str
    is_active: bool
    body_id: UUID | None
    unit_id: UUID | None
    unit_path: str


@dataclass(frozen=True)
class HeldRole:
    """A role with the limits inside which it holds; an empty limit means none on that axis."""

    assignment_id: UUID
    role: RoleCode
    unit_path: str
    region_codes: tuple[str, ...]
    examination_types: tuple[str, ...]
    confidentiality: tuple[str, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Deputyship:
    """For whom, in which role and until when a person may act."""

    delegation_id: UUID
    holder_id: UUID
    holder_name: str
    role: RoleCode
    valid_to: date


@dataclass(frozen=True)
class SecondFactor:
    """Whether an authenticator app is set up, and since when."""

    set_up_at: datetime | None
    used_at: datetime | None
    recovery_codes: bool


@dataclass(frozen=True)
class OpenSession:
    """Somewhere a person is signed in."""

    ip: str
    browser: str
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class Lockout:
    """A login that an address may not try until a moment."""

    login: str
    ip: str
    failures: int
    until: datetime


@dataclass(frozen=True)
class Machine:
    """An information system with its client: in whose name it acts, and what it may ask for."""

    client_id: str
    user_id: UUID
    system: str
    body_id: UUID | None
    name: str
    scopes: tuple[str, ...]
    is_open: bool
    registered_at: datetime
    tokens: int
    """Access tokens that are valid now."""
