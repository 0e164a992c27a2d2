"""Examinations standing at every turn of their way, so that each desk of the cast has something to do.

The demo builds them after the past of the republic, and the browser tests look at every page with them. Like the played
examination they go through the front doors; what happened some days ago is played with the clock held there.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel
from saraptama.demo.joint_scenes import the_commission_disagrees, two_specialties_write_one_conclusion
from saraptama.demo.played_journey import Story
from saraptama.demo.stage import TO_PRODUCTION, Drain, Matter, Scene, begun, days_ago, go_on, things_of
from saraptama.integrations.order_documents.reading import read_order
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey import accept_materials, register_order, return_materials, run_examination, sign_conclusion
from saraptama.kernel import clock


def build(drain: Drain) -> dict[str, Scene]:
    """Every scene, by its name."""
    return {scene.__name__: scene(drain) for scene in SCENES}


def an_order_waits(drain: Drain) -> Scene:
    """It came through the portal; nobody has looked at it yet."""
    return _sent_through_the_portal(
        Matter(
            "211",
            "Доверенность на одном листе",
            "Кем выполнена подпись от имени доверителя в доверенности?",
            "Доверитель заявил, что доверенности на продажу квартиры не подписывал.",
        ),
        drain,
    )


def an_order_lacks_something(drain: Drain) -> Scene:
    """Checked, and found deficient: without questions."""
    matter = Matter("212", "Накладная на двух листах", "", "Кладовщик отрицает получение товара по накладной.")
    scene = _sent_through_the_portal(matter, drain, questions=())
    register_order.check(scene.story.actor("aigerim"), order_id=scene.story.order_id)
    return scene


def _sent_through_the_portal(matter: Matter, drain: Drain, **otherwise: Any) -> Scene:
    story = Story(drain=drain, language=matter.language)
    words = json.loads(story.words.order_document(clock.today()))
    if not matter.question:
        matter = replace(matter, question=words["questions"][0]["text"])
    submission = to_submission(read_order(matter.document(words)))
    story.order_id = register_order.receive(
        story.actor("timur"),
        submission=replace(submission, **otherwise),
        channel=Channel.PORTAL,
        request_key=f"scene-{matter.number}",
    ).order_id
    drain()
    return Scene(story)


def objects_are_awaited(drain: Drain) -> Scene:
    """Registered; no term runs before the objects are here."""
    return Scene(
        begun(
            Matter(
                "201",
                "Договор займа на двух листах",
                "Кем выполнена подпись от имени заёмщика в договоре займа?",
                "Ответчик отрицает заключение договора займа на сумму 4 млн тенге.",
            ),
            drain,
        )
    )


def objects_are_here(drain: Drain) -> Scene:
    """Production can begin; the objects lie with the custodian."""
    matter = Matter(
        "202",
        "Расходный кассовый ордер",
        "Кем выполнена подпись в графе «Получил» расходного кассового ордера?",
        "Бывшая сотрудница отрицает получение денег из кассы.",
    )
    with days_ago(1):
        story = begun(matter, drain)
        go_on(story, "objects")
    return Scene(story, object_ids=things_of(story))


def the_expert_is_awaited(drain: Drain) -> Scene:
    """Assigned; the objects are offered and not yet taken over."""
    matter = Matter(
        "203",
        "Екі парақтағы сатып алу-сату шарты",
        "Шарттағы сатушының атынан қойылған қолтаңбаны кім орындаған?",
        "Сатушы шартқа қол қоймағанын мәлімдеді.",
        "kk",
    )
    with days_ago(2):
        story = begun(matter, drain)
        go_on(story, "objects", "assignment")
    offered = accept_materials.offer(
        story.actor("bolat"),
        object_ids=things_of(story),
        receiver_id=story.actor("yerlan").id,
        purpose=story.words.purpose,
    )
    drain()
    return Scene(story, hand_over_id=offered)


def the_work_goes_on(drain: Drain) -> Scene:
    """In production, with a working note."""
    matter = Matter(
        "204",
        "Завещание на одном листе",
        "Кем выполнен рукописный текст завещания?",
        "Наследники оспаривают подлинность завещания.",
    )
    with days_ago(12):
        story = begun(matter, drain)
    with days_ago(9):
        go_on(story, *TO_PRODUCTION)
    with days_ago(8):
        note = "Почерк высокой степени выработанности, темп быстрый; признаки устойчивы."
        run_examination.write_note(story.actor("yerlan"), examination_id=story.examination_id, text=note)
    return Scene(story)


def the_clock_stands_still(drain: Drain) -> Scene:
    """A petition waits for the body's answer."""
    matter = Matter(
        "205",
        "Акт приёма-передачи оборудования",
        "Кем выполнена подпись от имени директора в акте?",
        "Директор отрицает получение оборудования.",
    )
    with days_ago(18):
        story = begun(matter, drain)
    with days_ago(16):
        go_on(story, *TO_PRODUCTION)
    with days_ago(4):
        go_on(story, "petition")
    return Scene(story)


def the_conclusion_is_being_written(drain: Drain) -> Scene:
    """The parts stand, the questions are not answered yet."""
    story = _answered(SIGNATURE_IN_A_RECEIPT, drain)
    _draft(story)
    return Scene(story)


SIGNATURE_IN_A_RECEIPT = Matter(
    "206",
    "Расписка на одном листе",
    "Кем, Образцовым П. П. или другим лицом, выполнена подпись от его имени в расписке?",
    "Образцов П. П. получил деньги под расписку, после чего отрицал свою подпись в ней.",
)


def the_draft_is_before_the_head(drain: Drain) -> Scene:
    """Every question is answered; the head checks the form."""
    story = _answered(replace(SIGNATURE_IN_A_RECEIPT, number="207"), drain)
    yerlan, draft = story.actor("yerlan"), _draft(story)
    asked = intake.order_for_examination(story.order_id).examinations[0].questions
    for (question_id, _, _), (outcome, text) in zip(asked, story.words.answers, strict=True):
        sign_conclusion.answer_question(
            yerlan, conclusion_id=draft, question_id=question_id, outcome=outcome, text=text
        )
    sign_conclusion.state_particulars(yerlan, conclusion_id=draft, education=story.words.education)
    sign_conclusion.submit(yerlan, conclusion_id=draft, approver_ids=[story.actor("dana").id])
    drain()
    return Scene(story)


def _answered(matter: Matter, drain: Drain) -> Story:
    """Suspended for a week, and in production again."""
    with days_ago(24):
        story = begun(matter, drain)
        go_on(story, *TO_PRODUCTION)
    with days_ago(20):
        go_on(story, "petition")
    with days_ago(13):
        go_on(story, "answer")
    return story


def _draft(story: Story) -> UUID:
    yerlan = story.actor("yerlan")
    story.conclusion_id = sign_conclusion.open_draft(
        yerlan, examination_id=story.examination_id, language=story.language
    )
    for section, text in story.words.sections.items():
        sign_conclusion.write_section(yerlan, conclusion_id=story.conclusion_id, section=section, text=text)
    return story.conclusion_id


def the_form_is_agreed(drain: Drain) -> Scene:
    """The expert makes the document up and signs it."""
    story = _answered(replace(SIGNATURE_IN_A_RECEIPT, number="208"), drain)
    go_on(story, "conclusion")
    return Scene(story)


def the_document_waits_for_its_signature(drain: Drain) -> Scene:
    """Made up; exactly these bytes are signed."""
    story = _answered(replace(SIGNATURE_IN_A_RECEIPT, number="209"), drain)
    go_on(story, "conclusion")
    sign_conclusion.render(story.actor("yerlan"), conclusion_id=story.conclusion_id)
    drain()
    return Scene(story)


def the_conclusion_waits_for_its_receipt(drain: Drain) -> Scene:
    """Signed, proven, sealed and sent."""
    story = _answered(replace(SIGNATURE_IN_A_RECEIPT, number="210"), drain)
    go_on(story, "conclusion", "signed", "sealed_and_sent")
    return Scene(story)


def objects_are_on_their_way_back(drain: Drain) -> Scene:
    """The conclusion is received; one object is with the courier, the other can still be returned."""
    story = _answered(replace(SIGNATURE_IN_A_RECEIPT, number="213"), drain)
    go_on(story, "conclusion", "signed", "sealed_and_sent", "receipt")
    bolat, things = story.actor("bolat"), things_of(story)
    back = accept_materials.offer(
        story.actor("yerlan"), object_ids=things, receiver_id=bolat.id, purpose=story.words.back
    )
    accept_materials.take_over(bolat, hand_over_id=back)
    sent = return_materials.offer(bolat, object_ids=things[:1], channel=ReturnChannel.COURIER, tracking="KZ-71-0042")
    drain()
    return Scene(story, return_id=sent, object_ids=things)


SCENES: tuple[Callable[[Drain], Scene], ...] = (
    an_order_waits,
    an_order_lacks_something,
    objects_are_awaited,
    objects_are_here,
    the_expert_is_awaited,
    the_work_goes_on,
    the_clock_stands_still,
    the_conclusion_is_being_written,
    the_draft_is_before_the_head,
    the_form_is_agreed,
    the_document_waits_for_its_signature,
    the_conclusion_waits_for_its_receipt,
    objects_are_on_their_way_back,
    the_commission_disagrees,
    two_specialties_write_one_conclusion,
)
