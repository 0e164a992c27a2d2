"""Divide, use up, seal, permit, destroy, lose, find, photograph: each is a page that is reached from the object."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject, DestructionAct, Incident, ObjectPhoto
from saraptama.casework.intake.models import Order
from tests.factories.custody_papers import PDF, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing(kept_order: Order, actors: Any) -> CustodyObject:
    """An object in Bolat's own hands."""
    from tests.factories import custody

    custody.handed_over(actors["bolat"], actors["yerlan"], CustodyObject.objects.filter(order=kept_order))
    custody.handed_over(actors["yerlan"], actors["bolat"], CustodyObject.objects.filter(order=kept_order))
    return CustodyObject.objects.filter(order=kept_order).order_by("label")[0]


def page_of(client: Client, thing: CustodyObject) -> Any:
    return client.get(reverse("custody_object", args=[thing.pk]))


def act_of() -> SimpleUploadedFile:
    return SimpleUploadedFile("act.pdf", PDF, content_type="application/pdf")


def test_the_object_page_offers_what_can_be_done(custodian: Client, thing: CustodyObject) -> None:
    page = page_of(custodian, thing)
    body = page.content.decode()
    for name in (
        "custody_divide",
        "custody_consume",
        "custody_seal",
        "custody_photos",
        "custody_permit",
        "custody_lost",
    ):
        assert reverse(name, args=[thing.pk]) in body
    assert not page.context["may"]["destroy"]


def test_a_sample_is_taken_and_the_balance_shown(custodian: Client, thing: CustodyObject) -> None:
    url = reverse("custody_divide", args=[thing.pk])
    whole = thing.quantity
    typed = {
        "parts-count": "1",
        "parts-0-name": "Проба",
        "parts-0-quantity": str(whole + 1),
        "parts-0-kind": "SAMPLE",
        "parts-0-seal_number": "П-5",
    }
    (line,) = custodian.post(url, typed).context["lines"]
    assert line["code"] == "more_than_there_is"
    assert f"{whole.normalize():f} " in line["text"], "the balance as people write it, with its unit"
    assert custodian.post(url, {**typed, "parts-0-quantity": "0.5"}).status_code == 302
    part = CustodyObject.objects.get(parent=thing)
    assert (part.kind, part.name) == ("SAMPLE", "Проба")
    page = page_of(custodian, thing)
    assert [row[0].pk for row in page.context["parts"]] == [part.pk]
    assert page.context["parts"][0][1].startswith("0,5 "), "Bolat reads Russian: a comma before the decimals"


def test_using_up_is_refused_until_the_permission_is_on_file(custodian: Client, thing: CustodyObject) -> None:
    consume = reverse("custody_consume", args=[thing.pk])
    typed = {"quantity": "0.5", "how": "хроматография"}
    CustodyObject.objects.filter(pk=thing.pk).update(destruction_permission="NONE")
    assert custodian.post(consume, typed).context["lines"][0]["code"] == "destruction_not_permitted"
    permit = {"permission": "FULL", "ground": "письмо 5-12", "paper": act_of()}
    assert custodian.post(reverse("custody_permit", args=[thing.pk]), permit).status_code == 302
    assert custodian.post(consume, {**typed, "how": "хроматография в присутствии"}).status_code == 302
    page = page_of(custodian, thing)
    (permission, _words, _by) = page.context["permits"][0]
    assert (permission.ground, permission.permission) == ("письмо 5-12", "FULL")
    paper = custodian.get(reverse("custody_paper", args=[thing.pk, permission.document_id]))
    assert b"".join(paper.streaming_content) == PDF


def test_a_page_opened_before_somebody_else_acted_does_nothing(custodian: Client, thing: CustodyObject) -> None:
    url = reverse("custody_seal", args=[thing.pk])
    seen = custodian.get(url).context["form"]["seen"].value()
    assert custodian.post(url, {"seal_number": "П-7", "why": "осмотр", "seen": seen}).status_code == 302
    page = custodian.post(url, {"seal_number": "П-8", "why": "второй осмотр", "seen": seen})
    assert page.context["form"].data["seal_number"] == "П-8"
    assert page.context["lines"][0]["code"] == "moved_meanwhile"
    thing.refresh_from_db()
    assert thing.seal_number == "П-7"


def test_destroyed_under_an_act(custodian: Client, thing: CustodyObject) -> None:
    destroy = f"{reverse('custody_destroy')}?object={thing.pk}"
    assert custodian.get(destroy).context["things"] == []
    permit = {"permission": "FULL", "ground": "письмо 5-12"}
    custodian.post(reverse("custody_permit", args=[thing.pk]), permit)
    typed = {"object_ids": [str(thing.pk)], "method": "сожжение", "witnesses": "Сейітов Е.Қ."}
    assert "paper" in custodian.post(destroy, typed).context["form"].errors
    assert custodian.post(destroy, {**typed, "paper": act_of()}).status_code == 302
    assert DestructionAct.objects.get().items.get().custody_object_id == thing.pk


def test_lost_and_found(custodian: Client, thing: CustodyObject) -> None:
    lost = reverse("custody_lost", args=[thing.pk])
    words = {"words": "нет на полке, искали втроём"}
    assert "paper" in custodian.post(lost, words).context["form"].errors
    assert custodian.post(lost, {**words, "paper": act_of()}).status_code == 302
    page = page_of(custodian, thing)
    assert [row.kind for row in page.context["incidents"]] == ["LOST"]
    found = {"words": "стоял на полке 4", f"seal-{thing.pk}-state": "INTACT"}
    assert custodian.post(reverse("custody_found", args=[thing.pk]), found).status_code == 302
    assert Incident.objects.get().outcome == "стоял на полке 4"


def test_photographs_stand_small_on_the_page_and_open_as_taken(custodian: Client, thing: CustodyObject) -> None:
    picture = png()
    files = [SimpleUploadedFile(f"IMG_{n}.png", picture, content_type="image/png") for n in range(2)]
    custodian.post(reverse("custody_photos", args=[thing.pk]), {"photos": files, "caption": "упаковка"})
    photos = list(ObjectPhoto.objects.all())
    assert len(photos) == 2
    body = page_of(custodian, thing).content.decode()
    small = reverse("custody_photo_small", args=[photos[0].pk])
    assert small in body
    assert custodian.get(small).headers["Content-Type"] == "image/png"
    whole = custodian.get(reverse("custody_photo", args=[photos[0].pk]))
    assert b"".join(whole.streaming_content) == picture


def test_photographs_of_an_order_are_all_taken_or_none(custodian: Client, thing: CustodyObject) -> None:
    assert thing.order_id is not None
    url = reverse("custody_order_photos", args=[thing.order_id])
    others = CustodyObject.objects.filter(order_id=thing.order_id).exclude(pk=thing.pk)
    good = SimpleUploadedFile("a.png", png(), content_type="image/png")
    bad = SimpleUploadedFile("b.png", b"no picture", content_type="image/png")
    page = custodian.post(url, {f"photos-{thing.pk}-photos": good, f"photos-{others[0].pk}-photos": bad})
    assert page.status_code == 200
    assert page.context["lines"]
    assert not ObjectPhoto.objects.exists()
    good.seek(0)
    assert custodian.post(url, {f"photos-{thing.pk}-photos": good}).status_code == 302
    assert ObjectPhoto.objects.count() == 1


def test_another_orders_paper_is_not_given_out(custodian: Client, thing: CustodyObject) -> None:
    photo = SimpleUploadedFile("a.png", png(), content_type="image/png")
    custodian.post(reverse("custody_photos", args=[thing.pk]), {"photos": [photo]})
    hidden = ObjectPhoto.objects.get().file_id
    assert custodian.get(reverse("custody_paper", args=[thing.pk, hidden])).status_code == 404
