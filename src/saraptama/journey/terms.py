"""Who is told how a term passes: the experts, the head, the clerk (features D5)."""

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import AlertKind
from saraptama.casework.examinations.events import TermAlertGiven
from saraptama.casework.examinations.rights import VIEW
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import about, tell
from saraptama.journey.service_actor import service_actor

WHOLE = 100


def on_term_alert_given(event: TermAlertGiven) -> None:
    """The assigned experts, the heads of the unit and the clerks of the institute are told, each once."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    path = reference.unit(examination.unit_id).path
    told = [part.user_id for part in examination.assignments.filter(ended_on__isnull=True) if part.user_id]
    for role in (RoleCode.HEAD, RoleCode.CLERK):
        told += [person.id for person in people_with_role(role, path)]
    tell(
        told,
        kind=_kind_of(event),
        params={**about(event.examination_id), "share": event.share, "due": event.due.isoformat()},
        link=("examination", event.examination_id),
    )


def _kind_of(event: TermAlertGiven) -> NotificationKind:
    if event.kind == AlertKind.EXTENSION:
        return NotificationKind.ASK_EXTENSION
    return NotificationKind.TERM_ENDS if event.share >= WHOLE else NotificationKind.TERM_PASSES
