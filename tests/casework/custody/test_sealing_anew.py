"""After the study a package has another seal; the former one stays in the chain, the new one is what is checked."""

import pytest

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, SealState
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

pytestmark = pytest.mark.django_db


def test_the_new_seal_stands_in_chain_and_object(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    services.seal_object(yerlan, object_id=powder.id, seal_number="П-77", why="после исследования", packaging="пакет")
    sealed = custody.now(powder)
    assert (sealed.seal_number, sealed.packaging) == ("П-77", "пакет")
    chain = selectors.chain_of(powder.id)
    assert [link.seal_number for link in chain][-2:] == ["П-9", "П-77"]
    assert (chain[-1].act, chain[-1].seal_state) == (CustodyAct.SEALED, SealState.INTACT)
    assert selectors.faults_of(powder.id) == []


def test_the_same_seal_again_changes_nothing(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    services.seal_object(bolat, object_id=powder.id, seal_number="П-9", why="проверка")
    assert custody.now(powder).chain_length == powder.chain_length


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"why": "осмотр"}, errors.SealOrReason),
        ({"why": "осмотр", "seal_number": "1", "no_seal_reason": "нет"}, errors.SealOrReason),
        ({"why": " ", "seal_number": "1"}, errors.ReasonMissing),
    ],
)
def test_an_incomplete_sealing_is_refused(bolat: ActorRef, typed: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        services.seal_object(bolat, object_id=custody.substance(bolat).id, **typed)


def test_only_the_holder_seals(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    with pytest.raises(errors.NotInYourHands):
        services.seal_object(bolat, object_id=powder.id, seal_number="П-77", why="осмотр")
