"""The storage tree and what lies in it. Moving a container moves its contents (features C3)."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, PlaceKind
from saraptama.casework.custody.models import CustodyEvent, CustodyObject, Place
from saraptama.casework.custody.policies import check_can_dispose, check_can_keep_places, check_free
from saraptama.casework.custody.services import chaining
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right

_CODE = re.compile(r"[a-z0-9-]+")


def usable_place(place_id: UUID, institute_id: UUID) -> Place:
    """A place in use of this institute, or PlaceUnknown."""
    place = Place.objects.filter(pk=place_id, institute_id=institute_id, in_use=True).first()
    if place is None:
        raise errors.PlaceUnknown(field="place_id")
    return place


def subtree(place: Place) -> Q:
    """The place and all that is inside it, as a filter."""
    return Q(institute_id=place.institute_id) & (Q(path=place.path) | Q(path__startswith=f"{place.path}."))


@transaction.atomic
def add_place(
    actor: ActorRef,
    *,
    institute_id: UUID,
    kind: PlaceKind,
    code: str,
    name: str,
    parent_id: UUID | None = None,
) -> Place:
    """Add a room, rack, shelf, safe, refrigerator or box to the storage tree."""
    right = check_can_keep_places(actor, institute_id)
    if not _CODE.fullmatch(code):
        raise errors.PlaceCodeWrong(field="code", value=code)
    parent = usable_place(parent_id, institute_id) if parent_id else None
    path = f"{parent.path}.{code}" if parent else code
    if Place.objects.filter(institute_id=institute_id, path=path).exists():
        raise errors.PlaceExists(field="code", path=path)
    place = Place.objects.create(
        institute_id=institute_id, parent=parent, kind=kind.value, code=code, name=name.strip() or code, path=path
    )
    _record_place(actor, right, "custody.place_added", place, [place])
    return place


@transaction.atomic
def move_place(actor: ActorRef, *, place_id: UUID, parent_id: UUID | None) -> Place:
    """Move a container with all that it holds; every object inside gets a link in its chain."""
    place = Place.objects.select_for_update().filter(pk=place_id).first()
    if place is None:
        raise errors.PlaceUnknown(field="place_id")
    right = check_can_keep_places(actor, place.institute_id)
    parent = usable_place(parent_id, place.institute_id) if parent_id else None
    if parent and (parent.path == place.path or parent.path.startswith(f"{place.path}.")):
        raise errors.PlaceInsideItself(field="parent_id")
    path = f"{parent.path}.{place.code}" if parent else place.code
    if path == place.path:
        return place
    if Place.objects.filter(institute_id=place.institute_id, path=path).exists():
        raise errors.PlaceExists(field="parent_id", path=path)
    moved = list(Place.objects.select_for_update().filter(subtree(place)).order_by("path"))
    old = place.path
    for inner in moved:
        inner.path = path + inner.path[len(old) :]
        if inner.pk == place.pk:
            inner.parent = parent
        inner.save(update_fields=["path", "parent"])
    links = _move_contents(actor, moved)
    _record_place(actor, right, "custody.place_moved", place, [*moved, *links], from_path=old, to_path=path)
    return next(inner for inner in moved if inner.pk == place.pk)


def _move_contents(actor: ActorRef, places: list[Place]) -> list[AuditedModel]:
    by_id = {place.pk: place for place in places}
    done = chaining.deed(CustodyAct.MOVED, actor)
    written: list[AuditedModel] = []
    for thing in CustodyObject.objects.select_for_update().filter(place__in=places).order_by("pk"):
        assert thing.place_id is not None
        written += [chaining.to_place(thing, done, by_id[thing.place_id]), thing]
    return written


@transaction.atomic
def close_place(actor: ActorRef, *, place_id: UUID) -> Place:
    """Take an empty place out of use; its history stays."""
    place = Place.objects.select_for_update().filter(pk=place_id).first()
    if place is None:
        raise errors.PlaceUnknown(field="place_id")
    right = check_can_keep_places(actor, place.institute_id)
    inside = Place.objects.filter(subtree(place))
    if inside.filter(in_use=True).exclude(pk=place.pk).exists() or CustodyObject.objects.filter(place=place).exists():
        raise errors.PlaceNotEmpty
    if place.in_use:
        place.in_use = False
        place.save(update_fields=["in_use"])
        _record_place(actor, right, "custody.place_closed", place, [place])
    return place


def _record_place(
    actor: ActorRef, right: Right, act: str, place: Place, wrote: Sequence[AuditedModel], **paths: str
) -> None:
    record(
        actor,
        act=act,
        right=right,
        subject=place,
        occurred_on=clock.today(),
        wrote=wrote,
        details={"path": place.path, **paths},
    )


@transaction.atomic
def place_objects(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    place_id: UUID,
    at: datetime | None = None,
    seen: Mapping[UUID, int] | None = None,
) -> list[CustodyEvent]:
    """Put objects in hand into a place, or move stored ones to another; an object already there is left alone.

    Raises NotInYourHands, AlreadyOffered, PlaceUnknown, WrongMoment, MovedMeanwhile.
    """
    things = chaining.locked(actor, object_ids, seen)
    rights = [check_can_dispose(actor, thing, "place") for thing in things]
    check_free(things)
    place = usable_place(place_id, things[0].institute_id)
    if any(thing.institute_id != place.institute_id for thing in things):
        raise errors.PlaceUnknown(field="place_id")
    moving = [thing for thing in things if thing.place_id != place.pk]
    if not moving:
        return []
    moment = at or clock.now()
    chaining.check_moment(moment, moving)
    links = []
    for thing in moving:
        act = CustodyAct.MOVED if thing.state == CustodyState.STORED else CustodyAct.PLACED
        done = chaining.Deed(act=act, actor=actor, at=moment, occurred_on=clock.local_date(moment))
        links.append(chaining.to_place(thing, done, place))
    record(
        actor,
        act="custody.objects_placed",
        right=rights[0],
        subject=place,
        occurred_on=clock.local_date(moment),
        wrote=[*moving, *links],
        details={"path": place.path, "labels": [thing.label for thing in moving]},
    )
    return links
