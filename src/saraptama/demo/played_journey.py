"""One examination played through its whole way by the cast, through the front doors of the journey.

The same play serves the demo, `demo --once --json`, and the tests. Each step says what it did and what now holds.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from saraptama.capacity.methods import selectors as methods
from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import ReturnChannel, SealState
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import Complexity, PetitionDecision, PetitionKind
from saraptama.casework.examinations.rights import VIEW as EXAMINATIONS_VIEW
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel
from saraptama.demo.texts import BY_LANGUAGE, Words
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.integrations.order_documents.reading import read_order
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey import (
    accept_materials,
    assign_expert,
    deliver_conclusion,
    register_order,
    return_materials,
    run_examination,
    sign_conclusion,
    suspend_and_extend,
)
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


class StepFailed(RuntimeError):
    """A step did not hold: what was expected, and what was found."""


@dataclass
class Story:
    """The examination as the play goes on."""

    drain: Callable[[], None]
    """Lets the waiting reactions happen: runs the worker's jobs and the integrator, or waits for theirs."""
    language: str = "ru"
    """The language of the proceedings, and of all that is written in them."""
    order_id: UUID = field(default_factory=lambda: UUID(int=0))
    examination_id: UUID = field(default_factory=lambda: UUID(int=0))
    petition_id: UUID = field(default_factory=lambda: UUID(int=0))
    conclusion_id: UUID = field(default_factory=lambda: UUID(int=0))
    dispatch_id: UUID = field(default_factory=lambda: UUID(int=0))
    final: bytes = b""

    @property
    def words(self) -> Words:
        return BY_LANGUAGE[self.language]

    def actor(self, login: str) -> ActorRef:
        """A member of the cast, with the grants of today."""
        return actor_for_login(login)

    @property
    def examination(self) -> Any:
        return examinations.examination_for(self.actor("dana"), self.examination_id)


Facts = dict[str, Any]
Step = tuple[str, Callable[[Story], Facts]]


def expect(holds: bool, what: str) -> None:
    """Stop the play where something does not hold."""
    if not holds:
        raise StepFailed(what)


def order_arrives(story: Story, document: bytes | None = None) -> Facts:
    """The police department's system sends a resolution; it is registered at once."""
    data = document or story.words.order_document(clock.today())
    submission = to_submission(read_order(data))
    answer = register_order.register_from_outside(
        actor_for_login("e-case"),
        submission=submission,
        channel=Channel.API,
        idempotency_key=f"demo-{hashlib.sha256(data).hexdigest()[:24]}-{clock.now().timestamp()}",
        source_system="demo",
        payload_hash=hashlib.sha256(data).hexdigest(),
    )
    story.order_id = answer.order_id
    expect(bool(answer.registration_number), f"no registration number: {[f.message for f in answer.findings]}")
    story.drain()
    opened = examinations.of_order(story.actor("nurlan"), story.order_id)
    expect(len(opened) == len(submission.specialties), f"one examination a specialty is opened, not {len(opened)}")
    story.examination_id = opened[0].id
    return {"incoming": answer.incoming_number, "number": answer.registration_number, "state": opened[0].state}


def objects_are_accepted(story: Story) -> Facts:
    """The custodian accepts the objects, seals intact: with order and objects there, T0 is known."""
    bolat = story.actor("bolat")
    declared = intake.order_for_custody(story.order_id).objects
    accept_materials.accept(
        bolat,
        order_id=story.order_id,
        items=[
            ObjectReceived(ordered_object_id=sent.id, seal_state=SealState.INTACT, seal_number=sent.seal_number)
            for sent in declared
        ],
        brought_by=story.words.brought_by,
        request_key=f"demo-{story.order_id}",
    )
    story.drain()
    examination = story.examination
    expect(examination.objects_complete_on is not None, "the objects are complete")
    return {"objects": len(declared), "objects_complete_on": examination.objects_complete_on}


def expert_is_assigned(story: Story) -> Facts:
    """The head takes it into production and chooses among explained candidates."""
    dana = story.actor("dana")
    assign_expert.accept_for_production(dana, examination_id=story.examination_id)
    found = assign_expert.candidates(dana, examination_id=story.examination_id)
    yerlan = story.actor("yerlan").id
    chosen = next((c for c in found if c.user_id == yerlan and c.eligible), None)
    expect(chosen is not None, "Yerlan is eligible")
    assert chosen is not None
    assign_expert.assign(dana, examination_id=story.examination_id, lead_id=chosen.expert_id)
    story.drain()
    return {
        "t0": story.examination.t0,
        "assigned": chosen.name,
        "eligible": sum(c.eligible for c in found),
        "excluded": [{"name": c.name, "rule": str(c.rule), "since": c.since} for c in found if not c.eligible][:5],
    }


def objects_are_handed_over(story: Story) -> Facts:
    """The custodian offers, the expert confirms: only then the objects have moved."""
    objects = list(custody.objects_of_order(story.actor("bolat"), story.order_id))
    hand_over = accept_materials.offer(
        story.actor("bolat"),
        object_ids=[thing.id for thing in objects],
        receiver_id=story.actor("yerlan").id,
        purpose=story.words.purpose,
    )
    accept_materials.take_over(story.actor("yerlan"), hand_over_id=hand_over)
    return {"labels": [thing.label for thing in objects]}


def expert_accepts(story: Story) -> Facts:
    """Warned of liability, free of conflict; the complexity sets the norm."""
    yerlan = story.actor("yerlan")
    run_examination.accept(
        yerlan,
        examination_id=story.examination_id,
        complexity=Complexity.MEDIUM,
        justification=story.words.complexity,
        no_conflict=True,
    )
    method = methods.methods_for(story.examination.specialty_code, clock.today())[0]
    run_examination.use_method(yerlan, examination_id=story.examination_id, method_version_id=method.id)
    return _term_facts(story)


def petition_suspends(story: Story) -> Facts:
    """The expert needs more samples: the clock stands still from the day of the petition."""
    before = examinations.term_of(story.examination).due
    story.petition_id = suspend_and_extend.send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.ADDITIONAL_MATERIALS,
        subject=story.words.petition_subject,
        text=story.words.petition,
    )
    story.drain()
    expect(story.examination.state == "suspended", "the petition suspends production")
    return {"due_before": before, **_term_facts(story)}


def body_answers(story: Story) -> Facts:
    """The investigator answers: the clock goes on."""
    suspend_and_extend.answer_petition(
        story.actor("timur"),
        petition_id=story.petition_id,
        decision=PetitionDecision.GRANTED,
        text=story.words.answer,
        number="118/1",
    )
    story.drain()
    expect(story.examination.state == "in_production", "the answer resumes production")
    return _term_facts(story)


def conclusion_is_written(story: Story) -> Facts:
    """Answers question by question, then agreement of the form by the head."""
    yerlan = story.actor("yerlan")
    language = intake.order_for_examination(story.order_id).language
    story.conclusion_id = sign_conclusion.open_draft(yerlan, examination_id=story.examination_id, language=language)
    for section, text in story.words.sections.items():
        sign_conclusion.write_section(yerlan, conclusion_id=story.conclusion_id, section=section, text=text)
    asked = intake.order_for_examination(story.order_id).examinations[0].questions
    for (question_id, _, _), (outcome, text) in zip(asked, story.words.answers, strict=True):
        sign_conclusion.answer_question(
            yerlan, conclusion_id=story.conclusion_id, question_id=question_id, outcome=outcome, text=text
        )
    sign_conclusion.state_particulars(yerlan, conclusion_id=story.conclusion_id, education=story.words.education)
    sign_conclusion.submit(yerlan, conclusion_id=story.conclusion_id, approver_ids=[story.actor("dana").id])
    sign_conclusion.agree(story.actor("dana"), examination_id=story.examination_id)
    story.drain()
    return {"questions": len(asked), "outcomes": [outcome for outcome, _ in story.words.answers]}


def conclusion_is_signed(story: Story) -> Facts:
    """Revision 1 is made and signed: exactly these bytes."""
    yerlan = story.actor("yerlan")
    sign_conclusion.render(yerlan, conclusion_id=story.conclusion_id)
    sign_conclusion.sign_with_development_key(yerlan, conclusion_id=story.conclusion_id)
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None
    expect(facts.state is ConclusionState.SIGNED, "the conclusion is signed")
    return {"number": facts.number, "revision_1_sha256": facts.revision_1_sha256}


def conclusion_is_sealed_and_sent(story: Story) -> Facts:
    """The log proves the signature, the seal closes the file, and it goes to the body."""
    story.drain()
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None
    expect(facts.state is ConclusionState.SEALED, f"the conclusion is sealed, not {facts.state}")
    sent = dispatches_visible_to(story.actor("timur")).filter(subject_id=story.conclusion_id).first()
    expect(sent is not None, "the conclusion is sent to the body")
    assert sent is not None
    story.dispatch_id = sent.id
    return {"final_sha256": facts.final_sha256, "sealed_at": facts.sealed_at, "dispatched_on": sent.sent_on}


def body_receives(story: Story) -> Facts:
    """The investigator downloads the file and gives the receipt over its hash."""
    timur = story.actor("timur")
    story.final = conclusions.open_final(timur, story.conclusion_id).read()
    digest = hashlib.sha256(story.final).hexdigest()
    deliver_conclusion.receive(timur, dispatch_id=story.dispatch_id, content_sha256=digest)
    story.drain()
    return {"bytes": len(story.final), "sha256": digest}


def objects_go_back(story: Story) -> Facts:
    """The expert gives the objects back, the custodian returns them, and the case is closed."""
    objects = [thing.id for thing in custody.objects_of_order(story.actor("bolat"), story.order_id)]
    back = accept_materials.offer(
        story.actor("yerlan"), object_ids=objects, receiver_id=story.actor("bolat").id, purpose=story.words.back
    )
    accept_materials.take_over(story.actor("bolat"), hand_over_id=back)
    act = return_materials.offer(story.actor("bolat"), object_ids=objects, channel=ReturnChannel.HAND)
    return_materials.confirm(
        story.actor("bolat"), return_id=act, recipient_name=story.words.recipient, recipient_document=story.words.power
    )
    story.drain()
    order = intake.order_card(story.actor("aigerim"), story.order_id)
    expect(order.state == "closed", f"the order is closed, not {order.state}")
    expect(story.examination.state == "closed", f"the examination is closed, not {story.examination.state}")
    faults = [fault for thing in objects for fault in custody.faults_of(thing)]
    expect(not faults, f"every chain of custody holds: {faults}")
    return {"objects": len(objects), "order": order.state, "examination": story.examination.state}


def _term_facts(story: Story) -> Facts:
    reckoned = examinations.term_of(story.examination)
    return {
        "state": story.examination.state,
        "t0": reckoned.t0,
        "due": reckoned.due,
        "target": reckoned.target,
        "steps": len(reckoned.steps),
    }


STEPS: tuple[Step, ...] = (
    ("order", order_arrives),
    ("objects", objects_are_accepted),
    ("assignment", expert_is_assigned),
    ("hand_over", objects_are_handed_over),
    ("production", expert_accepts),
    ("petition", petition_suspends),
    ("answer", body_answers),
    ("conclusion", conclusion_is_written),
    ("signed", conclusion_is_signed),
    ("sealed_and_sent", conclusion_is_sealed_and_sent),
    ("receipt", body_receives),
    ("returned", objects_go_back),
)


def play(story: Story, *, until: str = "") -> Iterator[tuple[str, Facts]]:
    """Play step after step; each is yielded with what now holds. `until` names the last step to play."""
    for name, step in STEPS:
        yield name, step(story)
        if name == until:
            return


def keep(story: Story, folder: Path) -> Path:
    """Write the sealed conclusion where a person finds it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "conclusion.pdf"
    path.write_bytes(story.final)
    return path


def past_examinations() -> int:
    """How many examinations the installation has: a demo that was built before is not built again."""
    return examinations.visible_to(service_actor(EXAMINATIONS_VIEW)).count()
