"""Information systems of appointing bodies: their clients, scopes and secrets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.foundation.accounts import selectors, services
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import rights_of
from saraptama.foundation.accounts.types import Machine
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.confirming import GroundForm, password_first
from saraptama.web.administration.declared import right_in_words
from saraptama.web.administration.forms.people import MachineForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.written import Code
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import add_refusal


def _scopes() -> list[tuple[str, str]]:
    """What a body's system may be allowed, in words."""
    return [(code, right_in_words(code)) for code in sorted(rights_of(RoleCode.API_ORDERER))]


def _body_name(machine: Machine) -> str:
    return str(reference.body(machine.body_id).name) if machine.body_id else ""


@require_safe
def machines(request: HttpRequest) -> HttpResponse:
    """Every information system with what it may do."""
    says = dict(_scopes())
    lines = [
        {"machine": one, "body": _body_name(one), "scopes": [says.get(scope, scope) for scope in one.scopes]}
        for one in selectors.machines(acting(request))
    ]
    context = {**section_context(request, "admin_machines"), "machines": lines}
    return render(request, "administration/machines.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_machine(request: HttpRequest) -> HttpResponse:
    """A new system; its secret stands on the answer, once."""
    if detour := password_first(request):
        return detour
    form = MachineForm(request.POST or None, scopes=_scopes())
    if request.method == "POST" and form.is_valid():
        try:
            credentials = services.add_machine(acting(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _secret(request, credentials)
    context = {**section_context(request, "admin_machines", Crumb(_("A new information system"))), "form": form}
    return render(request, "administration/machine_new.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def machine_act(request: HttpRequest, client_id: str, act: str) -> HttpResponse:
    """Renew the secret of a system, or close it."""
    actor = acting(request)
    machine = _open_machine(actor, client_id)
    if act not in ("secret", "close"):
        raise Http404
    if detour := password_first(request):
        return detour
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, actor, machine, act, form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
    confirmation = _question(machine, act, form)
    way = Crumb(confirmation.action)
    context = {**section_context(request, "admin_machines", way), "confirmation": confirmation}
    return render(request, "components/confirm.html", context)


def _open_machine(actor: ActorRef, client_id: str) -> Machine:
    found = next((one for one in selectors.machines(actor) if one.client_id == client_id and one.is_open), None)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, actor: ActorRef, machine: Machine, act: str, ground: str) -> HttpResponse:
    if act == "secret":
        return _secret(request, services.rotate_secret(actor, client_id=machine.client_id, ground=ground))
    services.revoke_machine(actor, client_id=machine.client_id, ground=ground)
    messages.success(request, _("The information system is closed."))
    return redirect("admin_machines")


def _question(machine: Machine, act: str, form: GroundForm) -> Confirmation:
    facts = (Fact(_("Information system"), machine.system), Fact(_("Client"), Code(machine.client_id)))
    back = reverse("admin_machines")
    if act == "secret":
        consequences = (
            _("The present secret and every access token obtained with it stop working at once."),
            _("The new secret is shown to you once, on the next page."),
        )
        return Confirmation(_("Renew the secret?"), consequences, _("Renew the secret"), back, form=form, facts=facts)
    consequences = (
        _("The system can no longer send orders or fetch anything. What it sent stays."),
        _("There is no way back: to connect it again, a new client is made."),
    )
    return Confirmation(
        _("Close this information system?"), consequences, _("Close the system"), back, form=form, facts=facts
    )


def _secret(request: HttpRequest, credentials: Any) -> HttpResponse:
    context = {
        **section_context(request, "admin_machines", Crumb(_("Secret"))),
        "heading": _("Credentials of the information system"),
        "says": _("The secret is shown now and never again: only a hash of it is stored. Hand it over sealed."),
        "secrets": [Fact("client_id", credentials.client_id), Fact("client_secret", credentials.secret)],
        "back_url": reverse("admin_machines"),
    }
    return render(request, "administration/secret.html", context)
