"""Entering an order from paper."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.registry_desk.entering import enter_from_paper, institutes_of, units_of
from saraptama.web.registry_desk.forms.contents import repeaters
from saraptama.web.registry_desk.forms.entry import PAPERS, OrderForm, key_of, submission_of
from saraptama.web.registry_desk.forms.fields import datalists
from saraptama.web.registry_desk.refusals import add_refusals, are_valid, put_keyboard
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.repeaters import asked_for_rows


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """One dense form; sent, the order is taken in, checked, and its page opens."""
    actor = colleague(request)
    posted = request.POST if request.method == "POST" else None
    institutes = institutes_of(actor)
    form = OrderForm(
        posted,
        request.FILES or None,
        institutes=institutes,
        units=units_of(institutes),
        initial={"request_key": uuid4(), "received_on": clock.today()},
    )
    rows = repeaters(posted)
    asked = posted is not None and asked_for_rows(form, *rows.values())
    if posted is not None and not asked and are_valid(form, *rows.values()):
        try:
            order_id = enter_from_paper(
                actor,
                submission=submission_of(form, rows),
                papers={name: form.cleaned_data[name] for name in PAPERS},
                request_key=key_of(form),
            )
        except Refusal as refusal:
            add_refusals(form, rows, refusal)
        else:
            messages.success(request, _("The order is entered and checked. Look at what the check found."))
            return redirect("registry_order", order_id)
    put_keyboard(rows.values(), form, "order_kind")
    context = {
        "crumbs": crumbs_to(Crumb(_("From paper"))),
        "form": form,
        "rows": rows,
        "datalists": datalists(),
    }
    return render(request, "registry_desk/enter.html", context)
