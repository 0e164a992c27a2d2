"""What crosses intake's border: plain frozen values. Parsers of JSON, XML and forms build an `OrderSubmission`."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    FindingOutcome,
    LikenessReason,
    ObjectKind,
    OrderKind,
    OrderState,
    PersonRole,
    SignatureStatus,
    Verdict,
)
from saraptama.kernel.canonical import canonical_hash
from saraptama.kernel.rights import Confidentiality


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialtyAsked:
    """A specialty by its cipher, or (when it stands in no list) as the author wrote it; an institute if another one."""

    code: str = ""
    text: str = ""
    institute_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked:
    """A question; `specialty_seq` is the place (from 1) of the specialty it belongs to, if the order says so."""

    text: str
    specialty_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectDeclared:
    """An object that the order sends. Silence about destruction is None: kept as "not permitted", with a warning."""

    kind: ObjectKind
    name: str
    quantity: Decimal = Decimal(1)
    measure_unit: str = "PIECE"
    packaging: str = ""
    seal_number: str = ""
    no_seal_reason: str = ""
    origin: str = ""
    destruction_permission: DestructionPermission | None = None
    electronic: bool = False
    specialty_seqs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed:
    """A person of the case; an empty IIN means that it is unknown."""

    role: PersonRole
    full_name: str
    iin: str = ""
    is_examined: bool = False
    consent_document: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSubmission:
    """An order as it came in, whatever the channel (CPC 272, GPK 82; domain.md 4.3; integration.md T1 and C1)."""

    order_kind: OrderKind
    ordered_on: date
    body_code: str
    institute_code: str
    exam_kind: ExamKind
    composition: Composition
    language: str
    specialties: tuple[SpecialtyAsked, ...]
    questions: tuple[QuestionAsked, ...] = ()
    objects: tuple[ObjectDeclared, ...] = ()
    persons: tuple[PersonNamed, ...] = ()
    number: str = ""
    ordered_at_time: time | None = None
    place: str = ""
    grounds: str = ""
    plot: str = ""
    articles: tuple[str, ...] = ()
    body_name: str = ""
    person_name: str = ""
    person_position: str = ""
    person_rank: str = ""
    person_iin: str = ""
    case_category: CaseCategory | None = None
    case_no: str = ""
    case_no_kind: CaseNoKind | None = None
    region: str = ""
    unit_code: str = ""
    confidentiality: Confidentiality = Confidentiality.OPEN
    named_expert: str = ""
    by_materials: bool = False
    consent: Consent = Consent.NOT_NEEDED
    consent_exception: str = ""
    consent_document: UUID | None = None
    acquaintance_protocol: bool = False
    signature_status: SignatureStatus = SignatureStatus.UNCHECKED
    destruction_permission: DestructionPermission | None = None
    first_institute: str = ""
    first_number: str = ""
    first_note: str = ""
    first_document: UUID | None = None
    retention_class: str = ""
    conversation_id: UUID | None = None
    received_on: date | None = None
    """The day on the incoming stamp of a paper; None means today."""

    def content_hash(self) -> str:
        """SHA-256 over the canonical form: two submissions with one hash say the same."""
        return canonical_hash(_plain(self)).hex()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    return value


@dataclass(frozen=True, slots=True)
class Finding:
    """A particular that the check found missing: the item of the checklist, its outcome and article, where to mend."""

    item: str
    outcome: FindingOutcome
    article: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """A registration number with the institute that gave it."""

    institute_code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedOrder:
    """The answer to a submission. A repeat of the same message gets the same answer, marked `repeated`."""

    order_id: UUID
    conversation_id: UUID
    state: OrderState
    incoming_number: str
    registrations: tuple[RegistrationNumber, ...] = ()
    findings: tuple[Finding, ...] = ()
    repeated: bool = False

    @property
    def registration_number(self) -> str:
        """The number in the institute that the order is addressed to; empty while there is none."""
        return self.registrations[0].text if self.registrations else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSupplement:
    """What a body sends to complete a deficient order. None and empty mean: nothing on this."""

    number: str | None = None
    place: str | None = None
    grounds: str | None = None
    plot: str | None = None
    case_no: str | None = None
    case_no_kind: CaseNoKind | None = None
    articles: tuple[str, ...] = ()
    body_name: str | None = None
    by_materials: bool | None = None
    consent: Consent | None = None
    consent_exception: str | None = None
    consent_document: UUID | None = None
    acquaintance_protocol: bool | None = None
    signature_status: SignatureStatus | None = None
    first_institute: str | None = None
    first_number: str | None = None
    first_note: str | None = None
    first_document: UUID | None = None
    questions: tuple[QuestionAsked, ...] = ()
    objects: tuple[ObjectDeclared, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedExamination:
    """One specialty of an order: what an examination is opened for."""

    seq: int
    specialty_code: str
    asked_text: str
    institute_id: UUID
    registration_number: str
    questions: tuple[tuple[UUID, int, str], ...]
    """Id, number and text of the questions put to this specialty; those put to none in particular are put to all."""

    objects: tuple[UUID, ...]
    """Ids of the ordered objects that this specialty needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderForExamination:
    """What production needs to know of a registered order."""

    id: UUID
    state: OrderState
    accepted_on: date | None
    order_kind: OrderKind
    exam_kind: ExamKind
    composition: Composition
    case_category: CaseCategory | None
    language: str
    confidentiality: Confidentiality
    appointing_body_id: UUID
    institute_id: UUID
    unit_id: UUID
    region: str
    named_expert: str
    destruction_permission: DestructionPermission
    first_institute: str
    first_number: str
    conversation_id: UUID
    examinations: tuple[OrderedExamination, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredObject:
    """An object that an order announces: what custody waits for."""

    id: UUID
    number: int
    kind: ObjectKind
    name: str
    quantity: Decimal
    measure_unit: str
    packaging: str
    seal_number: str
    destruction_permission: DestructionPermission
    specialty_seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderForCustody:
    """What custody needs to know of an order, registered or not."""

    id: UUID
    state: OrderState
    received_on: date
    accepted_on: date | None
    institute_id: UUID
    unit_id: UUID
    appointing_body_id: UUID
    region: str
    confidentiality: Confidentiality
    specialties: tuple[tuple[int, str], ...]
    """Number and code of each ordered specialty."""

    objects: tuple[DeclaredObject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLetter:
    """What the letter of return says; the journey renders and signs it in both languages."""

    order_id: UUID
    incoming_number: str
    registration_number: str
    order_number: str
    ordered_on: date
    body_id: UUID
    body_name: str
    person_name: str
    person_position: str
    ground_code: str
    ground_kk: str
    ground_ru: str
    explanation_kk: str
    explanation_ru: str
    returned_on: date
    institute_id: UUID
    decided_by: UUID | None = None
    """Whoever returned the order; nobody yet while the letter is only read."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much an earlier order is like this one, and why."""

    score: int
    reasons: tuple[LikenessReason, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class EarlierOrder:
    """An earlier order that is worth a look, and why."""

    order: Any
    """The order itself, for lists and links."""

    likeness: Likeness
