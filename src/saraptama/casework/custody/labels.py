"""The words of custody as people read them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saraptama.casework.custody import enums

LABELS: dict[type[StrEnum], dict[str, Any]] = {
    enums.PlaceKind: {
        enums.PlaceKind.STOREROOM: _("storeroom"),
        enums.PlaceKind.SAFE: _("safe"),
        enums.PlaceKind.FRIDGE: _("refrigerator"),
        enums.PlaceKind.RACK: _("rack"),
        enums.PlaceKind.SHELF: _("shelf"),
        enums.PlaceKind.BOX: _("box"),
    },
    enums.CustodyState: {
        enums.CustodyState.ACCEPTED: pgettext_lazy("object", "accepted"),
        enums.CustodyState.STORED: pgettext_lazy("object", "in storage"),
        enums.CustodyState.HELD: pgettext_lazy("object", "with a person"),
        enums.CustodyState.IN_TRANSIT: pgettext_lazy("object", "in transit"),
        enums.CustodyState.RETURNED: pgettext_lazy("object", "returned"),
        enums.CustodyState.CONSUMED: pgettext_lazy("object", "used up"),
        enums.CustodyState.DIVIDED: pgettext_lazy("object", "divided into parts"),
        enums.CustodyState.DESTROYED: pgettext_lazy("object", "destroyed"),
        enums.CustodyState.LOST: pgettext_lazy("object", "lost"),
    },
    enums.CustodyAct: {
        enums.CustodyAct.RECEIVED: pgettext_lazy("custody", "received"),
        enums.CustodyAct.PLACED: pgettext_lazy("custody", "placed"),
        enums.CustodyAct.MOVED: pgettext_lazy("custody", "moved"),
        enums.CustodyAct.OFFERED: pgettext_lazy("custody", "hand-over offered"),
        enums.CustodyAct.DECLINED: pgettext_lazy("custody", "hand-over declined"),
        enums.CustodyAct.EXPIRED: pgettext_lazy("custody", "hand-over expired"),
        enums.CustodyAct.HANDED_OVER: pgettext_lazy("custody", "handed over"),
        enums.CustodyAct.RETURN_OFFERED: pgettext_lazy("custody", "made ready for return"),
        enums.CustodyAct.RETURN_CANCELLED: pgettext_lazy("custody", "return called off"),
        enums.CustodyAct.RETURNED: pgettext_lazy("custody", "returned to the body"),
        enums.CustodyAct.DIVIDED: pgettext_lazy("custody", "divided into parts"),
        enums.CustodyAct.CONSUMED: pgettext_lazy("custody", "used up"),
        enums.CustodyAct.SEALED: pgettext_lazy("custody", "packed and sealed anew"),
        enums.CustodyAct.SENT: pgettext_lazy("custody", "sent"),
        enums.CustodyAct.ARRIVED: pgettext_lazy("custody", "arrived"),
        enums.CustodyAct.CAME_BACK: pgettext_lazy("custody", "came back undelivered"),
        enums.CustodyAct.LOST: pgettext_lazy("custody", "declared lost"),
        enums.CustodyAct.FOUND: pgettext_lazy("custody", "found again"),
        enums.CustodyAct.DESTROYED: pgettext_lazy("custody", "destroyed under an act"),
        enums.CustodyAct.PHOTOGRAPHED: pgettext_lazy("custody", "photographed"),
        enums.CustodyAct.COPIED: pgettext_lazy("custody", "digital content stored"),
    },
    enums.SealState: {
        enums.SealState.INTACT: pgettext_lazy("seal", "intact"),
        enums.SealState.BROKEN: pgettext_lazy("seal", "broken"),
        enums.SealState.DIFFERS: pgettext_lazy("seal", "another number"),
        enums.SealState.NONE: pgettext_lazy("seal", "none"),
    },
    enums.HandOverState: {
        enums.HandOverState.OFFERED: pgettext_lazy("hand-over", "offered"),
        enums.HandOverState.CONFIRMED: pgettext_lazy("hand-over", "confirmed"),
        enums.HandOverState.DECLINED: pgettext_lazy("hand-over", "declined"),
        enums.HandOverState.EXPIRED: pgettext_lazy("hand-over", "expired"),
    },
    enums.ReturnState: {
        enums.ReturnState.OFFERED: pgettext_lazy("return", "ready"),
        enums.ReturnState.SENT: pgettext_lazy("return", "sent"),
        enums.ReturnState.CONFIRMED: pgettext_lazy("return", "received by the body"),
        enums.ReturnState.CANCELLED: pgettext_lazy("return", "called off"),
    },
    enums.ReturnChannel: {
        enums.ReturnChannel.HAND: _("by hand"),
        enums.ReturnChannel.COURIER: _("by courier"),
        enums.ReturnChannel.POST: _("by post"),
    },
    enums.ConsignmentState: {
        enums.ConsignmentState.SENT: pgettext_lazy("parcel", "on its way"),
        enums.ConsignmentState.ENDED: pgettext_lazy("parcel", "ended"),
    },
    enums.IncidentKind: {
        enums.IncidentKind.SEAL_BROKEN: pgettext_lazy("incident", "broken seal"),
        enums.IncidentKind.SEAL_DIFFERS: pgettext_lazy("incident", "another seal number"),
        enums.IncidentKind.LOST: pgettext_lazy("incident", "object lost"),
        enums.IncidentKind.COPY_ALTERED: pgettext_lazy("incident", "stored content altered"),
    },
}


def choices_of(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """Value and label of every word, as fields and forms take them."""
    return [(word.value, LABELS[words][word]) for word in words]


def label_of(word: StrEnum) -> str:
    """A word in the language active now."""
    return str(LABELS[type(word)][word])
