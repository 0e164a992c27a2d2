"""The database keeps state and fields together, whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations.models import Examination
from tests.factories import examinations

DAY = "2025-03-05"

BROKEN = [
    {"t0": date(2025, 3, 6)},
    {"t0": None},
    {"norms_version": ""},
    {"due_on": date(2026, 1, 1)},
    {"lead_id": None},
    {"expert_accepted_on": None},
    {"complexity": ""},
    {"complexity_justification": ""},
    {"suspended_since": date(2025, 3, 6)},
    {"state": "suspended"},
    {"state": "completed"},
    {"finished_on": date(2025, 3, 6)},
    {"state": "completed", "finished_on": date(2025, 3, 6), "result": "RETURNED", "result_reason": "x"},
    {"state": "returned", "finished_on": date(2025, 3, 6), "result": "RETURNED"},
    {"state": "completed", "finished_on": date(2025, 3, 6), "result": "IMPOSSIBLE"},
    {"state": "delivered", "finished_on": date(2025, 3, 6), "result": "CONCLUSION"},
    {"closed_on": date(2025, 3, 6)},
    {"state": "closed", "closed_on": date(2025, 3, 6)},
]


@pytest.mark.parametrize("change", BROKEN, ids=[" ".join(change) for change in BROKEN])
def test_a_row_that_contradicts_itself_is_refused(change: dict[str, object], aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with pytest.raises(IntegrityError), transaction.atomic():
        Examination.objects.filter(pk=examination.pk).update(**change)


@pytest.mark.parametrize("change", BROKEN, ids=[" ".join(change) for change in BROKEN])
def test_the_same_is_said_in_words(change: dict[str, object], aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    for name, value in change.items():
        setattr(examination, name, value)
    with pytest.raises(ValidationError) as refusal:
        examination.validate_constraints()
    assert "violated" not in str(refusal.value)


def test_an_examination_is_never_deleted(aigul: Expert) -> None:
    examination = examinations.accepted(DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Examination.objects.filter(pk=examination.pk)._raw_delete("default")


def test_the_term_is_a_cache_with_the_version_of_its_inputs(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    before = examination.term_inputs_version
    examinations.petition(examination, aigul, "2025-03-17")
    assert examinations.fresh(examination).term_inputs_version > before
