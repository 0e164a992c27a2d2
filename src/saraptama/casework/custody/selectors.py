"""Questions to custody. What crosses to other contexts is a frozen value; screens get visible querysets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from saraptama.casework.custody.enums import (
    ConsignmentState,
    CustodyAct,
    CustodyState,
    HandOverState,
    ReturnState,
    SealState,
)
from saraptama.casework.custody.labels import choices_of, label_of
from saraptama.casework.custody.models import (
    Consignment,
    CopyCheck,
    CustodyEvent,
    CustodyObject,
    DestructionPermit,
    DigitalCopy,
    HandOver,
    HandOverItem,
    Incident,
    ObjectPhoto,
    Place,
    ReturnAct,
)
from saraptama.casework.custody.models.objects import UNDER_OUR_CARE, CustodyObjectQuerySet
from saraptama.casework.custody.rules import check_chain, day_complete, exported, latest
from saraptama.casework.custody.types import ChainFault, ChainLink, Whereabouts
from saraptama.casework.intake.selectors import order_for_custody
from saraptama.casework.intake.types import DeclaredObject
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

__all__ = [
    "UNCONFIRMED",
    "accepted_on_day",
    "chain_of",
    "check_of",
    "choices_of",
    "complete_days",
    "copies_of",
    "expired_hand_overs",
    "export_chain",
    "faults_of",
    "finished_but_here",
    "hand_overs_for",
    "hand_overs_from",
    "hand_overs_of_visible",
    "held_by",
    "incidents",
    "kept_inside",
    "label_of",
    "lost_objects",
    "object_by_label",
    "object_card",
    "objects_complete_on",
    "objects_of_order",
    "open_returns",
    "overdue_for_return",
    "papers_of",
    "parcel_for",
    "parcels",
    "permits_of",
    "photo_for",
    "photos_of",
    "place_tree",
    "transit_limit",
    "unaccounted",
    "unconfirmed_hand_overs",
    "visible_objects",
    "waiting_for_an_order",
    "where_was",
]


def visible_objects(actor: ActorRef) -> CustodyObjectQuerySet:
    """The objects that the actor may know of."""
    return CustodyObject.objects.visible_to(actor)


def objects_of_order(actor: ActorRef, order_id: UUID) -> CustodyObjectQuerySet:
    """The objects of an order in the order of their labels, parts after their wholes."""
    return visible_objects(actor).of_order(order_id).select_related("place", "receipt", "parent").order_by("label")


def object_by_label(actor: ActorRef, label: str) -> CustodyObject:
    """The object under a scanned label, or NotVisible (features A10)."""
    found = visible_objects(actor).filter(label=label.strip().upper()).first()
    if found is None:
        raise NotVisible
    return found


def object_card(actor: ActorRef, object_id: UUID) -> CustodyObject:
    """One object with all that its page shows, or NotVisible."""
    found = visible_objects(actor).filter(pk=object_id)
    card = found.select_related("place", "receipt", "parent", "institute").prefetch_related("parts").first()
    if card is None:
        raise NotVisible
    return card


def accepted_on_day(actor: ActorRef, day: date) -> CustodyObjectQuerySet:
    """What came in on a day: the custody room's first list."""
    return visible_objects(actor).received_on_day(day).select_related("place", "receipt").order_by("label")


def held_by(actor: ActorRef, person: UUID) -> CustodyObjectQuerySet:
    """What is in one person's hands."""
    return visible_objects(actor).held_by(person).order_by("label")


def waiting_for_an_order(actor: ActorRef) -> CustodyObjectQuerySet:
    """Objects that came before any order."""
    return visible_objects(actor).without_order().under_our_care().order_by("received_on", "label")


def _offers() -> QuerySet[HandOver]:
    items = HandOverItem.objects.select_related("custody_object").order_by("custody_object__label")
    return HandOver.objects.prefetch_related(Prefetch("items", queryset=items)).order_by("-offered_at", "-id")


def hand_overs_for(actor: ActorRef) -> QuerySet[HandOver]:
    """Open offers that wait for this very person."""
    return _offers().filter(receiver_id=actor.id, state=HandOverState.OFFERED.value)


def hand_overs_from(actor: ActorRef) -> QuerySet[HandOver]:
    """Open offers that this very person made."""
    return _offers().filter(giver_id=actor.id, state=HandOverState.OFFERED.value)


def hand_overs_of_visible(actor: ActorRef, *, order_id: UUID | None = None) -> QuerySet[HandOver]:
    """Every hand-over of objects that the actor may see; of one order, if it is named."""
    visible = visible_objects(actor).filter(order__isnull=False)
    if order_id is not None:
        visible = visible.of_order(order_id)
    items = HandOverItem.objects.filter(custody_object__in=visible.values("pk"))
    return _offers().filter(pk__in=items.values("hand_over"))


UNCONFIRMED = (HandOverState.OFFERED.value, HandOverState.EXPIRED.value)
"""One-sided attempts, whether the offer still stands or has expired."""


def unconfirmed_hand_overs(actor: ActorRef) -> QuerySet[HandOver]:
    """Every offer of visible objects that nobody confirmed, open or expired (features C2)."""
    visible = visible_objects(actor).values("pk")
    return _offers().filter(state__in=UNCONFIRMED, items__custody_object__in=visible).distinct()


def expired_hand_overs(actor: ActorRef) -> QuerySet[HandOver]:
    """One-sided attempts: offers of visible objects that nobody confirmed in time (features C2)."""
    visible = visible_objects(actor).values("pk")
    return _offers().filter(state=HandOverState.EXPIRED.value, items__custody_object__in=visible).distinct()


def open_returns(actor: ActorRef) -> QuerySet[ReturnAct]:
    """Objects that are ready to go back and wait for the body's receipt."""
    visible = visible_objects(actor).values("pk")
    waiting = [ReturnState.OFFERED.value, ReturnState.SENT.value]
    acts = ReturnAct.objects.filter(state__in=waiting, items__custody_object__in=visible)
    return acts.select_related("body").prefetch_related("items__custody_object").distinct().order_by("offered_on", "id")


def overdue_for_return(actor: ActorRef) -> CustodyObjectQuerySet:
    """Objects past the day by which they should have gone back: the daily list (features C6)."""
    found = visible_objects(actor).overdue_for_return(clock.today())
    return found.select_related("place").order_by("return_due_on", "label")


def finished_but_here(actor: ActorRef) -> CustodyObjectQuerySet:
    """Objects of orders with nothing left to examine that nobody has accounted for yet, overdue or not."""
    return visible_objects(actor).of_finished_orders().select_related("place").order_by("return_due_on", "label")


def lost_objects(actor: ActorRef) -> CustodyObjectQuerySet:
    """Objects declared lost and not found again."""
    return visible_objects(actor).filter(state=CustodyState.LOST.value).order_by("-recorded_at")


def transit_limit() -> int:
    """After how many days a parcel on its way becomes an alert: a value of the norms, never of the code (C7).

    Norms published before the value existed are read as their term for sending materials back.
    """
    values = reference.norms_on(clock.today()).values
    entry = values.get("transit_alert") or values["return_dispatch"]
    return int(entry["value"])


def parcels(actor: ActorRef, *, late: bool = False) -> QuerySet[Consignment]:
    """Parcels on their way with objects that the actor may know of, the longest first; the late ones only if asked."""
    visible = visible_objects(actor).values("pk")
    found = Consignment.objects.filter(
        state=ConsignmentState.SENT.value, items__is_open=True, items__custody_object__in=visible
    )
    if late:
        found = found.filter(sent_on__lt=clock.today() - timedelta(days=transit_limit()))
    return _with_items(found.distinct()).order_by("sent_on", "id")


def _with_items(found: QuerySet[Consignment]) -> QuerySet[Consignment]:
    return found.select_related("to_unit", "return_act", "institute").prefetch_related("items__custody_object")


def parcel_for(actor: ActorRef, consignment_id: UUID) -> Consignment:
    """One parcel with visible objects, or NotVisible."""
    found = _with_items(Consignment.objects.filter(pk=consignment_id)).first()
    if found is None:
        raise NotVisible
    ids = [item.custody_object_id for item in found.items.all()]
    if not visible_objects(actor).filter(pk__in=ids).exists():
        raise NotVisible
    return found


def incidents(actor: ActorRef, *, is_open: bool | None = None) -> QuerySet[Incident]:
    """Incidents of visible objects, the latest first."""
    found = Incident.objects.filter(custody_object__in=visible_objects(actor).values("pk"))
    if is_open is not None:
        found = found.filter(closed_at__isnull=is_open)
    return found.select_related("custody_object").order_by("-opened_at", "-id")


def photos_of(object_id: UUID) -> list[ObjectPhoto]:
    """The photographs of an object, the earliest first. Who may see the object, the caller has decided."""
    return list(ObjectPhoto.objects.filter(custody_object_id=object_id))


def photo_for(actor: ActorRef, photo_id: UUID) -> ObjectPhoto:
    """A photograph of a visible object, or NotVisible."""
    visible = visible_objects(actor).values("pk")
    found = ObjectPhoto.objects.filter(pk=photo_id, custody_object__in=visible).select_related("custody_object").first()
    if found is None:
        raise NotVisible
    return found


def copies_of(object_id: UUID) -> list[DigitalCopy]:
    """The stored contents of a digital object, the earliest first."""
    checks = Prefetch("checks", queryset=CopyCheck.objects.order_by("-checked_at", "-id"))
    return list(DigitalCopy.objects.filter(custody_object_id=object_id).prefetch_related(checks))


def check_of(copy: DigitalCopy) -> CopyCheck | None:
    """The latest check of a stored content."""
    return next(iter(copy.checks.all()), None)


def permits_of(object_id: UUID) -> list[DestructionPermit]:
    """What the body answered on destruction, the latest first; of a part, what was answered on its wholes too."""
    family = [object_id]
    parents = CustodyObject.objects.values_list("parent_id", flat=True)
    while (parent := parents.get(pk=family[-1])) is not None:
        family.append(parent)
    return list(DestructionPermit.objects.filter(custody_object_id__in=family).order_by("-recorded_at", "-id"))


def papers_of(object_id: UUID) -> frozenset[UUID]:
    """The papers of an object: acts, receipts and letters in its chain or among its permissions; no photographs."""
    with_paper = [CustodyAct.LOST.value, CustodyAct.DESTROYED.value, CustodyAct.RETURNED.value]
    links = CustodyEvent.objects.filter(custody_object_id=object_id, act__in=with_paper, document__isnull=False)
    permits = (permit.document_id for permit in permits_of(object_id))
    return frozenset([*links.values_list("document_id", flat=True), *(found for found in permits if found)])


def place_tree(institute_id: UUID) -> QuerySet[Place]:
    """The storage tree of an institute, every place after the one it is inside."""
    return Place.objects.filter(institute_id=institute_id, in_use=True).order_by("path")


def kept_inside(place_id: UUID) -> int:
    """How many objects lie in a place and in all that is inside it."""
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        return 0
    inside = Q(place__path=place.path) | Q(place__path__startswith=f"{place.path}.")
    return CustodyObject.objects.filter(inside, place__institute_id=place.institute_id).count()


def link_of(row: CustodyEvent) -> ChainLink:
    """A stored link as a value."""
    return ChainLink(
        object_id=row.custody_object_id,
        label=row.custody_object.label,
        seq=row.seq,
        act=CustodyAct(row.act),
        at=row.at,
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        from_holder=row.from_holder_id,
        from_place=row.from_place_id,
        from_name=row.from_name,
        to_holder=row.to_holder_id,
        to_place=row.to_place_id,
        to_path=row.to_path,
        to_name=row.to_name,
        quantity=row.quantity,
        seal_state=SealState(row.seal_state),
        seal_number=row.seal_number,
        note=row.note,
        actor=row.actor_id,
        counterpart=row.counterpart_id,
        document=row.document_id,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )


def chain_of(object_id: UUID) -> tuple[ChainLink, ...]:
    """Every link of an object's chain, from its acceptance on."""
    rows = CustodyEvent.objects.filter(custody_object_id=object_id).select_related("custody_object").order_by("seq")
    return tuple(link_of(row) for row in rows)


def export_chain(object_id: UUID) -> list[dict[str, Any]]:
    """The chain as plain JSON, to be checked anywhere by `rules.check_chain`."""
    return [exported(link) for link in chain_of(object_id)]


def faults_of(object_id: UUID) -> list[ChainFault]:
    """What is wrong with the stored chain: nothing, unless somebody got behind the database."""
    return check_chain(export_chain(object_id))


def where_was(object_id: UUID, moment: datetime) -> Whereabouts | None:
    """Where an object was at a moment: the last link up to then, in one query. None before its acceptance (C3)."""
    row = CustodyEvent.objects.filter(custody_object_id=object_id, at__lte=moment).order_by("-seq").first()
    if row is None:
        return None
    return Whereabouts(
        since=row.at,
        act=CustodyAct(row.act),
        holder=row.to_holder_id,
        place=row.to_place_id,
        path=row.to_path,
        name=row.to_name,
    )


def complete_days(order_id: UUID) -> dict[int, date | None]:
    """For each ordered specialty (by its number) the day on which all its objects were here, or None."""
    order = order_for_custody(order_id)
    days = _days_of(order_id, order.objects)
    ready = order.accepted_on or order.received_on
    return {seq: _specialty_day(seq, order.objects, days, ready) for seq, _ in order.specialties}


def objects_complete_on(order_id: UUID, specialty_code: str | None = None) -> date | None:
    """The day on which all declared objects were received: of one specialty, or of the whole order.

    The objects' half of T0 (law, art. 34; domain.md 5.3). An object that comes in lots is complete with its last lot.
    An order by materials alone is complete when it is accepted. None while something is awaited.
    """
    days = complete_days(order_id)
    if specialty_code is None:
        return latest(days.values())
    return latest(days[seq] for seq, code in order_for_custody(order_id).specialties if code == specialty_code)


def _specialty_day(
    seq: int, declared: Iterable[DeclaredObject], days: dict[UUID, date | None], ready: date
) -> date | None:
    needed = [sent for sent in declared if not sent.specialty_seqs or seq in sent.specialty_seqs]
    return latest(days[sent.id] for sent in needed) if needed else ready


def _days_of(order_id: UUID, declared: Sequence[DeclaredObject]) -> dict[UUID, date | None]:
    """For each declared object the day its quantity was reached. Quantities at acceptance count: later use does not."""
    received: dict[UUID, list[tuple[date, Decimal]]] = defaultdict(list)
    first_links = CustodyEvent.objects.filter(
        custody_object__order_id=order_id, custody_object__ordered_object__isnull=False, seq=1
    )
    rows = first_links.values_list("custody_object__ordered_object_id", "custody_object__received_on", "quantity")
    for ordered_object, day, quantity in rows:
        received[ordered_object].append((day, quantity))
    return {sent.id: day_complete(sent.quantity, received[sent.id]) for sent in declared}


def unaccounted(order_id: UUID) -> tuple[str, ...]:
    """Labels of the order's objects that are neither returned nor used up: such an order is not closed (C6)."""
    left = CustodyObject.objects.filter(order_id=order_id, state__in=UNDER_OUR_CARE)
    return tuple(left.order_by("label").values_list("label", flat=True))
