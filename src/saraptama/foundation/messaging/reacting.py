"""What the worker does with a stored event."""

from collections.abc import Sequence

import structlog
from django.db import transaction

from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.models import OutboxEvent, Reaction
from saraptama.foundation.messaging.types import Event, event_class
from saraptama.kernel import clock

log = structlog.get_logger(__name__)


class HandlersFailed(RuntimeError):
    """Some handlers failed; the job is tried again, and only they run then."""


def react_to(event_id: str) -> None:
    """Let every handler of a stored event do its work, each exactly once and in a transaction of its own.

    A handler that fails is logged and tried again later; it never undoes the fact nor stops the others.
    """
    stored = OutboxEvent.objects.get(pk=event_id)
    kind = event_class(stored.name)
    event = kind.from_payload(stored.payload)
    failed = [h for h in ports.reactions.get().get(kind, ()) if not _done(stored, event, h)]
    if failed:
        raise HandlersFailed(f"{stored.name}: {', '.join(_name(handler) for handler in failed)}")


def _name(handler: ports.Handler) -> str:
    return f"{handler.__module__}.{handler.__qualname__}"


def _done(stored: OutboxEvent, event: Event, handler: ports.Handler) -> bool:
    try:
        with transaction.atomic():
            _, first = Reaction.objects.get_or_create(
                event=stored, handler=_name(handler), defaults={"done_at": clock.now()}
            )
            if first:
                handler(event)
    except Exception:
        log.exception("reaction_failed", reacting_to=stored.name, handler=_name(handler), event_id=str(stored.pk))
        return False
    return True


def unhandled(events: Sequence[type[Event]]) -> list[str]:
    """Events that no handler is named for: the gate wants even silence to be written down."""
    return [event.name for event in events if event not in ports.reactions.get()]
