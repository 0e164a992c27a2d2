"""Adding a link to an object's chain: the only way in which an object's place or holder changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from saraptama.casework.custody.enums import CustodyAct, CustodyState, SealState
from saraptama.casework.custody.errors import MovedMeanwhile, NothingChosen, ObjectUnknown, WrongMoment
from saraptama.casework.custody.models import CustodyEvent, CustodyObject, Place
from saraptama.casework.custody.rules import exported, link_hash
from saraptama.casework.custody.selectors import link_of
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What is done to one or more objects, by whom and when."""

    act: CustodyAct
    actor: ActorRef
    at: datetime
    occurred_on: date
    seal_state: SealState | None = None
    """None: the seal was not looked at again; it stands as the link before says."""
    note: str = ""
    counterpart: UUID | None = None
    document: UUID | None = None
    from_name: str = ""
    to_name: str = ""


def deed(act: CustodyAct, actor: ActorRef, **more: object) -> Deed:
    """A deed done now."""
    moment = clock.now()
    return replace(Deed(act=act, actor=actor, at=moment, occurred_on=clock.local_date(moment)), **more)  # type: ignore[arg-type]


def locked(actor: ActorRef, object_ids: Iterable[UUID], seen: Mapping[UUID, int] | None = None) -> list[CustodyObject]:
    """The objects, locked until the act ends, in one order for everybody; ObjectUnknown if one is not to be seen.

    `seen` says how many links each chain had when the person looked: MovedMeanwhile if somebody was faster.
    """
    wanted = set(object_ids)
    if not wanted:
        raise NothingChosen
    known = CustodyObject.objects.all() if actor.kind is ActorKind.SYSTEM else CustodyObject.objects.visible_to(actor)
    if known.filter(pk__in=wanted).count() != len(wanted):
        raise ObjectUnknown
    things = list(CustodyObject.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    for thing in things:
        if seen and seen.get(thing.pk, thing.chain_length) != thing.chain_length:
            raise MovedMeanwhile(label=thing.label)
    return things


def check_moment(at: datetime, things: Iterable[CustodyObject]) -> None:
    """The chain grows forward: not before the last link, not after now."""
    last = CustodyEvent.objects.filter(custody_object__in=list(things)).order_by("-at").values_list("at", flat=True)
    first = last.first()
    if at > clock.now() or (first is not None and at < first):
        raise WrongMoment(field="at", first=first or "")


def note(thing: CustodyObject, done: Deed) -> CustodyEvent:
    """A link that moves nothing: an offer, a refusal."""
    return _add(thing, done, to_holder=thing.holder_id, to_place=thing.place)


def to_place(thing: CustodyObject, done: Deed, place: Place) -> CustodyEvent:
    """The object goes to a place."""
    return _add(thing, done, to_place=place, state=CustodyState.STORED)


def to_person(thing: CustodyObject, done: Deed, holder: UUID, state: CustodyState = CustodyState.HELD) -> CustodyEvent:
    """The object goes into somebody's hands."""
    return _add(thing, done, to_holder=holder, state=state)


def leave(thing: CustodyObject, done: Deed, state: CustodyState) -> CustodyEvent:
    """The object leaves the body's care for good."""
    return _add(thing, done, state=state)


def _add(
    thing: CustodyObject,
    done: Deed,
    *,
    to_holder: UUID | None = None,
    to_place: Place | None = None,
    state: CustodyState | None = None,
) -> CustodyEvent:
    link = CustodyEvent(
        custody_object=thing,
        seq=thing.chain_length + 1,
        act=done.act.value,
        at=done.at,
        occurred_on=done.occurred_on,
        recorded_at=max(clock.now(), done.at),
        from_holder_id=thing.holder_id if thing.chain_length else None,
        from_place_id=thing.place_id,
        from_name=done.from_name,
        to_holder_id=to_holder,
        to_place=to_place,
        to_path=to_place.path if to_place else "",
        to_name=done.to_name,
        quantity=thing.quantity.quantize(Decimal("0.001")),
        seal_state=(done.seal_state or _seal_before(thing)).value,
        seal_number=thing.seal_number,
        note=done.note,
        actor_id=done.actor.id,
        counterpart_id=done.counterpart,
        document_id=done.document,
        previous_hash=thing.chain_head,
    )
    link.hash = link_hash(exported(link_of(link)))
    link.save(force_insert=True)
    _remember(thing, link, to_holder, to_place, state)
    return link


def _seal_before(thing: CustodyObject) -> SealState:
    last = thing.chain.order_by("-seq").values_list("seal_state", flat=True).first()
    return SealState(last) if last else SealState.INTACT


def _remember(
    thing: CustodyObject,
    link: CustodyEvent,
    to_holder: UUID | None,
    to_place: Place | None,
    state: CustodyState | None,
) -> None:
    thing.holder_id, thing.place = to_holder, to_place
    thing.chain_length, thing.chain_head = link.seq, link.hash
    if state is not None:
        thing.state = state.value
    thing.save(update_fields=["holder_id", "place", "state", "chain_length", "chain_head", "quantity"])
