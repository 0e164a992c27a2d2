"""Examinations standing at every turn of their way, so that every page of the service has something to show."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story, play
from saraptama.demo.texts import RUSSIAN
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.integrations.order_documents.reading import read_order
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey import accept_materials, register_order, return_materials, run_examination, sign_conclusion
from saraptama.kernel import clock

Arguments = dict[str, object]


@dataclass
class Scenes:
    """Where to look: by the name of an address, who opens it and with which arguments."""

    looks: dict[str, list[tuple[str, Arguments]]] = field(default_factory=dict)

    def add(self, login: str, names: str, **arguments: object) -> None:
        for name in names.split():
            self.looks.setdefault(name, []).append((login, arguments))


def played(until: str) -> Story:
    """An examination played up to and with a step."""
    story = Story(drain=drain)
    for _ in play(story, until=until):
        pass
    return story


def build() -> Scenes:
    """Every scene, played through the front doors."""
    scenes = Scenes()
    for scene in SCENES:
        scene(scenes)
    return scenes


def an_order_waits(scenes: Scenes) -> None:
    """It came through the portal; nobody has looked at it yet."""
    order_id = sent_through_the_portal(number="120")
    scenes.add("aigerim", "registry_order", order_id=order_id)
    scenes.add("timur", "portal_order portal_withdraw", order_id=order_id)


def an_order_lacks_something(scenes: Scenes) -> None:
    """Checked, and found deficient: without questions."""
    order_id = sent_through_the_portal(number="119", questions=())
    register_order.check(actor_for_login("aigerim"), order_id=order_id)
    scenes.add(
        "aigerim",
        "registry_order registry_supplement registry_request registry_return registry_withdraw",
        order_id=order_id,
    )
    scenes.add("timur", "portal_order", order_id=order_id)


def sent_through_the_portal(**otherwise: Any) -> UUID:
    """The play's order with other particulars, not checked yet."""
    submission = to_submission(read_order(RUSSIAN.order_document(clock.today())))
    return register_order.receive(
        actor_for_login("timur"),
        submission=replace(submission, **otherwise),
        channel=Channel.PORTAL,
        request_key=f"scene {otherwise}",
    ).order_id


def objects_are_awaited(scenes: Scenes) -> None:
    story = played("order")
    scenes.add("bolat", "custody_accept custody_order", order_id=story.order_id)
    scenes.add("dana", "examination head_direct", examination_id=story.examination_id)


def objects_are_here(scenes: Scenes) -> None:
    """Production can begin; the objects lie with the custodian."""
    story = played("objects")
    thing = things_of(story)[0]
    scenes.add("dana", "examination head_assign", examination_id=story.examination_id)
    scenes.add("bolat", "custody_order custody_labels", order_id=story.order_id)
    scenes.add("bolat", "custody_object custody_label", object_id=thing)
    scenes.add("bolat", "custody_by_label", label=custody.object_card(story.actor("bolat"), thing).label)


def the_expert_is_awaited(scenes: Scenes) -> None:
    """Assigned; the objects are offered and not yet taken over."""
    story = played("assignment")
    offered = accept_materials.offer(
        story.actor("bolat"),
        object_ids=things_of(story),
        receiver_id=story.actor("yerlan").id,
        purpose=RUSSIAN.purpose,
    )
    scenes.add("yerlan", "examination expert_accept expert_decline", examination_id=story.examination_id)
    scenes.add("yerlan", "custody_hand_over custody_decline", hand_over_id=offered)


def the_work_goes_on(scenes: Scenes) -> None:
    story = played("production")
    run_examination.write_note(
        story.actor("yerlan"), examination_id=story.examination_id, text="Подпись краткая, темп средний."
    )
    examination = {"examination_id": story.examination_id}
    scenes.add(
        "yerlan",
        "examination examination_term examination_petition expert_methods expert_notes expert_complexity"
        " expert_conclusion expert_begin",
        **examination,
    )
    for part in ("questions", "objects", "notes", "petitions", "people", "documents", "history"):
        scenes.add("yerlan", "examination_part", part=part, **examination)
    scenes.add("dana", "head_reassign head_standstill head_return", **examination)


def the_clock_stands_still(scenes: Scenes) -> None:
    story = played("petition")
    examination = {"examination_id": story.examination_id}
    scenes.add("dana", "head_standstill", **examination)
    scenes.add("yerlan", "examination examination_term", **examination)
    scenes.add("yerlan", "examination_part", part="petitions", **examination)
    scenes.add("timur", "portal_petition", petition_id=story.petition_id)
    scenes.add("timur", "portal_order", order_id=story.order_id)


def the_conclusion_is_being_written(scenes: Scenes) -> None:
    story = played("answer")
    draft = begun(story)
    scenes.add("yerlan", "expert_editor expert_submit", conclusion_id=draft)


def the_draft_is_before_the_head(scenes: Scenes) -> None:
    story = played("answer")
    yerlan, draft = story.actor("yerlan"), begun(story)
    asked = intake.order_for_examination(story.order_id).examinations[0].questions
    for (question_id, _, _), (outcome, text) in zip(asked, RUSSIAN.answers, strict=True):
        sign_conclusion.answer_question(
            yerlan, conclusion_id=draft, question_id=question_id, outcome=outcome, text=text
        )
    sign_conclusion.state_particulars(yerlan, conclusion_id=draft, education=RUSSIAN.education)
    sign_conclusion.submit(yerlan, conclusion_id=draft, approver_ids=[story.actor("dana").id])
    drain()
    scenes.add("dana", "examination head_agreement", examination_id=story.examination_id)
    scenes.add("yerlan", "expert_editor", conclusion_id=draft)


def begun(story: Story) -> UUID:
    """A draft with its parts written and no answers yet."""
    yerlan = story.actor("yerlan")
    draft = sign_conclusion.open_draft(yerlan, examination_id=story.examination_id, language="ru")
    for section, text in RUSSIAN.sections.items():
        sign_conclusion.write_section(yerlan, conclusion_id=draft, section=section, text=text)
    return draft


def the_document_waits_for_its_signature(scenes: Scenes) -> None:
    story = played("conclusion")
    scenes.add("yerlan", "examination", examination_id=story.examination_id)
    sign_conclusion.render(story.actor("yerlan"), conclusion_id=story.conclusion_id)
    scenes.add("yerlan", "expert_sign", conclusion_id=story.conclusion_id)


def the_conclusion_waits_for_its_receipt(scenes: Scenes) -> None:
    story = played("sealed_and_sent")
    scenes.add("timur", "portal_dispatch", dispatch_id=story.dispatch_id)
    scenes.add("timur", "portal_order", order_id=story.order_id)
    scenes.add("aigerim", "registry_order", order_id=story.order_id)
    scenes.add("yerlan", "examination_part", part="documents", examination_id=story.examination_id)
    token = conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id).qr_token
    scenes.add("", "check_conclusion", token=token)
    scenes.add("", "check_conclusion", token="ABCD-EFGH")


def objects_are_on_their_way_back(scenes: Scenes) -> None:
    """The conclusion is received; one object is with the post, one can still be returned."""
    story = played("receipt")
    bolat, things = story.actor("bolat"), things_of(story)
    back = accept_materials.offer(story.actor("yerlan"), object_ids=things, receiver_id=bolat.id, purpose=RUSSIAN.back)
    accept_materials.take_over(bolat, hand_over_id=back)
    sent = return_materials.offer(bolat, object_ids=things[:1], channel=ReturnChannel.COURIER, tracking="KZ 71")
    drain()
    scenes.add("bolat", "custody_order custody_return", order_id=story.order_id)
    scenes.add("bolat", "custody_return_confirm custody_return_cancel", return_id=sent)
    scenes.add("bolat", "custody_object", object_id=things[0])


def things_of(story: Story) -> list[UUID]:
    """The objects of the story's order."""
    return [thing.id for thing in custody.objects_of_order(story.actor("bolat"), story.order_id)]


SCENES: tuple[Callable[[Scenes], None], ...] = (
    an_order_waits,
    an_order_lacks_something,
    objects_are_awaited,
    objects_are_here,
    the_expert_is_awaited,
    the_work_goes_on,
    the_clock_stands_still,
    the_conclusion_is_being_written,
    the_draft_is_before_the_head,
    the_document_waits_for_its_signature,
    the_conclusion_waits_for_its_receipt,
    objects_are_on_their_way_back,
)
