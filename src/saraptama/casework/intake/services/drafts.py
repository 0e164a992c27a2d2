"""Keeping what somebody is writing. Nothing of it is an act: the order is received when it is sent, and only then."""

from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.intake.errors import TooManyDrafts
from saraptama.casework.intake.models import OrderDraft
from saraptama.casework.intake.rights import INTAKE_SUBMIT
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible

MOST_DRAFTS = 20
"""Of one person."""


@transaction.atomic
def begin_draft(actor: ActorRef) -> OrderDraft:
    """Begin an order of one's own body. Raises TooManyDrafts, NotPermitted."""
    actor.require(INTAKE_SUBMIT)
    if actor.body_id is None:
        raise NotPermitted(right=INTAKE_SUBMIT.says)
    if OrderDraft.objects.visible_to(actor).count() >= MOST_DRAFTS:
        raise TooManyDrafts(most=MOST_DRAFTS)
    return OrderDraft.objects.create(user_id=actor.id, body_id=actor.body_id)


@transaction.atomic
def save_draft(actor: ActorRef, *, draft_id: UUID, page: str, typed: dict[str, Any]) -> None:
    """Keep one page as it was typed; the other pages stay as they are. Raises NotVisible."""
    draft = OrderDraft.objects.visible_to(actor).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotVisible
    draft.pages = {**draft.pages, page: typed}
    draft.changed_at = clock.now()
    draft.save(update_fields=["pages", "changed_at"])


def discard_draft(actor: ActorRef, *, draft_id: UUID) -> None:
    """Forget a draft; one that is gone already is no mistake."""
    OrderDraft.objects.visible_to(actor).filter(pk=draft_id).delete()
