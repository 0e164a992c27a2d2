"""A person's access and keys: closing, one-time passwords, second factor, sessions, lockouts, the end of roles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from saraptama.foundation.accounts import selectors, services
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.confirming import EndForm, GroundForm, password_first
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.views.people import person_of
from saraptama.web.administration.written import Code
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import add_refusal

Words = str | Promise


@dataclass(frozen=True)
class KeyAct:
    """One act on a person's access: its question, what will happen, the button, and the service behind it."""

    question: Words
    consequences: tuple[Words, ...]
    button: Words
    service: Callable[..., Any]
    done: Words
    is_destructive: bool = True
    asks_password: bool = False


ACTS: dict[str, KeyAct] = {
    "close": KeyAct(
        gettext_lazy("Close this account?"),
        (
            gettext_lazy("The person can no longer sign in; every open page stops working at the next step."),
            gettext_lazy("Roles, acts and signatures stay as they are. Examinations in hand are not reassigned."),
        ),
        gettext_lazy("Close the account"),
        services.close_access,
        gettext_lazy("The account is closed."),
    ),
    "restore": KeyAct(
        gettext_lazy("Open this account again?"),
        (gettext_lazy("The person can sign in again, with the roles that are still in force."),),
        gettext_lazy("Open the account"),
        services.restore_access,
        gettext_lazy("The account is open again."),
        is_destructive=False,
    ),
    "password": KeyAct(
        gettext_lazy("Give a one-time password?"),
        (
            gettext_lazy("The present password stops working, and all sessions of the person end."),
            gettext_lazy("The new one is shown to you once, on the next page. Hand it over in person."),
            gettext_lazy("At the first sign-in the person chooses a password that nobody else knows."),
        ),
        gettext_lazy("Make a one-time password"),
        services.reset_password,
        "",
        asks_password=True,
    ),
    "second-factor": KeyAct(
        gettext_lazy("Remove the second factor?"),
        (
            gettext_lazy("The authenticator app and the recovery codes stop working, and all sessions end."),
            gettext_lazy("A role that demands a second factor asks for a new one at the next sign-in."),
            gettext_lazy("Make sure that it is this person who asks: look at the identity document."),
        ),
        gettext_lazy("Remove the second factor"),
        services.remove_second_factor,
        gettext_lazy("The second factor is removed."),
        asks_password=True,
    ),
    "sessions": KeyAct(
        gettext_lazy("End all sessions of this person?"),
        (gettext_lazy("Wherever the person is signed in, the next step asks for the password again."),),
        gettext_lazy("End the sessions"),
        services.end_sessions,
        gettext_lazy("The sessions are ended."),
    ),
    "lockout": KeyAct(
        gettext_lazy("Let this person try again?"),
        (gettext_lazy("The failed attempts are forgotten; the password itself stays as it is."),),
        gettext_lazy("Lift the lockout"),
        services.lift_lockout,
        gettext_lazy("The lockout is lifted."),
        is_destructive=False,
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def key_act(request: HttpRequest, user_id: UUID, act: str) -> HttpResponse:
    """Ask, then do one of the acts; a one-time password is shown on the answer itself and nowhere else."""
    if act not in ACTS:
        raise Http404
    chosen, actor = ACTS[act], acting(request)
    row = person_of(actor, user_id)
    if chosen.asks_password and (detour := password_first(request)):
        return detour
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = chosen.service(actor, user_id=row.pk, ground=form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            if act == "password":
                return _secret(request, row, outcome)
            messages.success(request, str(chosen.done))
            return redirect("admin_person", row.pk)
    return _asked(request, row, chosen, form)


def _asked(request: HttpRequest, row: Any, chosen: KeyAct, form: GroundForm) -> HttpResponse:
    back = reverse("admin_person", args=[row.pk])
    confirmation = Confirmation(
        chosen.question,
        chosen.consequences,
        chosen.button,
        back,
        is_destructive=chosen.is_destructive,
        form=form,
        facts=(Fact(_("Person"), row.full_name()), Fact(_("Login"), Code(row.login))),
    )
    way = (Crumb(row.short_name(), back), Crumb(chosen.button))
    context = {**section_context(request, "admin_people", *way), "confirmation": confirmation}
    return render(request, "components/confirm.html", context)


def _secret(request: HttpRequest, row: Any, secret: str) -> HttpResponse:
    way = (Crumb(row.short_name(), reverse("admin_person", args=[row.pk])), Crumb(_("One-time password")))
    context = {
        **section_context(request, "admin_people", *way),
        "heading": _("One-time password"),
        "says": _("It is shown now and never again. At the first sign-in an own password is chosen."),
        "secrets": [Fact(_("Login"), row.login), Fact(_("One-time password"), secret)],
        "back_url": reverse("admin_person", args=[row.pk]),
    }
    return render(request, "administration/secret.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: HttpRequest, user_id: UUID, assignment_id: UUID) -> HttpResponse:
    """The last day of a role."""
    actor = acting(request)
    row = person_of(actor, user_id)
    held = next((one for one in selectors.assignments_of(row.pk) if one.pk == assignment_id), None)
    if held is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_role(actor, assignment_id=held.pk, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The role ends on the day you named."))
            return redirect("admin_person", row.pk)
    back = reverse("admin_person", args=[row.pk])
    confirmation = Confirmation(
        _("End this role?"),
        (_("After the last day the person no longer sees or does what comes with the role. History stays."),),
        _("End the role"),
        back,
        form=form,
        facts=(Fact(_("Person"), row.full_name()), Fact(_("Role"), held.get_role_display())),
    )
    way = (Crumb(row.short_name(), back), Crumb(_("End the role")))
    context = {**section_context(request, "admin_people", *way), "confirmation": confirmation}
    return render(request, "components/confirm.html", context)
