"""An administrator's day with people: opened, given roles, changed by two at once, closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.foundation.accounts.models import RoleAssignment, User
from saraptama.foundation.accounts.services import actor_for_login, change_user
from saraptama.foundation.reference import selectors as reference

pytestmark = pytest.mark.django_db


def page(name: str, login: str, *more: Any) -> str:
    return reverse(name, args=[User.objects.get(login=login).pk, *more])


def test_a_new_clerk_is_opened_given_a_role_and_a_one_time_password(administrator: Client) -> None:
    unit = reference.unit_by_code("I71").id
    typed = {"kind": "STAFF", "login": "new.clerk", "surname": "Жаңа", "language": "kk", "home_unit_id": str(unit)}
    opened = administrator.post(reverse("admin_person_new"), typed)
    assert opened.status_code == 302 and opened.headers["Location"] == page("admin_person", "new.clerk")
    role = {"role": "CLERK", "unit_id": str(unit), "valid_from": "2026-11-22", "ground": "order 1"}
    assert administrator.post(page("admin_person", "new.clerk"), role).status_code == 302
    assert RoleAssignment.objects.filter(user__login="new.clerk", role="CLERK").exists()
    answer = administrator.post(page("admin_person_act", "new.clerk", "password"), {"ground": "order 1"})
    secret = answer.context["secrets"][1].value
    assert secret in answer.content.decode() and "no-store" in answer.headers["Cache-Control"]
    assert User.objects.get(login="new.clerk").check_password(secret)


def test_a_wrong_iin_is_refused_at_its_field_and_nothing_typed_is_lost(administrator: Client) -> None:
    unit = reference.unit_by_code("I71").id
    typed = {
        "kind": "STAFF", "login": "x", "surname": "Ы", "language": "ru", "home_unit_id": str(unit),
        "iin": "123456789012",
    }  # fmt: skip
    answer = administrator.post(reverse("admin_person_new"), typed)
    assert answer.status_code == 200 and "iin" in answer.context["form"].errors
    assert 'value="Ы"' in answer.content.decode()


def test_the_list_is_searched_filtered_and_taken_away(administrator: Client) -> None:
    found = administrator.get(reverse("admin_people"), {"words": "Сейіт", "role": "EXPERT"}).content.decode()
    assert "yerlan" in found and "saule" not in found
    file = administrator.get(reverse("admin_people"), {"export": "csv", "state": "open"})
    assert "yerlan" in file.getvalue().decode()


def test_the_second_of_two_administrators_is_told_and_loses_nothing(administrator: Client) -> None:
    seen = administrator.get(page("admin_person_change", "bolat")).context["form"].initial
    bolat = User.objects.get(login="bolat")
    change_user(
        actor_for_login("ruslan"),
        user_id=bolat.pk,
        seen_version=bolat.row_version,
        login="bolat",
        surname="Первый",
        iin=bolat.iin,
        home_unit_id=bolat.home_unit_id,
    )
    typed = {key: "" if value is None else str(value) for key, value in seen.items()} | {"surname": "Второй"}
    answer = administrator.post(page("admin_person_change", "bolat"), typed)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "Первый" in body and 'value="Второй"' in body
    again = {**typed, "seen_version": answer.context["form"].data["seen_version"]}
    assert administrator.post(page("admin_person_change", "bolat"), again).status_code == 302
    assert User.objects.get(login="bolat").surname == "Второй"


def test_sensitive_acts_ask_for_the_password_again(seated: Any) -> None:
    ruslan = seated("ruslan")
    for act in ("password", "second-factor"):
        answer = ruslan.get(page("admin_person_act", "aigerim", act))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_an_administrator_of_accounts_opens_no_case(administrator: Client) -> None:
    for name in ("registry_journal", "head_journal", "custody_objects", "admin_case_acts"):
        assert administrator.get(reverse(name)).status_code == 403


def test_a_role_ends_on_its_last_day(administrator: Client) -> None:
    held = RoleAssignment.objects.get(user__login="bolat")
    answer = administrator.post(
        page("admin_role_end", "bolat", held.pk), {"last_day": "2026-12-31", "ground": "order 2"}
    )
    assert answer.status_code == 302
    held.refresh_from_db()
    assert held.valid_to is not None and held.valid_to.isoformat() == "2026-12-31"


def test_a_head_names_a_deputy_without_an_administrator(seated: Any) -> None:
    dana = seated("dana")
    saule = User.objects.get(login="saule")
    typed = {
        "to_user_id": str(saule.pk), "role": "HEAD", "valid_from": "2026-12-01", "valid_to": "2026-12-10",
        "ground": "order 3",
    }  # fmt: skip
    assert dana.post(reverse("my_deputies"), typed).status_code == 302
    body = dana.get(reverse("my_deputies")).content.decode()
    assert "Қасымова" in body


def test_everybody_chooses_language_and_address(seated: Any) -> None:
    timur = seated("timur")
    typed = {"language": "kk", "theme": "dark", "email": "timur@example.kz"}
    assert timur.post(reverse("my_account"), typed).status_code == 302
    row = User.objects.get(login="timur")
    assert (row.language, row.email) == ("kk", "timur@example.kz")
