"""Kind × composition × category: the form says what is lawful and why not, before it is sent; lists filter (A6)."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.enums import CaseCategory, Composition, ExamKind
from saraptama.casework.intake.models import Order
from saraptama.kernel.actor import ActorRef
from tests.factories import intake
from tests.web.registry_desk.paper import paper_order, row

pytestmark = pytest.mark.django_db

FORESEEN = "/registry/enter/foreseen/"
AXES = list(product(ExamKind, Composition, CaseCategory))


def typed(kind: ExamKind, composition: Composition, category: CaseCategory, basis: str) -> dict[str, str]:
    specialties = {"specialties-count": "2", **row("specialties", 1, code="2.1")}
    two = specialties if composition is Composition.COMPLEX else {}
    return paper_order(exam_kind=kind, composition=composition, case_category=category, order_kind=basis, **two)


@pytest.mark.parametrize(("kind", "composition", "category"), AXES)
def test_each_of_27_is_told_lawful_or_not_before_it_is_sent(
    clerk: Client, kind: ExamKind, composition: Composition, category: CaseCategory
) -> None:
    for basis in ("RULING", "RESOLUTION"):
        page = clerk.post(FORESEEN, typed(kind, composition, category, basis))
        refused = basis == "RESOLUTION" and category is CaseCategory.CIV
        assert bool(page.context["flaws"]) is refused


def test_the_page_lists_all_27_for_what_appoints(clerk: Client) -> None:
    combinations = clerk.post(FORESEEN, paper_order(order_kind="CONTRACT")).context["combinations"]
    assert len(combinations) == 9
    assert all(reasons for _name, cells in combinations for reasons in cells)
    lawful = clerk.post(FORESEEN, paper_order(order_kind="RULING")).context["combinations"]
    assert not any(reasons for _name, cells in lawful for reasons in cells)


def test_a_refused_combination_keeps_the_form_and_says_why(clerk: Client) -> None:
    page = clerk.post("/registry/enter/", paper_order(composition="COMPLEX"))
    assert "exam_kind" in page.context["form"].errors
    assert page.context["flaws"]
    assert not Order.objects.filter(number="77").exists()


def test_the_journal_filters_on_each_axis(clerk: Client, actors: dict[str, ActorRef]) -> None:
    for number, changes in (
        ("первичная", {}),
        ("повторная", {"exam_kind": ExamKind.REPEATED}),
        ("комиссия", {"composition": Composition.COMMISSION}),
        ("административное", {"case_category": CaseCategory.ADM}),
    ):
        intake.receive(actors["timur"], intake.complete_order(number=number, **changes))
    for query, expected in (
        ("kind=REPEATED", ["повторная"]),
        ("composition=COMMISSION", ["комиссия"]),
        ("category=ADM", ["административное"]),
        ("kind=PRIMARY&composition=SOLE&category=CRIM", ["первичная"]),
    ):
        rows = clerk.get(f"{reverse('registry_journal')}?{query}").context["table"].page.rows
        assert [order.number for order in rows] == expected
