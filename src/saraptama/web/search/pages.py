"""Pages of the person's own desks, found by their names."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.accounts.access import table
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.kazakh import search_text
from saraptama.web.search.hits import Hit
from saraptama.web.shared.desks import desks_of
from saraptama.web.shared.frame import address

MOST = 5

NAMED: dict[str, str | Promise] = {
    "registry_inbox": _("Orders that wait at the records office"),
    "registry_journal": _("Journal of orders"),
    "registry_enter": _("Enter an order from paper"),
    "registry_dispatches": _("What was sent to appointing bodies"),
    "custody_expected": _("Expected objects"),
    "custody_to_return": _("Objects to return"),
    "custody_objects": _("Objects in custody"),
    "custody_places": _("Storage places"),
    "head_journal": _("Journal of examinations"),
    "portal_new": _("New order"),
    "portal_orders": _("My orders"),
    "portal_petitions": _("Petitions of experts"),
    "portal_dispatches": _("Received conclusions and letters"),
    "notifications": _("Notifications"),
    "exports": _("My files"),
    "mail_wishes": _("E-mail about notifications"),
    "help": _("Help"),
    "glossary": _("Glossary"),
    "keys": _("Keys"),
}


def find_pages(actor: ActorRef, typed: str) -> list[Hit]:
    """Desks and pages that this person may open and whose name holds every word, or its beginning."""
    asked = search_text(typed).split()
    if not asked or not typed.strip():
        return []
    named = [(desk.name, desk.url(), desk.icon) for desk in desks_of(actor)]
    named += [(name, address(page), "arrow-right") for page, name in NAMED.items() if _opens(actor, page)]
    found = [Hit(name, url, "", None, icon) for name, url, icon in named if _holds(str(name), asked)]
    return found[:MOST]


def _opens(actor: ActorRef, page: str) -> bool:
    row = table().get(page)
    return row is not None and row.admits(actor) and bool(address(page))


def _holds(name: str, asked: list[str]) -> bool:
    said = search_text(name).split()
    return any(word.startswith(stem) for stem in asked for word in said if len(stem) > 2)
