"""Courts rule, investigators and notaries resolve, advocates contract: which act a body issues is reference data."""

from typing import Any

import pytest

from saraptama.casework.intake.models import Order
from tests.web.examination_page.sitting import Desk
from tests.web.orderer_portal.writing import PAGES, begun, filled

pytestmark = pytest.mark.django_db

OFFERED = {
    "karlygash": ["RULING", "RESOLUTION"],
    "timur": ["RESOLUTION"],
    "gulnar": ["RESOLUTION", "REFERRAL", "CONTRACT"],
    "arman": ["CONTRACT", "REFERRAL"],
}


@pytest.mark.parametrize("login", OFFERED)
def test_only_the_acts_of_the_own_kind_of_body_are_offered_the_usual_one_first(login: str) -> None:
    desk = Desk(login)
    page = desk.opens(f"{begun(desk)}examination/")
    kinds = [part.split('"')[0] for part in page.split('name="order_kind" value="')[1:]]
    assert kinds == OFFERED[login]
    assert "checked" in page.split(f'value="{OFFERED[login][0]}"')[1].split(">")[0]


def test_no_other_act_can_be_sent() -> None:
    desk = Desk("timur")
    draft = filled(desk, examination={"order_kind": "RULING"})
    desk.client.post(f"{draft}check/")
    assert not Order.objects.exists()


def test_an_advocate_orders_a_study_by_contract_that_belongs_to_no_proceedings() -> None:
    desk = Desk("arman")
    case: dict[str, Any] = {**PAGES["case"], "case_no": "", "case_no_kind": "", "articles": ""}
    draft = begun(desk)
    desk.sends(f"{draft}examination/", **{**PAGES["examination"], "order_kind": "CONTRACT"})
    assert "case_category" not in desk.opens(f"{draft}case/")
    draft = filled(desk, examination={"order_kind": "CONTRACT"}, case=case)
    desk.sends(f"{draft}check/")
    order = Order.objects.get()
    assert (order.order_kind, order.case_category) == ("CONTRACT", "")


def test_a_notary_writes_the_own_name_because_the_kind_of_body_has_none() -> None:
    desk = Desk("gulnar")
    draft = begun(desk)
    civil = {**PAGES["case"], "case_category": "ADM", "case_no_kind": "ADM_MATERIAL", "case_no": "12"}
    page = desk.sends_in_vain(f"{draft}case/", **civil)
    assert "This field is required." in page
    draft = filled(desk, case={**civil, "body_name": "Нотариус Мұқанова Г. С."})
    desk.sends(f"{draft}check/")
    assert Order.objects.get().body_name == "Нотариус Мұқанова Г. С."


def test_the_judge_rules() -> None:
    desk = Desk("karlygash")
    civil = {"case_category": "CIV", "case_no_kind": "CIVIL_CASE", "case_no": "7199-25-00-2/99999", "articles": ""}
    draft = filled(desk, examination={"order_kind": "RULING"}, case=civil)
    desk.sends(f"{draft}check/")
    assert Order.objects.get().order_kind == "RULING"
