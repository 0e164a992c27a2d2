"""Production stands still, goes on, or the materials go back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.casework.examinations.policies import can_act, check_act, check_permitted
from saraptama.journey import suspend_and_extend
from saraptama.kernel import clock
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.head_desk.forms import ReturnForm, SuspendForm
from saraptama.web.shared.components import Confirmation, Fact
from saraptama.web.shared.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def standstill(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Open standstills, each with the button that ends it, and the form for a new one."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "suspend")
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            suspend_and_extend.suspend(
                actor, examination_id=examination_id, **{**data, "ground": SuspensionGround(data["ground"])}
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Suspended. The clock stands still."))
            return redirect(page_of(examination))
    rows = examination.suspensions.filter(resumption__isnull=True).order_by("starts_on")
    context = {
        "crumbs": crumbs_to(examination, _("Standstill")),
        "head": head_of(examination, selectors.term_of(examination)),
        "open": [(row, selectors.label_of(SuspensionGround(row.ground)), days_since(row.starts_on)) for row in rows],
        "may_suspend": can_act(actor, examination, "suspend"),
        "form": form,
        "back": page_of(examination),
    }
    return render(request, "head_desk/standstill.html", context)


def days_since(day: date) -> int:
    """Days that a standstill has lasted."""
    return max(0, (clock.today() - day).days)


@require_POST
def resume(request: HttpRequest, examination_id: UUID, suspension_id: UUID) -> HttpResponse:
    """The ground is gone: production goes on."""
    actor, examination = acting(request), examination_of(request, examination_id)
    if not examination.suspensions.filter(pk=suspension_id).exists():
        raise NotVisible
    suspend_and_extend.resume(actor, suspension_id=suspension_id, basis=request.POST.get("basis", "").strip())
    messages.success(request, _("Resumed. The clock runs again from tomorrow."))
    return redirect(page_of(examination))


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Return without execution, after the consequences were read."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "return_without_execution")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.return_without_execution(
                actor, examination_id=examination_id, occurred_on=clock.today(), **form.cleaned_data
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Returned without execution. The records office sends the materials back."))
            return redirect(page_of(examination))
    confirmation = Confirmation(
        _("Return the examination without execution?"),
        [
            _("The term ends today with the result “return without execution”."),
            _("The materials go back to the appointing body within the days that the law gives."),
            _("The number stays used; the order can be sent again as a new one."),
        ],
        _("Return without execution"),
        page_of(examination),
        form=form,
        facts=(Fact(_("Number"), number_of(examination)),),
    )
    crumbs = crumbs_to(examination, _("Return"))
    return render(request, "components/confirm.html", {"crumbs": crumbs, "confirmation": confirmation})
