"""What has happened to an examination, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.foundation.messaging.types import Event


@dataclass(frozen=True)
class ExaminationsOpened(Event):
    """A registration has got its examinations, one per specialty."""

    order_id: UUID
    registration_id: UUID
    occurred_on: date


@dataclass(frozen=True)
class ExaminationEvent(Event):
    """A fact about one examination."""

    examination_id: UUID
    order_id: UUID
    occurred_on: date


@dataclass(frozen=True)
class ObjectsCompleted(ExaminationEvent):
    """The objects for this specialty are complete: the term may start."""


@dataclass(frozen=True)
class AcceptedForProduction(ExaminationEvent):
    """The head took the examination into production."""


@dataclass(frozen=True)
class DirectedToUnit(ExaminationEvent):
    """The examination went down the chain to a department or laboratory."""

    unit_id: UUID


@dataclass(frozen=True)
class ExpertAssigned(ExaminationEvent):
    """An expert (or a commission) was chosen."""

    lead_user_id: UUID | None


@dataclass(frozen=True)
class GroupLeadChosen(ExaminationEvent):
    """A part was chosen to lead its complex examination."""


@dataclass(frozen=True)
class RecusalStated(ExaminationEvent):
    """A challenge, withdrawal or declared conflict was entered."""

    recusal_id: UUID
    expert_id: UUID


@dataclass(frozen=True)
class RecusalDecided(ExaminationEvent):
    """It was granted or found groundless."""

    recusal_id: UUID
    expert_id: UUID
    granted: bool


@dataclass(frozen=True)
class OverrideAsked(ExaminationEvent):
    """A head wants to assign in spite of a conflict; a second person decides."""

    override_id: UUID
    expert_id: UUID


@dataclass(frozen=True)
class OverrideDecided(ExaminationEvent):
    """The second person confirmed or refused."""

    override_id: UUID
    expert_id: UUID
    confirmed: bool


@dataclass(frozen=True)
class ExpertReassigned(ExaminationEvent):
    """One expert was replaced by another."""

    former_user_id: UUID | None
    user_id: UUID | None
    reason: str


@dataclass(frozen=True)
class ExpertDeclined(ExaminationEvent):
    """An expert declared a conflict of interest."""

    user_id: UUID | None


@dataclass(frozen=True)
class ExpertAccepted(ExaminationEvent):
    """An expert, warned of liability, took the work; `in_production` when it was the last of them."""

    user_id: UUID
    in_production: bool


@dataclass(frozen=True)
class ComplexityChanged(ExaminationEvent):
    """The expert set another category of complexity."""

    complexity: str


@dataclass(frozen=True)
class PetitionSent(ExaminationEvent):
    """The appointing body is asked for something."""

    petition_id: UUID
    kind: str
    suspended: bool


@dataclass(frozen=True)
class PetitionAnswered(ExaminationEvent):
    """The appointing body answered; `granted_days` only for an extension."""

    petition_id: UUID
    kind: str
    decision: str
    granted_days: int


@dataclass(frozen=True)
class ExaminationSuspended(ExaminationEvent):
    """Production stands still."""

    ground: str
    starts_on: date


@dataclass(frozen=True)
class ExaminationResumed(ExaminationEvent):
    """A ground of suspension is removed; `in_production` when no other one is left."""

    ground: str
    in_production: bool


@dataclass(frozen=True)
class SubmittedForAgreement(ExaminationEvent):
    """The draft is before the heads."""

    next_approver_id: UUID | None


@dataclass(frozen=True)
class DraftAgreed(ExaminationEvent):
    """A head agreed; `approved` when it was the last one."""

    approver_id: UUID
    approved: bool
    next_approver_id: UUID | None


@dataclass(frozen=True)
class DraftDisagreed(ExaminationEvent):
    """A head sent the draft back with a comment."""

    approver_id: UUID


@dataclass(frozen=True)
class ExaminationCompleted(ExaminationEvent):
    """The term has ended with a conclusion or a message of impossibility."""

    result: str


@dataclass(frozen=True)
class ExaminationDelivered(ExaminationEvent):
    """The result, or the returned materials, left for the appointing body."""


@dataclass(frozen=True)
class ExaminationClosed(ExaminationEvent):
    """Everything is done and accounted for."""


@dataclass(frozen=True)
class ReturnedWithoutExecution(ExaminationEvent):
    """The materials go back without a conclusion."""


@dataclass(frozen=True)
class ExaminationWithdrawn(ExaminationEvent):
    """The appointing body recalled its order."""


@dataclass(frozen=True)
class MethodUsed(ExaminationEvent):
    """A registered method was applied."""

    method_id: UUID


@dataclass(frozen=True)
class ObjectsAllocated(ExaminationEvent):
    """Objects of the order were counted to this examination."""


@dataclass(frozen=True)
class NoteWritten(ExaminationEvent):
    """The expert wrote or changed a working note."""

    note_id: UUID


@dataclass(frozen=True)
class TermAlertGiven(ExaminationEvent):
    """A share of the term has passed, or the last day to ask for an extension has come."""

    kind: str
    share: int
    due: date


@dataclass(frozen=True)
class CalendarCorrected(Event):
    """The running terms were counted again by another version of the calendar, or by their former one."""

    correction_id: UUID
    occurred_on: date


@dataclass(frozen=True)
class PetitionReminderGiven(ExaminationEvent):
    """A petition is without an answer on a day of reminding, on its last day, or on the working day after it."""

    petition_id: UUID
    kind: str
    day: int
    limit: date
