"""The log of acts: its state, its verification, and the acts of one case taken away as proof."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saraptama.casework.intake import selectors as intake
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit import case_export, inspections, selectors
from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.documents.selectors import facts_of
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.administration.act_words import lines_of_acts
from saraptama.web.administration.inspecting import shown_inspections
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.shared.components import Crumb, Fact, Stat
from saraptama.web.shared.formats import datetime_text, number_text
from saraptama.web.shared.tones import Tone

NEWEST = 10
"""How many cases are offered before anything is typed."""

ALARM = timedelta(seconds=30)
"""The merge delay at which the log is said to be late (design: at most 5 s, alarm at 30 s)."""


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The newest signed state of the log, what waits, and the inspections."""
    state = selectors.log_state()
    is_late = state.longest_wait > ALARM
    context = {
        **section_context(request, "admin_log"),
        "state": state,
        "is_late": is_late,
        "stats": [
            Stat(_("acts in the log"), state.size),
            Stat(_("acts that wait for their place"), state.waiting, tone=Tone.OVERDUE if is_late else None),
            Stat(_("reads that wait for their seal"), state.unsealed_reads),
        ],
        "facts": [
            Fact(_("Newest signed state"), datetime_text(state.signed_at) if state.signed_at else None),
            Fact(_("Root"), state.root or None),
            Fact(
                _("Longest wait"),
                _("{seconds} s").format(seconds=number_text(int(state.longest_wait.total_seconds()))),
            ),
        ],
        "kinds": [(kind.value, kind.label) for kind in (InspectionKind.LOG, InspectionKind.LOG_WITH_ROWS)],
        "inspections": shown_inspections(selectors.inspections(InspectionKind.LOG, InspectionKind.LOG_WITH_ROWS)),
    }
    return render(request, "administration/log.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Have the log verified in the background."""
    with_rows = request.POST.get("kind") == InspectionKind.LOG_WITH_ROWS
    inspections.ask_for_log_inspection(acting(request), with_rows=with_rows)
    messages.success(request, _("The verification is under way. Its outcome appears on this page."))
    return redirect("admin_log")


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint as a file, to be kept elsewhere: the log must always begin with this tree."""
    return _as_file("checkpoint.txt", selectors.log_state().note)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The log's public key as a file."""
    return _as_file("log-key.txt", f"{selectors.log_verifier_key()}\n")


def _as_file(name: str, text: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def case_acts(request: HttpRequest) -> HttpResponse:
    """Find a case by number, and see who acted in it and who opened what."""
    actor, words = acting(request), request.GET.get("number", "").strip()
    newest = intake.visible_orders(actor).newest_first()
    found = list(intake.find(actor, words)[:20] if words else newest[:NEWEST])
    if words and len(found) == 1:
        return redirect("admin_case", found[0].pk)
    numbers = intake.registration_numbers([order.pk for order in found])
    context = {
        **section_context(request, "admin_case_acts"),
        "words": words,
        "found": [(order, numbers.get(order.pk, "")) for order in found],
    }
    return render(request, "administration/case_acts.html", context)


def _order_of(actor: ActorRef, order_id: UUID) -> Any:
    found = intake.visible_orders(actor).filter(pk=order_id).first()
    if found is None:
        raise NotVisible
    return found


def _title(order: Any) -> str:
    return intake.registration_number_of(order.pk) or order.number


@require_safe
def case(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The acts of a case and the reads; one click takes them away as proof."""
    actor = acting(request)
    order = _order_of(actor, order_id)
    acts, reads = case_export.acts_of_case(order), case_export.reads_of_case(order)
    names = names_of({read.actor_id for read in reads})
    context = {
        **section_context(request, "admin_case_acts", Crumb(_title(order))),
        "order": order,
        "title": _title(order),
        "acts": lines_of_acts(acts[::-1]),
        "reads": [(read, names.get(read.actor_id, ""), _what(read)) for read in reads[::-1]],
        "waiting": sum(act.position is None for act in acts),
    }
    return render(request, "administration/case.html", context)


def _what(read: Any) -> str:
    """What was opened: a file by its name, otherwise the case's own page."""
    if read.table == "documents_storedfile":
        facts = facts_of([UUID(read.subject_id)]).get(UUID(read.subject_id))
        return facts.name if facts else ""
    return _("the page of the case")


@require_POST
def export(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The acts of a case as a file for `saraptama verify`."""
    actor = acting(request)
    order = _order_of(actor, order_id)
    content = case_export.export_case(actor, order, title=_title(order))
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="acts-{order_id}.zip"'},
    )
