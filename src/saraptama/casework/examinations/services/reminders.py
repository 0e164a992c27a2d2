"""Reminders of petitions that nobody answers. The job only asks the rules about the petitions that still wait."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from saraptama.casework.examinations.dated_facts import calendar_of, facts_of, norms_of
from saraptama.casework.examinations.enums import ExaminationState, ReminderKind
from saraptama.casework.examinations.events import PetitionReminderGiven
from saraptama.casework.examinations.models import Examination, Petition, PetitionReminder
from saraptama.casework.examinations.rules.reminders import Reminder, reminder_days_of, reminders_due
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef


def remind_of_petitions(actor: ActorRef = SYSTEM) -> int:
    """Give every reminder whose day has come, each once and as one act; returns how many."""
    with reference.held():
        today = clock.today()
        return sum(_remind(actor, examination_id, today) for examination_id in _with_silent_petitions())


def _with_silent_petitions() -> list[UUID]:
    """Suspended examinations with a petition without an answer on which no decision was called for yet."""
    called = PetitionReminder.objects.filter(petition=OuterRef("pk"), kind=ReminderKind.DECISION.value)
    silent = Petition.objects.filter(answer__isnull=True, suspends=True, suspension__resumption__isnull=True)
    suspended = silent.filter(~Exists(called), examination__state=ExaminationState.SUSPENDED.value)
    return list(suspended.order_by("examination_id").values_list("examination_id", flat=True).distinct())


@transaction.atomic
def _remind(actor: ActorRef, examination_id: UUID, today: date) -> int:
    examination = Examination.objects.locked(examination_id)
    norms = norms_of(examination)
    when = reminder_days_of(norms.version, reference.norms(norms.version).values)
    due = reminders_due(facts_of(examination), norms, calendar_of(examination), when, today)
    return sum(_give(actor, examination, reminder, today) for reminder in due)


def _give(actor: ActorRef, examination: Examination, reminder: Reminder, today: date) -> bool:
    petition = examination.petitions.get(suspension=UUID(reminder.suspension))
    row = PetitionReminder(petition=petition, kind=reminder.kind.value, day=reminder.day)
    row.limit_on, row.occurred_on = reminder.limit, today
    if petition.reminders.filter(kind=row.kind, day=row.day).exists():
        return False
    row.save(force_insert=True)
    record(
        actor,
        act="examinations.remind_of_petition",
        subject=examination,
        occurred_on=today,
        wrote=[row],
        details={"petition": petition.seq, "kind": row.kind, "day": row.day, "limit": row.limit_on.isoformat()},
    )
    publish(
        actor,
        PetitionReminderGiven(
            examination.id,
            examination.order_id,
            today,
            petition_id=petition.id,
            kind=row.kind,
            day=row.day,
            limit=row.limit_on,
        ),
    )
    return True
