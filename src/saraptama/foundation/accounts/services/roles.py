"""Roles given and ended, deputies named and withdrawn."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.errors import (
    DelegationRefused,
    RoleAlreadyHeld,
    RoleEndsTooEarly,
    RoleNotHeld,
)
from saraptama.foundation.accounts.models import Delegation, RoleAssignment, User, usual_confidentiality
from saraptama.foundation.accounts.policies import check_delegate, check_manage
from saraptama.foundation.accounts.rights import ACCOUNTS_DELEGATE, ACCOUNTS_MANAGE
from saraptama.foundation.accounts.roles import ROLES
from saraptama.foundation.audit.services import record
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Confidentiality


@transaction.atomic
def assign_role(
    actor: ActorRef,
    *,
    user_id: UUID,
    role: RoleCode,
    ground: str,
    unit_id: UUID | None = None,
    region_codes: Iterable[str] = (),
    examination_types: Iterable[str] = (),
    confidentiality: Iterable[Confidentiality] | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give a role within limits (no limit on an axis: everywhere). The same role here on the same days is refused."""
    assignment = RoleAssignment(
        user_id=user_id,
        role=RoleCode(role),
        unit_id=unit_id,
        region_codes=sorted(region_codes),
        examination_types=sorted(examination_types),
        confidentiality=usual_confidentiality() if confidentiality is None else sorted(confidentiality),
        valid_from=valid_from or clock.today(),
        valid_to=valid_to,
        ground=ground,
    )
    _check_manage(actor, assignment)
    User.objects.select_for_update().get(id=user_id)
    _check_dates(assignment)
    _check_not_held(assignment)
    assignment.save(force_insert=True)
    record(
        actor,
        act="accounts.role_assigned",
        right=ACCOUNTS_MANAGE,
        subject=assignment,
        occurred_on=assignment.valid_from,
        wrote=[assignment],
        details={"user": str(user_id), "role": assignment.role, "unit": str(unit_id) if unit_id else None},
    )
    return assignment


@transaction.atomic
def end_role(actor: ActorRef, *, assignment_id: UUID, last_day: date, ground: str) -> RoleAssignment:
    """End a role on a day. A role that already ended by that day stays as it is, and the repeat is refused."""
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).select_related("unit").get(id=assignment_id)
    _check_manage(actor, assignment)
    if last_day < assignment.valid_from:
        raise RoleEndsTooEarly(field="last_day", valid_from=assignment.valid_from)
    if assignment.valid_to is not None and assignment.valid_to <= last_day:
        raise RoleNotHeld(field="last_day")
    assignment.valid_to = last_day
    assignment.save(update_fields=["valid_to"])
    record(
        actor,
        act="accounts.role_ended",
        right=ACCOUNTS_MANAGE,
        subject=assignment,
        occurred_on=last_day,
        wrote=[assignment],
        details={"user": str(assignment.user_id), "role": assignment.role, "ground": ground},
    )
    return assignment


@transaction.atomic
def delegate(
    actor: ActorRef,
    *,
    to_user_id: UUID,
    role: RoleCode,
    valid_from: date,
    valid_to: date,
    ground: str,
    from_user_id: UUID | None = None,
) -> Delegation:
    """Name a deputy for a role over some days; one's own role, or as administrator somebody's."""
    holder = User.objects.select_for_update(of=("self",)).select_related("home_unit").get(id=from_user_id or actor.id)
    deputy = User.objects.get(id=to_user_id)
    check_delegate(actor, holder=holder, deputy=deputy, role=ROLES[RoleCode(role)])
    _check_delegation(holder, deputy, role, valid_from, valid_to)
    delegation = Delegation.objects.create(
        from_user=holder,
        to_user=deputy,
        role=RoleCode(role),
        valid_from=valid_from,
        valid_to=valid_to,
        ground=ground,
    )
    record(
        actor,
        act="accounts.role_delegated",
        right=ACCOUNTS_DELEGATE if actor.id == holder.id else ACCOUNTS_MANAGE,
        subject=delegation,
        occurred_on=valid_from,
        wrote=[delegation],
        details={
            "from": str(holder.id),
            "to": str(deputy.id),
            "role": delegation.role,
            "last_day": valid_to.isoformat(),
        },
    )
    return delegation


@transaction.atomic
def end_delegation(actor: ActorRef, *, delegation_id: UUID, last_day: date, ground: str) -> Delegation:
    """Withdraw a deputy before the last day; not before the first, so that acts already done keep their ground."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",)).select_related("from_user__home_unit").get(id=delegation_id)
    )
    if actor.id == delegation.from_user_id:
        actor.require(ACCOUNTS_DELEGATE)
    else:
        check_manage(actor, delegation.from_user.home_unit.path if delegation.from_user.home_unit else "")
    if not delegation.valid_from <= last_day < delegation.valid_to:
        raise DelegationRefused(field="last_day", reason=_("the day is not between its first and last day"))
    delegation.valid_to = last_day
    delegation.save(update_fields=["valid_to"])
    record(
        actor,
        act="accounts.delegation_ended",
        subject=delegation,
        occurred_on=last_day,
        wrote=[delegation],
        details={"ground": ground},
    )
    return delegation


def _check_manage(actor: ActorRef, assignment: RoleAssignment) -> None:
    check_manage(
        actor,
        assignment.unit.path if assignment.unit else "",
        regions=assignment.region_codes,
        examination_types=assignment.examination_types,
        levels=[Confidentiality(level) for level in assignment.confidentiality],
    )


def _check_dates(assignment: RoleAssignment) -> None:
    if assignment.valid_to is not None and assignment.valid_to < assignment.valid_from:
        raise RoleEndsTooEarly(field="valid_to", valid_from=assignment.valid_from)


def _check_not_held(assignment: RoleAssignment) -> None:
    """One assignment per role, unit and day: two with different limits would hide which of them let an act pass."""
    same = RoleAssignment.objects.filter(user_id=assignment.user_id, role=assignment.role, unit=assignment.unit)
    overlap = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=assignment.valid_from))
    if assignment.valid_to is not None:
        overlap = overlap.filter(valid_from__lte=assignment.valid_to)
    if overlap.exists():
        raise RoleAlreadyHeld(field="role")


def _check_delegation(holder: User, deputy: User, role: str, valid_from: date, valid_to: date) -> None:
    if valid_to < valid_from:
        raise DelegationRefused(field="valid_to", reason=_("the last day is before the first"))
    if not RoleAssignment.objects.filter(user=holder, role=role).held_on(valid_from).exists():
        raise RoleNotHeld(field="role")
    same = Delegation.objects.filter(from_user=holder, to_user=deputy, role=role)
    if same.filter(valid_from__lte=valid_to, valid_to__gte=valid_from).exists():
        raise DelegationRefused(field="valid_from", reason=_("it is already delegated to this deputy on these days"))
