"""From the agreed draft to a sealed file that proves itself: signed bytes stay, wrong signatures are refused."""

import json
from hashlib import sha256

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, ports, services
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.models import ConclusionStatus
from saraptama.casework.conclusions.papers import pdf_of
from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit.keys import log_signer
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.documents.services import read_for_system
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.integrations.eds.errors import TimeStampAuthorityDown
from saraptama.integrations.eds.seal import TechnicalSeal
from saraptama.kernel.actor import SYSTEM
from saraptama.proof.conclusion_check import Verdict, check
from saraptama.proof.container import read_container
from saraptama.proof.signature_errors import SignatureRefused
from tests.casework.conclusions import situations
from tests.factories import examinations as made


def test_the_sealed_file_proves_itself(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    final = situations.final(conclusion)
    report = check(final, authority.trust([log_signer().verifier]))
    assert report.verdict is Verdict.PROVEN, report.as_json()
    assert final.startswith(situations.revision_1(conclusion))
    assert conclusion.final_sha256 == sha256(final).hexdigest()


def test_the_machine_readable_record_travels_inside(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    inside = json.loads(read_container(situations.final(conclusion)).attachments["conclusion.json"])
    assert inside["number"] == conclusion.number
    assert [answer["outcome"]["code"] for answer in inside["answers"]] == ["CATEGORICAL_POSITIVE", "PROBABLE"]
    assert inside["draft"] is False


def test_each_state_left_its_row(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    acts = list(ConclusionStatus.objects.filter(conclusion=conclusion).values_list("act", flat=True))
    assert acts == ["open", "submit", "agree", "render", "sign", "log", "seal"]


def test_the_log_names_the_document_and_the_signature(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    signature = situations.sign(conclusion, yerlan, authority)
    entry = AuditEntry.objects.get(act="conclusions.signed")
    assert entry.documents == {
        "revision_1": sha256(situations.revision_1(conclusion)).hexdigest(),
        "cms_1": sha256(read_for_system(signature.cms_file_id).read()).hexdigest(),
    }


def test_sealing_tells_who_ordered_it_and_happens_once(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    again = services.seal_conclusion(SYSTEM, conclusion_id=conclusion.id)
    assert again.final_sha256 == conclusion.final_sha256
    event = OutboxEvent.objects.get(name="conclusions.ConclusionSealed")
    assert event.payload["body_id"] == str(conclusion.appointing_body_id)


def test_a_signature_over_other_bytes_is_refused(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    other = situations.cms_of(conclusion, yerlan, authority, content=b"%PDF-1.7 something else")
    with made.on(situations.DAY), pytest.raises(SignatureRefused):
        services.sign(situations.acting(yerlan), conclusion_id=conclusion.id, cms=other)
    assert situations.fresh(conclusion).state == ConclusionState.RENDERED


def test_a_colleagues_signature_is_refused(yerlan: Expert, saule: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    cms = situations.cms_of(conclusion, saule, authority)
    with made.on(situations.DAY), pytest.raises(errors.SignedBySomebodyElse):
        services.sign(situations.acting(yerlan), conclusion_id=conclusion.id, cms=cms)


def test_an_expert_without_iin_cannot_be_recognised(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    cms = situations.cms_of(conclusion, yerlan, authority)
    User.objects.filter(pk=yerlan.user_id).update(iin=None)
    with made.on(situations.DAY), pytest.raises(errors.IinUnknown):
        services.sign(situations.acting(yerlan), conclusion_id=conclusion.id, cms=cms)


def test_nobody_signs_for_the_expert(yerlan: Expert, saule: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    cms = situations.cms_of(conclusion, saule, authority)
    with made.on(situations.DAY), pytest.raises(errors.NotYourConclusion):
        services.sign(situations.acting(saule), conclusion_id=conclusion.id, cms=cms)


def test_a_commission_signs_in_its_order(yerlan: Expert, saule: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan, saule)
    with pytest.raises(errors.NotYourTurn):
        situations.sign(conclusion, yerlan, authority)
    situations.sign(conclusion, saule, authority)
    assert situations.fresh(conclusion).state == ConclusionState.RENDERED
    with pytest.raises(errors.AlreadySigned):
        situations.sign(conclusion, saule, authority)
    situations.sign(conclusion, yerlan, authority)
    assert situations.fresh(conclusion).state == ConclusionState.SIGNED
    situations.seal(conclusion)
    final = situations.final(conclusion)
    assert sorted(read_container(final).signatures) == ["signature-1.p7s", "signature-2.p7s"]
    assert check(final, authority.trust([log_signer().verifier])).verdict is Verdict.PROVEN


def test_what_somebody_signed_is_not_made_anew(yerlan: Expert, saule: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan, saule)
    situations.sign(conclusion, saule, authority)
    with made.on(situations.DAY), pytest.raises(errors.SomebodySigned):
        services.render_revision_1(situations.acting(yerlan), conclusion_id=conclusion.id)


def test_without_a_checkpoint_there_is_no_seal(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    situations.sign(conclusion, yerlan, authority)
    with pytest.raises(errors.NotYetLogged):
        services.seal_conclusion(SYSTEM, conclusion_id=conclusion.id)
    assert situations.fresh(conclusion).state == ConclusionState.SIGNED


def test_a_time_stamp_authority_that_is_down_loses_nothing(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    def nobody_answers() -> object:
        raise TimeStampAuthorityDown

    conclusion = situations.rendered(yerlan)
    situations.sign(conclusion, yerlan, authority)
    broken = TechnicalSeal(authority.seal(bin="999941006184", organisation="Institute"), nobody_answers)  # type: ignore[arg-type] # never returns
    with ports.container_builder.holding(broken), pytest.raises(errors.SealPending):
        situations.seal(conclusion)
    assert situations.fresh(conclusion).state == ConclusionState.LOGGED
    assert situations.seal(conclusion).state == ConclusionState.SEALED


class Tampering:
    """A builder that touches the signed bytes."""

    def enclose(self, revision_1: bytes, **_more: object) -> bytes:
        return b"%PDF-2.0" + revision_1[8:]


def test_a_builder_that_touches_signed_bytes_is_caught(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    situations.sign(conclusion, yerlan, authority)
    with ports.container_builder.holding(Tampering()), pytest.raises(errors.SealedBytesDiffer):
        situations.seal(conclusion)
    assert situations.fresh(conclusion).final_id is None


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_revision_1_can_be_made_again_from_its_record(yerlan: Expert, language: str) -> None:

    conclusion = situations.rendered(yerlan, language=language)
    assert conclusion.record_file_id is not None
    record = json.loads(read_for_system(conclusion.record_file_id).read())
    assert pdf_of(record, {}) == situations.revision_1(conclusion)
