"""Questions to intake. What crosses to other contexts is a frozen value; screens get visible querysets."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from saraptama.casework.intake.enums import (
    CaseCategory,
    Composition,
    DestructionPermission,
    EarlierRelation,
    ExamKind,
    FindingOutcome,
    ObjectKind,
    OrderKind,
    OrderState,
)
from saraptama.casework.intake.labels import choices_of, label_of
from saraptama.casework.intake.models import (
    Arrival,
    ChecklistFinding,
    Order,
    OrderDraft,
    OrderedObject,
    OrderReturn,
    Question,
    Registration,
)
from saraptama.casework.intake.models.drafts import OrderDraftQuerySet
from saraptama.casework.intake.querysets import OrderQuerySet, few_among
from saraptama.casework.intake.recognising import decisions_of, named, of_order, of_submission, recognised
from saraptama.casework.intake.types import (
    DeclaredObject,
    EarlierOrder,
    Finding,
    OrderedExamination,
    OrderForCustody,
    OrderForExamination,
    OrderSubmission,
    ReturnLetter,
)
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.types import Unit
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Confidentiality

__all__ = [
    "arrivals_visible_to",
    "choices_of",
    "decisions_of",
    "drafts_of",
    "earlier_named",
    "earlier_of",
    "earlier_than_typed",
    "few_among",
    "find",
    "findings_of",
    "first_orders_of",
    "inbox",
    "is_known",
    "journal",
    "label_of",
    "latest_findings",
    "number_prefix",
    "order_card",
    "order_for_custody",
    "order_for_examination",
    "order_id_of_conversation",
    "orders_alike",
    "registration_number_of",
    "registration_numbers",
    "return_letter",
    "return_letter_if",
    "visible_orders",
]


def number_prefix(institute: Unit) -> str:
    """What an institute's numbers begin with: its own prefix, or else the code of its region; the Centre has 00."""
    usual = institute.region_code if institute.kind == UnitKind.INSTITUTE else "00"
    return str(institute.attributes.get("number_prefix") or usual)


def visible_orders(actor: ActorRef) -> OrderQuerySet:
    """The orders that the actor may know of."""
    return Order.objects.visible_to(actor)


def drafts_of(actor: ActorRef) -> OrderDraftQuerySet:
    """The orders that the actor is writing, the one touched last on top."""
    return OrderDraft.objects.visible_to(actor).order_by("-changed_at", "-id")


def inbox(actor: ActorRef) -> OrderQuerySet:
    """What waits at the records office, newest first."""
    return _for_list(visible_orders(actor).waiting()).newest_first()


def journal(
    actor: ActorRef,
    *,
    first: date | None = None,
    last: date | None = None,
    states: Sequence[OrderState] = (),
    body_id: UUID | None = None,
    category: CaseCategory | None = None,
    kind: ExamKind | None = None,
    composition: Composition | None = None,
) -> OrderQuerySet:
    """The journal of orders by day of receipt, newest first, filtered on any axis (features A6)."""
    found = visible_orders(actor)
    if first is not None:
        found = found.filter(received_on__gte=first)
    if last is not None:
        found = found.filter(received_on__lte=last)
    if states:
        found = found.filter(state__in=[state.value for state in states])
    if body_id is not None:
        found = found.filter(appointing_body_id=body_id)
    axes = {"case_category": category, "exam_kind": kind, "composition": composition}
    found = found.filter(**{name: axis.value for name, axis in axes.items() if axis is not None})
    return _for_list(found).newest_first()


def find(actor: ActorRef, text: str) -> OrderQuerySet:
    """Orders by registration number (from its beginning), by number of the case, or by words; newest first."""
    asked = text.strip()
    visible = visible_orders(actor)
    if not asked:
        return visible.none()
    found = visible.with_registration(asked) if asked[0].isdigit() and "-" in asked else visible.none()
    if not found.exists():
        found = visible.of_case(asked)
    if not found.exists():
        found = visible.saying(asked)
    return _for_list(found).newest_first()


def _for_list(orders: OrderQuerySet) -> OrderQuerySet:
    numbers = Registration.objects.order_by("recorded_at", "id")
    return orders.select_related("institute", "appointing_body").prefetch_related(
        Prefetch("registrations", queryset=numbers), "specialties"
    )


def order_card(actor: ActorRef, order_id: UUID) -> Order:
    """One order with all that its page shows, or NotVisible."""
    found = (
        visible_orders(actor)
        .filter(pk=order_id)
        .select_related("institute", "unit", "appointing_body")
        .prefetch_related(
            "specialties", "questions", "ordered_objects", "persons", "statuses", "registrations", "arrivals"
        )
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def is_known(order_id: UUID) -> bool:
    """Whether an order of this id stands, whoever may see it."""
    return Order.objects.filter(pk=order_id).exists()


def findings_of(order_id: UUID, round_: int) -> list[Finding]:
    """What one check found."""
    rows = ChecklistFinding.objects.filter(order_id=order_id, round=round_)
    return [Finding(r.item_code, FindingOutcome(r.outcome), r.article, r.field, r.message) for r in rows]


def latest_findings(order_id: UUID) -> list[Finding]:
    """What the last check found."""
    checks_done = Order.objects.values_list("checks_done", flat=True).get(pk=order_id)
    return findings_of(order_id, checks_done)


def orders_alike(actor: ActorRef, *, body_id: UUID, number: str, ordered_on: date) -> OrderQuerySet:
    """Orders of one body, number and date: the paper twin of an electronic one (integration.md, section 9)."""
    return visible_orders(actor).filter(appointing_body_id=body_id, number=number.strip(), ordered_on=ordered_on)


def earlier_of(actor: ActorRef, order: Order) -> list[EarlierOrder]:
    """Earlier orders that look like this one by case, paper, people or things, the likest first (features A7)."""
    found = recognised(actor, of_order(order), but=order.pk)
    return [one for one in found if one.order.recorded_at <= order.recorded_at]


def earlier_than_typed(actor: ActorRef, submission: OrderSubmission) -> list[EarlierOrder]:
    """The same for an order that is still being typed."""
    return recognised(actor, of_submission(submission))


def earlier_named(actor: ActorRef, order: Order, ids: Iterable[UUID]) -> list[EarlierOrder]:
    """Visible orders that a person named, with the likeness that they have all the same."""
    wanted = list(ids)
    return named(actor, of_order(order), wanted) if wanted else []


def first_orders_of(order_id: UUID) -> list[UUID]:
    """The orders whose examinations this one repeats, by the decision of the records office (CPC 287)."""
    return [link.earlier_id for link in decisions_of(order_id) if link.relation == EarlierRelation.FIRST]


def order_id_of_conversation(conversation_id: UUID) -> UUID | None:
    """The order that a conversation of systems is about."""
    return Order.objects.filter(conversation_id=conversation_id).values_list("id", flat=True).first()


def registration_numbers(order_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The registration number of each order in the institute it is addressed to."""
    rows = Registration.objects.filter(order_id__in=order_ids).values_list(
        "order_id", "institute_id", "order__institute_id", "text"
    )
    return {order: text for order, institute, addressee, text in rows if institute == addressee}


def registration_number_of(order_id: UUID) -> str:
    """The order's registration number; empty while it has none."""
    return registration_numbers([order_id]).get(order_id, "")


def order_for_examination(order_id: UUID) -> OrderForExamination:
    """What production needs of an order, one entry per specialty; NotVisible when there is none."""
    parts = ("specialties", "questions", "ordered_objects", "registrations")
    order = Order.objects.prefetch_related(*parts).filter(pk=order_id).first()
    if order is None:
        raise NotVisible
    numbers = {registration.institute_id: registration.text for registration in order.registrations.all()}
    return OrderForExamination(
        id=order.id,
        state=OrderState(order.state),
        accepted_on=order.accepted_on,
        order_kind=OrderKind(order.order_kind),
        exam_kind=ExamKind(order.exam_kind),
        composition=Composition(order.composition),
        case_category=CaseCategory(order.case_category) if order.case_category else None,
        language=order.language,
        confidentiality=Confidentiality(order.confidentiality),
        appointing_body_id=order.appointing_body_id,
        institute_id=order.institute_id,
        unit_id=order.unit_id,
        region=order.region,
        named_expert=order.named_expert,
        destruction_permission=DestructionPermission(order.destruction_permission),
        first_institute=order.first_institute,
        first_number=order.first_number,
        conversation_id=order.conversation_id,
        examinations=tuple(
            OrderedExamination(
                seq=asked.seq,
                specialty_code=asked.specialty_code,
                asked_text=asked.asked_text,
                institute_id=asked.institute_id,
                registration_number=numbers.get(asked.institute_id, ""),
                questions=tuple(_questions_for(order.questions.all(), asked.seq)),
                objects=tuple(_objects_for(order.ordered_objects.all(), asked.seq)),
            )
            for asked in order.specialties.all()
        ),
    )


def order_for_custody(order_id: UUID) -> OrderForCustody:
    """What custody needs of an order, or NotVisible when there is none."""
    order = Order.objects.prefetch_related("specialties", "ordered_objects").filter(pk=order_id).first()
    if order is None:
        raise NotVisible
    return OrderForCustody(
        id=order.id,
        state=OrderState(order.state),
        received_on=order.received_on,
        accepted_on=order.accepted_on,
        institute_id=order.institute_id,
        unit_id=order.unit_id,
        appointing_body_id=order.appointing_body_id,
        region=order.region,
        confidentiality=Confidentiality(order.confidentiality),
        specialties=tuple((asked.seq, asked.specialty_code) for asked in order.specialties.all()),
        objects=tuple(_declared(sent) for sent in order.ordered_objects.all()),
    )


def _declared(sent: OrderedObject) -> DeclaredObject:
    return DeclaredObject(
        id=sent.id,
        number=sent.number,
        kind=ObjectKind(sent.kind),
        name=sent.name,
        quantity=sent.quantity,
        measure_unit=sent.measure_unit,
        packaging=sent.packaging,
        seal_number=sent.seal_number,
        destruction_permission=DestructionPermission(sent.destruction_permission),
        specialty_seqs=tuple(sent.specialty_seqs),
    )


def _questions_for(questions: Iterable[Question], seq: int) -> list[tuple[UUID, int, str]]:
    return [(asked.id, asked.number, asked.text) for asked in questions if asked.specialty_seq in (None, seq)]


def _objects_for(objects: Iterable[OrderedObject], seq: int) -> list[UUID]:
    return [sent.id for sent in objects if not sent.specialty_seqs or seq in sent.specialty_seqs]


def return_letter(order_id: UUID) -> ReturnLetter:
    """The words of the letter by which an order went back."""
    returned = OrderReturn.objects.select_related("order").get(order_id=order_id)
    return _letter(returned.order, returned)


def return_letter_if(order: Order, *, ground_code: str, explanation: str, explanation_kk: str = "") -> ReturnLetter:
    """The same words before anything is decided: what the letter would say if the order went back today."""
    proposed = OrderReturn(
        ground_code=ground_code, explanation=explanation, explanation_kk=explanation_kk, returned_on=clock.today()
    )
    return _letter(order, proposed)


def _letter(order: Order, returned: OrderReturn) -> ReturnLetter:
    arrival = order.arrival
    ground = reference.term("return_ground", returned.ground_code, on=returned.returned_on).label
    return ReturnLetter(
        order_id=order.id,
        incoming_number=f"{arrival.year}/{arrival.number}",
        registration_number=registration_number_of(order.id),
        order_number=order.number,
        ordered_on=order.ordered_on,
        body_id=order.appointing_body_id,
        body_name=order.body_name,
        person_name=order.person_name,
        person_position=order.person_position,
        ground_code=returned.ground_code,
        ground_kk=ground.kk,
        ground_ru=ground.ru,
        explanation_kk=returned.explanation_kk or returned.explanation,
        explanation_ru=returned.explanation,
        returned_on=returned.returned_on,
        institute_id=order.institute_id,
        decided_by=returned.actor_id,
    )


def registrations_of(order_id: UUID) -> list[tuple[UUID, date]]:
    """Each registration of an order with its day: one per institute."""
    return list(Registration.objects.filter(order_id=order_id).order_by("id").values_list("id", "registered_on"))


def arrivals_visible_to(actor: ActorRef) -> QuerySet[Arrival]:
    """What came in on orders that the actor may see, and for a body what it sent itself."""
    own = Arrival.objects.filter(body_id=actor.body_id) if actor.body_id else Arrival.objects.all()
    return own.filter(order__in=visible_orders(actor).values("pk")).order_by("-received_at", "-id")
