"""What happens around every page: a code to quote, the actor, the language, and refusals as pages."""

import secrets
from collections.abc import Callable
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from saraptama.foundation.accounts.errors import NotADeputy, UserInactive
from saraptama.foundation.accounts.services import actor_for
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.shared.refusals import refusal_response

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ACTING_FOR = "acting_for"
"""Session key: whose post the person has taken for now."""

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letters or digits that are taken for each other on the telephone."""


def new_correlation_code() -> str:
    """Eight signs in two groups, easy to read aloud: `K7QF-2MXW`."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class CorrelationMiddleware:
    """Gives each request a code that stands in the log, in the answer's header and on a failure's page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.correlation_code = new_correlation_code()  # type: ignore[attr-defined] # set for views and templates
        with structlog.contextvars.bound_contextvars(correlation_code=request.correlation_code):  # type: ignore[attr-defined] # as above
            response = self.get_response(request)
        response["X-Correlation-Code"] = request.correlation_code  # type: ignore[attr-defined] # as above
        return response


class ActorMiddleware:
    """`request.actor`: the signed-in person as an actor, or None. Computed when first asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined] # set for views
        else:
            request.actor = None  # type: ignore[attr-defined] # as above
        return self.get_response(request)


def actor_of(request: HttpRequest) -> ActorRef:
    """The person as an actor, in their own post or in the one they have taken. A deputyship that ended falls away."""
    taken = request.session.get(ACTING_FOR)
    try:
        return actor_for(request.user, acting_for=UUID(taken) if taken else None)  # type: ignore[arg-type] # signed in
    except NotADeputy:
        del request.session[ACTING_FOR]
        return actor_for(request.user)  # type: ignore[arg-type] # signed in
    except UserInactive:
        logout(request)
        request.actor = None  # type: ignore[attr-defined] # the page of this refusal is a visitor's
        raise


class PersonLanguageMiddleware:
    """The language of the person; of a visitor, the cookie's; else what the browser asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class RefusalMiddleware:
    """A refusal that no form took up becomes a page (or JSON) that says what, why, and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this with what a view raised."""
        if isinstance(exception, UnreadablePostError):
            # The line broke in the middle of the request: nobody reads this answer, and nothing was done.
            return HttpResponse(status=400)
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None
