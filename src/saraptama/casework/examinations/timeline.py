"""The life line of an examination, from rows of history that are never changed."""

from collections.abc import Iterator
from operator import attrgetter

from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind
from saraptama.casework.examinations.labels import act_label, label_of
from saraptama.casework.examinations.models import Examination, PetitionAnswer
from saraptama.casework.examinations.types import TimelineEntry


def timeline(examination: Examination) -> list[TimelineEntry]:
    """Everything that happened, by legal day and then by moment of entry."""
    entries = [*_states(examination), *_petitions(examination), *_answers(examination), *_methods(examination)]
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
