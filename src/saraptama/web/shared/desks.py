"""The workplaces in the order of the menu. A person sees those whose rights they hold."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import right


@dataclass(frozen=True)
class Desk:
    """One workplace: its name, its sign, its first page, and the rights any one of which opens it."""

    code: str
    name: str | Promise
    icon: str
    url_name: str
    rights: tuple[str, ...]

    def url(self) -> str:
        """The first page, or nothing while no address leads there."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""

    def opens_for(self, actor: ActorRef) -> bool:
        """Whether the actor holds one of the rights anywhere. An undeclared right is a KeyError."""
        return any(actor.may(right(code)) for code in self.rights)


DESKS: tuple[Desk, ...] = (
    Desk("registry", _("Records office"), "journal-text", "registry_home", ("intake.register", "intake.return")),
    Desk("custody", _("Custody room"), "box-seam", "custody_home", ("custody.accept", "custody.move")),
    Desk("head", _("Head of the body"), "people", "head_home", ("examinations.assign", "conclusions.check")),
    Desk("expert", _("Expert's desk"), "person-badge", "expert_home", ("examinations.perform",)),
    Desk("orderer", _("My orders"), "send", "portal_home", ("intake.submit",)),
    Desk(
        "administration",
        _("Administration"),
        "gear",
        "admin_home",
        ("accounts.manage", "accounts.view", "audit.view", "audit.export"),
    ),
)


def desks_of(actor: ActorRef) -> list[Desk]:
    """The desks that exist and that this actor may sit at."""
    return [desk for desk in DESKS if desk.url() and desk.opens_for(actor)]
