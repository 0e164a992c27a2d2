"""Who sees a sealed conclusion, what its QR page says, and how it is delivered, replaced, withdrawn or given up."""

from datetime import date

import pytest
from django.db import connection

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, selectors, services
from saraptama.casework.conclusions.enums import ConclusionState, PublicStatus
from saraptama.casework.conclusions.models import Conclusion
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.kernel.actor import SYSTEM
from saraptama.kernel.errors import NotPermitted, NotVisible
from tests.casework.conclusions import situations
from tests.factories import examinations as made
from tests.factories import intake

TODAY = date.fromisoformat(situations.DAY)


def status_of(conclusion: Conclusion) -> PublicStatus:
    return selectors.by_token(conclusion.qr_token).status


def test_the_body_that_ordered_it_reads_the_sealed_file(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    police = situations.judge(intake.POLICE)
    reader = selectors.open_final(police, conclusion.id)
    assert reader.read() == situations.final(conclusion)
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_id FROM audit_readevent WHERE actor_id = %s", [police.id])
        assert cursor.fetchall() == [(str(conclusion.final_id),)]


def test_a_draft_is_hidden_from_the_body_and_a_sealed_one_from_other_bodies(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    police, court = situations.judge(intake.POLICE), situations.judge("71-01-1")
    conclusion = situations.rendered(yerlan)
    assert not Conclusion.objects.visible_to(police).exists()
    situations.sign(conclusion, yerlan, authority)
    assert not Conclusion.objects.visible_to(police).exists()
    situations.seal(conclusion)
    assert list(Conclusion.objects.visible_to(police)) == [conclusion]
    assert not Conclusion.objects.visible_to(court).exists()
    with pytest.raises(NotVisible):
        selectors.open_final(court, conclusion.id)


def test_the_qr_page_knows_nothing_before_the_seal_and_says_valid_after(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    conclusion = situations.rendered(yerlan)
    assert status_of(conclusion) is PublicStatus.UNKNOWN
    situations.sign(conclusion, yerlan, authority)
    situations.seal(conclusion)
    answer = selectors.by_token(conclusion.qr_token)
    assert (answer.status, answer.dated) == (PublicStatus.VALID, TODAY)


def test_a_token_may_be_typed_by_hand(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    typed = conclusion.qr_token.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert selectors.by_token(typed).status is PublicStatus.VALID
    assert selectors.by_token("0000-0000-0000-0000").status is PublicStatus.UNKNOWN


def test_a_withdrawn_conclusion_says_so_and_needs_a_ground(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    with made.on(situations.DAY):
        with pytest.raises(NotPermitted):
            services.withdraw(situations.clerk(), conclusion_id=conclusion.id, ground="x", occurred_on=TODAY)
        with pytest.raises(errors.GroundNeeded):
            services.withdraw(situations.head(), conclusion_id=conclusion.id, ground=" ", occurred_on=TODAY)
        services.withdraw(situations.head(), conclusion_id=conclusion.id, ground="Акт № 3", occurred_on=TODAY)
    assert status_of(conclusion) is PublicStatus.WITHDRAWN


def test_delivery_is_noted_once_and_by_a_clerk(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    with made.on(situations.DAY):
        with pytest.raises(NotPermitted):
            services.mark_delivered(situations.head(), conclusion_id=conclusion.id, occurred_on=TODAY)
        services.mark_delivered(situations.clerk(), conclusion_id=conclusion.id, occurred_on=TODAY)
        with pytest.raises(errors.WrongState):
            services.mark_delivered(situations.clerk(), conclusion_id=conclusion.id, occurred_on=TODAY)
    assert situations.fresh(conclusion).delivered_on == TODAY


def test_what_is_not_sealed_is_not_delivered(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    situations.sign(conclusion, yerlan, authority)
    with made.on(situations.DAY), pytest.raises(errors.NotSealed):
        services.mark_delivered(situations.clerk(), conclusion_id=conclusion.id, occurred_on=TODAY)


def test_a_draft_of_a_withdrawn_order_is_given_up_and_a_signed_one_is_not(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    draft = situations.written(yerlan)
    how = {"ground": "Постановление отозвано", "occurred_on": TODAY}
    with made.on(situations.DAY):
        assert services.abandon(SYSTEM, examination_id=draft.examination_id, **how) is not None
        assert services.abandon(SYSTEM, examination_id=draft.examination_id, **how) is None
    assert situations.fresh(draft).state == ConclusionState.ABANDONED
    signed = situations.rendered(yerlan)
    situations.sign(signed, yerlan, authority)
    assert services.abandon(SYSTEM, examination_id=signed.examination_id, **how) is None


def test_what_hangs_without_a_seal_is_listed(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.rendered(yerlan)
    assert list(selectors.awaiting_seal(situations.clerk())) == []
    situations.sign(conclusion, yerlan, authority)
    assert list(selectors.awaiting_seal(situations.clerk())) == [conclusion]
    situations.seal(conclusion)
    assert list(selectors.awaiting_seal(situations.clerk())) == []
