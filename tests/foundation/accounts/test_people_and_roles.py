"""Users are opened, given roles and closed, each act once and on the record."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from saraptama.foundation.accounts import errors, selectors
from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.accounts.models import RoleAssignment, User
from saraptama.foundation.accounts.services import (
    actor_for,
    actor_for_login,
    assign_role,
    change_password,
    choose_language,
    close_access,
    create_user,
    end_role,
    restore_access,
)
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.identifiers import check_digit
from saraptama.kernel.rights import Confidentiality, Right

IIN = "81020330015"
VALID_IIN = f"{IIN}{check_digit(IIN)}"
WRONG_IIN = f"{IIN}{(int(VALID_IIN[-1]) + 1) % 10}"


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("recorded_at", "id").values_list("act", flat=True))


def test_a_login_has_one_spelling(administrator: ActorRef) -> None:
    user = create_user(administrator, login=" Aigerim.S ", surname="Сәрсенова", kind=UserKind.STAFF)
    assert user.login == "aigerim.s"
    assert actor_for_login("AIGERIM.S").id == user.id
    with pytest.raises(errors.LoginTaken):
        create_user(administrator, login="AIGERIM.s", surname="Другая", kind=UserKind.STAFF)


def test_the_database_itself_refuses_a_second_spelling(person: Callable[..., User]) -> None:
    user = person("clerk")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(id=user.id).update(login="Clerk")


def test_names_are_written_as_lists_and_documents_want_them(administrator: ActorRef) -> None:
    user = create_user(
        administrator, login="ahmet", surname="Ахметова", name="Айгүл", patronymic="Серікқызы", kind=UserKind.STAFF
    )
    assert selectors.names_of([user.id]) == {user.id: "Ахметова А. С."}
    assert selectors.full_names_of([user.id]) == {user.id: "Ахметова Айгүл Серікқызы"}


def test_an_iin_with_a_wrong_check_digit_is_refused(administrator: ActorRef) -> None:
    with pytest.raises(errors.IinWrong):
        create_user(administrator, login="x", surname="X", kind=UserKind.STAFF, iin=WRONG_IIN)


def test_one_person_is_one_user(administrator: ActorRef) -> None:
    create_user(administrator, login="one", surname="X", kind=UserKind.STAFF, iin=VALID_IIN)
    with pytest.raises(errors.IinTaken):
        create_user(administrator, login="two", surname="X", kind=UserKind.STAFF, iin=VALID_IIN)


def test_an_appointing_person_belongs_to_a_body(administrator: ActorRef, court: Any) -> None:
    with pytest.raises(errors.UserDataWrong):
        create_user(administrator, login="judge", surname="Судья", kind=UserKind.ORDERER)
    judge = create_user(
        administrator, login="judge", surname="Судья", kind=UserKind.ORDERER, appointing_body_id=court.id
    )
    assert actor_for(judge).body_id == court.id
    assert [p.id for p in selectors.people_of_body(court.id)] == [judge.id]


def test_a_weak_password_is_refused_a_good_one_recorded(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk")
    with pytest.raises(errors.PasswordTooWeak):
        change_password(actor_for(user), user_id=user.id, password="12345")
    change_password(actor_for(user), user_id=user.id, password="another-steppe-wind-43")
    assert acts()[-1] == "accounts.password_changed"


def test_nobody_changes_another_persons_password_without_the_right(person: Callable[..., User]) -> None:
    clerk, victim = person("clerk", RoleCode.CLERK), person("victim")
    with pytest.raises(NotPermitted):
        change_password(actor_for(clerk), user_id=victim.id, password="another-steppe-wind-43")


def test_a_clerk_creates_no_users_and_gives_no_roles(person: Callable[..., User]) -> None:
    clerk = person("clerk", RoleCode.CLERK)
    with pytest.raises(NotPermitted):
        create_user(actor_for(clerk), login="x", surname="X", kind=UserKind.STAFF)
    with pytest.raises(NotPermitted):
        assign_role(actor_for(clerk), user_id=clerk.id, role=RoleCode.DIRECTOR, ground="own wish")


def test_an_administrator_of_an_institute_gives_roles_inside_it_only(
    person: Callable[..., User], units: SimpleNamespace
) -> None:
    local = actor_for(person("local", RoleCode.ADMINISTRATOR, units.astana))
    user = person("somebody")
    assign_role(local, user_id=user.id, role=RoleCode.EXPERT, unit_id=units.laboratory.id, ground="order 3")
    for outside in (units.almaty.id, units.centre.id, None):
        with pytest.raises(NotPermitted):
            assign_role(local, user_id=user.id, role=RoleCode.EXPERT, unit_id=outside, ground="order 3")


def test_nobody_gives_a_confidentiality_they_do_not_hold(person: Callable[..., User], administrator: ActorRef) -> None:
    user = person("somebody")
    with pytest.raises(NotPermitted):
        assign_role(
            administrator,
            user_id=user.id,
            role=RoleCode.EXPERT,
            confidentiality=[Confidentiality.OFFICIAL_USE],
            ground="order 4",
        )


def test_the_same_role_on_the_same_days_is_refused(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk", RoleCode.CLERK)
    with pytest.raises(errors.RoleAlreadyHeld):
        assign_role(administrator, user_id=user.id, role=RoleCode.CLERK, ground="order 1 again")
    assert RoleAssignment.objects.filter(user=user).count() == 1


def test_a_role_holds_from_its_first_to_its_last_day(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk")
    held = assign_role(
        administrator,
        user_id=user.id,
        role=RoleCode.CLERK,
        valid_from=date(2026, 3, 2),
        valid_to=date(2026, 3, 6),
        ground="order 5",
    )
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)]
    assert [bool(actor_for(user, at=day).grants) for day in days] == [False, True, True, False]
    assert held.valid_to == date(2026, 3, 6)


def test_ending_a_role_twice_is_refused(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk", RoleCode.CLERK)
    assignment = RoleAssignment.objects.get(user=user)
    yesterday = clock.today() - timedelta(days=1)
    end_role(administrator, assignment_id=assignment.id, last_day=yesterday, ground="order 6")
    assert not actor_for(user).grants
    with pytest.raises(errors.RoleNotHeld):
        end_role(administrator, assignment_id=assignment.id, last_day=yesterday, ground="order 6")


def test_a_closed_account_loses_rights_and_keeps_its_name(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk", RoleCode.CLERK)
    close_access(administrator, user_id=user.id, ground="order 7")
    close_access(administrator, user_id=user.id, ground="order 7")
    user.refresh_from_db()
    with pytest.raises(errors.UserInactive):
        actor_for(user)
    assert user.id in selectors.names_of([user.id])
    assert user.id not in {p.id for p in selectors.people_with_role(RoleCode.CLERK)}
    assert acts().count("accounts.access_closed") == 1
    restore_access(administrator, user_id=user.id, ground="order 8")
    user.refresh_from_db()
    assert actor_for(user).grants


def test_the_language_is_remembered_once(person: Callable[..., User]) -> None:
    user = person("clerk")
    for _ in range(2):
        choose_language(actor_for(user), user_id=user.id, language=Language.KK)
    user.refresh_from_db()
    assert user.language == "kk"
    assert acts().count("accounts.language_chosen") == 1


def test_people_with_a_role_are_found_in_the_unit_and_above(
    person: Callable[..., User], units: SimpleNamespace
) -> None:
    person("lab-head", RoleCode.HEAD, units.laboratory)
    person("institute-head", RoleCode.HEAD, units.astana)
    person("other-head", RoleCode.HEAD, units.almaty)
    found = selectors.people_with_role(RoleCode.HEAD, units.laboratory.path)
    assert [p.login for p in found] == ["institute-head", "lab-head"]
    assert [p.login for p in selectors.people_with_role(RoleCode.HEAD, units.astana.path)] == ["institute-head"]
    assert {"lab-head", "institute-head", "other-head"} < {p.login for p in selectors.people_with_role(RoleCode.HEAD)}


def test_lists_of_users_end_at_the_border_of_the_subtree(person: Callable[..., User], units: SimpleNamespace) -> None:
    local = actor_for(person("local", RoleCode.ADMINISTRATOR, units.astana))
    person("lab-expert", RoleCode.EXPERT, units.laboratory)
    person("other", RoleCode.EXPERT, units.almaty)
    clerk = actor_for(person("clerk", RoleCode.CLERK, units.astana))
    seen = set(selectors.visible_users(local).values_list("login", flat=True))
    assert seen == {"local", "lab-expert", "clerk"}
    assert not selectors.visible_users(clerk).exists()


def test_a_user_is_never_deleted(person: Callable[..., User]) -> None:
    user = person("clerk")
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.filter(id=user.id).delete()


def test_each_act_leaves_one_entry_with_its_right(administrator: ActorRef, person: Callable[..., User]) -> None:
    before = AuditEntry.objects.count()
    person("clerk", RoleCode.CLERK)
    assert AuditEntry.objects.count() == before + 2
    entry = AuditEntry.objects.filter(act="accounts.role_assigned").latest("recorded_at")
    assert entry.right == "accounts.manage"


def test_reading_accounts_needs_the_right(person: Callable[..., User]) -> None:
    auditor = actor_for(person("auditor", RoleCode.AUDITOR))
    assert auditor.may(Right("accounts.view", ""))
    assert not auditor.may(Right("accounts.manage", ""))
