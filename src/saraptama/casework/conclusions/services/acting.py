"""What every act on a conclusion does: find it, lock it, move it one step, record it, say it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.events import ConclusionEvent
from saraptama.casework.conclusions.models import Conclusion, ConclusionStatus
from saraptama.casework.conclusions.policies import check_state
from saraptama.casework.conclusions.workflow import WORKFLOW
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Right


def locked(actor: ActorRef, conclusion_id: UUID) -> Conclusion:
    """The conclusion, locked until the act ends; NotVisible when the actor may not know of it."""
    known = Conclusion.objects.all() if actor.kind is ActorKind.SYSTEM else Conclusion.objects.visible_to(actor)
    if not known.filter(pk=conclusion_id).exists():
        raise NotVisible
    return Conclusion.objects.locked(conclusion_id)


def step(actor: ActorRef, conclusion: Conclusion, act: str, *, occurred_on: date, ground: str = "") -> ConclusionStatus:
    """Move by one act and add the row of history; the caller saves the conclusion."""
    check_state(conclusion, act)
    conclusion.state = WORKFLOW.target_of(act, conclusion.current_state).value
    return add_status(actor, conclusion, act, occurred_on=occurred_on, ground=ground)


def add_status(
    actor: ActorRef, conclusion: Conclusion, act: str, *, occurred_on: date, ground: str = ""
) -> ConclusionStatus:
    """The next row of history, in the state in which the conclusion now is."""
    last = conclusion.statuses.order_by("-seq").values_list("seq", flat=True).first() or 0
    return ConclusionStatus.objects.create(
        conclusion=conclusion,
        seq=last + 1,
        act=act,
        state=conclusion.state,
        actor_id=actor.id,
        acting_for=actor.acting_for,
        occurred_on=occurred_on,
        ground=ground,
        recorded_at=clock.now(),
    )


def note(
    actor: ActorRef,
    conclusion: Conclusion,
    act: str,
    *,
    right: Right | None,
    wrote: Iterable[AuditedModel],
    occurred_on: date | None = None,
    details: dict[str, Any] | None = None,
    documents: dict[str, str] | None = None,
    subject: AuditedModel | None = None,
) -> None:
    """The one audit entry of an act."""
    record(
        actor,
        act=f"conclusions.{act}",
        right=right,
        subject=subject or conclusion,
        occurred_on=occurred_on,
        wrote=list(wrote),
        details={"state": conclusion.state, **(details or {})},
        documents=documents,
    )


def tell(
    actor: ActorRef, event: type[ConclusionEvent], conclusion: Conclusion, *, occurred_on: date, **more: Any
) -> None:
    """Publish a fact about the conclusion."""
    publish(
        actor,
        event(
            conclusion_id=conclusion.id,
            examination_id=conclusion.examination_id,
            order_id=conclusion.examination.order_id,
            occurred_on=occurred_on,
            **more,
        ),
    )


def is_over(conclusion: Conclusion) -> bool:
    """Whether nothing more can happen to it."""
    return conclusion.current_state in (
        ConclusionState.REPLACED,
        ConclusionState.WITHDRAWN,
        ConclusionState.ABANDONED,
    )
