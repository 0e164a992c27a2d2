"""Who stands in for whom: the list, a deputy named on somebody's behalf, and everybody's own deputies."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.foundation.accounts import selectors, services
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.accounts.selectors import ROLES
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.administration.confirming import EndForm
from saraptama.web.administration.forms.people import DelegationForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.tables import DEPUTIES, days_chip
from saraptama.web.administration.views.people import person_of
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import add_refusal


@require_safe
def deputies(request: HttpRequest) -> HttpResponseBase:
    """Every deputyship the administrator may see."""
    actor = acting(request)
    table = DEPUTIES.read(request, selectors.delegations_visible_to(actor))
    context = {**section_context(request, "admin_deputies"), "table": table}
    return table.export() or render(request, "administration/deputies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name_deputy(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A deputy for somebody who cannot name one: ill, on leave, out of reach."""
    actor = acting(request)
    actor.require(ACCOUNTS_MANAGE)
    holder = person_of(actor, user_id)
    form = _form(request, holder.pk)
    back = reverse("admin_person", args=[holder.pk])
    if request.method == "POST" and form.is_valid() and _named(request, form, holder.pk):
        return redirect(back)
    way = (Crumb(holder.short_name(), back), Crumb(_("Name a deputy")))
    context = {
        **section_context(request, "admin_people", *way),
        "form": form,
        "holder": holder,
        "can_name": bool(_delegable(holder.pk)),
        "back_url": back,
    }
    return render(request, "administration/deputy_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_deputies(request: HttpRequest) -> HttpResponse:
    """One's own deputies: who stands in for me, until when; and a new one."""
    actor = acting(request)
    form = _form(request, actor.id)
    if request.method == "POST" and form.is_valid() and _named(request, form, actor.id):
        return redirect("my_deputies")
    context = {
        "form": form,
        "can_name": bool(_delegable(actor.id)),
        "is_deputy_now": actor.acting_for is not None,
        "deputies": [
            (row, days_chip(row.valid_from, row.valid_to), row.valid_to > clock.today())
            for row in selectors.own_delegations(actor.id)
        ],
        "held": selectors.deputyships_of(actor.id),
    }
    return render(request, "administration/my_deputies.html", context)


def _delegable(holder_id: UUID) -> list[tuple[str, Any]]:
    codes = dict.fromkeys(held.role for held in selectors.roles_of(holder_id))
    return [(code.value, code.label) for code in codes if ROLES[code].delegable]


def _form(request: HttpRequest, holder_id: UUID) -> DelegationForm:
    people = [
        (str(one.pk), f"{one.full_name()} ({reference.unit(one.home_unit_id).name})" if one.home_unit_id else str(one))
        for one in selectors.possible_deputies(holder_id)
    ]
    return DelegationForm(request.POST or None, deputies=people, roles=_delegable(holder_id))


def _named(request: HttpRequest, form: DelegationForm, holder_id: UUID) -> bool:
    typed = {**form.cleaned_data, "role": RoleCode(form.cleaned_data["role"])}
    try:
        services.delegate(acting(request), from_user_id=holder_id, **typed)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("The deputy is named."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """One deputyship; it can be ended before its last day."""
    actor = acting(request)
    row = selectors.delegations_visible_to(actor).filter(pk=delegation_id).first()
    if row is None:
        raise NotVisible
    is_mine = row.from_user_id == actor.id
    back = reverse("my_deputies" if is_mine else "admin_deputies")
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_delegation(actor, delegation_id=row.pk, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The deputyship ends on the day you named."))
            return redirect(back)
    return render(request, "components/confirm.html", {"confirmation": _end_question(row, back, form)})


def _end_question(row: Any, back: str, form: EndForm) -> Confirmation:
    return Confirmation(
        _("End this deputyship early?"),
        (
            _("After the last day the deputy no longer acts in this role for the holder."),
            _("What the deputy has done until then stays, and says who did it for whom."),
        ),
        _("End the deputyship"),
        back,
        form=form,
        facts=(
            Fact(_("On behalf of"), row.from_user.full_name()),
            Fact(_("Deputy"), row.to_user.full_name()),
            Fact(_("Role"), row.get_role_display()),
            Fact(_("Days in force"), f"{date_text(row.valid_from)} – {date_text(row.valid_to)}"),
            Fact(_("Ground"), row.ground),
        ),
    )
