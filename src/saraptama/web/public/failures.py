"""What Django calls when a request fails. `config/urls.py` names these as its handlers."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from saraptama.web.shared.refusals import failure_response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request was torn, forged or too big to read."""
    too_large = type(exception).__name__ in ("RequestDataTooBig", "TooManyFilesSent", "TooManyFieldsSent")
    return failure_response(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the address is not for this person; the exception's words say which right is missing."""
    said = str(exception)
    return failure_response(request, 403, code="not_permitted", reasons=[said] if said else [])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address, or nothing there that this person may see. Both look the same."""
    return failure_response(request, 404, code="not_found")


def broken(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours. The page asks nothing of the database."""
    return failure_response(request, 500)


def too_many(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429: attempts are limited, so that nobody can guess passwords and codes."""
    return failure_response(request, 429, code="too_many_attempts")
