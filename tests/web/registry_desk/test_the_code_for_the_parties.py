"""The leaf that the clerk hands out: a code by which the parties see the state, in both languages (features P1)."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from saraptama.journey.status_code import code_of
from saraptama.kernel.rights import Confidentiality
from tests.factories import intake

pytestmark = pytest.mark.django_db


def test_the_leaf_holds_the_code_and_the_address_of_its_page_and_nothing_of_the_case(clerk: Client) -> None:
    order = intake.registered_order()
    page = clerk.get(reverse("registry_code", args=[order.pk]))
    leaf = page.content.decode().split('<article class="leaf">')[1].split("</article>")[0]
    code = code_of(order.pk)
    assert code in leaf
    assert page.context["address"] == f"{settings.BASE_URL}{reverse('track_status', args=[code])}"
    assert 'lang="kk"' in leaf
    assert 'lang="ru"' in leaf
    for secret in (order.case_no, order.registrations.get().text, "Исмаилов", "1.1"):
        assert secret not in leaf


def test_the_printed_address_opens_the_state_for_whoever_holds_the_leaf(clerk: Client) -> None:
    order = intake.registered_order()
    address = clerk.get(reverse("registry_code", args=[order.pk])).context["address"]
    shown = Client().get(address.removeprefix(settings.BASE_URL))
    assert shown.status_code == 200
    assert shown.context["blocks"]


def test_the_clerk_is_offered_it_where_the_number_is_given(clerk: Client) -> None:
    order = intake.registered_order()
    page = clerk.get(reverse("registry_order", args=[order.pk]) + "?done=registered").content.decode()
    assert page.count(reverse("registry_code", args=[order.pk])) == 2


def test_there_is_none_for_a_case_of_which_nothing_may_be_told(clerk: Client) -> None:
    order = intake.registered_order(intake.complete_order(confidentiality=Confidentiality.MEDICAL))
    assert clerk.get(reverse("registry_code", args=[order.pk])).status_code == 200
    type(order).objects.filter(pk=order.pk).update(confidentiality=Confidentiality.OFFICIAL_USE)
    assert clerk.get(reverse("registry_code", args=[order.pk])).status_code == 404
