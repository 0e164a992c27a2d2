"""Examinations for tests: the Almaty institute with its head, three experts and the body that appointed the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from saraptama.capacity.experts.enums import ExpertKind
from saraptama.capacity.experts.models import Expert, SpecialtyCertificate
from saraptama.casework.examinations import rights, services
from saraptama.casework.examinations.enums import Complexity, PetitionKind
from saraptama.casework.examinations.models import Examination, Petition
from saraptama.casework.intake.models import Order
from saraptama.casework.intake.types import OrderSubmission
from saraptama.foundation.accounts.enums import UserKind
from saraptama.foundation.accounts.models import User
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.rights import Grant, Right
from tests.factories import intake

HEAD_RIGHTS = (rights.VIEW, rights.ACCEPT, rights.ASSIGN, rights.PETITION, rights.SUSPEND, rights.AGREE)
EXPERT_RIGHTS = (rights.PERFORM, rights.PETITION)
CLERK_RIGHTS = (rights.VIEW, rights.DELIVER, rights.ANSWER)
BODY_RIGHTS = (rights.VIEW, rights.ANSWER)
INSTITUTE = "I75"
WARNING = "liability-2026-1"


@contextmanager
def on(day: str) -> Iterator[date]:
    """Ten in the morning of a day, in the institute."""
    when = date.fromisoformat(day)
    with clock.held_at(datetime.combine(when, time(10), clock.ALMATY)):
        yield when


def staff(*held: Right, path: str = "centre.i75", **limits: Any) -> ActorRef:
    """Somebody of the institute with these rights in a subtree."""
    grants = tuple(Grant(right.code, unit_path=path, **limits) for right in held)
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants)


def head(path: str = "centre.i75", **limits: Any) -> ActorRef:
    """The head of the institute, or of a laboratory of it."""
    return staff(*HEAD_RIGHTS, path=path, **limits)


def clerk(path: str = "centre.i75") -> ActorRef:
    """A records clerk."""
    return staff(*CLERK_RIGHTS, path=path)


def body(code: str = intake.POLICE) -> ActorRef:
    """An investigator or judge who appointed the examination."""
    grants = tuple(Grant(right.code) for right in BODY_RIGHTS)
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants, body_id=reference.body_by_code(code).id)


def expert(
    login: str, *, unit: str = "I75-CRIM", specialty: str | None = "1.1", capacity: int = 20, **certificate: Any
) -> Expert:
    """An expert of a laboratory with a certificate, in service for years."""
    user = User.objects.create(login=login, surname=login.title(), kind=UserKind.STAFF, password="!")
    found = Expert.objects.create(
        user=user,
        kind=ExpertKind.STATE,
        unit_id=reference.unit_by_code(unit).id,
        hired_on=date(2018, 1, 9),
        capacity=capacity,
    )
    if specialty is not None:
        given = {"issued_on": date(2023, 5, 1), "valid_to": date(2028, 4, 30)} | certificate
        SpecialtyCertificate.objects.create(expert=found, specialty_code=specialty, number=f"QC-{login}", **given)
    return found


def acting(found: Expert) -> ActorRef:
    """The expert as an actor, in own name."""
    return ActorRef(id=found.user_id, kind=ActorKind.PERSON, grants=tuple(Grant(right.code) for right in EXPERT_RIGHTS))


def asked(**changes: Any) -> OrderSubmission:
    """A complete order to the institute in Almaty."""
    return intake.complete_order(**({"institute_code": INSTITUTE} | changes))


def opened(day: str, submission: OrderSubmission | None = None) -> list[Examination]:
    """The examinations of an order registered on a day, waiting for their objects."""
    with on(day) as when:
        order = intake.registered_order(submission or asked())
        return [
            examination
            for registration in order.registrations.order_by("id")
            for examination in services.open_examinations(SYSTEM, registration_id=registration.id, occurred_on=when)
        ]


def accepted(day: str, submission: OrderSubmission | None = None) -> Examination:
    """Order and objects came on one day, and the head took the work on it."""
    examination = opened(day, submission)[0]
    with on(day) as when:
        services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=when)
        return services.accept_for_production(head(), examination_id=examination.id, occurred_on=when)


def assigned(day: str, lead: Expert, submission: OrderSubmission | None = None, **more: Any) -> Examination:
    """Accepted and given to an expert on one day."""
    examination = accepted(day, submission)
    with on(day) as when:
        return services.assign_expert(head(), examination_id=examination.id, lead_id=lead.id, occurred_on=when, **more)


def taken(examination: Examination, by: Expert, day: str, complexity: Complexity | None, **more: Any) -> Examination:
    """The expert's acceptance."""
    with on(day) as when:
        return services.accept_by_expert(
            acting(by),
            examination_id=examination.id,
            liability_warning_version=WARNING,
            no_conflict=True,
            complexity=complexity,
            justification="one document, several samples" if complexity else "",
            occurred_on=when,
            **more,
        )


def in_production(day: str, lead: Expert, complexity: Complexity = Complexity.HIGH) -> Examination:
    """Everything up to the expert's acceptance on one day."""
    return taken(assigned(day, lead), lead, day, complexity)


def agreed(day: str, lead: Expert) -> Examination:
    """In production and agreed to on one day: ready for signature."""
    examination = in_production(day, lead)
    with on(day) as when:
        services.submit_for_agreement(acting(lead), examination_id=examination.id, occurred_on=when)
        return services.agree(head(), examination_id=examination.id, occurred_on=when)


def petition(examination: Examination, by: Expert, day: str, **changes: Any) -> Petition:
    """A petition for additional materials, sent on a day."""
    given: dict[str, Any] = {
        "kind": PetitionKind.ADDITIONAL_MATERIALS,
        "subject": "free samples of handwriting",
        "text": "Without free samples the question cannot be solved.",
    }
    with on(day) as when:
        return services.send_petition(acting(by), examination_id=examination.id, occurred_on=when, **(given | changes))


def fresh(examination: Examination) -> Examination:
    """The examination as it stands in the database."""
    return Examination.objects.get(pk=examination.pk)


def order_of(examination: Examination) -> Order:
    """The order of an examination."""
    return Order.objects.get(pk=examination.order_id)
