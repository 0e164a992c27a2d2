"""A dissenting opinion: stated by one of several signatories, signed apart, sealed together with the conclusion."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors, gathering
from saraptama.casework.conclusions.models import Conclusion, Dissent, Signatory
from saraptama.casework.conclusions.papers import dissent_pdf
from saraptama.casework.conclusions.policies import check_may_dissent, dissent_of
from saraptama.casework.conclusions.rights import SIGN
from saraptama.casework.conclusions.services.acting import locked, note
from saraptama.casework.conclusions.services.finishing import keep, verified
from saraptama.foundation.documents.kinds import CMS, PDF
from saraptama.foundation.documents.letterheads import letterhead_of
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.canonical import canonical_json
from saraptama.kernel.errors import NotVisible
from saraptama.proof.log_proof import DISSENT_CMS_PREFIX, DISSENT_PREFIX


@transaction.atomic
def state_dissent(actor: ActorRef, *, conclusion_id: UUID, text: str) -> Dissent:
    """State one's dissenting opinion, or state it anew: a paper is made of it, to be signed apart."""
    conclusion = locked(actor, conclusion_id)
    own = check_may_dissent(actor, conclusion)
    if not text.strip():
        raise errors.DissentTextNeeded(field="text")
    pdf = dissent_pdf(_record(conclusion, own, text.strip()))
    dissent: Dissent = getattr(own, "dissent", None) or Dissent(signatory=own)
    dissent.text, dissent.removed = text.strip(), False
    dissent.file_id = keep(actor, conclusion, pdf, PDF, f"dissent-{own.place}.pdf")
    dissent.file_sha256, dissent.revision_1_sha256 = sha256(pdf).hexdigest(), conclusion.revision_1_sha256
    dissent.cms_file, dissent.cms_sha256, dissent.signed_at = None, "", None
    dissent.save()
    documents = {f"{DISSENT_PREFIX}_{own.place}": dissent.file_sha256}
    note(actor, conclusion, "dissent_stated", right=SIGN, wrote=[dissent], documents=documents, subject=dissent)
    return dissent


@transaction.atomic
def sign_dissent(actor: ActorRef, *, conclusion_id: UUID, cms: bytes) -> Dissent:
    """Take the author's national signature over exactly the bytes of the opinion."""
    conclusion = locked(actor, conclusion_id)
    own = check_may_dissent(actor, conclusion)
    dissent = _standing(own)
    if dissent.revision_1_sha256 != conclusion.revision_1_sha256:
        raise errors.DissentOutdated
    verified(read_for_system(dissent.file_id).read(), own, cms)
    dissent.cms_file_id = keep(actor, conclusion, cms, CMS, f"dissent-{own.place}.p7s")
    dissent.cms_sha256, dissent.signed_at = sha256(cms).hexdigest(), clock.now()
    dissent.save(update_fields=["cms_file", "cms_sha256", "signed_at"])
    documents = {
        f"{DISSENT_PREFIX}_{own.place}": dissent.file_sha256,
        f"{DISSENT_CMS_PREFIX}_{own.place}": dissent.cms_sha256,
    }
    note(
        actor,
        conclusion,
        "dissent_signed",
        right=SIGN,
        wrote=[dissent],
        occurred_on=clock.today(),
        documents=documents,
        subject=dissent,
    )
    return dissent


@transaction.atomic
def take_back_dissent(actor: ActorRef, *, conclusion_id: UUID) -> Dissent:
    """Agree with the others after all; the row and its history stay."""
    conclusion = locked(actor, conclusion_id)
    dissent = _standing(check_may_dissent(actor, conclusion))
    dissent.removed = True
    dissent.save(update_fields=["removed"])
    note(actor, conclusion, "dissent_taken_back", right=SIGN, wrote=[dissent], subject=dissent)
    return dissent


def dissent_for_signing(actor: ActorRef, conclusion_id: UUID) -> bytes:
    """The bytes of one's own opinion, for the signing program."""
    conclusion = Conclusion.objects.visible_to(actor).filter(pk=conclusion_id).first()
    own = conclusion.signatories.filter(user_id=actor.id).first() if conclusion else None
    if own is None:
        raise NotVisible
    return read_for_system(_standing(own).file_id).read()


def _standing(own: Signatory) -> Dissent:
    dissent = dissent_of(own)
    if dissent is None:
        raise NotVisible
    return dissent


def _record(conclusion: Conclusion, own: Signatory, text: str) -> dict[str, Any]:
    """What the paper says: whose opinion, on which conclusion, and the opinion itself."""
    (expert,) = gathering.expert_facts(conclusion, [own])
    record = {
        "dated": clock.today(),
        "language": conclusion.language,
        "institute": letterhead_of(conclusion.unit_id),
        "number": conclusion.number,
        "conclusion_dated": conclusion.dated,
        "revision_1_sha256": conclusion.revision_1_sha256,
        "expert": expert,
        "order": gathering.order_facts(conclusion),
        "text": text,
    }
    plain: dict[str, Any] = json.loads(canonical_json(record))
    return plain
