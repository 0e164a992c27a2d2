"""After the last signature: wait for the log, put the proofs in, seal, deliver, replace, withdraw."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors, ports
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.events import (
    ConclusionDelivered,
    ConclusionReplaced,
    ConclusionSealed,
    ConclusionWithdrawn,
)
from saraptama.casework.conclusions.models import Conclusion, Dissent, SignatureRecord
from saraptama.casework.conclusions.rights import CHECK, DELIVER
from saraptama.casework.conclusions.services.acting import locked, note, step, tell
from saraptama.foundation.audit.selectors import history_of, proof_of
from saraptama.foundation.documents.kinds import PDF, FileKind
from saraptama.foundation.documents.services import read_for_system, store
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.proof.log_proof import REVISION_1, LogProof


def seal_conclusion(actor: ActorRef, *, conclusion_id: UUID) -> Conclusion:
    """Bring a signed conclusion to its sealed file. Safe to repeat: what is done is not done again.

    NotYetLogged and SealPending say that it must be tried again; the signatures stand meanwhile.
    """
    conclusion = Conclusion.objects.get(pk=conclusion_id)
    if conclusion.current_state not in (ConclusionState.SIGNED, ConclusionState.LOGGED):
        return conclusion
    signatures = list(SignatureRecord.objects.under(conclusion).standing())
    dissents = list(
        Dissent.objects.filter(signatory__conclusion=conclusion, removed=False).order_by("signatory__place")
    )
    proofs = [_log_proof(signature, "signed") for signature in signatures]
    proofs += [_log_proof(dissent, "dissent_signed") for dissent in dissents]
    _mark_logged(actor, conclusion_id)
    final = _enclosed(conclusion, signatures, dissents, proofs)
    return _store_final(actor, conclusion_id, final)


def _log_proof(signed: SignatureRecord | Dissent, act: str) -> LogProof:
    """The proof that the entry of the last such act stands in the log, under the newest checkpoint."""
    entry = [entry for entry in history_of(signed) if entry.act == f"conclusions.{act}"][-1]
    found = proof_of(entry.id)
    if found is None:
        raise errors.NotYetLogged
    return LogProof(
        origin=found.origin,
        leaf_index=found.leaf_index,
        tree_size=found.tree_size,
        leaf=found.leaf,
        proof=found.proof,
        checkpoint=found.checkpoint,
    )


@transaction.atomic
def _mark_logged(actor: ActorRef, conclusion_id: UUID) -> None:
    """The log proves every signature: from here the only thing that can be missing is the seal."""
    conclusion = locked(actor, conclusion_id)
    if conclusion.current_state is not ConclusionState.SIGNED:
        return
    status = step(actor, conclusion, "log", occurred_on=clock.today())
    conclusion.save(update_fields=["state"])
    note(actor, conclusion, "logged", right=None, wrote=[conclusion, status])


def _enclosed(
    conclusion: Conclusion, signatures: list[SignatureRecord], dissents: list[Dissent], proofs: list[LogProof]
) -> bytes:
    """The sealed file, outside any transaction: a slow time-stamp authority holds no lock."""
    assert conclusion.revision_1_id is not None and conclusion.record_file_id is not None
    revision_1 = read_for_system(conclusion.revision_1_id).read()
    try:
        final = ports.container_builder.get().enclose(
            revision_1,
            signatures=[read_for_system(signature.cms_file_id).read() for signature in signatures],
            log_proofs=proofs,
            data=read_for_system(conclusion.record_file_id).read(),
            dissents=[_paper(dissent) for dissent in dissents],
        )
    except Refusal as reason:
        raise errors.SealPending(reason=reason.text()) from reason
    if not final.startswith(revision_1):
        raise errors.SealedBytesDiffer
    return final


def _paper(dissent: Dissent) -> ports.SignedPaper:
    assert dissent.cms_file_id is not None  # nobody signs the conclusion before the own opinion
    return ports.SignedPaper(read_for_system(dissent.file_id).read(), read_for_system(dissent.cms_file_id).read())


@transaction.atomic
def _store_final(actor: ActorRef, conclusion_id: UUID, final: bytes) -> Conclusion:
    conclusion = locked(actor, conclusion_id)
    if conclusion.current_state is not ConclusionState.LOGGED:
        return conclusion
    today = clock.today()
    conclusion.final = store(
        actor,
        data=final,
        name=f"{conclusion.number.replace('/', '-')}.pdf",  # on the recipient's disk it lies among many others
        media_type=PDF,
        case_id=conclusion.examination.order_id,
        kind=FileKind.CONCLUSION,
        scope=conclusion.scope,
    )
    conclusion.final_sha256, conclusion.sealed_at = sha256(final).hexdigest(), clock.now()
    status = step(actor, conclusion, "seal", occurred_on=today)
    conclusion.save(update_fields=["state", "final", "final_sha256", "sealed_at"])
    documents = {REVISION_1: conclusion.revision_1_sha256, "final": conclusion.final_sha256}
    wrote = [conclusion, status]
    note(actor, conclusion, "sealed", right=None, wrote=wrote, occurred_on=today, documents=documents)
    _retire_former(actor, conclusion, today)
    tell(
        actor,
        ConclusionSealed,
        conclusion,
        occurred_on=today,
        body_id=conclusion.appointing_body_id,
        final_sha256=conclusion.final_sha256,
    )
    return conclusion


def _retire_former(actor: ActorRef, conclusion: Conclusion, today: date) -> None:
    """A later conclusion of the examination is in force: the former one is replaced, and its QR page says so."""
    if conclusion.replaces_id is None:
        return
    former = Conclusion.objects.locked(conclusion.replaces_id)
    if former.current_state not in (ConclusionState.SEALED, ConclusionState.DELIVERED):
        return
    status = step(actor, former, "replace", occurred_on=today)
    former.save(update_fields=["state"])
    details = {"by": conclusion.number}
    note(actor, former, "replaced", right=None, wrote=[former, status], occurred_on=today, details=details)
    tell(actor, ConclusionReplaced, former, occurred_on=today, by_conclusion_id=conclusion.id)


@transaction.atomic
def mark_delivered(actor: ActorRef, *, conclusion_id: UUID, occurred_on: date) -> Conclusion:
    """Note that the appointing body has the sealed file (Law 44-VI art. 34: within three days)."""
    conclusion = locked(actor, conclusion_id)
    actor.require(DELIVER, conclusion.scope)
    if conclusion.current_state is ConclusionState.LOGGED or conclusion.current_state is ConclusionState.SIGNED:
        raise errors.NotSealed
    status = step(actor, conclusion, "deliver", occurred_on=occurred_on)
    conclusion.delivered_on = occurred_on
    conclusion.save(update_fields=["state", "delivered_on"])
    note(actor, conclusion, "delivered", right=DELIVER, wrote=[conclusion, status], occurred_on=occurred_on)
    tell(actor, ConclusionDelivered, conclusion, occurred_on=occurred_on)
    return conclusion


@transaction.atomic
def withdraw(actor: ActorRef, *, conclusion_id: UUID, ground: str, occurred_on: date) -> Conclusion:
    """Withdraw a sealed conclusion on a ground; the file and its proofs stay, the QR page says "withdrawn"."""
    conclusion = locked(actor, conclusion_id)
    actor.require(CHECK, conclusion.scope)
    if not ground.strip():
        raise errors.GroundNeeded(field="ground")
    status = step(actor, conclusion, "withdraw", occurred_on=occurred_on, ground=ground.strip())
    conclusion.save(update_fields=["state"])
    note(actor, conclusion, "withdrawn", right=CHECK, wrote=[conclusion, status], occurred_on=occurred_on)
    tell(actor, ConclusionWithdrawn, conclusion, occurred_on=occurred_on)
    return conclusion


@transaction.atomic
def abandon(actor: ActorRef, *, examination_id: UUID, ground: str, occurred_on: date) -> Conclusion | None:
    """Give up an unsigned draft because its examination ended otherwise; None if there is none."""
    found = Conclusion.objects.unsigned().filter(examination_id=examination_id).first()
    if found is None or SignatureRecord.objects.under(found).standing().exists():
        return None
    conclusion = Conclusion.objects.locked(found.pk)
    status = step(actor, conclusion, "abandon", occurred_on=occurred_on, ground=ground)
    conclusion.save(update_fields=["state"])
    note(actor, conclusion, "abandoned", right=None, wrote=[conclusion, status], occurred_on=occurred_on)
    return conclusion
