"""Equipment that was used, and notes that lock: from then on there are only addenda, by the server's clock (E2)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, services
from saraptama.casework.conclusions.record import record_of
from saraptama.casework.examinations import services as examinations
from saraptama.casework.examinations.enums import Result
from saraptama.casework.examinations.errors import NotYourExamination, WrongState
from saraptama.casework.examinations.models import Examination, Note
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.kernel import clock
from tests.casework.conclusions import situations
from tests.factories import examinations as made


def note(examination: Examination, by: Expert, text: str = "Первый осмотр") -> Note:
    with made.on(situations.DAY) as when:
        return examinations.write_note(
            situations.acting(by), examination_id=examination.id, text=text, occurred_on=when
        )


def use(examination: Examination, by: Expert, **more: object) -> None:
    given = {"name": "Микроскоп МБС-10", "inventory_number": "ИН-204", "calibrated_until": date(2027, 4, 1)} | more
    with made.on(situations.DAY):
        services.use_equipment(situations.acting(by), examination_id=examination.id, **given)  # type: ignore[arg-type] # by name


def signed(lead: Expert, authority: DevelopmentAuthority) -> tuple[Examination, Note]:
    """An examination that its expert has signed and completed, with one note."""
    conclusion = situations.written(lead)
    kept = note(conclusion.examination, lead)
    situations.agreed(conclusion, lead)
    with made.on(situations.DAY) as when:
        services.render_revision_1(situations.acting(lead), conclusion_id=conclusion.id)
        situations.sign(conclusion, lead, authority)
        examinations.complete(
            situations.acting(lead),
            examination_id=conclusion.examination_id,
            result=Result.CONCLUSION,
            occurred_on=when,
        )
    return conclusion.examination, kept


def test_a_locked_note_refuses_every_change_in_the_database_itself(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    _examination, kept = signed(yerlan, authority)
    with pytest.raises(DatabaseError, match="a locked note is only ever added to"), transaction.atomic():
        Note.objects.filter(pk=kept.pk).update(text="Иначе")
    with pytest.raises(DatabaseError, match="a locked note"), transaction.atomic():
        Note.objects.filter(pk=kept.pk).update(locked_at=None)


def test_an_addendum_is_possible_with_the_servers_time_and_only_to_a_locked_note(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    examination, kept = signed(yerlan, authority)
    with made.on("2026-11-22"):
        before = clock.now()
        added = services.add_to_note(
            situations.acting(yerlan), examination_id=examination.id, note_id=kept.id, text="Дополнение"
        )
        assert added.recorded_at == before
    with pytest.raises(DatabaseError), transaction.atomic():
        type(added).objects.filter(pk=added.pk).update(text="Иначе")


def test_an_open_note_is_corrected_and_not_added_to(yerlan: Expert, saule: Expert) -> None:
    examination = situations.in_production(yerlan)
    kept = note(examination, yerlan)
    with made.on(situations.DAY), pytest.raises(errors.NoteStillOpen):
        services.add_to_note(
            situations.acting(yerlan), examination_id=examination.id, note_id=kept.id, text="Дополнение"
        )


def test_the_conclusion_names_the_equipment_used_once_each(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    use(conclusion.examination, yerlan)
    use(conclusion.examination, yerlan, calibrated_until=date(2027, 5, 1))
    named = record_of(conclusion, dated=date(2026, 11, 20), draft=True)["equipment"]
    assert named == [{"name": "Микроскоп МБС-10", "number": "ИН-204", "calibrated_until": "2027-05-01"}]


def test_a_device_noted_by_mistake_is_struck_out(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    use(conclusion.examination, yerlan)
    row = conclusion.examination.equipment.get()
    with made.on(situations.DAY):
        services.take_back_equipment(situations.acting(yerlan), examination_id=conclusion.examination_id, use_id=row.id)
    assert record_of(conclusion, dated=date(2026, 11, 20), draft=True)["equipment"] == []


def test_devices_are_noted_by_the_own_expert_while_the_work_goes_on(
    yerlan: Expert, saule: Expert, authority: DevelopmentAuthority
) -> None:
    examination, _note = signed(yerlan, authority)
    with pytest.raises(WrongState):
        use(examination, yerlan)
    with pytest.raises(NotYourExamination):
        use(examination, saule)
