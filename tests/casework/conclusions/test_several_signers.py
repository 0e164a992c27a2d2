"""Several experts under one document: their order, a signature that is taken back, and an opinion that stands apart."""

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, selectors, services
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.models import Conclusion, Dissent
from saraptama.foundation.audit.keys import log_signer
from saraptama.foundation.documents.services import read_for_system
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.kernel.actor import ActorRef
from saraptama.proof.conclusion_check import Check, Verdict, check
from saraptama.proof.container import read_container
from tests.casework.conclusions import situations
from tests.factories import examinations as made

OPINION = "С выводом по вопросу 2 не согласна: признаков недостаточно."


@pytest.fixture
def to_sign(yerlan: Expert, saule: Expert) -> Conclusion:
    """Made up; Saule signs first, Yerlan leads and signs last."""
    return situations.rendered(yerlan, saule)


def withdraw(conclusion: Conclusion, by: Expert, ground: str = "Нашла ошибку в таблице") -> None:
    with made.on(situations.DAY):
        services.withdraw_signature(situations.acting(by), conclusion_id=conclusion.id, ground=ground)


def dissent(conclusion: Conclusion, by: Expert) -> Dissent:
    with made.on(situations.DAY):
        return services.state_dissent(situations.acting(by), conclusion_id=conclusion.id, text=OPINION)


def sign_dissent(conclusion: Conclusion, by: Expert, authority: DevelopmentAuthority) -> None:
    actor: ActorRef = situations.acting(by)
    cms = situations.cms_of(conclusion, by, authority, services.dissent_for_signing(actor, conclusion.id))
    with made.on(situations.DAY):
        services.sign_dissent(actor, conclusion_id=conclusion.id, cms=cms)


def test_a_withdrawn_signature_stays_visible_and_its_expert_signs_again(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    situations.sign(to_sign, saule, authority)
    withdraw(to_sign, saule)
    with pytest.raises(errors.NotYourTurn):
        situations.sign(to_sign, yerlan, authority)
    (taken_back,) = selectors.withdrawn_signatures(to_sign)
    assert taken_back.withdrawal.ground == "Нашла ошибку в таблице"
    assert list(to_sign.statuses.filter(act="withdraw_signature").values_list("ground", flat=True)) == [
        "Нашла ошибку в таблице"
    ]
    situations.sign(to_sign, saule, authority)
    situations.sign(to_sign, yerlan, authority)
    situations.seal(to_sign)
    final = situations.final(to_sign)
    assert len(read_container(final).signatures) == 2, "the withdrawn one is not in the file"
    assert check(final, authority.trust([log_signer().verifier])).verdict is Verdict.PROVEN


def test_only_a_standing_signature_is_withdrawn_on_a_ground_and_never_after_the_last_one(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    with pytest.raises(errors.NothingToWithdraw):
        withdraw(to_sign, saule)
    situations.sign(to_sign, saule, authority)
    with pytest.raises(errors.GroundNeeded):
        withdraw(to_sign, saule, " ")
    situations.sign(to_sign, yerlan, authority)
    with pytest.raises(errors.WrongState):
        withdraw(to_sign, saule)
    assert situations.fresh(to_sign).state == ConclusionState.SIGNED


def test_after_every_signature_is_withdrawn_the_document_may_be_made_anew(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    situations.sign(to_sign, saule, authority)
    withdraw(to_sign, saule)
    with made.on(situations.DAY):
        services.render_revision_1(situations.acting(yerlan), conclusion_id=to_sign.id)
    assert situations.fresh(to_sign).state == ConclusionState.RENDERED


def test_a_dissenting_opinion_is_signed_apart_and_proven_with_the_conclusion(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    stated = dissent(to_sign, saule)
    with pytest.raises(errors.DissentNotSigned):
        situations.sign(to_sign, saule, authority)
    sign_dissent(to_sign, saule, authority)
    situations.sign(to_sign, saule, authority)
    situations.sign(to_sign, yerlan, authority)
    situations.seal(to_sign)
    final = situations.final(to_sign)
    ((paper, _cms),) = read_container(final).dissents.values()
    assert paper == read_for_system(stated.file_id).read()
    report = check(final, authority.trust([log_signer().verifier]))
    assert [finding.verdict for finding in report.of(Check.DISSENT)] == [Verdict.PROVEN]
    assert report.verdict is Verdict.PROVEN
    assert final.startswith(situations.revision_1(to_sign)), "everybody signed the same first revision"


def test_an_opinion_signed_by_somebody_else_is_refused(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    dissent(to_sign, saule)
    content = services.dissent_for_signing(situations.acting(saule), to_sign.id)
    cms = situations.cms_of(to_sign, yerlan, authority, content)
    with made.on(situations.DAY), pytest.raises(errors.SignedBySomebodyElse):
        services.sign_dissent(situations.acting(saule), conclusion_id=to_sign.id, cms=cms)


def test_an_opinion_speaks_of_the_document_as_it_is_and_can_be_taken_back(
    to_sign: Conclusion, yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    dissent(to_sign, saule)
    with made.on("2026-11-21"):
        services.render_revision_1(situations.acting(yerlan), conclusion_id=to_sign.id)
    with pytest.raises(errors.DissentOutdated):
        situations.sign(to_sign, saule, authority)
    with made.on("2026-11-21"):
        services.take_back_dissent(situations.acting(saule), conclusion_id=to_sign.id)
    situations.sign(to_sign, saule, authority)


def test_one_expert_alone_has_nobody_to_dissent_from(yerlan: Expert) -> None:
    conclusion = situations.rendered(yerlan)
    with pytest.raises(errors.NobodyToDissentFrom):
        dissent(conclusion, yerlan)
