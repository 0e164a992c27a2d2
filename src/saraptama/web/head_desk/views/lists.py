"""The head's first page and the journal of the unit."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.kernel.actor import ActorRef
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.listing import WEEK
from saraptama.web.head_desk.tables import QUEUE, before_me, journal_of, queue, visible
from saraptama.web.shared.components import Stat
from saraptama.web.shared.tones import Tone


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What waits for the head today, as counts and as a list with the nearest due date on top."""
    actor = acting(request)
    table = QUEUE.read(request, queue(actor))
    return table.export() or render(request, "head_desk/home.html", {"stats": stats_of(actor), "table": table})


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
        Stat(_("To assign"), counts.to_assign, listed("state", S.ACCEPTED)),
        Stat(_("Await my agreement"), before_me(actor).count(), listed("waits", "me")),
        Stat(_("In work"), counts.in_production, listed("state", S.IN_PRODUCTION)),
        Stat(_("Suspended"), counts.suspended, listed("state", S.SUSPENDED)),
        Stat(_("Due within a week"), counts.due_soon, listed("term", "week"), tone=near),
        Stat(_("Overdue"), counts.overdue, listed("term", "overdue"), tone=late),
    ]


@require_safe
def journal(request: HttpRequest) -> HttpResponseBase:
    """Every examination of the head's units, narrowed by the address."""
    actor = acting(request)
    table = journal_of(actor).read(request, visible(actor))
    return table.export() or render(request, "head_desk/journal.html", {"table": table})
