"""What a scanner typed or a camera read off a label: a printed address, or the label itself (features A10)."""

import re

from django.urls import reverse

from saraptama.casework.custody import selectors
from saraptama.casework.intake import selectors as intake
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

_PRINTED = re.compile(r"https?://[^/\s]+(/(?:custody/l|registry/n|registry/orders|check|track)/[\w.%-]+/?)", re.ASCII)
_LATIN_O = re.compile(r"^[OoОо0](?=-\d)")
"""Labels begin with a Latin letter; on many keyboards it is not."""


def printed_page(text: str) -> str:
    """The page of a printed address, whatever the service was called when the label was printed; or nothing."""
    found = _PRINTED.fullmatch(text.strip())
    return found.group(1) if found else ""


def object_page_of(actor: ActorRef, text: str) -> str:
    """The page of the visible object with exactly this label, perhaps at the end of its address; or nothing."""
    label = _LATIN_O.sub("O", text.strip().rstrip("/").rpartition("/")[2])
    try:
        return reverse("custody_object", args=[selectors.object_by_label(actor, label).pk])
    except NotVisible:
        return ""


def case_page_of(actor: ActorRef, text: str) -> str:
    """The objects of the case whose folder was scanned, or nothing."""
    found = list(intake.visible_orders(actor).with_registration(text.strip()).values_list("pk", flat=True)[:2])
    return reverse("custody_order", args=found) if len(found) == 1 else ""
