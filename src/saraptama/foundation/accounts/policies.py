"""Who may do what to accounts."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from saraptama.foundation.accounts.enums import UserKind
from saraptama.foundation.accounts.errors import DelegationRefused, NotOnOneself
from saraptama.foundation.accounts.models import RoleAssignment, User
from saraptama.foundation.accounts.rights import ACCOUNTS_DELEGATE, ACCOUNTS_MANAGE
from saraptama.foundation.accounts.roles import Role
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.rights import Confidentiality, Scope


def check_manage(
    actor: ActorRef,
    unit_path: str,
    *,
    regions: Iterable[str] = (),
    examination_types: Iterable[str] = (),
    levels: Iterable[Confidentiality] = (Confidentiality.OPEN,),
) -> None:
    """Nobody gives more than they hold: an administrator of a subtree manages users and roles inside it only.

    People outside the tree of units (appointing persons, machines) and roles without a unit belong to whoever manages
    the whole Centre. The service itself (the installer, the demo) may: somebody has to make the first administrator.
    """
    if actor.kind is ActorKind.SYSTEM:
        return
    unit_path = unit_path or _whole_tree_of(actor)
    for level in levels:
        for region in tuple(regions) or ("",):
            for examination_type in tuple(examination_types) or ("",):
                actor.require(ACCOUNTS_MANAGE, Scope(unit_path, region, examination_type, level))


def can_manage(actor: ActorRef, unit_path: str) -> bool:
    """Whether to show the button."""
    try:
        check_manage(actor, unit_path)
    except NotPermitted:
        return False
    return True


def _whole_tree_of(actor: ActorRef) -> str:
    """The path of the Centre if the actor manages all of it: only a path without a dot has nothing above it."""
    paths = [grant.unit_path for grant in actor.grants_of(ACCOUNTS_MANAGE)]
    return next((path for path in paths if path and "." not in path), "")


def check_manage_person(actor: ActorRef, user: User) -> None:
    """Over somebody's password, factors and access: refused to who manages the person's unit, but not their roles.

    Otherwise the administrator of a laboratory could take over the account of somebody who works there and holds a
    role in the whole Centre.
    """
    check_manage(actor, user.home_unit.path if user.home_unit else "")
    held = RoleAssignment.objects.filter(user=user).held_on(clock.today())
    for assignment in held.select_related("unit"):
        check_manage(actor, assignment.unit.path if assignment.unit else "")


def check_not_oneself(actor: ActorRef, user_id: UUID) -> None:
    """What takes a protection away is done by another person: four eyes."""
    if user_id in (actor.id, actor.acting_for):
        raise NotOnOneself()


def check_delegate(actor: ActorRef, *, holder: User, deputy: User, role: Role) -> None:
    """A post is delegated by its holder (or an administrator) to another employee, and only if the law lets it be."""
    if actor.acting_for is not None:
        raise DelegationRefused(reason=_("a deputy cannot name a further deputy"))
    if actor.id == holder.id:
        actor.require(ACCOUNTS_DELEGATE)
    else:
        check_manage(actor, holder.home_unit.path if holder.home_unit else "")
    if not role.delegable:
        raise DelegationRefused(reason=_("this role is performed in person"))
    if deputy.id == holder.id:
        raise DelegationRefused(reason=_("nobody can be their own deputy"))
    if deputy.kind != UserKind.STAFF or not deputy.is_active:
        raise DelegationRefused(reason=_("the deputy must be an employee who may sign in"))


def check_own(actor: ActorRef, user_id: UUID) -> None:
    """Some acts are for the person alone: the password, the language."""
    if actor.id != user_id:
        check_manage(actor, "")
