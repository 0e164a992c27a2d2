"""The first page: what needs the administrator today."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.foundation.accounts import selectors as accounts
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.audit import selectors as audit
from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.audit.rights import AUDIT_VIEW
from saraptama.foundation.documents.rights import KEEP_STORE
from saraptama.foundation.documents.stock import stock
from saraptama.foundation.messaging.job_queue import queue_state
from saraptama.foundation.messaging.rights import KEEP_JOBS
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import right
from saraptama.web.administration.sections import acting, sections
from saraptama.web.administration.views.log import ALARM
from saraptama.web.shared.components import Stat
from saraptama.web.shared.formats import share_text
from saraptama.web.shared.tones import Tone

SOON = timedelta(days=14)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Counts that open their lists; whoever may open one part only goes straight to it."""
    actor = acting(request)
    parts = sections(actor, "")
    if len(parts) == 1:
        return redirect(parts[0].url)
    context = {
        "sections": parts,
        "groups": [
            (title, stats)
            for title, stats in (
                (_("People"), _people(actor)),
                (_("Reference data"), _reference(actor)),
                (_("The service"), _service(actor)),
            )
            if stats
        ],
        "reads_cases": actor.may(right("intake.view")),
        "faults": reference.faults() if actor.may(REFERENCE_EDIT) else [],
    }
    return render(request, "administration/home.html", context)


def _people(actor: ActorRef) -> list[Stat]:
    if not actor.may(ACCOUNTS_MANAGE):
        return []
    people, address = accounts.visible_users(actor), reverse("admin_people")
    locked = len(accounts.lockouts())
    ending = accounts.roles_ending(actor, clock.today(), clock.today() + SOON)
    return [
        Stat(_("people who may sign in"), people.filter(is_active=True).count(), f"{address}?state=open"),
        Stat(
            _("with a one-time password"), people.filter(must_change_password=True).count(), f"{address}?state=one-time"
        ),
        Stat(_("locked out now"), locked, address, tone=Tone.ATTENTION if locked else None),
        Stat(_("roles that end within 14 days"), ending, address, tone=Tone.ATTENTION if ending else None),
    ]


def _reference(actor: ActorRef) -> list[Stat]:
    if not actor.may(REFERENCE_EDIT):
        return []
    assumed = sum(one.rows for one in reference.unconfirmed())
    last_day = reference.calendar().last
    return [
        Stat(
            _("records that are our assumption"),
            assumed,
            reverse("admin_reference"),
            _("until their owner confirms them"),
        ),
        Stat(_("last year of the calendar"), str(last_day.year), reverse("admin_calendar")),
    ]


def _service(actor: ActorRef) -> list[Stat]:
    stats = []
    if actor.may(KEEP_JOBS):
        failed = queue_state().failed
        stats.append(Stat(_("failed jobs"), failed, reverse("admin_jobs"), tone=Tone.OVERDUE if failed else None))
    if actor.may(AUDIT_VIEW):
        state = audit.log_state()
        tone = Tone.OVERDUE if state.longest_wait > ALARM else None
        stats.append(
            Stat(_("acts that wait for their place in the log"), state.waiting, reverse("admin_log"), tone=tone)
        )
        stats.append(_last_verification())
    if actor.may(KEEP_STORE):
        found = stock()
        stats.append(
            Stat(_("of the disk is free"), share_text(found.disk_free / found.disk_size), reverse("admin_storage"))
        )
    return stats


def _last_verification() -> Stat:
    ended = [one for one in audit.inspections(InspectionKind.LOG, InspectionKind.LOG_WITH_ROWS) if one.ended_at]
    if not ended:
        return Stat(_("last verification of the log"), _("never"), reverse("admin_log"), tone=Tone.ATTENTION)
    word = _("holds") if ended[0].holds else _("does not hold")
    return Stat(
        _("last verification of the log"), word, reverse("admin_log"), tone=None if ended[0].holds else Tone.OVERDUE
    )
