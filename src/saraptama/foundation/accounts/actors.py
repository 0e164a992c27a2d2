"""From a user to an ActorRef: who acts, for whom, and with which grants on a given day."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.foundation.accounts.enums import UserKind
from saraptama.foundation.accounts.errors import NotADeputy, UserInactive, UserUnknown
from saraptama.foundation.accounts.models import Delegation, RoleAssignment, User
from saraptama.foundation.accounts.roles import rights_of
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.rights import Confidentiality, Grant


def actor_for(user: User, acting_for: UUID | None = None, at: date | None = None) -> ActorRef:
    """The user as an actor with the grants of the roles held on a day (today, unless said): one query; deputies, three.

    Acting for somebody carries that person's delegated roles only, never the deputy's own: an act is done either in
    one's own post or in another's, and the record says which.
    """
    if not user.is_active:
        raise UserInactive()
    day = at or clock.today()
    if acting_for is None:
        return _actor(user, _grants(user.id, day), body_id=user.appointing_body_id)
    roles = _delegated_roles(deputy=user.id, holder=acting_for, day=day)
    body = User.objects.values_list("appointing_body_id", flat=True).get(id=acting_for)
    return _actor(user, _grants(acting_for, day, only=roles), body_id=body, acting_for=acting_for)


def actor_for_login(login: str, at: date | None = None) -> ActorRef:
    """The actor behind a login: for the command line, the demo and the tests."""
    try:
        user = User.objects.get_by_natural_key(login)
    except User.DoesNotExist:
        raise UserUnknown(login=login) from None
    return actor_for(user, at=at)


def machine_actor(user: User, scopes: Iterable[str], at: date | None = None) -> ActorRef:
    """A machine user as an actor, held to the scopes of its token: a scope narrows the role and never widens it."""
    grants = within_scopes(actor_for(user, at=at).grants, scopes)
    return _actor(user, grants, body_id=user.appointing_body_id)


def within_scopes(grants: Iterable[Grant], scopes: Iterable[str]) -> tuple[Grant, ...]:
    """The grants whose rights the scopes name."""
    allowed = frozenset(scopes)
    return tuple(grant for grant in grants if grant.right in allowed)


def _actor(user: User, grants: tuple[Grant, ...], body_id: UUID | None, acting_for: UUID | None = None) -> ActorRef:
    return ActorRef(id=user.id, kind=kind_of(user.kind), acting_for=acting_for, grants=grants, body_id=body_id)


def kind_of(kind: str) -> ActorKind:
    """What stands behind the acts of a user of this kind."""
    return ActorKind.MACHINE if kind == UserKind.MACHINE else ActorKind.PERSON


def _grants(user_id: UUID, day: date, only: frozenset[str] | None = None) -> tuple[Grant, ...]:
    held = RoleAssignment.objects.filter(user_id=user_id).held_on(day)
    if only is not None:
        held = held.filter(role__in=only)
    return grants_of(
        held.order_by("role", "id").values_list(
            "role", "unit__path", "region_codes", "examination_types", "confidentiality"
        )
    )


def grants_of(roles: Iterable[tuple[Any, ...]]) -> tuple[Grant, ...]:
    """One grant per right of each role held; the same right twice with other limits makes two grants.

    `roles`: role, path of the unit, regions, examination types, levels of confidentiality.
    """
    return tuple(
        Grant(
            right=right,
            unit_path=unit_path or "",
            regions=frozenset(regions),
            examination_types=frozenset(types),
            confidentiality=frozenset(Confidentiality(level) for level in levels),
        )
        for role, unit_path, regions, types, levels in roles
        for right in sorted(rights_of(role))
    )


def _delegated_roles(deputy: UUID, holder: UUID, day: date) -> frozenset[str]:
    roles = frozenset(
        Delegation.objects.filter(to_user_id=deputy, from_user_id=holder, from_user__is_active=True)
        .held_on(day)
        .values_list("role", flat=True)
    )
    if not roles:
        raise NotADeputy()
    return roles
