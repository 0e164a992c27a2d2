"""The custody room's first page and its lists."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.custody import selectors
from saraptama.casework.custody.enums import ReturnState
from saraptama.casework.custody.errors import ObjectUnknown
from saraptama.casework.custody.rights import CUSTODY_ACCEPT, CUSTODY_RETURN
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.custody_room import work
from saraptama.web.custody_room.people import institute_of
from saraptama.web.custody_room.scanned import case_page_of, object_page_of, printed_page
from saraptama.web.custody_room.tables import EXPECTED, TO_RETURN, objects_table
from saraptama.web.custody_room.words import Names
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Crumb, Stat
from saraptama.web.shared.tones import Tone

LONGEST = 200
"""What a scanner brings: a label, or the whole address printed as its code."""


def crumbs_to(*further: Crumb) -> list[Crumb]:
    """The way from the custody room."""
    return [Crumb(_("Custody room"), reverse("custody_home")), *further]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is expected, what came today, what is offered to me and by me, what can go back."""
    actor = acting(request)
    for_me, from_me = list(selectors.hand_overs_for(actor)), list(selectors.hand_overs_from(actor))
    expired = list(selectors.expired_hand_overs(actor)[:20])
    names = Names(person for offer in (*for_me, *from_me, *expired) for person in (offer.giver_id, offer.receiver_id))
    context = {
        "stats": [*_room_stats(actor), *_own_stats(actor, len(for_me), len(from_me))],
        "lists": [
            (title, anchor, [_told(offer, names) for offer in offers], otherwise)
            for title, anchor, offers, otherwise in (
                (_("Offered to me"), "for-me", for_me, _("When somebody offers you objects, you confirm it here.")),
                (_("Offered by me"), "from-me", from_me, _("What you offer stands here until the receiver answers.")),
                (_("Expired without an answer"), "expired", expired, _("No offer was left without an answer.")),
            )
        ],
        "may_accept": actor.may(CUSTODY_ACCEPT),
        "returns": _returns(actor),
        "in_hand": list(work.in_hand(actor)[:20]),
    }
    return render(request, "custody_room/home.html", context)


def _told(offer: Any, names: Names) -> dict[str, Any]:
    """An offer as a line: between whom, of what, until when."""
    return {
        "offer": offer,
        "between": f"{names.of(offer.giver_id)} → {names.of(offer.receiver_id)}",
        "labels": ", ".join(item.custody_object.label for item in offer.items.all()),
    }


def _returns(actor: ActorRef) -> list[dict[str, Any]]:
    """Returns that wait for their receipt."""
    if not actor.may(CUSTODY_RETURN):
        return []
    return [
        {
            "act": act,
            "body": reference.body(act.body_id).name if act.body_id else "",
            "labels": ", ".join(item.custody_object.label for item in act.items.all()),
            "may_send": act.state == ReturnState.OFFERED,
        }
        for act in selectors.open_returns(actor)
    ]


def _room_stats(actor: ActorRef) -> list[Stat]:
    """Counts of the room, for those who keep it."""
    if not actor.may(CUSTODY_ACCEPT):
        return []
    objects = reverse("custody_objects")
    return [
        Stat(
            _("Orders with objects expected"), work.expected(actor).count(), reverse("custody_expected"), tone=Tone.WORK
        ),
        Stat(
            _("Accepted today"),
            selectors.accepted_on_day(actor, clock.today()).count(),
            f"{objects}?received=today",
            tone=Tone.DONE,
        ),
        Stat(
            _("Orders with objects to return"),
            work.to_return(actor).count(),
            reverse("custody_to_return"),
            tone=Tone.ATTENTION,
        ),
        *_watched(actor),
    ]


def _watched(actor: ActorRef) -> list[Stat]:
    """Counts of what must not stay as it is."""
    counts = (
        (_("Overdue for return"), selectors.overdue_for_return(actor), "custody_overdue", ""),
        (_("Not accounted for"), selectors.finished_but_here(actor), "custody_unaccounted", ""),
        (_("Parcels on their way"), selectors.parcels(actor), "custody_parcels", ""),
        (_("Too long on their way"), selectors.parcels(actor, late=True), "custody_parcels", "?late=1"),
        (_("Unconfirmed hand-overs"), selectors.unconfirmed_hand_overs(actor), "custody_hand_overs", ""),
        (_("Open incidents"), selectors.incidents(actor, is_open=True), "custody_incidents", "?state=open"),
    )
    found = [(label, rows.count(), reverse(page) + query) for label, rows, page, query in counts]
    return [
        Stat(label, count, url, tone=Tone.OVERDUE if count and place in RED else Tone.WAITING)
        for place, (label, count, url) in enumerate(found)
    ]


RED = frozenset({0, 3, 5})
"""Places of the counts that are red as soon as there is one."""


def _own_stats(actor: ActorRef, for_me: int, from_me: int) -> list[Stat]:
    """Counts of the person's own."""
    objects = reverse("custody_objects")
    return [
        Stat(_("Offered to me"), for_me, "#for-me", tone=Tone.ATTENTION if for_me else Tone.WAITING),
        Stat(_("Offered by me"), from_me, "#from-me", tone=Tone.WAITING),
        Stat(_("In my hands"), work.in_hand(actor).count(), f"{objects}?whose=mine", tone=Tone.WORK),
    ]


@require_safe
def expected(request: HttpRequest) -> HttpResponseBase:
    """Orders whose objects are not all here."""
    table = EXPECTED.read(request, work.expected(acting(request)))
    return table.export() or listed(request, table, _("Expected objects"))


@require_safe
def to_return(request: HttpRequest) -> HttpResponseBase:
    """Orders whose objects can go back."""
    table = TO_RETURN.read(request, work.to_return(acting(request)))
    return table.export() or listed(request, table, _("Objects to return"))


@require_safe
def objects(request: HttpRequest) -> HttpResponseBase:
    """Every visible object, narrowed by state, place, hands and words."""
    actor = acting(request)
    spec = objects_table(institute_of(actor).id, actor.id)
    table = spec.read(request, selectors.visible_objects(actor).select_related("place"))
    return table.export() or listed(request, table, _("Objects in custody"))


def listed(request: HttpRequest, table: Any, title: str) -> HttpResponse:
    """The page of one list."""
    context = {"crumbs": crumbs_to(Crumb(title)), "table": table, "title": title}
    return render(request, "custody_room/list.html", context)


@require_safe
def by_label(request: HttpRequest, label: str) -> HttpResponse:
    """What a scanned label leads to; an unknown one is told as such (features A10)."""
    try:
        found = selectors.object_by_label(acting(request), label)
    except NotVisible:
        raise ObjectUnknown from None
    return redirect("custody_object", found.pk)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """A label typed or scanned, or the number on a case's folder. Other words search the list."""
    actor, typed = acting(request), request.GET.get("label", "").strip()[:LONGEST]
    known = object_page_of(actor, typed) or printed_page(typed) or case_page_of(actor, typed)
    if known:
        return redirect(known)
    if any(sign.isdigit() for sign in typed) and " " not in typed:
        says = _("No object has the label {label}. Below is what is found by these words.")
        messages.warning(request, says.format(label=typed))
    return redirect(f"{reverse('custody_objects')}?{urlencode({'words': typed})}")
