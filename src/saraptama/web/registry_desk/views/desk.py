"""The desk itself: what is due, what waits, what was sent; inbox and journal."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.foundation.messaging.enums import DispatchState
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.custody_room.scanned import printed_page
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.sent import dispatches
from saraptama.web.registry_desk.tables import DISPATCHES, INBOX, JOURNAL, by_channel
from saraptama.web.shared.components import Crumb, Stat, Tab
from saraptama.web.shared.tones import Tone

MOST_HANGING = 20
"""Conclusions without a receipt that stand above the list of what was sent; the list itself holds them all."""


def colleague(request: HttpRequest) -> ActorRef:
    """The institute's own person; an appointing body follows its orders in the portal."""
    actor = acting(request)
    if actor.body_id is not None:
        raise NotVisible
    return actor


def crumbs_to(*further: Crumb) -> list[Crumb]:
    """The way from the desk."""
    return [Crumb(_("Records office"), reverse("registry_home")), *further]


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Counts that open their lists, and the newest arrivals."""
    actor = colleague(request)
    table = INBOX.read(request, selectors.inbox(actor).prefetch_related("arrivals", "findings"))
    context = {"stats": _stats(actor), "table": table}
    return table.export() or render(request, "registry_desk/home.html", context)


def _stats(actor: ActorRef) -> list[Stat]:
    orders = selectors.visible_orders(actor)
    inbox, journal, sent = reverse("registry_inbox"), reverse("registry_journal"), reverse("registry_dispatches")

    def waiting(state: OrderState) -> int:
        return orders.filter(state=state.value).count()

    today = clock.today()
    return [
        Stat(_("Arrived, not checked"), waiting(OrderState.RECEIVED), f"{inbox}?state=received", tone=Tone.WORK),
        Stat(_("Checked, without a number"), waiting(OrderState.CHECKED), f"{inbox}?state=checked", tone=Tone.WORK),
        Stat(_("Deficient"), waiting(OrderState.DEFICIENT), f"{inbox}?state=deficient", tone=Tone.ATTENTION),
        Stat(
            _("The body has not answered in time"),
            orders.overdue(today).count(),
            f"{inbox}?asked=overdue",
            _("asked and waiting: {count}").format(count=orders.awaiting_material().count()),
            Tone.OVERDUE,
        ),
        Stat(
            _("Registered today"),
            orders.registered_between(today, today).count(),
            f"{journal}?registered=today",
            tone=Tone.DONE,
        ),
        Stat(
            _("Sent, without a receipt"),
            dispatches(actor).filter(state=DispatchState.SENT).count(),
            f"{sent}?state={DispatchState.SENT}",
            _("signed, seal pending: {count}").format(count=conclusions.awaiting_seal(actor).count()),
            Tone.WAITING,
        ),
    ]


@require_safe
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What waits at the records office, by channel."""
    rows = selectors.inbox(colleague(request)).prefetch_related("arrivals", "findings")
    table = INBOX.read(request, rows)
    context = {"crumbs": crumbs_to(Crumb(_("Inbox"))), "table": table, "tabs": _channels(request, rows)}
    return table.export() or render(request, "registry_desk/inbox.html", context)


def _channels(request: HttpRequest, rows: QuerySet[Any]) -> list[Tab]:
    """All of them, then each channel by which something waits."""
    chosen = request.GET.get("channel", "")
    address = reverse("registry_inbox")
    tabs = [Tab(_("All"), address, rows.count(), is_current=not chosen)]
    for channel in Channel:
        count = by_channel(rows, channel.value).count()
        if count or chosen == channel.value:
            url = f"{address}?channel={channel.value}"
            tabs.append(Tab(selectors.label_of(channel), url, count, is_current=chosen == channel.value))
    return tabs


@require_safe
def journal(request: HttpRequest) -> HttpResponseBase:
    """The journal; a number, a case number or words narrow it."""
    actor = colleague(request)
    words = request.GET.get("words", "").strip()
    if scanned := printed_page(words):
        return redirect(scanned)
    rows = selectors.find(actor, words) if words else selectors.journal(actor)
    table = JOURNAL.read(request, rows.prefetch_related("arrivals"))
    context = {"crumbs": crumbs_to(Crumb(_("Journal"))), "table": table, "words": words}
    return table.export() or render(request, "registry_desk/journal.html", context)


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """What went out, and whether it was received."""
    actor = colleague(request)
    table = DISPATCHES.read(request, dispatches(actor))
    late = conclusions.undelivered(actor)[:MOST_HANGING]
    hanging = [(conclusion, reference.body(conclusion.appointing_body_id).name) for conclusion in late]
    context = {"crumbs": crumbs_to(Crumb(_("Sent"))), "table": table, "hanging": hanging}
    return table.export() or render(request, "registry_desk/dispatches.html", context)
