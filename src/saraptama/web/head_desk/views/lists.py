"""The head's first page and the journal of the unit."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.capacity.experts.rights import EXPERTS_VIEW
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.rights import AGREE, ASSIGN, SUSPEND, VIEW
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.listing import WEEK
from saraptama.web.head_desk.tables import QUEUE, before_me, journal_of, queue, visible
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import Stat
from saraptama.web.shared.tones import Tone


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What waits for the head today, as counts and as a list with the nearest due date on top."""
    actor = acting(request)
    table = QUEUE.read(request, queue(actor))
    context = {"stats": stats_of(actor), "table": table, "pages": pages_of(actor)}
    return table.export() or render(request, "head_desk/home.html", context)


def pages_of(actor: ActorRef) -> list[Link]:
    """The head's other pages, as far as the reader may open them."""
    pages = (
        (ASSIGN, _("Queue by specialty and unit"), "head_queue"),
        (ASSIGN, _("What falls due"), "head_due"),
        (VIEW, _("The week"), "team_week"),
        (SUSPEND, _("Grounds of standstill"), "grounds_used"),
        (ASSIGN, _("Workload of experts"), "head_board"),
        (AGREE, _("Agreement of drafts"), "head_drafts"),
        (EXPERTS_VIEW, _("Register of experts"), "head_experts"),
    )
    return [Link(words, reverse(name)) for needed, words, name in pages if actor.may(needed)]


def stats_of(actor: ActorRef) -> list[Stat]:
    """Counts, each of which opens its list."""
    counts = selectors.desk_counts(actor, soon_days=WEEK)
    journal = reverse("head_journal")

    def listed(name: str, value: str) -> str:
        return f"{journal}?{name}={value}"

    late = Tone.OVERDUE if counts.overdue else None
    near = Tone.ATTENTION if counts.due_soon else None
    return [
        Stat(_("To take into production"), counts.to_accept, listed("state", S.REGISTERED)),
        Stat(_("To assign"), counts.to_assign, reverse("head_queue")),
        Stat(_("Await my agreement"), before_me(actor).count(), reverse("head_drafts")),
        Stat(_("In work"), counts.in_production, listed("state", S.IN_PRODUCTION)),
        Stat(_("Suspended"), counts.suspended, listed("state", S.SUSPENDED)),
        Stat(_("Due within a week"), counts.due_soon, f"{reverse('head_due')}?within=7", tone=near),
        Stat(_("Overdue"), counts.overdue, f"{reverse('head_due')}?within=overdue", tone=late),
        *exceptions_of(actor),
    ]


def exceptions_of(actor: ActorRef) -> list[Stat]:
    """Exceptions from a conflict that wait for this head as the second person; nothing when there are none."""
    waiting = list(selectors.overrides_to_confirm(actor)[:100])
    if not waiting:
        return []
    url = reverse("head_override_decide", args=[waiting[0].examination_id, waiting[0].pk])
    return [Stat(_("Exceptions to confirm"), len(waiting), url, _("a second person is needed"), Tone.ATTENTION)]


@require_safe
def journal(request: HttpRequest) -> HttpResponseBase:
    """Every examination of the head's units, narrowed by the address."""
    actor = acting(request)
    table = journal_of(actor).read(request, visible(actor))
    return table.export() or render(request, "head_desk/journal.html", {"table": table})
