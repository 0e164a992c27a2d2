"""Giver and receiver at one device: the receiver's own credentials count for this one act only (features C2)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject, HandOver, Incident
from saraptama.casework.intake.models import Order
from saraptama.demo.cast import PASSWORD, TOTP_SECRET
from saraptama.foundation.accounts.demo_codes import current_code
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.selectors import user_by_login
from saraptama.foundation.accounts.services import enrol_demo_totp
from saraptama.foundation.audit.models import AuditEntry
from tests.web.custody_room.test_handing_over import ids_of, intact, offered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def yerlan_has_an_app(db: None, settings: Any) -> None:
    settings.DEMO = True
    user = User.objects.get(login="yerlan")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    enrol_demo_totp(user, TOTP_SECRET)


def typed(order: Order, **changes: str) -> dict[str, str]:
    """The receiver's answers: every seal looked at, and the own credentials."""
    return {
        **intact(order),
        "login": "yerlan",
        "password": PASSWORD,
        "code": current_code("yerlan"),
        **changes,
    }


def confirm(custodian: Client, made: HandOver, answers: dict[str, str]) -> Any:
    return custodian.post(reverse("custody_on_the_spot", args=[made.pk]), answers)


def test_the_receiver_confirms_and_the_giver_stays_signed_in(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    page = custodian.get(reverse("custody_hand_over", args=[made.pk])).content.decode()
    assert reverse("custody_on_the_spot", args=[made.pk]) in page
    answer = confirm(custodian, made, typed(kept_order))
    assert answer.headers["Location"] == reverse("custody_hand_over", args=[made.pk])
    yerlan, bolat = user_by_login("yerlan"), user_by_login("bolat")
    assert yerlan is not None and bolat is not None
    assert set(CustodyObject.objects.values_list("holder_id", flat=True)) == {yerlan.id}
    assert custodian.session["_auth_user_id"] == str(bolat.id)
    acts = dict(AuditEntry.objects.values_list("act", "actor_id"))
    assert acts["accounts.identity_confirmed"] == acts["custody.hand_over_confirmed"] == yerlan.id


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"password": "wrong-password"}, "identity_not_confirmed"),
        ({"code": "000000"}, "code_not_confirmed"),
        ({"code": ""}, "code_not_confirmed"),
        ({"login": "nobody"}, "identity_not_confirmed"),
    ],
)
def test_wrong_credentials_move_nothing_and_are_recorded(
    custodian: Client, kept_order: Order, changes: dict[str, str], refusal: str
) -> None:
    made = offered(custodian, kept_order)
    page = confirm(custodian, made, typed(kept_order, **changes))
    assert page.status_code == 200
    assert PASSWORD not in page.content.decode()
    made.refresh_from_db()
    assert made.state == "offered"
    attempt = AuditEntry.objects.get(act="accounts.identity_confirmed.refused")
    assert attempt.details["code"] == refusal


def test_the_credentials_of_somebody_else_do_not_count(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order, login="saule")
    page = confirm(custodian, made, typed(kept_order))
    assert "login" in page.context["form"].errors
    made.refresh_from_db()
    assert made.state == "offered"


def test_a_code_that_was_used_does_not_open_twice(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    answers = typed(kept_order)
    confirm(custodian, made, {**answers, "login": "yerlan"})
    second = offered_again(custodian, kept_order)
    page = confirm(custodian, second, answers)
    assert "code" in page.context["form"].errors


def offered_again(custodian: Client, order: Order) -> HandOver:
    """Yerlan gave the objects back and is offered them once more."""
    from saraptama.casework.custody import services
    from saraptama.foundation.accounts.services import actor_for_login

    yerlan, bolat = actor_for_login("yerlan"), actor_for_login("bolat")
    ids = list(CustodyObject.objects.filter(order=order).values_list("pk", flat=True))
    back = services.offer_hand_over(yerlan, object_ids=ids, receiver_id=bolat.id)
    services.confirm_hand_over(bolat, hand_over_id=back.pk)
    return services.offer_hand_over(bolat, object_ids=ids, receiver_id=yerlan.id)


def test_too_many_attempts_lock_as_at_the_sign_in(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    for attempt in range(6):
        page = confirm(custodian, made, typed(kept_order, password=f"wrong-password-{attempt}"))
    page = confirm(custodian, made, typed(kept_order))
    assert page.status_code == 200
    assert "login" in page.context["form"].errors
    made.refresh_from_db()
    assert made.state == "offered"


def test_a_broken_seal_is_described_and_opens_an_incident(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    first = ids_of(kept_order)[0]
    page = confirm(custodian, made, typed(kept_order, **{f"seal-{first}-state": "BROKEN"}))
    broken = next(seal for seal in page.context["seals"] if str(seal.thing.pk) == first)
    assert list(broken.errors) == ["remark"]
    confirm(
        custodian, made, typed(kept_order, **{f"seal-{first}-state": "BROKEN", f"seal-{first}-remark": "надорвана"})
    )
    assert Incident.objects.get().kind == "SEAL_BROKEN"


def test_a_seal_nobody_looked_at_is_not_confirmed(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    answers = {name: value for name, value in typed(kept_order).items() if not name.startswith("seal-")}
    page = confirm(custodian, made, answers)
    assert all("state" in seal.errors for seal in page.context["seals"])


def test_only_the_givers_device_shows_the_page(custodian: Client, seated: Any, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    assert seated("saule").get(reverse("custody_on_the_spot", args=[made.pk])).status_code == 404
