"""The objects of an act on several: those named in the address, or all in one's hands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from saraptama.casework.custody import selectors
from saraptama.kernel.actor import ActorRef
from saraptama.web.custody_room import words


def chosen_things(request: HttpRequest, actor: ActorRef, can: Callable[[ActorRef, Any], bool]) -> list[Any]:
    """The objects named in the address, or all in one's hands; only those with which the act is possible."""
    named = [UUID(value) for value in request.GET.getlist("object") if is_id(value)]
    seen = selectors.visible_objects(actor)
    rows = seen.filter(pk__in=named) if named else selectors.held_by(actor, actor.id)
    return [thing for thing in rows.select_related("place").order_by("label") if can(actor, thing)]


def is_id(value: str) -> bool:
    """Whether an address names something at all."""
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def things_as_choices(things: list[Any]) -> list[tuple[str, str]]:
    """Objects as the choices of a form: label, name, seal."""
    return [(str(thing.pk), f"{thing.label}: {thing.name}, {words.seal_of(thing)}") for thing in things]


def links_of(things: list[Any]) -> dict[str, int]:
    """How long each chain is while the person looks: whoever acts meanwhile is noticed."""
    return {str(thing.pk): thing.chain_length for thing in things}
