"""Outcomes are counted by question and add up; what was sealed and not received stands on a screen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import selectors, services
from saraptama.casework.conclusions.enums import Outcome
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.kernel import clock
from tests.casework.conclusions import situations
from tests.factories import examinations as made


def test_the_outcomes_add_up_to_the_number_of_questions(yerlan: Expert) -> None:
    """Also where a question is answered apart for two objects: it counts once, under its most certain answer."""
    conclusion = situations.opened(yerlan)
    situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, first_object=1)
    situations.answer(conclusion, yerlan, 1, Outcome.CATEGORICAL_NEGATIVE, first_object=2)
    assert selectors.outcomes_of(conclusion)[2] is None
    situations.answer(conclusion, yerlan, 2, Outcome.UNSOLVED)
    counts = selectors.outcome_counts(conclusion)
    assert counts == {Outcome.CATEGORICAL_NEGATIVE: 1, Outcome.UNSOLVED: 1}
    assert sum(counts.values()) == len(selectors.asked_in(conclusion))


def test_question_method_observations_and_answer_are_one_query(
    yerlan: Expert, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    conclusion = situations.written(yerlan)
    with django_assert_num_queries(1):
        first, second = selectors.answered_questions(conclusion)
    assert (first.number, first.outcome, first.answer) == (1, Outcome.CATEGORICAL_POSITIVE, "Ответ на вопрос 1.")
    assert first.text == conclusion.examination.order.questions.get(number=1).text
    assert "Сравнительное исследование" in second.observations
    assert len(second.methods) == 1


def test_a_message_of_impossibility_leaves_every_question_undecided(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    listed = reference.choices(Dictionary.IMPOSSIBILITY_REASON)[0][0]
    with made.on(situations.DAY):
        services.state_reason_of_impossibility(situations.acting(yerlan), conclusion_id=conclusion.id, reason=listed)
    counts = selectors.outcome_counts(situations.fresh(conclusion))
    assert counts == {Outcome.UNDECIDED: len(selectors.asked_in(conclusion))}


@pytest.mark.parametrize(("minutes", "stands"), [(14, False), (16, True)])
def test_what_nobody_received_within_a_quarter_of_an_hour_stands_on_a_screen(
    yerlan: Expert, authority: DevelopmentAuthority, minutes: int, stands: bool
) -> None:
    conclusion = situations.sealed(yerlan, authority)
    with clock.held_at(conclusion.sealed_at + timedelta(minutes=minutes)):
        assert (conclusion in selectors.undelivered(situations.clerk())) is stands


def test_a_receipt_takes_it_off_the_screen(yerlan: Expert, authority: DevelopmentAuthority) -> None:
    conclusion = situations.sealed(yerlan, authority)
    with made.on(situations.DAY) as when:
        services.mark_delivered(situations.clerk(), conclusion_id=conclusion.id, occurred_on=when)
    with clock.held_at(conclusion.sealed_at + timedelta(days=2)):
        assert not selectors.undelivered(situations.clerk()).exists()
