"""The gate that every request passes: by the access table, and with the second factor where the role demands it."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _translated
from django_htmx.http import HttpResponseClientRedirect

from saraptama.foundation.accounts.access import Access, AccessKind, table
from saraptama.foundation.accounts.errors import TokenRequired
from saraptama.foundation.accounts.machine import actor_from_bearer
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.selectors import needs_second_factor
from saraptama.foundation.audit.services import record_refusal
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, Refusal

log = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_SET_UP_HERE = "second_factor_set_up_here"

GetResponse = Callable[[HttpRequest], HttpResponse]


class UnlistedAddress(RuntimeError):
    """An address stands in the URLconf but not in the access table: a programming mistake, refused."""


class AccessTableMiddleware:
    """Let through only whom the address's row in the access table admits.

    Stands behind the gate that sets `request.actor` for signed-in people; for machines it sets the actor itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Find the row, find the actor, decide."""
        row = _row_of(request)
        if row.kind is AccessKind.BEARER:
            request.actor = actor_from_bearer(request)  # type: ignore[attr-defined] # an attribute of every request
        actor: ActorRef | None = request.actor  # type: ignore[attr-defined] # as above
        if actor is not None and not row.before_second_factor and (detour := _second_factor_detour(request)):
            return detour
        if actor is not None and not row.before_second_factor and (detour := _own_password_detour(request, row)):
            return detour
        if row.admits(actor):
            return None
        if actor is None:
            return _unknown_caller(request, row)
        return _refused(request, row, actor)


def _row_of(request: HttpRequest) -> Access:
    match = request.resolver_match
    name = match.view_name if match else ""
    row = table().get(name)
    if row is not None:
        return row
    if settings.DEBUG:
        raise UnlistedAddress(name)
    log.error("address refused: it is not in the access table", extra={"address": name})
    raise Http404


def _second_factor_detour(request: HttpRequest) -> HttpResponse | None:
    """Where a person goes who signed in by password only, but holds a role that a password alone does not open."""
    user = request.user
    if not isinstance(user, User) or _showed_second_factor(request) or not needs_second_factor(user.id):
        return None
    name = "mfa_reauthenticate" if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else "mfa_activate_totp"
    return _go(request, f"{reverse(name)}?{urlencode({'next': request.get_full_path()}, safe='/')}")


def _own_password_detour(request: HttpRequest, row: Access) -> HttpResponse | None:
    """Where a person goes who signed in with a one-time secret: to choose a password that nobody else knows."""
    user = request.user
    if row.before_own_password or not isinstance(user, User) or not user.must_change_password:
        return None
    return _go(request, reverse("account_change_password"))


def _showed_second_factor(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(request.session.get(_SET_UP_HERE)) or any(entry.get("method") == "mfa" for entry in records)


@receiver(authenticator_added)
def _remember_set_up(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Whoever set up the app in this session typed a code of it, and need not type another."""
    request.session[_SET_UP_HERE] = True


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") == "true" else redirect(url)


def _unknown_caller(request: HttpRequest, row: Access) -> HttpResponse:
    if row.kind is AccessKind.BEARER:
        return _problem(request, TokenRequired())
    return _go(request, redirect_to_login(request.get_full_path()).url)


def _refused(request: HttpRequest, row: Access, actor: ActorRef) -> HttpResponse:
    refusal = NotPermitted(right=", ".join(_translated(str(right.says)) for right in row.rights))
    if request.method not in SAFE_METHODS:
        record_refusal(actor, act="accounts.address_opened", code=refusal.code, details={"path": request.path})
    if row.kind is AccessKind.BEARER:
        return _problem(request, refusal)
    raise PermissionDenied(refusal.text())


def _problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """RFC 9457 problem details in the form of every other answer, and RFC 6750 section 3 for a missing token."""
    body = {
        "type": f"urn:saraptama:problem:{refusal.code}",
        "title": _translated("The request was refused; nothing was written."),
        "status": refusal.status,
        "detail": refusal.text(),
        "code": refusal.code,
        "reasons": [{"code": refusal.code, "detail": refusal.text(), "field": ""}],
        "correlation_id": str(getattr(request, "correlation_code", "")),
    }
    response = JsonResponse(body, status=refusal.status, content_type="application/problem+json")
    if refusal.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="saraptama"'
    return response
