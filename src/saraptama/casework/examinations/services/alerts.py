"""Alerts about terms. Nothing is counted at night: the cached dates say whom to look at, `rules.term` says the rest."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value

from saraptama.casework.examinations.dated_facts import calendar_of, facts_of, norms_of
from saraptama.casework.examinations.enums import AlertKind, PetitionKind
from saraptama.casework.examinations.events import TermAlertGiven
from saraptama.casework.examinations.models import Examination, TermAlert
from saraptama.casework.examinations.querysets import ExaminationQuerySet, any_of
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.rules.alerts import Alert, Told, alerts_due, shares_of
from saraptama.casework.examinations.types import Term
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef

LONGEST_ROW_OF_DAYS_OFF = 14
"""So many calendar days, and three for each working day, hold any lead time in working days."""


def give_alerts(actor: ActorRef = SYSTEM) -> int:
    """Give every alert whose day has come, each once; returns how many.

    Days on which nobody asked are made up for: an examination is told of the highest share that it has passed.
    """
    with reference.held():
        today = clock.today()
        waiting = list(_may_need_one(today).values_list("pk", flat=True))
        return sum(_give(actor, examination_id, today) for examination_id in waiting)


@transaction.atomic
def _give(actor: ActorRef, examination_id: UUID, today: date) -> int:
    """What is due for one examination, as one act."""
    examination = Examination.objects.locked(examination_id)
    alerts = _due(examination, today)
    if not alerts:
        return 0
    rows = [_row(examination, alert, today) for alert in alerts]
    for row in rows:
        row.save(force_insert=True)
        publish(
            actor,
            TermAlertGiven(examination.id, examination.order_id, today, kind=row.kind, share=row.share, due=row.due_on),
        )
    record(
        actor,
        act="examinations.give_alerts",
        subject=examination,
        occurred_on=today,
        wrote=rows,
        details={"alerts": [{"kind": row.kind, "share": row.share, "due": row.due_on.isoformat()} for row in rows]},
    )
    return len(rows)


def _row(examination: Examination, alert: Alert, today: date) -> TermAlert:
    return TermAlert(
        examination=examination,
        kind=alert.kind.value,
        share=alert.share,
        due_on=alert.due_on,
        occurred_on=today,
    )


def _due(examination: Examination, today: date) -> tuple[Alert, ...]:
    facts, norms, calendar = facts_of(examination), norms_of(examination), calendar_of(examination)

    def on(day: date) -> Term:
        return term(facts, norms, calendar, day)

    given = examination.alerts.all()
    told = [Told(AlertKind(a.kind), a.share, a.due_on, a.occurred_on, on(a.occurred_on).elapsed) for a in given]
    asked = examination.petitions.filter(kind=PetitionKind.EXTENSION.value, answer__isnull=True)
    shares = shares_of(norms.version, reference.norms(norms.version).values)
    return alerts_due(on(today), shares, told, extension_is_asked=asked.exists())


def _may_need_one(today: date) -> ExaminationQuerySet:
    """Unfinished examinations whose cached dates say that a share may have passed of which nobody was told.

    So many days as are left now are left of the whole term at most: suspensions only lengthen what the dates span.
    """
    versions = reference.all_norms()
    shares = sorted({share for one in versions for share in shares_of(one.version, one.values)})
    lead = max((Norms.from_values(one.version, one.values).ask_before_due for one in versions), default=0)
    left = ExpressionWrapper((F("due_on") - Value(today)) * Value(100), output_field=DurationField())
    needed = [_share_may_have_passed(share) for share in shares]
    last_looked_at = today + timedelta(days=lead * 3 + LONGEST_ROW_OF_DAYS_OFF)
    needed.append(Q(due_on__range=(today, last_looked_at)) & ~_given(AlertKind.EXTENSION, 0))
    return Examination.objects.unfinished().filter(t0__isnull=False).annotate(left=left).filter(any_of(needed))


def _share_may_have_passed(share: int) -> Q:
    most = ExpressionWrapper((F("due_on") - F("t0")) * Value(100 - share), output_field=DurationField())
    return Q(left__lte=most) & ~_given(AlertKind.SHARE, share)


def _given(kind: AlertKind, share: int) -> Q:
    about_this_date = TermAlert.objects.filter(examination=OuterRef("pk"), kind=kind.value, due_on=OuterRef("due_on"))
    return Q(Exists(about_this_date.filter(share__gte=share)))
