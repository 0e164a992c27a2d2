"""Orders for tests: a complete order of an investigator in Astana, and what may be done to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from saraptama.casework.intake import services
from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Channel,
    Composition,
    DestructionPermission,
    ExamKind,
    ObjectKind,
    OrderKind,
    PersonRole,
    SignatureStatus,
)
from saraptama.casework.intake.models import Order
from saraptama.casework.intake.rights import INTAKE_REGISTER, INTAKE_RETURN, INTAKE_SUBMIT, INTAKE_VIEW
from saraptama.casework.intake.types import (
    ObjectDeclared,
    OrderSubmission,
    PersonNamed,
    QuestionAsked,
    ReceivedOrder,
    SpecialtyAsked,
)
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.rights import Grant

ASTANA = "I71"
"""The institute in Astana."""

POLICE = "71-03-1"
"""The police department of Astana."""


def clerk_of(path: str = "centre.i71", **limits: Any) -> ActorRef:
    """A records clerk with the rights of the post in a subtree of units."""
    rights = (INTAKE_VIEW, INTAKE_REGISTER, INTAKE_RETURN)
    grants = tuple(Grant(right.code, unit_path=path, **limits) for right in rights)
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants)


def orderer_of(body_code: str = POLICE) -> ActorRef:
    """An investigator or judge: sends and sees the own body's orders."""
    grants = tuple(Grant(right.code) for right in (INTAKE_SUBMIT, INTAKE_VIEW))
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants, body_id=reference.body_by_code(body_code).id)


def machine_of(body_code: str = POLICE) -> ActorRef:
    """An appointing body's information system."""
    return replace(orderer_of(body_code), kind=ActorKind.MACHINE)


def complete_order(**changes: Any) -> OrderSubmission:
    """An order that lacks nothing: handwriting on a contract, two questions, two objects (synthetic numbers only)."""
    given: dict[str, Any] = {
        "order_kind": OrderKind.RESOLUTION,
        "number": "15",
        "ordered_on": clock.today(),
        "place": "Астана",
        "grounds": "Оспаривается подпись в договоре займа",
        "plot": "Неустановленное лицо подписало договор займа от имени владельца.",
        "articles": ("ст.190 ч.3",),
        "body_code": POLICE,
        "institute_code": ASTANA,
        "person_name": "Сәрсенов Ерлан",
        "person_position": "следователь",
        "case_category": CaseCategory.CRIM,
        "case_no": "267199039999999",
        "case_no_kind": CaseNoKind.ERDR,
        "exam_kind": ExamKind.PRIMARY,
        "composition": Composition.SOLE,
        "language": "ru",
        "acquaintance_protocol": True,
        "signature_status": SignatureStatus.VERIFIED,
        "destruction_permission": DestructionPermission.NONE,
        "specialties": (SpecialtyAsked(code="1.1"),),
        "questions": (
            QuestionAsked(text="Кем выполнена подпись в договоре?"),
            QuestionAsked(text="Выполнена ли подпись под влиянием сбивающих факторов?"),
        ),
        "objects": (
            ObjectDeclared(kind=ObjectKind.DOCUMENT, name="Договор займа", seal_number="П-001", origin="выемка"),
            ObjectDeclared(kind=ObjectKind.SAMPLE, name="Образцы почерка", quantity=Decimal(5), seal_number="П-002"),
        ),
        "persons": (PersonNamed(role=PersonRole.SUSPECT, full_name="Тестов Тест", iin="999999000012"),),
    }
    return OrderSubmission(**(given | changes))


def receive(actor: ActorRef, submission: OrderSubmission | None = None, **how: Any) -> ReceivedOrder:
    """Take the order in under a key of its own."""
    given: dict[str, Any] = {"channel": Channel.API, "idempotency_key": str(uuid4()), "source_system": "e-criminal"}
    return services.receive_order(actor, submission=submission or complete_order(), **(given | how))


def receive_and_register(actor: ActorRef, submission: OrderSubmission | None = None, **how: Any) -> ReceivedOrder:
    """Take the order in and register it in one act."""
    given: dict[str, Any] = {"channel": Channel.API, "idempotency_key": str(uuid4()), "source_system": "e-criminal"}
    return services.receive_and_register(actor, submission=submission or complete_order(), **(given | how))


def registered_order(submission: OrderSubmission | None = None) -> Order:
    """An order of the Astana police, registered today."""
    given = submission or complete_order()
    return order(receive_and_register(machine_of(given.body_code), given).order_id)


def order(order_id: UUID) -> Order:
    """The order as it stands in the database."""
    return Order.objects.get(pk=order_id)


def day(text: str) -> date:
    """A day by its ISO form."""
    return date.fromisoformat(text)
