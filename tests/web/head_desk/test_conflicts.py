"""Conflicts of interest keep an expert away; two people with a paper may set one aside."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import CandidateRule, ExaminationState
from saraptama.demo.played_journey import Story
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination
from tests.web.head_desk.test_assigning import assign_url, radio_of


@pytest.fixture
def story(played: Played) -> Story:
    return played("objects")


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("consent.txt", "Согласие органа".encode(), content_type="text/plain")


def verdict_on_yerlan(story: Story) -> tuple[bool, CandidateRule | None]:
    found = selectors.candidates(story.examination, clock.today())
    verdict = next(v for v in found if v.user_id == story.actor("yerlan").id)
    return verdict.eligible, verdict.rule


def declare(story: Story, desk: Desk, **changes: str) -> str:
    url = of_examination("head", story.examination_id, "conflicts/new")
    expert = re.findall(r'<option value="([^"]+)">Сейітов', desk.opens(url))[0]
    fields = {
        "expert_id": expert,
        "source": "EXPERT",
        "ground": "KINSHIP",
        "statement": "A cousin of the victim",
        "occurred_on": clock.today().isoformat(),
    }
    desk.sends(url, **{**fields, **changes})
    return expert


def test_a_declared_kinship_bars_at_once_and_the_list_says_why(story: Story) -> None:
    desk = Desk("dana")
    declare(story, desk)
    assert verdict_on_yerlan(story) == (False, CandidateRule.DECLARED_CONFLICT)
    page = desk.reads(assign_url(story))
    assert "has declared kinship or another conflict in this case Kinship" in page
    assert "A cousin of the victim" in desk.reads(of_examination("head", story.examination_id, "conflicts"))


def test_a_partys_challenge_bars_when_it_is_granted_and_not_before(story: Story) -> None:
    desk = Desk("dana")
    declare(story, desk, source="PARTY", ground="INTEREST")
    assert verdict_on_yerlan(story) == (True, None)
    conflicts = of_examination("head", story.examination_id, "conflicts")
    decision = re.findall(r'href="([^"]+/decision/)"', desk.opens(conflicts))[0]
    desk.sends_in_vain(decision, decision="GRANTED", decided_by="", reason="", occurred_on=clock.today().isoformat())
    desk.sends(
        decision,
        decision="GRANTED",
        decided_by="Investigator, resolution 7",
        reason="The interest is shown",
        occurred_on=clock.today().isoformat(),
    )
    assert verdict_on_yerlan(story) == (False, CandidateRule.RECUSED)
    assert desk.client.post(decision, {}).status_code in (200, 409)


def test_a_declaration_found_groundless_bars_no_longer(story: Story) -> None:
    desk = Desk("dana")
    declare(story, desk)
    conflicts = of_examination("head", story.examination_id, "conflicts")
    decision = re.findall(r'href="([^"]+/decision/)"', desk.opens(conflicts))[0]
    desk.sends(
        decision,
        decision="REFUSED",
        decided_by="Director",
        reason="A namesake",
        occurred_on=clock.today().isoformat(),
    )
    assert verdict_on_yerlan(story) == (True, None)


def test_an_exception_needs_ground_paper_and_a_second_person_on_an_own_account(story: Story) -> None:
    dana, nurlan = Desk("dana"), Desk("nurlan")
    expert = declare(story, dana)
    ask = of_examination("head", story.examination_id, f"conflicts/exception/{expert}")
    dana.sends_in_vain(ask, ground="The only expert in the region")
    dana.sends_in_vain(ask, ground="", paper=paper())
    dana.sends(ask, ground="The only expert in the region", paper=paper())
    assert verdict_on_yerlan(story)[0] is False, "asking alone sets nothing aside"
    override = story.examination.overrides.get()
    decide = of_examination("head", story.examination_id, f"conflicts/exceptions/{override.pk}")
    refused = dana.client.post(decide, {"decision": "CONFIRMED"})
    assert "Another head or the director confirms it" in refused.content.decode()
    assert "Exceptions to confirm" in nurlan.reads("/head/") and "Exceptions to confirm" not in dana.reads("/head/")
    nurlan.sends_in_vain(decide, decision="REFUSED", reason="")
    nurlan.sends(decide, decision="CONFIRMED", reason="")
    assert verdict_on_yerlan(story) == (True, None)
    assert "by an exception:" in dana.reads(assign_url(story))
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"examinations.ask_override", "examinations.confirm_override"} <= acts
    chosen = radio_of(dana.opens(assign_url(story)), "Сейітов")
    dana.sends(assign_url(story), lead_id=chosen, note="")
    assert story.examination.current_state is ExaminationState.ASSIGNED
    entry = AuditEntry.objects.get(act="examinations.assign")
    assert entry.details["set_aside"] == [str(override.pk)]


def test_only_a_conflict_can_be_set_aside_and_never_a_missing_certificate(story: Story) -> None:
    dana = Desk("dana")
    marat = next(v for v in selectors.candidates(story.examination) if v.user_id == story.actor("marat").id)
    ask = of_examination("head", story.examination_id, f"conflicts/exception/{marat.expert_id}")
    assert "An exception is not possible here" in dana.sends_in_vain(ask, ground="No other", paper=paper())


def test_a_person_of_the_case_is_not_its_expert(story: Story) -> None:
    person = story.examination.order.persons.model(
        order=story.examination.order, number=99, role="WITNESS", full_name="СЕЙІТОВ Ерлан  Қайратұлы", iin_unknown=True
    )
    person.save()
    assert verdict_on_yerlan(story) == (False, CandidateRule.PRIOR_ROLE)
    assert "stands in this case in another role" in Desk("dana").reads(assign_url(story))
