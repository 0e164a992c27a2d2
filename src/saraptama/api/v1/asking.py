"""How an address may be asked: GET also as HEAD, OPTIONS says what is possible, everything else is a problem."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from saraptama.api.v1.interface import api
from saraptama.api.v1.limits import hold_all
from saraptama.api.v1.problems import refusal_answer
from saraptama.foundation.messaging.errors import TooOften
from saraptama.kernel.errors import NotVisible, Refusal

View = Callable[..., HttpResponseBase]


class MethodNotPossible(Refusal):
    """This address is asked in other ways."""

    code = "method_not_allowed"
    message = _("This address takes {methods} only.")
    status = 405


def asked_properly(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """The same address, with every method answered as HTTP wants it."""
    if isinstance(pattern, URLPattern):
        pattern.callback = _asked_properly(pattern.callback)
    return pattern


def _asked_properly(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        try:
            hold_all(request)
            response = view(request, *args, **kwargs)
        except TooOften as refusal:
            response = refusal_answer(api, request, refusal)
        finally:
            request.method = asked
        if isinstance(response, HttpResponseNotAllowed):
            return _not_allowed(request, response)
        return _without_content(response) if asked == "HEAD" else response

    return answer


def _not_allowed(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    methods = {method.strip() for method in refused["Allow"].split(",")} | {"OPTIONS"}
    methods |= {"HEAD"} if "GET" in methods else set()
    allowed = ", ".join(sorted(methods))
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allowed})
    response = refusal_answer(api, request, MethodNotPossible(methods=allowed))
    response["Allow"] = allowed
    return response


def _without_content(response: HttpResponseBase) -> HttpResponse:
    """The headers of an answer, its length among them, and nothing else (RFC 9110, section 9.3.2)."""
    length = response.get("Content-Length") or str(len(getattr(response, "content", b"")))
    bare = HttpResponse(status=response.status_code)
    for name, value in response.items():
        bare[name] = value
    bare["Content-Length"] = length
    return bare


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address of this interface that there is not."""
    return refusal_answer(api, request, NotVisible())
