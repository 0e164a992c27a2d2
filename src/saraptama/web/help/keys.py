"""The keys of the service, as the page of help lists them and as the script in the browser knows them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.kernel.actor import ActorRef
from saraptama.web.shared.desks import desks_of
from saraptama.web.shared.keys import letter_of


@dataclass(frozen=True)
class Shortcut:
    """One key, or two pressed one after the other, and what it does."""

    keys: tuple[str, ...]
    does: str | Promise


ALWAYS = (
    Shortcut(("/",), _("to the search box")),
    Shortcut(("?",), _("help for this page")),
    Shortcut(("g", "h"), _("to the first page")),
    Shortcut(("g", "n"), _("to the notifications")),
    Shortcut(("Esc",), _("close a menu, leave the search box")),
)
IN_LISTS = (
    Shortcut(("j",), _("to the next row")),
    Shortcut(("k",), _("to the previous row")),
    Shortcut(("Enter",), _("open the row")),
    Shortcut(("x",), _("choose the row, or take the choice back")),
    Shortcut(("n",), _("to the next page of the list")),
    Shortcut(("p",), _("to the previous page of the list")),
)
IN_FORMS = (
    Shortcut(("Ctrl+Enter",), _("send the form")),
    Shortcut(("Tab",), _("to the next field")),
)


def desk_shortcuts(actor: ActorRef | None) -> list[Shortcut]:
    """`g` and a letter: to each of this person's desks."""
    return [Shortcut(("g", letter_of(desk.code)), desk.name) for desk in desks_of(actor)] if actor else []
