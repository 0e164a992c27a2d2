"""How every act on an examination is done: locked, checked, written once to history, audited, told to others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max

from saraptama.casework.examinations.dated_facts import calendar_of, facts_of, norms_of
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.errors import NotTheLeadingPart, PartNotReady
from saraptama.casework.examinations.events import ExaminationEvent
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import Examination, ExaminationStatus
from saraptama.casework.examinations.parts import leading_part, parts_in_group
from saraptama.casework.examinations.policies import PERMITS, check_act, check_day
from saraptama.casework.examinations.rules import term
from saraptama.casework.examinations.types import Term
from saraptama.casework.examinations.workflow import WORKFLOW, is_possible
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

E = TypeVar("E", bound=ExaminationEvent)


@dataclass
class Act:
    """One act on one examination, inside its transaction."""

    actor: ActorRef
    examination: Examination
    name: str
    occurred_on: date

    def event(self, kind: type[E], /, **more: Any) -> E:
        """The fact that this act becomes for others."""
        return kind(
            examination_id=self.examination.id,
            order_id=self.examination.order_id,
            occurred_on=self.occurred_on,
            **more,
        )

    def conclude(
        self,
        event: ExaminationEvent | None,
        *,
        moved_by: str = "",
        wrote: Iterable[AuditedModel] = (),
        ground: str = "",
        document_id: UUID | None = None,
        details: dict[str, Any] | None = None,
    ) -> Examination:
        """Move the state if the act moves it, recompute the term, save, audit and publish.

        `moved_by` names the transition when the act only sometimes moves the state (a petition that suspends).
        """
        written: list[AuditedModel] = [self.examination, *wrote]
        transition = moved_by or (self.name if _moves(self.name) else "")
        status = move(self, transition, ground=ground, document_id=document_id) if transition else None
        recompute_term(self.examination)
        self.examination.save()
        if status is not None:
            status.save()
            written.append(status)
        record(
            self.actor,
            act=f"examinations.{self.name}",
            right=PERMITS[self.name].right,
            subject=self.examination,
            occurred_on=self.occurred_on,
            wrote=written,
            details={"state": self.examination.state, **(details or {})},
        )
        if event is not None:
            publish(self.actor, event)
        return self.examination


def begin(actor: ActorRef, examination_id: UUID, name: str, occurred_on: date) -> Act:
    """Lock the examination and check that the actor may do this now, on this day."""
    examination = Examination.objects.locked(examination_id)
    check_act(actor, examination, name)
    check_day(occurred_on)
    return Act(actor, examination, name, occurred_on)


def check_leading_part(examination: Examination) -> None:
    """The conclusion of a complex examination is one, and written under the leading part (CPC art. 282)."""
    leading = leading_part(parts_in_group(examination))
    if leading.pk != examination.pk:
        raise NotTheLeadingPart(number=f"{leading.registration.text}/{leading.seq}")


def carry(act: Act, change: Callable[[Examination], None], *, event: type[ExaminationEvent] | None = None,
          **more: Any) -> None:  # fmt: skip
    """Let the other parts of a complex examination follow an act on its leading part: they have one conclusion.

    Each part keeps its own history, term and audit entry. Parts that were returned or withdrawn stay out of it.
    """
    for part in _other_parts(act.examination):
        if not is_possible(act.name, part.current_state):
            number = f"{part.registration.text}/{part.seq}"
            raise PartNotReady(number=number, state=label_of(part.current_state))
        change(part)
        following_act = Act(act.actor, part, act.name, act.occurred_on)
        fact = following_act.event(event, **more) if event else None
        following_act.conclude(fact, details={"follows": str(act.examination.id)})


def _other_parts(examination: Examination) -> list[Examination]:
    if examination.complex_group is None:
        return []
    ended = (ExaminationState.RETURNED, ExaminationState.WITHDRAWN, ExaminationState.CLOSED)
    found = Examination.objects.select_for_update(of=("self",)).select_related("order", "institute", "unit")
    parts = found.select_related("registration").filter(complex_group=examination.complex_group)
    return list(parts.exclude(pk=examination.pk).exclude(state__in=[s.value for s in ended]).order_by("pk"))


def move(
    act: Act, transition: str, *, ground: str = "", document_id: UUID | None = None, seq: int | None = None
) -> ExaminationStatus:
    """The one place where a state changes: the cached state and the new row of history, together."""
    examination = act.examination
    former = examination.current_state
    examination.state = WORKFLOW.target_of(transition, former).value
    if examination.current_state is not ExaminationState.SUSPENDED:
        examination.suspended_since = None
    return ExaminationStatus(
        examination=examination,
        seq=seq or _next_seq(examination),
        act=transition,
        from_state=former.value,
        to_state=examination.state,
        actor_id=act.actor.id,
        acting_for=act.actor.acting_for,
        occurred_on=act.occurred_on,
        ground=ground,
        document_id=document_id,
    )


def first_status(actor: ActorRef, examination: Examination, occurred_on: date) -> ExaminationStatus:
    """The first row of history: registered."""
    return ExaminationStatus(
        examination=examination,
        seq=1,
        act="register",
        to_state=examination.state,
        actor_id=actor.id,
        acting_for=actor.acting_for,
        occurred_on=occurred_on,
    )


def recompute_term(examination: Examination) -> Term:
    """Refresh the cached dates from the dated facts; the caller saves.

    The cache does not depend on the day: an open suspension counts to its limit, or leaves no due date at all.
    """
    reckoned = term(facts_of(examination), norms_of(examination), calendar_of(examination), clock.today())
    examination.due_on, examination.cap_on, examination.target_on = reckoned.due, reckoned.cap, reckoned.target
    examination.term_inputs_version += 1
    return reckoned


def start_term(examination: Examination) -> None:
    """Set T0 once order and objects are both here, and pin the norms and the calendar of that day (R1)."""
    if examination.t0 or not examination.order_accepted_on or not examination.objects_complete_on:
        return
    examination.t0 = max(examination.order_accepted_on, examination.objects_complete_on)
    examination.norms_version = norms_of(examination).version
    examination.calendar_version = calendar_of(examination).version


def _moves(act: str) -> bool:
    return any(transition.act == act for transition in WORKFLOW.transitions)


def _next_seq(examination: Examination) -> int:
    """Given out while the examination is locked."""
    return following(examination.statuses.aggregate(last=Max("seq"))["last"])


def following(last: int | None) -> int:
    """The number after the last one there is."""
    return (last or 0) + 1
