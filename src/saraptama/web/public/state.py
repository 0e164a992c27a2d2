"""Whether the service works, as anybody may know it: no names, no numbers of cases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateEvent

from saraptama.foundation.audit.selectors import latest_checkpoint, pending_count
from saraptama.kernel import clock
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.tones import Tone

MERGE_ALARM = timedelta(seconds=30)
"""From this delay on, an act without a place in the log is a matter for the operator (design: alarm at 30 s)."""

JOBS_ALARM = timedelta(minutes=15)
"""Undelivered things appear on a screen within 15 minutes (features.md F5)."""


@dataclass(frozen=True)
class Part:
    """One part of the service and how it is."""

    name: str | Promise
    says: str | Promise
    chip: Chip


def _chip(works: bool) -> Chip:
    return Chip(_("works"), Tone.DONE) if works else Chip(_("disturbed"), Tone.ATTENTION)


def parts() -> list[Part]:
    """Every part, the database first: without it the others cannot be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return [Part(_("Registration and search"), _("Records cannot be read or written now."), _chip(False))]
    now = clock.now()
    return [
        Part(_("Registration and search"), _("Records can be read and written."), _chip(True)),
        _log(now),
        _background(now),
    ]


def _log(now: datetime) -> Part:
    """Acts get their place in the tamper-evident log within seconds."""
    name = _("Tamper-evident log")
    checkpoint = latest_checkpoint()
    waiting = pending_count()
    stands_still = waiting > 0 and (checkpoint is None or now - checkpoint.created_at > MERGE_ALARM)
    if stands_still:
        return Part(name, _("Acts are stored and wait for their place in the log."), _chip(False))
    return Part(name, _("Every act has its place in the log."), _chip(True))


def _background(now: datetime) -> Part:
    """Letters, seals and notices are made by workers; a job that waits long means that none runs."""
    name = _("Delivery and notifications")
    untouched = ProcrastinateEvent.objects.filter(type="deferred", job__status="todo", job__attempts=0)
    oldest = untouched.order_by("id").values_list("at", flat=True).first()
    if oldest and now - oldest > JOBS_ALARM:
        return Part(name, _("Sending is delayed. What was written is safe and will be sent."), _chip(False))
    return Part(name, _("Things are sent without delay."), _chip(True))
