"""What an assignment learns about experts: certificates, absences, and where they serve."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from saraptama.capacity.experts import errors
from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind
from saraptama.capacity.experts.models import Expert
from saraptama.capacity.experts.selectors import expert_of_user, facts_for_assignment, visible_experts
from saraptama.capacity.experts.services import (
    add_certificate,
    end_service,
    record_absence,
    register_expert,
    second_expert,
    suspend_certificate,
)
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import close_access
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import NotPermitted

MONDAY = date(2026, 3, 2)
MakeExpert = Callable[..., Expert]


def names(specialty: str, unit: Any, on: date = MONDAY) -> list[str]:
    return [facts.name for facts in facts_for_assignment(specialty, unit.id if unit else None, on)]


def test_candidates_hold_the_specialty_and_serve_in_the_institute(
    expert: MakeExpert, republic: SimpleNamespace
) -> None:
    expert("handwriting", republic.kostanay, "1.1")
    expert("traces", republic.kostanay, "5.1")
    expert("elsewhere", republic.pavlodar, "1.1")
    expert("private", None, "1.1")
    assert names("1.1", republic.kostanay) == ["Handwriting"]
    assert {"Elsewhere", "Handwriting", "Private"} < set(names("1.1", None))


def test_the_facts_are_complete(expert: MakeExpert, republic: SimpleNamespace) -> None:
    made = expert("handwriting", republic.kostanay, "1.1", "1.2", capacity=12)
    (facts,) = facts_for_assignment("1.1", republic.kostanay.id, MONDAY)
    assert (facts.expert_id, facts.user_id) == (made.id, made.user_id)
    assert (facts.unit_id, facts.unit_path) == (republic.kostanay.id, republic.kostanay.path)
    assert (facts.kind, facts.position, facts.capacity) == (ExpertKind.STATE, "EXPERT", 12)
    assert facts.languages == ("kk", "ru")
    assert [c.specialty for c in facts.certificates] == ["1.1", "1.2"]
    assert expert_of_user(made.user_id) == facts


def test_expired_and_suspended_certificates_are_told_and_not_hidden(
    expert: MakeExpert, republic: SimpleNamespace
) -> None:
    made = expert("handwriting", republic.kostanay)
    expired = add_certificate(
        SYSTEM,
        expert_id=made.id,
        specialty_code="1.1",
        number="A-1",
        issued_on=date(2020, 1, 6),
        valid_to=date(2025, 1, 5),
    )
    current = add_certificate(SYSTEM, expert_id=made.id, specialty_code="1.1", number="A-2", issued_on=date(2025, 1, 6))
    suspend_certificate(SYSTEM, certificate_id=current.id, suspended_from=date(2026, 3, 3), ground="order 9")
    (facts,) = facts_for_assignment("1.1", republic.kostanay.id, MONDAY)
    first, second = facts.certificates
    assert (first.number, first.valid_on(expired.valid_to), first.valid_on(MONDAY)) == ("A-1", True, False)
    assert (second.valid_on(MONDAY), second.valid_on(date(2026, 3, 3))) == (True, False)


def test_an_absence_covers_its_first_and_last_day(expert: MakeExpert, republic: SimpleNamespace) -> None:
    made = expert("handwriting", republic.kostanay, "1.1")
    record_absence(
        SYSTEM,
        expert_id=made.id,
        kind=AbsenceKind.LEAVE,
        valid_from=date(2026, 3, 2),
        valid_to=date(2026, 3, 6),
    )
    (facts,) = facts_for_assignment("1.1", republic.kostanay.id, MONDAY)
    (absence,) = facts.absences
    days = [date(2026, 3, day) for day in (1, 2, 6, 7)]
    assert [absence.covers(day) for day in days] == [False, True, True, False]


def test_nobody_is_away_twice_on_one_day(expert: MakeExpert, republic: SimpleNamespace) -> None:
    made = expert("handwriting", republic.kostanay, "1.1")
    days = {"valid_from": date(2026, 3, 2), "valid_to": date(2026, 3, 6)}
    record_absence(SYSTEM, expert_id=made.id, kind=AbsenceKind.LEAVE, **days)
    with pytest.raises(errors.DaysOverlap):
        record_absence(SYSTEM, expert_id=made.id, kind=AbsenceKind.SICK, **days)
    with pytest.raises(errors.DaysReversed):
        record_absence(
            SYSTEM,
            expert_id=made.id,
            kind=AbsenceKind.SICK,
            valid_from=date(2026, 4, 2),
            valid_to=date(2026, 4, 1),
        )


def test_a_lent_expert_is_a_candidate_where_they_serve_and_not_at_home(
    expert: MakeExpert, republic: SimpleNamespace
) -> None:
    made = expert("handwriting", republic.kostanay, "1.1")
    second_expert(
        SYSTEM,
        expert_id=made.id,
        to_unit_id=republic.pavlodar.id,
        valid_from=date(2026, 3, 2),
        valid_to=date(2026, 3, 31),
        ground="order 10",
    )
    assert (names("1.1", republic.kostanay), names("1.1", republic.pavlodar)) == ([], ["Handwriting"])
    (facts,) = facts_for_assignment("1.1", republic.pavlodar.id, MONDAY)
    assert facts.unit_path == republic.pavlodar.path
    april = date(2026, 4, 1)
    assert (names("1.1", republic.kostanay, april), names("1.1", republic.pavlodar, april)) == (["Handwriting"], [])


def test_who_left_or_lost_access_is_no_candidate(expert: MakeExpert, republic: SimpleNamespace) -> None:
    left, closed = expert("left", republic.kostanay, "1.1"), expert("closed", republic.kostanay, "1.1")
    expert("future", republic.kostanay, hired_on=date(2026, 6, 1))
    end_service(SYSTEM, expert_id=left.id, left_on=MONDAY)
    close_access(SYSTEM, user_id=closed.user_id, ground="order 11")
    assert names("1.1", republic.kostanay) == ["Left"]
    assert names("1.1", republic.kostanay, date(2026, 3, 3)) == []


def test_a_person_is_registered_once_and_a_number_given_once(expert: MakeExpert, republic: SimpleNamespace) -> None:
    made = expert("handwriting", republic.kostanay, "1.1")
    with pytest.raises(errors.ExpertAlreadyRegistered):
        register_expert(
            SYSTEM, user_id=made.user_id, kind=ExpertKind.STATE, unit_id=republic.kostanay.id, hired_on=MONDAY
        )
    with pytest.raises(errors.CertificateNumberTaken):
        add_certificate(SYSTEM, expert_id=made.id, specialty_code="1.2", number="handwriting-1.1", issued_on=MONDAY)


def test_a_certificate_names_a_specialty_of_the_list(expert: MakeExpert, republic: SimpleNamespace) -> None:
    made = expert("handwriting", republic.kostanay)
    with pytest.raises(UnknownReference):
        add_certificate(SYSTEM, expert_id=made.id, specialty_code="99.9", number="X-1", issued_on=MONDAY)


def test_a_state_expert_works_in_a_unit(expert: MakeExpert, republic: SimpleNamespace) -> None:
    private = expert("private", None)
    user = User.objects.create_user("other", surname="Other", kind="STAFF")
    with pytest.raises(errors.ExpertDataWrong):
        register_expert(SYSTEM, user_id=user.id, kind=ExpertKind.STATE, hired_on=MONDAY)
    assert private.unit_id is None


def test_a_director_manages_the_experts_of_the_own_institute_only(
    expert: MakeExpert, republic: SimpleNamespace, holder: Callable[[RoleCode, Any], ActorRef]
) -> None:
    own, foreign = expert("own", republic.kostanay, "1.1"), expert("foreign", republic.pavlodar, "1.1")
    director, head = holder(RoleCode.DIRECTOR, republic.kostanay), holder(RoleCode.HEAD, republic.kostanay)
    days = {"kind": AbsenceKind.TRIP, "valid_from": MONDAY, "valid_to": MONDAY}
    record_absence(director, expert_id=own.id, **days)
    for actor, someone in ((director, foreign), (head, own)):
        with pytest.raises(NotPermitted):
            record_absence(actor, expert_id=someone.id, **days)
    assert [row.id for row in visible_experts(head)] == [own.id]


def test_each_act_on_an_expert_leaves_one_entry(expert: MakeExpert, republic: SimpleNamespace) -> None:
    known = set(AuditEntry.objects.values_list("id", flat=True))
    expert("handwriting", republic.kostanay, "1.1")
    fresh = AuditEntry.objects.exclude(id__in=known)
    acts = fresh.filter(act__startswith="experts.").order_by("recorded_at", "id")
    assert list(acts.values_list("act", flat=True)) == ["experts.expert_registered", "experts.certificate_added"]


def test_the_facts_of_many_experts_cost_few_queries(
    expert: MakeExpert, republic: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        expert(f"expert{number}", republic.kostanay, "1.1")
    with django_assert_max_num_queries(6):
        assert len(facts_for_assignment("1.1", republic.kostanay.id, MONDAY)) == 5
