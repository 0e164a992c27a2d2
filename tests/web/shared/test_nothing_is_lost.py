"""Nothing typed is lost and nothing is done twice: a session that ended, a double click, the back button."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.models import Order
from saraptama.foundation.accounts.models import User
from saraptama.foundation.desktop.models import KeptForm, SentForm
from tests.web.registry_desk.paper import paper_order

pytestmark = pytest.mark.django_db

ENTER = "/registry/enter/"
PAGE = {"HTTP_REFERER": f"http://testserver{ENTER}"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sit_down(client: Client, login: str) -> Client:
    client.force_login(User.objects.get(login=login), backend=BACKEND)
    session = client.session
    session["second_factor_set_up_here"] = True
    session.save()
    return client


@pytest.fixture
def desk(db: None) -> Client:
    """The clerk's browser, with the service's protection of forms as in life."""
    User.objects.filter(login="aigerim").update(language="en")
    client = sit_down(Client(enforce_csrf_checks=True), "aigerim")
    client.get("/")
    return client


def token_of(page: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found
    return found.group(1)


def typed(client: Client, **changes: str) -> dict[str, Any]:
    return {**paper_order(**changes), "csrfmiddlewaretoken": token_of(client.get(ENTER))}


def end_session(client: Client) -> None:
    del client.cookies["sessionid"]


class TestASessionThatEnds:
    def test_what_was_typed_comes_back_after_signing_in_and_nothing_was_done(self, desk: Client) -> None:
        order = typed(desk, number="4411")
        end_session(desk)
        answer = desk.post(ENTER, order, **PAGE)
        assert answer.status_code == 302
        assert "Your session had ended" in desk.get(answer["Location"], HTTP_ACCEPT_LANGUAGE="en").content.decode()
        sit_down(desk, "aigerim")
        page = desk.get(ENTER)
        shown = page.content.decode()
        assert 'value="4411"' in shown
        assert 'value="Договор"' in shown
        assert "data-error-summary" not in shown
        assert not Order.objects.filter(number="4411").exists()

    def test_it_is_given_back_once(self, desk: Client) -> None:
        order = typed(desk, number="4412")
        end_session(desk)
        desk.post(ENTER, order, **PAGE)
        sit_down(desk, "aigerim")
        desk.get(ENTER)
        assert "4412" not in desk.get(ENTER).content.decode()
        assert KeptForm.objects.count() == 0

    def test_a_colleague_at_the_same_machine_does_not_see_it(self, desk: Client) -> None:
        order = typed(desk, number="4413")
        end_session(desk)
        desk.post(ENTER, order, **PAGE)
        sit_down(desk, "bolat")
        assert "4413" not in desk.get(ENTER).content.decode()
        assert KeptForm.objects.count() == 1

    def test_a_stranger_cannot_fill_the_store(self, db: None) -> None:
        stranger = Client()
        assert stranger.post(ENTER, paper_order(number="4414")).status_code == 302
        assert KeptForm.objects.count() == 0

    def test_the_database_alone_cannot_read_it(self, desk: Client) -> None:
        order = typed(desk, number="4415-НЕЧИТАЕМО")
        end_session(desk)
        desk.post(ENTER, order, **PAGE)
        assert "НЕЧИТАЕМО".encode() not in bytes(KeptForm.objects.get().sealed)

    def test_a_step_without_fields_is_offered_to_be_done_as_it_was(self, desk: Client) -> None:
        page = reverse("notifications")
        token = token_of(desk.get(page))
        end_session(desk)
        address = reverse("read_notifications")
        came_from = f"http://testserver{page}"
        desk.post(address, {"line": [], "all": "1", "csrfmiddlewaretoken": token}, HTTP_REFERER=came_from)
        sit_down(desk, "aigerim")
        offered = desk.get(page).content.decode()
        assert f'action="{address}"' in offered
        assert '<input type="hidden" name="all" value="1">' in offered


class TestAPageOlderThanTheSession:
    def test_a_form_from_before_the_last_sign_in_is_shown_again(self, desk: Client) -> None:
        order = typed(desk, number="4421")
        desk.cookies["csrftoken"] = "x" * 32
        same_origin = {"HTTP_SEC_FETCH_SITE": "same-origin", **PAGE}
        assert desk.post(ENTER, order, **same_origin)["Location"] == ENTER
        assert 'value="4421"' in desk.get(ENTER).content.decode()

    def test_a_form_from_another_site_is_refused_and_not_kept(self, desk: Client) -> None:
        order = typed(desk, number="4422")
        desk.cookies["csrftoken"] = "x" * 32
        assert desk.post(ENTER, order, HTTP_SEC_FETCH_SITE="cross-site", **PAGE).status_code == 403
        assert KeptForm.objects.count() == 0


class TestAFormSentTwice:
    def test_the_second_click_gets_the_first_answer(self, desk: Client) -> None:
        order = typed(desk, number="4431", conversation_id="")
        first, second = desk.post(ENTER, order), desk.post(ENTER, order)
        assert first.status_code == second.status_code == 302
        assert first["Location"] == second["Location"]
        assert Order.objects.filter(number="4431").count() == 1
        assert "not sent a second time" in desk.get("/notifications/").content.decode()

    def test_after_the_back_button_a_changed_form_is_another_form(self, desk: Client) -> None:
        order = typed(desk, number="4432")
        desk.post(ENTER, order)
        assert SentForm.objects.exclude(answer="").count() == 1
        desk.post(ENTER, {**order, "number": "4433"})
        assert "not sent a second time" not in desk.get("/notifications/").content.decode()

    def test_a_form_that_came_back_with_errors_may_be_sent_again(self, desk: Client) -> None:
        order = typed(desk, number="4434", ordered_on="")
        assert desk.post(ENTER, order).status_code == 200
        assert desk.post(ENTER, order).status_code == 200
        assert SentForm.objects.count() == 0

    def test_a_sending_still_at_work_is_not_done_beside_itself(self, desk: Client, monkeypatch: Any) -> None:
        from saraptama.web.shared import lost_nothing

        monkeypatch.setattr(lost_nothing, "_WAITS", 1)
        order = typed(desk, number="4435")
        desk.post(ENTER, order)
        SentForm.objects.update(answer="")
        assert desk.post(ENTER, order).status_code == 409

    def test_choosing_a_language_twice_is_no_repetition(self, desk: Client) -> None:
        token = token_of(desk.get("/registry/"))
        for _each in range(2):
            desk.post("/language/", {"language": "kk", "csrfmiddlewaretoken": token})
        assert SentForm.objects.count() == 0


def test_old_forms_are_forgotten(desk: Client) -> None:
    from datetime import timedelta

    from saraptama.foundation.desktop.services import forget_old_forms
    from saraptama.kernel import clock

    desk.post(ENTER, typed(desk, number="4441"))
    assert forget_old_forms() == 0
    with clock.held_at(clock.now() + timedelta(days=3)):
        assert forget_old_forms() == 1
