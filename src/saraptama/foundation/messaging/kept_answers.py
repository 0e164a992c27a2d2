"""A machine's write happens once: its answer is kept under its idempotency key, in the transaction of the act."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from saraptama.foundation.messaging.errors import KeyUsedForAnother
from saraptama.foundation.messaging.models import KeptAnswer
from saraptama.foundation.messaging.types import Answered
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def once(
    actor: ActorRef, *, key: str, request_sha256: str, act: Callable[[], tuple[int, Any]]
) -> tuple[Answered, bool]:
    """Do the act, unless this key did it before; whether it is a repeat. A refused act keeps no answer.

    Of two at the same moment the second waits for the first (both insert the same key). Raises KeyUsedForAnother.
    """
    mine = KeptAnswer(actor_id=actor.id, key=key, request_sha256=request_sha256, kept_at=clock.now())
    KeptAnswer.objects.bulk_create([mine], ignore_conflicts=True)
    kept = KeptAnswer.objects.select_for_update().get(actor_id=actor.id, key=key)
    if kept.request_sha256 != request_sha256:
        raise KeyUsedForAnother(field="Idempotency-Key")
    if kept.status:
        return Answered(kept.status, kept.body), True
    kept.status, kept.body = act()
    kept.save(update_fields=["status", "body"])
    return Answered(kept.status, kept.body), False


def forget_old_answers() -> int:
    """Delete answers that nobody asks for any more; how many."""
    return KeptAnswer.objects.filter(kept_at__lt=clock.now() - KEPT_FOR).delete()[0]
