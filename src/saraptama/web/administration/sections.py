"""The parts of the desk as a row of links, and the ways to its pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE, ACCOUNTS_VIEW
from saraptama.foundation.audit.rights import AUDIT_EXPORT, AUDIT_VIEW
from saraptama.foundation.documents.rights import KEEP_STORE
from saraptama.foundation.messaging.rights import KEEP_JOBS
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Right
from saraptama.web.shared.components import Crumb, Tab

SECTIONS: tuple[tuple[str, Any, tuple[Right, ...]], ...] = (
    ("admin_people", gettext_lazy("People"), (ACCOUNTS_VIEW,)),
    ("admin_roles", gettext_lazy("Roles"), (ACCOUNTS_VIEW,)),
    ("admin_deputies", gettext_lazy("Deputies"), (ACCOUNTS_VIEW,)),
    ("admin_machines", gettext_lazy("Information systems"), (ACCOUNTS_MANAGE,)),
    ("admin_reference", gettext_lazy("Reference data"), (REFERENCE_EDIT,)),
    ("admin_jobs", gettext_lazy("Background jobs"), (KEEP_JOBS,)),
    ("admin_log", gettext_lazy("Log of acts"), (AUDIT_VIEW,)),
    ("admin_case_acts", gettext_lazy("Acts of a case"), (AUDIT_EXPORT,)),
    ("admin_storage", gettext_lazy("Storage"), (KEEP_STORE,)),
)


def acting(request: HttpRequest) -> ActorRef:
    """The signed-in person. The access table lets nobody else through to these pages."""
    actor: ActorRef | None = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    if actor is None:
        raise NotVisible
    return actor


def sections(actor: ActorRef, current: str) -> list[Tab]:
    """The parts of the desk that this person may open."""
    return [
        Tab(title, reverse(name), is_current=name == current)
        for name, title, rights in SECTIONS
        if any(actor.may(right) for right in rights)
    ]


def section_context(request: HttpRequest, current: str, *further: Crumb) -> dict[str, Any]:
    """What every page of the desk shows around its content."""
    actor = acting(request)
    title = next(title for name, title, _rights in SECTIONS if name == current)
    way = [Crumb(_("Administration"), reverse("admin_home"))]
    if further:
        way += [Crumb(title, reverse(current)), *further]
    return {"crumbs": way, "sections": [] if further else sections(actor, current)}
