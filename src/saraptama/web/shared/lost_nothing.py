"""Nothing typed is lost, and nothing is done twice: for every form of the service, without a line at the desks.

- A form that arrives after its session has ended is kept (encrypted) while the person signs in, and shown again as
  it was typed.
- A form that acted and arrives again (a double click, the back button) gets the first answer.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from saraptama.foundation.desktop.errors import StillBeingDone
from saraptama.foundation.desktop.services import (
    answer_to,
    begin_sending,
    finish_sending,
    give_up_sending,
    keep_form,
    put_back_form,
)
from saraptama.foundation.desktop.types import KeptForm
from saraptama.web.shared.forms import SHOW_AGAIN
from saraptama.web.shared.refusals import failure_response, refusal_response

GetResponse = Callable[[HttpRequest], HttpResponseBase]

WHO_COOKIE = "saraptama_who"
"""Who was signed in last in this browser, signed: to whom a kept form may be given back."""

TICKET_COOKIE = "saraptama_kept"
"""The key of what was kept. It goes away with the browser."""

_SALT = "saraptama.web.kept"
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_NEVER_KEPT = frozenset({_TOKEN, SHOW_AGAIN, "password", "code", "oldpassword", "password1", "password2"})
_NO_FORMS_OF_OURS = frozenset({"account", "identity"})


class KeepTypedMiddleware:
    """Keeps a form whose session has ended, and shows it again after signing in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        kept = _kept_for(request)
        response = self._with_kept(request, kept) if kept else self.get_response(request)
        if kept:
            response.delete_cookie(TICKET_COOKIE)
        elif _was_sent_to_sign_in(request, response):
            response = _kept_while_signing_in(request, response)
        return _remembering_who(request, response)

    def _with_kept(self, request: HttpRequest, kept: KeptForm) -> HttpResponseBase:
        """The page with what was typed in its form; else the page, with the form on offer to be sent as it was."""
        request.kept_form = kept  # type: ignore[attr-defined] # for the frame
        page = self.get_response(request)
        if kept.action != kept.page or page.status_code != 200:
            return page
        with transaction.atomic():
            shown = self.get_response(_as_typed(request, kept))
            transaction.set_rollback(True)  # it is only looked at: whatever it would have done is undone
        if shown.status_code == 200:
            return shown
        said: Any = messages.get_messages(request)
        said._queued_messages.clear()  # words about what was undone
        return page


def _kept_for(request: HttpRequest) -> KeptForm | None:
    ticket = request.COOKIES.get(TICKET_COOKIE, "")
    if request.method != "GET" or not ticket or not request.user.is_authenticated or _is_partial(request):
        return None
    return put_back_form(request.user.pk, ticket=ticket, page=request.get_full_path())


def _as_typed(request: HttpRequest, kept: KeptForm) -> HttpRequest:
    """The same request as if the form were sent now, with the mark that asks to see it and not to act."""
    data = QueryDict(mutable=True)
    for name, values in kept.data:
        data.setlist(name, list(values))
    data[SHOW_AGAIN] = "1"
    request.method = "POST"
    request.POST = data  # type: ignore[assignment] # Django's own setter takes a mutable one
    request._files = MultiValueDict()  # type: ignore[attr-defined] # files are not kept
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined] # it passed this check when it arrived
    request.kept_is_shown = True  # type: ignore[attr-defined] # for the frame
    return request


def _was_sent_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    to = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    entrance = urlsplit(redirect_to_login("/").url).path
    return request.method == "POST" and not request.user.is_authenticated and urlsplit(to).path == entrance


def _kept_while_signing_in(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    page = page_of_form(request)
    ticket = keep(request, page)
    url = redirect_to_login(page).url
    answer = _go(request, f"{url}&{urlencode({'kept': '1'})}" if ticket else url)
    if ticket:
        _give(answer, ticket)
    return answer


def keep(request: HttpRequest, page: str) -> str:
    """Keep what arrived for whoever was signed in here last; the ticket, or nothing where nobody was."""
    owner = _last_person(request)
    data = tuple(
        (name, tuple(str(value) for value in values))
        for name, values in request.POST.lists()
        if name.rsplit("-", 1)[-1] not in _NEVER_KEPT
    )
    if owner is None or not data:
        return ""
    form = KeptForm(page, request.get_full_path(), data, bool(request.FILES))
    return keep_form(owner, form=form)


def page_of_form(request: HttpRequest) -> str:
    """The page on which the form stood: where the browser says it came from, else the form's own address."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(came_from)
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if not ours or not parts.path or parts.path.strip("/").partition("/")[0] in _NO_FORMS_OF_OURS:
        return request.get_full_path()
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _last_person(request: HttpRequest) -> UUID | None:
    try:
        return UUID(signing.loads(request.COOKIES.get(WHO_COOKIE, ""), salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None


def _remembering_who(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Renew the note of who is signed in, when it is somebody else's or missing."""
    if not request.user.is_authenticated or _last_person(request) == request.user.pk:
        return response
    signed = signing.dumps(str(request.user.pk), salt=_SALT)
    response.set_cookie(
        WHO_COOKIE, signed, max_age=24 * 60 * 60, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _give(response: HttpResponseBase, ticket: str) -> None:
    response.set_cookie(TICKET_COOKIE, ticket, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def is_kept_while_signing_in(request: HttpRequest) -> bool:
    """Whether the sign-in page should say that what was typed is kept."""
    return TICKET_COOKIE in request.COOKIES and "kept" in parse_qs(request.META.get("QUERY_STRING", ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection did not fit: its page is older than the session. What was typed comes back on a fresh page.

    Only for a form that came from a page of ours, as the browser itself says; a forged one is refused.
    """
    from_us = request.headers.get("Sec-Fetch-Site") == "same-origin" and "rigin" not in reason
    if from_us and request.user.is_authenticated and _last_person(request) == request.user.pk:
        page = page_of_form(request)
        if ticket := keep(request, page):
            answer = _go(request, page)
            _give(answer, ticket)
            return answer
    text = gettext(
        "The page stood open too long, or cookies are switched off. Go back, reload the page and send the form again: "
        "what you typed is kept in this tab."
    )
    return failure_response(request, 403, code="form_expired", reasons=[text])


REPEATABLE = frozenset({"set_language", "set_theme", "act_for", "read_notifications", "search", "search_suggest"})
"""Addresses at which sending the same form again means the same wish again."""

_WAITS = 20
_WAIT_SECONDS = 0.25


class SubmitOnceMiddleware:
    """A form acts once. It is known by its page (each page's protection token is masked differently) and its content.

    Stands behind the gate: who may not send a form at all never comes here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        digest = getattr(request, "sending", None)
        if digest is None:
            return response
        if answer := _led_to(response):
            finish_sending(digest, answer=answer)
        else:
            give_up_sending(digest)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the first through; answer the others as the first was."""
        digest = digest_of(request)
        if digest is None:
            return None
        first = begin_sending(digest)
        if first is None:
            request.sending = digest  # type: ignore[attr-defined] # read above
            return None
        return _answer_again(request, first or _awaited(digest))


def digest_of(request: HttpRequest) -> bytes | None:
    """What makes two sendings the same: person, address, page and content. None where sending again is harmless."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    match = request.resolver_match
    token = request.POST.get(_TOKEN) or request.headers.get("X-CSRFToken", "")
    if not token or (match and match.view_name in REPEATABLE):
        return None
    digest = hashlib.sha256(f"{request.user.pk}\n{request.get_full_path()}\n{token}".encode())
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        digest.update(repr((name, [(file.name, file.size, _beginning(file)) for file in files])).encode())
    return digest.digest()


def _beginning(file: Any) -> bytes:
    """Enough of a file to tell it from another of the same name and size."""
    first = hashlib.sha256(file.read(64 * 1024)).digest()
    file.seek(0)
    return first


def _led_to(response: HttpResponseBase) -> str:
    if isinstance(response, HttpResponseRedirect):
        return response.url
    return response.headers.get("HX-Redirect", "")


def _awaited(digest: bytes) -> str:
    """The first sending's answer, waited for a few seconds."""
    for _each in range(_WAITS):
        time.sleep(_WAIT_SECONDS)
        if answer := answer_to(digest):
            return answer
    return ""


def _answer_again(request: HttpRequest, answer: str) -> HttpResponseBase:
    if not answer:
        return refusal_response(request, StillBeingDone())
    messages.info(request, gettext("You had already sent this form, so it was not sent a second time."))
    return _go(request, answer)


def _is_partial(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if _is_partial(request) else HttpResponseRedirect(url)
