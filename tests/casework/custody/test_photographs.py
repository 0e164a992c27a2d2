"""Photographs stay byte for byte as they were taken, are hashed into the chain, and are made small for the screen."""

from io import BytesIO

import pytest

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct
from saraptama.casework.custody.types import FileReceived
from saraptama.foundation.documents.pictures import PictureUnreadable
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from tests.factories import custody
from tests.factories.custody_papers import photograph, png

pytestmark = pytest.mark.django_db


def test_several_photographs_are_kept_as_they_were_taken(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    taken = [png(8, 6), png(6, 8)]
    services.add_photos(bolat, object_id=powder.id, photos=[photograph(one) for one in taken], caption="упаковка")
    photos = selectors.photos_of(powder.id)
    assert [read_for_system(photo.file_id).read() for photo in photos] == taken
    assert [photo.caption for photo in photos] == ["упаковка", "упаковка"]
    small = read_for_system(photos[0].thumbnail_id).read()
    assert small.startswith(b"\x89PNG") and small != taken[0]


def test_each_photograph_is_a_link_of_the_chain(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    services.add_photos(bolat, object_id=powder.id, photos=[photograph()])
    last = selectors.chain_of(powder.id)[-1]
    (photo,) = selectors.photos_of(powder.id)
    assert (last.act, last.document) == (CustodyAct.PHOTOGRAPHED, photo.file_id)
    assert selectors.faults_of(powder.id) == []


@pytest.mark.parametrize("content", [b"%PDF-1.4 no picture", b"MZ a program", png()[:60]])
def test_what_cannot_be_drawn_is_no_photograph(bolat: ActorRef, content: bytes) -> None:
    powder = custody.substance(bolat)
    with pytest.raises(PictureUnreadable):
        services.add_photos(bolat, object_id=powder.id, photos=[photograph(content, "photo.png")])
    assert selectors.photos_of(powder.id) == []


def test_the_name_does_not_decide_what_a_photograph_is(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    called_jpeg = FileReceived(name="IMG_1.jpg", media_type="image/jpeg", stream=BytesIO(png()))
    (photo,) = services.add_photos(bolat, object_id=powder.id, photos=[called_jpeg])
    assert photo.file.media_type == "image/png"


def test_no_photograph_is_no_act(bolat: ActorRef) -> None:
    with pytest.raises(errors.NothingChosen):
        services.add_photos(bolat, object_id=custody.substance(bolat).id, photos=[])


def test_who_does_not_hold_the_object_takes_no_photograph(bolat: ActorRef, yerlan: ActorRef, saule: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    services.add_photos(yerlan, object_id=powder.id, photos=[photograph()])
    with pytest.raises((NotPermitted, errors.ObjectUnknown)):
        services.add_photos(saule, object_id=powder.id, photos=[photograph()])
