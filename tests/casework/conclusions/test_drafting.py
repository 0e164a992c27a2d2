"""Writing a conclusion: by its experts only, part by part, answer by answer."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, selectors, services
from saraptama.casework.conclusions.enums import ConclusionState, MandatoryElement, Outcome
from saraptama.casework.conclusions.models import AnswerCell, Conclusion
from saraptama.casework.conclusions.record import record_of
from saraptama.casework.examinations import services as examinations
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel import clock
from saraptama.kernel.errors import NotPermitted, NotVisible
from tests.casework.conclusions import situations
from tests.factories import examinations as made

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "conclusion.schema.json").read_text("utf-8"))
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


def written_today(conclusion: Conclusion, *, draft: bool = True) -> dict[str, Any]:
    with made.on(situations.DAY):
        return record_of(conclusion, dated=clock.today(), draft=draft)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_record_of_a_complete_draft_fits_the_published_schema(yerlan: Expert, language: str) -> None:
    conclusion = situations.written(yerlan, language=language)
    jsonschema.Draft202012Validator(SCHEMA).validate(written_today(conclusion))


def test_most_of_the_document_is_there_before_a_word_is_written(yerlan: Expert) -> None:
    record = written_today(situations.opened(yerlan))
    assert [question["number"] for question in record["questions"]] == [1, 2]
    assert [thing["seal"] for thing in record["objects"]] == ["П-001", "П-002"]
    assert {move["act"] for move in record["custody"]} == {"RECEIVED"}
    assert record["methods"] and record["liability"]["signed"][0]["on"] == situations.DAY
    assert record["circumstances"].startswith("Неустановленное лицо")


def test_an_empty_draft_names_all_that_it_lacks(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY):
        missing = services.what_is_missing(situations.acting(yerlan), conclusion.id)
    assert [(lack.element, lack.where) for lack in missing] == [
        (MandatoryElement.RESEARCH, ""),
        (MandatoryElement.OUTCOME, "1"),
        (MandatoryElement.OUTCOME, "2"),
    ]


def test_an_incomplete_draft_is_not_submitted(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(errors.ElementsMissing, match="2"):
        services.submit_draft(situations.acting(yerlan), conclusion_id=conclusion.id)
    assert situations.fresh(conclusion).state == ConclusionState.DRAFTING


def test_one_conclusion_is_written_at_a_time(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(errors.ConclusionOpen):
        services.open_draft(situations.acting(yerlan), examination_id=conclusion.examination_id, language="ru")


def test_a_stranger_opens_and_writes_nothing(yerlan: Expert, saule: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(errors.NotYourConclusion):
        services.write_section(
            situations.acting(saule), conclusion_id=conclusion.id, section="research", text="other findings"
        )
    with made.on(situations.DAY), pytest.raises(NotPermitted):
        services.write_section(situations.head(), conclusion_id=conclusion.id, section="research", text="softer")


def test_writing_the_same_again_records_nothing(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    for _ in range(2):
        with made.on(situations.DAY):
            services.write_section(
                situations.acting(yerlan), conclusion_id=conclusion.id, section="circumstances", text="Суть дела."
            )
    assert AuditEntry.objects.filter(act="conclusions.section_written").count() == 1


def test_only_parts_written_by_hand_can_be_written(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(errors.SectionUnknown):
        services.write_section(situations.acting(yerlan), conclusion_id=conclusion.id, section="state", text="SEALED")


def test_answering_again_changes_the_answer(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    situations.answer(conclusion, yerlan, 1, Outcome.UNDECIDED)
    situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, text="Вероятно, да.")
    (cell,) = selectors.answers_of(conclusion)
    assert (cell.outcome, cell.text, cell.row_version) == ("PROBABLE", "Вероятно, да.", 2)


def test_objects_are_answered_apart_and_do_not_overlap(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    situations.answer(conclusion, yerlan, 1, Outcome.CATEGORICAL_POSITIVE, first_object=1)
    situations.answer(conclusion, yerlan, 1, Outcome.UNDECIDED, first_object=2)
    with pytest.raises(errors.AnswerContradicts):
        situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, first_object=1, last_object=2)
    with pytest.raises(errors.ObjectUnknown):
        situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, first_object=3)
    counts = written_today(conclusion)["counts"]
    assert [(count["code"], count["number"]) for count in counts] == [("CATEGORICAL_POSITIVE", 1)]


def test_a_question_of_another_order_cannot_be_answered(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(errors.QuestionUnknown):
        services.answer_question(
            situations.acting(yerlan), conclusion_id=conclusion.id, question_id=uuid4(), outcome="PROBABLE", text="да"
        )


def test_an_outcome_stands_in_the_dictionary_and_an_answer_has_words(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    question = situations.question_id(conclusion, 1)
    how = {"conclusion_id": conclusion.id, "question_id": question}
    with made.on(situations.DAY):
        with pytest.raises(UnknownReference):
            services.answer_question(situations.acting(yerlan), outcome="CERTAINLY", text="да", **how)
        with pytest.raises(errors.AnswerTextNeeded):
            services.answer_question(situations.acting(yerlan), outcome="PROBABLE", text="  ", **how)


def test_an_expert_of_a_commission_may_answer_apart_and_is_named(yerlan: Expert, saule: Expert) -> None:
    conclusion = situations.opened(yerlan, saule)
    situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, signatories=[yerlan.user_id])
    situations.answer(conclusion, saule, 1, Outcome.CATEGORICAL_NEGATIVE, signatories=[saule.user_id])
    record = written_today(conclusion)
    names = {expert["id"]: expert["name"] for expert in record["experts"]}
    assert record["dissents"] == [names[str(saule.user_id)]]
    assert [(count["code"], count["number"]) for count in record["counts"]] == [("PROBABLE", 1)]


def test_a_removed_answer_counts_no_more_and_its_row_stays(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE)
    (cell,) = selectors.answers_of(conclusion)
    with made.on(situations.DAY):
        services.remove_answer(situations.acting(yerlan), conclusion_id=conclusion.id, answer_id=cell.id)
    assert selectors.answers_of(conclusion) == []
    assert AnswerCell.objects.filter(pk=cell.pk).exists()
    situations.answer(conclusion, yerlan, 1, Outcome.UNDECIDED)
    assert len(selectors.answers_of(conclusion)) == 1


def test_a_submitted_draft_is_read_only_until_a_head_sends_it_back(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    me = situations.acting(yerlan)
    with made.on(situations.DAY) as today:
        services.submit_draft(me, conclusion_id=conclusion.id)
        examinations.submit_for_agreement(me, examination_id=conclusion.examination_id, occurred_on=today)
        with pytest.raises(errors.WrongState):
            services.write_section(me, conclusion_id=conclusion.id, section="research", text="more")
        examinations.disagree(
            situations.head(), examination_id=conclusion.examination_id, occurred_on=today, comment="Опечатки."
        )
        services.follow_agreement(situations.head(), examination_id=conclusion.examination_id)
        services.write_section(me, conclusion_id=conclusion.id, section="research", text="more")


def test_nothing_is_rendered_before_the_heads_agree(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    me = situations.acting(yerlan)
    with made.on(situations.DAY):
        services.submit_draft(me, conclusion_id=conclusion.id)
        assert services.follow_agreement(situations.head(), examination_id=conclusion.examination_id) is not None
        with pytest.raises(errors.WrongState):
            services.render_revision_1(me, conclusion_id=conclusion.id)


def test_a_preview_is_quick_and_marked_as_a_draft(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    began = clock.now()
    with made.on(situations.DAY):
        pdf = services.preview_pdf(situations.acting(yerlan), conclusion.id)
    assert pdf.startswith(b"%PDF-1.7")
    assert (clock.now() - began).total_seconds() < 1
    assert situations.fresh(conclusion).revision_1_id is None


def test_an_illustration_travels_into_the_document(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    me = situations.acting(yerlan)
    picture = {"data": PICTURE, "name": "p.png", "caption": "Подпись", "description": "Росчерк"}
    with made.on(situations.DAY):
        services.add_picture(me, conclusion_id=conclusion.id, **picture)
        assert b"/Subtype/Image" in services.preview_pdf(me, conclusion.id)
        with pytest.raises(errors.PictureUnfit):
            services.add_picture(me, conclusion_id=conclusion.id, **(picture | {"description": ""}))


def test_a_message_of_impossibility_goes_the_same_way(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    me = situations.acting(yerlan)
    with made.on(situations.DAY):
        services.state_reason_of_impossibility(me, conclusion_id=conclusion.id, reason="MATERIALS_UNSUITABLE")
        services.write_section(me, conclusion_id=conclusion.id, section="research", text="Подпись выполнена факсимиле.")
        assert services.what_is_missing(me, conclusion.id) == ()
    record = written_today(situations.fresh(conclusion))
    jsonschema.Draft202012Validator(SCHEMA).validate(record)
    assert (record["kind"], record["impossibility"]["code"], record["answers"]) == (
        "IMPOSSIBLE",
        "MATERIALS_UNSUITABLE",
        [],
    )


def test_particulars_are_taken_over_into_the_next_draft(yerlan: Expert) -> None:
    first = situations.opened(yerlan)
    with made.on(situations.DAY):
        services.state_particulars(situations.acting(yerlan), conclusion_id=first.id, education="высшее, КазНУ, 2010")
    second = situations.opened(yerlan)
    assert second.signatories.get().education == "высшее, КазНУ, 2010"


def test_a_conclusion_outside_ones_units_is_not_there(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    neighbour = situations.staff(*situations.HEAD, path="centre.i75")
    with pytest.raises(NotVisible):
        services.preview_pdf(neighbour, conclusion.id)


def test_the_database_keeps_state_and_file_together(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    with pytest.raises(IntegrityError, match="conclusions_rendered_has_revision_1"), transaction.atomic():
        Conclusion.objects.filter(pk=conclusion.pk).update(state=ConclusionState.RENDERED.value)
