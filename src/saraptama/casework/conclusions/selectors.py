"""Questions about conclusions. What crosses to other contexts is a frozen value; screens get visible querysets."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from saraptama.casework.conclusions import gathering, liability
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState, Outcome, PublicStatus, Section
from saraptama.casework.conclusions.labels import ACTS, choices_of, label_of
from saraptama.casework.conclusions.marks import Figure, mark
from saraptama.casework.conclusions.models import (
    AnswerCell,
    Conclusion,
    ConclusionStatus,
    EquipmentUse,
    Picture,
    ResearchTable,
    Signatory,
    SignatureRecord,
)
from saraptama.casework.conclusions.policies import name_of, next_to_sign
from saraptama.casework.conclusions.querysets import ConclusionQuerySet
from saraptama.casework.conclusions.rights import DRAFT, RECEIVE, VIEW
from saraptama.casework.conclusions.rules import Missing, count_outcomes, missing_elements, outcomes_by_question
from saraptama.casework.conclusions.types import AnsweredQuestion, ConclusionFacts, PublicAnswer, SigningTask
from saraptama.casework.examinations.selectors import ids_in_group
from saraptama.casework.examinations.types import TimelineEntry
from saraptama.foundation.audit.selectors import history_of
from saraptama.foundation.audit.types import Act
from saraptama.foundation.documents import pictures
from saraptama.foundation.documents.reading import FileReader
from saraptama.foundation.documents.services import open_file
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

__all__ = [
    "Figure",
    "Missing",
    "answered_questions",
    "answers_of",
    "asked_in",
    "awaiting_seal",
    "by_token",
    "choices_of",
    "conclusion_for",
    "current_of_examination",
    "equipment_of",
    "facts_of",
    "is_the_issued_file",
    "label_of",
    "last_writing",
    "liability_warning",
    "mark",
    "missing_elements",
    "next_signer_of",
    "objects_in",
    "of_examination",
    "open_final",
    "open_picture",
    "outcome_counts",
    "outcomes_of",
    "pictures_of",
    "signatories_of",
    "signing_task",
    "small_picture",
    "tables_of",
    "told_steps",
    "undelivered",
    "visible_conclusions",
    "withdrawn_signatures",
]

UNDELIVERED_AFTER = timedelta(minutes=15)
"""A sealed conclusion without a receipt stands on a screen after this time."""

_PUBLIC = {
    ConclusionState.SEALED: PublicStatus.VALID,
    ConclusionState.DELIVERED: PublicStatus.VALID,
    ConclusionState.REPLACED: PublicStatus.REPLACED,
    ConclusionState.WITHDRAWN: PublicStatus.WITHDRAWN,
}


def visible_conclusions(actor: ActorRef) -> ConclusionQuerySet:
    """The conclusions that the actor may know of, for list screens."""
    return Conclusion.objects.visible_to(actor).select_related("examination__registration", "unit", "appointing_body")


def conclusion_for(actor: ActorRef, conclusion_id: UUID) -> Conclusion:
    """One conclusion with what its page shows, or NotVisible."""
    found = visible_conclusions(actor).filter(pk=conclusion_id).first()
    if found is None:
        raise NotVisible
    return found


def of_examination(actor: ActorRef, examination_id: UUID) -> ConclusionQuerySet:
    """The conclusions of an examination, the latest first; of a part of a complex one those of the whole."""
    own = ids_in_group(examination_id)
    return visible_conclusions(actor).filter(examination_id__in=own).order_by("-seq")


def current_of_examination(actor: ActorRef, examination_id: UUID) -> Conclusion | None:
    """The conclusion that is being written or is in force."""
    return of_examination(actor, examination_id).exclude(state=ConclusionState.ABANDONED.value).first()


def objects_in(conclusion: Conclusion) -> list[dict[str, Any]]:
    """The objects by the numbers that they have in the document, and by which an answer names them."""
    return gathering.objects(conclusion)


def asked_in(conclusion: Conclusion) -> list[Any]:
    """The questions that the conclusion answers: of a complex examination those of all its parts."""
    return gathering.asked(conclusion)


def answers_of(conclusion: Conclusion) -> list[AnswerCell]:
    """The answers that stand, by question and object."""
    return list(conclusion.answers.filter(removed=False))


def answered_questions(conclusion: Conclusion) -> list[AnsweredQuestion]:
    """Question, methods, observations and answer of a conclusion, in one query (features A9)."""
    use = "conclusion__examination__methods"
    version = Cast(f"{use}__method_version", TextField())
    noted = Concat(Cast(f"{use}__method_id", TextField()), Value(" ", TextField()), version, output_field=TextField())
    rows = (
        conclusion.answers.filter(removed=False)
        .annotate(methods=ArrayAgg(noted, filter=Q(**{f"{use}__isnull": False}), distinct=True, default=[]))
        .order_by("question_number", F("first_object").asc(nulls_first=True), "id")
        .values_list("question_number", "question__text", "first_object", "last_object", "outcome", "text",
                     "conclusion__research", "methods")
    )  # fmt: skip
    return [AnsweredQuestion(*row[:-1], methods=tuple(row[-1])) for row in rows]


def signatories_of(conclusion: Conclusion) -> list[Signatory]:
    """Who signs, in order, each with the signature if it is there."""
    lines = conclusion.signatories.select_related("user", "dissent")
    return list(lines.prefetch_related("signatures__withdrawal").order_by("place"))


def next_signer_of(examination_id: UUID) -> UUID | None:
    """Whose signature the document of an examination waits for; None before it is made up and after the last one."""
    made_up = Conclusion.objects.in_states(ConclusionState.RENDERED)
    conclusion = made_up.filter(examination_id__in=ids_in_group(examination_id)).first()
    turn = next_to_sign(conclusion) if conclusion else None
    return turn.user_id if turn else None


def withdrawn_signatures(conclusion: Conclusion) -> list[SignatureRecord]:
    """Signatures that their experts took back, each with its ground, in the order of time."""
    given = SignatureRecord.objects.filter(signatory__conclusion=conclusion, withdrawal__isnull=False)
    return list(given.select_related("withdrawal", "signatory__user").order_by("withdrawal__recorded_at"))


def pictures_of(conclusion: Conclusion) -> list[Picture]:
    """The illustrations in their order."""
    return list(conclusion.pictures.filter(removed=False).select_related("file"))


def tables_of(conclusion: Conclusion) -> list[ResearchTable]:
    """The tables in their order."""
    return list(conclusion.tables.filter(removed=False))


def open_picture(actor: ActorRef, conclusion_id: UUID, picture_id: UUID) -> FileReader:
    """An illustration as it was given, for those who may see its conclusion. The reading is noted."""
    conclusion = conclusion_for(actor, conclusion_id)
    picture = conclusion.pictures.filter(pk=picture_id).first()
    if picture is None:
        raise NotVisible
    return open_file(actor, picture.file_id, checked=VIEW if actor.may(VIEW) else DRAFT)


def small_picture(actor: ActorRef, conclusion_id: UUID, picture_id: UUID) -> bytes:
    """The same illustration small, as PNG."""
    reader = open_picture(actor, conclusion_id, picture_id)
    return pictures.small_picture(reader.read(), reader.name)


def equipment_of(examination: Any) -> list[EquipmentUse]:
    """The devices that were used."""
    return list(EquipmentUse.objects.filter(examination_id=examination.pk, removed=False).order_by("recorded_at"))


def last_writing(conclusion: Conclusion, part: str) -> Act | None:
    """The act that wrote a part last; None when nobody has."""
    acts = (act for act in reversed(history_of(conclusion)) if _wrote(act, part))
    return next(acts, None)


def _wrote(act: Act, part: str) -> bool:
    if part in set(Section):
        return bool(act.details.get("section") == part)
    return act.act == {"attachments": "conclusions.attachments_listed"}.get(part, "conclusions.impossibility_stated")


def signing_task(actor: ActorRef, conclusion_id: UUID) -> SigningTask:
    """What the expert's signing program needs to know; NotVisible while there is nothing to sign."""
    conclusion = conclusion_for(actor, conclusion_id)
    if conclusion.revision_1 is None:
        raise NotVisible
    turn = next_to_sign(conclusion)
    return SigningTask(
        conclusion_id=conclusion.id,
        revision_1_file_id=conclusion.revision_1.id,
        revision_1_sha256=conclusion.revision_1_sha256,
        size=conclusion.revision_1.size,
        my_turn=turn is not None and turn.user_id == actor.id,
        waits_for=name_of(turn.user_id) if turn else "",
    )


def awaiting_seal(actor: ActorRef) -> ConclusionQuerySet:
    """Signed and not yet sealed: the screen of what hangs, the oldest first."""
    return visible_conclusions(actor).awaiting_seal().order_by("created_at")


def open_final(actor: ActorRef, conclusion_id: UUID) -> FileReader:
    """The sealed file, for the institute's people and for the body that ordered it. The reading is noted."""
    conclusion = conclusion_for(actor, conclusion_id)
    if conclusion.final_id is None:
        raise NotVisible
    return open_file(actor, conclusion.final_id, checked=RECEIVE if actor.body_id else VIEW)


def told_steps(actor: ActorRef, examination_id: UUID) -> list[TimelineEntry]:
    """What happened to the conclusions of an examination, for its history; only of those that the actor may see."""
    rows = ConclusionStatus.objects.filter(
        conclusion__in=of_examination(actor, examination_id).order_by().values("pk"), act__in=list(ACTS)
    )
    return [
        TimelineEntry(
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            act=row.act,
            says=str(ACTS[row.act]),
            actor_id=row.actor_id,
            ground=row.ground,
        )
        for row in rows.order_by("recorded_at", "seq")
    ]


def outcomes_of(conclusion: Conclusion) -> dict[int, Outcome | None]:
    """Exactly one outcome for each question put, as the journals count them; None while it has no answer."""
    asked = [question.number for question in gathering.asked(conclusion)]
    if conclusion.kind == ConclusionKind.IMPOSSIBLE.value:
        return dict.fromkeys(asked, Outcome.UNDECIDED)
    lead = conclusion.signatories.get(is_lead=True).user_id
    return outcomes_by_question(asked, [cell.as_cell for cell in answers_of(conclusion)], lead)


def outcome_counts(conclusion: Conclusion) -> dict[Outcome, int]:
    """How many questions ended in each outcome; of a signed conclusion they add up to the number of questions (F4)."""
    return count_outcomes(outcomes_of(conclusion))


def undelivered(actor: ActorRef) -> ConclusionQuerySet:
    """Sealed and without a receipt for longer than a quarter of an hour: the screen of what hangs, the oldest first.

    Whether it could not be sent at all or nobody has fetched it: somebody has to look (features F5).
    """
    late = clock.now() - UNDELIVERED_AFTER
    waiting = visible_conclusions(actor).in_states(ConclusionState.SEALED).filter(sealed_at__lte=late)
    return waiting.select_related("appointing_body", "examination__registration").order_by("sealed_at")


def facts_of(conclusion_id: UUID) -> ConclusionFacts | None:
    """A conclusion as other contexts know it; who may see it, the asking context has decided."""
    row = Conclusion.objects.select_related("examination").filter(pk=conclusion_id).first()
    return _facts(row) if row else None


def by_token(token: str) -> PublicAnswer:
    """What the page behind a QR code says to anybody: the status, and the date of what is or was in force.

    Drafts and unknown codes get the same answer.
    """
    row = Conclusion.objects.filter(qr_token=_tidy(token)).values_list("state", "dated").first()
    status = _PUBLIC.get(ConclusionState(row[0])) if row else None
    if row is None or status is None:
        return PublicAnswer(PublicStatus.UNKNOWN)
    return PublicAnswer(status, row[1])


def is_the_issued_file(token: str, sha256: str) -> bool:
    """Whether a file is, byte for byte, what was issued under this code."""
    return bool(sha256) and Conclusion.objects.filter(qr_token=_tidy(token), final_sha256=sha256).exists()


def _tidy(token: str) -> str:
    """A code as somebody types it: any case, with or without hyphens, O for 0 and I or L for 1 (Crockford)."""
    letters = "".join(letter for letter in token.upper() if letter.isalnum()).translate(str.maketrans("OIL", "011"))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))[:19]


def liability_warning(case_category: str, language: str) -> tuple[str, str]:
    """The warning shown to an expert who accepts today: its version, which is recorded, and its words."""
    version = liability.latest_version()
    return version, liability.text(version, case_category, language)


def _facts(row: Conclusion) -> ConclusionFacts:
    return ConclusionFacts(
        id=row.id,
        examination_id=row.examination_id,
        order_id=row.examination.order_id,
        seq=row.seq,
        kind=ConclusionKind(row.kind),
        state=row.current_state,
        number=row.number,
        language=row.language,
        dated=row.dated,
        final_file_id=row.final_id,
        final_sha256=row.final_sha256,
        revision_1_sha256=row.revision_1_sha256,
        sealed_at=row.sealed_at,
    )
