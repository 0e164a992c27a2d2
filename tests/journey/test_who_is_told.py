"""Who is told of what: every expert of a commission, the second person of an exception, the other signatories."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.conclusions import services as conclusions
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import RecusalSource
from saraptama.demo.draining import drain
from saraptama.demo.joint_scenes import the_commission_disagrees
from saraptama.demo.scenes import the_draft_is_before_the_head
from saraptama.demo.stage import Scene
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.models import Notification
from saraptama.kernel import clock
from saraptama.web.head_desk.views.conflicts import paper_of
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk

CONSENT = SimpleUploadedFile("consent.txt", "Согласие органа".encode(), content_type="text/plain")


@pytest.fixture
def commission(transactional_db: None) -> Scene:
    """Yerlan leads, Saule is a member; she signed and took her signature back."""
    return the_commission_disagrees(drain)


def told_of(kind: NotificationKind) -> set[object]:
    return set(Notification.objects.filter(kind=kind).values_list("user_id", flat=True))


def test_every_expert_of_a_commission_is_told_of_the_assignment(commission: Scene) -> None:
    actor = commission.story.actor
    assert told_of(NotificationKind.ASSIGNED) == {actor("yerlan").id, actor("saule").id}


def test_a_signature_taken_back_is_told_to_the_other_signatories(commission: Scene) -> None:
    assert told_of(NotificationKind.SIGNATURE_WITHDRAWN) == {commission.story.actor("yerlan").id}
    told = Notification.objects.get(kind=NotificationKind.SIGNATURE_WITHDRAWN)
    assert told.link == f"expert_sign:{commission.story.conclusion_id}"


def test_the_dissenting_opinion_of_the_scene_waits_for_its_own_signature(commission: Scene) -> None:
    saule = commission.story.actor("saule")
    assert conclusions.dissent_for_signing(saule, commission.story.conclusion_id).startswith(b"%PDF")


def test_the_page_says_whose_signature_is_next_and_not_the_leads(commission: Scene) -> None:
    page = f"/examinations/{commission.story.examination_id}/"
    assert "Next step: Қасымова С. Б. The expert signs the conclusion." in Desk("yerlan").reads(page)
    assert "Turn of: Қасымова" in Desk("dana").reads(page)
    assert "Sign the conclusion." in Desk("saule").reads(page)


def test_an_exception_is_told_to_who_may_be_the_second_person_and_not_to_the_asker(played: Played) -> None:
    story = played("objects")
    dana, today = story.actor("dana"), clock.today()
    found = selectors.candidates(story.examination, today)
    yerlan = next(one.expert_id for one in found if one.user_id == story.actor("yerlan").id)
    services.state_recusal(
        dana,
        examination_id=story.examination_id,
        expert_id=yerlan,
        source=RecusalSource.EXPERT,
        ground="KINSHIP",
        statement="Двоюродный брат свидетеля",
        occurred_on=today,
    )
    services.ask_override(
        dana,
        examination_id=story.examination_id,
        expert_id=yerlan,
        ground="Других экспертов нет",
        document_id=paper_of(dana, story.examination, CONSENT),
        occurred_on=today,
    )
    drain()
    assert told_of(NotificationKind.CONFLICT_OVERRIDE_WAITS) == {story.actor("nurlan").id}
    told = Notification.objects.get(kind=NotificationKind.CONFLICT_OVERRIDE_WAITS)
    assert told.link == f"head_conflicts:{story.examination_id}"


def test_what_is_told_of_an_examination_names_its_number(transactional_db: None) -> None:
    """A list of ten sentences without numbers tells nobody which of the ten examinations is meant."""
    story = the_draft_is_before_the_head(drain).story
    number = f"{story.examination.registration.text}/1"
    kinds = ("TO_ASSIGN", "ASSIGNED", "PETITION_RECEIVED", "PETITION_ANSWERED", "TO_AGREE")
    rows = Notification.objects.filter(kind__in=kinds)
    assert {row.kind for row in rows} == set(kinds)
    assert {row.params["number"] for row in rows} == {number}
