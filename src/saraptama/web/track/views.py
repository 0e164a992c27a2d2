"""Where is my examination? Says the state and its days to whoever holds the code, and nothing to anybody else."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saraptama.journey.status_code import PublicExamination, PublicStage, PublicStatus, status_by
from saraptama.web.check.limits import too_often
from saraptama.web.public.failures import too_many
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.tones import Tone
from saraptama.web.track.forms import StatusCodeForm

MOST_PER_MINUTE = 12
"""A person types a few codes in a minute; whoever asks more often is guessing."""

STAGES: dict[PublicStage, tuple[str | Promise, Tone, str | Promise]] = {
    PublicStage.RECEIVED: (
        pgettext_lazy("state by code", "received"),
        Tone.WAITING,
        _("The order has arrived. The records office checks it and registers it."),
    ),
    PublicStage.INCOMPLETE: (
        pgettext_lazy("state by code", "to be completed"),
        Tone.ATTENTION,
        _("The order lacks something; the body that sent it is asked to complete it."),
    ),
    PublicStage.REGISTERED: (
        pgettext_lazy("state by code", "registered"),
        Tone.WAITING,
        _("The order is registered. The term begins when all objects are at the institute."),
    ),
    PublicStage.IN_WORK: (
        pgettext_lazy("state by code", "in work"),
        Tone.WORK,
        _("The examination is being performed."),
    ),
    PublicStage.STANDS_STILL: (
        pgettext_lazy("state by code", "stands still"),
        Tone.ATTENTION,
        _("The clock is stopped on a lawful ground, for example until further materials arrive."),
    ),
    PublicStage.FINISHED: (
        pgettext_lazy("state by code", "finished"),
        Tone.DONE,
        _("The examination is finished; its result is being sent."),
    ),
    PublicStage.SENT: (
        pgettext_lazy("state by code", "sent"),
        Tone.DONE,
        _("The result is with the body that appointed the examination. Ask there to be acquainted with it."),
    ),
    PublicStage.RETURNED: (
        pgettext_lazy("state by code", "returned"),
        Tone.OVERDUE,
        _("It went back to the body that sent it, without an examination."),
    ),
    PublicStage.WITHDRAWN: (
        pgettext_lazy("state by code", "withdrawn"),
        Tone.WAITING,
        _("The body recalled its order."),
    ),
}


@require_safe
@never_cache
def track_home(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in by hand."""
    form = StatusCodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("track_status", slugify(form.cleaned_data["code"]).upper() or "-")
    return render(request, "track/track.html", {"form": form})


@require_safe
@never_cache
def track_status(request: HttpRequest, code: str) -> HttpResponse:
    """What the printed address leads to. A wrong code and a withheld case get one and the same answer."""
    if too_often(request, "track", MOST_PER_MINUTE):
        return too_many(request)
    found = status_by(code[:60])
    context: dict[str, Any] = {
        "crumbs": [Crumb(_("State of an examination"))],
        "form": StatusCodeForm(),
        "asked": True,
        "blocks": list(_blocks(found)) if found else [],
    }
    answer = render(request, "track/track.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _blocks(found: PublicStatus) -> Iterator[tuple[str, Chip, str | Promise, list[Fact]]]:
    """Title, state, sentence and days of the order, or of each of its examinations."""
    received = Fact(_("Order received"), date_text(found.received_on))
    if not found.examinations:
        yield ("", *_said(found.stage), [received])
    count = len(found.examinations)
    for place, one in enumerate(found.examinations, start=1):
        title = gettext("Examination {place} ({count} in all)").format(place=place, count=count) if count > 1 else ""
        yield (title, *_said(one.stage), [received, *_days(one)])


def _said(stage: PublicStage) -> tuple[Chip, str | Promise]:
    label, tone, says = STAGES[stage]
    return Chip(label, tone, large=True), says


def _days(one: PublicExamination) -> list[Fact]:
    days = (
        (_("Registered"), one.registered_on),
        (_("Term runs from"), one.begun_on),
        (_("Due"), one.due_on),
        (_("Finished"), one.finished_on),
        (_("Result sent"), one.sent_on),
    )
    return [Fact(name, date_text(day)) for name, day in days if day is not None]
