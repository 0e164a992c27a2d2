"""What a head sees after a challenge: one to be decided, and an exception that waits for its second person."""

from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import RecusalSource
from saraptama.demo.scenes import Scene
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.kernel import clock
from saraptama.web.head_desk.views.conflicts import paper_of


def conflict_pages(scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Login, name and path of the pages of the two decisions, in an examination that waits for its expert."""
    dana, examination, today = actor_for_login("dana"), scene.story.examination, clock.today()
    yerlan, saule = scene.story.actor("yerlan").id, scene.story.actor("saule").id
    experts = {verdict.user_id: verdict.expert_id for verdict in selectors.candidates(examination, today)}
    challenge = services.state_recusal(
        dana,
        examination_id=examination.pk,
        expert_id=experts[saule],
        source=RecusalSource.PARTY,
        ground="INTEREST",
        statement="Знакомство с потерпевшим",
        occurred_on=today,
    )
    yield "dana", "head_recusal_decide", reverse("head_recusal_decide", args=[examination.pk, challenge.pk])
    services.state_recusal(
        dana,
        examination_id=examination.pk,
        expert_id=experts[yerlan],
        source=RecusalSource.EXPERT,
        ground="KINSHIP",
        statement="Двоюродный брат свидетеля",
        occurred_on=today,
    )
    paper = SimpleUploadedFile("consent.txt", "Согласие органа".encode(), content_type="text/plain")
    exception = services.ask_override(
        dana,
        examination_id=examination.pk,
        expert_id=experts[yerlan],
        ground="Других экспертов этой специальности нет",
        document_id=paper_of(dana, examination, paper),
        occurred_on=today,
    )
    yield "nurlan", "head_override_decide", reverse("head_override_decide", args=[examination.pk, exception.pk])
    yield "dana", "head_conflicts", reverse("head_conflicts", args=[examination.pk])
