"""Who may do what to accounts."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from saraptama.foundation.accounts.enums import UserKind
from saraptama.foundation.accounts.errors import DelegationRefused
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.rights import ACCOUNTS_DELEGATE, ACCOUNTS_MANAGE
from saraptama.foundation.accounts.roles import Role
from saraptama.kernel.actor import ActorKind, ActorRef
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

    The service itself (the installer, the demo) may: somebody has to make the first administrator.
    """
    if actor.kind is ActorKind.SYSTEM:
        return
    for level in levels:
        for region in tuple(regions) or ("",):
            for examination_type in tuple(examination_types) or ("",):
                actor.require(ACCOUNTS_MANAGE, Scope(unit_path, region, examination_type, level))


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
