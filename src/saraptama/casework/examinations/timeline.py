"""The life line of an examination, from rows of history that are never changed."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.utils import formats

from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind
from saraptama.casework.examinations.labels import act_label, label_of
from saraptama.casework.examinations.models import Examination, PetitionAnswer
from saraptama.casework.examinations.types import TimelineEntry


def timeline(examination: Examination) -> list[TimelineEntry]:
    """Everything that happened, by legal day and then by moment of entry."""
    entries = [
        *_states(examination),
        *_petitions(examination),
        *_answers(examination),
        *_methods(examination),
        *_calendar_changes(examination),
    ]
    return sorted(entries, key=attrgetter("occurred_on", "recorded_at"))


def _states(examination: Examination) -> Iterator[TimelineEntry]:
    for row in examination.statuses.all():
        yield TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act=row.act,
            says=act_label(row.act),
            actor_id=row.actor_id,
            ground=row.ground,
            state=row.to_state,
            document_id=row.document_id,
        )


def _petitions(examination: Examination) -> Iterator[TimelineEntry]:
    for row in examination.petitions.all():
        yield TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act="send_petition",
            says=f"{act_label('send_petition')}: {label_of(PetitionKind(row.kind))}",
            actor_id=row.actor_id,
            ground=row.subject,
            document_id=row.document_id,
        )


def _answers(examination: Examination) -> Iterator[TimelineEntry]:
    for row in PetitionAnswer.objects.filter(petition__examination=examination):
        yield TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act="answer_petition",
            says=f"{act_label('answer_petition')}: {label_of(PetitionDecision(row.decision))}",
            actor_id=row.actor_id,
            ground=row.number,
            document_id=row.document_id,
        )


def _methods(examination: Examination) -> Iterator[TimelineEntry]:
    for row in examination.methods.all():
        yield TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act="use_method",
            says=act_label("use_method"),
            actor_id=row.actor_id,
            ground=row.method_version,
        )


def _calendar_changes(examination: Examination) -> Iterator[TimelineEntry]:
    for row in examination.calendar_changes.select_related("correction"):
        yield TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act="calendar_version_changed",
            says=f"{act_label('calendar_version_changed')}: {_day(row.old_due_on)} → {_day(row.new_due_on)}",
            actor_id=row.correction.actor_id,
            ground=row.correction.ground,
        )


def _day(day: date | None) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT") if day else "…"
