"""An object ends lawfully: destroyed with permission, act and witnesses; lost with an act, and found again (C6, C7)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState, IncidentKind, SealState
from saraptama.casework.custody.models import CustodyObject, DestructionAct, Incident
from saraptama.casework.custody.types import FileReceived, SealCheck
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.foundation.documents.services import read_for_system
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import custody
from tests.factories.custody_papers import PDF, signed_act

pytestmark = pytest.mark.django_db

GROUND = "письмо следователя 5-12 от 20.11.2026"


def destroy(actor: ActorRef, thing: CustodyObject, **changes: object) -> DestructionAct:
    how = {"method": "сожжение", "witnesses": "Сейітов Е.Қ., эксперт", "paper": signed_act()} | changes
    return services.destroy_objects(actor, object_ids=[thing.id], **how)  # type: ignore[arg-type]


def test_without_permission_in_full_nothing_is_destroyed(bolat: ActorRef) -> None:
    for permission in (DestructionPermission.NONE, DestructionPermission.PARTIAL):
        with pytest.raises(errors.DestructionNotPermitted):
            destroy(bolat, custody.substance(bolat, permission))


def test_the_permission_is_on_file_with_its_letter(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.NONE)
    full = DestructionPermission.FULL
    for _time in range(2):
        services.permit_destruction(
            bolat, object_id=powder.id, permission=full, ground=GROUND, paper=signed_act("letter.pdf")
        )
    (permit,) = selectors.permits_of(powder.id)
    assert (permit.permission, permit.ground) == (full, GROUND)
    assert permit.document_id is not None
    assert read_for_system(permit.document_id).read() == PDF
    assert selectors.papers_of(powder.id) == {permit.document_id}


def test_an_act_of_destruction_ends_the_chain(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    act = destroy(bolat, powder)
    assert (act.number, act.witnesses) == (1, "Сейітов Е.Қ., эксперт")
    assert custody.now(powder).state == CustodyState.DESTROYED
    last = selectors.chain_of(powder.id)[-1]
    assert (last.act, last.document) == (CustodyAct.DESTROYED, act.document_id)
    assert selectors.faults_of(powder.id) == []
    with pytest.raises(TransitionRefused):
        destroy(bolat, powder)


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"paper": None}, errors.PaperMissing),
        ({"witnesses": " "}, errors.WitnessMissing),
        ({"method": ""}, errors.ReasonMissing),
    ],
)
def test_an_incomplete_act_is_refused(bolat: ActorRef, missing: dict[str, object], refusal: type[Exception]) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    with pytest.raises(refusal):
        destroy(bolat, powder, **missing)
    assert custody.now(powder).state == CustodyState.ACCEPTED


def test_the_day_lies_between_acceptance_and_today(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(errors.DestructionDayWrong):
            destroy(bolat, powder, destroyed_on=day)


def test_an_expert_destroys_nothing(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    custody.handed_over(bolat, yerlan, [powder])
    with pytest.raises(NotPermitted):
        destroy(yerlan, powder)


def test_a_lost_object_is_found_again_and_its_incident_closed(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    incident = services.report_lost(bolat, object_id=powder.id, words="нет на полке", paper=signed_act())
    assert incident.kind == IncidentKind.LOST
    assert OutboxEvent.objects.filter(name="custody.IncidentOpened").count() == 1
    with pytest.raises(TransitionRefused):
        services.report_lost(bolat, object_id=powder.id, words="нет", paper=signed_act())
    seal = SealCheck(SealState.INTACT)
    services.report_found(bolat, object_id=powder.id, words="стоял на полке 4", seal=seal)
    incident.refresh_from_db()
    assert (incident.outcome, custody.now(powder).holder_id) == ("стоял на полке 4", bolat.id)
    assert selectors.faults_of(powder.id) == []


def test_an_object_lost_while_offered_leaves_the_offer(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    offer = services.offer_hand_over(bolat, object_ids=[powder.id], receiver_id=yerlan.id)
    services.report_lost(bolat, object_id=powder.id, words="нет на полке", paper=signed_act())
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    assert custody.now(powder).state == CustodyState.LOST


def test_an_incident_is_closed_once_by_who_may(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    offer = services.offer_hand_over(yerlan, object_ids=[powder.id], receiver_id=bolat.id)
    services.confirm_hand_over(
        bolat, hand_over_id=offer.id, seals={powder.id: SealCheck(SealState.BROKEN, "надорвана")}
    )
    (incident,) = selectors.incidents(bolat, is_open=True)
    with pytest.raises((NotPermitted, NotVisible)):
        services.close_incident(yerlan, incident_id=incident.id, outcome="ничего")
    services.close_incident(bolat, incident_id=incident.id, outcome="служебная проверка, 3-15")
    with pytest.raises(errors.AlreadyClosed):
        services.close_incident(bolat, incident_id=incident.id, outcome="ещё раз")
    assert not selectors.incidents(bolat, is_open=True).exists()


def test_the_database_demands_the_act_of_a_loss(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    with pytest.raises(IntegrityError, match="custody_loss_needs_an_act"), transaction.atomic():
        Incident.objects.create(
            custody_object=powder, kind="LOST", occurred_on=clock.today(), opened_by=bolat.id, words="нет"
        )


def test_a_file_that_is_no_paper_is_not_taken_as_an_act(bolat: ActorRef) -> None:
    from io import BytesIO

    from saraptama.foundation.documents.errors import FileDisguised

    powder = custody.substance(bolat)
    program = FileReceived(name="act.pdf", media_type="application/pdf", stream=BytesIO(b"MZ" + bytes(100)))
    with pytest.raises(FileDisguised):
        services.report_lost(bolat, object_id=powder.id, words="нет", paper=program)
    assert custody.now(powder).state == CustodyState.ACCEPTED
