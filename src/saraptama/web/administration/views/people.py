"""People: the list, a person's card, a new person, changed particulars."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.foundation.accounts import selectors, services
from saraptama.foundation.accounts.enums import Language, RoleCode, UserKind
from saraptama.foundation.accounts.errors import PersonChangedMeanwhile
from saraptama.foundation.accounts.policies import can_manage
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.administration.act_words import lines_of_acts
from saraptama.web.administration.forms.people import ChangePersonForm, PersonForm, RoleForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.tables import PEOPLE, access_chip, days_chip, unit_said
from saraptama.web.administration.written import Code
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.formats import datetime_text
from saraptama.web.shared.forms import add_refusal


@require_safe
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody whom the administrator may see."""
    actor = acting(request)
    table = PEOPLE.read(request, selectors.people_for_list(actor))
    context = {
        **section_context(request, "admin_people"),
        "table": table,
        "may_add": actor.may(ACCOUNTS_MANAGE),
        "lockouts": len(selectors.lockouts()),
    }
    return table.export() or render(request, "administration/people.html", context)


def person_of(actor: ActorRef, user_id: UUID) -> Any:
    """A person the actor may see; otherwise there is no such address."""
    found = selectors.people_for_list(actor).filter(pk=user_id).first()
    if found is None:
        raise NotVisible
    return found


def may_manage(actor: ActorRef, person: Any) -> bool:
    """Whether the buttons are shown."""
    return can_manage(actor, person.home_unit.path if person.home_unit else "")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new person with the first role; the one-time password is shown on the next page, once."""
    actor = acting(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data}
        typed["kind"], typed["language"] = UserKind(typed["kind"]), Language(typed["language"])
        try:
            created = services.create_user(actor, **typed)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The account is open. Now give a role and a one-time password."))
            return redirect("admin_person", created.pk)
    context = {**section_context(request, "admin_people", Crumb(_("A new person"))), "form": form}
    return render(request, "administration/person_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A person's card; the form on it gives a role."""
    actor = acting(request)
    row = person_of(actor, user_id)
    form = RoleForm(request.POST or None, kind=row.kind, initial={"unit_id": row.home_unit_id})
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "role": RoleCode(form.cleaned_data["role"])}
        try:
            services.assign_role(actor, user_id=row.pk, **typed)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The role is given."))
            return redirect("admin_person", row.pk)
    return render(request, "administration/person.html", _card(request, actor, row, form))


def _card(request: HttpRequest, actor: ActorRef, row: Any, form: RoleForm) -> dict[str, Any]:
    acts = selectors.acts_on(row)[::-1]
    return {
        **section_context(request, "admin_people", Crumb(row.short_name())),
        "person": row,
        "chip": access_chip(row),
        "facts": _facts(row),
        "roles": [
            (held, days_chip(held.valid_from, held.valid_to), _can_end(held))
            for held in selectors.assignments_of(row.pk)
        ],
        "form": form,
        "factor": selectors.second_factor_of(row.pk),
        "needs_factor": selectors.needs_second_factor(row.pk),
        "sessions": selectors.sessions_of(row.pk),
        "lockouts": selectors.lockouts(row.login),
        "acts": lines_of_acts(acts[:30]),
        "may_manage": may_manage(actor, row),
        "is_oneself": row.pk == actor.id,
        "is_machine": row.kind == UserKind.MACHINE,
    }


def _can_end(held: Any) -> bool:
    return held.valid_to is None or held.valid_to > clock.today()


def _facts(row: Any) -> list[Fact]:
    return [
        Fact(_("Login"), Code(row.login)),
        Fact(_("In what capacity"), row.get_kind_display()),
        Fact(_("Unit or body"), unit_said(row)),
        Fact(_("IIN"), f"•••••••• {row.iin[-4:]}" if row.iin else None),
        Fact(_("E-mail"), row.email or None),
        Fact(_("Language of the pages"), row.get_language_display()),
        Fact(_("Account opened"), datetime_text(row.created_at)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A person's particulars. Whoever saves second is told what stands there now, and loses nothing typed."""
    actor = acting(request)
    row = person_of(actor, user_id)
    form = ChangePersonForm(request.POST or None, initial=_particulars(row))
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "language": Language(form.cleaned_data["language"])}
        try:
            services.change_user(actor, user_id=row.pk, **typed)
        except PersonChangedMeanwhile as stale:
            form = _over_the_newest(request, row)
            add_refusal(form, stale)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("admin_person", row.pk)
    way = (Crumb(row.short_name(), reverse("admin_person", args=[row.pk])), Crumb(_("Change")))
    context = {**section_context(request, "admin_people", *way), "form": form, "person": row}
    return render(request, "administration/person_change.html", context)


def _particulars(row: Any) -> dict[str, Any]:
    names = ("login", "surname", "name", "patronymic", "iin", "email", "language", "home_unit_id", "appointing_body_id")
    return {**{name: getattr(row, name) for name in names}, "seen_version": row.row_version}


def _over_the_newest(request: HttpRequest, row: Any) -> ChangePersonForm:
    """What was typed, over the version that stands there now: saving again is a decision made with open eyes."""
    typed = request.POST.copy()
    typed["seen_version"] = str(row.row_version)
    form = ChangePersonForm(typed)
    form.is_valid()
    return form
