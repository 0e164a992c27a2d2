"""The tone of each status, once for all desks. `{% status member %}` draws it."""

from enum import StrEnum
from types import ModuleType

from django.db.models import Choices

from saraptama.casework.conclusions import labels as conclusions
from saraptama.casework.conclusions.enums import ConclusionState, PublicStatus
from saraptama.casework.custody import labels as custody
from saraptama.casework.custody.enums import CustodyState, HandOverState, ReturnState, SealState
from saraptama.casework.examinations import labels as examinations
from saraptama.casework.examinations.enums import ExaminationState, TermState
from saraptama.casework.intake import labels as intake
from saraptama.casework.intake.enums import OrderState, SignatureStatus
from saraptama.foundation.messaging.enums import DispatchState
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.tones import Tone

_LABELS: tuple[ModuleType, ...] = (intake, custody, examinations, conclusions)

TONES: dict[type[StrEnum] | type[Choices], dict[str, Tone]] = {
    OrderState: {
        OrderState.RECEIVED: Tone.WAITING,
        OrderState.CHECKED: Tone.WORK,
        OrderState.DEFICIENT: Tone.ATTENTION,
        OrderState.REGISTERED: Tone.WORK,
        OrderState.RETURNED: Tone.OVERDUE,
        OrderState.WITHDRAWN: Tone.OVERDUE,
        OrderState.CLOSED: Tone.DONE,
    },
    SignatureStatus: {
        SignatureStatus.VERIFIED: Tone.DONE,
        SignatureStatus.PAPER_SCAN: Tone.WAITING,
        SignatureStatus.UNCHECKED: Tone.WAITING,
        SignatureStatus.INVALID: Tone.OVERDUE,
        SignatureStatus.ABSENT: Tone.ATTENTION,
    },
    ExaminationState: {
        ExaminationState.REGISTERED: Tone.WAITING,
        ExaminationState.AWAITING_OBJECTS: Tone.WAITING,
        ExaminationState.ACCEPTED: Tone.WORK,
        ExaminationState.ASSIGNED: Tone.WORK,
        ExaminationState.IN_PRODUCTION: Tone.WORK,
        ExaminationState.SUSPENDED: Tone.ATTENTION,
        ExaminationState.AWAITING_APPROVAL: Tone.WORK,
        ExaminationState.APPROVED: Tone.WORK,
        ExaminationState.COMPLETED: Tone.DONE,
        ExaminationState.DELIVERED: Tone.DONE,
        ExaminationState.CLOSED: Tone.DONE,
        ExaminationState.RETURNED: Tone.OVERDUE,
        ExaminationState.WITHDRAWN: Tone.OVERDUE,
    },
    TermState: {
        TermState.WAITING: Tone.WAITING,
        TermState.RUNNING: Tone.WORK,
        TermState.SUSPENDED: Tone.ATTENTION,
        TermState.OVERDUE: Tone.OVERDUE,
        TermState.STOPPED: Tone.DONE,
    },
    ConclusionState: {
        ConclusionState.DRAFTING: Tone.WORK,
        ConclusionState.SUBMITTED: Tone.WORK,
        ConclusionState.AGREED: Tone.WORK,
        ConclusionState.RENDERED: Tone.WORK,
        ConclusionState.SIGNED: Tone.DONE,
        ConclusionState.LOGGED: Tone.DONE,
        ConclusionState.SEALED: Tone.DONE,
        ConclusionState.DELIVERED: Tone.DONE,
        ConclusionState.REPLACED: Tone.ATTENTION,
        ConclusionState.WITHDRAWN: Tone.OVERDUE,
        ConclusionState.ABANDONED: Tone.OVERDUE,
    },
    PublicStatus: {
        PublicStatus.VALID: Tone.DONE,
        PublicStatus.REPLACED: Tone.ATTENTION,
        PublicStatus.WITHDRAWN: Tone.OVERDUE,
        PublicStatus.UNKNOWN: Tone.WAITING,
    },
    CustodyState: {
        CustodyState.ACCEPTED: Tone.WAITING,
        CustodyState.STORED: Tone.WAITING,
        CustodyState.HELD: Tone.WORK,
        CustodyState.IN_TRANSIT: Tone.ATTENTION,
        CustodyState.RETURNED: Tone.DONE,
        CustodyState.CONSUMED: Tone.DONE,
        CustodyState.DIVIDED: Tone.DONE,
        CustodyState.DESTROYED: Tone.DONE,
        CustodyState.LOST: Tone.OVERDUE,
    },
    SealState: {
        SealState.INTACT: Tone.DONE,
        SealState.BROKEN: Tone.OVERDUE,
        SealState.DIFFERS: Tone.OVERDUE,
        SealState.NONE: Tone.ATTENTION,
    },
    HandOverState: {
        HandOverState.OFFERED: Tone.WAITING,
        HandOverState.CONFIRMED: Tone.DONE,
        HandOverState.DECLINED: Tone.OVERDUE,
        HandOverState.EXPIRED: Tone.OVERDUE,
    },
    ReturnState: {
        ReturnState.OFFERED: Tone.WAITING,
        ReturnState.SENT: Tone.ATTENTION,
        ReturnState.CONFIRMED: Tone.DONE,
        ReturnState.CANCELLED: Tone.OVERDUE,
    },
    DispatchState: {
        DispatchState.SENT: Tone.WAITING,
        DispatchState.RECEIVED: Tone.DONE,
    },
}


def label_of(member: StrEnum | Choices) -> str:
    """The word of a status, from the context that owns it."""
    if isinstance(member, Choices):
        return str(member.label)
    owner = next(labels for labels in _LABELS if type(member) in labels.LABELS)
    return str(owner.label_of(member))


def status_of(member: StrEnum | Choices, *, large: bool = False) -> Chip:
    """The chip of a status. A status without a tone is a KeyError: give it one here."""
    return Chip(label_of(member), TONES[type(member)][str(member.value)], large=large)
