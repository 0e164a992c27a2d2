"""The clerk types a paper order: it is taken in, its scan is kept, and the checklist is applied in one go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.models import Order
from saraptama.foundation.documents.selectors import files_of_case
from tests.web.registry_desk.paper import paper_order, row

pytestmark = pytest.mark.django_db

ENTER = "/registry/enter/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_a_complete_order_is_entered_checked_and_opened(clerk: Client) -> None:
    answer = clerk.post(ENTER, paper_order())
    order = Order.objects.get(number="77")
    assert answer.headers["Location"] == reverse("registry_order", args=[order.pk])
    assert order.state == "checked"
    assert order.signature_status == "PAPER_SCAN"
    assert [asked.specialty_code for asked in order.specialties.all()] == ["1.1"]
    assert [sent.name for sent in order.ordered_objects.all()] == ["Договор"]
    assert order.arrivals.get().channel == "PAPER"


def test_the_same_form_sent_twice_is_one_order(clerk: Client) -> None:
    typed = paper_order()
    first, second = clerk.post(ENTER, typed), clerk.post(ENTER, typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Order.objects.filter(number="77").count() == 1


def test_the_scan_is_kept_with_the_case(clerk: Client) -> None:
    scan = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    clerk.post(ENTER, paper_order(scan=scan))
    order = Order.objects.get(number="77")
    assert [(file.name, file.kind) for file in files_of_case(order.pk)] == [("order.pdf", "ORDER")]
    page = clerk.get(reverse("registry_order", args=[order.pk]))
    assert "order.pdf" in page.content.decode()


def test_the_papers_that_the_law_asks_for_are_named_in_the_order(clerk: Client) -> None:
    consent = SimpleUploadedFile("consent.pdf", PDF, content_type="application/pdf")
    victim = row("persons", 0, role="VICTIM", full_name="Тестова Тест", is_examined="on", iin="")
    clerk.post(ENTER, paper_order(consent="GIVEN", consent_document=consent, **victim))
    order = Order.objects.get(number="77")
    assert order.consent_document_id is not None
    assert order.state == "checked"


def test_what_the_paper_lacks_leaves_the_order_deficient(clerk: Client) -> None:
    clerk.post(ENTER, paper_order(place="", grounds="", **row("questions", 0, text="")))
    order = Order.objects.get(number="77")
    page = clerk.get(reverse("registry_order", args=[order.pk])).content.decode()
    assert order.state == "deficient"
    for code in ("O2", "O4", "O8"):
        assert code in page


def test_a_refusal_about_a_row_stands_at_that_row_and_nothing_typed_is_lost(clerk: Client) -> None:
    two = {
        "persons-count": "2",
        **row("persons", 1, role="VICTIM", full_name="Вторая Особа", iin="123456789012"),
    }
    page = clerk.post(ENTER, paper_order(**two))
    assert page.status_code == 200
    form = page.context["rows"]["persons"].rows[1]
    assert list(form.errors) == ["iin"]
    assert "Вторая Особа" in page.content.decode()
    assert not Order.objects.filter(number="77").exists()


def test_rows_that_nobody_touched_do_not_count(clerk: Client) -> None:
    """A browser sends the lists' first choices even from an empty row."""
    untouched = {
        **row("persons", 0, role="SUSPECT", full_name="", iin=""),
        **row("objects", 0, kind="DOCUMENT", name="", quantity="1", measure_unit="PIECE", seal_number=""),
    }
    assert clerk.post(ENTER, paper_order(**untouched)).status_code == 302
    order = Order.objects.get(number="77")
    assert (order.persons.count(), order.ordered_objects.count()) == (0, 0)


def test_a_new_row_takes_the_keyboard(clerk: Client) -> None:
    page = clerk.post(ENTER, paper_order(**{"questions-add": "1"}))
    first, second = page.context["rows"]["questions"].rows
    assert "autofocus" not in str(first["text"])
    assert "autofocus" in str(second["text"])
    assert page.content.decode().count("autofocus") == 1


def test_a_body_that_is_in_no_list_is_told_at_its_field(clerk: Client) -> None:
    page = clerk.post(ENTER, paper_order(body_code="Полиция Марса"))
    assert "body_code" in page.context["form"].errors


def test_another_row_keeps_what_was_typed(clerk: Client) -> None:
    page = clerk.post(ENTER, paper_order(**{"objects-add": "1"}))
    assert len(page.context["rows"]["objects"].rows) == 2
    assert "Договор" in page.content.decode()
    assert not Order.objects.filter(number="77").exists()
