"""Conclusions in every situation of their life, brought there through the front doors."""

from typing import Any
from uuid import UUID, uuid4

from saraptama.capacity.experts.models import Expert
from saraptama.capacity.methods.models import MethodVersion
from saraptama.casework.conclusions import rights, services
from saraptama.casework.conclusions.enums import Outcome
from saraptama.casework.conclusions.models import Conclusion, SignatureRecord
from saraptama.casework.custody import services as custody
from saraptama.casework.custody.enums import SealState
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.rights import CUSTODY_ACCEPT, CUSTODY_VIEW
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.examinations import services as examinations
from saraptama.casework.examinations.enums import Complexity
from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.documents.services import read_for_system
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.integrations.eds.development_signer import sign_detached
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.rights import Grant, Right
from tests.factories import examinations as made
from tests.factories import intake

HEAD = (*made.HEAD_RIGHTS, rights.VIEW, rights.CHECK)
DAY = "2026-11-20"
RESEARCH = "## Сравнительное исследование\n\nУстановлены совпадения по всем общим и четырнадцати частным признакам."


def expert(login: str) -> Expert:
    """A member of the cast as an expert."""
    return Expert.objects.get(user__login=login)


def acting(found: Expert) -> ActorRef:
    """The expert in own name, with the rights of the post."""
    held = [*made.EXPERT_RIGHTS, made.rights.VIEW, rights.DRAFT, rights.SIGN, rights.VIEW]
    return ActorRef(id=found.user_id, kind=ActorKind.PERSON, grants=tuple(Grant(right.code) for right in held))


def staff(*held: Right, path: str = "centre.i71") -> ActorRef:
    """Somebody of the institute in Astana with these rights."""
    grants = tuple(Grant(right.code, unit_path=path) for right in held)
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants)


def clerk() -> ActorRef:
    """A records clerk."""
    return staff(rights.VIEW, rights.DELIVER)


def head() -> ActorRef:
    """The head of the institute."""
    return staff(*HEAD)


def judge(body_code: str = intake.POLICE) -> ActorRef:
    """Somebody of the appointing body."""
    grants = (Grant(rights.RECEIVE.code),)
    return ActorRef(id=uuid4(), kind=ActorKind.PERSON, grants=grants, body_id=reference.body_by_code(body_code).id)


def in_production(lead: Expert, *members: Expert) -> Examination:
    """An examination with its two objects in the house, a method noted, and its experts at work."""
    examination = _accepted(Composition.COMMISSION if members else Composition.SOLE)
    with made.on(DAY) as when:
        examinations.assign_expert(
            head(),
            examination_id=examination.id,
            lead_id=lead.id,
            member_ids=[member.id for member in members],
            occurred_on=when,
        )
    for member in members:
        made.taken(examination, member, DAY, None)
    made.taken(examination, lead, DAY, Complexity.HIGH)
    note_method(examination, lead)
    return made.fresh(examination)


def _accepted(composition: Composition) -> Examination:
    with made.on(DAY) as when:
        order = intake.registered_order(intake.complete_order(composition=composition))
        (registration,) = order.registrations.all()
        (examination,) = examinations.open_examinations(SYSTEM, registration_id=registration.id, occurred_on=when)
        _bring_objects(examination)
        examinations.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=when)
        return examinations.accept_for_production(head(), examination_id=examination.id, occurred_on=when)


def _bring_objects(examination: Examination) -> None:
    order = made.order_of(examination)
    custodian = staff(CUSTODY_ACCEPT, CUSTODY_VIEW)
    with made.on(DAY) as when:
        items = [
            ObjectReceived(seal_state=SealState.INTACT, ordered_object_id=thing.id, seal_number=thing.seal_number)
            for thing in order.ordered_objects.order_by("number")
        ]
        receipt = custody.accept_objects(
            custodian, items=items, brought_by="Курьер", request_key=str(uuid4()), order_id=order.id
        )
        ids = list(CustodyObject.objects.filter(receipt=receipt).values_list("id", flat=True))
        examinations.allocate_objects(SYSTEM, examination_id=examination.id, object_ids=ids, occurred_on=when)


def note_method(examination: Examination, by: Expert) -> None:
    """The first registered method of the specialty was used."""
    version = MethodVersion.objects.filter(specialty_codes__contains=["1.1"]).order_by("id")[0]
    with made.on(DAY) as when:
        examinations.use_method(
            acting(by),
            examination_id=examination.id,
            method_id=version.method_id,
            method_version=version.version,
            occurred_on=when,
        )


def opened(lead: Expert, *members: Expert, language: str = "ru") -> Conclusion:
    """A draft in which nothing stands yet."""
    examination = in_production(lead, *members)
    with made.on(DAY):
        return services.open_draft(acting(lead), examination_id=examination.id, language=language)


def answer(conclusion: Conclusion, by: Expert, number: int, outcome: Outcome, **more: Any) -> None:
    """The expert answers a question by its number."""
    with made.on(DAY):
        services.answer_question(
            acting(by),
            conclusion_id=conclusion.id,
            question_id=question_id(conclusion, number),
            outcome=outcome.value,
            text=more.pop("text", f"Ответ на вопрос {number}."),
            **more,
        )


def question_id(conclusion: Conclusion, number: int) -> UUID:
    """The id of a question of the order."""
    found: UUID = conclusion.examination.order.questions.get(number=number).id
    return found


def written(lead: Expert, *members: Expert, language: str = "ru") -> Conclusion:
    """A complete draft: research written, both questions answered."""
    conclusion = opened(lead, *members, language=language)
    with made.on(DAY):
        services.write_section(acting(lead), conclusion_id=conclusion.id, section="research", text=RESEARCH)
    answer(conclusion, lead, 1, Outcome.CATEGORICAL_POSITIVE)
    answer(conclusion, lead, 2, Outcome.PROBABLE)
    return conclusion


def agreed(conclusion: Conclusion, lead: Expert) -> Conclusion:
    """Submitted, and agreed to by the head."""
    with made.on(DAY) as when:
        services.submit_draft(acting(lead), conclusion_id=conclusion.id)
        examinations.submit_for_agreement(acting(lead), examination_id=conclusion.examination_id, occurred_on=when)
        examinations.agree(head(), examination_id=conclusion.examination_id, occurred_on=when)
        services.follow_agreement(head(), examination_id=conclusion.examination_id)
    return fresh(conclusion)


def rendered(lead: Expert, *members: Expert, language: str = "ru") -> Conclusion:
    """Agreed, with revision 1 ready to be signed."""
    conclusion = agreed(written(lead, *members, language=language), lead)
    with made.on(DAY):
        return services.render_revision_1(acting(lead), conclusion_id=conclusion.id)


def cms_of(conclusion: Conclusion, by: Expert, authority: DevelopmentAuthority, content: bytes | None = None) -> bytes:
    """The expert's national signature over revision 1 (or over something else)."""
    user = User.objects.get(pk=by.user_id)
    identity = authority.expert(iin=user.iin or "", surname=user.surname, name=user.name)
    with made.on(DAY):
        return sign_detached(revision_1(conclusion) if content is None else content, identity)


def sign(conclusion: Conclusion, by: Expert, authority: DevelopmentAuthority) -> SignatureRecord:
    """The expert signs."""
    cms = cms_of(conclusion, by, authority)
    with made.on(DAY):
        return services.sign(acting(by), conclusion_id=conclusion.id, cms=cms)


def seal(conclusion: Conclusion) -> Conclusion:
    """The log catches up, and the job runs."""
    with made.on(DAY):
        catch_up()
        return services.seal_conclusion(SYSTEM, conclusion_id=conclusion.id)


def sealed(lead: Expert, authority: DevelopmentAuthority, *, language: str = "ru") -> Conclusion:
    """Signed by its one expert and sealed."""
    conclusion = rendered(lead, language=language)
    sign(conclusion, lead, authority)
    return seal(conclusion)


def fresh(conclusion: Conclusion) -> Conclusion:
    """The conclusion as it stands in the database."""
    return Conclusion.objects.get(pk=conclusion.pk)


def revision_1(conclusion: Conclusion) -> bytes:
    """The bytes that are signed."""
    found = fresh(conclusion).revision_1_id
    assert found is not None
    return read_for_system(found).read()


def final(conclusion: Conclusion) -> bytes:
    """The sealed file."""
    found = fresh(conclusion).final_id
    assert found is not None
    return read_for_system(found).read()
