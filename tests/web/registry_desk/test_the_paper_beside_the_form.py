"""A scan is kept at once, told by its bytes, shown beside form and checklist, and never lost (features A11)."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.models import Order
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel.actor import ActorRef
from tests.factories import intake
from tests.web.registry_desk.paper import paper_order

pytestmark = pytest.mark.django_db

ENTER = "/registry/enter/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def scan(name: str = "order.pdf", content: bytes = PDF, media_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=media_type)


def test_a_scan_is_kept_before_the_order_is_typed_and_stands_beside_it(clerk: Client) -> None:
    key = uuid4()
    page = clerk.post(ENTER, {"request_key": str(key), "attach": "1", "scan": scan()})
    (kept,) = files_of_case(key)
    assert f'src="{reverse("registry_scan", args=[kept.id])}"' in page.content.decode()
    assert page.context["form"].errors == {}
    clerk.post(ENTER, paper_order(request_key=str(key)))
    order = Order.objects.get(number="77")
    assert order.pk == key
    assert [file.id for file in files_of_case(order.pk)] == [kept.id]
    assert read_for_system(kept.id).read() == PDF
    assert len(kept.commitment) == 64


def test_a_form_with_mistakes_does_not_lose_the_scan(clerk: Client) -> None:
    typed = paper_order(body_code="Полиция Марса", scan=scan())
    page = clerk.post(ENTER, typed)
    assert "body_code" in page.context["form"].errors
    assert [shown.name for shown in page.context["scans"]] == ["order.pdf"]
    clerk.post(ENTER, paper_order(request_key=typed["request_key"]))
    assert len(files_of_case(Order.objects.get(number="77").pk)) == 1


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (("order.pdf", b"MZ" + b"\x00" * 80, "application/pdf"), "file_disguised"),
        (("order.txt", b"hello", "text/plain"), "not_a_scan"),
        (("order.pdf", PNG, "application/pdf"), "file_disguised"),
    ],
)
def test_what_is_no_scan_is_told_by_its_content(clerk: Client, paper: tuple[str, bytes, str], code: str) -> None:
    page = clerk.post(ENTER, paper_order(scan=scan(*paper)))
    assert page.status_code == 200
    assert [error.code for error in page.context["form"].errors.as_data()["scan"]] == [code]
    assert not Order.objects.filter(number="77").exists()


def test_the_paper_is_shown_inside_our_own_pages_only(clerk: Client) -> None:
    clerk.post(ENTER, paper_order(scan=scan()))
    order = Order.objects.get(number="77")
    (kept,) = files_of_case(order.pk)
    answer: Any = clerk.get(reverse("registry_scan", args=[kept.id]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    page = clerk.get(reverse("registry_order", args=[order.pk]))
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.templates[0].name == "registry_desk/order.html"
    assert "registry_desk/checklist.html" in [template.name for template in page.templates]


def test_others_do_not_see_it(clerk: Client, seated: Any, actors: dict[str, ActorRef]) -> None:
    clerk.post(ENTER, paper_order(scan=scan(), confidentiality="MEDICAL"))
    (kept,) = files_of_case(Order.objects.get(number="77").pk)
    address = reverse("registry_scan", args=[kept.id])
    assert clerk.get(address).status_code == 200
    assert clerk.get(reverse("registry_scan", args=[uuid4()])).status_code == 404
    for login in ("timur", "yerlan"):
        assert seated(login).get(address).status_code in (403, 404)


def test_a_scan_is_kept_with_an_order_that_stands_already(clerk: Client, actors: dict[str, ActorRef]) -> None:
    order_id = intake.receive(actors["timur"]).order_id
    address = reverse("registry_attach", args=[order_id])
    assert clerk.post(address, {}).context["form"].errors
    answer = clerk.post(address, {"scan": scan("page.png", PNG, "image/png")})
    assert answer.headers["Location"] == reverse("registry_order", args=[order_id])
    page = clerk.get(reverse("registry_order", args=[order_id]))
    assert [(shown.name, shown.is_picture) for shown in page.context["scans"]] == [("page.png", True)]


def test_a_form_cannot_put_a_scan_into_a_case_that_stands(clerk: Client, actors: dict[str, ActorRef]) -> None:
    order_id = intake.receive(actors["timur"]).order_id
    page = clerk.post(ENTER, {"request_key": str(order_id), "attach": "1", "scan": scan()})
    assert "scan" in page.context["form"].errors
    assert files_of_case(order_id) == []


def test_the_journal_tells_paper_from_other_channels(clerk: Client, actors: dict[str, ActorRef]) -> None:
    intake.receive(actors["timur"], intake.complete_order(number="Э-1"))
    clerk.post(ENTER, paper_order())
    found = clerk.get(reverse("registry_journal") + "?channel=PAPER").context["table"].page.rows
    assert [order.number for order in found] == ["77"]
