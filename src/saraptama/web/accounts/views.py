"""Where machines get and give back their access tokens."""

from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from saraptama.foundation.accounts.token_server import token_server


@csrf_exempt
@require_POST
@sensitive_post_parameters("client_secret")
def token(request: HttpRequest) -> HttpResponse:
    """Exchange the client's secret for an access token (RFC 6749, 4.4)."""
    if not ratelimit.consume(request, action="machine_token"):
        return _json('{"error": "slow_down"}', 429)
    headers, body, status = token_server().create_token_response(*_asked(request))
    return _json(body, status, headers)


@csrf_exempt
@require_POST
@sensitive_post_parameters("client_secret", "token")
def revoke(request: HttpRequest) -> HttpResponse:
    """Give an access token back before its hour ends (RFC 7009)."""
    if not ratelimit.consume(request, action="machine_token"):
        return _json('{"error": "slow_down"}', 429)
    headers, body, status = token_server().create_revocation_response(*_asked(request))
    return _json(body, status, headers)


def _asked(request: HttpRequest) -> tuple[str, str, str, dict[str, str]]:
    """The request as oauthlib reads it. The body is decoded from the form once, so that it has one meaning."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if authorization := request.headers.get("Authorization"):
        headers["Authorization"] = authorization
    body = urlencode([(key, value) for key, values in request.POST.lists() for value in values])
    return request.build_absolute_uri(), request.method or "", body, headers


def _json(body: str, status: int, headers: dict[str, Any] | None = None) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    for name, value in {"Cache-Control": "no-store", **(headers or {})}.items():
        response[name] = value
    return response
