"""Challenges, declared conflicts, and the exception from one that takes two people (features B5)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import (
    CONFLICT_RULES,
    CandidateRule,
    OverrideDecision,
    RecusalDecisionKind,
    RecusalSource,
)
from saraptama.casework.examinations.errors import (
    DecisionDocumentNeeded,
    NothingToSetAside,
    OverrideAlreadyAsked,
    OverrideAlreadyDecided,
    ReasonNeeded,
    RecusalAlreadyDecided,
    RecusalAlreadyStated,
    SecondPersonNeeded,
)
from saraptama.casework.examinations.events import OverrideAsked, OverrideDecided, RecusalDecided, RecusalStated
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import ConflictOverride, OverrideConfirmation, Recusal, RecusalDecision
from saraptama.casework.examinations.policies import check_day
from saraptama.casework.examinations.services.acting import begin
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def state_recusal(
    actor: ActorRef,
    *,
    examination_id: UUID,
    expert_id: UUID,
    source: RecusalSource,
    ground: str,
    statement: str,
    occurred_on: date,
    document_id: UUID | None = None,
) -> Recusal:
    """Enter that an expert must not examine in this case (Law 44-VI art. 19; CPC art. 272(10)).

    What the expert or the head declares bars at once; what a party or the body says bars when it is granted.
    """
    act = begin(actor, examination_id, "state_recusal", occurred_on)
    reference.term(Dictionary.RECUSAL_GROUND, ground, occurred_on)
    if not statement.strip():
        raise ReasonNeeded(field="statement")
    waiting = Recusal.objects.filter(examination__order_id=act.examination.order_id, decision__isnull=True)
    if waiting.filter(expert_id=expert_id, ground=ground, source=source.value).exists():
        raise RecusalAlreadyStated(field="ground")
    row = Recusal.objects.create(
        examination=act.examination,
        expert_id=expert_id,
        source=source.value,
        ground=ground,
        statement=statement.strip(),
        document_id=document_id,
        actor_id=actor.id,
        occurred_on=occurred_on,
    )
    act.conclude(
        act.event(RecusalStated, recusal_id=row.pk, expert_id=expert_id),
        wrote=[row],
        details={"expert": str(expert_id), "ground": ground, "source": source.value},
    )
    return row


@transaction.atomic
def decide_recusal(
    actor: ActorRef,
    *,
    recusal_id: UUID,
    granted: bool,
    decided_by: str,
    reason: str,
    occurred_on: date,
    document_id: UUID | None = None,
) -> RecusalDecision:
    """Enter what became of a challenge, and who decided it. Granted, it bars the expert in the whole case."""
    recusal = Recusal.objects.filter(pk=recusal_id).first()
    if recusal is None:
        raise NotVisible
    act = begin(actor, recusal.examination_id, "decide_recusal", occurred_on)
    check_day(occurred_on, recusal.occurred_on)
    if not decided_by.strip() or not reason.strip():
        raise ReasonNeeded(field="reason" if decided_by.strip() else "decided_by")
    known = RecusalDecision.objects.filter(recusal=recusal).first()
    if known is not None:
        raise RecusalAlreadyDecided(day=known.occurred_on.strftime("%d.%m.%Y"))
    decision = RecusalDecisionKind.GRANTED if granted else RecusalDecisionKind.REFUSED
    row = RecusalDecision.objects.create(
        recusal=recusal,
        decision=decision.value,
        decided_by=decided_by.strip(),
        reason=reason.strip(),
        document_id=document_id,
        actor_id=actor.id,
        occurred_on=occurred_on,
    )
    act.conclude(
        act.event(RecusalDecided, recusal_id=recusal.pk, expert_id=recusal.expert_id, granted=granted),
        wrote=[row],
        details={"expert": str(recusal.expert_id), "decision": decision.value},
    )
    return row


@transaction.atomic
def ask_override(
    actor: ActorRef,
    *,
    examination_id: UUID,
    expert_id: UUID,
    ground: str,
    document_id: UUID | None,
    occurred_on: date,
) -> ConflictOverride:
    """Ask to assign an expert in spite of a conflict, with a ground and a document. A second person decides."""
    act = begin(actor, examination_id, "ask_override", occurred_on)
    if not ground.strip():
        raise ReasonNeeded(field="ground")
    if document_id is None:
        raise DecisionDocumentNeeded(field="document")
    verdict = selectors.verdict_on(act.examination, expert_id, occurred_on)
    if verdict.rule is None or verdict.rule not in CONFLICT_RULES:
        reason = label_of(verdict.rule) if verdict.rule else label_of(CandidateRule.RECUSED)
        raise NothingToSetAside(field="expert_id", name=verdict.name, reason=reason)
    waiting = act.examination.overrides.filter(expert_id=expert_id, rule=verdict.rule.value, confirmation__isnull=True)
    if waiting.exists():
        raise OverrideAlreadyAsked(field="expert_id")
    row = ConflictOverride.objects.create(
        examination=act.examination,
        expert_id=expert_id,
        rule=verdict.rule.value,
        ground=ground.strip(),
        document_id=document_id,
        asked_by=actor.id,
        occurred_on=occurred_on,
    )
    act.conclude(
        act.event(OverrideAsked, override_id=row.pk, expert_id=expert_id),
        wrote=[row],
        details={"expert": str(expert_id), "rule": row.rule, "document": str(document_id)},
    )
    return row


@transaction.atomic
def decide_override(
    actor: ActorRef, *, override_id: UUID, confirmed: bool, occurred_on: date, reason: str = ""
) -> OverrideConfirmation:
    """The second person's word, on an own account: whoever asked cannot give it, nor a deputy acting for them."""
    override = ConflictOverride.objects.filter(pk=override_id).first()
    if override is None:
        raise NotVisible
    act = begin(actor, override.examination_id, "confirm_override", occurred_on)
    check_day(occurred_on, override.occurred_on)
    if override.asked_by in (actor.id, actor.acting_for):
        raise SecondPersonNeeded
    known = OverrideConfirmation.objects.filter(override=override).first()
    if known is not None:
        raise OverrideAlreadyDecided(day=known.occurred_on.strftime("%d.%m.%Y"))
    if not confirmed and not reason.strip():
        raise ReasonNeeded(field="reason")
    decision = OverrideDecision.CONFIRMED if confirmed else OverrideDecision.REFUSED
    row = OverrideConfirmation.objects.create(
        override=override,
        asked_by=override.asked_by,
        confirmed_by=actor.id,
        decision=decision.value,
        reason=reason.strip(),
        occurred_on=occurred_on,
    )
    act.conclude(
        act.event(OverrideDecided, override_id=override.pk, expert_id=override.expert_id, confirmed=confirmed),
        wrote=[row],
        details={"expert": str(override.expert_id), "rule": override.rule, "decision": decision.value},
    )
    return row
