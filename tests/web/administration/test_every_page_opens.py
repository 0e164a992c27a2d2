"""Every page of the desk opens for whom it is meant, with the cast's own data on it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.foundation.accounts.models import User
from saraptama.foundation.reference import selectors as reference

pytestmark = pytest.mark.django_db

PLAIN = (
    "admin_home",
    "admin_people",
    "admin_person_new",
    "admin_roles",
    "admin_deputies",
    "admin_machines",
    "admin_machine_new",
    "admin_reference",
    "admin_calendar",
    "admin_norms",
    "admin_jobs",
    "admin_log",
    "admin_log_checkpoint",
    "admin_log_key",
    "admin_storage",
    "my_account",
    "my_deputies",
)


@pytest.mark.parametrize("name", PLAIN)
def test_the_administrator_opens_it(administrator: Client, name: str) -> None:
    answer = administrator.get(reverse(name))
    assert answer.status_code == 200, answer.headers.get("Location")


@pytest.mark.parametrize("name", ["specialties", "units", "checklist", "object_kind"])
def test_a_list_opens_with_its_first_code(administrator: Client, name: str) -> None:
    assert administrator.get(reverse("admin_records", args=[name])).status_code == 200
    first = reference.records_of(name)[0]
    assert administrator.get(reverse("admin_record", args=[name, first.code])).status_code == 200
    for page in ("admin_record_change", "admin_record_end"):
        assert administrator.get(reverse(page, args=[name, first.id])).status_code == 200
    for page in ("admin_record_new", "admin_list_import", "admin_list_export"):
        assert administrator.get(reverse(page, args=[name])).status_code == 200


@pytest.mark.parametrize("act", ["close", "password", "second-factor", "sessions", "lockout", "restore"])
def test_each_act_on_a_person_asks_first(administrator: Client, act: str) -> None:
    aigerim = User.objects.get(login="aigerim")
    assert administrator.get(reverse("admin_person_act", args=[aigerim.pk, act])).status_code == 200


@pytest.mark.parametrize("page", ["admin_person", "admin_person_change", "admin_person_deputy"])
def test_a_person_opens(administrator: Client, page: str) -> None:
    aigerim = User.objects.get(login="aigerim")
    assert administrator.get(reverse(page, args=[aigerim.pk])).status_code == 200


@pytest.mark.parametrize("name", ["admin_home", "admin_people", "admin_log", "admin_case_acts"])
def test_the_auditor_opens_what_is_there_to_read(auditor: Client, name: str) -> None:
    assert auditor.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["admin_jobs", "admin_storage", "admin_reference", "admin_machines"])
def test_the_auditor_changes_nothing(auditor: Client, name: str) -> None:
    assert auditor.get(reverse(name)).status_code == 403


def test_a_person_without_a_role_here_is_sent_away(seated: Any) -> None:
    assert seated("yerlan").get(reverse("admin_people")).status_code == 403
