"""Writing: open a draft, write its parts, answer its questions."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors, gathering
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState, Outcome, Section
from saraptama.casework.conclusions.events import DraftOpened
from saraptama.casework.conclusions.models import AnswerCell, Conclusion, Signatory
from saraptama.casework.conclusions.policies import check_may_write, own_place
from saraptama.casework.conclusions.rights import DRAFT
from saraptama.casework.conclusions.rules import contradictions
from saraptama.casework.conclusions.services.acting import add_status, locked, note, tell
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.selectors import conclusion_part_of, examination_for, signers_of
from saraptama.casework.examinations.types import Signer
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TOKEN_LETTERS = 16


def draw_token() -> str:
    """80 random bits in letters that cannot be mistaken for each other, in fours: `7Q2M-XK4T-9RNB-PW3D`."""
    letters = "".join(secrets.choice(_CROCKFORD) for _ in range(_TOKEN_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, _TOKEN_LETTERS, 4))


@transaction.atomic
def open_draft(
    actor: ActorRef,
    *,
    examination_id: UUID,
    language: str,
    kind: ConclusionKind = ConclusionKind.CONCLUSION,
) -> Conclusion:
    """Begin to write. The experts assigned now become the signatories, the lead last; particulars come from before.

    A complex examination has one conclusion, under its leading part, signed by the experts of all parts (CPC art. 282).
    """
    actor.require(DRAFT)
    examination = examination_for(actor, conclusion_part_of(examination_id))
    if examination.current_state is not ExaminationState.IN_PRODUCTION:
        raise errors.NotInProduction(state=examination.get_state_display())
    signers = signers_of(examination.pk)
    if actor.id not in {signer.user_id for signer in signers} or actor.acting_for is not None:
        raise errors.NotYourConclusion
    earlier = Conclusion.objects.filter(examination=examination)
    if earlier.unsigned().exists():
        raise errors.ConclusionOpen
    conclusion = _new_conclusion(actor, examination, language=language, kind=kind, seq=earlier.count() + 1)
    signatories = _signatories(conclusion, signers)
    today = clock.today()
    status = add_status(actor, conclusion, "open", occurred_on=today)
    wrote = [conclusion, status, *signatories]
    note(actor, conclusion, "draft_opened", right=DRAFT, wrote=wrote, occurred_on=today, details={"kind": kind.value})
    tell(actor, DraftOpened, conclusion, occurred_on=today)
    return conclusion


def _new_conclusion(actor: ActorRef, examination: Any, *, language: str, kind: ConclusionKind, seq: int) -> Conclusion:
    """Numbered after the examination; a second one gets its ordinal behind a dash."""
    number = f"{examination.registration.text}/{examination.seq}"
    in_force = Conclusion.objects.filter(
        examination=examination, state__in=[ConclusionState.SEALED.value, ConclusionState.DELIVERED.value]
    )
    return Conclusion.objects.create(
        examination=examination,
        seq=seq,
        replaces=in_force.order_by("-seq").first(),
        kind=kind.value,
        language=language,
        state=ConclusionState.DRAFTING.value,
        number=number if seq == 1 else f"{number}-{seq}",
        qr_token=draw_token(),
        unit=examination.unit,
        region=examination.region,
        examination_type=examination.examination_type,
        confidentiality=examination.confidentiality,
        appointing_body_id=examination.order.appointing_body_id,
        created_by=actor.id,
        created_at=clock.now(),
    )


def _signatories(conclusion: Conclusion, signers: Sequence[Signer]) -> list[Signatory]:
    """One place for each person, also for one who has two parts of a complex examination."""
    in_order = list({signer.user_id: signer for signer in signers}.values())
    return [
        Signatory.objects.create(
            conclusion=conclusion,
            place=place,
            user_id=signer.user_id,
            is_lead=signer.is_lead or len(in_order) == 1,
            **_particulars_from_before(signer.user_id),
        )
        for place, signer in enumerate(sorted(in_order, key=lambda signer: signer.is_lead), 1)
    ]


def _particulars_from_before(user_id: UUID) -> dict[str, str]:
    """Education, degree and licence as the expert stated them last."""
    last = Signatory.objects.filter(user_id=user_id).order_by("-id").values("education", "degree", "licence").first()
    return {key: str(value) for key, value in last.items()} if last else {}


@transaction.atomic
def write_section(actor: ActorRef, *, conclusion_id: UUID, section: str, text: str) -> Conclusion:
    """Write a part by hand. Writing what already stands there changes nothing and is not recorded."""
    conclusion = _writable(actor, conclusion_id)
    if section not in set(Section):
        raise errors.SectionUnknown(section=section)
    if conclusion.section(Section(section)) != text:
        setattr(conclusion, section, text)
        conclusion.save(update_fields=[section])
        note(actor, conclusion, "section_written", right=DRAFT, wrote=[conclusion], details={"section": section})
    return conclusion


@transaction.atomic
def list_attachments(actor: ActorRef, *, conclusion_id: UUID, attachments: Sequence[str]) -> Conclusion:
    """Name what is attached, in order."""
    conclusion = _writable(actor, conclusion_id)
    conclusion.attachments = [line.strip() for line in attachments if line.strip()]
    conclusion.save(update_fields=["attachments"])
    note(actor, conclusion, "attachments_listed", right=DRAFT, wrote=[conclusion])
    return conclusion


@transaction.atomic
def state_reason_of_impossibility(actor: ActorRef, *, conclusion_id: UUID, reason: str) -> Conclusion:
    """Make the document a message that no conclusion can be given, on a listed reason (CPC art. 284).

    An empty reason makes it a conclusion again. The motivation is written in the research part.
    """
    conclusion = _writable(actor, conclusion_id)
    if reason:
        reference.term(Dictionary.IMPOSSIBILITY_REASON, reason, on=clock.today())
    conclusion.kind = (ConclusionKind.IMPOSSIBLE if reason else ConclusionKind.CONCLUSION).value
    conclusion.impossibility_reason = reason
    conclusion.save(update_fields=["kind", "impossibility_reason"])
    note(actor, conclusion, "impossibility_stated", right=DRAFT, wrote=[conclusion], details={"reason": reason})
    return conclusion


@transaction.atomic
def state_particulars(
    actor: ActorRef, *, conclusion_id: UUID, education: str, degree: str = "", licence: str = ""
) -> Signatory:
    """State one's own education, degree and licence; the next draft begins with them."""
    conclusion = _writable(actor, conclusion_id)
    own = own_place(actor, conclusion)
    own.education, own.degree, own.licence = education, degree, licence
    own.save(update_fields=["education", "degree", "licence"])
    note(actor, conclusion, "particulars_stated", right=DRAFT, wrote=[own])
    return own


@transaction.atomic
def answer_question(
    actor: ActorRef,
    *,
    conclusion_id: UUID,
    question_id: UUID,
    outcome: str,
    text: str,
    first_object: int | None = None,
    last_object: int | None = None,
    signatories: Sequence[UUID] = (),
) -> AnswerCell:
    """Answer a question for a range of objects (or as a whole) in the name of some experts (or all).

    Answering the same cell again changes the answer; an answer that overlaps another one is refused.
    """
    conclusion = _writable(actor, conclusion_id)
    reference.term(Dictionary.ANSWER_OUTCOME, outcome, on=clock.today())
    if not text.strip():
        raise errors.AnswerTextNeeded(field="text")
    last = last_object if last_object is not None else first_object
    cell = _cell(conclusion, question_id, first_object, last, _group(conclusion, signatories))
    cell.outcome, cell.text = Outcome(outcome).value, text.strip()
    cell.written_by, cell.changed_at = actor.id, clock.now()
    _refuse_contradiction(conclusion, cell)
    cell.save()
    details = {"question": cell.question_number, "outcome": cell.outcome}
    note(actor, conclusion, "question_answered", right=DRAFT, wrote=[cell], details=details)
    return cell


def _cell(
    conclusion: Conclusion, question_id: UUID, first: int | None, last: int | None, group: list[UUID]
) -> AnswerCell:
    """The cell that stands, or a new one."""
    asked = {question["id"]: question["number"] for question in gathering.questions(conclusion)}
    if question_id not in asked:
        raise errors.QuestionUnknown(field="question")
    if first is not None:
        known = len(gathering.objects(conclusion))
        if not 1 <= first <= (last or 0) <= known:
            raise errors.ObjectUnknown(field="objects", last=known)
    where = {"question_id": question_id, "first_object": first, "last_object": last, "signatories": group}
    found = conclusion.answers.filter(removed=False, **where).first()
    return found or AnswerCell(conclusion=conclusion, question_number=asked[question_id], **where)


def _group(conclusion: Conclusion, signatories: Sequence[UUID]) -> list[UUID]:
    """The experts who answer, sorted; all of them are written as none."""
    known = set(conclusion.signatories.values_list("user_id", flat=True))
    if not set(signatories) <= known:
        raise errors.GroupUnknown(field="signatories")
    return [] if set(signatories) == known else sorted(set(signatories))


def _refuse_contradiction(conclusion: Conclusion, cell: AnswerCell) -> None:
    others = conclusion.answers.filter(removed=False, question_id=cell.question_id).exclude(pk=cell.pk)
    cells = [cell.as_cell, *(other.as_cell for other in others)]
    if any(cells[0] in pair for pair in contradictions(cells)):
        raise errors.AnswerContradicts(field="objects", question=cell.question_number)


@transaction.atomic
def remove_answer(actor: ActorRef, *, conclusion_id: UUID, answer_id: UUID) -> AnswerCell:
    """Take an answer back; the row stays."""
    conclusion = _writable(actor, conclusion_id)
    cell = conclusion.answers.filter(pk=answer_id, removed=False).first()
    if cell is None:
        raise NotVisible
    cell.removed = True
    cell.save(update_fields=["removed"])
    note(actor, conclusion, "answer_removed", right=DRAFT, wrote=[cell], details={"question": cell.question_number})
    return cell


def draft_for_writing(actor: ActorRef, *, conclusion_id: UUID) -> Conclusion:
    """The draft, held until the transaction ends: for a save of several parts that compares before it writes."""
    return _writable(actor, conclusion_id)


def _writable(actor: ActorRef, conclusion_id: UUID) -> Conclusion:
    conclusion = locked(actor, conclusion_id)
    check_may_write(actor, conclusion)
    return conclusion
