"""Step 6. The conclusion is written, agreed in form, signed by each expert, proven by the log, and sealed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState
from saraptama.casework.conclusions.events import (
    ConclusionRendered,
    ConclusionSigned,
    SignatureGiven,
    SignatureWithdrawn,
)
from saraptama.casework.conclusions.rights import VIEW as SEE_CONCLUSIONS
from saraptama.casework.examinations import services as examinations
from saraptama.casework.examinations.enums import Result
from saraptama.casework.examinations.events import DraftAgreed, DraftDisagreed, SubmittedForAgreement
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import jobs, ports
from saraptama.journey.people import about, tell
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

RESULT_OF = {ConclusionKind.CONCLUSION: Result.CONCLUSION, ConclusionKind.IMPOSSIBLE: Result.IMPOSSIBLE}


def open_draft(
    actor: ActorRef, *, examination_id: UUID, language: str, kind: ConclusionKind = ConclusionKind.CONCLUSION
) -> UUID:
    """Begin to write, or go on with the draft that is there."""
    current = conclusions.current_of_examination(actor, examination_id)
    if current is not None and current.current_state is ConclusionState.DRAFTING:
        return current.id
    return services.open_draft(actor, examination_id=examination_id, language=language, kind=kind).id


def write_section(actor: ActorRef, *, conclusion_id: UUID, section: str, text: str) -> None:
    """Write one of the parts that come from the expert's hand."""
    services.write_section(actor, conclusion_id=conclusion_id, section=section, text=text)


def answer_question(
    actor: ActorRef, *, conclusion_id: UUID, question_id: UUID, outcome: str, text: str,
    signatories: Sequence[UUID] = (),
) -> None:  # fmt: skip
    """Answer a question with its outcome."""
    services.answer_question(
        actor,
        conclusion_id=conclusion_id,
        question_id=question_id,
        outcome=outcome,
        text=text,
        signatories=signatories,
    )


def state_particulars(
    actor: ActorRef, *, conclusion_id: UUID, education: str, degree: str = "", licence: str = ""
) -> None:
    """The expert's own particulars, as the document must name them (education, degree, licence)."""
    services.state_particulars(actor, conclusion_id=conclusion_id, education=education, degree=degree, licence=licence)


def submit(actor: ActorRef, *, conclusion_id: UUID, approver_ids: Sequence[UUID] = ()) -> None:
    """Lay the complete draft before the heads. They check its form and cannot change a word (art. 8)."""
    with transaction.atomic():
        draft = services.submit_draft(actor, conclusion_id=conclusion_id)
        examinations.submit_for_agreement(
            actor, examination_id=draft.examination_id, approver_ids=approver_ids, occurred_on=clock.today()
        )


def agree(actor: ActorRef, *, examination_id: UUID, remarks: str = "") -> None:
    """Agree to the form; after the last head revision 1 can be made."""
    with transaction.atomic():
        examinations.agree(actor, examination_id=examination_id, remarks=remarks, occurred_on=clock.today())
        services.follow_agreement(actor, examination_id=examination_id)


def disagree(actor: ActorRef, *, examination_id: UUID, comment: str) -> None:
    """Send the draft back to its author with a comment."""
    with transaction.atomic():
        examinations.disagree(actor, examination_id=examination_id, comment=comment, occurred_on=clock.today())
        services.follow_agreement(actor, examination_id=examination_id)


def render(actor: ActorRef, *, conclusion_id: UUID) -> None:
    """Make revision 1: the bytes that the experts sign."""
    services.render_revision_1(actor, conclusion_id=conclusion_id)


def sign(actor: ActorRef, *, conclusion_id: UUID, cms: bytes) -> None:
    """Take an expert's signature over revision 1. With the last one the examination is completed (T_finish)."""
    with transaction.atomic():
        services.sign(actor, conclusion_id=conclusion_id, cms=cms)
        signed = conclusions.conclusion_for(actor, conclusion_id)
        if signed.current_state is ConclusionState.SIGNED:
            examinations.complete(
                actor,
                examination_id=signed.examination_id,
                result=RESULT_OF[ConclusionKind(signed.kind)],
                reason=reference.label("impossibility_reason", signed.impossibility_reason, signed.language)
                if signed.impossibility_reason
                else "",
                occurred_on=clock.today(),
            )


def sign_with_development_key(actor: ActorRef, *, conclusion_id: UUID) -> None:
    """Sign with the throw-away key that the demo keeps for its cast. Outside the demo no such signer is bound."""
    content = services.revision_1_for_signing(actor, conclusion_id)
    sign(actor, conclusion_id=conclusion_id, cms=ports.development_signer.get()(actor.id, content))


def sign_dissent_with_development_key(actor: ActorRef, *, conclusion_id: UUID) -> None:
    """Sign one's own dissenting opinion with the demo's throw-away key."""
    content = services.dissent_for_signing(actor, conclusion_id)
    services.sign_dissent(actor, conclusion_id=conclusion_id, cms=ports.development_signer.get()(actor.id, content))


def on_submitted_for_agreement(event: SubmittedForAgreement) -> None:
    """The next head is told."""
    _tell_approver(event.next_approver_id, event.examination_id)


def on_draft_agreed(event: DraftAgreed) -> None:
    """The next head, or the author, is told."""
    if event.approved:
        _tell_authors(event.examination_id, NotificationKind.AGREED)
    else:
        _tell_approver(event.next_approver_id, event.examination_id)


def on_draft_disagreed(event: DraftDisagreed) -> None:
    """The author is told."""
    _tell_authors(event.examination_id, NotificationKind.DISAGREED)


def on_conclusion_rendered(event: ConclusionRendered) -> None:
    """Who signs first is told."""
    _tell_signer(event.next_signer_id, event)


def on_signature_given(event: SignatureGiven) -> None:
    """Who signs next is told."""
    _tell_signer(event.next_signer_id, event)


def on_signature_withdrawn(event: SignatureWithdrawn) -> None:
    """The other signatories are told: the document waits again."""
    conclusion = conclusions.conclusion_for(service_actor(SEE_CONCLUSIONS), event.conclusion_id)
    others = [line.user_id for line in conclusions.signatories_of(conclusion) if line.user_id != event.signer_id]
    tell(
        others,
        kind=NotificationKind.SIGNATURE_WITHDRAWN,
        params=about(event.examination_id),
        link=("expert_sign", event.conclusion_id),
    )


def on_conclusion_signed(event: ConclusionSigned) -> None:
    """The proof and the seal follow as a job of their own, which tries again until log and time stamp are there."""
    jobs.seal.defer(conclusion_id=str(event.conclusion_id))


def _tell_signer(user_id: UUID, event: ConclusionRendered | SignatureGiven) -> None:
    tell(
        [user_id],
        kind=NotificationKind.TO_SIGN,
        params=about(event.examination_id),
        link=("expert_sign", event.conclusion_id),
    )


def _tell_approver(approver_id: UUID | None, examination_id: UUID) -> None:
    if approver_id is not None:
        tell(
            [approver_id],
            kind=NotificationKind.TO_AGREE,
            params=about(examination_id),
            link=("head_agreement", examination_id),
        )


def _tell_authors(examination_id: UUID, kind: NotificationKind) -> None:
    draft = conclusions.current_of_examination(service_actor(SEE_CONCLUSIONS), examination_id)
    if draft is not None:
        authors = [line.user_id for line in conclusions.signatories_of(draft)]
        tell(authors, kind=kind, params=about(examination_id), link=("examination", examination_id))
