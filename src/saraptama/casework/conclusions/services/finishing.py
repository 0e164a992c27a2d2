"""From the draft to the signed document: submit, agree, render revision 1, sign it."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors, ports
from saraptama.casework.conclusions.docx_draft import docx_of
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.events import (
    ConclusionRendered,
    ConclusionSigned,
    DraftSubmitted,
    SignatureGiven,
    SignatureWithdrawn,
)
from saraptama.casework.conclusions.labels import label_of
from saraptama.casework.conclusions.models import Conclusion, Signatory, SignatureRecord, SignatureWithdrawal
from saraptama.casework.conclusions.papers import pdf_of, pictures_of
from saraptama.casework.conclusions.policies import (
    check_may_sign,
    check_may_write,
    check_nobody_signed,
    check_own_dissent,
    check_state,
    next_to_sign,
    own_place,
)
from saraptama.casework.conclusions.record import record_of
from saraptama.casework.conclusions.rights import DRAFT, SIGN, VIEW
from saraptama.casework.conclusions.rules import Missing, missing_elements
from saraptama.casework.conclusions.services.acting import locked, note, step, tell
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.foundation.documents.kinds import CMS, PDF, FileKind
from saraptama.foundation.documents.services import open_file, read_for_system, store
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.canonical import canonical_json
from saraptama.kernel.errors import NotVisible
from saraptama.proof.cms import Signer
from saraptama.proof.log_proof import CMS_PREFIX, REVISION_1


def preview_pdf(actor: ActorRef, conclusion_id: UUID) -> bytes:
    """The document as it would be today, marked as a draft. Nothing is stored."""
    conclusion = Conclusion.objects.visible_to(actor).filter(pk=conclusion_id).first()
    if conclusion is None:
        raise NotVisible
    return pdf_of(record_of(conclusion, dated=clock.today(), draft=True), pictures_of(conclusion))


def draft_docx(actor: ActorRef, conclusion_id: UUID) -> bytes:
    """The same draft as DOCX, to be read and marked up elsewhere. Nothing is stored."""
    conclusion = Conclusion.objects.visible_to(actor).filter(pk=conclusion_id).first()
    if conclusion is None:
        raise NotVisible
    return docx_of(record_of(conclusion, dated=clock.today(), draft=True), pictures_of(conclusion))


def what_is_missing(actor: ActorRef, conclusion_id: UUID) -> tuple[Missing, ...]:
    """What the law demands and the draft lacks (features F8): shown while one writes."""
    conclusion = Conclusion.objects.visible_to(actor).filter(pk=conclusion_id).first()
    if conclusion is None:
        raise NotVisible
    return missing_elements(record_of(conclusion, dated=clock.today(), draft=True))


def _refuse_incomplete(record: dict[str, Any]) -> None:
    missing = missing_elements(record)
    if missing:
        named = "; ".join(f"{label_of(lack.element)} {lack.where}".strip() for lack in missing)
        raise errors.ElementsMissing(missing=named, elements=missing)


@transaction.atomic
def submit_draft(actor: ActorRef, *, conclusion_id: UUID) -> Conclusion:
    """Hand the complete draft in: from now on nobody writes. The examination goes to its heads in the same step."""
    conclusion = locked(actor, conclusion_id)
    check_may_write(actor, conclusion)
    today = clock.today()
    _refuse_incomplete(record_of(conclusion, dated=today, draft=True))
    conclusion.dated = None
    status = step(actor, conclusion, "submit", occurred_on=today)
    conclusion.save(update_fields=["state"])
    note(actor, conclusion, "draft_submitted", right=DRAFT, wrote=[conclusion, status], occurred_on=today)
    tell(actor, DraftSubmitted, conclusion, occurred_on=today)
    return conclusion


@transaction.atomic
def follow_agreement(actor: ActorRef, *, examination_id: UUID) -> Conclusion | None:
    """Follow what the heads decided on the examination's draft: agreed, or back to the expert.

    The decision itself is an act of the examination (a head agrees to the form, never to findings); this only reads
    its state, so nobody can agree here. None when there is nothing to follow.
    """
    found = Conclusion.objects.in_states(ConclusionState.SUBMITTED).filter(examination_id=examination_id).first()
    if found is None:
        return None
    conclusion = Conclusion.objects.locked(found.pk)
    decided = {ExaminationState.APPROVED: "agree", ExaminationState.IN_PRODUCTION: "return_draft"}
    act = decided.get(conclusion.examination.current_state)
    if act is None or conclusion.current_state is not ConclusionState.SUBMITTED:
        return None
    today = clock.today()
    status = step(actor, conclusion, act, occurred_on=today)
    conclusion.save(update_fields=["state"])
    note(actor, conclusion, f"draft_{act}", right=None, wrote=[conclusion, status], occurred_on=today)
    return conclusion


@transaction.atomic
def render_revision_1(actor: ActorRef, *, conclusion_id: UUID) -> Conclusion:
    """Make the document that will be signed, dated today, and freeze its record. Made anew while nobody has signed."""
    actor.require(SIGN)
    conclusion = locked(actor, conclusion_id)
    own_place(actor, conclusion)
    check_nobody_signed(conclusion)
    check_state(conclusion, "render")
    if conclusion.examination.current_state is not ExaminationState.APPROVED:
        raise errors.NotAgreed
    today = clock.today()
    record = record_of(conclusion, dated=today, draft=False)
    _refuse_incomplete(record)
    pdf = pdf_of(record, pictures_of(conclusion))
    conclusion.record_file_id = keep(actor, conclusion, canonical_json(record), "application/json", "record.json")
    conclusion.revision_1_id = keep(actor, conclusion, pdf, PDF, "conclusion.pdf")
    conclusion.revision_1_sha256 = sha256(pdf).hexdigest()
    status = step(actor, conclusion, "render", occurred_on=today)
    conclusion.save(update_fields=["state", "dated", "record_file", "revision_1", "revision_1_sha256"])
    documents = {REVISION_1: conclusion.revision_1_sha256}
    wrote = [conclusion, status]
    note(actor, conclusion, "rendered", right=SIGN, wrote=wrote, occurred_on=today, documents=documents)
    first = next_to_sign(conclusion)
    if first is not None:
        tell(actor, ConclusionRendered, conclusion, occurred_on=today, next_signer_id=first.user_id)
    return conclusion


def keep(actor: ActorRef, conclusion: Conclusion, data: bytes, media_type: str, name: str) -> UUID:
    """Store a paper of the conclusion in its case."""
    file = store(
        actor,
        data=data,
        name=name,
        media_type=media_type,
        case_id=conclusion.examination.order_id,
        kind=FileKind.SIGNATURE if media_type == CMS else FileKind.CONCLUSION,
        scope=conclusion.scope,
    )
    return file.id


@transaction.atomic
def sign(actor: ActorRef, *, conclusion_id: UUID, cms: bytes) -> SignatureRecord:
    """Take the expert's national signature over exactly the bytes of revision 1.

    One transaction: the signature is verified and stored, and the log's entry names the hashes of both. After the last
    signature the conclusion is signed, whatever happens to seal and delivery: sealing follows the event.
    """
    conclusion = locked(actor, conclusion_id)
    own = check_may_sign(actor, conclusion)
    check_own_dissent(own, conclusion)
    assert conclusion.revision_1_id is not None
    signer = verified(read_for_system(conclusion.revision_1_id).read(), own, cms)
    today = clock.today()
    signature = SignatureRecord.objects.create(
        signatory=own,
        attempt=own.signatures.count() + 1,
        cms_file_id=keep(actor, conclusion, cms, CMS, f"signature-{own.place}.p7s"),
        cms_sha256=sha256(cms).hexdigest(),
        revision_1_sha256=conclusion.revision_1_sha256,
        signer_name=signer.name,
        certificate_fingerprint=signer.fingerprint,
        algorithm=signer.algorithm,
        claimed_time=signer.signing_time,
        occurred_on=today,
        recorded_at=clock.now(),
    )
    following = next_to_sign(conclusion)
    status = step(actor, conclusion, "sign_in_turn" if following else "sign", occurred_on=today)
    conclusion.save(update_fields=["state"])
    documents = {REVISION_1: signature.revision_1_sha256, f"{CMS_PREFIX}_{own.place}": signature.cms_sha256}
    wrote = [signature, conclusion, status]
    note(
        actor, conclusion, "signed", right=SIGN, wrote=wrote, occurred_on=today, documents=documents, subject=signature
    )
    _go_on(actor, conclusion, own, following)
    return signature


def _go_on(actor: ActorRef, conclusion: Conclusion, own: Signatory, following: Signatory | None) -> None:
    today = clock.today()
    if following is not None:
        next_one = following.user_id
        tell(actor, SignatureGiven, conclusion, occurred_on=today, signer_id=own.user_id, next_signer_id=next_one)
        return
    tell(actor, ConclusionSigned, conclusion, occurred_on=today, kind=conclusion.kind)


@transaction.atomic
def withdraw_signature(actor: ActorRef, *, conclusion_id: UUID, ground: str) -> SignatureWithdrawal:
    """Take the own signature back while others are still to sign. It stays in the history and never reaches the file.

    After the last signature the conclusion has legal force: then only the whole can be withdrawn (`withdraw`).
    """
    actor.require(SIGN)
    conclusion = locked(actor, conclusion_id)
    own = own_place(actor, conclusion)
    signature = own.signature
    if signature is None:
        raise errors.NothingToWithdraw
    if not ground.strip():
        raise errors.GroundNeeded(field="ground")
    today = clock.today()
    status = step(actor, conclusion, "withdraw_signature", occurred_on=today, ground=ground.strip()[:400])
    taken_back = SignatureWithdrawal.objects.create(
        signature=signature, ground=ground.strip()[:400], occurred_on=today, recorded_at=clock.now()
    )
    wrote = [taken_back, status]
    note(actor, conclusion, "signature_withdrawn", right=SIGN, wrote=wrote, occurred_on=today, subject=taken_back)
    tell(actor, SignatureWithdrawn, conclusion, occurred_on=today, signer_id=own.user_id)
    return taken_back


def verified(content: bytes, own: Signatory, cms: bytes) -> Signer:
    """The one person who signed exactly these bytes, if it is this expert by IIN."""
    signers = ports.signature_verifier.get().verify_detached(content, cms, clock.now())
    if len(signers) != 1:
        raise errors.OneSignatureExpected(field="signature", count=len(signers))
    if not own.user.iin:
        raise errors.IinUnknown
    if signers[0].iin != own.user.iin:
        raise errors.SignedBySomebodyElse(field="signature")
    return signers[0]


def revision_1_for_signing(actor: ActorRef, conclusion_id: UUID) -> bytes:
    """The bytes to sign, for the expert's signing program; the reading is noted."""
    conclusion = Conclusion.objects.visible_to(actor).filter(pk=conclusion_id).first()
    if conclusion is None or conclusion.revision_1_id is None:
        raise NotVisible
    return open_file(actor, conclusion.revision_1_id, checked=VIEW if actor.may(VIEW) else SIGN).read()
