"""Who sees which examination: inside a grant's limits, one's own, or one's own body's; and which buttons."""

from datetime import date

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import rights, selectors, services
from saraptama.casework.examinations.types import JournalFilter
from saraptama.casework.intake.types import SpecialtyAsked
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.errors import NotPermitted, NotVisible
from saraptama.kernel.rights import Confidentiality
from tests.factories import examinations
from tests.factories.examinations import on

DAY = "2025-03-05"

LIMITS = [
    ({"path": "centre"}, True),
    ({"path": "centre.i75"}, True),
    ({"path": "centre.i75.crim"}, True),
    ({"path": "centre.i75.chem"}, False),
    ({"path": "centre.i7"}, False),
    ({"path": ""}, True),
    ({"regions": frozenset({"75"})}, True),
    ({"regions": frozenset({"71"})}, False),
    ({"examination_types": frozenset({"1"})}, True),
    ({"examination_types": frozenset({"17"})}, False),
    ({"confidentiality": frozenset({Confidentiality.OPEN})}, True),
    ({"confidentiality": frozenset({Confidentiality.MEDICAL})}, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("limits", "seen"), LIMITS)
def test_a_grant_shows_what_lies_inside_its_limits_and_the_list_agrees_with_the_rule(
    limits: dict[str, object], seen: bool
) -> None:
    [examination] = examinations.opened(DAY)
    actor = examinations.staff(rights.VIEW, **limits)
    assert selectors.visible_to(actor).exists() is seen
    assert actor.may(rights.VIEW, examination.scope) is seen
    if seen:
        assert selectors.examination_for(actor, examination.id) == examination
    else:
        with pytest.raises(NotVisible):
            selectors.examination_for(actor, examination.id)


@pytest.mark.django_db
def test_the_laboratory_that_performs_the_type_sees_it_and_after_redirection_another_does() -> None:
    examination = examinations.accepted(DAY)
    performing, other = examinations.head("centre.i75.crim"), examinations.head("centre.i75.chem")
    assert selectors.visible_to(performing).get() == examination
    assert not selectors.visible_to(other).exists()
    with on(DAY) as day:
        services.direct_to_unit(
            examinations.head(),
            examination_id=examination.id,
            unit_id=reference.unit_by_code("I75-CHEM").id,
            occurred_on=day,
        )
    assert selectors.visible_to(other).get() == examination
    assert not selectors.visible_to(performing).exists()


@pytest.mark.django_db
def test_a_body_sees_its_own_examinations_and_no_other_body_does() -> None:
    examinations.opened(DAY)
    assert selectors.visible_to(examinations.body()).count() == 1
    assert not selectors.visible_to(examinations.body("71-01-1")).exists()


def test_an_expert_sees_what_is_assigned_now_and_nothing_else(aigul: Expert, daniyar: Expert) -> None:
    examinations.assigned(DAY, daniyar)
    own = examinations.assigned(DAY, aigul)
    assert selectors.visible_to(examinations.acting(aigul)).get() == own


@pytest.mark.django_db
def test_nobody_without_a_right_sees_anything() -> None:
    examinations.opened(DAY)
    assert not selectors.visible_to(examinations.staff(rights.ASSIGN)).exists()


def test_buttons_follow_right_state_and_assignment(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.assigned(DAY, aigul)
    assert set(selectors.acts_for(examinations.acting(aigul), examination)) == {
        "decline",
        "accept",
        "accept_in_part",
        "send_petition",
    }
    assert selectors.acts_for(examinations.acting(daniyar), examination) == ()
    head = set(selectors.acts_for(examinations.head(), examination))
    assert {"reassign", "return_without_execution", "send_petition"} <= head
    assert "accept" not in head
    assert set(selectors.acts_for(examinations.body(), examination)) == {"withdraw", "answer_petition"}


def test_working_notes_are_hidden_from_the_head(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with pytest.raises(NotPermitted):
        selectors.notes_for(examinations.head(), examination)


@pytest.mark.django_db
def test_the_journal_is_narrowed_by_what_is_asked_and_never_beyond_what_is_seen(aigul: Expert) -> None:
    types = (SpecialtyAsked(code="17.1"), SpecialtyAsked(code="1.1"))
    dna, handwriting = examinations.opened(DAY, _asked(DAY, types))
    later = examinations.in_production("2025-03-10", aigul)
    head = examinations.head()
    with on("2025-05-05"):
        listed = {
            "all": JournalFilter(),
            "dna": JournalFilter(specialty="17.1"),
            "type": JournalFilter(examination_type="1"),
            "number": JournalFilter(number=later.registration.text),
            "day": JournalFilter(registered_from=date(2025, 3, 6), registered_to=date(2025, 3, 10)),
            "overdue": JournalFilter(overdue=True),
            "expert": JournalFilter(expert_user_id=aigul.user_id),
            "states": JournalFilter(states=("awaiting_objects",), unfinished=True),
            "elsewhere": JournalFilter(unit_path="centre.i71"),
        }
        found = {name: set(selectors.journal(head, narrowed)) for name, narrowed in listed.items()}
    assert found == {
        "all": {dna, handwriting, later},
        "dna": {dna},
        "type": {handwriting, later},
        "number": {later},
        "day": {later},
        "overdue": {later},
        "expert": {later},
        "states": {dna, handwriting},
        "elsewhere": set(),
    }
    assert not selectors.journal(examinations.head("centre.i71"), JournalFilter()).exists()


def test_the_desk_counts_what_waits(aigul: Expert) -> None:
    examinations.opened(DAY)
    examinations.accepted(DAY)
    examinations.assigned(DAY, aigul)
    examinations.petition(examinations.in_production(DAY, aigul), aigul, "2025-03-17")
    with on("2025-04-03"):
        counts = selectors.desk_counts(examinations.head())
    assert (counts.awaiting_objects, counts.to_assign, counts.to_be_accepted_by_expert) == (1, 1, 1)
    assert (counts.suspended, counts.overdue, counts.due_soon) == (1, 0, 2)
    with on("2025-04-05"):
        assert selectors.desk_counts(examinations.head()).overdue == 2


def test_a_journal_page_costs_a_constant_number_of_queries(
    aigul: Expert, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        examinations.assigned(DAY, aigul)
    # A request reads the version of the reference data once; the list itself is one question.
    with reference.held(), django_assert_max_num_queries(1):
        for row in selectors.journal(examinations.head()):
            assert row.registration.text
            assert row.order.appointing_body.code
            assert row.lead is not None
            assert row.unit.path


def test_the_life_line_tells_everything_in_order(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    examinations.petition(examination, aigul, "2025-03-17")
    line = selectors.timeline(examinations.fresh(examination))
    assert [entry.act for entry in line] == [
        "register",
        "await_objects",
        "note_objects_complete",
        "accept_for_production",
        "assign",
        "accept",
        "suspend",
        "send_petition",
    ]
    assert line[-1].ground == "free samples of handwriting"


def test_the_reckoning_is_told_in_sentences(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with on(DAY):
        lines = selectors.explain(selectors.term_of(examination))
    assert [line.step.rule for line in lines] == ["R1", "R12", "R3"]
    assert all("{" not in line.sentence for line in lines)
    assert "30" in lines[2].sentence


def _asked(day: str, specialties: tuple[SpecialtyAsked, ...]) -> object:
    with on(day):
        return examinations.asked(specialties=specialties)
