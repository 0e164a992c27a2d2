"""What the custody room shows once something happened: photographs, a loss, a parcel, a broken seal, a content."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.urls import reverse

from saraptama.casework.custody import selectors, services
from saraptama.casework.custody.enums import ReturnChannel, SealState
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.types import FileReceived, ObjectReceived, Part, SealCheck, Way
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.kernel.actor import ActorRef
from tests.factories import custody
from tests.factories.custody_papers import photograph, png, signed_act

AS_WRITTEN_HERE = {"room": "k-1", "rack": "s-1", "shelf-1": "p-1", "shelf-2": "p-2", "box": "b-1"}


def custody_pages() -> Iterator[tuple[str, str]]:
    """Name and path of every page that needs such a record, as Bolat opens them."""
    bolat, yerlan = actor_for_login("bolat"), actor_for_login("yerlan")
    powder = _powder_with_a_past(bolat, yerlan)
    for name in ("object", "divide", "consume", "seal", "permit", "lost", "photos"):
        yield f"custody_{name}", reverse(f"custody_{name}", args=[powder.pk])
    yield "custody_destroy", f"{reverse('custody_destroy')}?object={powder.pk}"
    yield "custody_send", f"{reverse('custody_send')}?object={powder.pk}"
    (incident,) = selectors.incidents(bolat, is_open=True).filter(custody_object=powder)
    yield "custody_incident", reverse("custody_incident", args=[incident.pk])
    disk = _disk_with_content(bolat)
    yield "custody_object", reverse("custody_object", args=[disk.pk])
    yield "custody_content", reverse("custody_content", args=[disk.pk])
    lost = custody.substance(bolat)
    services.report_lost(bolat, object_id=lost.pk, words="нет на полке, искали втроём", paper=signed_act())
    yield "custody_found", reverse("custody_found", args=[lost.pk])
    yield from _parcels(bolat)
    offered = custody.substance(bolat)
    offer = services.offer_hand_over(bolat, object_ids=[offered.pk], receiver_id=yerlan.id)
    yield "custody_on_the_spot", reverse("custody_on_the_spot", args=[offer.pk])
    box = custody.storeroom(bolat, AS_WRITTEN_HERE)["box"]
    for name in ("custody_place_move", "custody_place_close"):
        yield name, reverse(name, args=[box.pk])


def _powder_with_a_past(bolat: ActorRef, yerlan: ActorRef) -> CustodyObject:
    """Photographed, permitted to be destroyed, divided, and back from the expert with a broken seal."""
    powder = custody.substance(bolat, DestructionPermission.NONE)
    services.add_photos(bolat, object_id=powder.pk, photos=[photograph(png(80, 60))], caption="Упаковка с пломбой")
    full: Any = {"permission": DestructionPermission.FULL, "ground": "письмо 5-12", "paper": signed_act()}
    services.permit_destruction(bolat, object_id=powder.pk, **full)
    sample = Part(name="Проба 1", quantity=Decimal("2.5"), seal_number="П-10", kind=ObjectKind.SAMPLE)
    services.divide_object(bolat, object_id=powder.pk, parts=[sample])
    custody.handed_over(bolat, yerlan, [powder])
    back = services.offer_hand_over(yerlan, object_ids=[powder.pk], receiver_id=bolat.id)
    broken = {powder.pk: SealCheck(SealState.BROKEN, "надорван угол пакета")}
    services.confirm_hand_over(bolat, hand_over_id=back.pk, seals=broken)
    return powder


def _disk_with_content(bolat: ActorRef) -> CustodyObject:
    """A flash drive, its content stored."""
    drive = ObjectReceived(
        kind=ObjectKind.DIGITAL, name="Флешка", measure_unit="CARRIER", seal_number="П-4", seal_state=SealState.INTACT
    )
    receipt = services.accept_objects(
        bolat, items=[drive], brought_by="Исмаилов Т.", request_key=str(uuid4()), unit_id=custody.astana()
    )
    disk = receipt.accepted_objects.get()
    content = FileReceived(name="disk.img", media_type="application/octet-stream", stream=BytesIO(bytes(3000)))
    services.store_content(bolat, object_id=disk.pk, file=content)
    return disk


def _parcels(bolat: ActorRef) -> Iterator[tuple[str, str]]:
    """One return is ready to be sent, another is on its way."""
    ready, sent = (
        services.offer_return(bolat, object_ids=[custody.substance(bolat).pk], channel=ReturnChannel.POST)
        for _number in range(2)
    )
    yield "custody_return_send", reverse("custody_return_send", args=[ready.pk])
    way = Way(ReturnChannel.POST, "Қазпошта", "RR 123 456 789 KZ")
    parcel = services.send_return(bolat, return_id=sent.pk, way=way)
    yield "custody_parcel", reverse("custody_parcel", args=[parcel.pk])
    yield "custody_return_cancel", reverse("custody_return_cancel", args=[sent.pk])
