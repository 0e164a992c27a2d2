"""Finding earlier orders of the same case, people or things among millions: each kind of likeness by its own index."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.db.models.functions import Upper

from saraptama.casework.intake.enums import Verdict
from saraptama.casework.intake.models import CasePerson, EarlierOrderLink, Order, OrderedObject, Registration
from saraptama.casework.intake.rules import parse_articles
from saraptama.casework.intake.rules.earlier import (
    KnownPerson,
    Recognisable,
    likeness,
    marks_in,
    plain_name,
    registration_numbers_in,
    written_marks_in,
)
from saraptama.casework.intake.types import EarlierOrder, OrderSubmission
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel.actor import ActorRef

MOST_OF_ONE_KIND = 60
"""How many orders of one likeness are looked at, the youngest first."""

MOST_OFFERED = 12


def of_order(order: Order) -> Recognisable:
    """What can be recognised of an order that is stored; its rows are prefetched by the caller where there are many."""
    things = list(order.ordered_objects.all())
    return Recognisable(
        case_no=order.case_no,
        number=order.number,
        ordered_on=order.ordered_on,
        body=str(order.appointing_body_id),
        region=order.region,
        registrations=frozenset(registered.text for registered in order.registrations.all()),
        named=registration_numbers_in(order.first_number, order.first_note, order.grounds, order.plot),
        persons=frozenset(KnownPerson(person.full_name, person.iin) for person in order.persons.all()),
        articles=frozenset(f"{read['article']}-{read['suffix']}" for one in order.articles for read in one["read"]),
        seals=frozenset(thing.seal_number for thing in things if thing.seal_number),
        marks=marks_in(thing.name for thing in things),
        written_marks=written_marks_in(thing.name for thing in things),
        objects=frozenset(plain_name(thing.name) for thing in things),
    )


def of_submission(given: OrderSubmission) -> Recognisable:
    """What can be recognised of an order that is still being typed; half of it may be missing."""
    read = [one for text in given.articles for one in parse_articles(text)]
    return Recognisable(
        case_no=given.case_no,
        number=given.number,
        ordered_on=given.ordered_on,
        body=_body_of(given.body_code),
        region=given.region,
        named=registration_numbers_in(given.first_number, given.first_note, given.grounds, given.plot),
        persons=frozenset(KnownPerson(person.full_name, person.iin) for person in given.persons),
        articles=frozenset(f"{one.article}-{one.suffix}" for one in read),
        seals=frozenset(thing.seal_number for thing in given.objects if thing.seal_number),
        marks=marks_in(thing.name for thing in given.objects),
        written_marks=written_marks_in(thing.name for thing in given.objects),
        objects=frozenset(plain_name(thing.name) for thing in given.objects),
    )


def _body_of(code: str) -> str:
    try:
        return str(reference.body_by_code(code).id) if code else ""
    except UnknownReference:
        return ""


def recognised(actor: ActorRef, new: Recognisable, *, but: UUID | None = None) -> list[EarlierOrder]:
    """Visible orders that match or are worth a look, the likest first, then the youngest."""
    visible = Order.objects.visible_to(actor)
    looked_at = visible.filter(pk__in=_candidates(visible, new) - {but})
    found = [EarlierOrder(order, likeness(new, of_order(order))) for order in _whole(looked_at)]
    offered = [one for one in found if one.likeness.verdict is not Verdict.APART]
    offered.sort(key=lambda one: (one.likeness.score, one.order.received_on, one.order.pk), reverse=True)
    return offered[:MOST_OFFERED]


def named(actor: ActorRef, new: Recognisable, ids: list[UUID]) -> list[EarlierOrder]:
    """Visible orders of these ids, however little they resemble."""
    rows = _whole(Order.objects.visible_to(actor).filter(pk__in=ids))
    return [EarlierOrder(order, likeness(new, of_order(order))) for order in rows]


def _whole(orders: Any) -> Any:
    numbers = Registration.objects.order_by("recorded_at", "id")
    return orders.select_related("appointing_body").prefetch_related(
        Prefetch("registrations", queryset=numbers), "persons", "ordered_objects", "specialties", "arrivals"
    )


def _candidates(visible: Any, new: Recognisable) -> set[UUID]:
    """Ids of orders that share anything; each question reads some index and no more than it shows."""
    found: set[UUID] = set(_first(visible.of_case_however_written(new.case_no)))
    if new.named:
        found |= set(Registration.objects.filter(text__in=sorted(new.named)).values_list("order_id", flat=True))
    if new.number and new.body:
        twins = visible.filter(appointing_body_id=new.body, number=new.number.strip(), ordered_on=new.ordered_on)
        found |= set(_first(twins))
    for person in new.persons:
        for rows in _of_person(person):
            found |= set(_first(rows, "order_id"))
    for seal in new.seals:
        found |= set(_first(OrderedObject.objects.filter(seal_number=seal).order_by("-order_id"), "order_id"))
    for mark in new.written_marks:
        found |= set(_first(visible.saying(mark)))
    return found


def _of_person(person: KnownPerson) -> Iterator[Any]:
    """By IIN where one is known, and by name: the other paper may not know it."""
    if person.iin:
        yield CasePerson.objects.filter(iin=person.iin).order_by("-order_id")
    named = CasePerson.objects.annotate(upper_name=Upper("full_name"))
    yield named.filter(upper_name=person.name.upper()).order_by("-order_id")


def _first(rows: Any, column: str = "pk") -> Iterable[UUID]:
    found: Iterable[UUID] = rows.values_list(column, flat=True)[:MOST_OF_ONE_KIND]
    return found


def decisions_of(order_id: UUID) -> list[EarlierOrderLink]:
    """What was decided about earlier orders: the last word on each, in the order in which they were said."""
    said = {link.earlier_id: link for link in EarlierOrderLink.objects.filter(order_id=order_id).order_by("seq")}
    return sorted(said.values(), key=lambda link: link.seq)
