"""A later conclusion of the same examination takes the place of the former one when it is sealed, not before."""

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import selectors, services
from saraptama.casework.conclusions.enums import ConclusionState, Outcome, PublicStatus
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.models import Examination
from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from tests.casework.conclusions import situations
from tests.factories import examinations as made


def test_the_former_conclusion_stands_until_the_later_one_is_sealed(
    yerlan: Expert, authority: DevelopmentAuthority
) -> None:
    former = situations.sealed(yerlan, authority)
    me = situations.acting(yerlan)
    Examination.objects.filter(pk=former.examination_id).update(state=ExaminationState.IN_PRODUCTION.value)
    with made.on(situations.DAY):
        later = services.open_draft(me, examination_id=former.examination_id, language="ru")
        services.write_section(me, conclusion_id=later.id, section="research", text=situations.RESEARCH)
    situations.answer(later, yerlan, 1, Outcome.UNDECIDED)
    situations.answer(later, yerlan, 2, Outcome.UNDECIDED)
    assert (later.number, later.replaces_id) == (f"{former.number}-2", former.id)
    situations.agreed(later, yerlan)
    with made.on(situations.DAY):
        services.render_revision_1(me, conclusion_id=later.id)
    situations.sign(later, yerlan, authority)
    assert selectors.by_token(former.qr_token).status is PublicStatus.VALID
    situations.seal(later)
    assert situations.fresh(former).state == ConclusionState.REPLACED
    assert selectors.by_token(former.qr_token).status is PublicStatus.REPLACED
    assert selectors.by_token(later.qr_token).status is PublicStatus.VALID
